"""The territorial operating agreement: it carries out an act among the Comuni of a district."""

from registry.platform.documents.letter import missing
from registry.platform.documents.need import Needs
from registry.protocols.letters.acts import TerritorialData
from registry.protocols.letters.allotting import allotment_article
from registry.protocols.letters.ground import Ground
from registry.protocols.letters.pact import (
    Own,
    ProtocolLetter,
    full_subject,
    pact_file_name,
    pact_letter,
)

PARENT = "atto che si attua"


def territorial_letter(data: TerritorialData) -> ProtocolLetter:
    """The agreement in words. Raises InvalidInput with every wrong place of the data."""
    return pact_letter(data, own_of)


def territorial_file_name(data: TerritorialData) -> str:
    """«accordo-operativo_pref-vd_2026-020_distretto-sociale-pieve.docx»."""
    return pact_file_name(data, data.subject)


def own_of(data: TerritorialData, ground: Ground, needs: Needs) -> Own:
    articles = (allotment_article(data, ground, needs),)
    if data.parent is not None:
        return Own(articles=articles)
    return Own(
        subtitle=f"per {full_subject(data)}, in attuazione {missing(PARENT)}",
        premises=(missing(PARENT),),
        articles=articles,
    )
