"""What single kinds of act ask of their text: the form's lines brought to the shapes, and back.

A table is typed or pasted a row a line; its cells are divided by a tabulation, as a spreadsheet
does, or by a semicolon.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Annotated, Any

from litestar.datastructures import FormMultiDict
from msgspec import Meta, Struct

from registry.platform.errors import InvalidInput
from registry.platform.i18n import _, lazy
from registry.platform.shapes import convert_all
from registry.platform.web.forms import read_form
from registry.protocols.kinds import ActKind
from registry.protocols.letters.acts import Amendment, Change, ConventionBasis
from registry.protocols.letters.data import CommaData
from registry.protocols.letters.rules import Allotment, AllotmentRow, ResourceShare
from registry.protocols.letters.words import thousands
from registry.protocols.pages.reading import lines_of, text_of
from registry.protocols.shapes import Drafting

TOTAL = "totale"
NUMBERED = re.compile(r"^\d{1,2}[.)]\s+")
LETTERED = re.compile(r"^[a-z]{1,2}\)\s+")
BLANKS = 2
"""Empty places for changes under those that are there."""

CHANGES = [
    (Change.REPLACE_WORDS.value, lazy("Sostituisci delle parole")),
    (Change.ADD_WORDS.value, lazy("Aggiungi delle parole dopo altre")),
    (Change.DELETE_WORDS.value, lazy("Togli delle parole")),
    (Change.REPLACE.value, lazy("Riscrivi l'articolo, il comma o la lettera")),
    (Change.INSERT_AFTER.value, lazy("Inserisci dopo l'articolo, il comma o la lettera")),
    (Change.DELETE.value, lazy("Sopprimi l'articolo, il comma o la lettera")),
]
BASES = [
    (ConventionBasis.GENERIC.value, lazy("Senza una norma sua propria")),
    (ConventionBasis.LOCAL_BODIES.value, lazy("Fra enti locali (art. 30 TUEL)")),
    (ConventionBasis.THIRD_SECTOR.value, lazy("Con il Terzo settore (art. 56 CTS)")),
]


class AmendmentForm(Struct, kw_only=True):
    """A change as the page asks it; one without an article and without words is not there."""

    change: str = ""
    article: Annotated[str, Meta(max_length=20)] = ""
    comma: Annotated[str, Meta(max_length=20)] = ""
    letter: Annotated[str, Meta(max_length=20)] = ""
    old_words: Annotated[str, Meta(max_length=6000)] = ""
    new_words: Annotated[str, Meta(max_length=6000)] = ""
    heading: Annotated[str, Meta(max_length=200)] = ""
    text: Annotated[str, Meta(max_length=20000)] = ""


class OwnForm(Struct, kw_only=True):
    """The plain questions of single kinds; which of them a page asks is in ``ASKED``."""

    parent_because: Annotated[str, Meta(max_length=1000)] = ""
    determination: Annotated[str, Meta(max_length=400)] = ""
    basis: ConventionBasis = ConventionBasis.GENERIC
    court: Annotated[str, Meta(max_length=120)] = ""
    ordinal: Annotated[int, Meta(ge=1, le=99)] | None = None
    amending: list[AmendmentForm] = []


ASKED: dict[ActKind, tuple[str, ...]] = {
    ActKind.ARTICLE_11: ("determination",),
    ActKind.CONVENTION: ("basis", "court"),
    ActKind.ADDENDUM: ("ordinal",),
}


def own_facts(kind: ActKind, form: FormMultiDict) -> dict[str, Any]:
    """What this kind's page asks besides, as ``Drafting`` keeps it."""
    told = read_form(OwnForm, form)
    facts = {name: getattr(told, name) for name in ASKED.get(kind, ())}
    if kind is ActKind.ADDENDUM:
        return {**facts, "amending": _amending(told.amending)}
    facts["parent_because"] = told.parent_because
    facts["allotment"] = _allotment(form)
    if kind is ActKind.CONVENTION:
        for name in ("consultation", "guarantees"):
            facts[name] = tuple(lines_of(text_of(form, name)))
    return facts


def shares_of(text: str) -> tuple[ResourceShare, ...]:
    """One a line: party; resource; amount."""
    found = []
    for line in lines_of(text):
        cells = _cells(line)
        if len(cells) != 3 or not all(cells):
            sentence = _("«{line}»: servono parte, risorsa e importo, con il punto e virgola.")
            raise InvalidInput(shares=sentence.format(line=line))
        party, resource, amount = cells
        facts = {"party": party, "resource": resource, "amount": amount.strip("€ ")}
        found.append(_converted(ResourceShare, facts, line, "shares"))
    return tuple(found)


def share_lines(shares: Iterable[ResourceShare]) -> str:
    return "\n".join(f"{one.party}; {one.resource}; {one.amount}" for one in shares)


