"""Places by their codes: what they are called, what they lie in, how they are found."""

from collections.abc import Iterable
from datetime import date

from msgspec import structs

from registry.platform import clock
from registry.platform.database import fetch
from registry.platform.errors import InvalidInput, NotFound
from registry.platform.i18n import _
from registry.territory.kinds import PLACE_CODE, PlaceKind
from registry.territory.queries.areas import areas_with
from registry.territory.queries.history import lineage_rows, row_or_none
from registry.territory.queries.offices import offices_serving
from registry.territory.queries.rows import PLACES, inside, place_of
from registry.territory.shapes import Place, PlaceView
from registry.territory.words import ATTRIBUTION


async def places_by_code(codes: Iterable[str]) -> dict[str, Place]:
    """The places of these codes, in one query; a code that is not known is left out."""
    rows = await fetch(f"{PLACES} WHERE place.code = ANY($1::text[])", sorted(set(codes)))
    return {row["code"]: place_of(row) for row in rows}


async def find_place(code: str, *, on: date | None = None) -> Place:
    """The place of that code; with ``on``, as it was that day.

    Raises NotFound for a code that is not known, or that was not in use that day.
    """
    place = (await places_by_code([code])).get(code)
    if place is None:
        raise NotFound(_("Non c'è un luogo con il codice {code}.").format(code=code))
    if on is None or place.kind in (PlaceKind.COUNTRY, PlaceKind.AREA):
        return place
    if place.kind is PlaceKind.MUNICIPALITY:
        return await _municipality_place(place, on)
    if (place.valid_from or on) > on or (place.valid_to or on) < on:
        raise _not_in_use(code, on)
    return place


async def _municipality_place(place: Place, on: date) -> Place:
    """The comune with the name and province that it had that day."""
    then = await row_or_none(place.code, on=on)
    if then is None:
        raise _not_in_use(place.code, on)
    return structs.replace(
        place,
        name=then.name,
        label=then.label,
        name_other=next(iter(then.names.values()), ""),
        names=then.names,
        abbreviation=then.abbreviation,
        valid_from=then.valid_from,
        valid_to=then.valid_to,
        to_check=then.to_check,
    )


def _not_in_use(code: str, on: date) -> NotFound:
    return NotFound(
        _("Il codice {code} non era in uso il {day}.").format(code=code, day=f"{on:%d/%m/%Y}")
    )


async def check_places(codes: Iterable[str], *, field: str = "place") -> dict[str, Place]:
    """The places of these codes; raises InvalidInput under ``field`` if one is not known."""
    wanted = list(codes)
    known = await places_by_code(wanted)
    wrong = [code for code in wanted if code not in known]
    if wrong:
        raise InvalidInput.of({field: _wrong_code(wrong[0])})
    return known


def _wrong_code(code: str) -> str:
    if PLACE_CODE.fullmatch(code):
        return _("Non c'è un luogo con il codice {code}.").format(code=code)
    return _(
        "«{code}» non è il codice di un luogo: scrivilo come it, reg:07, prov:019, com:019036."
    ).format(code=code)


async def places_inside(code: str) -> list[str]:
    """The codes of every place inside this one, itself and former comuni among them."""
    rows = await fetch(inside("$1"), code)
    return [row["code"] for row in rows]


async def is_within(code: str, other: str) -> bool:
    """Whether ``code`` is, or lies inside, ``other``: today or at its own time."""
    rows = await fetch("SELECT 1 FROM place_within WHERE code = $1 AND wider = $2", code, other)
    return bool(rows)


async def view_place(code: str, *, on: date | None = None) -> PlaceView:
    """The place with its periods, the areas that it is in and the offices that serve it."""
    place = await find_place(code, on=on)
    is_comune = place.kind is PlaceKind.MUNICIPALITY
    return PlaceView(
        place=place,
        periods=await lineage_rows(place.current_code) if is_comune else [],
        areas=await areas_with(code),
        offices=await offices_serving(code, on=on or clock.today()),
        attribution=str(ATTRIBUTION),
    )
