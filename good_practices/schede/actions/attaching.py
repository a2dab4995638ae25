"""The files of a scheda: the acts in Word or PDF that the circular asks for (R2)."""

from good_practices.schede import events, queries
from good_practices.schede.actions.common import locked_to_write, record, touch
from good_practices.schede.tables import Scheda, SchedaAttachment
from registry.platform import clock, gate, storage
from registry.platform.accounts.roles import Actor
from registry.platform.database import transaction
from registry.platform.errors import AlreadyThere, InvalidInput, WrongStatus
from registry.platform.i18n import _
from registry.platform.signatures import kept
from registry.platform.storage.files import tidy_name

MOST_FILES = 20
KINDS = ("docx", "doc", "odt", "pdf", "p7m")


async def attach(
    scheda_id: int, name: str, content: bytes, *, title: str = "", by: Actor
) -> SchedaAttachment:
    """Keeps the file with the scheda; what the gate refuses is refused with its sentence."""
    shown = tidy_name(name)
    verdict = await gate.let_in(shown, content, kinds=KINDS)
    signatures = await kept.look_at(verdict.kind, content)
    async with transaction():
        scheda = await locked_to_write(scheda_id, by=by)
        digest = await storage.keep(content, name=shown)
        await _check_room(scheda_id, digest)
        attachment = SchedaAttachment(
            scheda=scheda_id,
            file=digest,
            name=shown,
            title=title.strip()[:300],
            size=len(content),
            kind=verdict.kind,
            added_by=by.user_id,
            added_at=clock.now(),
        )
        await attachment.save()
        await kept.keep(digest, signatures)
        await touch(scheda)
        await record(events.ATTACH, scheda, by=by, file=shown)
    return attachment


async def _check_room(scheda_id: int, digest: str) -> None:
    kept = await SchedaAttachment.select(SchedaAttachment.file, SchedaAttachment.name).where(
        (SchedaAttachment.scheda == scheda_id) & SchedaAttachment.removed_at.is_null()
    )
    same = next((row for row in kept if row["file"] == digest), None)
    if same is not None:
        raise AlreadyThere(_("Questo file c'è già: «{name}».").format(name=same["name"]))
    if len(kept) >= MOST_FILES:
        raise InvalidInput(
            file=_("Una scheda porta al massimo {n} file: togline uno.").format(n=MOST_FILES)
        )


async def remove_attachment(scheda_id: int, attachment_id: int, *, by: Actor) -> None:
    """Takes the file away; who changes their mind takes it back with ``restore_attachment``."""
    async with transaction():
        scheda, attachment = await _held(scheda_id, attachment_id, by=by)
        if attachment.removed_at is not None:
            raise WrongStatus(_("Il file era già stato tolto."))
        attachment.removed_at = clock.now()
        await attachment.save()
        await touch(scheda)
        await record(events.REMOVE_ATTACHMENT, scheda, by=by, file=attachment.name)


async def restore_attachment(scheda_id: int, attachment_id: int, *, by: Actor) -> None:
    async with transaction():
        scheda, attachment = await _held(scheda_id, attachment_id, by=by)
        if attachment.removed_at is None:
            raise WrongStatus(_("Il file è già nella scheda."))
        await _check_room(scheda_id, attachment.file)
        attachment.removed_at = None
        await attachment.save()
        await touch(scheda)
        await record(events.RESTORE_ATTACHMENT, scheda, by=by, file=attachment.name)


async def _held(
    scheda_id: int, attachment_id: int, *, by: Actor
) -> tuple[Scheda, SchedaAttachment]:
    scheda = await locked_to_write(scheda_id, by=by)
    return scheda, await queries.find_attachment(scheda_id, attachment_id, by=by)
