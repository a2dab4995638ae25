"""What can be done with templates."""

import asyncio
import hashlib

from registry.platform import audit, clock, gate, storage
from registry.platform.accounts.roles import Actor, check_may
from registry.platform.audit.events import Event
from registry.platform.counters import next_number
from registry.platform.database import fetch, transaction
from registry.platform.documents import Letter, render
from registry.platform.documents.templates import read_template
from registry.platform.errors import AlreadyThere, CannotNow, InvalidInput, WrongStatus
from registry.platform.i18n import _
from registry.platform.templates import events, fenced, queries
from registry.platform.templates.known import find_known
from registry.platform.templates.lifecycle import VersionStatus, check_can_become
from registry.platform.templates.permissions import EDIT_TEMPLATES, check_can_approve
from registry.platform.templates.shapes import VersionRow
from registry.platform.templates.tables import TemplateVersion

MOST_TOLD = 20


async def write(letter: Letter) -> tuple[bytes, str]:
    """The .docx of a letter with the template in use, and the template's SHA-256."""
    template = await queries.current(letter.template)
    if template == read_template(letter.template):
        docx = await asyncio.to_thread(render, letter, template=template)
    else:
        docx = await fenced.write(letter.template, template, letter)
    return docx, hashlib.sha256(template).hexdigest()


async def try_out(version: VersionRow) -> bytes:
    """The letter's example, written with that version: what the second person looks at."""
    return await fenced.write(version.name, storage.read(version.file))


async def propose(
    name: str, content: bytes, *, file_name: str, note: str = "", by: Actor
) -> TemplateVersion:
    """Keeps a version that waits for a second person.

    Refused, with the place of each fault, when it does not fit its letter or would lose a word.
    """
    check_may(by, EDIT_TEMPLATES)
    find_known(name)
    await gate.let_in(file_name, content, kinds=("docx",))
    await _check(name, content)
    async with transaction():
        if (await queries.find_template(name)).is_proposed:
            raise AlreadyThere(
                _("C'è già una versione che aspetta: prima va messa in uso o rifiutata.")
            )
        version = TemplateVersion(
            name=name,
            number=await next_number("template", name),
            file=await storage.keep(content, name=name),
            note=note,
            proposed_at=clock.now(),
            proposed_by=by.user_id,
        )
        await version.save()
        await _note(events.PROPOSE, version, by=by)
    return version


async def _check(name: str, content: bytes) -> None:
    try:
        found = await fenced.faults(name, hashlib.sha256(content).hexdigest(), content)
        if not found:
            await fenced.write(name, content)
    except CannotNow as refused:
        raise InvalidInput(file=refused.sentence) from None
    if found:
        raise InvalidInput(
            file=_("Il modello non si può usare: {faults}").format(
                faults="; ".join(found[:MOST_TOLD])
            )
        )


async def approve(version_id: int, *, by: Actor) -> VersionRow:
    """Puts the version in use; the one before is kept, and what it wrote does not change."""
    async with transaction():
        version = await queries.find_version(version_id, to_change=True)
        check_can_approve(by, version.proposed_by)
        check_can_become(version.status, VersionStatus.IN_USE)
        await _end_the_one_in_use(version.name)
        await _decide(version.id, VersionStatus.IN_USE, by=by)
        await _note(events.APPROVE, version, by=by)
    return await queries.find_version(version_id)


async def refuse(version_id: int, reason: str, *, by: Actor) -> VersionRow:
    """Whoever proposed it may take it back too."""
    async with transaction():
        version = await queries.find_version(version_id, to_change=True)
        check_may(by, EDIT_TEMPLATES)
        check_can_become(version.status, VersionStatus.REFUSED)
        await _decide(version.id, VersionStatus.REFUSED, by=by, reason=reason)
        await _note(events.REFUSE, version, by=by, reason=reason)
    return await queries.find_version(version_id)


async def withdraw(name: str, *, by: Actor) -> None:
    """Back to the program's own template."""
    check_may(by, EDIT_TEMPLATES)
    async with transaction():
        if not await _end_the_one_in_use(name):
            raise WrongStatus(_("È già in uso il modello del programma."))
        await audit.record(events.WITHDRAW, about=("template", name), by=by, name=name)


async def _end_the_one_in_use(name: str) -> bool:
    ended = await fetch(
        "UPDATE template_version SET status = 'past' WHERE name = $1 AND status = 'in_use'"
        " RETURNING id",
        name,
    )
    return bool(ended)


async def _decide(version_id: int, status: VersionStatus, *, by: Actor, reason: str = "") -> None:
    await fetch(
        "UPDATE template_version SET status = $2, decided_at = $3, decided_by = $4, reason = $5"
        " WHERE id = $1",
        version_id,
        status,
        clock.now(),
        by.user_id,
        reason,
    )


async def _note(
    event: Event, version: TemplateVersion | VersionRow, *, by: Actor, **details: object
) -> None:
    await audit.record(
        event,
        about=("template", version.name),
        by=by,
        name=version.name,
        number=version.number,
        **details,
    )
