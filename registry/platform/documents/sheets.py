"""A template opened: its parts clean, and those with placeholders as source for Jinja."""

import io
import re
from dataclasses import dataclass
from posixpath import dirname, normpath

from docxtpl import DocxTemplate
from lxml import etree

from registry.platform.documents.package import CORE, DC, clean_parts, read_parts
from registry.platform.documents.text import W, parse_strictly

RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
DOCUMENT = "word/document.xml"
FILLED_BY_RELATION = ("/header", "/footer", "/footnotes")
TAG = re.compile(r"\{[{%#]")
# What docxtpl's {%r …%} leaves on each side of the tag: a run with no text.
EMPTY_RUN = re.compile(
    r"<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t(?: xml:space=\"preserve\")?></w:t></w:r>",
    re.DOTALL,
)
TABLE = f"{W}tbl"
ROW_TAG = re.compile(r"\{[{%]tr\b")
# These may change how many cells a row has: docxtpl then makes the table's grid anew.
CHANGES_TABLES = re.compile(r"\{[{%]tc\b|\{%\s*(?:hm|colspan)\b")


@dataclass(frozen=True)
class Sheets:
    """``parts`` is the clean package; ``sources`` the text of each part that is filled."""

    parts: dict[str, bytes]
    sources: dict[str, str]
    core_words: tuple[str, str]
    """The templates of the file's title and subject."""
    needs_docxtpl: bool
    """Whether only docxtpl's own path can fill it: rows whose number of cells may change."""


def open_template(template: bytes) -> Sheets:
    """Raises BadZipFile or UnreadablePart for what is no template."""
    parts = clean_parts(read_parts(template))
    sources = {}
    for name in filled_names(parts):
        xml = etree.tostring(without_blanks(parts[name]), encoding="unicode")
        sources[name] = patched(xml)
    return Sheets(
        parts,
        sources,
        core_words=_core_words(parts),
        needs_docxtpl=any(_needs_docxtpl(name, parts[name], xml) for name, xml in sources.items()),
    )


def _core_words(parts: dict[str, bytes]) -> tuple[str, str]:
    core = parse_strictly(parts[CORE]) if CORE in parts else etree.Element("none")
    title, subject = (core.findtext(f"{{{DC}}}{name}") or "" for name in ("title", "subject"))
    return title, subject


def filled_names(parts: dict[str, bytes]) -> list[str]:
    """The document, and the headers, footers and footnotes that it refers to."""
    relations = parts.get("word/_rels/document.xml.rels")
    found = [DOCUMENT]
    for relation in parse_strictly(relations).iter(RELATIONSHIP) if relations else ():
        target = normpath(f"{dirname(DOCUMENT)}/{relation.get('Target')}")
        if str(relation.get("Type")).endswith(FILLED_BY_RELATION) and target in parts:
            found.append(target)
    return found


def patched(xml: str) -> str:
    """The part as Jinja reads it, by docxtpl's own hand, without the empty runs it leaves."""
    return EMPTY_RUN.sub("", DocxTemplate(io.BytesIO()).patch_xml(xml))


def without_blanks(part: bytes) -> etree._Element:
    """The part's root as python-docx reads it: blanks between elements are nothing."""
    parse_strictly(part)
    parser = etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True)
    return etree.fromstring(part, parser)


def _needs_docxtpl(name: str, part: bytes, source: str) -> bool:
    if "{_" in source or "_}" in source or CHANGES_TABLES.search(part.decode()):
        return True
    return name == DOCUMENT and any(_is_uneven(table) for table in parse_strictly(part).iter(TABLE))


def _is_uneven(table: etree._Element) -> bool:
    """Whether docxtpl could change the grid: a nested table, or a row that does not fill it."""
    columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
    if next(table.iterdescendants(TABLE), None) is not None:
        return True
    return any(
        _width(row) != columns
        for row in table.iter(f"{W}tr")
        if not ROW_TAG.search("".join(map(str, row.itertext())))
    )


def _width(row: etree._Element) -> int:
    spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.iterchildren(f"{W}tc")]
    return sum(1 if span is None else int(span.get(f"{W}val") or 1) for span in spans)
