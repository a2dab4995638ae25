"""Do the files agree with each other and with what is kept? Each disagreement has its place.

Pure: it looks at the rows as they would be after the delivery.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from registry.platform.i18n import _
from registry.territory.kinds import Change
from registry.territory.vintages.problems import Problem
from registry.territory.vintages.reading import Delivered
from registry.territory.vintages.records import (
    AreaLine,
    Line,
    MunicipalityRecord,
    OfficeLine,
    ProvinceRecord,
)
from registry.territory.vintages.sheets import AREAS, MUNICIPALITIES, OFFICES, PROVINCES, Sheet
from registry.territory.vintages.stock import Rows
from registry.territory.vintages.units import Territory

ONE_DAY = timedelta(days=1)

Lines = list[tuple[int, Line]]
Complaint = tuple[str, str]
"""The field of the line, and why."""


def problems_of(delivered: list[Delivered], rows: dict[str, Rows]) -> list[Problem]:
    """Everything in which the delivered lines contradict each other or what is kept."""
    there = Territory.of(rows)
    return [problem for one in delivered for problem in _problems_in(one, there)]


def _problems_in(one: Delivered, there: Territory) -> Iterator[Problem]:
    sheet = one.found.sheet
    for n, line in one.lines:
        for check in ROW_CHECKS.get(sheet.file, ()):
            yield from _told(sheet, n, check(line, there))
    for check_file in FILE_CHECKS.get(sheet.file, ()):
        yield from check_file(one.lines, there)


def _told(sheet: Sheet, n: int, complaints: Iterable[Complaint]) -> Iterator[Problem]:
    for field, why in complaints:
        yield Problem(sheet.file, n, sheet.column_of(field), why)


def _province(line: ProvinceRecord, there: Territory) -> Iterator[Complaint]:
    if line.region not in there.regions:
        yield "region", _("la regione {code} non c'è").format(code=line.region)
    if line.valid_to is not None and line.valid_to < line.valid_from:
        yield "valid_to", _ends_too_soon()
    left = there.in_force_in(line.istat_code)
    if line.valid_to is not None and left:
        yield (
            "valid_to",
            _("ha ancora {n} comuni in vigore").format(n=left),
        )
    for code in line.capital_codes:
        if code not in there.municipalities:
            yield "capital_codes", _no_municipality(code)


def _municipality(line: MunicipalityRecord, there: Territory) -> Iterator[Complaint]:
    province = there.provinces.get(line.province)
    if province is None:
        yield "province", _no_province(line.province)
    elif line.valid_to is None and province.valid_to is not None:
        yield "province", _("la provincia {code} non è più in vigore").format(code=line.province)
    if line.valid_to is not None and line.valid_to < line.valid_from:
        yield "valid_to", _ends_too_soon()
    elif _overlaps(line, there.municipalities[line.istat_code]):
        yield "valid_from", _("il periodo si sovrappone a un altro dello stesso codice")
    elif (other := there.same_comune_or_none(line)) is not None:
        yield (
            "cadastral_code",
            _("nello stesso periodo è anche di {name}, {code}").format(
                name=other.name, code=other.istat_code
            ),
        )


def _overlaps(line: MunicipalityRecord, same_code: list[MunicipalityRecord]) -> bool:
    later = (row for row in same_code if row.valid_from > line.valid_from)
    following = next(later, None)
    if following is None:
        return False
    return line.valid_to is None or line.valid_to >= following.valid_from


def _chain(line: MunicipalityRecord, there: Territory) -> Iterator[Complaint]:
    """Every closed comune leads to one that follows at once, and to one that is in force."""
    if line.valid_to is None:
        yield from _open_chain(line)
        return
    if line.successor_code is None:
        yield "successor_code", _("manca: il comune è chiuso e deve portare a un altro")
    else:
        yield from _wrong_day(line, there)
    if not there.is_in_force(line.current_code):
        yield "current_code", _not_in_force(line.current_code)
    left_behind = there.leading_to(line.istat_code)
    if left_behind and not there.is_in_force(line.istat_code):
        yield "istat_code", _("{n} comuni di prima portano ancora qui").format(n=left_behind)


def _open_chain(line: MunicipalityRecord) -> Iterator[Complaint]:
    if line.successor_code is not None:
        yield "successor_code", _("il comune è in vigore: non ha un successore")
    if line.current_code != line.istat_code:
        yield "current_code", _("il comune è in vigore: qui va il suo stesso codice")


def _wrong_day(line: MunicipalityRecord, there: Territory) -> Iterator[Complaint]:
    """A comune gives way to one that begins the day after, and nobody lives in both. Only one
    that is absorbed stands beside its successor: Ivano-Fracena joined Castel Ivano half a year
    after that was made of three others."""
    assert line.valid_to is not None  # noqa: S101  asked of closed rows only
    next_day, is_absorbed = line.valid_to + ONE_DAY, line.change_type == Change.ABSORBED
    following = there.municipalities.get(line.successor_code or "", ())
    then = next((row for row in following if _is_there(row, next_day)), None)
    if then is None:
        yield (
            "successor_code",
            _("non c'è un comune {code} in vigore dal giorno dopo").format(
                code=line.successor_code
            ),
        )
    elif is_absorbed and then.valid_from == next_day:
        yield (
            "change_type",
            _("{name} comincia il giorno dopo: non c'era ancora, e non ha preso questo").format(
                name=then.name
            ),
        )
    elif not is_absorbed and then.valid_from < next_day:
        why = _("{name} c'è già dal {day}: i due periodi si sovrappongono").format(
            name=then.name, day=f"{then.valid_from:%d/%m/%Y}"
        )
        hint = _("se lo ha preso quando c'era già, il cambiamento è «absorbed»")
        yield "valid_to", f"{why}; {hint}" if line.change_type == Change.MERGED else why


def _is_there(row: MunicipalityRecord, day: date) -> bool:
    return row.valid_from <= day and (row.valid_to is None or row.valid_to >= day)


def _office(line: OfficeLine, there: Territory) -> Iterator[Complaint]:
    if line.region_code not in there.regions:
        yield "region_code", _("la regione {code} non c'è").format(code=line.region_code)
    if not there.is_in_force(line.seat_code):
        yield "seat_code", _not_in_force(line.seat_code)
    for field in ("covers", "covers_until_2025"):
        for code in getattr(line, field):
            if code not in there.provinces:
                yield field, _no_province(code)


def _area(line: AreaLine, there: Territory) -> Iterator[Complaint]:
    known = there.municipalities.get(line.municipality_code)
    if known is None:
        yield "municipality_code", _no_municipality(line.municipality_code)
    elif line.municipality_name not in {row.name for row in known}:
        yield (
            "municipality_name",
            _("il codice {code} è di {name}").format(
                code=line.municipality_code, name=known[-1].name
            ),
        )
    if line.valid_from and line.valid_to and line.valid_to < line.valid_from:
        yield "valid_to", _ends_too_soon()


def _no_province(code: str) -> str:
    return _("la provincia {code} non c'è").format(code=code)


def _no_municipality(code: str) -> str:
    return _("il comune {code} non c'è").format(code=code)


def _not_in_force(code: str) -> str:
    return _("il comune {code} oggi non è in vigore").format(code=code)


def _ends_too_soon() -> str:
    return _("la fine viene prima dell'inizio")


def _served_twice(lines: Lines, _there: Territory) -> Iterator[Problem]:
    """A province belongs to one office at a time."""
    for field in ("covers", "covers_until_2025"):
        first: dict[str, str] = {}
        for n, line in lines:
            for code in getattr(line, field):
                if code in first:
                    why = _("la provincia {code} è già di {office}").format(
                        code=code, office=first[code]
                    )
                    yield Problem(OFFICES.file, n, OFFICES.column_of(field), why)
                first.setdefault(code, getattr(line, "code", ""))


def _areas_that_differ(lines: Lines, _there: Territory) -> Iterator[Problem]:
    """Every row of one area gives it the same name, kind and seat."""
    first: dict[str, AreaLine] = {}
    for n, line in lines:
        if not isinstance(line, AreaLine):
            continue
        known = first.setdefault(line.area_code, line)
        for field in ("area_name", "kind", "seat"):
            if getattr(line, field) != getattr(known, field):
                why = _("l'area {code} altrove è «{other}»").format(
                    code=line.area_code, other=getattr(known, field)
                )
                yield Problem(AREAS.file, n, field, why)


def _counted_twice(lines: Lines, there: Territory) -> Iterator[Problem]:
    """A comune that has merged is not in an area any more beside the one that it has become:
    its people would be counted in both."""
    members = {
        (line.area_code, line.municipality_code): line
        for _n, line in lines
        if isinstance(line, AreaLine)
    }
    for n, line in lines:
        known = there.municipalities.get(getattr(line, "municipality_code", ""), [])
        if not isinstance(line, AreaLine) or not known or known[-1].valid_to is None:
            continue
        merged, other = known[-1], members.get((line.area_code, known[-1].current_code))
        goes_on = line.valid_to is None or line.valid_to > known[-1].valid_to
        is_over = other is not None and other.valid_to and other.valid_to <= known[-1].valid_to
        if other is None or other is line or is_over or not goes_on:
            continue
        why = _(
            "{name} è stato un comune fino al {day}: l'area ha già quello che lo ha preso"
        ).format(name=merged.name, day=f"{known[-1].valid_to:%d/%m/%Y}")
        yield Problem(AREAS.file, n, "valid_to", why)


def _shared_today(sheet: Sheet, column: str) -> Callable[[Lines, Territory], Iterator[Problem]]:
    """No two units in force share this code."""

    def check(lines: Lines, _there: Territory) -> Iterator[Problem]:
        first: dict[str, int] = {}
        for n, line in lines:
            if getattr(line, "valid_to", None) is None:
                value = getattr(line, column)
                if value in first:
                    why = _("«{value}» è già della riga {n}").format(value=value, n=first[value])
                    yield Problem(sheet.file, n, column, why)
                first.setdefault(value, n)

    return check


ROW_CHECKS: dict[str, tuple[Callable[[Any, Territory], Iterable[Complaint]], ...]] = {
    PROVINCES.file: (_province,),
    MUNICIPALITIES.file: (_municipality, _chain),
    OFFICES.file: (_office,),
    AREAS.file: (_area,),
}
FILE_CHECKS: dict[str, tuple[Callable[[Lines, Territory], Iterator[Problem]], ...]] = {
    PROVINCES.file: (_shared_today(PROVINCES, "abbreviation"),),
    MUNICIPALITIES.file: (_shared_today(MUNICIPALITIES, "cadastral_code"),),
    OFFICES.file: (_served_twice,),
    AREAS.file: (_areas_that_differ, _counted_twice),
}
