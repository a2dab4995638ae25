"""The lexicon of each language, made when it is first asked for."""

from functools import cache

from registry.dates.grammar.english import ENGLISH
from registry.dates.grammar.french import FRENCH
from registry.dates.grammar.german import GERMAN
from registry.dates.grammar.italian import ITALIAN
from registry.dates.grammar.slovene import SLOVENE
from registry.dates.grammar.tokens import Lexicon

VOCABULARIES = {"it": ITALIAN, "de": GERMAN, "fr": FRENCH, "sl": SLOVENE, "en": ENGLISH}


@cache
def lexicon(language: str) -> Lexicon:
    """Italian, for a language that is not known."""
    return Lexicon(VOCABULARIES.get(language, ITALIAN))
