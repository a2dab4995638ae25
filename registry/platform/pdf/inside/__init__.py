"""What looks at a PDF, contained."""
