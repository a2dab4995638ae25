"""Files: what is let in, and how it is kept."""
