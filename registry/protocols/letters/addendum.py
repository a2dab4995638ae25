"""The addendum: it changes an act in force, puts off its end, or both."""

from collections.abc import Iterator, Sequence
from functools import partial

from registry.platform.documents.italian import Number, capitalised, joined, with_article
from registry.platform.documents.letter import missing, runs
from registry.platform.documents.need import Needs
from registry.platform.i18n import _
from registry.protocols.clauses.library import filled, formulas
from registry.protocols.letters.acts import AddendumData, Change, NamedBody, TextArticle
from registry.protocols.letters.amending import (
    amendment_commas,
    check_amendments,
    in_words,
    lone_amendment,
    new_numbers,
    touched_articles,
)
from registry.protocols.letters.articles import CommaLine, Ready
from registry.protocols.letters.cited import put_cited
from registry.protocols.letters.consolidating import amended
from registry.protocols.letters.data import Annex, AnnexContent, ClauseChange, PactData
from registry.protocols.letters.ground import Ground
from registry.protocols.letters.pact import (
    BoxLine,
    Own,
    ProtocolLetter,
    pact_file_name,
    pact_letter,
)
from registry.protocols.letters.rules import PersonalData, Resources
from registry.protocols.letters.words import TABLE_DASH, on_day

INSERTING = {Change.ADD_WORDS, Change.INSERT_AFTER}
CONSOLIDATED = "consolidated"
ASKED = "modifiche o nuova scadenza"


class AddendumPact(PactData, frozen=True, kw_only=True):
    """The addendum as every act is put together; what it changes is brought by ``own_of``."""

    @property
    def code(self) -> str:
        return "add"


def addendum_letter(data: AddendumData) -> ProtocolLetter:
    """The addendum in words. Raises InvalidInput with every wrong place of the data."""
    return pact_letter(as_pact(data), partial(own_of, data))


def addendum_file_name(data: AddendumData) -> str:
    """«addendum-1_pref-vd_2029-003_accoglienza-diffusa.docx»."""
    subject = data.parent.short_subject or data.parent.subject
    return pact_file_name(data, subject, begins=f"addendum-{data.ordinal}")


def as_pact(data: AddendumData) -> AddendumPact:
    omitted = [
        ClauseChange(clause=name, omit=True)
        for name in ("resources", "personal_data")
        if getattr(data, name) is None
    ]
    return AddendumPact(
        stage=data.stage,
        version=data.version,
        office=data.office,
        slug=data.slug,
        letterhead=data.letterhead,
        short_title=data.short_title,
        subjects=data.subjects,
        repertory=data.repertory,
        signed_on=data.signed_on,
        promoter=data.promoter,
        parties=data.parties,
        recitals=data.recitals,
        norms=data.norms,
        signing=data.signing,
        changes=(*data.changes, *omitted),
        own_articles=data.own_articles,
        annexes=(*data.annexes, *_consolidated_annex(data)),
        subject=data.parent.subject,
        resources=data.resources or Resources(),
        personal_data=data.personal_data or PersonalData(),
    )


def has_consolidated(data: AddendumData) -> bool:
    return bool(data.parent.text and (data.amendments or data.new_end))


def consolidated(data: AddendumData, needs: Needs) -> tuple[TextArticle, ...]:
    """The act as it reads with this addendum in it."""
    numbers = new_numbers(data.amendments, data.parent.text)
    return amended(data.parent.text, data.amendments, numbers, needs)


def own_of(data: AddendumData, pact: AddendumPact, ground: Ground, needs: Needs) -> Own:
    _check(data, needs)
    _put_words(data, ground)
    words = formulas()["addendum"]
    covenant = "covenant_amending" if data.amendments else "covenant_extending"
    return Own(
        title=f"atto aggiuntivo n. {data.ordinal}",
        subtitle=filled(words["subtitle"], ground.words),
        box=tuple(_box(data, ground)),
        premises=tuple(_premises(data, ground)),
        covenant=filled(words[covenant], ground.words),
        first=tuple(_articles(data, ground, needs)),
    )


def _check(data: AddendumData, needs: Needs) -> None:
    check_amendments(data.amendments, needs)
    if not data.amendments and data.new_end is None:
        needs.lacking["amendments"] = _("Di' che cosa cambia: modifiche o nuova scadenza.")
    if data.new_end and data.parent.ends_on and data.new_end <= data.parent.ends_on:
        sentence = _("La nuova scadenza viene prima di quella di oggi ({day}).")
        needs.refuse("new_end", sentence.format(day=f"{data.parent.ends_on:%d/%m/%Y}"))
    if data.parent.text:
        consolidated(data, needs)  # notes each change that finds nothing to change