def allotment_lines(allotment: Allotment | None) -> str:
    """As it is typed: a Comune a line, and the totals where somebody wrote them."""
    if allotment is None:
        return ""
    lines = [
        f"{row.municipality}; {thousands(row.inhabitants)}; {row.criterion}; {row.places}"
        for row in allotment.rows
    ]
    totals = (allotment.total_inhabitants, allotment.total_places)
    if any(total is not None for total in totals):
        inhabitants, places = ("" if one is None else thousands(one) for one in totals)
        lines.append(f"{TOTAL.capitalize()}; {inhabitants}; ; {places}")
    return "\n".join(lines)


def amendment_rows(told: Drafting) -> list[AmendmentForm]:
    """The changes as the page shows them, and some empty places below."""
    kept = [
        AmendmentForm(
            change=one.change.value,
            text=_comma_lines(one.commas),
            **{name: getattr(one, name) for name in _SAME},
        )
        for one in told.amending
    ]
    return kept + [AmendmentForm() for _blank in range(BLANKS)]


_SAME = ("article", "comma", "letter", "old_words", "new_words", "heading")


def _allotment(form: FormMultiDict) -> Allotment | None:
    lines = lines_of(text_of(form, "allotment"))
    rows: list[AllotmentRow] = []
    totals: dict[str, int | None] = {}
    for line in lines:
        cells = _cells(line)
        if cells[0].lower() == TOTAL:
            totals = _totals(cells, line)
        elif not _is_header(cells):
            rows.append(_row(cells, line))
    if not rows:
        return None
    return Allotment(
        rows=tuple(rows),
        basis=text_of(form, "allotment_basis").strip(),
        updated=text_of(form, "allotment_updated").strip(),
        **totals,
    )


def _is_header(cells: Sequence[str]) -> bool:
    return cells[0].lower() in {"comune", "comuni"} and not any(
        character.isdigit() for cell in cells for character in cell
    )


def _row(cells: Sequence[str], line: str) -> AllotmentRow:
    """«Comune; abitanti; criterio; posti»; the criterion may be left out."""
    if len(cells) not in {3, 4} or not cells[0]:
        sentence = _("«{line}»: servono Comune, abitanti, criterio e posti.")
        raise InvalidInput(allotment=sentence.format(line=line))
    return AllotmentRow(
        municipality=cells[0],
        inhabitants=_whole(cells[1], line),
        criterion=cells[2] if len(cells) == 4 else "",
        places=_whole(cells[-1], line),
    )


def _totals(cells: Sequence[str], line: str) -> dict[str, int | None]:
    """«Totale; 41.300; ; 82», or the places alone."""
    inhabitants = cells[1] if len(cells) > 2 else ""
    places = cells[-1] if len(cells) > 1 else ""
    return {
        "total_inhabitants": _whole(inhabitants, line) if inhabitants else None,
        "total_places": _whole(places, line) if places else None,
    }


def _whole(words: str, line: str) -> int:
    digits = words.replace(".", "").replace("\u00a0", "").replace(" ", "")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 9:
        sentence = _("«{line}»: «{words}» non è un numero intero.")
        raise InvalidInput(allotment=sentence.format(line=line, words=words))
    return int(digits)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("\t" if "\t" in line else ";")]


def _amending(told: Sequence[AmendmentForm]) -> tuple[Amendment, ...]:
    """The changes that are there; each wrong one is told in its place."""
    found: list[Amendment] = []
    wrong: dict[str, str] = {}
    for n, one in enumerate(told):
        facts = {name: getattr(one, name).strip() for name in _SAME}
        if not any((*facts.values(), one.text.strip())):
            continue
        facts = {name: value for name, value in facts.items() if value}
        try:
            found.append(
                convert_all(
                    Amendment,
                    {**facts, "change": one.change, "commas": _commas(one.text)},
                )
            )
        except InvalidInput as refused:
            wrong |= {f"amending.{n}.{_shown(path)}": told for path, told in refused.fields.items()}
    if wrong:
        raise InvalidInput.of(wrong)
    return tuple(found)


def _shown(path: str) -> str:
    """The field of the page where a wrong place of the change is typed."""
    return "text" if path.startswith("commas") else path


def _commas(text: str) -> list[dict[str, Any]]:
    """A comma a line; a line that begins with «a)» is a letter of the one above."""
    found: list[dict[str, Any]] = []
    for line in lines_of(text):
        if LETTERED.match(line) and found:
            found[-1]["letters"].append(LETTERED.sub("", line))
        else:
            found.append({"text": NUMBERED.sub("", line), "letters": []})
    return found


def _comma_lines(commas: Iterable[CommaData]) -> str:
    lines = []
    for comma in commas:
        lines.append(comma.text)
        lines += [f"{chr(ord('a') + n)}) {text}" for n, text in enumerate(comma.letters)]
    return "\n".join(lines)


def _converted(shape: Any, facts: dict[str, str], line: str, field: str) -> Any:
    try:
        return convert_all(shape, facts)
    except InvalidInput as refused:
        told = " ".join(refused.fields.values())
        raise InvalidInput.of({field: f"«{line}»: {told}"}) from None
