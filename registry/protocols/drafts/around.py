"""The act that another carries out, changes or puts off, as a letter names it."""

import re
from typing import Any

from msgspec import Struct

from registry.platform.documents.italian import Article, Gender, Number
from registry.platform.documents.letter import Stage
from registry.platform.documents.need import Needs
from registry.protocols.clauses.library import act_kinds, clauses
from registry.protocols.drafts.bodies import BodyFacts, letterhead_lines
from registry.protocols.drafts.protocol import exact, repertory_of, subject_of
from registry.protocols.kinds import ActKind, RelationKind
from registry.protocols.letters.acts import (
    Amendment,
    NamedBody,
    TextArticle,
    TextComma,
    TextLetter,
)
from registry.protocols.letters.amending import new_numbers
from registry.protocols.letters.consolidating import amended, plain
from registry.protocols.lifecycle import PartyStatus
from registry.protocols.shapes import PartyRow, ProtocolView, RelationRow

CODES = {
    ActKind.PROTOCOL: "pi",
    ActKind.OPERATING_PROTOCOL: "pl",
    ActKind.ARTICLE_15: "a15",
    ActKind.ARTICLE_11: "a11",
    ActKind.FRAMEWORK: "aq",
    ActKind.TERRITORIAL: "aot",
    ActKind.CONVENTION: "conv",
    ActKind.ACCESSION: "ades",
    ActKind.ADDENDUM: "add",
    ActKind.OPERATING_LINK: "ro",
}
"""The library's name of each kind; a table and a free form have no clauses of their own."""
CHANGING = (RelationKind.AMENDS, RelationKind.EXTENDS, RelationKind.UPDATES)
CARRYING_OUT = (RelationKind.IMPLEMENTS, RelationKind.DERIVES_FROM)
SEVERAL_DAYS = re.compile(r"\d{1,2}(?: e |, |[-–/])\d{1,2} [a-z]")
PER = re.compile(r"^.{3,80}? per (?=l[aoe’']|il |i |gli |un)", re.IGNORECASE)


class Around(Struct, frozen=True, kw_only=True):
    """The other act, its bodies, its text as it was signed, and the addenda that came before."""

    parent: ProtocolView | None = None
    bodies: dict[int, BodyFacts] = {}
    final_letter: dict[str, Any] | None = None
    addenda: tuple[tuple[Amendment, ...], ...] = ()


def relation_to_parent(act: ProtocolView) -> RelationRow | None:
    """The tie by which this act depends on another: it changes it, or carries it out."""
    wanted = CHANGING if act.kind is ActKind.ADDENDUM else CARRYING_OUT
    found = [one for one in act.relations if one.is_forward and one.kind in wanted]
    return min(found, key=lambda one: wanted.index(one.kind), default=None)


def cited_facts(parent: ProtocolView) -> dict[str, Any]:
    """What a letter says of another act: its title, its subject, its day and its number."""
    return {
        **_names(parent.kind),
        "subject": _subject(parent),
        "territory": parent.territory_words,
        **_signed(parent),
        "repertory": repertory_of(parent),
        "registered_by": f"della {' '.join(letterhead_lines(parent.office_name))}",
        "ends_on": exact(parent.ends_earliest, parent.ends_latest),
    }


def text_in_force(around: Around) -> tuple[TextArticle, ...]:
    """The articles as they are today: the text that was signed, with the addenda in it.

    Empty where the registry has not the text, or where what changed it since cannot be followed.
    """
    if around.final_letter is None:
        return ()
    text = tuple(_article(one) for one in around.final_letter["articles"])
    needs = Needs(Stage.DRAFT)
    for amendments in around.addenda:
        numbers = new_numbers(amendments, text)
        text = amended(text, amendments, numbers, needs, is_marked=False)
    return () if needs.wrong else text


def term_article(around: Around) -> str:
    """The number of the article on the term, in the text that was signed."""
    articles = around.final_letter["articles"] if around.final_letter else []
    heading = clauses()["term"].heading
    return next((str(one["number"]) for one in articles if one["heading"] == heading), "")


def joined_bodies(around: Around) -> tuple[NamedBody, ...]:
    """Who joined the act since it was signed, and has not left."""
    return _named(around, lambda one: one.joined_on is not None and not _has_left(one))


def withdrawn_bodies(around: Around) -> tuple[NamedBody, ...]:
    return _named(around, _has_left)


def missing_parties(act: ProtocolView, around: Around) -> list[PartyRow]:
    """The parties of the act that is changed, as they are today, which do not sign this one."""
    if around.parent is None or act.kind is not ActKind.ADDENDUM:
        return []
    signing = {one.partner for one in act.parties}
    return [
        one for one in around.parent.parties if not _has_left(one) and one.partner not in signing
    ]


def _has_left(party: PartyRow) -> bool:
    return party.status is PartyStatus.WITHDRAWN


def _named(around: Around, holds: Any) -> tuple[NamedBody, ...]:
    parties = around.parent.parties if around.parent else []
    found = []
    for one in parties:
        body = around.bodies.get(one.partner)
        if body is not None and holds(one):
            found.append(
                NamedBody(
                    name=one.name_words or body.name,
                    article=Article(body.article),
                    number=Number(body.number),
                )
            )
    return tuple(found)


def _names(kind: ActKind) -> dict[str, Any]:
    known = act_kinds().get(CODES.get(kind, ""))
    if known is None:
        return {"title": "atto d’intesa", "article": Article.ELIDED, "short_name": "atto"}
    return {
        "title": known.title,
        "article": known.article,
        "gender": Gender(known.gender),
        "short_name": known.noun,
    }


def _signed(parent: ProtocolView) -> dict[str, Any]:
    """The day, or the days where the source tells several: «22 e 23 settembre 2015»."""
    if parent.signed_on is None or SEVERAL_DAYS.match(parent.signed_text):
        return {"signed_words": parent.signed_text}
    return {"signed_on": parent.signed_on}


def _subject(parent: ProtocolView) -> str:
    """What stands after «per»: an act of which only the title is known has it there."""
    return subject_of(parent) if parent.subject else PER.sub("", parent.title)


def _article(one: dict[str, Any]) -> TextArticle:
    return TextArticle(
        number=plain(one["number"]),
        heading=plain(one["heading"]),
        commas=tuple(_comma(comma) for comma in one["commas"]),
    )


def _comma(one: dict[str, Any]) -> TextComma:
    return TextComma(
        number=plain(one["number"]).rstrip("."),
        text=_words(one),
        letters=tuple(
            TextLetter(letter=plain(letter["mark"]).rstrip(")"), text=_words(letter))
            for letter in one["letters"]
        ),
    )


def _words(one: dict[str, Any]) -> str:
    return plain("".join(run["text"] for run in one["runs"]))
