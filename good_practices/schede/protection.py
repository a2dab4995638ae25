"""The protection of persons: what in a text could point at somebody, and what to write instead.

Pure: text in, findings out. It errs on the side of asking; ordinary descriptions of what
offices do must pass in silence, which the tests hold it to (domain §7).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from stdnum.it import iva

from good_practices.schede import patterns
from good_practices.schede.findings import Finding, Level
from registry.platform.documents.italian import capitalised
from registry.platform.i18n import lazy
from registry.platform.mailboxes import PRIVATE_DOMAINS


@dataclass(frozen=True)
class Spot:
    """A stretch of text; ``proposal`` is the same in a form that points at nobody."""

    start: int
    end: int
    proposal: str = ""
    level: Level | None = None
    """Where it is not the rule's own."""


@dataclass(frozen=True)
class Rule:
    code: str
    level: Level
    title: str
    sentence: str
    advice: str
    find: Callable[[str], Iterable[Spot]]


def scan(texts: Mapping[str, str]) -> list[Finding]:
    """What to look at in these fields (name → text), in their order."""
    return [finding for field, text in texts.items() for finding in scan_text(text, field=field)]


def scan_text(text: str, *, field: str = "description") -> list[Finding]:
    """Of two findings on the same words, the graver stays."""
    found = [(rule, spot) for rule in RULES for spot in rule.find(text)]
    found.sort(key=lambda one: ((one[1].level or one[0].level) is not Level.RED, one[1].start))
    kept: list[tuple[Rule, Spot]] = []
    for rule, spot in found:
        if not any(spot.start < other.end and other.start < spot.end for _r, other in kept):
            kept.append((rule, spot))
    return [_finding(rule, spot, text, field) for rule, spot in kept]


def _finding(rule: Rule, spot: Spot, text: str, field: str) -> Finding:
    return Finding(
        rule=rule.code,
        level=spot.level or rule.level,
        field=field,
        title=str(rule.title),
        sentence=str(rule.sentence),
        advice=str(rule.advice),
        passage=text[spot.start : spot.end],
        start=spot.start,
        end=spot.end,
        proposal=spot.proposal,
    )


def _all(pattern: re.Pattern[str]) -> Callable[[str], Iterator[Spot]]:
    return lambda text: (Spot(*match.span()) for match in pattern.finditer(text))


def _private_mailboxes(text: str) -> Iterator[Spot]:
    for match in patterns.EMAIL.finditer(text):
        if match[1].lower().rstrip(".") in PRIVATE_DOMAINS:
            yield Spot(*match.span())


def _phones(text: str) -> Iterator[Spot]:
    for match in patterns.PHONE.finditer(text):
        if _is_private_phone(match[0], text[max(0, match.start() - 30) : match.start()]):
            yield Spot(*match.span())
    for match in patterns.PHONE_AFTER_WORD.finditer(text):
        if not _is_public_number(_digits(match[1])):
            yield Spot(*match.span(1))


def _is_private_phone(words: str, before: str) -> bool:
    digits = _digits(words)
    is_number = len(digits) == 10 if digits.startswith("3") else 8 <= len(digits) <= 11
    if not is_number or _is_public_number(digits) or patterns.IS_DATE.match(words):
        return False
    return not (
        patterns.NOT_A_PHONE_AFTER.search(before) or (words == digits and iva.is_valid(digits))
    )


def _digits(words: str) -> str:
    digits = re.sub(r"\D", "", words)
    for prefix in ("0039", "39"):
        if digits.startswith(prefix) and len(digits) >= len(prefix) + 9:
            return digits[len(prefix) :]
    return digits


def _is_public_number(digits: str) -> bool:
    return digits in patterns.PUBLIC_NUMBERS or digits.startswith(patterns.FREE_PREFIXES)


def _births(text: str) -> Iterator[Spot]:
    yield from _all(patterns.BIRTH_LABEL)(text)
    for pattern in (patterns.BORN_IN_AND_ON, patterns.BORN_ON):
        for match in pattern.finditer(text):
            if not patterns.THINGS_BORN.search(_sentence_before(text, match.start())):
                yield Spot(*match.span())


def _sentence_before(text: str, at: int) -> str:
    return re.split(r"[.!?;\n]", text[max(0, at - 120) : at])[-1]


WINDOW = 260
"""Characters after a person in which age, origin and place still belong to that person."""


def _recognisable(text: str) -> Iterator[Spot]:
    """One person with age, origin and a small place: two of the three ask, all three stop."""
    taken = 0
    for person in patterns.PERSON.finditer(text):
        if person.start() < taken:
            continue
        told = _told_of(text, person)
        if len(told) >= 2:
            end = max(match.end() for match in told.values())
            taken = end
            level = Level.RED if len(told) == 3 else Level.AMBER
            yield Spot(person.start(), end, _anonymous(text, person, told), level)


def _told_of(text: str, person: re.Match[str]) -> dict[str, re.Match[str]]:
    limit = min(len(text), person.end() + WINDOW)
    paragraph = text.find("\n\n", person.end(), limit)
    limit = paragraph if paragraph >= 0 else limit
    found = {
        "age": patterns.AGE.search(text, person.start(), limit),
        "origin": patterns.ORIGIN.search(text, person.start(), limit),
        "place": _small_place(text, person.end(), limit),
    }
    return {name: match for name, match in found.items() if match}


def _small_place(text: str, start: int, limit: int) -> re.Match[str] | None:
    for match in patterns.SMALL_PLACE.finditer(text, start, limit):
        if int(match[1].replace(".", "")) < patterns.SMALLEST_SAFE:
            return match
    return patterns.SMALL_WORDS.search(text, start, limit)


