"""Looking into the objects of a PDF that may not be what they should."""

from pyhanko.pdf_utils import generic, misc

DEEPEST = 64


def at(holder: generic.PdfObject | None, key: str) -> generic.PdfObject | None:
    """What a dictionary has there, wherever it is; None where there is none, or nothing."""
    found = raw_at(holder, key)
    return followed(found) if isinstance(found, generic.IndirectObject) else found


def raw_at(holder: generic.PdfObject | None, key: str) -> generic.PdfObject | None:
    """The same, without following it."""
    if isinstance(holder, generic.IndirectObject):
        holder = followed(holder)
    if not isinstance(holder, generic.DictionaryObject) or key not in holder:
        return None
    found: generic.PdfObject | None = holder.raw_get(key)
    return found


def name_at(holder: generic.PdfObject | None, key: str) -> str:
    """The name that is there, with its slash; empty where there is none."""
    found = at(holder, key)
    return str(found) if isinstance(found, generic.NameObject) else ""


def number_at(holder: generic.PdfObject | None, key: str) -> int | None:
    found = at(holder, key)
    return int(found) if isinstance(found, generic.NumberObject) else None


def dictionary(one: generic.PdfObject | None) -> generic.DictionaryObject:
    """Raises PdfReadError for what is none."""
    found = None if one is None else followed(one)
    if not isinstance(found, generic.DictionaryObject):
        raise misc.PdfReadError("no dictionary")
    return found


def number(one: generic.PdfObject) -> float:
    """Raises PdfReadError for what is none."""
    found = followed(one)
    if not isinstance(found, generic.NumberObject | generic.FloatObject):
        raise misc.PdfReadError("no number")
    return float(found)


def items(holder: generic.PdfObject | None, key: str) -> list[generic.PdfObject]:
    """The items of the list there, not followed."""
    found = at(holder, key)
    if not isinstance(found, generic.ArrayObject):
        return []
    return [found.raw_get(index) for index in range(len(found))]


def followed(one: generic.PdfObject) -> generic.PdfObject | None:
    """Itself, or what it points at."""
    found: generic.PdfObject | None = one.get_object()
    return found


def check_depth(depth: int) -> None:
    if depth > DEEPEST:
        raise misc.PdfReadError("too deep")
