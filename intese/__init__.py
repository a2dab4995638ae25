"""The front door: it knows every room; no room knows it."""