def _anonymous(text: str, person: re.Match[str], told: dict[str, re.Match[str]]) -> str:
    """The passage with «una persona» in place of who it was, without age, origin and place."""
    words = {"age": "", "origin": "", "place": "comune del territorio"}
    pieces = [(person.start(), person.end(), "una persona")]
    pieces += [(*told[name].span(), words[name]) for name in told]
    made, at = "", person.start()
    for start, end, instead in sorted(pieces):
        if start >= at:
            made += text[at:start] + instead
        at = max(at, end)
    tidy = _tidied(made)
    return capitalised(tidy) if _begins_a_sentence(text, person.start()) else tidy


def _tidied(words: str) -> str:
    """Without the commas and blanks that what was taken away leaves behind."""
    closer = re.sub(r" +,", ",", re.sub(r" {2,}", " ", words))
    return re.sub(r",{2,}", ",", closer).strip(" ,")


def _begins_a_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip(' \t«“"(')
    return not before or before[-1] in ".!?…\n"


def _protected_places(text: str) -> Iterator[Spot]:
    """An address near a place that must stay secret: in either order."""
    places = [match.span() for match in patterns.PROTECTED_PLACE.finditer(text)]
    if not places:
        return
    for address in patterns.ADDRESS.finditer(text):
        near = [place for place in places if _is_near(text, place, address.span())]
        if near:
            start = min(address.start(), near[0][0])
            yield Spot(start, max(address.end(), near[0][1]))


def _is_near(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    first, second = sorted((one, other))
    between = text[first[1] : second[0]]
    return "\n\n" not in between and len(between.split()) <= patterns.NEAR_WORDS


_END = re.compile(r"[.;\n]")


def _end_of_sentence(text: str, start: int) -> int:
    limit = min(len(text), start + WINDOW)
    found = _END.search(text, start, limit)
    return found.start() if found else limit


def _protected_capacity(text: str) -> Iterator[Spot]:
    """Few beds of a protected place in a town that is named."""
    for place in patterns.PROTECTED_PLACE.finditer(text):
        limit = _end_of_sentence(text, place.end())
        beds = patterns.BEDS.search(text, place.end(), limit)
        town = patterns.TOWN.search(text, place.end(), limit)
        if beds and town:
            yield Spot(place.start(), max(beds.end(), town.end()))


RULES = (
    Rule(
        "tax_code",
        Level.RED,
        lazy("Codice fiscale"),
        lazy("Il codice fiscale dice chi è la persona, quando e dove è nata."),
        lazy("Toglilo: la scheda non ne ha bisogno."),
        _all(patterns.TAX_CODE),
    ),
    Rule(
        "birth",
        Level.RED,
        lazy("Data di nascita"),
        lazy("Una data di nascita può indicare una persona."),
        lazy("Scrivi una fascia d'età, per esempio «giovani adulti»."),
        _births,
    ),
    Rule(
        "papers",
        Level.RED,
        lazy("Numero di un documento"),
        lazy("Il numero di un documento indica una persona."),
        lazy("Toglilo: basta il tipo di documento."),
        _all(patterns.PAPERS),
    ),
    Rule(
        "court_case",
        Level.RED,
        lazy("Procedimento giudiziario"),
        lazy("Il numero di un procedimento porta alle persone coinvolte (art. 10 GDPR)."),
        lazy("Togli il numero e non dire chi indaga."),
        _all(patterns.COURT_CASE),
    ),
    Rule(
        "initials",
        Level.RED,
        lazy("Iniziali di una persona"),
        lazy("Le iniziali con l'età o la provenienza bastano a riconoscere qualcuno."),
        lazy("Scrivi «una persona» o usa un nome inventato, e dillo."),
        _all(patterns.INITIALS),
    ),
    Rule(
        "protected_place",
        Level.RED,
        lazy("Luogo protetto"),
        lazy("Un luogo protetto non ha indirizzo: chi cerca le persone ospitate legge anche qui."),
        lazy("Togli la via, il CAP e le coordinate: al più scrivi la provincia."),
        _protected_places,
    ),
    Rule(
        "recognisable",
        Level.AMBER,
        lazy("Persona riconoscibile"),
        lazy("Età, provenienza e comune piccolo insieme possono indicare una persona."),
        lazy("Racconta la pratica, non la persona; oppure togli età, provenienza e luogo."),
        _recognisable,
    ),
    Rule(
        "private_mailbox",
        Level.AMBER,
        lazy("Casella privata"),
        lazy("La casella è di un servizio privato, non di un ufficio."),
        lazy("Usa una casella istituzionale."),
        _private_mailboxes,
    ),
    Rule(
        "phone",
        Level.AMBER,
        lazy("Numero di telefono"),
        lazy("Potrebbe essere il numero di una persona."),
        lazy("Scrivi l'ufficio e la sua casella; i numeri pubblici (112, 1522) vanno bene."),
        _phones,
    ),
    Rule(
        "named_person",
        Level.AMBER,
        lazy("Persona per nome"),
        lazy("La scheda nomina una persona: basta l'ufficio."),
        lazy("Scrivi la funzione («il dirigente del servizio»), non il nome."),
        _all(patterns.NAMED_PERSON),
    ),
    Rule(
        "bank_account",
        Level.AMBER,
        lazy("Conto corrente"),
        lazy("Il testo contiene coordinate bancarie."),
        lazy("Toglile: la scheda non ne ha bisogno."),
        _all(patterns.BANK_ACCOUNT),
    ),
    Rule(
        "protected_capacity",
        Level.AMBER,
        lazy("Posti di un luogo protetto"),
        lazy("Pochi posti in un comune che si nomina possono far trovare il luogo."),
        lazy("Scrivi i posti in tutta la provincia, o togli il comune."),
        _protected_capacity,
    ),
)
"""In the order in which they are said when they stand on the same words."""
