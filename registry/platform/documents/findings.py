"""What is wrong with a template, and where: in words that an officer with Word can follow."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

from docxtpl import DocxTemplate
from lxml import etree

from registry.platform.documents.sheets import without_blanks
from registry.platform.documents.text import W, paragraph_text
from registry.platform.i18n import _, lazy

QUOTED = 80
MARK = re.compile(r"<!--¶(\d+)-->")
BRACES = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
PREFIXED = re.compile(r"\{\{([rp]) \s*([\w.]+)\s*\}\}")
SINGLE = re.compile(r"(?<!\{)\{\s*([a-z_]\w*(?:\.\w+)*)\s*\}(?!\})")
PLACES = (
    ("word/document", lazy("testo")),
    ("word/header", lazy("intestazione della pagina")),
    ("word/footer", lazy("piè di pagina")),
    ("word/footnotes", lazy("note")),
)


class Code(StrEnum):
    UNREADABLE = "unreadable"
    UNSAFE = "unsafe"
    """Macros, comments, revisions, links to elsewhere: what a template may not carry."""
    NOT_FILLED = "not_filled"
    """A tag where nothing is filled in."""
    BROKEN_TAG = "broken_tag"
    SYNTAX = "syntax"
    NOT_ALLOWED = "not_allowed"
    UNKNOWN_FIELD = "unknown_field"
    NOT_PRINTABLE = "not_printable"
    RICH_TEXT = "rich_text"
    NOT_PRINTED = "not_printed"
    """A field of the letter that the template forgets."""


@dataclass(frozen=True)
class Finding:
    """``where`` is empty for what concerns the whole template."""

    code: Code
    sentence: str
    where: str = ""
    quote: str = ""

    def __str__(self) -> str:
        quoted = f" («{self.quote}»)" if self.quote else ""
        return f"{self.where}: {self.sentence}{quoted}" if self.where else self.sentence


@dataclass(frozen=True)
class Located:
    """A part as source for Jinja, in which every line knows its paragraph."""

    name: str
    source: str
    texts: list[str]
    """What each paragraph says in the template, tags included."""

    def at_line(self, line: int) -> int:
        """The number of the paragraph that the line of the source comes from; 0: none."""
        marks = MARK.findall("\n".join(self.source.split("\n")[:line]))
        return int(marks[-1]) if marks else 0

    def where(self, paragraph: int) -> str:
        place = next((str(words) for start, words in PLACES if self.name.startswith(start)), "")
        if not place:
            return self.name
        return _("{place}, capoverso {n}").format(place=place, n=paragraph) if paragraph else place

    def finding(self, code: Code, sentence: str, paragraph: int) -> Finding:
        said = " ".join(self.texts[paragraph - 1].split()) if paragraph else ""
        return Finding(code, sentence, self.where(paragraph), _shortened(said))

    def prefix(self, paragraph: int, name: str) -> str:
        """``r`` or ``p`` where the field is printed with it."""
        found = PREFIXED.findall(self.texts[paragraph - 1]) if paragraph else []
        return next((prefix for prefix, field in found if field == name), "")


def located(name: str, part: bytes) -> Located:
    """The part patched as docxtpl does it, with a mark before each paragraph and row."""
    root = without_blanks(part)
    texts = []
    for number, paragraph in enumerate(list(root.iter(f"{W}p")), start=1):
        texts.append(paragraph_text(paragraph))
        row = next(paragraph.iterancestors(f"{W}tr"), None)
        for element in (row, paragraph):
            if element is not None and not _is_marked(element):
                element.addprevious(etree.Comment(f"¶{number}"))
    xml = etree.tostring(root, encoding="unicode").replace("<!--¶", "\n<!--¶")
    return Located(name, DocxTemplate(BytesIO()).patch_xml(xml), texts)


def _is_marked(element: etree._Element) -> bool:
    before = element.getprevious()
    return isinstance(before, etree._Comment)


def broken_tags(part: Located) -> Iterator[Finding]:
    """Tags that are not closed in the paragraph where they open, or not opened."""
    for number, text in enumerate(part.texts, start=1):
        waiting = ""
        for sign in BRACES.findall(text):
            if waiting and sign == CLOSING[waiting]:
                waiting = ""
            elif waiting or sign not in CLOSING:
                waiting = "?"
                break
            else:
                waiting = sign
        if waiting:
            yield part.finding(
                Code.BROKEN_TAG,
                _("un segnaposto è a metà: le parentesi stanno tutte nello stesso capoverso"),
                number,
            )


def single_braces(part: Located, known: set[str]) -> Iterator[Finding]:
    """«{ title }» where «{{ title }}» was meant."""
    for number, text in enumerate(part.texts, start=1):
        for name in SINGLE.findall(text):
            if name.split(".")[0] in known:
                yield part.finding(
                    Code.BROKEN_TAG,
                    _("«{name}» è tra parentesi semplici: scrivi {{{{ {name} }}}}").format(
                        name=name
                    ),
                    number,
                )


def _shortened(text: str) -> str:
    return text if len(text) <= QUOTED else f"{text[:QUOTED].rstrip()}…"
