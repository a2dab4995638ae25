"""What can be done about dossiers: to ask for one."""

from registry.platform import audit, clock
from registry.platform.accounts.roles import Actor
from registry.platform.database import transaction
from registry.platform.dossiers import tasks
from registry.platform.dossiers.sources import SOURCES
from registry.platform.dossiers.tables import DossierRequest
from registry.platform.i18n import _, current_language
from registry.platform.jobs import later


async def ask(subject: str, subject_id: int, *, by: Actor) -> DossierRequest:
    """A job makes it, and its page tells how far it is."""
    source = SOURCES[subject]
    gathered = await source.gather(subject_id, by)
    async with transaction():
        asked = DossierRequest(
            subject=subject,
            subject_id=subject_id,
            title=gathered.title,
            name=gathered.name,
            office=by.office,
            asked_at=clock.now(),
            asked_by=by.user_id,
        )
        await asked.save()
        label = _("Fascicolo di «{title}»").format(title=gathered.title)
        task = tasks.bind.about(label, by=by)
        asked.job = await later(task, dossier_id=asked.id, language=current_language())
        await asked.save()
        await audit.record(
            source.event,
            about=(subject, subject_id),
            by=by,
            title=gathered.title,
            n=len(gathered.entries),
        )
    return asked
