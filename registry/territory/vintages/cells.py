"""How one cell of a data file is read: text in, value out, or a sentence that says why not.

Nothing is guessed: ``NA`` and ``NO`` stay text, a code without its leading zeros is refused.
"""

import re
from collections.abc import Callable, Container
from datetime import date
from enum import StrEnum

from registry.platform.i18n import _

Reader = Callable[[str], object]
"""Raises ValueError with a sentence."""

BETWEEN = ";"
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def words(text: str) -> str:
    return text


def required_words(text: str) -> str:
    if not text:
        raise ValueError(_("manca: è necessario"))
    return text


def optional(read: Reader) -> Reader:
    """None for an empty cell."""
    return lambda text: read(text) if text else None


def several(read: Reader) -> Reader:
    """A list, its items divided by a semicolon."""

    def read_all(text: str) -> list[object]:
        return [read(part.strip()) for part in text.split(BETWEEN)] if text else []

    return read_all


def digits(n: int) -> Reader:
    form = re.compile(f"[0-9]{{{n}}}")

    def read(text: str) -> str:
        if not form.fullmatch(text):
            raise ValueError(
                _("«{text}» non va: servono {n} cifre, con gli zeri davanti").format(text=text, n=n)
            )
        return text

    return read


def like(pattern: str, example: str) -> Reader:
    form = re.compile(pattern)

    def read(text: str) -> str:
        if not form.fullmatch(text):
            raise ValueError(
                _("«{text}» non va: scrivilo come {example}").format(text=text, example=example)
            )
        return text

    return read


def one_of(known: type[StrEnum]) -> Reader:
    return among([item.value for item in known])


def among(known: list[str]) -> Reader:
    names: Container[str] = frozenset(known)

    def read(text: str) -> str:
        if text not in names:
            raise ValueError(
                _("«{text}» non va: le voci sono {known}").format(
                    text=text, known=", ".join(filter(None, known))
                )
            )
        return text

    return read


def day(text: str) -> date:
    try:
        if not _ISO_DAY.fullmatch(text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(
            _("«{text}» non è un giorno: scrivilo come 2026-01-31").format(text=text)
        ) from None


def yes_or_no(text: str) -> bool:
    if text not in {"0", "1"}:
        raise ValueError(_("«{text}» non va: 1 è sì, 0 è no").format(text=text))
    return text == "1"


def mailbox(text: str) -> str:
    if text and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text):
        raise ValueError(_("«{text}» non è una casella di posta").format(text=text))
    return text
