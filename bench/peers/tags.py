"""Our templates as a list of tags: what each repeats, asks or prints, and of whom."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from lxml import etree

from registry.platform.documents.text import W

TAG = re.compile(r"\{%(p|tr|r)? *(for|if|else|endfor|endif)\b *(.*?) *%\}|\{\{ *([\w.]+) *\}\}")


class Kind(StrEnum):
    FIELD = "field"
    FOR = "for"
    IF = "if"
    ELSE = "else"
    END_FOR = "endfor"
    END_IF = "endif"


@dataclass(frozen=True, eq=False)
class Ref:
    """A field of the letter, or of the item of the loop that stands around it."""

    loop: "Loop | None"
    fields: tuple[str, ...]

    @property
    def path(self) -> tuple[str, ...]:
        """From the letter down; a list counts as one step."""
        return self.fields if self.loop is None else (*self.loop.over.path, "[]", *self.fields)


@dataclass(frozen=True, eq=False)
class Loop:
    item: str
    over: Ref


@dataclass(eq=False)
class Tag:
    """``level`` is what the tag takes with it: p, tr, r, or nothing but its own words."""

    kind: Kind
    level: str
    ref: Ref
    loop: Loop | None
    text: etree._Element
    place: tuple[int, int]
    """Where it stands in the words of ``text``."""


@dataclass
class _Reading:
    open: list[Tag] = field(default_factory=list)

    def refer(self, words: str) -> Ref:
        """The name in the innermost loop that has it, or in the letter."""
        head, *rest = words.split(".")
        for tag in reversed(self.open):
            if tag.loop is not None and tag.loop.item == head:
                return Ref(tag.loop, tuple(rest))
        return Ref(None, (head, *rest))


def tags_of(root: etree._Element) -> list[Tag]:
    """Every tag of the part, in order. A tag of ours never is cut over runs."""
    reading = _Reading()
    return [tag for text in root.iter(f"{W}t") for tag in _tags_in(text, reading)]


def _tags_in(text: etree._Element, reading: _Reading) -> Iterator[Tag]:
    for match in TAG.finditer(text.text or ""):
        level, word, rest, name = match.groups()
        if name:
            yield Tag(Kind.FIELD, "", reading.refer(name), None, text, match.span())
        elif word in (Kind.FOR, Kind.IF):
            reading.open.append(_opening(word, level or "", rest, reading, text, match.span()))
            yield reading.open[-1]
        else:
            opened = reading.open[-1]
            yield Tag(Kind(word), opened.level, opened.ref, opened.loop, text, match.span())
            if word != Kind.ELSE:
                reading.open.pop()


def _opening(
    word: str,
    level: str,
    rest: str,
    reading: _Reading,
    text: etree._Element,
    place: tuple[int, int],
) -> Tag:
    item, _in, over = rest.partition(" in ")
    ref = reading.refer(over.strip() if word == Kind.FOR else rest)
    loop = Loop(item.strip(), ref) if word == Kind.FOR else None
    return Tag(Kind(word), level, ref, loop, text, place)
