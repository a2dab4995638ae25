"""The places shared among the Comuni: a table whose total is the sum, and its article."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from registry.platform.documents.letter import missing
from registry.platform.documents.need import Needs
from registry.platform.i18n import _
from registry.protocols.clauses.library import filled, formulas
from registry.protocols.letters.data import CommaData, OwnArticle, PactData
from registry.protocols.letters.ground import Ground
from registry.protocols.letters.parties import GROUPED, Signatory
from registry.protocols.letters.rules import Allotment, AllotmentRow
from registry.protocols.letters.words import TABLE_DASH, authority_words, thousands

TOTAL = "Totale"
COMUNE = re.compile(r"^comune (di |del |della |dell[’'])?", re.IGNORECASE)


@dataclass(frozen=True)
class AllotmentLine:
    """A Comune and its places, or the last line with the sums."""

    municipality: str
    inhabitants: str
    criterion: str
    places: str
    is_total: bool
    stays_with_next: bool


@dataclass(frozen=True)
class PartyAllotmentLine:
    """A party with its places: over forty, one table tells both."""

    number: str
    party: tuple[str, ...]
    tax_code: str
    inhabitants: str
    places: str
    is_total: bool
    stays_with_next: bool


def check_allotment(data: PactData, everyone: Sequence[Signatory], needs: Needs) -> None:
    """Each Comune once; what is stated as the total is the sum."""
    if data.allotment is None:
        return
    rows = data.allotment.rows
    seen: set[str] = set()
    for n, row in enumerate(rows):
        name = plain_name(row.municipality)
        if name in seen:
            sentence = _("Questo Comune è già nel riparto.")
            needs.refuse(f"allotment.rows.{n}.municipality", sentence)
        seen.add(name)
    _check_total("places", data.allotment.total_places, sum(row.places for row in rows), needs)
    inhabitants = sum(row.inhabitants for row in rows)
    _check_total("inhabitants", data.allotment.total_inhabitants, inhabitants, needs)
    if is_in_party_list(data, everyone):
        _check_are_parties(rows, everyone, needs)


def is_in_party_list(data: PactData, everyone: Sequence[Signatory]) -> bool:
    """Over forty parties the allotment is a part of their list."""
    return data.allotment is not None and len(everyone) > GROUPED


def allotment_lines(allotment: Allotment) -> tuple[AllotmentLine, ...]:
    rows = allotment.rows
    lines = [
        AllotmentLine(
            municipality=row.municipality,
            inhabitants=thousands(row.inhabitants),
            criterion=row.criterion or TABLE_DASH,
            places=thousands(row.places),
            is_total=False,
            stays_with_next=row is rows[-1],
        )
        for row in rows
    ]
    inhabitants, places = _sums(rows)
    return (*lines, AllotmentLine(TOTAL, inhabitants, TABLE_DASH, places, True, False))


def party_allotment_lines(
    allotment: Allotment, everyone: Sequence[Signatory]
) -> tuple[PartyAllotmentLine, ...]:
    by_name = {plain_name(row.municipality): row for row in allotment.rows}
    lines = [_party_line(one, _row_of(one, by_name), one is everyone[-1]) for one in everyone]
    sums = _sums(allotment.rows)
    return (*lines, PartyAllotmentLine(TABLE_DASH, (TOTAL,), TABLE_DASH, *sums, True, False))


def allotment_article(data: PactData, ground: Ground, needs: Needs) -> OwnArticle:
    """«Ciascun Comune concorre nella misura indicata nell’Allegato A, per complessivi 82 posti.»"""
    words = formulas()["allotment"]
    allotment = data.allotment
    if allotment is None:
        texts = [f"{missing('riparto tra i Comuni')}."]
    else:
        places = sum(row.places for row in allotment.rows)
        noun = "posto" if places == 1 else "posti"
        ground.words.put(
            allotment_places=f"{thousands(places)} {noun}",
            allotment_basis=allotment.basis,
            allotment_updated=allotment.updated,
        )
        wanted = ["share"] + [name for name in ("basis", "updated") if getattr(allotment, name)]
        texts = [filled(words[name], ground.words) for name in wanted]
    return OwnArticle(
        key="allotment",
        after="party_commitments",
        heading=words["heading"],
        commas=tuple(CommaData(text=text) for text in texts),
    )


def plain_name(name: str) -> str:
    """«Comune di Pieve Aurelia» and «Pieve Aurelia» are the same Comune."""
    return COMUNE.sub("", name.strip()).casefold().replace("'", "’")


def _check_total(what: str, stated: int | None, found: int, needs: Needs) -> None:
    if stated is not None and stated != found:
        sentence = _("La somma è {found}, non {stated}: correggi una riga o il totale.")
        needs.refuse(
            f"allotment.total_{what}",
            sentence.format(found=thousands(found), stated=thousands(stated)),
        )


def _check_are_parties(
    rows: Sequence[AllotmentRow], everyone: Sequence[Signatory], needs: Needs
) -> None:
    known = {name for one in everyone for name in _names_of(one)}
    for n, row in enumerate(rows):
        if plain_name(row.municipality) not in known:
            sentence = _("Nessuna parte si chiama così: il riparto sta nell'elenco delle parti.")
            needs.refuse(f"allotment.rows.{n}.municipality", sentence)


def _names_of(one: Signatory) -> tuple[str, str]:
    return plain_name(one.party.name), plain_name(one.party.short_name)


def _row_of(one: Signatory, by_name: dict[str, AllotmentRow]) -> AllotmentRow | None:
    return next((by_name[name] for name in _names_of(one) if name in by_name), None)


def _party_line(one: Signatory, row: AllotmentRow | None, is_last: bool) -> PartyAllotmentLine:
    authority = authority_words(one.party.authority)
    return PartyAllotmentLine(
        number=str(one.number),
        party=(one.party.name, authority) if authority else (one.party.name,),
        tax_code=one.party.tax_code or TABLE_DASH,
        inhabitants=thousands(row.inhabitants) if row else TABLE_DASH,
        places=thousands(row.places) if row else TABLE_DASH,
        is_total=False,
        stays_with_next=is_last,
    )


def _sums(rows: Sequence[AllotmentRow]) -> tuple[str, str]:
    return (
        thousands(sum(row.inhabitants for row in rows)),
        thousands(sum(row.places for row in rows)),
    )
