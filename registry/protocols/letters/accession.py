"""The deed of accession: one body joins an act, and the promoter accepts on a page of its own."""

from dataclasses import dataclass
from typing import Any, ClassVar

from registry.platform.documents.italian import punctuated, with_preposition
from registry.platform.documents.letter import PERSON, Letterhead, Stage, letterhead
from registry.platform.documents.naming import file_name, slug_of
from registry.platform.documents.need import Needs, WordBook
from registry.platform.documents.typesetting import typeset_all
from registry.platform.i18n import _
from registry.protocols.clauses.library import filled, formulas
from registry.protocols.letters.articles import CommaLine, comma_line, numbered
from registry.protocols.letters.cited import put_cited
from registry.protocols.letters.data import AccessionData, OpenAct
from registry.protocols.letters.facts import Party
from registry.protocols.letters.opening import OpeningBlock, closed
from registry.protocols.letters.parties import Entry, entry, signer_lines
from registry.protocols.letters.words import full_name, person, the_office

ONE_PAGE = 900
"""Characters of special commitments that the first page holds; beyond, they are an annex."""


@dataclass(frozen=True)
class SignatureBox:
    for_whom: str
    office: str
    person: str
    signed_as: str


@dataclass(frozen=True)
class AccessionLetter:
    template: ClassVar[str] = "adesione.docx"
    open_places: ClassVar[tuple[str, ...]] = (PERSON,)
    """Who accepts signs later, and may not be known yet."""

    document_title: str
    document_subject: str
    is_draft: bool
    draft_mark: str
    short_title: str
    footer_left: str
    letterhead: Letterhead
    subtitle: str
    acceding: Entry
    opening: tuple[OpeningBlock, ...]
    declarations: tuple[CommaLine, ...]
    closing: str
    signature: SignatureBox
    acceptance: str
    acceptance_signature: SignatureBox
    annex_lead_in: str
    annex_commitments: tuple[CommaLine, ...]


def accession_letter(data: AccessionData) -> AccessionLetter:
    """The deed in words. Raises InvalidInput with every wrong place of the data."""
    needs = Needs(data.stage)
    words = _words(data, needs)
    texts: dict[str, str] = formulas()["accession"]
    is_long = sum(map(len, data.commitments)) > ONE_PAGE
    letter = AccessionLetter(
        **_frame(data),
        acceding=_acceding(data.acceding, needs),
        opening=(_recitals(words),),
        declarations=_declarations(data, words, needs, is_long=is_long),
        closing=filled(texts["closing"], words),
        signature=_signature(data.acceding, needs),
        acceptance=filled(texts["acceptance"], words),
        acceptance_signature=_acceptance(data.promoter, needs),
        annex_lead_in=filled(texts["annex_lead_in"], words) if is_long else "",
        annex_commitments=numbered([(one, ()) for one in punctuated(data.commitments)])
        if is_long
        else (),
    )
    needs.check()
    return typeset_all(letter)


def accession_file_name(data: AccessionData) -> str:
    """«adesione_pref-vd_2026-012_comune-borgo-lampreda.docx»."""
    repertory = data.parent.repertory
    number = "".join(filter(str.isdigit, repertory.number)) if repertory else ""
    return file_name(
        "adesione",
        data.office,
        f"{repertory.year}-{number:0>3}" if repertory else "",
        data.slug or slug_of(data.acceding.name, words=6),
        draft=data.version if data.stage is not Stage.FINAL else None,
    )


def _frame(data: AccessionData) -> dict[str, Any]:
    parent = data.parent
    to = with_preposition("a", parent.article, parent.title)
    return {
        "document_title": f"Atto di adesione {full_name(data.acceding, 'di')}",
        "document_subject": "Atto di adesione",
        "is_draft": data.stage is not Stage.FINAL,
        "draft_mark": data.stage.mark,
        "short_title": data.short_title,
        "footer_left": f"Atto di adesione – {data.acceding.name}",
        "letterhead": letterhead(list(data.letterhead.lines), data.letterhead.unit),
        "subtitle": f"{to} per {parent.subject} {parent.territory}".strip(),
    }


