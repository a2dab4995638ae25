"""What a legal officer would ask before signing: told, never in the way."""

from collections.abc import Iterator, Sequence
from datetime import date

from registry.partners.kinds import Family, Nature
from registry.platform.i18n import _
from registry.protocols.clauses.library import Norm, act_kinds, clauses, norms
from registry.protocols.letters.acts import (
    AddendumData,
    AgreementData,
    AgreementKind,
    ConventionBasis,
    ConventionData,
)
from registry.protocols.letters.allotting import plain_name
from registry.protocols.letters.by_kind import A_COURT
from registry.protocols.letters.data import AccessionData, ActData, PactData
from registry.protocols.letters.facts import Party, Subject
from registry.protocols.letters.parties import Signatory, signatories
from registry.protocols.letters.rules import Renewal, ResourceRegime, StampDuty
from registry.protocols.letters.words import on_day

EXEMPT = frozenset({"state", "territorial"})
"""Whom the list of d.P.R. 642/1972, table B, article 16 names: no health body, no university."""


def act_warnings(data: ActData) -> list[str]:
    """What to look at in an act of any kind that is signed by its parties."""
    everyone = signatories(data.promoter, data.parties)
    told = [*_norms(data), *_parties(everyone)]
    if isinstance(data, PactData):
        told += [*_choices(data, everyone), *_of_kind(data, everyone)]
    if isinstance(data, AddendumData):
        told += _late(data)
    return told


def protocol_warnings(data: PactData) -> list[str]:
    return act_warnings(data)


def accession_warnings(data: AccessionData) -> list[str]:
    return list(_authority(data.acceding))


def to_check(clause_ids: Sequence[str]) -> list[str]:
    """What a lawyer verifies in these clauses, as the library notes it."""
    return [clauses()[name].to_check for name in clause_ids if clauses()[name].to_check]


def _norms(data: ActData) -> Iterator[str]:
    for cited in data.norms:
        norm = norms().get(cited.id)
        if norm is not None:
            yield from _norm(norm, data.signed_on)


def _norm(norm: Norm, signed_on: date | None) -> Iterator[str]:
    if norm.until and signed_on and norm.until < signed_on:
        yield _("{norm}: non è più in vigore; la citi come vigente all'epoca?").format(
            norm=norm.citation
        )
    if norm.verify_from and signed_on and norm.verify_from <= signed_on:
        yield _("{norm}: {day} la disciplina è cambiata; verifica che sia in vigore.").format(
            norm=norm.citation, day=on_day(norm.verify_from, "da")
        )
    if norm.since and signed_on and signed_on < norm.since:
        yield _("{norm}: alla data di firma non era ancora in vigore.").format(norm=norm.citation)
    if "da verificare" in norm.certainty:
        yield _("{norm}: estremi o vigenza da verificare.").format(norm=norm.citation)


def _parties(everyone: Sequence[Signatory]) -> Iterator[str]:
    for one in everyone:
        if not one.party.tax_code:
            yield _("{party}: manca il codice fiscale, e il testo da firmare non lo dirà.").format(
                party=one.party.name
            )
        if one.number > 1:
            yield from _authority(one.party)


def _authority(party: Party) -> Iterator[str]:
    if party.authority is None:
        yield _("{party}: manca il titolo di legittimazione di chi firma.").format(party=party.name)


def _choices(data: PactData, everyone: Sequence[Signatory]) -> Iterator[str]:
    has_money = data.resources.regime is not ResourceRegime.NONE
    kind = act_kinds()[data.code]
    if len(everyone) > 2 and data.governance is None and "governance" in kind.always:
        yield _("Nessun organo di raccordo: chi segue l'attuazione?")
    if data.monitoring is None and "monitoring" in kind.always:
        yield _("Nessun monitoraggio con indicatori: resta la verifica annuale.")
    if has_money and data.term and data.term.renewal is Renewal.TACIT:
        yield _("Ci sono oneri: il rinnovo tacito è sconsigliato.")
    if data.stamp_duty is StampDuty.EXEMPT_PUBLIC and not _are_exempt(everyone):
        yield _("L'esenzione dal bollo non riguarda tutte le parti: l'elenco è tassativo.")
    if Subject.VOLUNTEERING in data.subjects and data.insurance is None:
        yield _("Volontariato: indica chi assicura i volontari.")


def _of_kind(data: PactData, everyone: Sequence[Signatory]) -> Iterator[str]:
    if act_kinds()[data.code].has_exclusive_jurisdiction:
        yield from _courts(data)
    if isinstance(data, AgreementData):
        yield from _agreement(data, everyone)
    if isinstance(data, ConventionData):
        yield from _convention(data, everyone)
    if data.allotment:
        yield from _left_out(data, everyone)


def _courts(data: PactData) -> Iterator[str]:
    for own in data.own_articles:
        if any(A_COURT.search(comma.text) for comma in own.commas):
            yield _("Articolo «{heading}»: il giudice di questo accordo non si sceglie.").format(
                heading=own.heading
            )


def _agreement(data: AgreementData, everyone: Sequence[Signatory]) -> Iterator[str]:
    cited = {norm.id for norm in data.norms}
    if not cited & {"l241"} and not any("241" in norm.citation for norm in data.norms):
        yield _("Fra i visti manca la legge 7 agosto 1990, n. 241.")
    are_public = all(one.party.nature is Nature.PUBLIC for one in everyone)
    if data.kind is AgreementKind.ARTICLE_11 and are_public:
        yield _("Tutte le parti sono amministrazioni: l'accordo è quello dell'articolo 15.")
    if data.kind is AgreementKind.ARTICLE_15 and data.resources.regime is ResourceRegime.SHARED:
        yield _("Ci sono importi: devono essere rimborsi di spese, mai un corrispettivo.")


def _convention(data: ConventionData, everyone: Sequence[Signatory]) -> Iterator[str]:
    if data.basis is ConventionBasis.LOCAL_BODIES:
        for one in everyone:
            if one.party.family is not Family.TERRITORIAL:
                yield _("{party}: l'articolo 30 del TUEL riguarda gli enti locali.").format(
                    party=one.party.name
                )
    if data.basis is ConventionBasis.THIRD_SECTOR and data.withdrawal.cure_time is None:
        yield _("L'articolo 56 chiede come si risolve il rapporto: indica entro quando rimediare.")
    if data.court:
        yield _("Il foro vale solo per un contenuto privatistico: fallo verificare.")


def _left_out(data: PactData, everyone: Sequence[Signatory]) -> Iterator[str]:
    """A Comune that signs and has no line in the allotment."""
    assert data.allotment is not None  # noqa: S101  asked before
    shared = {plain_name(row.municipality) for row in data.allotment.rows}
    for one in everyone:
        names = {plain_name(one.party.name), plain_name(one.party.short_name)}
        if one.party.name.startswith("Comune ") and names.isdisjoint(shared):
            yield _("{party}: firma, ma non è nel riparto.").format(party=one.party.name)


def _late(data: AddendumData) -> Iterator[str]:
    end = data.parent.ends_on
    if data.new_end and end and data.signed_on and data.signed_on > end:
        yield _("La scadenza è già passata: più che una proroga serve un nuovo atto.")


def _are_exempt(everyone: Sequence[Signatory]) -> bool:
    return all(
        one.party.nature is Nature.PUBLIC and one.party.family.value in EXEMPT for one in everyone
    )
