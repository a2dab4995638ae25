"""La ricerca: one index of words for every room, kept in the act's own transaction."""

from registry.platform.search.index import forget, put
from registry.platform.search.queries import Found, matching, search

__all__ = ["Found", "forget", "matching", "put", "search"]
