"""A document's own outline and its links, told by pages: no name of it is left to clash."""

from collections.abc import Callable
from typing import Any

import pikepdf

from registry.platform.dossiers.inside.values import (
    get,
    has_entries,
    identity,
    items,
    name_of,
    number,
)
from registry.platform.dossiers.shapes import Mark

MOST_MARKS = 5_000
DEEPEST = 12
LONGEST_TITLE = 300
MOST_NAMES = 50_000
TO_TOP = {"/XYZ": 2, "/FitH": 1, "/FitBH": 1}
"""Where in a destination the top is, by its kind."""

Target = tuple[int, float | None]


class Targets:
    """Where a destination leads: a page of the document, and how far up."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self._names = _named(pdf.Root)

    def of(self, holder: Any) -> Target | None:
        """Of a link or an item of an outline; None when it leads out of the document."""
        destination = get(holder, "/Dest")
        if destination is None:
            action = get(holder, "/A")
            if name_of(get(action, "/S")) != "/GoTo":
                return None
            destination = get(action, "/D")
        for _again in range(4):  # a name may stand for a name's dictionary
            if isinstance(destination, pikepdf.Name | pikepdf.String):
                destination = self._names.get(bytes(destination))
            elif get(destination, "/D") is not None:
                destination = get(destination, "/D")
        return self._explicit(items(destination))

    def _explicit(self, destination: list[Any]) -> Target | None:
        if not destination:
            return None
        page = self._pages.get(identity(destination[0]) or (0, 0))
        if page is None:
            return None
        at = TO_TOP.get(name_of(destination[1])) if len(destination) > 1 else None
        top = number(destination[at + 1]) if at and len(destination) > at + 1 else None
        return page, top


def marks_of(pdf: pikepdf.Pdf, targets: Targets) -> list[Mark]:
    """The outline from top to bottom. An item that leads nowhere is left out, its own stay."""
    found: list[Mark] = []
    seen: set[tuple[int, int]] = set()
    waiting = [(get(get(pdf.Root, "/Outlines"), "/First"), 0)]
    while waiting and len(found) < MOST_MARKS:
        item, depth = waiting.pop()
        itself = identity(item)
        if itself is None or itself in seen:
            continue
        seen.add(itself)
        waiting.append((get(item, "/Next"), depth))
        if depth < DEEPEST:
            waiting.append((get(item, "/First"), depth + 1))
        target, title = targets.of(item), _title(get(item, "/Title"))
        if target is not None and title:
            found.append(Mark(depth, title, *target))
    return found


def _title(value: Any) -> str:
    if not isinstance(value, pikepdf.String):
        return ""
    words = " ".join(str(value)[: LONGEST_TITLE * 2].split())
    return "".join(sign for sign in words if sign.isprintable())[:LONGEST_TITLE]


def _named(root: Any) -> dict[bytes, Any]:
    """Destinations by their name, from both places where they may be."""
    found: dict[bytes, Any] = {}
    old = get(root, "/Dests")
    for key, value in list(old.items())[:MOST_NAMES] if has_entries(old) else ():
        found[key.encode(errors="surrogateescape")] = value
    _walk(get(get(root, "/Names"), "/Dests"), found.setdefault)
    return found


def _walk(tree: Any, put: Callable[[bytes, Any], object]) -> None:
    waiting, seen, left = [tree], set[tuple[int, int]](), MOST_NAMES
    while waiting and left > 0:
        node = waiting.pop()
        itself = identity(node)
        if itself in seen:
            continue
        if itself is not None:
            seen.add(itself)
        pairs = items(get(node, "/Names"))
        for key, value in zip(pairs[::2], pairs[1::2], strict=False):
            left -= 1
            if isinstance(key, pikepdf.String):
                put(bytes(key), value)
        waiting += items(get(node, "/Kids"))
