"""The dossier of an act: its text, what was signed, its annexes, the accessions."""

from registry.platform import dossiers, storage
from registry.platform.accounts.roles import Actor
from registry.platform.documents.naming import slug_of
from registry.platform.dossiers.sources import Gathered, Source, declare
from registry.platform.errors import WrongStatus
from registry.platform.i18n import SOURCE_LANGUAGE, _, speaking
from registry.protocols import queries
from registry.protocols.events import DOSSIER
from registry.protocols.kinds import ACT_KINDS, DOCUMENT_KINDS, DocumentKind
from registry.protocols.shapes import DocumentRow, ProtocolView

SUBJECT = "protocol"
ORDER = (
    DocumentKind.FINAL, DocumentKind.SIGNED, DocumentKind.SCAN, DocumentKind.ANNEX,
    DocumentKind.ACCESSION, DocumentKind.OTHER,
)  # fmt: skip
IN_THE_MAKING = (DocumentKind.DRAFT, DocumentKind.SCHEMA)
WHOLE = (DocumentKind.FINAL, DocumentKind.SIGNED, DocumentKind.SCAN)
"""Where there is one of these, drafts are past."""


async def gather(protocol_id: int, by: Actor) -> Gathered:
    act = await queries.view(protocol_id, by=by)
    documents = in_order(act)
    if not documents:
        raise WrongStatus(
            _("Questo atto non ha ancora documenti: prepara la bozza, o aggiungine uno.")
        )
    with speaking(SOURCE_LANGUAGE):
        return Gathered(
            title=act.title,
            lines=[str(ACT_KINDS[act.kind].label), act.office_name, *_repertory(act)],
            name=f"fascicolo_{slug_of(act.title, words=6)}.pdf",
            entries=[_entry(act, row) for row in documents],
        )


def in_order(act: ProtocolView) -> list[DocumentRow]:
    """As one leafs through them: the text first; of a kind, those of the act itself before the
    parties', in the parties' order, then by age. A draft only while there is no more than that."""
    parties = {party.id: place for place, party in enumerate(act.parties, start=1)}
    kept = [row for row in act.documents if row.kind in ORDER]
    if not any(row.kind in WHOLE for row in kept):
        drafts = [row for row in act.documents if row.kind in IN_THE_MAKING]
        newest = sorted(drafts, key=lambda row: (row.made_at, row.id))[-1:]
        kept = [*newest, *kept]
    places = {kind: place for place, kind in enumerate((*IN_THE_MAKING, *ORDER))}
    return sorted(
        kept,
        key=lambda row: (
            places[row.kind], parties.get(row.party, 0) if row.party else 0, row.made_at, row.id,
        ),
    )  # fmt: skip


def _entry(act: ProtocolView, row: DocumentRow) -> dossiers.Entry:
    of_whom = next((one.name_words or one.name for one in act.parties if one.id == row.party), "")
    kind = str(DOCUMENT_KINDS[row.kind])
    title = " – ".join(filter(None, (kind, of_whom, row.title if row.title != kind else "")))
    return dossiers.Entry(
        title=title, name=row.name, content=storage.path_of(row.file), sha256=row.file
    )


def _repertory(act: ProtocolView) -> list[str]:
    if act.repertory_words:
        return [act.repertory_words]
    if act.repertory_number is None:
        return []
    told = _("Repertorio n. {number} del {year}")
    return [told.format(number=act.repertory_number, year=act.repertory_year)]


declare(
    SUBJECT,
    Source(
        event=DOSSIER,
        gather=gather,
        check=lambda protocol_id, by: queries.find(protocol_id, by=by),
        href="/protocols/{id}",
    ),
)
