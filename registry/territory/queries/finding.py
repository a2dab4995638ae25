"""Finding places: by the beginnings of their words in every language, by code, by abbreviation."""

from asyncpg import Record

from registry.platform.database import fetch
from registry.platform.lists import Ask, Facet, Listing, order_by
from registry.territory.kinds import PLACE_KIND_LABELS, PlaceKind
from registry.territory.queries.rows import PLACES, finds, inside, place_of
from registry.territory.shapes import Place, PlaceFilters
from registry.territory.words import folded, words_of

SORTS = {"name": "place.sort_name", "code": "place.code", "kind": "place.kind"}

# $1 the words, $2 the text folded, $3 the kind, $4 what they lie in.
_FOUND = f"""
WHERE ($3 = '' OR place.kind = $3) AND ($4 = '' OR place.code IN ({inside("$4")}))
  AND (place.code = $2 OR split_part(place.code, ':', 2) = $2 OR {finds("place.words", 1)})
"""
# What is called exactly so, then what is in force, then the wider.
_BEST = """
(place.sort_name = $2 OR $2 IN (lower(place.abbreviation), lower(place.former_names))) DESC,
(place.valid_to IS NULL) DESC,
array_position(ARRAY['country', 'region', 'province', 'municipality', 'area'], place.kind::text),
place.sort_name, place.code
"""


async def search_places(
    text: str, *, kind: PlaceKind | None = None, within: str = "", limit: int = 20
) -> list[Place]:
    """Places whose names (of today, former, in every language) begin with these words.

    The exact ones come first, then those in force; also by code and by abbreviation.
    """
    if not words_of(text):
        return []
    return await _page(Ask(q=text, size=limit), PlaceFilters(kind=kind, within=within))


async def list_places(ask: Ask, filters: PlaceFilters) -> Listing[Place]:
    """One page of the places, with how many there are of each kind."""
    counts = await fetch(
        f"SELECT kind, count(*) AS n FROM place {_FOUND} GROUP BY kind ORDER BY n DESC",  # noqa: S608
        *_arguments(ask, filters),
    )
    return Listing(
        items=await _page(ask, filters),
        total=sum(row["n"] for row in counts),
        page=ask.page,
        size=ask.size,
        facets={"kind": [_facet(row) for row in counts]},
    )


async def _page(ask: Ask, filters: PlaceFilters) -> list[Place]:
    by_sort = order_by(ask.sort, SORTS, default="name", last="place.code")
    order = _BEST if ask.q and not ask.sort else by_sort
    arguments = (*_arguments(ask, filters), ask.size, ask.offset)
    rows = await fetch(f"{PLACES} {_FOUND} ORDER BY {order} LIMIT $5 OFFSET $6", *arguments)
    return [place_of(row) for row in rows]


def _arguments(ask: Ask, filters: PlaceFilters) -> tuple[list[str], str, str, str]:
    return words_of(ask.q), folded(ask.q), filters.kind or "", filters.within


def _facet(row: Record) -> Facet:
    kind = PlaceKind(row["kind"])
    return Facet(value=kind.value, label=str(PLACE_KIND_LABELS[kind]), count=row["n"])
