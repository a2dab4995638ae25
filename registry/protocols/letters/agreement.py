"""The agreements of law 241/1990: among administrations (art. 15), with others (art. 11)."""

from registry.platform.documents.letter import missing
from registry.platform.documents.need import Needs
from registry.protocols.clauses.library import filled, formulas
from registry.protocols.letters.acts import AgreementData, AgreementKind
from registry.protocols.letters.ground import Ground
from registry.protocols.letters.pact import Own, ProtocolLetter, pact_file_name, pact_letter
from registry.protocols.letters.words import deed_words


def agreement_letter(data: AgreementData) -> ProtocolLetter:
    """The agreement in words. Raises InvalidInput with every wrong place of the data."""
    return pact_letter(data, own_of)


def agreement_file_name(data: AgreementData) -> str:
    """«accordo-art15_pref-vd_2026-015_mediazione.docx»."""
    return pact_file_name(data, data.subject)


def own_of(data: AgreementData, ground: Ground, needs: Needs) -> Own:
    if data.kind is not AgreementKind.ARTICLE_11:
        return Own()
    deed = deed_words(data.determination) if data.determination else ""
    what = "determinazione dell’organo competente"
    ground.words.put(act_determination=deed or missing(what))
    return Own(premises=(filled(formulas()["agreement"]["determination"], ground.words),))
