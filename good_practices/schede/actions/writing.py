"""Writing a scheda: ticking the form's fields, opening a sheet, changing its words."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from msgspec import to_builtins

from good_practices.circulars import queries as circulars
from good_practices.circulars.shapes import CircularView
from good_practices.schede import events, queries
from good_practices.schede.actions.common import locked_to_write, put_in_search, record, touch
from good_practices.schede.actions.parts import check_parts, write_parts
from good_practices.schede.kinds import FIELD_LABELS
from good_practices.schede.lifecycle import SchedaStatus
from good_practices.schede.permissions import WRITE_SCHEDE
from good_practices.schede.shapes import Marks, NewScheda, SchedaData
from good_practices.schede.tables import Practice, Scheda
from registry.dates.columns import columns_of
from registry.platform import audit, clock
from registry.platform.accounts.roles import Actor, check_may
from registry.platform.counters import next_number
from registry.platform.database import connection, transaction
from registry.platform.errors import AlreadyThere, InvalidInput
from registry.platform.i18n import _
from registry.platform.shapes import patched

SAME_SITTING = timedelta(minutes=10)
"""Saves of one person within it are one fact of the history."""


async def mark(
    marks: Marks, *, circular_id: int | None = None, year: int | None = None, by: Actor
) -> None:
    """Ticks these boxes of the circular's form for the office, and no others (R1).

    A field that already has a scheda stays ticked.
    """
    check_may(by, WRITE_SCHEDE)
    circular = await _circular(circular_id)
    for number in marks.fields:
        _check_field(number, circular, "fields")
    async with transaction():
        await _set_marks(marks, circular, year or clock.today().year, by=by)
        await audit.record(
            events.MARK,
            about=("circular", circular.id),
            by=by,
            fields=", ".join(str(number) for number in sorted(set(marks.fields))) or "–",
            circular=circular.number,
        )


async def _set_marks(marks: Marks, circular: CircularView, year: int, *, by: Actor) -> None:
    await connection().execute(
        "DELETE FROM marked_field WHERE office = $1 AND circular = $2 AND year = $3"
        " AND NOT field = ANY($4::int[])",
        by.office,
        circular.id,
        year,
        marks.fields,
    )
    await connection().executemany(
        "INSERT INTO marked_field (office, circular, year, field, marked_by, marked_at)"
        " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        [
            (by.office, circular.id, year, number, by.user_id, clock.now())
            for number in sorted(set(marks.fields))
        ],
    )


async def write(new: NewScheda, *, by: Actor) -> Scheda:
    """Opens a scheda with the next number of the office's year."""
    check_may(by, WRITE_SCHEDE)
    circular = await _circular(new.circular)
    _check_field(new.field, circular, "field")
    year = new.year or clock.today().year
    async with transaction():
        await check_parts(new, circular.field(new.field), by=by)
        practice = await _practice(new, by=by)
        scheda = Scheda(
            office=by.office,
            year=year,
            number=await next_number("scheda", by.office, year),
            practice=practice,
            circular=circular.id,
            created_at=clock.now(),
            writer_ids=[],
            **_values(new),
        )
        scheda.version = 0
        await touch(scheda, writer=by)
        await write_parts(scheda.id, new)
        await record(events.WRITE, scheda, by=by)
        await put_in_search(scheda.id, by=by)
    return scheda


async def change(
    scheda_id: int,
    new: SchedaData,
    *,
    version: int | None = None,
    is_autosave: bool = False,
    is_told: bool = True,
    by: Actor,
) -> Scheda:
    """Writes the words anew. Saves that follow by themselves are told once in the history;
    what is part of another act is told by that one (``is_told``)."""
    async with transaction():
        scheda = await locked_to_write(scheda_id, by=by, version=version)
        circular = await circulars.find(scheda.circular)
        _check_field(new.field, circular, "field")
        await check_parts(new, circular.field(new.field), by=by)
        before = (await queries.view(scheda_id, by=by)).data()
        changed = _changed(before, to_builtins(new))
        if not changed:
            return scheda
        await _check_free_field(scheda, new.field)
        for name, value in _values(new).items():
            setattr(scheda, name, value)
        await touch(scheda, writer=by)
        await write_parts(scheda_id, new)
        if is_told and not (is_autosave and await _was_just_told(scheda_id, by=by)):
            await record(events.CHANGE, scheda, by=by, fields=_labels(changed))
        await put_in_search(scheda_id, by=by)
    return scheda


