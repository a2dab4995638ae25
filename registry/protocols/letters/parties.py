"""The parties in words: who they are in TRA … E, who signs, who stands in Annex A."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from stdnum import luhn

from registry.partners.kinds import Family, Nature
from registry.platform.documents.italian import capitalised, roman, with_article
from registry.platform.documents.letter import (
    REPRESENTATIVE,
    Line,
    Run,
    Stage,
    lines,
    needed_for_final,
    runs,
)
from registry.platform.documents.need import Needs
from registry.platform.i18n import _
from registry.protocols.clauses.library import formulas
from registry.protocols.letters.facts import Party
from registry.protocols.letters.rules import Signing
from registry.protocols.letters.words import (
    TABLE_DASH,
    authority_words,
    by_office,
    full_name,
    person,
    represented,
)

WHOLE_TABLE, FULL_ENTRIES, GROUPED = 10, 12, 40
"""Up to how many parties: the signature table on one page; a full entry each; all named in the
opening, in groups. Beyond, they stand in Annex A."""

STRICT = frozenset({"tax_code", "authority"})
"""What a draft says is missing of a party, where the act wants it of everybody."""


@dataclass(frozen=True)
class Entry:
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Group:
    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Signature:
    number: str
    party: str
    representative: tuple[Line, ...]
    signed_as: str
    stays_with_next: bool


@dataclass(frozen=True)
class Listed:
    """A row of Annex A."""

    number: str
    name_and_code: tuple[str, ...]
    representative: tuple[Line, ...]
    authority: str


@dataclass(frozen=True)
class Section:
    heading: str
    rows: tuple[Listed, ...]


@dataclass(frozen=True)
class Signatory:
    """A party, its place in the act, and where it stood in the data."""

    number: int
    party: Party
    path: str


def signatories(promoter: Party, parties: Sequence[Party]) -> list[Signatory]:
    """In the order of the act: as given up to twelve, then grouped by family; promoter first."""
    given = [(party, f"parties.{n}") for n, party in enumerate(parties)]
    if len(given) + 1 > FULL_ENTRIES:
        order = list(Family)
        given = sorted(given, key=lambda one: order.index(one[0].family))
    everyone = [(promoter, "promoter"), *given]
    return [Signatory(n, party, path) for n, (party, path) in enumerate(everyone, start=1)]


def check_parties(everyone: Sequence[Signatory], needs: Needs) -> None:
    """One name a body, one short name a body, tax codes that pass their check digit."""
    for field, sentence in (
        ("name", _("Questo ente c'è già: ogni parte compare una volta sola.")),
        ("short_name", _("Questo nome breve è già di un'altra parte: dalle un nome diverso.")),
        ("tax_code", _("Questo codice fiscale è già di un'altra parte.")),
    ):
        seen: set[str] = set()
        for one in everyone:
            value = str(getattr(one.party, field)).casefold()
            if value and value in seen:
                needs.refuse(f"{one.path}.{field}", sentence)
            seen.add(value)
    for one in everyone:
        if one.party.tax_code and not luhn.is_valid(one.party.tax_code):
            needs.refuse(
                f"{one.path}.tax_code",
                _("Le cifre non tornano: controlla il codice fiscale dell'ente."),
            )


def entry(
    party: Party,
    path: str,
    needs: Needs,
    *,
    closing: str,
    is_brief: bool = False,
    wants: Collection[str] = (),
    is_called: bool = True,
    is_first_word: bool = False,
) -> Entry:
    """«la **Prefettura …**, con sede in …, rappresentata dal Prefetto, … (di seguito «…»);»."""
    lead = with_article(party.article, "")
    lead = capitalised(lead) if is_first_word else lead
    quality = f", {party.quality}" if party.quality else ""
    pieces = (
        []
        if is_brief
        else [_seat(party, path, needs), _code(party, path, needs, "tax_code" in wants)]
    )
    pieces += _representation(party, path, needs, is_brief=is_brief)
    if "authority" in wants and party.authority is None and not is_brief:
        what = f"titolo di legittimazione {full_name(party, 'di')}"
        pieces.append(needs.words("", f"{path}.authority", what))
    rest = "".join(f", {piece}" for piece in pieces if piece)
    called = f" (di seguito «{party.short_name}»)" if is_called else ""
    after = f"{quality}{rest}{called}{closing}"
    return Entry((Run(lead), Run(party.name, is_bold=True), *runs(after)))


def groups(everyone: Sequence[Signatory], needs: Needs, *, are_strict: bool = False) -> list[Group]:
    """The parties after the promoter: one list, families with headings, or none of them.

    ``are_strict``: a draft says where a tax code or the title of who signs is missing."""
    others = everyone[1:]
    if len(everyone) > GROUPED:
        return []
    is_brief = len(everyone) > FULL_ENTRIES
    entries = {
        one.number: entry(
            one.party,
            one.path,
            needs,
            closing="," if one is others[-1] else ";",
            is_brief=is_brief,
            wants=STRICT if are_strict else (),
        )
        for one in others
    }
    if not is_brief:
        return [Group("", tuple(entries.values()))]
    return [
        Group(heading, tuple(entries[one.number] for one in members))
        for heading, members in by_family(others)
    ]


def by_family(parties: Sequence[Signatory]) -> list[tuple[str, list[Signatory]]]:
    """The families that have members, in the order of the act, with their headings."""
    headings = formulas()["families"]
    found = [
        (headings[family.value], [one for one in parties if one.party.family is family])
        for family in Family
    ]
    return [(heading, members) for heading, members in found if members]


def sections(everyone: Sequence[Signatory], needs: Needs) -> list[Section]:
    """Annex A: one section a family, in Roman numbers."""
    return [
        Section(
            heading=f"Sezione {roman(n)} – {heading}",
            rows=tuple(_listed(one, needs) for one in members),
        )
        for n, (heading, members) in enumerate(by_family(everyone), start=1)
    ]


def section_of(family: Family, everyone: Sequence[Signatory]) -> str:
    """The Roman number of a family's section in Annex A, or nothing."""
    present = [one for one in Family if any(each.party.family is one for each in everyone)]
    return roman(present.index(family) + 1) if family in present else ""


