"""After rendering: is every word there, and is nothing left open?"""

import re
from collections import Counter

from registry.platform.documents.letter import OPEN_PLACES
from registry.platform.documents.package import CORE, DC, read_parts
from registry.platform.documents.plain import Plain, texts
from registry.platform.documents.text import extract_text, parse_strictly
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _

# «XX» alone is a street («via XX Settembre»); as a number or a date it is a hole.
HOLES = re.compile(r"_{4,}|…{2,}|\.{5,}|\[\[|\{\{|\[manca: |\bn\.\s?X{2,}\b|\bXX/XX\b|X{4,}")


class LostText(Exception):
    """A value of the letter is not in the document: a fault of the template or of the engine."""


def check_complete(docx: bytes, data: dict[str, Plain]) -> None:
    """Raises LostText when the document, read again, lacks a text of the letter.

    A text that the letter holds twice must be there twice. Spaces and line breaks are alike.
    """
    said = _one_line(_everything(docx))
    wanted = Counter(_one_line(text) for _path, text in texts(data))
    for path, text in texts(data):
        if said.count(_one_line(text)) < wanted[_one_line(text)] and _one_line(text):
            raise LostText(f"{path}: the document does not say {text[:80]!r}.")


def check_finished(docx: bytes, data: dict[str, Plain], *, allowed: tuple[str, ...]) -> None:
    """Raises InvalidInput, with the path of each, when a final text has a hole in it."""
    wrong = {path: _hole_sentence(text) for path, text in texts(data) if hole_in(text, allowed)}
    if wrong:
        raise InvalidInput.of(wrong)
    found = hole_in(_everything(docx), allowed)
    if found:
        raise InvalidInput(_hole_sentence(found))


def hole_in(text: str, allowed: tuple[str, ...] = ()) -> str:
    """The first place left open in ``text``, or nothing."""
    for place in OPEN_PLACES:
        if place in text and place not in allowed:
            return place
    found = HOLES.search(text)
    return found.group() if found else ""


def _hole_sentence(text: str) -> str:
    return _("Il testo definitivo ha un posto vuoto: «{hole}». Completalo.").format(
        hole=hole_in(text) or text
    )


def _everything(docx: bytes) -> str:
    core = parse_strictly(read_parts(docx)[CORE])
    properties = [core.findtext(f"{{{DC}}}{name}") or "" for name in ("title", "subject")]
    return "\n".join([extract_text(docx, margins=True), *properties])


def _one_line(text: str) -> str:
    return " ".join(text.split())
