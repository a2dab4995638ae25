"""How the filters of an address are read: a number, or one of the words that are known."""

from collections.abc import Iterable

from registry.platform.errors import InvalidInput
from registry.platform.i18n import _

MINE, NOBODY = "mine", "nobody"


def number_or_none(text: str, name: str) -> int | None:
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise InvalidInput.of({name: _("Scrivi un numero.")})
    return int(text)


def one_of(value: str, name: str, known: Iterable[str]) -> str:
    """The value, or nothing; raises InvalidInput with the values that there are."""
    if value and value not in known:
        sentence = _("Scegli una di queste voci: {known}.").format(known=", ".join(known))
        raise InvalidInput.of({name: sentence})
    return value