def _put_words(data: AddendumData, ground: Ground) -> None:
    parent = data.parent
    put_cited(ground.words, parent)
    ground.words.put(
        parent_subject_whole=f"{parent.subject} {parent.territory}".strip(),
        parent_on_end=on_day(parent.ends_on) if parent.ends_on else "",
        parties_who="entrambe le Parti" if len(data.parties) == 1 else "le Parti",
        addendum_ordinal=str(data.ordinal),
        addendum_to_new_end=on_day(data.new_end, "a") if data.new_end else "",
        **_coming_and_going(data),
    )


def _coming_and_going(data: AddendumData) -> dict[str, str]:
    return {
        "addendum_have_joined": "hanno aderito" if _are_many(data.joined) else "ha aderito",
        "addendum_joined": _named(data.joined),
        "addendum_have_withdrawn": "hanno receduto" if _are_many(data.withdrawn) else "ha receduto",
        "addendum_withdrawn": _named(data.withdrawn),
    }


def _named(bodies: Sequence[NamedBody]) -> str:
    return joined(with_article(one.article, one.name) for one in bodies)


def _are_many(bodies: Sequence[NamedBody]) -> bool:
    return len(bodies) > 1 or any(one.number is Number.PLURAL for one in bodies)


def _box(data: AddendumData, ground: Ground) -> Iterator[BoxLine]:
    """What it is, at a glance: the act, the nature of the change, the articles, the new end."""
    title = capitalised(data.parent.title)
    of_day = ground.words["parent.of_day"]
    yield BoxLine("Atto modificato", f"{title} {of_day}{ground.words['parent.registered']}")
    yield BoxLine("Natura", joined(_natures(data)) or missing(ASKED))
    numbers = new_numbers(data.amendments, data.parent.text)
    term = data.parent.term_article if data.new_end else ""
    touched = touched_articles(data.amendments, numbers, term)
    yield BoxLine("Articoli toccati", ", ".join(touched) or TABLE_DASH)
    yield BoxLine("Nuova scadenza", _end_words(data))


def _natures(data: AddendumData) -> list[str]:
    changes = {one.change for one in data.amendments}
    natures = {
        "modifica": bool(changes - INSERTING),
        "integrazione": bool(changes & INSERTING),
        "proroga": data.new_end is not None,
    }
    return [name for name, holds in natures.items() if holds]


def _end_words(data: AddendumData) -> str:
    if data.new_end:
        return on_day(data.new_end, "").strip()
    unchanged = data.parent.ends_on
    return f"invariata ({on_day(unchanged, '').strip()})" if unchanged else "invariata"


def _premises(data: AddendumData, ground: Ground) -> Iterator[str]:
    words = formulas()["addendum"]
    if data.new_end and data.parent.ends_on:
        yield filled(words["expires"], ground.words)
    if data.joined:
        yield filled(words["joined"], ground.words)
    if data.withdrawn:
        yield filled(words["withdrawn"], ground.words)


def _articles(data: AddendumData, ground: Ground, needs: Needs) -> Iterator[Ready]:
    words = formulas()["addendum"]
    if data.amendments:
        yield Ready("amendments", words["amendments"], _amending(data, ground))
    if data.new_end:
        yield Ready("extension", words["extension"], _single(words["extended"], ground))
    if not data.amendments and not data.new_end:
        yield Ready("amendments", words["amendments"], (_comma(f"{missing(ASKED)}."),))
    yield Ready("saving", words["saving"], _single(words["saved"], ground))


def _amending(data: AddendumData, ground: Ground) -> tuple[CommaLine, ...]:
    words = formulas()["addendum"]
    numbers = new_numbers(data.amendments, data.parent.text)
    texts = [in_words(one, numbers.get(n, "")) for n, one in enumerate(data.amendments)]
    if len(texts) == 1:
        return lone_amendment(_first_upper(words["amended_once"], ground), texts[0])
    return amendment_commas(_first_upper(words["amended"], ground), texts)


def _first_upper(text: str, ground: Ground) -> str:
    return capitalised(filled(text, ground.words))


def _single(text: str, ground: Ground) -> tuple[CommaLine, ...]:
    return (_comma(filled(text, ground.words)),)


def _comma(text: str) -> CommaLine:
    return CommaLine("", runs(text))


def _consolidated_annex(data: AddendumData) -> Iterator[Annex]:
    if has_consolidated(data):
        words = formulas()["annexes"][CONSOLIDATED]
        yield Annex(
            key=CONSOLIDATED,
            title=words["title"],
            listed_as=words["listed_as"],
            content=AnnexContent.SEPARATE,
        )
