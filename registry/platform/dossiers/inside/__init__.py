"""What reads the documents of a dossier and binds them, contained."""
