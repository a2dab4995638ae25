"""Le lingue: the messages are written in Italian; other languages are catalogues.

``_`` translates now, in the language of the request; ``lazy`` waits until it is shown,
for sentences that stand at module level (labels, navigation, statuses). Where one Italian word
is two in another language («Invio» is a batch and a key), ``pgettext`` and ``lazy_in`` say which.
"""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import LazyProxy, NullTranslations, Translations

SOURCE_LANGUAGE = "it"
LANGUAGES = ("it", "en")
CATALOGUES = Path(__file__).parent / "catalogues"

BLANK = re.compile(r"%\((\w+)\)s|\{(\w*)[^{}]*\}")
"""A blank of a message, ``{name}`` or ``%(name)s``."""
WORD = re.compile(r"[^\W\d_]{2}")
"""Two letters together: a text without them has no words to be read aloud."""

_language: ContextVar[str] = ContextVar("language", default=SOURCE_LANGUAGE)


Span = tuple[int, int]


class Told:
    """The messages that were told to one reader, to know our words from what people typed.

    What people typed is Italian and stays so in every language: a page in another one says
    which of its words are (``web/typed_words.py``).
    """

    def __init__(self) -> None:
        self._whole: set[str] = set()
        self._forms: dict[str, Form] = {}
        self.seen: dict[str, str] = {}
        """Texts that a page has looked at, as it wrote them."""

    def add(self, message: str) -> None:
        if BLANK.search(message):
            self._forms.setdefault(message, _form(message))
        else:
            self._whole.add(_low(message))

    def is_ours(self, text: str) -> bool:
        return _low(text) in self._whole

    def filled_in(self, text: str) -> list[Span] | None:
        """Where the blanks of the message are that became this text; None if none did."""
        lower = text.lower()
        if len(lower) != len(text):
            return None
        for form in self._forms.values():
            spans = form.blanks_in(lower)
            if spans and (form.has_words or any(self.is_ours(text[a:b]) for a, b in spans)):
                return spans
        return None


def _low(text: str) -> str:
    """A message may begin a sentence here and stand in the middle of one there."""
    return text[:1].lower() + text[1:]


@dataclass(frozen=True)
class Form:
    """A message with blanks: ``parts`` is what stands between them, in small letters."""

    parts: tuple[str, ...]
    has_words: bool
    """Without words of its own, «{name} ({role})», any text may look like it."""

    def blanks_in(self, lower: str) -> list[Span] | None:
        """Where they are in a text of this form. Each part is found once, from the left: the
        time does not grow with what somebody may have typed to make it grow."""
        first, *others, last = self.parts
        at, spans = len(first), []
        if not lower.startswith(first):
            return None
        for part in others:
            found = lower.find(part, at)
            if found < 0:
                return None
            spans.append((at, found))
            at = found + len(part)
        end = len(lower) - len(last)
        return [*spans, (at, end)] if at <= end and lower.endswith(last) else None


@cache
def _form(message: str) -> Form:
    plain = [part.replace("%%", "%") for part in BLANK.split(message)[:: BLANK.groups + 1]]
    return Form(tuple(part.lower() for part in plain), any(WORD.search(part) for part in plain))


_told: ContextVar[Told | None] = ContextVar("told", default=None)


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


def figure(n: int) -> str:
    """A whole number as the reader's language groups it: 5.000, 5,000."""
    return f"{n:,}".replace(",", "." if current_language() == SOURCE_LANGUAGE else ",")


def current_language() -> str:
    return _language.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within the block every sentence is in ``language``."""
    known = language if language in LANGUAGES else SOURCE_LANGUAGE
    token = _language.set(known)
    noting = _told.set(None if known == SOURCE_LANGUAGE else Told())
    try:
        yield
    finally:
        _language.reset(token)
        _told.reset(noting)


def told_so_far() -> Told | None:
    """What was said within ``speaking``; None in the source language, where all is Italian."""
    return _told.get()


def _said(message: str) -> str:
    told = _told.get()
    if told is not None:
        told.add(message)
    return message


def ours(text: str) -> str:
    """Words that the program has put together in the reader's language without a message:
    a date as ``dates`` or the library of calendars says it."""
    return _said(text)


def label(text: str) -> str:
    """A word of ours that was kept among words that people typed: told in the reader's language
    if it is a message, and else left as it is, as theirs."""
    said = str(translations(current_language()).ugettext(text)) if text else ""
    return text if said == text else _said(said)


def gettext(message: str) -> str:
    return _said(str(translations(current_language()).ugettext(message))) if message else ""


def ngettext(one: str, many: str, n: int) -> str:
    return _said(str(translations(current_language()).ungettext(one, many, n)))


def pgettext(context: str, message: str) -> str:
    """The message in that sense of it: «key» or «country», for whoever translates."""
    return _said(str(translations(current_language()).upgettext(context, message)))


def lazy_in(context: str, message: str) -> str:
    """``pgettext`` of a sentence that is translated each time it is shown."""
    return LazyProxy(pgettext, context, message, enable_cache=False)  # type: ignore[return-value]


def lazy(message: str) -> str:
    """A sentence translated each time it is shown. Typed ``str``: it behaves as one."""
    return LazyProxy(gettext, message, enable_cache=False)  # type: ignore[return-value]


_ = gettext
