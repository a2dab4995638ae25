"""The objects of a PDF by pikepdf, asked without surprise: what has another type is not there."""

from typing import Any

import pikepdf

DAMAGE = (pikepdf.PdfError, RuntimeError, OverflowError)
"""What pikepdf raises for a file that is no whole PDF."""
STRANGE = (*DAMAGE, ValueError, TypeError, KeyError, IndexError, AttributeError)
"""What it raises besides for a value of a strange type: where something is only tried."""


def is_dictionary(one: Any) -> bool:
    return isinstance(one, pikepdf.Object) and one._type_code == pikepdf.ObjectType.dictionary


def is_stream(one: Any) -> bool:
    return isinstance(one, pikepdf.Object) and one._type_code == pikepdf.ObjectType.stream


def has_entries(one: Any) -> bool:
    return is_dictionary(one) or is_stream(one)


def get(one: Any, key: str) -> Any:
    # Its own ``get`` refuses a key that is no UTF-8, as old programs write them.
    return one[key] if has_entries(one) and key in one else None


def items(one: Any) -> list[Any]:
    is_array = isinstance(one, pikepdf.Object) and one._type_code == pikepdf.ObjectType.array
    return list(one) if is_array else []


def name_of(one: Any) -> str:
    """With its slash, as the keys of dictionaries come; empty for what is no name."""
    return bytes(one).decode(errors="surrogateescape") if isinstance(one, pikepdf.Name) else ""


def number(one: Any) -> float | None:
    if isinstance(one, bool):
        return None
    try:
        found = float(one)
    except (TypeError, ValueError, OverflowError):
        return None
    return found if abs(found) < 1e7 else None


def numbers(one: Any, how_many: int) -> list[float] | None:
    found = [number(value) for value in items(one)]
    if len(found) != how_many or None in found:
        return None
    return [value for value in found if value is not None]


def identity(one: Any) -> tuple[int, int] | None:
    """None for what is no object of its own."""
    return one.objgen if isinstance(one, pikepdf.Object) and one.is_indirect else None


def drop(one: Any, *keys: str) -> None:
    for key in keys:
        if key in one:
            del one[key]
