"""The annexes that are files of their own: the contacts of many parties, the consolidated text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from registry.platform.documents.letter import Letterhead, Stage, letterhead, runs
from registry.platform.documents.naming import LONGEST
from registry.platform.documents.need import Needs
from registry.platform.documents.typesetting import typeset_all
from registry.protocols.clauses.library import filled, formulas
from registry.protocols.letters.acts import AddendumData
from registry.protocols.letters.addendum import (
    CONSOLIDATED,
    addendum_file_name,
    as_pact,
    consolidated,
    has_consolidated,
    own_of,
)
from registry.protocols.letters.annexes import (
    ContactRow,
    PlannedAnnex,
    annex_note,
    contact_rows,
    is_separate,
)
from registry.protocols.letters.articles import ArticleText, CommaLine
from registry.protocols.letters.cited import put_cited
from registry.protocols.letters.consolidating import in_print
from registry.protocols.letters.data import ActData, AnnexContent, PactData
from registry.protocols.letters.ground import Ground
from registry.protocols.letters.pact import Bringing, Composed, composed
from registry.protocols.letters.parties import GROUPED
from registry.protocols.letters.words import on_day, repertory_words

TAIL = "_allegato-"


@dataclass(frozen=True)
class AnnexLetter:
    template: ClassVar[str] = "allegato.docx"
    called: ClassVar[str] = "Allegato in un file a parte"
    open_places: ClassVar[tuple[str, ...]] = ()

    document_title: str
    document_subject: str
    is_draft: bool
    draft_mark: str
    short_title: str
    footer_left: str
    letterhead: Letterhead
    title: str
    subtitle: str
    of_act: str
    label: str
    note: str
    contacts: tuple[ContactRow, ...]
    articles: tuple[ArticleText, ...]


@dataclass(frozen=True)
class Apart:
    """A document of its own, listed among the annexes of an act."""

    key: str
    title: str
    file_name: str
    letter: AnnexLetter


def pact_apart(data: PactData, act_file_name: str, bring: Bringing | None = None) -> list[Apart]:
    """Over forty parties, who answers for each: its own file, for it is not published."""
    if len(data.parties) + 1 <= GROUPED:
        return []
    needs = Needs(data.stage)
    act = composed(data, needs, bring)
    found = [
        one
        for one in act.planned_annexes
        if one.annex.content is AnnexContent.CONTACTS and is_separate(one.annex, act.everyone)
    ]
    aparts = [_contacts(data, act, one, act_file_name, needs) for one in found]
    needs.check()
    return aparts


def addendum_apart(data: AddendumData) -> list[Apart]:
    """The act as it reads with the addendum in it, where its text is known."""
    if not has_consolidated(data):
        return []
    needs = Needs(data.stage)
    pact = as_pact(data)
    act = composed(pact, needs, lambda *given: own_of(data, *given))
    planned = next(one for one in act.planned_annexes if one.annex.key == CONSOLIDATED)
    put_cited(act.ground.words, data.parent)
    words = formulas()["annexes"][CONSOLIDATED]
    letter = AnnexLetter(
        **_frame(data, planned),
        label=words["label"],
        note=filled(words["note"], act.ground.words),
        contacts=(),
        articles=_with_new_end(data, in_print(consolidated(data, needs)), act.ground),
    )
    needs.check()
    return [_apart(planned, addendum_file_name(data), letter)]


def _contacts(
    data: PactData, act: Composed, one: PlannedAnnex, act_file_name: str, needs: Needs
) -> Apart:
    letter = AnnexLetter(
        **_frame(data, one),
        label="",
        note=annex_note(one, act.ground, needs),
        contacts=tuple(contact_rows(act.everyone, needs)),
        articles=(),
    )
    return _apart(one, act_file_name, letter)


def _apart(one: PlannedAnnex, act_file_name: str, letter: AnnexLetter) -> Apart:
    return Apart(
        key=one.annex.key,
        title=f"Allegato {one.mark} – {one.annex.title}",
        file_name=_file_name(act_file_name, one.mark),
        letter=typeset_all(letter),
    )


def _file_name(act: str, mark: str) -> str:
    """The act's own name with the annex's letter, before the version of a draft."""
    stem = act.removesuffix(".docx")
    head, found, version = stem.rpartition("_bozza-v")
    head, tail = (head, f"{TAIL}{mark.lower()}_bozza-v{version}") if found else (
        stem, f"{TAIL}{mark.lower()}",
    )  # fmt: skip
    return f"{head[: LONGEST - len(tail) - len('.docx')].rstrip('-_')}{tail}.docx"


def _frame(data: ActData, one: PlannedAnnex) -> dict[str, Any]:
    heading = f"Allegato {one.mark}"
    number = f" – {repertory_words(data.repertory)}" if data.repertory else ""
    day = f" {on_day(data.signed_on, 'di')}" if data.signed_on and number else ""
    return {
        "document_title": f"{heading} – {one.annex.title}",
        "document_subject": one.annex.title,
        "is_draft": data.stage is not Stage.FINAL,
        "draft_mark": data.stage.mark,
        "short_title": f"{heading} – {data.short_title}",
        "footer_left": heading,
        "letterhead": letterhead(list(data.letterhead.lines), data.letterhead.unit),
        "title": heading.upper(),
        "subtitle": one.annex.title,
        "of_act": f"{data.short_title}{number}{day}",
    }


def _with_new_end(
    data: AddendumData, articles: Sequence[ArticleText], ground: Ground
) -> tuple[ArticleText, ...]:
    """The article on the term says until when it lasts now."""
    if data.new_end is None:
        return tuple(articles)
    extended = filled(formulas()["addendum"]["extended"], ground.words)
    comma = CommaLine("", runs(f"(({extended}))"))
    return tuple(
        ArticleText(one.number, one.heading, (*one.commas, comma))
        if one.number == data.parent.term_article
        else one
        for one in articles
    )
