"""How the templates are drawn."""
