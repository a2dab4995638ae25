"""What can be done with circulars: take in their forms from the data files."""

from pathlib import Path

from good_practices.circulars import events
from good_practices.circulars.reading import DATA, fingerprint, read_circulars
from good_practices.circulars.shapes import CircularData
from good_practices.circulars.tables import Circular, CircularField
from registry.platform import audit, clock
from registry.platform.accounts.actions import PROGRAM
from registry.platform.accounts.roles import Actor
from registry.platform.database import connection, transaction


async def load_circulars(folder: Path = DATA) -> int:
    """Takes in every form of ``folder``; a second call changes nothing.

    A form that says something else than before becomes a new edition, on which new schede
    are written; those already written stay on theirs. Gives how many editions it added.
    Raises InvalidInput, with file and place, before anything is written.
    """
    forms = read_circulars(folder)
    async with transaction():
        added = [await _take_in(data, by=PROGRAM) for data in forms]
    return sum(added)


async def _take_in(data: CircularData, *, by: Actor) -> bool:
    known = await connection().fetch(
        "SELECT id, edition, fingerprint, is_current FROM circular"
        " WHERE number = $1 AND issued_on = $2 FOR UPDATE",
        data.number,
        data.issued_on,
    )
    same = next((row for row in known if row["fingerprint"] == fingerprint(data)), None)
    if same is not None:
        if not same["is_current"]:
            await _make_current(data, same["id"])
        return False
    edition = max((row["edition"] for row in known), default=0) + 1
    circular = await _add(data, edition)
    await _make_current(data, circular.id)
    await audit.record(
        events.LOAD, about=("circular", circular.id), by=by, number=data.number, edition=edition
    )
    return True


async def _make_current(data: CircularData, circular_id: int) -> None:
    await connection().execute(
        "UPDATE circular SET is_current = (id = $3) WHERE number = $1 AND issued_on = $2",
        data.number,
        data.issued_on,
        circular_id,
    )


async def _add(data: CircularData, edition: int) -> Circular:
    circular = Circular(
        number=data.number,
        issued_on=data.issued_on,
        edition=edition,
        is_current=False,
        title=data.title,
        reference=data.reference,
        sender_lines=data.sender_lines,
        instructions=data.instructions,
        description_heading=data.description_heading,
        mailbox=data.mailbox,
        fingerprint=fingerprint(data),
        loaded_at=clock.now(),
    )
    await circular.save()
    await CircularField.insert(
        *(
            CircularField(
                circular=circular.id,
                number=field.number,
                text=field.text,
                short_name=field.short_name,
                needs_specification=field.needs_specification,
                tells_stories=field.tells_stories,
                sub_items=field.sub_items,
                aliases=field.aliases,
            )
            for field in data.fields
        )
    )
    return circular
