"""What can be done with the territory: load its data, now or in a newer edition."""

from datetime import date
from pathlib import Path

from registry.platform import audit
from registry.platform.accounts.actions import PROGRAM
from registry.platform.accounts.roles import ADMINISTER, Actor, check_may
from registry.platform.database import connection, transaction
from registry.platform.i18n import _
from registry.territory import events, index
from registry.territory.reports import Report, report_of
from registry.territory.vintages import consistency, reading, storing
from registry.territory.vintages.problems import Problem, refuse
from registry.territory.vintages.reading import Delivered, Found
from registry.territory.vintages.stock import SHELVES, Difference, Rows, after, difference

DATA = Path(__file__).parent / "data"
"""The edition that comes with the program."""

# Two processes that start together must not load at once.
_LOCK = 0x7E2217


async def load(folder: Path = DATA, *, by: Actor = PROGRAM) -> Report:
    """Loads what is new or newer in the folder; a second call changes nothing.

    Rows that a newer edition closes or changes keep their former values in
    ``territory_change``; rows that it no longer has stay, except what offices cover, which
    it says whole. Raises InvalidInput naming file, row and column of whatever is wrong, and
    then nothing has changed.
    """
    check_may(by, ADMINISTER)
    found = reading.find_files(folder)
    async with transaction():
        await connection().execute("SELECT pg_advisory_xact_lock($1)", _LOCK)
        fresh = await _fresh(found)
        delivered = [reading.read(one) for one in fresh]
        changes = await _checked(delivered) if delivered else []
        if delivered:
            await _write(delivered, changes)
            await _remember(delivered, changes, by)
    return report_of(found, delivered, changes)


async def _fresh(found: list[Found]) -> list[Found]:
    """The files that are not the last version loaded; an older edition is refused."""
    known, newest = await storing.known_digests(), await storing.newest_days()
    fresh = [one for one in found if known.get(one.sheet.file) != one.digest]
    refuse([_too_old(one, newest[one.sheet.file]) for one in fresh if _is_old(one, newest)])
    return fresh


def _is_old(one: Found, newest: dict[str, date | None]) -> bool:
    known = newest.get(one.sheet.file)
    return bool(known and one.about.as_of and one.about.as_of < known)


def _too_old(one: Found, known: date | None) -> Problem:
    why = _("descrive il {day}, e c'è già la situazione del {known}").format(
        day=f"{one.about.as_of:%d/%m/%Y}", known=f"{known:%d/%m/%Y}"
    )
    return Problem(one.sheet.file, 0, "", why)


async def _checked(delivered: list[Delivered]) -> list[Difference]:
    """What the files change, once they agree with each other and with what stays."""
    by_file = {one.found.sheet.file: one for one in delivered}
    rows: dict[str, Rows] = {}
    changes: list[Difference] = []
    for shelf in SHELVES:
        rows[shelf.table] = await storing.kept_rows(shelf)
        if shelf.sheet.file in by_file:
            change = difference(shelf, rows[shelf.table], by_file[shelf.sheet.file])
            rows[shelf.table] = after(rows[shelf.table], change)
            changes.append(change)
    refuse(consistency.problems_of(delivered, rows))
    return changes


async def _write(delivered: list[Delivered], changes: list[Difference]) -> None:
    vintages = {one.found.sheet.file: await storing.note_vintage(one) for one in delivered}
    touched = [change for change in changes if not change.is_nothing]
    for change in touched:
        await storing.write(change)
        await storing.note_changes(vintages[change.shelf.sheet.file], change)
    if touched:
        await index.rebuild()


async def _remember(delivered: list[Delivered], changes: list[Difference], by: Actor) -> None:
    names = sorted({one.found.about.name for one in delivered})
    await audit.record(
        events.LOAD,
        about=("territory", "data"),
        by=by,
        names=", ".join(names),
        added=sum(len(change.added) for change in changes),
        changed=sum(len(change.changed) + len(change.withdrawn) for change in changes),
    )