def _acceding(party: Party, needs: Needs) -> Entry:
    return entry(
        party,
        "acceding",
        needs,
        closing=",",
        wants=("tax_code",),
        is_called=False,
        is_first_word=True,
    )


def _words(data: AccessionData, needs: Needs) -> WordBook:
    words = WordBook(needs)
    put_cited(words, data.parent)
    words.put(**_open_words(data.parent))
    words.put(
        promoter_of=_short(data.promoter, "di"),
        promoter_to_full=full_name(data.promoter, "a"),
        acceding_the=full_name(data.acceding),
        acceding_role=f" in qualità di {data.role}" if data.role else "",
        acceding_mailboxes=_mailboxes(data.acceding),
    )
    office = data.acceding.contact.office if data.acceding.contact else ""
    words.ask("acceding.office", office, "acceding.contact", "ufficio referente")
    return words


def _open_words(parent: OpenAct) -> dict[str, str]:
    return {
        "parent_heard": f", e sentito {parent.heard}" if parent.heard else "",
        "parent_accession_article": parent.accession_article,
        "parent_open_to": parent.accession_open_to,
        "parent_common_article": parent.common_article,
        "parent_data_article": parent.data_article,
    }


def _recitals(words: WordBook) -> OpeningBlock:
    texts = formulas()["accession"]
    lines = [filled(texts[name], words) for name in ("signed_recital", "open_recital")]
    heading = formulas()["recital_headings"]["premesso"]
    return OpeningBlock(heading, True, closed(lines))


def _declarations(
    data: AccessionData, words: WordBook, needs: Needs, *, is_long: bool
) -> tuple[CommaLine, ...]:
    texts = formulas()["accession"]
    joins = "joins_with_annex" if is_long else "joins_with_letters"
    lines = [
        (f"{filled(texts['seen'], words)};", ()),
        _joining(filled(texts[joins], words), data, needs, is_long=is_long),
        (f"{filled(texts['contact'], words)};", ()),
        (f"{filled(texts['data'], words)};", ()),
        (f"{filled(texts['effect'], words)}.", ()),
    ]
    return tuple(comma_line(f"{n}.", *line, last_sign=";") for n, line in enumerate(lines, start=1))


def _joining(
    text: str, data: AccessionData, needs: Needs, *, is_long: bool
) -> tuple[str, tuple[str, ...]]:
    if is_long:
        return f"{text};", ()
    if data.commitments:
        return text, tuple(data.commitments)
    sentence = _("Chi aderisce si impegna ad almeno una cosa.")
    what = f"impegni specifici {full_name(data.acceding, 'di')}"
    return text, (needs.words("", "commitments", what, sentence),)


def _signature(party: Party, needs: Needs) -> SignatureBox:
    office, name = signer_lines(party, "acceding", needs)
    return SignatureBox(
        for_whom=f"Per {full_name(party)}",
        office=the_office(party.representative) if party.representative else office,
        person=name,
        signed_as=formulas()["signed_digitally"],
    )


def _acceptance(promoter: Party, needs: Needs) -> SignatureBox:
    """Who accepts signs later: the name may be unknown even in a final deed."""
    who = promoter.representative
    what = f"rappresentante {full_name(promoter, 'di')}"
    return SignatureBox(
        for_whom=f"Per {full_name(promoter)}",
        office=the_office(who) if who else needs.words("", "promoter.representative", what),
        person=(person(who) if who else "") or PERSON,
        signed_as=formulas()["signed_digitally"],
    )


def _mailboxes(party: Party) -> str:
    contact = party.contact
    if contact is None:
        return ""
    email = f", posta elettronica {contact.email}" if contact.email else ""
    certified = contact.certified_email
    return email + (f", posta elettronica certificata {certified}" if certified else "")


def _short(party: Party, preposition: str) -> str:
    article = party.article if party.short_article is None else party.short_article
    return with_preposition(preposition, article, party.short_name)
