"""The scheda: its title is made from the circular's field, its empty heads vanish."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar

from good_practices.circulars.letters import circular_of, circular_words, field_of, field_words
from good_practices.circulars.shapes import CircularData, FieldData
from good_practices.schede.letter_data import FormalAct, Result, SchedaLetterData
from registry.dates.words import prep
from registry.platform.documents.italian import APOSTROPHE, capitalised, punctuated
from registry.platform.documents.letter import Letterhead, Line, Stage, letterhead, line, lines
from registry.platform.documents.naming import file_name, slug_of
from registry.platform.documents.need import Needs
from registry.platform.documents.typesetting import typeset_all
from registry.platform.i18n import _
from registry.platform.shapes import decode_all

EXAMPLE = Path(__file__).parent / "examples" / "scheda.json"
FEW = 5
"""Below, a number of people is not told: somebody could be recognised (domain, §7)."""
NO_PEOPLE = "La scheda non contiene dati personali delle persone accolte."
TABLE_DASH = "—"


@dataclass(frozen=True)
class IdentityLine:
    label: str
    words: Line


@dataclass(frozen=True)
class ResultRow:
    indicator: str
    value: str
    source: str


@dataclass(frozen=True)
class SheetSection:
    heading: str
    paragraphs: tuple[Line, ...] = ()
    points: tuple[str, ...] = ()
    results: tuple[ResultRow, ...] = ()


@dataclass(frozen=True)
class SchedaLetter:
    template: ClassVar[str] = "scheda.docx"
    open_places: ClassVar[tuple[str, ...]] = ()

    document_title: str
    document_subject: str
    is_draft: bool
    draft_mark: str
    short_title: str
    footer_left: str
    letterhead: Letterhead
    title: str
    identity: tuple[IdentityLine, ...]
    sections: tuple[SheetSection, ...]
    note: str


def scheda_letter(data: SchedaLetterData, circular: CircularData | None = None) -> SchedaLetter:
    """The scheda in words. Raises InvalidInput with every wrong place of the data."""
    form = circular or circular_of(data.circular)
    needs = Needs(data.stage)
    known = _field(data, form, needs)
    _check(data, needs)
    reference = f"{form.title.rstrip('.')} – {circular_words(form)}"
    letter = SchedaLetter(
        document_title=f"Scheda {data.field} – {data.title}",
        document_subject="Scheda di buona pratica",
        is_draft=data.stage is not Stage.FINAL,
        draft_mark=data.stage.mark,
        short_title=f"Scheda {data.field} – {data.title}",
        footer_left=_footer(data),
        letterhead=letterhead([data.office_name], reference),
        title=scheda_title(known, data.field_other),
        identity=() if data.is_brief else tuple(identity_lines(data, known)),
        sections=tuple(sheet_sections(data, needs)),
        note=NO_PEOPLE if data.has_no_personal_data else "",
    )
    needs.check()
    return typeset_all(letter)


def scheda_file_name(data: SchedaLetterData) -> str:
    """«01_scheda_campo07_utilita-sociale.docx»."""
    return file_name(
        f"{data.sequence:02}",
        "scheda",
        f"campo{data.field:02}",
        data.slug or slug_of(data.title),
        draft=data.version if data.stage is not Stage.FINAL else None,
    )


def scheda_example() -> SchedaLetterData:
    return decode_all(SchedaLetterData, EXAMPLE.read_bytes())


def scheda_title(one: FieldData, other: str = "") -> str:
    """«Scheda 7: Processi di coinvolgimento ….»: made from the field, never typed."""
    words = capitalised(field_words(one))
    return f"Scheda {one.number}: {words}{f' – {other}' if other else ''}."


def _field(data: SchedaLetterData, form: CircularData, needs: Needs) -> FieldData:
    known = field_of(form, data.field)
    if known is None:
        needs.refuse("field", _("La circolare non ha questo campo."))
        needs.check()
        raise AssertionError  # a refused field always stops above
    if known.needs_specification and not data.field_other.strip():
        needs.refuse("field_other", _("Il campo è «altro»: scrivi di che cosa si tratta."))
    return known


def _check(data: SchedaLetterData, needs: Needs) -> None:
    if data.is_formalised and not data.acts:
        needs.refuse("acts", _("La pratica è formalizzata: indica almeno un atto."))
    if data.is_formalised is False and data.acts:
        needs.refuse("is_formalised", _("Ci sono atti: la pratica è formalizzata."))
    if data.is_formalised is None and not data.is_brief:
        needs.lacking["is_formalised"] = _("Di' se la pratica è stata formalizzata in un atto.")
    if data.is_publishable is None and not data.is_brief:
        needs.lacking["is_publishable"] = _("Di' se la scheda si può pubblicare.")


def _footer(data: SchedaLetterData) -> str:
    return (
        f"{data.office_short_name} – Raccolta {data.year} – "
        f"Scheda {data.field}, versione {data.version}"
    )


def identity_lines(
    data: SchedaLetterData, known: FieldData, *, attached: bool = True
) -> Iterable[IdentityLine]:
    """What the practice is, at a glance; ``attached``: the acts are enclosed with the sheet."""
    marked = f"{data.field} (uno per scheda)"
    other = f" – {data.field_other}" if known.needs_specification else ""
    for label, words in (
        ("Titolo della pratica", data.title),
        ("Campo contrassegnato", marked + other),
        ("Periodo", data.when or TABLE_DASH),
        ("Ambito territoriale", data.territory or TABLE_DASH),
        ("Soggetto promotore", data.promoter or TABLE_DASH),
        ("Capofila", data.lead_partner),
        ("Partner", "; ".join(data.partners) or TABLE_DASH),
        ("Formalizzazione", _formal_words(data, attached=attached)),
        ("Pubblicazione", _publication(data.is_publishable)),
    ):
        if words:
            yield IdentityLine(label, line(words))


def sheet_sections(data: SchedaLetterData, needs: Needs) -> Iterable[SheetSection]:
    return _brief(data, needs) if data.is_brief else _sections(data, needs)


def _formal_words(data: SchedaLetterData, *, attached: bool) -> str:
    if data.is_formalised is None:
        return TABLE_DASH
    if not data.acts:
        return "No: prassi senza atto formale"
    words = [_act_words(act) if attached else act.words for act in data.acts]
    return f"Sì: {'; '.join(words)}"


def _act_words(act: FormalAct) -> str:
    attached = f"allegato {act.attachment}" if act.attachment else ""
    inside = ", ".join(word for word in (attached, act.format) if word)
    return f"{act.words} ({inside})" if inside else act.words


def _publication(is_publishable: bool | None) -> str:
    if is_publishable is None:
        return TABLE_DASH
    return "Pubblicabile" if is_publishable else "Non pubblicabile"


def _brief(data: SchedaLetterData, needs: Needs) -> Iterable[SheetSection]:
    """As the circular asks and no more: description and attachments."""
    yield SheetSection("Descrizione della buona pratica", _described(data, needs))
    if data.acts:
        lines = punctuated([_act_words(act) for act in data.acts])
        yield SheetSection("Documenti allegati", points=tuple(lines))


def _sections(data: SchedaLetterData, needs: Needs) -> Iterable[SheetSection]:
    for section in (
        SheetSection("Sintesi", paragraphs_of(data.abstract)),
        SheetSection("Contesto", paragraphs_of(data.context)),
        SheetSection("Descrizione della buona pratica", _described(data, needs)),
        SheetSection("Obiettivi", points=tuple(punctuated(data.objectives))),
        SheetSection("Modalità di accesso", paragraphs_of(data.access)),
        SheetSection("Destinatari", paragraphs_of(data.recipients)),
        SheetSection(_results_heading(data.results_on), results=_results(data.results)),
        SheetSection("Risorse", paragraphs_of(data.resources)),
        SheetSection("Criticità e lezioni apprese", paragraphs_of(data.lessons)),
        SheetSection("Trasferibilità", paragraphs_of(data.transferability)),
        SheetSection("Referente", _contact(data, needs)),
    ):
        if section.paragraphs or section.points or section.results:
            yield section


def _described(data: SchedaLetterData, needs: Needs) -> tuple[Line, ...]:
    what = "descrizione della buona pratica"
    return paragraphs_of(needs.words(data.description, "description", what))


def _contact(data: SchedaLetterData, needs: Needs) -> tuple[Line, ...]:
    if data.contact is None:
        return lines([needs.words("", "contact", "ufficio referente")])
    email = f" – {data.contact.email}" if data.contact.email else ""
    return lines([f"{data.contact.unit}{email}"])


def paragraphs_of(text: str) -> tuple[Line, ...]:
    """A paragraph for each line that says something."""
    return lines(one.strip() for one in text.splitlines() if one.strip())


def _results_heading(on: date | None) -> str:
    return f"Risultati {prep(on, 'a', apostrophe=APOSTROPHE)}" if on else "Risultati"


def _results(results: Sequence[Result]) -> tuple[ResultRow, ...]:
    return tuple(ResultRow(one.indicator, _told(one), one.source or TABLE_DASH) for one in results)


def _told(result: Result) -> str:
    """A small number of people is told as «< 5»."""
    value = result.value.strip()
    is_few = value.isdecimal() and 0 < int(value) < FEW
    return f"< {FEW}" if is_few and result.counts_people else value
