"""The words of the facts: «del presente protocollo», «tre anni», «dalla Sindaca»."""

from datetime import date

from registry.dates.words import prep
from registry.platform.documents.italian import (
    APOSTROPHE,
    ENDINGS,
    Article,
    Gender,
    Number,
    agreeing,
    capitalised,
    quantity,
    with_article,
    with_preposition,
)
from registry.platform.documents.typesetting import NBSP
from registry.protocols.letters.facts import Authority, Duration, Party, Repertory, Representative

TABLE_DASH = "—"


def on_day(day: date, preposition: str = "il") -> str:
    """«il 16 aprile 2026», «dell’11 marzo 2026», «dal 1° dicembre 2017»."""
    return prep(day, preposition, apostrophe=APOSTROPHE)


def duration_words(duration: Duration) -> str:
    return quantity(duration.count, duration.unit.value)


def ending(gender: Gender, number: Number = Number.SINGULAR) -> str:
    return ENDINGS[gender, number]


def repertory_words(repertory: Repertory) -> str:
    return f"rep. n. {repertory.number}/{repertory.year}"


def short_name(party: Party, preposition: str = "") -> str:
    """The defined term with its article: «la Prefettura», «alla Prefettura»."""
    article = party.article if party.short_article is None else party.short_article
    return _with(article, party.short_name, preposition)


def full_name(party: Party, preposition: str = "") -> str:
    return _with(party.article, party.name, preposition)


def represented(party: Party) -> str:
    return agreeing("rappresentat", party.gender, party.number)


def by_office(representative: Representative) -> str:
    """«dal Prefetto», «dalla Sindaca», «dall’Assessore»."""
    return with_preposition("da", representative.article, representative.office)


def the_office(representative: Representative) -> str:
    return capitalised(with_article(representative.article, representative.office))


def person(representative: Representative) -> str:
    return f"{representative.title} {representative.name}".strip()


def authority_words(authority: Authority | None) -> str:
    """«giusta delega n. 12 del 1° aprile 2026», or the words as they are."""
    if authority is None:
        return ""
    return authority.words or f"giusta {deed_words(authority)}"


def deed_words(authority: Authority) -> str:
    """«delega n. 12 del 1° aprile 2026», or the words as they are."""
    if authority.words:
        return authority.words
    pieces = [authority.act]
    pieces += [f"n. {authority.number}"] if authority.number else []
    pieces += [on_day(authority.on, "di")] if authority.on else []
    return " ".join(pieces) + (f", {authority.note}" if authority.note else "")


def thousands(number: int) -> str:
    """«12.480», as Italy writes it."""
    return f"{number:,}".replace(",", ".")


def cents_of(amount: str) -> int:
    """«12.345,60» in cents: exact, for sums that must add up."""
    whole, _comma, cents = amount.replace(".", "").partition(",")
    return int(whole) * 100 + int(cents or 0)


def euros(cents: int) -> str:
    """«12.345,60 €», held together."""
    return f"{thousands(cents // 100)},{cents % 100:02}{NBSP}€"


def _with(article: Article, name: str, preposition: str) -> str:
    if preposition:
        return with_preposition(preposition, article, name)
    return with_article(article, name)
