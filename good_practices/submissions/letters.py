"""The letter that carries the schede: addressee, object, summary, signature, enclosures."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

from good_practices.circulars.letters import circular_of, circular_words, field_of
from good_practices.circulars.shapes import CircularData
from good_practices.submissions.letter_data import (
    Addressee,
    Copy,
    Registration,
    SentScheda,
    TransmittalData,
)
from registry.dates.words import day_in_words, prep
from registry.platform.documents.italian import APOSTROPHE, Article, capitalised, with_preposition
from registry.platform.documents.letter import (
    PERSON,
    REGISTERED_NUMBER,
    REGISTERED_ON,
    Letterhead,
    Run,
    Stage,
    letterhead,
    needed_for_final,
)
from registry.platform.documents.need import Needs
from registry.platform.documents.typesetting import VERBATIM, typeset_all
from registry.platform.i18n import _
from registry.platform.shapes import decode_all

EXAMPLE = Path(__file__).parent / "examples" / "lettera-trasmissione.json"
FILE_NAME = "00_lettera_trasmissione.docx"
ON_ONE_PAGE = 6
"""Schede that the letter itself lists; more of them go to a list of their own."""
TABLE_DASH = "—"
EM_SPACE = "\u2003"


@dataclass(frozen=True)
class AddresseeText:
    lines: tuple[str, ...]
    place: str


@dataclass(frozen=True)
class CopyText:
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class BodyParagraph:
    text: str
    is_left: bool


@dataclass(frozen=True)
class SummaryRow:
    number: str
    field: str
    title: str
    acts: str


@dataclass(frozen=True)
class EnclosureRow:
    mark: str
    title: str
    file_name: str = field(metadata=VERBATIM)


@dataclass(frozen=True)
class TransmittalLetter:
    template: ClassVar[str] = "lettera-trasmissione.docx"
    open_places: ClassVar[tuple[str, ...]] = (REGISTERED_NUMBER, REGISTERED_ON)
    """The mail register gives number and day after the letter is signed."""

    document_title: str
    document_subject: str
    is_draft: bool
    draft_mark: str
    short_title: str
    footer_left: str
    letterhead: Letterhead
    registered: str
    place_and_day: str
    addressee: AddresseeText
    copies: tuple[CopyText, ...]
    subject: str
    before_summary: tuple[BodyParagraph, ...]
    summary: tuple[SummaryRow, ...]
    after_summary: str
    closing: tuple[BodyParagraph, ...]
    by_order: str
    signer_title: str
    signer_lines: tuple[str, ...]
    signed_as: str
    enclosures: tuple[EnclosureRow, ...]
    annex_summary: tuple[SummaryRow, ...]
    annex_enclosures: tuple[EnclosureRow, ...]


def transmittal_letter(
    data: TransmittalData, circular: CircularData | None = None
) -> TransmittalLetter:
    """The letter in words. Raises InvalidInput with every wrong place of the data."""
    form = circular or circular_of(data.circular)
    needs = Needs(data.stage)
    _check(data, form, needs)
    is_long = len(data.schede) > ON_ONE_PAGE
    summary, enclosures = tuple(_summary(data)), tuple(_enclosures(data))
    letter = TransmittalLetter(
        **_frame(data, form),
        **_signature(data, needs),
        before_summary=tuple(_before(data, is_long=is_long)),
        summary=() if is_long else summary,
        after_summary=AFTER_SUMMARY,
        closing=(_contact(data),),
        enclosures=() if is_long else enclosures,
        annex_summary=summary if is_long else (),
        annex_enclosures=enclosures if is_long else (),
    )
    needs.check()
    return typeset_all(letter)


def transmittal_file_name(data: TransmittalData) -> str:
    return FILE_NAME if data.stage is Stage.FINAL else FILE_NAME.replace(".docx", "_bozza.docx")


def transmittal_example() -> TransmittalData:
    return decode_all(TransmittalData, EXAMPLE.read_bytes())


ONE = {
    "sent": "si trasmette la scheda relativa alla buona pratica",
    "made": "realizzata",
    "each": "",
    "acts": ", unitamente agli atti nei quali la pratica è stata formalizzata",
}
MANY = {
    "sent": "si trasmettono le schede relative alle buone pratiche",
    "made": "realizzate",
    "each": ", redatte una per ciascun campo contrassegnato",
    "acts": ", unitamente agli atti nei quali le pratiche sono state formalizzate",
}
AFTER_SUMMARY = (
    "Ciascuna scheda riporta il numero e l’oggetto del campo, così da facilitarne la "
    "classificazione. I documenti non contengono dati personali delle persone accolte; i valori "
    "inferiori a cinque non sono riportati."
)


def _check(data: TransmittalData, form: CircularData, needs: Needs) -> None:
    marks = [act.mark for act in data.acts]
    for n, act in enumerate(data.acts):
        if act.mark in marks[:n]:
            needs.refuse(f"acts.{n}.mark", _("Questa lettera è già di un altro atto."))
    for n, scheda in enumerate(data.schede):
        if field_of(form, scheda.field) is None:
            needs.refuse(f"schede.{n}.field", _("La circolare non ha questo campo."))
        for m, mark in enumerate(scheda.acts):
            if mark not in marks:
                needs.refuse(f"schede.{n}.acts.{m}", _("Nessun atto allegato ha questa lettera."))
    if data.part and data.part.number > data.part.of:
        needs.refuse("part.number", _("Non può superare il numero degli invii."))


def _frame(data: TransmittalData, form: CircularData) -> dict[str, Any]:
    name = circular_words(form)
    return {
        "document_title": f"Trasmissione schede buone pratiche – {name}",
        "document_subject": "Lettera di trasmissione",
        "is_draft": data.stage is not Stage.FINAL,
        "draft_mark": data.stage.mark,
        "short_title": f"Trasmissione schede buone pratiche – {name}",
        "footer_left": data.footer,
        "letterhead": letterhead(list(data.letterhead.lines), data.letterhead.unit),
        "registered": _registered(data.registration),
        "place_and_day": _place_and_day(data),
        "addressee": _addressee(data.addressee),
        "copies": tuple(_copy(n, copy) for n, copy in enumerate(data.copies)),
        "subject": _subject(data, form),
    }


def _registered(registration: Registration | None) -> str:
    if registration is None:
        return f"Prot. n. {REGISTERED_NUMBER} del {REGISTERED_ON}"
    return f"Prot. n. {registration.number} {prep(registration.on, 'di', apostrophe=APOSTROPHE)}"


def _place_and_day(data: TransmittalData) -> str:
    day = day_in_words(data.registration.on) if data.registration else "data del protocollo"
    return f"{data.place}, {day}"


def _addressee(addressee: Addressee) -> AddresseeText:
    return AddresseeText(addressee.lines, addressee.place.upper())


def _copy(position: int, copy: Copy) -> CopyText:
    lead = f"e, p.c.{EM_SPACE}" if position == 0 else ""
    if not copy.place:
        return CopyText((Run(f"{lead}{copy.to}"),))
    return CopyText((Run(f"{lead}{copy.to} – "), Run(copy.place.upper(), is_bold=True)))


def _subject(data: TransmittalData, form: CircularData) -> str:
    first, _colon, second = form.title.rstrip(".").partition(":")
    about = f"{first} – {capitalised(second.strip())}" if second else first
    noun = "scheda" if len(data.schede) == 1 else "schede"
    pieces = [f"{about}. Trasmissione di n. {len(data.schede)} {noun}."]
    if data.supplements:
        day = prep(data.supplements.on, "di", apostrophe=APOSTROPHE)
        pieces.append(
            f"Trasmissione integrativa. Rif. nota prot. n. {data.supplements.number} {day}."
        )
    pieces.append(f"Riferimento: {circular_words(form)}")
    part = f" – invio {data.part.number} di {data.part.of}" if data.part else "."
    return " ".join(pieces) + part


def _before(data: TransmittalData, *, is_long: bool) -> Iterable[BodyParagraph]:
    texts = ONE if len(data.schede) == 1 else MANY
    pieces = [
        "In riscontro alla circolare indicata in oggetto, ",
        texts["sent"],
        f" {texts['made']} {data.territory}" if data.territory else "",
        texts["each"],
        texts["acts"] if data.acts else "",
        ", come da elenco allegato" if is_long else "",
        ".",
    ]
    yield BodyParagraph("".join(pieces), is_left=False)


def _contact(data: TransmittalData) -> BodyParagraph:
    box = f", casella {data.contact_email}," if data.contact_email else ","
    return BodyParagraph(
        "La presente è trasmessa per posta elettronica certificata al Dipartimento e, in copia, "
        "alla casella indicata nella circolare. Per ogni chiarimento è possibile rivolgersi "
        f"{_to(data.contact_office)}{box} che resta a disposizione per ogni ulteriore elemento.",
        is_left=bool(data.contact_email),
    )


def _to(office: str) -> str:
    """«all’Area IV» from «l’Area IV»: the article is written by who knows it."""
    for article in Article:
        lead = article.value.replace("'", APOSTROPHE)
        text = office.replace("'", APOSTROPHE)
        joint = lead if article is Article.ELIDED else f"{lead} "
        if lead and text.lower().startswith(joint):
            return with_preposition("a", article, text[len(joint) :])
    return f"a {office}"


def _signature(data: TransmittalData, needs: Needs) -> dict[str, Any]:
    signer = data.signer
    if not signer.name.strip():
        needs.lacking["signer.name"] = needed_for_final()
    lines = [line for line in (signer.office, signer.name.strip() or PERSON) if line]
    return {
        "by_order": signer.by_order,
        "signer_title": signer.title.upper(),
        "signer_lines": tuple(lines),
        "signed_as": "Documento sottoscritto con firma digitale",
    }


def _summary(data: TransmittalData) -> Iterable[SummaryRow]:
    for n, scheda in enumerate(data.schede, start=1):
        acts = ", ".join(scheda.acts) or TABLE_DASH
        yield SummaryRow(str(n), str(scheda.field), scheda.title, acts)


def _enclosures(data: TransmittalData) -> Iterable[EnclosureRow]:
    for n, scheda in enumerate(data.schede, start=1):
        yield EnclosureRow(str(n), _scheda_name(scheda), scheda.file_name)
    for act in data.acts:
        yield EnclosureRow(act.mark, act.title, act.file_name)


def _scheda_name(scheda: SentScheda) -> str:
    return f"Scheda {scheda.field} – Campo {scheda.field}"
