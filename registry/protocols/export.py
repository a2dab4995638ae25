"""Acts and parties out: for spreadsheets every row that the list would show, in words; the state
of an act's parties in Word, for a meeting."""

from msgspec import structs

from registry.platform import clock
from registry.platform.accounts.roles import Actor
from registry.platform.documents.letter import Stage
from registry.platform.errors import WrongStatus
from registry.platform.i18n import SOURCE_LANGUAGE, _, speaking
from registry.platform.lists import Ask
from registry.platform.statuses import status
from registry.platform.tables_csv import csv_bytes
from registry.platform.templates import actions as templates
from registry.protocols import overview, queries
from registry.protocols.drafts.bodies import letterhead_of
from registry.protocols.kinds import ACT_KINDS, MATTERS, PARTY_ROLES, RENEWALS, SIGNATURE_KINDS
from registry.protocols.letters.state import (
    PartiesStateData,
    PartyState,
    parties_state_file_name,
    parties_state_letter,
)
from registry.protocols.overview.life import signed_words
from registry.protocols.queries.deadlines import WHATS
from registry.protocols.queries.listing import ExportRow
from registry.protocols.queries.writing import office_facts
from registry.protocols.shapes import (
    DeadlineFilters,
    DeadlineRow,
    PartyRow,
    ProtocolFilters,
    ProtocolRow,
    ProtocolView,
)

EVERY_ROW = 1_000_000


async def protocols_csv(ask: Ask, filters: ProtocolFilters, *, by: Actor) -> bytes:
    head = [
        _("Titolo"), _("Tipo"), _("Ufficio"), _("Promotore"), _("Parti"), _("Numero di parti"),
        _("Firme"), _("Stato"), _("Firmato il"), _("In vigore"), _("Non prima del"),
        _("Scade"), _("Non dopo il"), _("Durata in mesi"), _("Rinnovo"), _("Materie"),
        _("Territorio"), _("Repertorio"), _("Protocollo"), _("Protocollato il"),
    ]  # fmt: skip
    rows = await queries.rows_to_export(ask, filters, by=by)
    return csv_bytes(head, (_cells(row) for row in rows))


def _cells(row: ExportRow) -> list[object]:
    act = row.act
    return [
        act.title, ACT_KINDS[act.kind].label, act.office_name, act.promoter_name,
        row.party_names, act.parties, act.signed, status(f"protocol:{act.standing}").word,
        act.signed_on or act.signed_text, act.when_text, act.starts_earliest, act.ends_text,
        act.ends_latest, act.duration_months or act.duration_words, RENEWALS[act.renewal],
        ", ".join(str(MATTERS[matter]) for matter in act.matters), row.place_codes,
        repertory_words(act), row.registered_number, row.registered_on,
    ]  # fmt: skip


def repertory_words(act: ProtocolRow) -> str:
    if act.repertory_number is None:
        return act.repertory_words
    return f"{act.repertory_number}/{act.repertory_year}"


async def deadlines_csv(ask: Ask, filters: DeadlineFilters, *, by: Actor) -> bytes:
    """Every term of the list, with both clocks."""
    head = [
        _("Titolo"), _("Tipo"), _("Numero di parti"), _("Scade"), _("Non prima del"),
        _("Non dopo il"), _("Rinnovo"), _("Giorni di preavviso"), _("Disdetta entro"),
        _("Da iniziare entro"), _("Che cosa succede"),
    ]  # fmt: skip
    whole = structs.replace(ask, page=1, size=EVERY_ROW)
    listing = await queries.list_deadlines(whole, filters, by=by)
    return csv_bytes(head, (_deadline_cells(row) for row in listing.items))


def _deadline_cells(row: DeadlineRow) -> list[object]:
    return [
        row.title, ACT_KINDS[row.kind].label, row.parties, row.ends_text or row.duration_words,
        row.near, row.far, RENEWALS[row.renewal], row.notice_days, row.notice_by, row.begin_by,
        status(WHATS[row.what]).word,
    ]  # fmt: skip


def parties_csv(parties: list[PartyRow]) -> bytes:
    """The status of each party, in the order of the act."""
    head = [
        _("N."), _("Parte"), _("Ruolo"), _("Per conto di"), _("Rappresentante"), _("Titolo"),
        _("Schema approvato"), _("Firma"), _("Tipo di firma"), _("Adesione"), _("Recesso"),
        _("Stato"), _("Nota"), _("Ufficio referente"), _("Posta"), _("PEC"),
    ]  # fmt: skip
    return csv_bytes(head, (_party_cells(party) for party in parties))


def _party_cells(party: PartyRow) -> list[object]:
    return [
        party.number, party.name_words or party.name, PARTY_ROLES[party.role],
        party.on_behalf_of_name or party.on_behalf_of_words, party.representative_office,
        party.authority_words, party.approved_on, party.signed_on,
        SIGNATURE_KINDS[party.signature_kind] if party.signed_on else "",
        party.joined_text or party.joined_on, party.withdrew_on,
        status(f"party:{party.status}").word, party.signature_note or party.note,
        party.contact_unit, party.contact_email, party.contact_certified_email,
    ]  # fmt: skip


async def parties_document(act: ProtocolView) -> tuple[str, bytes]:
    """Name and .docx of how the parties stand today; a document is always in Italian."""
    data = await parties_state_data(act)
    with speaking(SOURCE_LANGUAGE):
        content, _template = await templates.write(parties_state_letter(data))
        return parties_state_file_name(data), content


async def parties_state_data(act: ProtocolView) -> PartiesStateData:
    """What that document is written from."""
    if not act.parties:
        raise WrongStatus(_("L'atto non ha ancora parti: aggiungi la prima."))
    office = await office_facts(act.office)
    with speaking(SOURCE_LANGUAGE):
        standing = status(f"protocol:{act.standing}").word
        return PartiesStateData(
            stage=Stage.FINAL,
            letterhead=letterhead_of(office),
            office=act.office,
            act=act.title[:400],
            summary=f"{standing}, {signed_words(act.parties)}",
            day=f"{clock.today():%d/%m/%Y}",
            parties=tuple(_party_state(line) for line in overview.party_lines(act)),
            notes=tuple(note.text for note in overview.footnotes(act)),
        )


def _party_state(line: overview.PartyLine) -> PartyState:
    joined = _("adesione: {day}").format(day=line.joined) if line.joined else ""
    withdrew = _("recesso: {day}").format(day=line.withdrew) if line.withdrew else ""
    return PartyState(
        party=line.name[:400],
        group=line.group,
        approved=line.approved[:120],
        signed=line.signed,
        state=str(status(line.status).word),
        note=" · ".join(one for one in (line.role, joined, withdrew, line.note) if one)[:2000],
        mark=line.mark,
    )
