"""Schede: their rules, their life, the protection of persons, their pages and their API."""
