"""Le lingue: the messages are written in Italian; other languages are catalogues.

``_`` translates now, in the language of the request; ``lazy`` waits until it is shown,
for sentences that stand at module level (labels, navigation, statuses).
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import LazyProxy, NullTranslations, Translations

SOURCE_LANGUAGE = "it"
LANGUAGES = ("it", "en")
CATALOGUES = Path(__file__).parent / "catalogues"

_language: ContextVar[str] = ContextVar("language", default=SOURCE_LANGUAGE)


@cache
def translations(language: str) -> NullTranslations:
    if language == SOURCE_LANGUAGE:
        return NullTranslations()
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


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
