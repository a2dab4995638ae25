"""What the program writes in a dossier: the contents, and the page of what has no pages here."""

from dataclasses import dataclass, field

from registry.platform.dossiers.inside.paper import (
    BODY,
    HEADING,
    LEFT,
    RIGHT,
    SMALL,
    STRONG,
    SUBTITLE,
    TOP,
    Element,
    Link,
    Paper,
    Style,
)
from registry.platform.dossiers.shapes import Bind, Leaf

COLUMN = 30.0
"""Of the numbers, to the left of the titles."""
PAGES = 46.0
"""Of the pages, to their right."""
DIGITS = Style(9, 14.5)
LONG = 64
"""Letters of a sum, which stay on one line."""
BESIDE = 120.0
"""Of the labels of a notice."""


@dataclass
class Sheets:
    """Pages of ours that belong together."""

    paper: Paper
    element: Element
    links: list[Link] = field(default_factory=list)


def contents_of(bind: Bind, paper: Paper) -> Sheets:
    """The contents; the numbers of pages, known only then, are put in by :func:`number_pages`."""
    made = Sheets(paper, Element("Part"))
    cover, words = bind.cover, bind.words
    paper.new_sheet()
    title = Element("H1")
    paper.paragraph(title, cover.title, HEADING)
    made.element.kids.append(title)
    for line in cover.lines:
        made.element.kids.append(_paragraph(paper, line, BODY))
    paper.skip(6)
    made.element.kids.append(_paragraph(paper, words.opening, SMALL))
    paper.skip(14)
    heading = Element("H2")
    paper.paragraph(heading, words.contents, SUBTITLE)
    made.element.kids.append(heading)
    paper.skip(4)
    paper.rule()
    paper.on_new_sheet = lambda: _continue(paper, f"{cover.title} – {words.continued}")
    contents = Element("TOC")
    made.element.kids.append(contents)
    for number, leaf in enumerate(bind.leaves):
        contents.kids.append(_item(made, number, leaf))
    paper.on_new_sheet = lambda: None
    return made


def _continue(paper: Paper, words: str) -> None:
    paper.line(None, paper.face(SMALL).shortened(words, SMALL.size, RIGHT - LEFT), SMALL, LEFT)
    paper.skip(SMALL.leading + 4)
    paper.rule()


def _item(made: Sheets, number: int, leaf: Leaf) -> Element:
    paper, left = made.paper, LEFT + COLUMN
    room = RIGHT - PAGES - left
    titles = paper.face(BODY).lines(leaf.title, BODY.size, room)
    notes = [line for note in leaf.notes
             for line in paper.face(SMALL).lines(note, SMALL.size, room)]  # fmt: skip
    high = 12 + len(titles) * BODY.leading + len(notes) * SMALL.leading
    paper.need(min(high, TOP - 100))
    paper.skip(6)
    item, pressed = Element("TOCI"), Element("Link")
    top, sheet = paper.top, len(paper.sheets) - 1
    paper.line(pressed, f"{number + 1}.", BODY, LEFT)
    for at, line in enumerate(titles):
        if at:
            paper.need(BODY.leading)
        paper.line(pressed, line, BODY, left)
        paper.skip(BODY.leading)
    if len(paper.sheets) - 1 == sheet:
        pressed.link = Link(sheet, (LEFT, paper.top, RIGHT, top), number)
        made.links.append(pressed.link)
    item.kids.append(Element("Reference", kids=[pressed]))
    for note in notes:
        paper.need(SMALL.leading)
        told = Element("P")
        paper.line(told, note, SMALL, left)
        item.kids.append(told)
        paper.skip(SMALL.leading)
    paper.skip(6)
    paper.rule()
    return item


def number_pages(contents: Sheets, first_pages: list[int]) -> None:
    """Beside each title the page where its document begins; nothing for what is only listed."""
    paper = contents.paper
    items = contents.element.kids[-1].kids
    for number, page in enumerate(first_pages):
        if not page:
            continue
        pressed = items[number].kids[0].kids[0]
        sheet, _mark = pressed.marks[0]
        top = pressed.link.rect[3] if pressed.link else TOP - SMALL.leading - 10
        _on_sheet(paper, sheet, top, pressed, str(page))


def _on_sheet(paper: Paper, sheet: int, top: float, element: Element, text: str) -> None:
    """To the right of a sheet that is written already."""
    sheets, counts = paper.sheets, paper.counts
    later = sheets[sheet + 1 :], counts[sheet + 1 :]
    paper.sheets, paper.counts, paper.top = sheets[: sheet + 1], counts[: sheet + 1], top
    paper.right(element, text, BODY)
    paper.sheets += later[0]
    paper.counts += later[1]


def notice_of(number: int, leaf: Leaf, bind: Bind, paper: Paper) -> Sheets:
    """The page that stands for a document that has none here."""
    made = Sheets(paper, Element("Part"))
    paper.new_sheet()
    paper.paragraph(made_of := Element("P"), bind.words.document.format(n=number + 1), SMALL)
    title = Element("H1")
    paper.paragraph(title, leaf.title, Style(16, 21, is_bold=True))
    made.element.kids += [made_of, title]
    paper.skip(10)
    for label, words in leaf.notice:
        if label:
            _labelled(made, label, words)
        else:
            made.element.kids.append(_paragraph(paper, words, BODY))
            paper.skip(8)
    return made


def _labelled(made: Sheets, label: str, words: str) -> None:
    paper = made.paper
    paper.need(STRONG.leading)
    element = Element("P")
    paper.line(element, label, STRONG, LEFT)
    style = DIGITS if len(words) >= LONG and " " not in words else BODY
    paper.paragraph(element, words, style, left=LEFT + BESIDE, room=RIGHT - LEFT - BESIDE)
    paper.skip(3)
    made.element.kids.append(element)


def _paragraph(paper: Paper, text: str, style: Style) -> Element:
    element = Element("P")
    paper.paragraph(element, text, style)
    return element
