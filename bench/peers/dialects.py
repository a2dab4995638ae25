"""Our templates in the peers' words: the same document, asked in the way of each.

docxtpl and rust-docxtpl read them as they are.
"""

import copy
from collections.abc import Iterable, Mapping

from lxml import etree

from bench.peers.tags import Kind, Ref, Tag, tags_of
from registry.platform.documents.package import CORE, as_bytes, pack
from registry.platform.documents.sheets import filled_names
from registry.platform.documents.text import W


class Dialect:
    """What a peer writes where we open, close and print. ``lists`` are the paths of the loops."""

    fills_properties = True
    """Whether title and subject of the file can be fields too."""

    def __init__(self, lists: frozenset[tuple[str, ...]]) -> None:
        self._lists = lists

    def printed(self, ref: Ref) -> str:
        raise NotImplementedError

    def opening(self, tag: Tag) -> str:
        """For a loop, a condition, or the other half of a condition."""
        raise NotImplementedError

    def closing(self, tag: Tag) -> str:
        """For the end of either, or of the first half of a condition."""
        raise NotImplementedError

    def arrange(self, root: etree._Element, tags: list[Tag]) -> None:
        """Puts the written tags where the peer wants to find them."""

    def words(self, tag: Tag) -> str:
        if tag.kind is Kind.FIELD:
            return self.printed(tag.ref)
        if tag.kind in (Kind.FOR, Kind.IF):
            return self.opening(tag)
        return self.closing(tag)

    def is_list(self, ref: Ref) -> bool:
        return ref.path in self._lists


class Braces(Dialect):
    """{#loop} {field} {/loop}, and conditions that are loops: docxtemplater and easy-template-x."""

    def printed(self, ref: Ref) -> str:
        return f"{{{self.name(ref)}}}"

    def name(self, ref: Ref) -> str:
        return "_".join(ref.fields)

    def asked(self, tag: Tag) -> str:
        """A loop's name, or a condition's: a list is asked by its ``has_``, or it would repeat."""
        name = self.name(tag.ref)
        return f"has_{name}" if tag.loop is None and self.is_list(tag.ref) else name

    def arrange(self, root: etree._Element, tags: list[Tag]) -> None:
        """A row is repeated by tags in its first and last cell."""
        commands = {_holder(tag): tag for tag in tags if tag.level and tag.kind is not Kind.FIELD}
        for table in root.iter(f"{W}tbl"):
            _rows_by_cells(table, commands)


class Docxtemplater(Braces):
    def name(self, ref: Ref) -> str:
        return super().name(ref) or "."

    def opening(self, tag: Tag) -> str:
        return f"{{{'^' if tag.kind is Kind.ELSE else '#'}{self.asked(tag)}}}"

    def closing(self, tag: Tag) -> str:
        return f"{{/{self.asked(tag)}}}"


class EasyTemplateX(Braces):
    """It has no «else», and no name for an item that is a text: the data bring both."""

    fills_properties = False

    def name(self, ref: Ref) -> str:
        return super().name(ref) or (ref.loop.item if ref.loop else "")

    def opening(self, tag: Tag) -> str:
        return f"{{#{'no_' if tag.kind is Kind.ELSE else ''}{self.asked(tag)}}}"

    def closing(self, tag: Tag) -> str:
        return "{/}"


class DocxTemplates(Dialect):
    """JavaScript between plus signs; a loop's item begins with a dollar."""

    fills_properties = False

    def printed(self, ref: Ref) -> str:
        return f"+++INS {self.expression(ref)}+++"

    def expression(self, ref: Ref) -> str:
        owner = () if ref.loop is None else (f"${ref.loop.item}",)
        return ".".join((*owner, *ref.fields))

    def opening(self, tag: Tag) -> str:
        if tag.loop is not None:
            return f"+++FOR {tag.loop.item} IN {self.expression(tag.ref)}+++"
        asked = self.expression(tag.ref) + (".length" if self.is_list(tag.ref) else "")
        return f"+++IF {'!' if tag.kind is Kind.ELSE else ''}{asked}+++"

    def closing(self, tag: Tag) -> str:
        return "+++END-IF+++" if tag.loop is None else f"+++END-FOR {tag.loop.item}+++"


