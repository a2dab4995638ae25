"""Circulars: the forms as data, their pages and their API."""
