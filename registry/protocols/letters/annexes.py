"""The annexes: their letters, what the program writes in them, their list."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from registry.platform.documents.italian import joined, list_letter
from registry.platform.documents.letter import Line, line
from registry.platform.documents.need import Needs
from registry.platform.documents.typesetting import VERBATIM
from registry.platform.i18n import _
from registry.protocols.clauses.library import act_kinds, filled, formulas, pact
from registry.protocols.letters.allotting import (
    AllotmentLine,
    PartyAllotmentLine,
    allotment_lines,
    is_in_party_list,
    party_allotment_lines,
)
from registry.protocols.letters.articles import (
    CommaLine,
    library_commas,
    numbered,
    user_commas,
    with_references,
)
from registry.protocols.letters.commitments import PartyPromise
from registry.protocols.letters.data import Annex, AnnexContent, AnnexNature, PactData
from registry.protocols.letters.facts import Subject
from registry.protocols.letters.ground import Ground
from registry.protocols.letters.parties import GROUPED, Section, Signatory, sections
from registry.protocols.letters.rules import DataRegime
from registry.protocols.letters.sharing import ResourceLine, resource_lines
from registry.protocols.letters.words import TABLE_DASH, full_name

YES, NO = "sì", "no"
WANTED_BY_REGIME = {
    DataRegime.JOINT: "joint_controllers",
    DataRegime.PROCESSOR: "processor_deed",
}
"""Whoever shares or entrusts data annexes the agreement of GDPR article 26 or 28."""


@dataclass(frozen=True)
class ContactRow:
    party: str
    office: Line
    mailboxes: tuple[str, ...] = field(metadata=VERBATIM)


@dataclass(frozen=True)
class IndicatorRow:
    number: str
    name: str
    unit: str
    source: str
    frequency: str


@dataclass(frozen=True)
class SigningPlace:
    who: str
    filled: str
    is_last: bool


@dataclass(frozen=True)
class AnnexText:
    heading: str
    title: str
    starts_page: bool
    note: str = ""
    language_note: str = ""
    commas: tuple[CommaLine, ...] = ()
    last_commas: tuple[CommaLine, ...] = ()
    contacts: tuple[ContactRow, ...] = ()
    indicators: tuple[IndicatorRow, ...] = ()
    party_sections: tuple[Section, ...] = ()
    allotment: tuple[AllotmentLine, ...] = ()
    party_allotment: tuple[PartyAllotmentLine, ...] = ()
    resources: tuple[ResourceLine, ...] = ()
    party_commitments: tuple[PartyPromise, ...] = ()
    closing_note: str = ""
    signing_places: tuple[SigningPlace, ...] = ()


@dataclass(frozen=True)
class AnnexLine:
    """A row of the list of annexes."""

    mark: str
    title: str
    nature: str
    published: str
    is_last: bool


@dataclass(frozen=True)
class PlannedAnnex:
    annex: Annex
    mark: str
    path: str


def plan_annexes(
    data: PactData,
    everyone: Sequence[Signatory],
    special: Sequence[PartyPromise],
    ground: Ground,
    needs: Needs,
) -> list[PlannedAnnex]:
    """The annexes with their letters: those that the act brings, then those of the operator.

    Their letters become ``annex`` words: «Allegato B».
    """
    given = [(annex, f"annexes.{n}") for n, annex in enumerate(data.annexes)]
    brought = [(annex, "") for annex in _brought_first(data, everyone, special)]
    added = [(annex, "") for annex in _brought_last(data, everyone)]
    planned = [
        PlannedAnnex(annex, list_letter(n).upper(), path)
        for n, (annex, path) in enumerate([*brought, *given, *added])
    ]
    _note_keys(planned, ground, needs)
    _check_data_annex(data, ground, needs)
    return planned


def write_annexes(
    planned: Sequence[PlannedAnnex],
    data: PactData,
    everyone: Sequence[Signatory],
    special: Sequence[PartyPromise],
    ground: Ground,
    needs: Needs,
) -> list[AnnexText]:
    """The annexes that stand in the act; a separate one is only listed."""
    here = [one for one in planned if not is_separate(one.annex, everyone)]
    return [
        _text(one, data, everyone, special, ground, needs, is_first=one is here[0]) for one in here
    ]


def annex_lines(planned: Sequence[PlannedAnnex], everyone: Sequence[Signatory]) -> list[AnnexLine]:
    return [
        AnnexLine(
            mark=one.mark,
            title=_listed_as(one.annex, everyone),
            nature=one.annex.nature.value,
            published=YES if one.annex.is_published else NO,
            is_last=one is planned[-1],
        )
        for one in planned
    ]


def _brought_first(
    data: PactData, everyone: Sequence[Signatory], special: Sequence[PartyPromise]
) -> list[Annex]:
    """Who the parties are and what they share: what binds stands before the rest."""
    given = {annex.content for annex in data.annexes}
    found = []
    if is_in_party_list(data, everyone):
        found.append(_standard("parties_and_allotment", AnnexContent.ALLOTMENT, key="parties"))
    elif len(everyone) > GROUPED:
        found.append(_standard("parties"))
    if special:
        found.append(_standard("party_commitments"))
    for content, is_there in (
        (AnnexContent.ALLOTMENT, bool(data.allotment) and not is_in_party_list(data, everyone)),
        (AnnexContent.RESOURCES, bool(data.resources.shares)),
    ):
        if is_there and content not in given:
            found.append(_standard(content.value, content))
    return found


def _brought_last(data: PactData, everyone: Sequence[Signatory]) -> list[Annex]:
    """What clauses lean on and nobody has put among the annexes."""
    kind = act_kinds()[data.code]
    contents = {annex.content for annex in data.annexes}
    wanted = [
        (AnnexContent.CONTACTS, "contacts", any(one.party.contact for one in everyone)),
        (
            AnnexContent.INDICATORS,
            "monitoring",
            bool(data.monitoring and data.monitoring.indicators),
        ),
        (AnnexContent.VOLUNTEERING_PACT, "insurance", Subject.VOLUNTEERING in data.subjects),
    ]
    return [
        _standard(content.value, content)
        for content, clause, is_wanted in wanted
        if is_wanted and kind.may_have(clause) and content not in contents
    ]


def _standard(name: str, content: AnnexContent = AnnexContent.TEXT, *, key: str = "") -> Annex:
    words = formulas()["annexes"][name]
    return Annex(
        key=key or name,
        title=words["title"],
        content=content,
        nature=AnnexNature(words["nature"]),
        is_published=content is not AnnexContent.CONTACTS,
    )


def _note_keys(planned: Sequence[PlannedAnnex], ground: Ground, needs: Needs) -> None:
    for one in planned:
        names = {one.annex.key, one.annex.content.value} - {"text", "separate"}
        for name in names:
            if f"annex.{name}" in ground.words.known and name == one.annex.key:
                needs.refuse(f"{one.path}.key", _("Questo nome è già di un altro allegato."))
            ground.words.known[f"annex.{name}"] = f"Allegato {one.mark}"
            ground.facts.add(f"{name}_annex")
    marks = [one.mark for one in planned if one.annex.is_updatable]
    hidden = [one.mark for one in planned if not one.annex.is_published]
    ground.words.put(
        annexes_updatable_cap=_together(marks, "L’Allegato", "Gli Allegati"),
        publication_exclusions=_excluding(hidden),
    )
    ground.note(
        annexes=bool(planned),
        updatable_annexes=bool(marks),
        contacts="contacts_annex" in ground.facts,
        indicators="indicators_annex" in ground.facts,
        pact="volunteering_pact_annex" in ground.facts,
    )


def _together(marks: Sequence[str], one: str, many: str) -> str:
    if not marks:
        return ""
    return f"{one if len(marks) == 1 else many} {joined(marks)}"


def _excluding(marks: Sequence[str]) -> str:
    if not marks:
        return ""
    return f", con esclusione {_together(marks, 'dell’Allegato', 'degli Allegati')}"


def _check_data_annex(data: PactData, ground: Ground, needs: Needs) -> None:
    key = WANTED_BY_REGIME.get(data.personal_data.regime)
    if key and f"annex.{key}" not in ground.words.known:
        sentence = _(
            "Serve l'accordo sui dati personali fra gli allegati: aggiungine uno con key «{key}»."
        ).format(key=key)
        needs.refuse("annexes", sentence)
        ground.words.known[f"annex.{key}"] = "Allegato"


def is_separate(annex: Annex, everyone: Sequence[Signatory]) -> bool:
    """Over forty parties the contacts are a document of their own, not published."""
    too_many = annex.content is AnnexContent.CONTACTS and len(everyone) > GROUPED
    return annex.content is AnnexContent.SEPARATE or too_many


def _listed_as(annex: Annex, everyone: Sequence[Signatory]) -> str:
    if annex.content is AnnexContent.CONTACTS and len(everyone) > GROUPED:
        return str(formulas()["annexes"]["contacts"]["separately"])
    return annex.listed_as or annex.title


def _text(
    one: PlannedAnnex,
    data: PactData,
    everyone: Sequence[Signatory],
    special: Sequence[PartyPromise],
    ground: Ground,
    needs: Needs,
    *,
    is_first: bool,
) -> AnnexText:
    annex = one.annex
    is_pact = annex.content is AnnexContent.VOLUNTEERING_PACT
    is_indicators = annex.content is AnnexContent.INDICATORS
    is_contacts = annex.content is AnnexContent.CONTACTS
    commas = _commas(one, ground, needs)
    return AnnexText(
        heading=f"Allegato {one.mark}",
        title=annex.title,
        starts_page=is_first or annex.nature is AnnexNature.NORMATIVE,
        note=annex_note(one, ground, needs),
        language_note=pact().note if is_pact else "",
        commas=commas[:-1] if is_pact else commas,
        last_commas=commas[-1:] if is_pact else (),
        contacts=tuple(contact_rows(everyone, needs)) if is_contacts else (),
        indicators=_indicators(data) if is_indicators else (),
        party_commitments=tuple(special) if annex.key == "party_commitments" else (),
        closing_note=_closing_note(data) if is_indicators else "",
        signing_places=_signing_places() if is_pact else (),
        **_shared_tables(annex, data, everyone, needs),
    )


def _shared_tables(
    annex: Annex, data: PactData, everyone: Sequence[Signatory], needs: Needs
) -> dict[str, Any]:
    """Who the parties are, what each has its share of."""
    is_allotment = annex.content is AnnexContent.ALLOTMENT and data.allotment is not None
    is_list = annex.key == "parties"
    tables: dict[str, Any] = {}
    if is_allotment and data.allotment:
        merged = is_list and is_in_party_list(data, everyone)
        tables["party_allotment" if merged else "allotment"] = (
            party_allotment_lines(data.allotment, everyone)
            if merged
            else allotment_lines(data.allotment)
        )
    elif is_list and len(everyone) > GROUPED:
        tables["party_sections"] = tuple(sections(everyone, needs))
    if annex.content is AnnexContent.RESOURCES:
        tables["resources"] = resource_lines(data.resources.shares)
    return tables


def annex_note(one: PlannedAnnex, ground: Ground, needs: Needs) -> str:
    if one.annex.note:
        return with_references(one.annex.note, f"{one.path}.note", ground, needs)
    is_contacts = one.annex.content is AnnexContent.CONTACTS
    if is_contacts and not one.annex.is_published and "ref.contacts" in ground.words:
        return filled(formulas()["annexes"]["contacts"]["unpublished"], ground.words)
    return ""


def _closing_note(data: PactData) -> str:
    own = data.monitoring.note if data.monitoring else ""
    return own or str(formulas()["annexes"]["indicators"]["closing"])


def _commas(one: PlannedAnnex, ground: Ground, needs: Needs) -> tuple[CommaLine, ...]:
    if one.annex.commas:
        return numbered(user_commas(one.annex.commas, f"{one.path}.commas", ground, needs))
    if one.annex.content is AnnexContent.VOLUNTEERING_PACT:
        return numbered(library_commas(pact().commas, ground, needs))
    return ()


def contact_rows(everyone: Sequence[Signatory], needs: Needs) -> list[ContactRow]:
    rows = []
    for one in everyone:
        contact = one.party.contact
        what = f"ufficio referente {full_name(one.party, 'di')}"
        office = contact.office if contact else needs.words("", f"{one.path}.contact", what)
        boxes = (contact.email, contact.certified_email) if contact else ()
        written = tuple(box for box in boxes if box) or (TABLE_DASH,)
        rows.append(ContactRow(one.party.short_name, line(office), written))
    return rows


def _indicators(data: PactData) -> tuple[IndicatorRow, ...]:
    listed = data.monitoring.indicators if data.monitoring else ()
    return tuple(
        IndicatorRow(str(n), one.name, one.unit, one.source, one.frequency)
        for n, one in enumerate(listed, start=1)
    )


def _signing_places() -> tuple[SigningPlace, ...]:
    places = pact().signing_places
    return tuple(SigningPlace(who, "", is_last=who == places[-1]) for who in places)
