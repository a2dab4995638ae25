"""La ricerca: one index of words for every room, kept in the act's own transaction."""

from registry.platform.search.index import forget, put
from registry.platform.search.queries import Found, matching, open_to, search

__all__ = ["Found", "forget", "matching", "open_to", "put", "search"]
