"""A document's structure for who reads with the voice, made ready to stand beside others'."""

from typing import Any

import pikepdf

from registry.platform.dossiers.inside.values import (
    get,
    has_entries,
    identity,
    is_dictionary,
    items,
    name_of,
)

ROOM = 1 << 22
"""Numbers of a document in the tree of all: the n-th has those from n times this."""
MOST_ELEMENTS = 400_000
KEPT = {"/Type", "/S", "/P", "/K", "/Pg", "/A", "/R", "/T", "/Lang", "/Alt", "/E", "/ActualText"}
HOPS = 8


class NoTags(Exception):
    """It has none, or they cannot be followed."""


def ready(pdf: pikepdf.Pdf, number: int, *, annotations: set[tuple[int, int]]) -> None:
    """Rewrites the structure: standard names only, nothing that points at what is gone, numbers
    that no other document has. Raises NoTags."""
    root = get(pdf.Root, "/StructTreeRoot")
    if not is_dictionary(root):
        raise NoTags
    pages = {page.obj.objgen for page in pdf.pages}
    tree = _numbers(get(root, "/ParentTree"))
    kids = _Elements(root, pages, annotations).all()
    if not kids or not tree:
        raise NoTags
    nums = pikepdf.Array()
    for key in sorted(tree):
        nums.append(key + number * ROOM)
        nums.append(tree[key])
    pdf.Root.StructTreeRoot = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.StructTreeRoot,
            K=pikepdf.Array(kids),
            ParentTree=pikepdf.Dictionary(Nums=nums),
        )
    )
    for kid in kids:
        kid.P = pdf.Root.StructTreeRoot


class _Elements:
    def __init__(
        self, root: Any, pages: set[tuple[int, int]], annotations: set[tuple[int, int]]
    ) -> None:
        self.root = root
        self.names = get(root, "/RoleMap")
        self.pages = pages
        self.annotations = annotations
        self.seen: set[tuple[int, int]] = set()

    def all(self) -> list[Any]:
        """The elements on top; those below are put right in passing."""
        top = self._kids(self.root)
        kept = [one for one in top if self._is_element(one)]
        waiting = list(kept)
        while waiting:
            element = waiting.pop()
            self._put_right(element)
            kids = [one for one in self._kids(element) if self._stays(one)]
            element.K = pikepdf.Array(kids)
            waiting += [one for one in kids if is_dictionary(one) and "/S" in one]
            if len(self.seen) > MOST_ELEMENTS:
                raise NoTags
        return kept

    def _kids(self, holder: Any) -> list[Any]:
        kids = get(holder, "/K")
        return [kids] if kids is not None and not items(kids) else items(kids)

    def _is_element(self, one: Any) -> bool:
        itself = identity(one)
        if not is_dictionary(one) or "/S" not in one or itself is None or itself in self.seen:
            return False
        self.seen.add(itself)
        return True

    def _stays(self, kid: Any) -> bool:
        if isinstance(kid, int):
            return True
        if not is_dictionary(kid):
            return False
        kind = name_of(kid.get("/Type"))
        if kind == "/MCR":
            return identity(kid.get("/Pg")) in self.pages or "/Pg" not in kid
        if kind == "/OBJR":
            return identity(kid.get("/Obj")) in self.annotations
        return self._is_element(kid)

    def _put_right(self, element: Any) -> None:
        for key in set(element.keys()) - KEPT:
            del element[key]
        element.S = pikepdf.Name(self._standard(name_of(element.get("/S"))))
        if "/Pg" in element and identity(element.get("/Pg")) not in self.pages:
            del element["/Pg"]

    def _standard(self, name: str) -> str:
        for _hop in range(HOPS):
            known = name_of(get(self.names, name)) if name else ""
            if not known or known == name:
                break
            name = known
        return name or "/Div"


def _numbers(tree: Any) -> dict[int, Any]:
    found: dict[int, Any] = {}
    waiting, seen = [tree], set[tuple[int, int]]()
    while waiting:
        node = waiting.pop()
        itself = identity(node)
        if itself in seen or not has_entries(node):
            continue
        if itself is not None:
            seen.add(itself)
        pairs = items(node.get("/Nums"))
        for key, value in zip(pairs[::2], pairs[1::2], strict=False):
            if isinstance(key, int) and 0 <= key < ROOM:
                found[key] = value
        waiting += items(node.get("/Kids"))
        if len(found) > MOST_ELEMENTS:
            raise NoTags
    return found
