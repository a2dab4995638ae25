"""The demo's papers: stand-ins for files that no source has, and the documents that it leaves."""

import asyncio
import io
import tempfile
from pathlib import Path

from docx import Document

from good_practices.intake import actions as intake
from good_practices.intake.tables import Delivery
from good_practices.schede import actions as schede
from good_practices.submissions import queries as submissions
from registry.networks import documents as networks
from registry.platform import storage
from registry.platform.accounts.roles import Actor
from registry.platform.documents.naming import slug_of
from registry.platform.documents.package import finish
from registry.platform.errors import WrongStatus
from registry.platform.i18n import _
from registry.protocols import actions as protocols
from registry.protocols import queries as protocols_known
from registry.protocols.kinds import ACT_KINDS, DocumentKind
from registry.protocols.shapes import Filing, ProtocolView

STAND_IN = "Copia dimostrativa"
WHY = (
    "Questo file sta al posto dell’atto firmato, che non è tra le fonti pubbliche della"
    " dimostrazione. In un registro vero l’ufficio allega qui l’atto, in Word o in PDF."
)
LOOKED_AT = frozenset({"letter", "form", "scheda"})


async def attach_copy(scheda_id: int, act_id: int, *, by: Actor) -> None:
    """Attaches a stand-in of the act to the act itself, and to the scheda that tells of it."""
    act = await protocols_known.view(act_id, by=by)
    name = f"copia-dimostrativa_{slug_of(act.title, words=5)}.docx"
    content = await asyncio.to_thread(stand_in, act)
    title = f"{STAND_IN}: {act.title}"
    filing = Filing(kind=DocumentKind.SIGNED, title=title)
    await protocols.attach(act_id, filing, name=name, content=content, by=by)
    await schede.attach(scheda_id, name, content, title=title, by=by)


async def attach_scan(act_id: int, party_id: int, *, by: Actor) -> None:
    """A stand-in of the page that a party signed on paper."""
    act = await protocols_known.view(act_id, by=by)
    content = await asyncio.to_thread(stand_in, act)
    filing = Filing(kind=DocumentKind.SCAN, title=STAND_IN, party=party_id)
    name = "copia-dimostrativa_firma-su-carta.docx"
    await protocols.attach(act_id, filing, name=name, content=content, by=by)


def stand_in(act: ProtocolView) -> bytes:
    """A page that says which act it stands for, and nothing that the sources do not say."""
    page = Document()
    page.add_heading(STAND_IN, level=1)
    page.add_paragraph(WHY)
    page.add_heading(act.title, level=2)
    page.add_paragraph(f"Tipo di atto: {ACT_KINDS[act.kind].label}.")
    page.add_paragraph(f"Quando: {act.when_text or 'la fonte non lo dice'}.")
    page.add_paragraph("Parti: " + "; ".join(party.name for party in act.parties) + ".")
    target = io.BytesIO()
    page.save(target)
    return finish(target.getvalue(), title=STAND_IN, subject=act.title)


async def deliver(submission_id: int, *, by: Actor) -> Delivery:
    """The Ministry takes in a batch that an office of this registry has sent."""
    return (await intake.receive_sent(submission_id, by=by)).delivery


async def write_papers(
    out: Path, made: dict[str, int], *, cremona: Actor, genova: Actor
) -> list[Path]:
    """The documents of the demo, as its people would download them."""
    files = {
        **await _text_to_sign(made["rinnovo"], by=cremona),
        **await _package(made["invio-1"], by=cremona),
        **dict([await networks.table_document(made["hth"], by=genova)]),
        **dict([await networks.structure_document(made["hth"], by=genova)]),
    }
    return [_write(out / name, content) for name, content in files.items()]


def check_writable(out: Path) -> None:
    """Refuses a folder where no document can be written, before anything is made."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            pass
    except OSError as fault:
        raise WrongStatus(
            _(
                "Non posso scrivere nella cartella «{folder}», dove vanno i documenti della"
                " dimostrazione: controlla i permessi, o esegui il comando da un'altra cartella."
            ).format(folder=out)
        ) from fault


def _write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


async def _text_to_sign(act_id: int, *, by: Actor) -> dict[str, bytes]:
    act = await protocols_known.view(act_id, by=by)
    final = [one for one in act.documents if one.kind is DocumentKind.FINAL]
    return {one.name: storage.read(one.file) for one in final}


async def _package(submission_id: int, *, by: Actor) -> dict[str, bytes]:
    """The package, and beside it the documents of it that are worth a look by themselves."""
    sent = await submissions.view(submission_id, by=by)
    kept = {one.name: storage.read(one.file) for one in sent.files if one.kind in LOOKED_AT}
    return kept | dict([await submissions.package_of(submission_id, by=by)])
