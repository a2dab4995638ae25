"""Le lingue: the messages are written in Italian; other languages are catalogues.

``_`` translates now, in the language of the request; ``lazy`` waits until it is shown,
for sentences that stand at module level (labels, navigation, statuses).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from babel.support import LazyProxy, NullTranslations, Translations

SOURCE_LANGUAGE = "it"
LANGUAGES = ("it", "en")
CATALOGUES = Path(__file__).parent / "catalogues"

_language: ContextVar[str] = ContextVar("language", default=SOURCE_LANGUAGE)


@cache
def translations(language: str) -> NullTranslations:
    if language == SOURCE_LANGUAGE:
        return NullTranslations()
    return Translations.load(CATALOGUES, [language], domain="messages")


def current_language() -> str:
    return _language.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within the block every sentence is in ``language``."""
    token = _language.set(language if language in LANGUAGES else SOURCE_LANGUAGE)
    try:
        yield
    finally:
        _language.reset(token)


def gettext(message: str) -> str:
    return str(translations(current_language()).ugettext(message)) if message else ""


def ngettext(one: str, many: str, n: int) -> str:
    return str(translations(current_language()).ungettext(one, many, n))


def lazy(message: str) -> str:
    """A sentence translated each time it is shown. Typed ``str``: it behaves as one."""
    return LazyProxy(gettext, message, enable_cache=False)  # type: ignore[return-value]


_ = gettext