async def patch(
    scheda_id: int,
    some: Mapping[str, Any],
    *,
    version: int | None = None,
    is_autosave: bool = True,
    is_told: bool = True,
    by: Actor,
) -> Scheda:
    """Writes only the fields of ``some``; raises InvalidInput naming the wrong ones."""
    async with transaction():
        await locked_to_write(scheda_id, by=by, version=version)
        new = patched(SchedaData, (await queries.view(scheda_id, by=by)).data(), some)
        return await change(
            scheda_id, new, version=version, is_autosave=is_autosave, is_told=is_told, by=by
        )


async def _was_just_told(scheda_id: int, *, by: Actor) -> bool:
    last = await audit.events_about("scheda", scheda_id, limit=1)
    return bool(
        last
        and last[0].event in (events.CHANGE.name, events.WRITE.name)
        and last[0].user_name == by.name
        and last[0].at > clock.now() - SAME_SITTING
    )


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    return [name for name in after if before.get(name) != after[name]]


def _labels(names: list[str]) -> list[str]:
    return [FIELD_LABELS[name] for name in names]


async def _circular(circular_id: int | None) -> CircularView:
    """The circular asked for, which must still take new schede, or the newest."""
    if circular_id is None:
        return await circulars.find_current()
    circular = await circulars.find(circular_id)
    if not circular.is_current:
        raise InvalidInput(
            circular=_("Di questa circolare c'è un'edizione più recente: scrivi su quella.")
        )
    return circular


def _check_field(number: int, circular: CircularView, name: str) -> None:
    if not circular.has_field(number):
        raise InvalidInput.of(
            {name: _("La circolare ha i campi da 1 a {n}.").format(n=len(circular.fields))}
        )


async def _practice(new: NewScheda, *, by: Actor) -> int:
    if new.same_practice_as is None:
        practice = Practice(office=by.office)
        await practice.save()
        return int(practice.id)
    other = await queries.find(new.same_practice_as, by=by)
    if other.office != by.office:
        raise InvalidInput(same_practice_as=_("La scheda è di un altro ufficio."))
    await _check_free(other.practice, new.field, except_for=0)
    return int(other.practice)


async def _check_free_field(scheda: Scheda, field: int) -> None:
    await _check_free(scheda.practice, field, except_for=scheda.id)


async def _check_free(practice: int, field: int, *, except_for: int) -> None:
    """R4: of one practice there is one scheda for each field."""
    taken = await Scheda.exists().where(
        (Scheda.practice == practice)
        & (Scheda.field == field)
        & (Scheda.id != except_for)
        & (Scheda.status != SchedaStatus.WITHDRAWN.value)
    )
    if taken:
        raise AlreadyThere(_("Questa pratica ha già una scheda per il campo {n}.").format(n=field))


_AS_WRITTEN = (
    "field", "field_other", "vulnerable_groups", "title", "abstract", "description",
    "is_formalised", "territory_words", "promoter", "lead_partner", "context", "objectives",
    "access_words", "recipients_words", "fund_words", "lessons", "transferability",
    "is_story_anonymised", "is_publishable", "contact_unit", "contact_email",
)  # fmt: skip


def _values(new: SchedaData) -> dict[str, Any]:
    """The columns of the row; parts stand in their own tables."""
    values = {name: getattr(new, name) for name in _AS_WRITTEN}
    return values | columns_of(new.when) | {"visibility": new.visibility.value}
