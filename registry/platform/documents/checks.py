"""After rendering: is every word there, and is nothing left open?"""

import re
from collections import Counter
from collections.abc import Iterable

from markupsafe import escape

from registry.platform.documents.compiled import Said
from registry.platform.documents.letter import OPEN_PLACES
from registry.platform.documents.package import CORE, DC, read_parts
from registry.platform.documents.plain import Plain, texts
from registry.platform.documents.text import check_well_formed, extract_text, parse_strictly
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _

# «XX» alone is a street («via XX Settembre»); as a number or a date it is a hole.
HOLES = re.compile(r"_{4,}|…{2,}|\.{5,}|\[\[|\{\{|\[manca: |\bn\.\s?X{2,}\b|\bXX/XX\b|X{4,}")

BREAK = re.compile(r"[\n\t]")
SIGNS_OF_HOLES = ("____", "……", ".....", "[[", "{{", "[manca: ", "XX")


class LostText(Exception):
    """A value of the letter is not in the document: a fault of the template or of the engine."""

    def __init__(self, text: str, where: str = "") -> None:
        super().__init__(f"{where}: the document does not say {text[:80]!r}.".removeprefix(": "))
        self.text = text


def check_complete(docx: bytes, data: dict[str, Plain]) -> str:
    """All that the document says, read again; raises LostText when a text of the letter lacks.

    A text that the letter holds twice must be there twice. Spaces and line breaks are alike.
    """
    said = _one_line(_everything(docx))
    wanted = Counter(_one_line(text) for _path, text in texts(data))
    for path, text in texts(data):
        if said.count(_one_line(text)) < wanted[_one_line(text)] and _one_line(text):
            raise LostText(text, path)
    return said


def check_said(parts: Iterable[Said], texts: Iterable[str]) -> str:
    """Reads the parts again, strictly, as they are kept; gives all that was printed in them.

    Raises UnreadablePart for a part that is not well-formed, and LostText when a value that was
    printed is not there, in its order, or when one of ``texts`` was printed fewer times than it
    is held. A template prints its values in the text of the parts, never inside of a tag.
    """
    printed: list[str] = []
    for values, part, rendered in parts:
        content = part.content()
        check_well_formed(content)
        # What is the very join of its pieces has every value in it, in their order.
        if content != rendered:
            _check_order(values, content.decode(), part.name)
        printed += values
    times_printed = Counter(printed)
    for text, times in Counter(texts).items():
        # As it is first: few texts have a sign to escape, and escaping all of them is slow.
        if times_printed[text] < times and times_printed[escape(text)] < times and text.strip():
            raise LostText(text)
    return "\n".join(printed)


def _check_order(values: Iterable[str], xml: str, name: bytes) -> None:
    at = 0
    for value in values:
        # Breaks and tabs have become elements, between the pieces.
        for piece in BREAK.split(value) if "\n" in value or "\t" in value else (value,):
            at = xml.find(piece, at)
            if at < 0:
                raise LostText(piece, name.decode())
            at += len(piece)


def holes_in(text: str, allowed: tuple[str, ...]) -> bool:
    """Whether there may be a place left open: quick, for what nearly never has one."""
    if any(place in text for place in OPEN_PLACES if place not in allowed):
        return True
    return any(sign in text for sign in SIGNS_OF_HOLES) and HOLES.search(text) is not None


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
