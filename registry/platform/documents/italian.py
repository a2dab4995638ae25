"""Italian agreement: what the law's prose needs and a template must not compute.

Articles, genders and numbers are facts that somebody stored, never guesses from a first letter:
«l'INPS» and «la CGIL», «l'ASL» and «la ASST». Apostrophes are U+2019.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum

APOSTROPHE = "’"
ALPHABET = "abcdefghijklmnopqrstuvwxyz"
"""Letters of a list: 26, because lists can be long; after z) comes aa)."""


class Article(StrEnum):
    IL = "il"
    LO = "lo"
    LA = "la"
    ELIDED = "l'"
    I = "i"  # noqa: E741  the Italian plural article
    GLI = "gli"
    LE = "le"
    NONE = ""


class Gender(StrEnum):
    MASCULINE = "m"
    FEMININE = "f"


class Number(StrEnum):
    SINGULAR = "s"
    PLURAL = "p"


ENDINGS = {
    (Gender.MASCULINE, Number.SINGULAR): "o",
    (Gender.FEMININE, Number.SINGULAR): "a",
    (Gender.MASCULINE, Number.PLURAL): "i",
    (Gender.FEMININE, Number.PLURAL): "e",
}
STEMS = {"di": "de", "a": "a", "da": "da", "in": "ne", "su": "su"}
TAILS = {
    Article.IL: "l",
    Article.LO: "llo",
    Article.LA: "lla",
    Article.ELIDED: "ll" + APOSTROPHE,
    Article.I: "i",
    Article.GLI: "gli",
    Article.LE: "lle",
}

UNITS = (
    *("zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove"),
    *("dieci", "undici", "dodici", "tredici", "quattordici", "quindici", "sedici"),
    *("diciassette", "diciotto", "diciannove"),
)
TENS = (
    *("venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta"),
)
ROMAN = ((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))

ONE_OF = {"giorni": "un giorno", "mesi": "un mese", "anni": "un anno", "settimane": "una settimana"}


def with_article(article: Article, name: str) -> str:
    """«il Comune», «l’Azienda», or the name alone."""
    if article is Article.NONE:
        return name
    if article is Article.ELIDED:
        return f"l{APOSTROPHE}{name}"
    return f"{article.value} {name}"


def with_preposition(preposition: str, article: Article, name: str) -> str:
    """«del Comune», «all’Azienda», «dagli uffici»; «con» and «per» stay apart."""
    if article is Article.NONE:
        return f"{preposition} {name}"
    if preposition not in STEMS:
        return f"{preposition} {with_article(article, name)}"
    joined = STEMS[preposition] + TAILS[article]
    return joined + name if article is Article.ELIDED else f"{joined} {name}"


def agreeing(stem: str, gender: Gender, number: Number = Number.SINGULAR) -> str:
    """«rappresentat» as «rappresentato», «rappresentata», «rappresentati», «rappresentate»."""
    return stem + ENDINGS[gender, number]


def seen_heading(forms: Sequence[tuple[Gender, Number]]) -> str:
    """VISTO, VISTA, VISTI or VISTE over a list: one item gives its own form, all feminine VISTE."""
    if len(forms) == 1:
        return agreeing("vist", *forms[0]).upper()
    is_feminine = all(gender is Gender.FEMININE for gender, _number in forms)
    return "VISTE" if is_feminine else "VISTI"


def capitalised(text: str) -> str:
    """The first letter upper-case, the rest as it is."""
    return text[:1].upper() + text[1:]


def joined(words: Iterable[str]) -> str:
    """«A», «A e B», «A, B e C»; «ed» before a word that begins with e."""
    *first, last = list(words) or [""]
    if not first:
        return last
    link = "ed" if last.lower().startswith(("e", "è", "é")) else "e"
    return f"{', '.join(first)} {link} {last}"


def commits_to(first_words: str, *, are_many: bool = False) -> str:
    """«si impegna a», «si impegnano ad»: the d only before a word that begins with a."""
    verb = "si impegnano" if are_many else "si impegna"
    return f"{verb} {'ad' if first_words[:1].lower() in {'a', 'à'} else 'a'}"


def in_words(number: int) -> str:
    """From zero to a hundred; above, the digits."""
    if number == 100:
        return "cento"
    if not 0 <= number < 100:
        return str(number)
    if number < len(UNITS):
        return UNITS[number]
    tens, unit = TENS[number // 10 - 2], number % 10
    if unit == 0:
        return tens
    if unit in {1, 8}:
        tens = tens[:-1]
    return tens + ("tré" if unit == 3 else UNITS[unit])


def quantity(number: int, unit: str) -> str:
    """«un anno», «tre mesi», «sessanta giorni»; ``unit`` is the plural."""
    return ONE_OF[unit] if number == 1 else f"{in_words(number)} {unit}"


def list_letter(position: int) -> str:
    """The letter of the item at ``position`` (from 0): a … z, aa, ab …"""
    if position < len(ALPHABET):
        return ALPHABET[position]
    return list_letter(position // len(ALPHABET) - 1) + ALPHABET[position % len(ALPHABET)]


def roman(number: int) -> str:
    """1 to 89, for the sections of an annex."""
    text = ""
    for value, sign in ROMAN:
        while number >= value:
            text, number = text + sign, number - value
    return text


def punctuated(items: Sequence[str], *, last_sign: str = ".") -> list[str]:
    """The items of a list: each ends with «;», the last with ``last_sign``, once."""
    bare = [item.rstrip().rstrip(";.,") for item in items]
    return [f"{item};" for item in bare[:-1]] + [f"{item}{last_sign}" for item in bare[-1:]]
