"""An act as a letter: everything in words, in the order of the act. Every kind is made here;
what a kind has of its own it brings as ``Own``."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from registry.platform.documents.italian import capitalised
from registry.platform.documents.letter import Letterhead, Stage, letterhead
from registry.platform.documents.naming import file_name, slug_of
from registry.platform.documents.need import Needs
from registry.platform.documents.typesetting import typeset_all
from registry.protocols.clauses.library import act_kinds, filled, formulas
from registry.protocols.letters.allotting import check_allotment
from registry.protocols.letters.annexes import (
    AnnexLine,
    AnnexText,
    PlannedAnnex,
    annex_lines,
    plan_annexes,
    write_annexes,
)
from registry.protocols.letters.articles import (
    ArticleText,
    Ready,
    plan,
    with_references,
    write,
)
from registry.protocols.letters.by_kind import check_kind, note_kind
from registry.protocols.letters.commitments import (
    COMPOSED,
    Promise,
    check_commitments,
    note_special,
    promises,
    special_promises,
)
from registry.protocols.letters.data import ActData, OwnArticle, PactData
from registry.protocols.letters.ground import Ground, gather
from registry.protocols.letters.opening import OpeningBlock, opening
from registry.protocols.letters.parties import (
    FULL_ENTRIES,
    GROUPED,
    WHOLE_TABLE,
    Entry,
    Group,
    Signatory,
    Signature,
    check_parties,
    entry,
    groups,
    signatories,
    signatures,
)
from registry.protocols.letters.rules import Signing
from registry.protocols.letters.sharing import check_resources
from registry.protocols.letters.words import on_day, repertory_words

SIGNING = "signing"


@dataclass(frozen=True)
class BoxLine:
    """A line of the box under the title: what the act is, at a glance."""

    label: str
    words: str


@dataclass(frozen=True)
class ProtocolLetter:
    template: ClassVar[str] = "protocollo.docx"
    open_places: ClassVar[tuple[str, ...]] = ()

    document_title: str
    document_subject: str
    is_draft: bool
    draft_mark: str
    short_title: str
    footer_left: str
    letterhead: Letterhead
    registered: str
    title: str
    subtitle: str
    box: tuple[BoxLine, ...]
    promoter: Entry
    party_groups: tuple[Group, ...]
    parties_elsewhere: str
    called: str
    opening: tuple[OpeningBlock, ...]
    covenant_heading: str
    covenant: str
    articles: tuple[ArticleText, ...]
    closing: str
    signatures_whole: tuple[Signature, ...]
    signatures_short: tuple[Signature, ...]
    signatures_medium: tuple[Signature, ...]
    signatures_long: tuple[Signature, ...]
    annex_list: tuple[AnnexLine, ...]
    annexes: tuple[AnnexText, ...]


@dataclass(frozen=True)
class Own:
    """What a kind of act has that the others have not. Empty: as all have it."""

    title: str = ""
    subtitle: str = ""
    box: tuple[BoxLine, ...] = ()
    premises: tuple[str, ...] = ()
    covenant: str = ""
    first: tuple[Ready, ...] = ()
    articles: tuple[OwnArticle, ...] = ()


Bringing = Callable[[Any, Ground, Needs], Own]


@dataclass(frozen=True)
class Composed:
    """The act put together: who is in it, what its words lean on, its articles and annexes."""

    everyone: Sequence[Signatory]
    ground: Ground
    own: Own
    articles: Sequence[ArticleText]
    planned_annexes: Sequence[PlannedAnnex]
    annexes: Sequence[AnnexText]


def pact_letter(data: PactData, bring: Bringing | None = None) -> ProtocolLetter:
    """The act in words. Raises InvalidInput with every wrong place of the data.

    A draft says where something is missing; a final one is refused with the whole list.
    """
    needs = Needs(data.stage)
    act = composed(data, needs, bring)
    everyone, ground, own = act.everyone, act.ground, act.own
    is_signed = f"ref.{SIGNING}" in ground.words
    signed = signatures(everyone, needs, signing=data.signing) if is_signed else []
    together = _closing_together(act.articles, len(everyone)) if is_signed else act.articles
    letter = ProtocolLetter(
        **_frame(data, own, ground),
        **_parties(data, everyone, ground, needs),
        opening=tuple(opening(data, ground, needs, first=_premises(data, own, ground))),
        **_covenant(data, own, len(everyone)),
        articles=tuple(together),
        closing=_closing(data) if is_signed else "",
        **_signature_tables(signed),
        annex_list=tuple(annex_lines(act.planned_annexes, everyone)),
        annexes=tuple(act.annexes),
    )
    needs.check()
    return typeset_all(letter)


def composed(data: PactData, needs: Needs, bring: Bringing | None = None) -> Composed:
    """Articles and annexes are planned before either is written, for each names the other."""
    everyone = signatories(data.promoter, data.parties)
    _check(data, everyone, needs)
    ground = gather(data, everyone, needs)
    note_kind(data, ground)
    special = special_promises(data, everyone, [one.to for one in data.commitments])
    note_special(ground, special)
    planned_annexes = plan_annexes(data, everyone, special, ground, needs)
    own = bring(data, ground, needs) if bring else Own()
    planned = plan(data, ground, needs, first=own.first, brought=own.articles)
    texts = _commitment_texts(data, ground, needs)
    return Composed(
        everyone=everyone,
        ground=ground,
        own=own,
        articles=write(planned, data, ground, _promises(data, everyone, texts, needs), needs),
        planned_annexes=planned_annexes,
        annexes=write_annexes(
            planned_annexes, data, everyone, special_promises(data, everyone, texts), ground, needs
        ),
    )


def pact_file_name(data: ActData, subject: str, *, begins: str = "") -> str:
    """«protocollo_pref-vd_2026-012_accoglienza-diffusa.docx»; drafts add their version."""
    return file_name(
        begins or act_kinds()[data.code].file_name,
        data.office,
        _year_and_number(data),
        data.slug or slug_of(subject),
        draft=data.version if data.stage is not Stage.FINAL else None,
    )


def full_subject(data: PactData) -> str:
    return f"{data.subject} {data.territory}".strip()


def _check(data: PactData, everyone: Sequence[Signatory], needs: Needs) -> None:
    """What nobody may write, whatever the words."""
    check_parties(everyone, needs)
    check_kind(data, everyone, needs)
    check_allotment(data, everyone, needs)
    check_resources(data, everyone, needs)


def _promises(
    data: PactData, everyone: Sequence[Signatory], texts: list[list[str]], needs: Needs
) -> list[Promise]:
    """What the parties take on, where this kind of act has an article for it."""
    if not act_kinds()[data.code].may_have(COMPOSED):
        return []
    check_commitments(data, everyone, needs)
    return promises(data, everyone, texts, needs)


def _commitment_texts(data: PactData, ground: Ground, needs: Needs) -> list[list[str]]:
    return [
        [
            with_references(text, f"commitments.{n}.to.{m}", ground, needs)
            for m, text in enumerate(one.to)
        ]
        for n, one in enumerate(data.commitments)
    ]


def _premises(data: PactData, own: Own, ground: Ground) -> tuple[str, ...]:
    """First the act that this one carries out, then what its kind wants said."""
    if data.parent is None:
        return own.premises
    return (filled(formulas()["parent"]["recital"], ground.words), *own.premises)


def _frame(data: PactData, own: Own, ground: Ground) -> dict[str, Any]:
    title = own.title or data.title or act_kinds()[data.code].title
    registered = repertory_words(data.repertory) if data.repertory else ""
    dated = bool(data.repertory and data.repertory.on)
    on = on_day(data.repertory.on, "di") if data.repertory and data.repertory.on else ""
    return {
        "document_title": data.short_title,
        "document_subject": capitalised(title),
        "is_draft": data.stage is not Stage.FINAL,
        "draft_mark": data.stage.mark,
        "short_title": data.short_title,
        "footer_left": capitalised(registered or title),
        "letterhead": letterhead(list(data.letterhead.lines), data.letterhead.unit),
        "registered": f"{capitalised(registered)} {on}" if dated else "",
        "title": title.upper(),
        "subtitle": own.subtitle or _subtitle(data, ground),
        "box": own.box,
    }


def _subtitle(data: PactData, ground: Ground) -> str:
    """«ai sensi dell’articolo 15 …, per il raccordo …», «…, in attuazione del protocollo …»."""
    return under(data, act_kinds()[data.code].under) + _in_execution_of(data, ground)


def under(data: PactData, law: str) -> str:
    return f"{law} per {full_subject(data)}".strip()


def _in_execution_of(data: PactData, ground: Ground) -> str:
    if data.parent is None or not act_kinds()[data.code].names_parent:
        return ""
    return filled(formulas()["parent"]["subtitle"], ground.words)


def _parties(
    data: PactData, everyone: Sequence[Signatory], ground: Ground, needs: Needs
) -> dict[str, Any]:
    are_strict = act_kinds()[data.code].has_strict_parties
    is_elsewhere = len(everyone) > GROUPED
    first = everyone[0]
    code = ("tax_code",) if are_strict else ()
    return {
        "promoter": entry(first.party, first.path, needs, closing=";", wants=code),
        "party_groups": tuple(groups(everyone, needs, are_strict=are_strict)),
        "parties_elsewhere": filled(formulas()["elsewhere"], ground.words) if is_elsewhere else "",
        "called": filled(
            formulas()["called_elsewhere" if is_elsewhere else "called"], ground.words
        ),
    }


def _covenant(data: PactData, own: Own, parties: int) -> dict[str, Any]:
    if not act_kinds()[data.code].is_recited:
        return {"covenant_heading": "", "covenant": formulas()["covenant_link"]}
    words = formulas()["covenant_two" if parties == 2 else "covenant_many"]
    return {
        "covenant_heading": formulas()["covenant_heading"],
        "covenant": own.covenant or words,
    }


def _closing(data: ActData) -> str:
    is_paper = data.signing is Signing.PAPER
    return str(formulas()["closing_paper" if is_paper else "closing_digital"])


def _closing_together(articles: Sequence[ArticleText], parties: int) -> tuple[ArticleText, ...]:
    """With a short signature table the last article stays on its page."""
    if parties > WHOLE_TABLE or not articles:
        return tuple(articles)
    last = articles[-1]
    commas = tuple(
        replace(
            comma,
            stays_with_next=True,
            letters=tuple(replace(one, stays_with_next=True) for one in comma.letters),
        )
        for comma in last.commas
    )
    return (*articles[:-1], replace(last, commas=commas))


def _signature_tables(rows: list[Signature]) -> dict[str, Any]:
    """The one table that fits the number of parties; the others are empty."""
    limits = {
        "signatures_whole": WHOLE_TABLE,
        "signatures_short": FULL_ENTRIES,
        "signatures_medium": GROUPED,
    }
    chosen = next((n for n, most in limits.items() if len(rows) <= most), "signatures_long")
    names = [*limits, "signatures_long"]
    return {name: tuple(rows) if name == chosen else () for name in names}


def _year_and_number(data: ActData) -> str:
    if data.repertory is None:
        return ""
    number = re.sub(r"\D", "", data.repertory.number)
    return f"{data.repertory.year}-{number:0>3}"
