"""The documents that the registry writes: made once, kept with what they were made from."""

from typing import Any

from msgspec import json

from registry.platform import clock, storage
from registry.platform.accounts.roles import Actor
from registry.platform.database import fetch_value, transaction
from registry.platform.documents.letter import Letter, Stage
from registry.platform.errors import InvalidInput, WrongStatus
from registry.platform.i18n import _
from registry.platform.templates import actions as templates
from registry.protocols import drafts, events, queries
from registry.protocols.actions import holding
from registry.protocols.kinds import ActKind, DocumentKind
from registry.protocols.letters.accession import accession_file_name, accession_letter
from registry.protocols.letters.data import ActData
from registry.protocols.letters.writers import writer_of
from registry.protocols.lifecycle import DETAILS_WRITABLE, ProtocolStatus, check_is
from registry.protocols.permissions import check_can_write
from registry.protocols.queries import writing
from registry.protocols.shapes import PartyRow, ProtocolView
from registry.protocols.tables import Protocol, ProtocolDocument

STAGES = {Stage.DRAFT: DocumentKind.DRAFT, Stage.SCHEMA: DocumentKind.SCHEMA}


async def produce(protocol_id: int, stage: Stage, *, by: Actor) -> ProtocolDocument:
    """A draft or a schema of the act, as it is written now. Made again only when it differs."""
    async with transaction():
        protocol = await holding.held(protocol_id, by=by)
        check_can_write(by, protocol.office)
        if stage not in STAGES:
            raise InvalidInput(stage=_("Il testo per la firma si produce quando si apre la firma."))
        check_is(ProtocolStatus(protocol.status), *sorted(DETAILS_WRITABLE))
        document = await write(protocol, stage, STAGES[stage], by=by)
        if document.protocol_version == protocol.version:
            await holding.note(events.PRODUCE, protocol, by=by, name=document.name)
    return document


async def produce_apart(protocol_id: int, *, by: Actor) -> ProtocolDocument:
    """The annex that is a file of its own, as a draft: once signed, it stands among the
    documents."""
    async with transaction():
        protocol = await holding.held(protocol_id, by=by)
        check_can_write(by, protocol.office)
        check_is(ProtocolStatus(protocol.status), *sorted(DETAILS_WRITABLE))
        act, data = await _written_from(protocol, Stage.DRAFT, by=by)
        kept = await _keep_apart(protocol, act, data, by=by)
        if not kept:
            raise WrongStatus(_nothing_apart(act))
        await holding.note(events.PRODUCE, protocol, by=by, name=kept[0].name)
    return kept[0]


def _nothing_apart(act: ProtocolView) -> str:
    if act.kind is ActKind.ADDENDUM:
        return _(
            "Il testo coordinato si scrive quando il registro ha il testo firmato dell'atto e"
            " l'atto aggiuntivo dice che cosa cambia."
        )
    return _("Questo atto non ha allegati in un file a parte: sono tutti nel suo testo.")


async def write_final(protocol: Protocol, *, by: Actor) -> ProtocolDocument:
    """The text that will be signed, within the act that opens the signature, and beside it the
    annexes that are files of their own.

    Refused with the list of what is missing and where; not written when somebody has attached
    a text for the signature made elsewhere.
    """
    attached = await _last(protocol.id, DocumentKind.FINAL)
    if attached is not None and attached.letter is None and await _is_still_good(attached):
        return attached
    act, data = await _written_from(protocol, Stage.FINAL, by=by)
    final = await _keep_act(protocol, act, data, DocumentKind.FINAL, by=by)
    await _keep_apart(protocol, act, data, by=by)
    return final


async def _is_still_good(attached: ProtocolDocument) -> bool:
    """Attached since the text was last taken up again: an older one is another text."""
    since = await fetch_value(
        "SELECT max(at) FROM protocol_step WHERE protocol = $1 AND status = 'in_definition'",
        attached.protocol,
    )
    return since is None or attached.made_at >= since


async def write(
    protocol: Protocol, stage: Stage, kind: DocumentKind, *, by: Actor
) -> ProtocolDocument:
    act, data = await _written_from(protocol, stage, by=by)
    return await _keep_act(protocol, act, data, kind, by=by)


async def _written_from(
    protocol: Protocol, stage: Stage, *, by: Actor
) -> tuple[ProtocolView, ActData]:
    """The act as it is now, and what its letter is written from."""
    act = await queries.view(protocol.id, by=by)
    _check_has_letter(act)
    try:
        data = drafts.act_data(
            act,
            await writing.bodies_of(protocol.id),
            await writing.office_facts(protocol.office),
            await writing.around(act, by=by),
            stage=stage,
            version=await _next_draft(protocol.id),
        )
    except InvalidInput as wrong:
        raise told_where(act, wrong) from None
    return act, data


