"""A place as people name it in a form: «Crema (CR)», «provincia di Cremona», «NA», or its code."""

import re
from collections.abc import Iterable

from registry.platform.database import fetch
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _
from registry.territory.kinds import PLACE_CODE, PlaceKind
from registry.territory.queries.finding import search_places
from registry.territory.queries.places import check_places, places_by_code
from registry.territory.shapes import Place
from registry.territory.words import folded, label

MOST_TOLD = 6
_SAID = re.compile(
    r"(?:(?P<province>(?:provincia(?: autonoma)?|citta metropolitana|libero consorzio comunale)"
    r" (?:di |del |della |dell'))|(?P<municipality>comune (?:di |del |della |dell'))"
    r"|(?P<region>regione ))(?P<name>.+)"
)
_CODE_AFTER = re.compile(r" · (\S+)$")


async def place_named(words: str, *, field: str = "place") -> Place:
    """The one place that is called so, in any of its languages; by its abbreviation, a province.

    Raises InvalidInput under ``field`` where there is none, or several: then it names them.
    """
    code = _code_or_none(words)
    if code is not None:
        return (await check_places([code], field=field))[code]
    said = _SAID.fullmatch(folded(words))
    name = said["name"] if said else words
    kind = next((PlaceKind(one) for one in PlaceKind if said and said.groupdict().get(one)), None)
    found = await search_places(name, kind=kind, limit=12)
    called = [one for one in found if _is_called(one, words, name)]
    called = [one for one in called if one.is_in_force] or called
    # «Valle d'Aosta» in full is the region, though its province is called so as well.
    called = [one for one in called if folded(one.label) == folded(words)] or called
    if len(called) == 1:
        return called[0]
    raise InvalidInput.of({field: _doubtful(words, called, found)})


def _code_or_none(words: str) -> str | None:
    """«com:019036», «com:019036 Cremona» and «Cremona · com:019036» are codes."""
    after = _CODE_AFTER.search(words)
    first = after[1] if after else words.split(maxsplit=1)[0] if words.strip() else ""
    is_code = PLACE_CODE.fullmatch(first) or re.match(r"(?:reg|prov|com|area):", first)
    return first if is_code else None


def _is_called(place: Place, words: str, name: str) -> bool:
    names = {place.name, place.label, place.name_other, *place.names.values()}
    is_named = not {folded(words), folded(name)}.isdisjoint(folded(one) for one in names if one)
    return is_named or (
        place.kind is PlaceKind.PROVINCE and words.strip().upper() == place.abbreviation
    )


def _doubtful(words: str, called: list[Place], found: list[Place]) -> str:
    choices = ", ".join(f"«{_in_full(one)}»" for one in (called or found)[:MOST_TOLD])
    if called:
        return _("«{words}» può essere {choices}: scrivi quale.").format(
            words=words, choices=choices
        )
    if found:
        return _("Nessun luogo si chiama «{words}». Forse {choices}?").format(
            words=words, choices=choices
        )
    return _("Nessun luogo si chiama «{words}»: controlla come è scritto.").format(words=words)


def _in_full(place: Place) -> str:
    """A comune is said to be one: its name is often also that of its province."""
    if place.kind is PlaceKind.MUNICIPALITY:
        return _("comune di {label}").format(label=place.label)
    return place.label


_OFFERED = """
SELECT place.kind, place.name, place.unit_kind, place.abbreviation FROM place
WHERE place.valid_to IS NULL AND (place.kind IN ('region', 'area') OR place.code IN (
  SELECT w.code FROM place_within w JOIN office_coverage c ON w.wider = 'prov:' || c.province
  WHERE c.office = $1 AND c.valid_to IS NULL))
ORDER BY array_position(ARRAY['province', 'municipality', 'area', 'region'], place.kind::text),
  place.sort_name
"""


async def places_offered(office: str) -> list[str]:
    """What a field offers while one types: the office's own provinces and comuni, the named
    areas, the regions."""
    rows = await fetch(_OFFERED, office)
    return [
        label(row["kind"], row["name"], unit_kind=row["unit_kind"],
              abbreviation=row["abbreviation"])
        for row in rows
    ]  # fmt: skip


async def labels_of(codes: Iterable[str]) -> dict[str, str]:
    """How the places of these codes stand in a form; an unknown code as it is."""
    wanted = {code for code in codes if code}
    places = await places_by_code(wanted)
    return {code: places[code].label if code in places else code for code in wanted}
