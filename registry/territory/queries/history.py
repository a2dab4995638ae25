"""Comuni through time: the one of a day, and what has become of it."""

import re
from datetime import date, timedelta

from registry.platform.database import fetch
from registry.platform.errors import InvalidInput, NotFound
from registry.platform.i18n import _
from registry.territory.queries.rows import MUNICIPALITIES, finds, municipality_of
from registry.territory.shapes import Lineage, MunicipalityRow
from registry.territory.words import folded, words_of

HISTORY_SINCE = date(1999, 1, 1)
"""Comuni closed before are not in the data: an earlier day is read as this one."""

_CODE = re.compile(r"(?:com:)?([0-9]{6})")
_NAME_AND_PROVINCE = re.compile(r"(?P<name>.+?)\s*\((?P<abbreviation>[A-Za-z]{2})\)")


async def municipality_on(text: str, *, on: date, field: str = "place") -> Lineage:
    """The comune that this code or name («Samone (TO)») meant that day.

    A code or name of another time leads to the comune that had its place that day. Raises
    NotFound when there was none; InvalidInput under ``field`` when there were several.
    """
    found = await municipalities_on(text, on=on)
    if not found:
        raise NotFound(
            _("Il {day} non c'era un comune «{text}».").format(text=text, day=f"{on:%d/%m/%Y}")
        )
    if len(found) > 1:
        names = ", ".join(f"{one.then.label} {one.then.istat_code}" for one in found)
        raise InvalidInput.of(
            {field: _("«{text}» può essere: {names}. Scegli.").format(text=text, names=names)}
        )
    return found[0]


async def municipalities_on(text: str, *, on: date) -> list[Lineage]:
    """Every comune that this code or name can have meant that day; often one.

    Several for homonyms, and for a comune made later by joining several: Piadena Drizzona
    in 2005 was Drizzona and Piadena.
    """
    meant = await _meant_by(text)
    families = await _families({row.current_code for row in meant})
    day = max(on, HISTORY_SINCE)
    then: dict[str, MunicipalityRow] = {}
    for row in _in_use(meant, day) or meant:
        for other in at(row, day, families[row.current_code]):
            then[other.istat_code] = other
    return [
        Lineage(on=on, then=row, steps=steps_from(row, families[row.current_code]))
        for _code, row in sorted(then.items())
    ]


def _in_use(rows: list[MunicipalityRow], day: date) -> list[MunicipalityRow]:
    return [row for row in rows if _is_valid(row, day)]


async def lineage_rows(current_code: str) -> list[MunicipalityRow]:
    """Every row that leads to the comune of today with this code (``com:019116``), by start."""
    code = current_code.removeprefix("com:")
    return sorted((await _families({code}))[code], key=lambda row: row.valid_from)


async def row_or_none(code: str, *, on: date) -> MunicipalityRow | None:
    """The comune of this very code on that day, or None when the code was not in use."""
    rows = [row for row in await _meant_by(code) if _is_valid(row, max(on, HISTORY_SINCE))]
    return rows[0] if rows else None


async def _meant_by(text: str) -> list[MunicipalityRow]:
    code = _CODE.fullmatch(text.strip())
    if code:
        rows = await fetch(f"{MUNICIPALITIES} WHERE m.istat_code = $1", code[1])
        return [municipality_of(row) for row in rows]
    with_province = _NAME_AND_PROVINCE.fullmatch(text.strip())
    name = with_province["name"] if with_province else text
    abbreviation = with_province["abbreviation"].upper() if with_province else ""
    rows = await fetch(
        f"{MUNICIPALITIES} WHERE {finds('m.words', 1)} AND ($2 = '' OR p.abbreviation = $2"
        " OR $2 = ANY(p.former_abbreviations))",
        words_of(name),
        abbreviation,
    )
    return [row for row in map(municipality_of, rows) if folded(name) in _called(row)]


def _called(row: MunicipalityRow) -> set[str]:
    names = {folded(row.name), *map(folded, row.names.values())}
    return names | {f"{folded(row.name)}/{other}" for other in names}


async def _families(current_codes: set[str]) -> dict[str, list[MunicipalityRow]]:
    """The rows that lead to each comune of today."""
    rows = await fetch(
        f"{MUNICIPALITIES} WHERE m.current_code = ANY($1::text[]) ORDER BY m.valid_from",
        sorted(current_codes),
    )
    families: dict[str, list[MunicipalityRow]] = {code: [] for code in current_codes}
    for row in map(municipality_of, rows):
        families[row.current_code].append(row)
    return families


def at(row: MunicipalityRow, day: date, family: list[MunicipalityRow]) -> list[MunicipalityRow]:
    """What stood, that day, in the place of ``row``: itself, its successor, or what it came from.

    ``family``: the rows that lead to the same comune of today. Empty when there was nothing.
    """
    if _is_valid(row, day):
        return [row]
    if day > row.valid_from:
        return [one for one in steps_from(row, family) if _is_valid(one, day)][:1]
    return [one for one in family if _is_valid(one, day) and row in steps_from(one, family)]


def steps_from(row: MunicipalityRow, family: list[MunicipalityRow]) -> list[MunicipalityRow]:
    """The rows that follow ``row`` one after the other, up to today's."""
    steps: list[MunicipalityRow] = []
    following = _next(row, family)
    while following is not None:
        steps.append(following)
        following = _next(following, family)
    return steps


def _next(row: MunicipalityRow, family: list[MunicipalityRow]) -> MunicipalityRow | None:
    if row.valid_to is None:
        return None
    day = row.valid_to + timedelta(days=1)
    same = (one for one in family if one.istat_code == row.successor_code)
    return next((one for one in same if _is_valid(one, day)), None)


def _is_valid(row: MunicipalityRow, day: date) -> bool:
    begun = row.valid_from <= day
    return begun and (row.valid_to is None or row.valid_to >= day)
