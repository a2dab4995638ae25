"""The orders of the list of acts: each a row of stretches, and each stretch in an index's order.

What comes first depends on the day (an act near its term goes before the others in force), and
no index knows the day. But each standing is one stretch of the index of statuses and terms: the
list is these stretches one after the other, and only as much of each is read as the page wants.
Where filters leave few acts, these are read once and sorted.
"""

from dataclasses import dataclass

from registry.platform.lists import NeverEmpty, order_by, sort_key
from registry.protocols.queries import conditions
from registry.protocols.queries.asking import DAY, STANDINGS, Asked


@dataclass(frozen=True)
class Stretch:
    """``key`` is what its rows are in the order of."""

    key: str
    condition: str = "true"
    join: str = ""
    standings: frozenset[str] = STANDINGS


def _standing(*standings: str) -> Stretch:
    """Acts that stand so, what ends soonest first."""
    wanted = frozenset(standings)
    return Stretch("a.ends_latest", conditions.stands_as(wanted, DAY), standings=wanted)


# What waits for somebody, then what ends soonest, then what is over.
FIRST = (
    _standing("signing"),
    _standing("circulated"),
    _standing("in_definition"),
    _standing("proposed"),
    _standing("signed"),
    _standing("expiring", "renews_itself"),
    _standing("in_force"),
    _standing("expired", "replaced", "terminated", "archived"),
)
PROMOTER = (
    Stretch(NeverEmpty("b.sort_name"), join="JOIN partner_glance b ON b.partner = a.promoter"),
    Stretch(NeverEmpty("NULL::text"), "a.promoter IS NULL"),
)


def _one(key: str) -> tuple[Stretch, ...]:
    return (Stretch(key),)


SORTS = {
    "first": FIRST,
    "title": _one(NeverEmpty("a.sort_title")),
    "kind": _one(NeverEmpty("a.kind")),
    "promoter": PROMOTER,
    "status": FIRST,
    "signed_on": _one("coalesce(a.signed_on, a.starts_earliest)"),
    "starts_on": _one("a.starts_earliest"),
    "expires_on": _one("a.ends_latest"),
    "office": _one(NeverEmpty("a.office")),
}


def page_of(asked: Asked, sort: str, *, size: int | None = None, offset: int = 0) -> str:
    """SQL: id and ``place`` of the rows of one page; without a size, of all of them."""
    wanted = sort or "first"
    stretches = sort_key(wanted, SORTS)
    if stretches is FIRST and not asked.is_wide:
        read = [_read_once(asked, wanted)]
    else:
        most = asked.value(size + offset) if size is not None else ""
        kept = enumerate(_kept(stretches, asked, wanted))
        read = [_read(asked, stretch, n, wanted, most) for n, stretch in kept]
    limit = f" LIMIT {asked.value(size)} OFFSET {asked.value(offset)}" if size is not None else ""
    order = order_by(wanted, {wanted.removeprefix("-"): "key"}, default="")
    return (
        f"SELECT id, row_number() OVER (ORDER BY stretch, {order}) AS place"  # noqa: S608
        f" FROM ({' UNION ALL '.join(read)}) AS read ORDER BY place{limit}"
    )


def _kept(stretches: tuple[Stretch, ...], asked: Asked, wanted: str) -> list[Stretch]:
    """Only those that may have rows; what is missing comes last in both directions."""
    kept = [stretch for stretch in stretches if stretch.standings & asked.standings]
    if wanted.startswith("-") and stretches is FIRST:
        kept.reverse()
    return kept or [Stretch("NULL::date", "false")]


def _read_once(asked: Asked, wanted: str) -> str:
    turns = FIRST[::-1] if wanted.startswith("-") else FIRST
    turn = " ".join(f"WHEN {stretch.condition} THEN {n}" for n, stretch in enumerate(turns))
    return (
        f"(SELECT a.id, CASE {turn} END AS stretch, a.ends_latest AS key FROM protocol a"  # noqa: S608
        f" WHERE {asked.conditions})"
    )


def _read(asked: Asked, stretch: Stretch, position: int, wanted: str, most: str) -> str:
    name = wanted.removeprefix("-")
    order = order_by(wanted, {name: stretch.key}, default="", last="a.id")
    limit = f" LIMIT {most}" if most else ""
    return (
        f"(SELECT a.id, {position} AS stretch, {stretch.key} AS key FROM protocol a"  # noqa: S608
        f" {stretch.join} WHERE {asked.conditions} AND {stretch.condition}"
        f" ORDER BY {order}{limit})"
    )
