"""Le finestre: what pages and API share, so that each room's own stay thin."""
