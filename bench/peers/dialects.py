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

Commands = Mapping[etree._Element, Tag]
"""The paragraphs, rows and runs that hold a tag and nothing else."""


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

    def arrange(self, root: etree._Element, commands: Commands) -> None:
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

    def arrange(self, root: etree._Element, commands: Commands) -> None:
        """A row is repeated by tags in its first and last cell."""
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
    """It has no «else», and no name for an item that is a text: the data bring both.

    Tags in paragraphs of their own would leave these empty, one for each turn: where the loop
    begins and ends with a paragraph, they stand in it.
    """

    fills_properties = False

    def name(self, ref: Ref) -> str:
        return super().name(ref) or (ref.loop.item if ref.loop else "")

    def opening(self, tag: Tag) -> str:
        return f"{{#{'no_' if tag.kind is Kind.ELSE else ''}{self.asked(tag)}}}"

    def closing(self, tag: Tag) -> str:
        return "{/}"

    def arrange(self, root: etree._Element, commands: Commands) -> None:
        opened = []
        for paragraph in list(root.iter(f"{W}p")):
            if paragraph in commands and _said(paragraph).startswith("{#"):
                opened.append(paragraph)
            elif paragraph in commands:
                _into_paragraphs(opened.pop(), paragraph, commands)
        super().arrange(root, commands)


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

    def arrange(self, root: etree._Element, commands: Commands) -> None:
        """Nothing opens a loop."""
        for element, tag in commands.items():
            if tag.kind is Kind.FOR:
                _remove(element)


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
    held = [tag for tag in (*tags, *halves) if tag.level and tag.kind is not Kind.FIELD]
    dialect.arrange(root, {_holder(tag): tag for tag in held})


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


def _into_paragraphs(opening: etree._Element, closing: etree._Element, commands: Commands) -> None:
    """The two tags at the ends of what stands between them, if that is paragraphs with words."""
    first, last = opening.getnext(), closing.getprevious()
    if first is None or last is None or first is closing:
        return
    if any(one.tag != f"{W}p" or one in commands for one in (first, last)):
        return
    run, end = opening.find(f"{W}r"), closing.find(f"{W}r")
    assert run is not None
    assert end is not None
    text = next(run.iter(f"{W}t"))
    text.text = (text.text or "").replace("}", ' [loopOver: "paragraph"]}')
    first.insert(0 if first.find(f"{W}pPr") is None else 1, run)
    last.append(end)
    _remove(opening)
    _remove(closing)


def _rows_by_cells(table: etree._Element, commands: Commands) -> None:
    opening, last = "", None
    for row in list(table.iterchildren(f"{W}tr")):
        if row not in commands:
            if opening:
                first = next(row.iter(f"{W}t"))
                first.text, opening = opening + (first.text or ""), ""
            last = row
            continue
        words = _said(row)
        if "/" in words and last is not None:
            _close(last, words, commands)
        else:
            opening += words
        _remove(row)


def _close(row: etree._Element, words: str, commands: Commands) -> None:
    """At the end of the last cell; in a paragraph of its own where the last one is a tag."""
    last = row.findall(f"{W}tc")[-1].findall(f"{W}p")[-1]
    texts = list(last.iter(f"{W}t"))
    if last in commands:
        after = copy.deepcopy(last)
        last.addnext(after)
        texts = list(after.iter(f"{W}t"))
        texts[-1].text = ""
    texts[-1].text = (texts[-1].text or "") + words


def _said(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


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
