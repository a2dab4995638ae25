"""The dossier of a batch: what its package has, in its order, as one PDF to read."""

from good_practices.submissions import queries
from good_practices.submissions.events import DOSSIER
from registry.platform import dossiers, storage
from registry.platform.accounts.roles import Actor
from registry.platform.dossiers.sources import Gathered, Source, declare
from registry.platform.errors import WrongStatus
from registry.platform.i18n import SOURCE_LANGUAGE, _, speaking

SUBJECT = "submission"


async def gather(submission_id: int, by: Actor) -> Gathered:
    submission = await queries.view(submission_id, by=by)
    if not submission.files:
        raise WrongStatus(
            _("Il fascicolo si fa quando il pacco è preparato: prima i documenti possono cambiare.")
        )
    with speaking(SOURCE_LANGUAGE):
        return Gathered(
            title=_("Invio {name}").format(name=submission.name),
            lines=[submission.office_name, submission.circular_name],
            name=f"fascicolo_{submission.name}.pdf",
            entries=[
                dossiers.Entry(
                    title=file.title,
                    name=file.name,
                    content=storage.path_of(file.file),
                    sha256=file.file,
                )
                for file in submission.files
            ],
        )


declare(
    SUBJECT,
    Source(
        event=DOSSIER,
        gather=gather,
        check=lambda submission_id, by: queries.find(submission_id, by=by),
        href="/submissions/{id}",
    ),
)
