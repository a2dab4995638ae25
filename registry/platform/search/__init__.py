"""La ricerca: one index of words for every room, kept in the act's own transaction."""

from registry.platform.search.codes import CODES, FINDERS, bare_sql, with_code
from registry.platform.search.index import forget, put
from registry.platform.search.queries import Found, matching, open_to, search

__all__ = [
    "CODES", "FINDERS", "Found", "bare_sql", "forget", "matching", "open_to", "put", "search",
    "with_code",
]  # fmt: skip
