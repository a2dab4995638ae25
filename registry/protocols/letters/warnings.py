"""What a legal officer would ask before signing: told, never in the way."""

from collections.abc import Iterator, Sequence
from datetime import date

from registry.partners.kinds import Nature
from registry.platform.i18n import _
from registry.protocols.clauses.library import Norm, clauses, norms
from registry.protocols.letters.data import AccessionData, ProtocolData
from registry.protocols.letters.facts import Party, Subject
from registry.protocols.letters.parties import Signatory, signatories
from registry.protocols.letters.rules import Renewal, ResourceRegime, StampDuty
from registry.protocols.letters.words import on_day

EXEMPT = frozenset({"state", "territorial"})
"""Whom the list of d.P.R. 642/1972, table B, article 16 names: no health body, no university."""


def protocol_warnings(data: ProtocolData) -> list[str]:
    everyone = signatories(data.promoter, data.parties)
    return [*_norms(data), *_parties(everyone), *_choices(data, everyone)]


def accession_warnings(data: AccessionData) -> list[str]:
    return list(_authority(data.acceding))


def to_check(clause_ids: Sequence[str]) -> list[str]:
    """What a lawyer verifies in these clauses, as the library notes it."""
    return [clauses()[name].to_check for name in clause_ids if clauses()[name].to_check]


def _norms(data: ProtocolData) -> Iterator[str]:
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
            yield _("{party}: manca il codice fiscale.").format(party=one.party.name)
        if one.number > 1:
            yield from _authority(one.party)


def _authority(party: Party) -> Iterator[str]:
    if party.authority is None:
        yield _("{party}: manca il titolo di legittimazione di chi firma.").format(party=party.name)


def _choices(data: ProtocolData, everyone: Sequence[Signatory]) -> Iterator[str]:
    has_money = data.resources.regime is not ResourceRegime.NONE
    if len(everyone) > 2 and data.governance is None:
        yield _("Nessun organo di raccordo: chi segue l'attuazione?")
    if data.monitoring is None:
        yield _("Nessun monitoraggio con indicatori: resta la verifica annuale.")
    if has_money and data.term and data.term.renewal is Renewal.TACIT:
        yield _("Ci sono oneri: il rinnovo tacito è sconsigliato.")
    if data.stamp_duty is StampDuty.EXEMPT_PUBLIC and not _are_exempt(everyone):
        yield _("L'esenzione dal bollo non riguarda tutte le parti: l'elenco è tassativo.")
    if Subject.VOLUNTEERING in data.subjects and data.insurance is None:
        yield _("Volontariato: indica chi assicura i volontari.")


def _are_exempt(everyone: Sequence[Signatory]) -> bool:
    return all(
        one.party.nature is Nature.PUBLIC and one.party.family.value in EXEMPT for one in everyone
    )