async def _keep_act(
    protocol: Protocol, act: ProtocolView, data: ActData, kind: DocumentKind, *, by: Actor
) -> ProtocolDocument:
    writer = writer_of(data)
    try:
        letter = writer.build(data)
    except InvalidInput as wrong:
        raise told_where(act, wrong) from None
    return await keep(protocol, letter, writer.file_name(data), kind, by=by)


async def _keep_apart(
    protocol: Protocol, act: ProtocolView, data: ActData, *, by: Actor
) -> list[ProtocolDocument]:
    try:
        aparts = writer_of(data).apart(data)
    except InvalidInput as wrong:
        raise told_where(act, wrong) from None
    return [
        await keep(protocol, one.letter, one.file_name, DocumentKind.ANNEX, title=one.title, by=by)
        for one in aparts
    ]


def _check_has_letter(act: ProtocolView) -> None:
    if act.kind not in drafts.WRITABLE_KINDS:
        raise WrongStatus(
            _(
                "Per questo tipo di atto il registro non scrive ancora il testo:"
                " allega il documento da firmare, in Word o in PDF."
            )
        )


def told_where(
    act: ProtocolView, wrong: InvalidInput, *, acceding: PartyRow | None = None
) -> InvalidInput:
    """The same refusal, each sentence with the place in the words of who reads it."""
    places = drafts.where_lacking(act, wrong.fields, acceding=acceding)
    return InvalidInput.of({one.path: f"{one.where}. {one.sentence}" for one in places})


async def _next_draft(protocol_id: int) -> int:
    made = await ProtocolDocument.count().where(
        ProtocolDocument.protocol == protocol_id,
        ProtocolDocument.kind.is_in([kind.value for kind in STAGES.values()]),
    )
    return int(made) + 1


async def keep(
    protocol: Protocol,
    letter: Letter,
    name: str,
    kind: DocumentKind,
    *,
    by: Actor,
    party: int | None = None,
    title: str = "",
) -> ProtocolDocument:
    """The letter as a file, stored once; the same words again are the same document."""
    content, template_sha256 = await templates.write(letter)
    digest = await storage.keep(content, name=name)
    last = await _last(protocol.id, kind, party=party, title=title)
    if last is not None and last.file == digest:
        return last
    document = ProtocolDocument(
        protocol=protocol.id,
        party=party,
        kind=kind,
        name=name,
        title=title,
        file=digest,
        size=len(content),
        template=letter.template,
        template_sha256=template_sha256,
        letter=json.encode(letter).decode(),
        protocol_version=protocol.version,
        made_at=clock.now(),
        made_by=by.user_id,
    )
    await document.save()
    return document


async def _last(
    protocol_id: int, kind: DocumentKind, *, party: int | None = None, title: str = ""
) -> ProtocolDocument | None:
    """The newest document of a kind, or of that title where a kind has several."""
    where: Any = (ProtocolDocument.protocol == protocol_id) & (ProtocolDocument.kind == kind)
    if party is not None:
        where = where & (ProtocolDocument.party == party)
    if title:
        where = where & (ProtocolDocument.title == title)
    return (
        await ProtocolDocument.objects()
        .where(where)
        .order_by(ProtocolDocument.id, ascending=False)
        .first()
    )


async def produce_accession(
    protocol_id: int, party_id: int, told: drafts.AccessionTold, *, is_final: bool, by: Actor
) -> ProtocolDocument:
    """The deed of accession of a party that joined; final, or as a draft that says what lacks."""
    async with transaction():
        protocol = await holding.held(protocol_id, by=by)
        check_can_write(by, protocol.office)
        act = await queries.view(protocol_id, by=by)
        party = next((one for one in act.parties if one.id == party_id), None)
        if party is None or party.joined_on is None:
            raise WrongStatus(_("L'atto di adesione è di chi ha aderito dopo la firma."))
        _check_has_letter(act)
        data = drafts.accession_data(
            act,
            party,
            await writing.bodies_of(protocol_id),
            await writing.office_facts(protocol.office),
            told,
            stage=Stage.FINAL if is_final else Stage.DRAFT,
            final_letter=await writing.final_letter_or_none(protocol_id),
        )
        try:
            letter = accession_letter(data)
        except InvalidInput as wrong:
            raise told_where(act, wrong, acceding=party) from None
        document = await keep(
            protocol,
            letter,
            accession_file_name(data),
            DocumentKind.ACCESSION,
            by=by,
            party=party_id,
        )
        await holding.note(events.PRODUCE, protocol, by=by, name=document.name)
    return document
