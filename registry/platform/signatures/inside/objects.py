"""Looking into the objects of a PDF that may not be what they should."""

from pyhanko.pdf_utils import generic, misc

DEEPEST = 64


def at(holder: generic.PdfObject | None, key: str) -> generic.PdfObject | None:
    """What a dictionary has there, wherever it is; None where there is nothing, or no dictionary."""
    found = raw_at(holder, key)
    return found.get_object() if isinstance(found, generic.IndirectObject) else found


def raw_at(holder: generic.PdfObject | None, key: str) -> generic.PdfObject | None:
    """The same, without following it."""
    if isinstance(holder, generic.IndirectObject):
        holder = holder.get_object()
    is_there = isinstance(holder, generic.DictionaryObject) and key in holder
    return holder.raw_get(key) if is_there else None


def items(holder: generic.PdfObject | None, key: str) -> list[generic.PdfObject]:
    """The items of the list there, not followed."""
    found = at(holder, key)
    if not isinstance(found, generic.ArrayObject):
        return []
    return [found.raw_get(index) for index in range(len(found))]


def check_depth(depth: int) -> None:
    if depth > DEEPEST:
        raise misc.PdfReadError("too deep")
