"""The deed by which one body joins an act: its data, from the act and from the party."""

from datetime import date
from typing import Annotated, Any

from msgspec import Meta, Struct

from registry.platform.documents.facts import LetterheadData
from registry.platform.documents.letter import Stage
from registry.platform.errors import InvalidInput
from registry.platform.i18n import SOURCE_LANGUAGE, _, speaking
from registry.protocols.clauses.library import act_kinds, clauses
from registry.protocols.drafts.around import CODES
from registry.protocols.drafts.bodies import (
    BodyFacts,
    OfficeFacts,
    letterhead_lines,
    party_of,
    promoter_of,
)
from registry.protocols.drafts.protocol import exact, repertory_of, subject_of
from registry.protocols.kinds import PARTY_ROLES, PartyRole
from registry.protocols.letters import data as letter
from registry.protocols.shapes import PartyRow, ProtocolView

Number = Annotated[str, Meta(max_length=20)]


class AccessionTold(Struct, kw_only=True, forbid_unknown_fields=True):
    """What only a person can say: the articles of an act that was not written here."""

    accession_article: Number = ""
    common_article: Number = ""
    data_article: Number = ""
    heard: Annotated[str, Meta(max_length=200)] = ""


# The clauses of the library whose articles the deed names.
ARTICLES = {
    "accession_article": "accession",
    "common_article": "common_commitments",
    "data_article": "personal_data",
}


def articles_of(final_letter: dict[str, Any] | None) -> dict[str, str]:
    """The numbers of those articles in the text that was signed, by their headings."""
    if final_letter is None:
        return {}
    numbers = {one["heading"]: one["number"] for one in final_letter["articles"]}
    found = {name: numbers.get(clauses()[key].heading, "") for name, key in ARTICLES.items()}
    return {name: number for name, number in found.items() if number}


def accession_data(
    act: ProtocolView,
    party: PartyRow,
    bodies: dict[int, BodyFacts],
    office: OfficeFacts,
    told: AccessionTold,
    *,
    stage: Stage,
    final_letter: dict[str, Any] | None = None,
) -> letter.AccessionData:
    """The data of the deed; raises InvalidInput where the act itself is not known enough."""
    acceding = party_of(party, bodies)
    numbers = articles_of(final_letter) | _given(told)
    _check_articles(numbers)
    return letter.AccessionData(
        stage=stage,
        office=act.office,
        letterhead=LetterheadData(lines=(acceding.name,)),
        acceding=acceding,
        role=_role(party),
        commitments=tuple(party.commitments),
        parent=_parent(act, office, numbers, told),
        promoter=party_of(promoter_of(act), bodies),
        short_title=f"Adesione di {acceding.short_name}",
    )


def _given(told: AccessionTold) -> dict[str, str]:
    return {name: getattr(told, name) for name in ARTICLES if getattr(told, name)}


def _check_articles(numbers: dict[str, str]) -> None:
    missing = {
        name: _("Scrivi il numero dell'articolo, come nell'atto.")
        for name in ARTICLES
        if name not in numbers
    }
    if missing:
        raise InvalidInput.of(missing)


# Whoever joins says in what part only when its part is more than to sign.
PLAIN_ROLES = frozenset({PartyRole.ACCEDING, PartyRole.SIGNATORY, PartyRole.PROMOTER})


def _role(party: PartyRow) -> str:
    if party.role in PLAIN_ROLES:
        return ""
    with speaking(SOURCE_LANGUAGE):  # the deed is Italian, whoever asks for it
        return str(PARTY_ROLES[party.role]).lower()


def _parent(
    act: ProtocolView, office: OfficeFacts, numbers: dict[str, str], told: AccessionTold
) -> letter.OpenAct:
    kind = act_kinds()[CODES[act.kind]]
    return letter.OpenAct(
        title=kind.title,
        article=kind.article,
        gender=kind.gender,
        short_name=kind.noun,
        subject=subject_of(act),
        territory=act.territory_words,
        signed_on=_signed_on(act),
        repertory=repertory_of(act),
        registered_by=f"della {' '.join(letterhead_lines(office.name))}",
        ends_on=exact(act.ends_earliest, act.ends_latest),
        heard=told.heard,
        **numbers,
    )


def _signed_on(act: ProtocolView) -> date:
    if act.signed_on is None:
        raise InvalidInput(
            signed_on=_("Dell'atto a cui si aderisce serve il giorno della firma: scrivilo.")
        )
    return act.signed_on
