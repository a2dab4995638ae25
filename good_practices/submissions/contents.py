"""What goes in a package, gathered from the registry before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from good_practices.circulars import queries as circulars
from good_practices.circulars.letters import CircularFormLetter
from good_practices.circulars.shapes import CircularView
from good_practices.schede import queries as schede
from good_practices.schede.letters import SchedaLetter
from good_practices.schede.shapes import SchedaView
from good_practices.submissions.letter_data import Registration, Signer
from good_practices.submissions.letters import TransmittalLetter
from good_practices.submissions.naming import submission_name
from good_practices.submissions.tables import Submission
from registry.platform import storage
from registry.platform.accounts import queries as accounts
from registry.platform.accounts.roles import Actor
from registry.platform.accounts.tables import Office
from registry.platform.offices.words import head_of
from registry.platform.templates import queries as templates
from registry.protocols import queries as protocols
from registry.protocols.kinds import DocumentKind
from registry.protocols.shapes import DocumentRow, ProtocolView

TEMPLATES = (
    TransmittalLetter.template, CircularFormLetter.template, SchedaLetter.template,
)  # fmt: skip
BEST_FIRST = (DocumentKind.SIGNED, DocumentKind.FINAL)


@dataclass(frozen=True)
class FileIn:
    """A file as the office has it: its own name, title and bytes."""

    name: str
    title: str
    content: bytes


@dataclass(frozen=True)
class ActIn:
    view: ProtocolView
    document: FileIn | None


@dataclass(frozen=True)
class SchedaIn:
    view: SchedaView
    attachments: tuple[FileIn, ...]


@dataclass(frozen=True)
class Contents:
    """Everything that a package is made from: no clock and no database beyond this."""

    name: str
    office: Office
    circular: CircularView
    year: int
    number: int
    frozen_at: datetime
    registration: Registration | None
    signer: Signer
    corrects: str | None
    schede: tuple[SchedaIn, ...]
    acts: tuple[ActIn, ...]
    templates: Mapping[str, bytes]
    """What each letter of the package is written with, by the name of its template."""


async def gather(submission: Submission, scheda_ids: list[int], *, by: Actor) -> Contents:
    """The batch's schede with their files, and each act once, however many cite it."""
    views = [await schede.view(scheda_id, by=by) for scheda_id in scheda_ids]
    act_ids = dict.fromkeys(act.id for view in views for act in view.acts)
    office = await accounts.find_office(submission.office)
    return Contents(
        name=submission_name(submission.office, submission.year, submission.number),
        office=office,
        circular=await circulars.find(submission.circular),
        year=submission.year,
        number=submission.number,
        frozen_at=submission.frozen_at,
        registration=_registration(submission),
        signer=_signer(submission, office),
        corrects=await _corrected(submission),
        schede=tuple(_scheda(view) for view in views),
        acts=tuple([_act(await protocols.view(act_id, by=by)) for act_id in act_ids]),
        templates={name: await templates.current(name) for name in TEMPLATES},
    )


def _registration(submission: Submission) -> Registration | None:
    if not submission.registered_number:
        return None
    return Registration(number=submission.registered_number, on=submission.registered_on)


def _signer(submission: Submission, office: Office) -> Signer:
    return Signer(
        title=submission.signer_title or head_of(office.kind, office.head_title),
        by_order=submission.signer_by_order,
        office=submission.signer_office,
        name=submission.signer_name,
    )


async def _corrected(submission: Submission) -> str | None:
    if submission.corrects is None:
        return None
    earlier = await Submission.objects().get(Submission.id == submission.corrects)
    return submission_name(earlier.office, earlier.year, earlier.number) if earlier else None


def _scheda(view: SchedaView) -> SchedaIn:
    files = [
        FileIn(one.name, one.title or one.name, storage.read(one.sha256))
        for one in view.attachments
    ]
    return SchedaIn(view=view, attachments=tuple(files))


def _act(view: ProtocolView) -> ActIn:
    row = _best_document(view.documents)
    content = FileIn(row.name, row.title or view.title, storage.read(row.file)) if row else None
    return ActIn(view=view, document=content)


def _best_document(rows: list[DocumentRow]) -> DocumentRow | None:
    """The signed file if there is one, otherwise the final text; the newest of its kind."""
    for kind in BEST_FIRST:
        of_kind = [row for row in rows if row.kind is kind]
        if of_kind:
            return max(of_kind, key=lambda row: row.made_at)
    return None
