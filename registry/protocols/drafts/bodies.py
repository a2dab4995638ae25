"""The bodies of an act as a letter calls them: who promotes, who signs, for whom and where."""

from msgspec import Struct

from registry.partners.kinds import Nature
from registry.platform.documents.facts import LetterheadData
from registry.platform.documents.italian import Article, Gender, Number
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _
from registry.platform.offices.words import split_title
from registry.protocols.kinds import PartyRole
from registry.protocols.letters.facts import Authority, Contact, Party, Representative, Seat
from registry.protocols.shapes import Drafting, PartyRow, ProtocolView

LEADING = "capofila"


class BodyFacts(Struct, frozen=True, kw_only=True):
    """What a letter asks of a body, from the registry of partners."""

    partner: int
    name: str
    short_name: str
    article: str
    gender: str
    number: str
    nature: Nature
    seat_words: str
    tax_code: str
    head_title: str = ""
    """Who signs for it, where the act does not say: told for the office's own body only."""


class OfficeFacts(Struct, frozen=True, kw_only=True):
    code: str
    name: str
    unit_name: str


def split_parties(act: ProtocolView) -> tuple[PartyRow, list[PartyRow]]:
    """The promoter, and the others in the act's order; whoever joined later is not in it.

    Raises InvalidInput while there is nobody to agree with.
    """
    signing = _signing(act)
    if len(signing) < 2:
        raise InvalidInput(parties=_("Servono almeno due parti: aggiungile prima di scrivere."))
    promoter = promoter_of(act)
    return promoter, [one for one in signing if one is not promoter]


def promoter_of(act: ProtocolView) -> PartyRow:
    """Who promoted the act, or its first party; raises InvalidInput where nobody signs it."""
    signing = _signing(act)
    if not signing:
        raise InvalidInput(parties=_("Servono almeno due parti: aggiungile prima di scrivere."))
    return next((one for one in signing if one.role is PartyRole.PROMOTER), signing[0])


def _signing(act: ProtocolView) -> list[PartyRow]:
    parties = sorted(act.parties, key=lambda one: one.position)
    return [one for one in parties if one.joined_on is None]


def party_of(row: PartyRow, bodies: dict[int, BodyFacts]) -> Party:
    body = bodies[row.partner]
    name = row.name_words or body.name
    return Party(
        name=name,
        article=Article(body.article),
        gender=Gender(body.gender),
        number=Number(body.number),
        short_name=short_name_of(row, body),
        nature=body.nature,
        family=row.family,
        seat=_seat(body.seat_words),
        tax_code=body.tax_code,
        representative=_representative(row) or _head(row, body),
        authority=Authority(act="", words=row.authority_words) if row.authority_words else None,
        quality=LEADING if row.role is PartyRole.LEAD else "",
        on_behalf_of=row.on_behalf_of_words,
        contact=_contact(row),
    )


def short_name_of(row: PartyRow, body: BodyFacts) -> str:
    return row.short_name or body.short_name or row.name_words or body.name


def _seat(words: str) -> Seat | None:
    """«Cremona, corso Vittorio Emanuele II 17»: the place, and the street after the comma."""
    place, _comma, address = words.partition(",")
    return Seat(place=place.strip(), address=address.strip()) if place.strip() else None


def _representative(row: PartyRow) -> Representative | None:
    if not row.representative_office:
        return None
    return Representative(
        office=row.representative_office,
        article=Article(row.representative_article),
        name=row.representative_name,
        title=row.representative_title,
    )


def _head(row: PartyRow, body: BodyFacts) -> Representative | None:
    """«Il Prefetto», as the office has written it: the act need not say it again."""
    if not body.head_title:
        return None
    article, title = split_title(body.head_title)
    return Representative(
        office=title,
        article=article,
        name=row.representative_name,
        title=row.representative_title,
    )


def _contact(row: PartyRow) -> Contact | None:
    if not row.contact_unit:
        return None
    return Contact(
        office=row.contact_unit,
        email=row.contact_email,
        certified_email=row.contact_certified_email,
    )


def letterhead_of(office: OfficeFacts, told: Drafting | None = None) -> LetterheadData:
    unit = (told.unit if told else "") or office.unit_name
    return LetterheadData(lines=letterhead_lines(office.name), unit=unit)


def letterhead_lines(name: str) -> tuple[str, ...]:
    """The office's name on two lines where it is long: the seat stands on its own."""
    head, found, seat = name.rpartition(" di ")
    return (head, f"di {seat}") if found and len(name) > 40 else (name,)