class Carbone(Dialect):
    """Paths from the root; a loop is what stands between an ``[i]`` and its ``[i+1]``."""

    def printed(self, ref: Ref) -> str:
        named = ref if ref.fields or ref.loop is None else Ref(ref.loop, (ref.loop.item,))
        return f"{{{self.path(named)}}}"

    def path(self, ref: Ref) -> str:
        owner = "d" if ref.loop is None else f"{self.path(ref.loop.over)}[i]"
        return ".".join((owner, *ref.fields))

    def asked(self, ref: Ref) -> str:
        *above, last = ref.fields
        return self.path(Ref(ref.loop, (*above, f"has_{last}")))

    def opening(self, tag: Tag) -> str:
        if tag.loop is not None:
            return ""
        wanted = "false" if tag.kind is Kind.ELSE else "true"
        return f"{{{self.asked(tag.ref)}:ifEQ({wanted}):showBegin}}"

    def closing(self, tag: Tag) -> str:
        if tag.loop is not None:
            return f"{{{self.path(tag.ref)}[i+1]}}"
        return f"{{{self.asked(tag.ref)}:showEnd}}"

    def arrange(self, root: etree._Element, tags: list[Tag]) -> None:
        """Nothing opens a loop."""
        for tag in tags:
            if tag.kind is Kind.FOR:
                _remove(_holder(tag))


def rewritten(parts: dict[str, bytes], dialect: type[Dialect], core: bytes) -> bytes:
    """The template as a .docx of that dialect. ``core`` is for peers that fill no properties."""
    roots = {name: etree.fromstring(parts[name]) for name in filled_names(parts)}
    writer = dialect(looped(roots.values()))
    for root in roots.values():
        _rewrite(root, writer)
    made = {name: as_bytes(root) for name, root in roots.items()}
    made[CORE] = _properties(parts[CORE], writer) if writer.fills_properties else core
    return pack({**parts, **made})


def looped(roots: Iterable[etree._Element]) -> frozenset[tuple[str, ...]]:
    """The path of every list that a template goes through."""
    return frozenset(tag.ref.path for root in roots for tag in tags_of(root) if tag.loop)


def _rewrite(root: etree._Element, dialect: Dialect) -> None:
    tags = tags_of(root)
    written: dict[etree._Element, list[tuple[tuple[int, int], str]]] = {}
    for tag in tags:
        words = dialect.words(tag)
        if tag.kind is Kind.ELSE and not tag.level:
            words += dialect.opening(tag)
        written.setdefault(tag.text, []).append((tag.place, words))
    for text, changes in written.items():
        text.text = _changed(text.text or "", changes)
    halves = [_second_half(tag, dialect) for tag in tags if tag.kind is Kind.ELSE and tag.level]
    dialect.arrange(root, [*tags, *halves])


def _changed(words: str, changes: list[tuple[tuple[int, int], str]]) -> str:
    for (start, end), new in reversed(changes):
        words = words[:start] + new + words[end:]
    return words


def _second_half(tag: Tag, dialect: Dialect) -> Tag:
    """An «else» closes in one paragraph, row or run, and opens in the next one."""
    first = _holder(tag)
    second = copy.deepcopy(first)
    first.addnext(second)
    text = next(second.iter(f"{W}t"))
    text.text = dialect.opening(tag)
    return Tag(tag.kind, tag.level, tag.ref, tag.loop, text, tag.place)


def _properties(core: bytes, dialect: Dialect) -> bytes:
    root = etree.fromstring(core)
    for element in root.iter():
        words = (element.text or "").strip()
        if words.startswith("{{"):
            element.text = dialect.printed(Ref(None, (words.strip("{} "),)))
    return as_bytes(root)


def _rows_by_cells(table: etree._Element, commands: Mapping[etree._Element, Tag]) -> None:
    opening, last = "", None
    for row in list(table.iterchildren(f"{W}tr")):
        if row not in commands:
            if opening:
                first = next(row.iter(f"{W}t"))
                first.text, opening = opening + (first.text or ""), ""
            last = row
            continue
        words = next(row.iter(f"{W}t")).text or ""
        if "/" in words and last is not None:
            _close(last, words, commands)
        else:
            opening += words
        _remove(row)


def _close(row: etree._Element, words: str, commands: Mapping[etree._Element, Tag]) -> None:
    """At the end of the last cell; in a paragraph of its own where the last one is a tag."""
    last = row.findall(f"{W}tc")[-1].findall(f"{W}p")[-1]
    texts = list(last.iter(f"{W}t"))
    if last in commands:
        after = copy.deepcopy(last)
        last.addnext(after)
        texts = list(after.iter(f"{W}t"))
        texts[-1].text = ""
    texts[-1].text = (texts[-1].text or "") + words


def _holder(tag: Tag) -> etree._Element:
    """The paragraph, row or run that stands for the tag."""
    element = tag.text
    while element.tag != f"{W}{tag.level}":
        above = element.getparent()
        assert above is not None
        element = above
    return element


def _remove(element: etree._Element) -> None:
    above = element.getparent()
    if above is not None:
        above.remove(element)
