"""What a name does not say by itself: whose place a body took, what its acronym means here.

Each party that needs it has one note, numbered in the order of the act.
"""

import re

from msgspec import Struct

from registry.partners.kinds import Kind, SuccessionKind
from registry.platform.i18n import lazy
from registry.protocols.overview.naming import after, listed
from registry.protocols.shapes import FollowedBody, PartyRow, ProtocolView


class Footnote(Struct, frozen=True, kw_only=True):
    number: int
    party: int
    text: str


# {bodies}: «del Comune di A e del Comune di B»; {names}: the names alone.
JOINED = lazy("Nasce dalla fusione {bodies}{when}: subentra nei rapporti in corso.")
TAKEN_OVER = {
    SuccessionKind.MERGED: lazy("Vi confluisce {names}{when}: subentra nei rapporti in corso."),
    SuccessionKind.ABSORBED: lazy("Assorbe {names}{when}: subentra nei rapporti in corso."),
    SuccessionKind.RENAMED: lazy("È il nuovo nome {bodies}{when}."),
    SuccessionKind.SPLIT: lazy("Nasce dalla divisione {bodies}{when}."),
}
# Acronyms that several kinds of bodies share: a reader of another region takes one for another.
SHARED_ACRONYMS = {
    Kind.HEALTH_AGENCY: (
        "ATS",
        lazy("«ATS» qui è l'Agenzia di tutela della salute, non un'associazione di scopo."),
    ),
    Kind.PURPOSE_GROUP: (
        "ATS",
        lazy("«ATS» qui è un'associazione temporanea di scopo, non l'agenzia sanitaria."),
    ),
    Kind.DISTRICT: (
        "ATS",
        lazy("«ATS» qui è l'ambito territoriale sociale, non l'agenzia sanitaria."),
    ),
}


def footnotes(act: ProtocolView) -> list[Footnote]:
    """In the order of the parties; most acts have none."""
    told = [(party, " ".join(_sentences(party))) for party in act.parties]
    return [
        Footnote(number=number, party=party.id, text=text)
        for number, (party, text) in enumerate(((p, t) for p, t in told if t), start=1)
    ]


def _sentences(party: PartyRow) -> list[str]:
    taken = dict.fromkeys(body.kind for body in party.follows)
    told = [_taken(kind, [one for one in party.follows if one.kind == kind]) for kind in taken]
    acronym, sentence = SHARED_ACRONYMS.get(Kind(party.kind), ("", ""))
    if acronym and _is_called(party, acronym):
        told.append(str(sentence))
    return told


def _taken(kind: SuccessionKind, bodies: list[FollowedBody]) -> str:
    words = JOINED if kind is SuccessionKind.MERGED and len(bodies) > 1 else TAKEN_OVER[kind]
    days = list(dict.fromkeys(body.when_text for body in bodies if body.when_text))
    return str(words).format(
        names=listed(body.name for body in bodies),
        bodies=listed(after("di", body.article, body.name) for body in bodies),
        when=f", {listed(days)}" if days else "",
    )


def _is_called(party: PartyRow, acronym: str) -> bool:
    names = (party.name, party.name_words, *party.acronyms)
    return any(re.search(rf"\b{acronym}\b", name) for name in names)
