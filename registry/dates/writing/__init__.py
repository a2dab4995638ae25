"""How each language says a date: words and little tables, no rules. ``words`` uses them."""