def signatures(everyone: Sequence[Signatory], needs: Needs, *, signing: Signing) -> list[Signature]:
    """One row a party; between thirteen and forty the authority stands here too."""
    with_authority = FULL_ENTRIES < len(everyone) <= GROUPED
    return [
        Signature(
            number=str(one.number),
            party=one.party.name,
            representative=lines(_who_signs(one, needs, with_authority=with_authority)),
            signed_as=_signed_as(one.party, signing, is_brief=len(everyone) > FULL_ENTRIES),
            stays_with_next=_stays(one.number, len(everyone)),
        )
        for one in everyone
    ]


def _stays(number: int, last: int) -> bool:
    """A short table stays whole; of a long one neither the first row nor the last is alone."""
    return number < last if last <= WHOLE_TABLE else number in {1, last - 1}


def signer_lines(party: Party, path: str, needs: Needs) -> tuple[str, str]:
    """The office that signs and the person, or what stands in their place."""
    if party.representative is None:
        what = f"rappresentante {full_name(party, 'di')}"
        return needs.words("", f"{path}.representative", what), TABLE_DASH
    return party.representative.office, _name_of(party, path, needs)


def _seat(party: Party, path: str, needs: Needs) -> str:
    what = f"sede {full_name(party, 'di')}"
    if party.seat is None:
        return needs.words("", f"{path}.seat", what)
    address = f", {party.seat.address}" if party.seat.address else ""
    return f"con sede in {party.seat.place}{address}"


def _code(party: Party, path: str, needs: Needs, is_wanted: bool) -> str:
    if party.tax_code:
        return f"codice fiscale {party.tax_code}"
    if not is_wanted and needs.stage is not Stage.DRAFT:
        return ""
    what = f"codice fiscale {full_name(party, 'di')}"
    if is_wanted:
        return needs.words("", f"{path}.tax_code", what)
    return f"[manca: {what}]"


def _representation(party: Party, path: str, needs: Needs, *, is_brief: bool) -> list[str]:
    if party.representative is None:
        what = f"rappresentante {full_name(party, 'di')}"
        who = [needs.words("", f"{path}.representative", what)]
    else:
        by = f"{represented(party)} {by_office(party.representative)}"
        who = [by] if is_brief else [by, _name_of(party, path, needs)]
    behalf = f"anche in rappresentanza {party.on_behalf_of}" if party.on_behalf_of else ""
    return who if is_brief else [*who, authority_words(party.authority), behalf]


def _name_of(party: Party, path: str, needs: Needs) -> str:
    if party.representative and party.representative.name.strip():
        return person(party.representative)
    needs.lacking[f"{path}.representative.name"] = needed_for_final()
    return REPRESENTATIVE


def _who_signs(one: Signatory, needs: Needs, *, with_authority: bool) -> tuple[str, ...]:
    office, name = signer_lines(one.party, one.path, needs)
    authority = authority_words(one.party.authority)
    return (office, name, authority) if with_authority and authority else (office, name)


def _signed_as(party: Party, signing: Signing, *, is_brief: bool) -> str:
    is_digital = signing is Signing.DIGITAL or (
        signing is Signing.MIXED and party.nature is Nature.PUBLIC
    )
    name = "signed_digitally_brief" if is_brief else "signed_digitally"
    return str(formulas()[name]) if is_digital else ""


def _listed(one: Signatory, needs: Needs) -> Listed:
    office, name = signer_lines(one.party, one.path, needs)
    code = f"C.F. {one.party.tax_code}" if one.party.tax_code else ""
    return Listed(
        number=str(one.number),
        name_and_code=tuple(line for line in (one.party.name, code) if line),
        representative=lines((office, name)),
        authority=authority_words(one.party.authority) or TABLE_DASH,
    )
