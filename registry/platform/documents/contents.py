"""A table of contents that knows its pages: each entry leads to the heading of the same words."""

from collections import deque
from collections.abc import Iterator

from lxml import etree

from registry.platform.documents.text import W, paragraph_text, parse_strictly

ENTRIES = ("Indice1", "Indice2")
HEADINGS = ("Heading1", "Heading2")


def has_contents(document: str) -> bool:
    """Whether the document's XML has a paragraph in the style of a table of contents."""
    return any(f'w:val="{style}"' in document for style in ENTRIES)


def with_contents(document: str) -> str:
    """The document's XML with its table of contents linked."""
    root = parse_strictly(document.encode())
    link_contents(root)
    return etree.tostring(root, encoding="unicode")


def link_contents(document: etree._Element) -> None:
    """Each «Indice» paragraph gets a link and the page of its heading, in the order of both.

    The page is a field: LibreOffice computes it on reading, Word on opening (it is marked as to
    be computed), so no number is ever written that may be wrong.
    """
    headings = deque(_styled(document, HEADINGS))
    for number, entry in enumerate(list(_styled(document, ENTRIES)), start=1):
        words = paragraph_text(entry)
        while headings and paragraph_text(headings[0]) != words:
            headings.popleft()
        if headings:
            name = f"_Toc{number:06}"
            _mark(headings.popleft(), number, name)
            _lead(entry, name)


def _styled(document: etree._Element, styles: tuple[str, ...]) -> Iterator[etree._Element]:
    for paragraph in document.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val") in styles:
            yield paragraph


def _mark(heading: etree._Element, number: int, name: str) -> None:
    start = etree.Element(f"{W}bookmarkStart", {f"{W}id": str(number), f"{W}name": name})
    heading.insert(1 if heading.find(f"{W}pPr") is not None else 0, start)
    heading.append(etree.Element(f"{W}bookmarkEnd", {f"{W}id": str(number)}))


def _lead(entry: etree._Element, name: str) -> None:
    link = etree.Element(f"{W}hyperlink", {f"{W}anchor": name, f"{W}history": "1"})
    link.extend([child for child in entry if child.tag == f"{W}r"])
    etree.SubElement(etree.SubElement(link, f"{W}r"), f"{W}tab")
    link.extend(_page_of(name))
    entry.append(link)


def _page_of(name: str) -> Iterator[etree._Element]:
    for kind in ("begin", "", "separate", "end"):
        run = etree.Element(f"{W}r")
        if kind:
            mark = etree.SubElement(run, f"{W}fldChar", {f"{W}fldCharType": kind})
        else:
            etree.SubElement(run, f"{W}instrText").text = f"PAGEREF {name} \\h"
        if kind == "begin":
            mark.set(f"{W}dirty", "true")
        yield run
