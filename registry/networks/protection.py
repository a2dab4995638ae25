"""A protected place must not be found: its address, its municipality, its telephone.

Pure. Texts are looked at when they are written: an address near a refuge is refused, what
could let it be found is told. (Intesa of 27 November 2014, articles 8 and 9.)
"""

import re
from dataclasses import dataclass

from registry.platform.i18n import _

NEAR = 30
"""Words between the place and its address within which they belong together."""

_SHELTER = re.compile(
    r"\b(?:cas[ae]\s+(?:di\s+fuga|rifugio)|alloggi?o?\s+(?:protett[oi]|segret[oi])|"
    r"(?:appartament[oi]|struttur[ae]|comunità)\s+(?:protett[oiae]|segret[oiae])|"
    r"comunità\s+(?:per|di)\s+(?:minor[ie]|minorenni|msna)|struttur[ae]\s+(?:per\s+)?msna)\b",
    re.IGNORECASE,
)
_STREET = r"(?:via|v\.le|viale|piazza|piazzale|piazzetta|p\.zza|p\.za|corso|c\.so|vicolo|vico)"
_OTHER_STREET = r"(?:[Ll]argo|[Ss]alita|[Ll]ungomare|[Ss]trada|[Cc]ontrada|[Ll]ocalità|[Ff]razione)"
_OF = r"(?:d(?:i|el|ella|ei|egli|elle|ello)\s+|dell['’]\s*|d['’]\s*)"
# «in via sperimentale 3 donne» is no street.
_MANNER = (
    r"(?!(?:sperimentale|prioritaria|generale|esclusiva|principale|eccezionale|temporanea|"
    r"ordinaria|preliminare|telematica|definitiva|ufficiale|informale|amministrativa|breve|"
    r"preventiva|straordinaria|diretta|residuale|provvisoria|transitoria|di|del)\b)"
)
# A house number, and not the beginning of a telephone or of an act's number.
_NUMBER = r"(?:n\.?\s*|n°\s*|civico\s*)?\d{1,4}\b(?![\s./-]*\d)"
_WITH_NUMBER = re.compile(
    rf"\b{_STREET}\s+{_MANNER}(?:[\w.'’]+,?\s+){{1,4}}?{_NUMBER}", re.IGNORECASE
)
_OTHER_WITH_NUMBER = re.compile(
    rf"\b{_OTHER_STREET}\s+{_OF}?[A-ZÀ-Ý][\w.'’]*,?\s+(?:[\w.'’]+,?\s+){{0,3}}?{_NUMBER}"
)
_BY_NAME = re.compile(
    rf"\b(?:[Vv]iale|[Vv]\.le|[Pp]iazza|[Pp]iazzale|[Pp]iazzetta|[Pp]\.zz?a|[Cc]orso|[Cc]\.so|"
    rf"[Vv]icolo|[Vv]ico|[Ll]argo|[Vv]ia)\s+{_OF}?[A-ZÀ-Ý][a-zà-ÿ]{{2,}}"
)
_POSTCODE = re.compile(r"\b(?:CAP|cap)\s*\d{5}\b")
_COORDINATES = re.compile(r"\b4[0-9]\.\d{3,}\s*[,;]\s*\d{1,2}\.\d{3,}")
_BEDS = re.compile(r"\b(\d{1,2})\s+(?:posti\s+letto|posti|letti|ospiti)\b", re.IGNORECASE)

_ADDRESSES = (_WITH_NUMBER, _OTHER_WITH_NUMBER, _BY_NAME, _POSTCODE, _COORDINATES)


@dataclass(frozen=True)
class Finding:
    """What was found in a text. ``blocks``: it cannot be kept."""

    passage: str
    sentence: str
    blocks: bool


def names_a_shelter(text: str) -> bool:
    return _SHELTER.search(text) is not None


def findings(text: str) -> list[Finding]:
    """Addresses near a protected place, and few beds said together with one."""
    shelters = [(found.start(), found.end()) for found in _SHELTER.finditer(text)]
    if not shelters:
        return []
    found = [
        Finding(match[0], _address_sentence(match[0]), blocks=True)
        for pattern in _ADDRESSES
        for match in pattern.finditer(text)
        if any(_words_between(text, place, match.span()) <= NEAR for place in shelters)
    ]
    return [*_without_overlaps(found), *_few_beds(text, shelters)]


def address_of_shelter_or_none(*texts: str) -> str | None:
    """The sentence of the first address that must not be kept, in texts that belong together."""
    return next((one.sentence for text in texts for one in findings(text) if one.blocks), None)


def _few_beds(text: str, shelters: list[tuple[int, int]]) -> list[Finding]:
    return [
        Finding(match[0], _beds_sentence(match[0]), blocks=False)
        for match in _BEDS.finditer(text)
        if int(match[1]) < 5
        and any(_words_between(text, place, match.span()) <= NEAR for place in shelters)
    ]


def _words_between(text: str, one: tuple[int, int], other: tuple[int, int]) -> int:
    first, second = sorted((one, other))
    return len(text[first[1] : second[0]].split())


def _without_overlaps(found: list[Finding]) -> list[Finding]:
    longest = sorted(found, key=lambda one: -len(one.passage))
    kept: list[Finding] = []
    for one in longest:
        if not any(one.passage in other.passage for other in kept):
            kept.append(one)
    return kept


def _address_sentence(passage: str) -> str:
    return _(
        "«{passage}» è vicino a un luogo protetto: una casa di fuga, una casa rifugio o un alloggio"
        " protetto non hanno indirizzo nel registro. Togli l'indirizzo."
    ).format(passage=passage)


def _beds_sentence(passage: str) -> str:
    return _(
        "«{passage}» insieme a un luogo protetto può farlo riconoscere: meglio «meno di 5 posti»."
    ).format(passage=passage)
