"""Names of bodies inside a sentence: an Italian one bends its prepositions, another does not."""

from collections.abc import Iterable

from registry.platform.documents.italian import Article, joined, with_preposition
from registry.platform.i18n import SOURCE_LANGUAGE, current_language


def after(preposition: str, article: str, name: str) -> str:
    """«dalla Prefettura», «del Comune»; in another language the name alone, whose sentence has
    the preposition."""
    if current_language() != SOURCE_LANGUAGE:
        return name
    return with_preposition(preposition, Article(article), name)


def listed(names: Iterable[str]) -> str:
    """«A, B e C»; in another language with commas alone."""
    return joined(names) if current_language() == SOURCE_LANGUAGE else ", ".join(names)
