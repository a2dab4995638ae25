"""Lists: one page of rows, with the order and filters that their address says.

The same names serve the page and its JSON twin: ``?q=&sort=-name&page=2&size=20`` and filters
named as the fields.
"""

from collections.abc import Mapping
from typing import Generic, TypeVar
from urllib.parse import urlencode

from msgspec import Struct

from registry.platform.errors import InvalidInput
from registry.platform.i18n import _

Row = TypeVar("Row")
Key = TypeVar("Key")

SIZE = 20
LARGEST = 200
LAST_PAGE = 100_000


class Ask(Struct, frozen=True, kw_only=True):
    """What a list's address asks for, apart from the room's own filters."""

    q: str = ""
    sort: str = ""
    page: int = 1
    size: int = SIZE

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.size


class Listing(Struct, Generic[Row], kw_only=True):
    """``items`` of one page, how many there are in all, and counts for each filter value."""

    items: list[Row]
    total: int
    page: int
    size: int
    facets: dict[str, list["Facet"]] = {}

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))


class Facet(Struct, frozen=True, kw_only=True):
    value: str
    label: str
    count: int


def read_ask(query: dict[str, str]) -> Ask:
    """The common part of a list's address; raises InvalidInput naming what is wrong."""
    return Ask(
        q=query.get("q", "").strip()[:200],
        sort=query.get("sort", ""),
        page=_number(query, "page", default=1, most=LAST_PAGE),
        size=_number(query, "size", default=SIZE, most=LARGEST),
    )


def _number(query: dict[str, str], name: str, *, default: int, most: int) -> int:
    text = query.get(name, "") or str(default)
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= most:
        raise InvalidInput.of({name: _("Scrivi un numero da 1 a {n}.").format(n=most)})
    return int(text)


class NeverEmpty(str):
    """A sort key that every row has: its index serves both directions."""

    __slots__ = ()


def order_by(sort: str, allowed: Mapping[str, str], *, default: str, last: str = "id") -> str:
    """The SQL order that ``sort`` names (``-`` is descending); ``last`` decides between equals.

    ``allowed`` maps what an address may say to a column; anything else is refused. Whatever is
    missing comes last.
    """
    wanted = sort or default
    key = sort_key(wanted, allowed)
    direction = "DESC" if wanted.startswith("-") else "ASC"
    nulls = "" if isinstance(key, NeverEmpty) else " NULLS LAST"
    return f"{key} {direction}{nulls}, {last} {direction}"


def sort_key(wanted: str, allowed: Mapping[str, Key]) -> Key:
    name = wanted.removeprefix("-")
    if name not in allowed:
        known = ", ".join(allowed)
        raise InvalidInput(sort=_("Si può ordinare per: {known}.").format(known=known))
    return allowed[name]


def link(path: str, query: dict[str, str], **changes: str | int | None) -> str:
    """The address of the same list with something changed; None takes a filter away."""
    merged = {**query, **changes}
    if "page" not in changes:
        merged.pop("page", None)
    kept = {name: str(value) for name, value in merged.items() if value not in (None, "")}
    return f"{path}?{urlencode(kept)}" if kept else path
