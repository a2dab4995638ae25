"""Pages that the program writes itself: lines on A4, each told to who reads with the voice."""

from collections.abc import Callable
from dataclasses import dataclass, field

from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
)

from registry.platform.dossiers.inside.faces import Face

WIDE, HIGH = 595.276, 841.89
LEFT, RIGHT = 62.0, WIDE - 62.0
TOP, FOOT = HIGH - 68.0, 60.0
INK, QUIET, LINE = "0.1 g", "0.36 g", "0.75 G"


@dataclass(frozen=True)
class Style:
    size: float
    leading: float
    is_bold: bool = False
    is_quiet: bool = False


HEADING = Style(20, 25, is_bold=True)
SUBTITLE = Style(13, 18, is_bold=True)
BODY = Style(10.5, 14.5)
STRONG = Style(10.5, 14.5, is_bold=True)
SMALL = Style(9, 12, is_quiet=True)


@dataclass
class Element:
    """An element of the structure; ``marks`` are the pieces of its content, by page."""

    name: str
    kids: "list[Element]" = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    link: "Link | None" = None


@dataclass
class Link:
    """What can be pressed, and where on its sheet."""

    sheet: int
    rect: tuple[float, float, float, float]
    entry: int


class Paper:
    """Sheets, written from the top to the foot of each."""

    def __init__(self, regular: Face, bold: Face) -> None:
        self.faces = {False: regular, True: bold}
        self.sheets: list[list[str]] = []
        self.counts: list[int] = []
        self.top = TOP
        self.on_new_sheet: Callable[[], None] = lambda: None

    def new_sheet(self) -> None:
        self.sheets.append([])
        self.counts.append(0)
        self.top = TOP
        self.on_new_sheet()

    def need(self, high: float) -> None:
        """On another sheet, if there is no room for so much."""
        if not self.sheets or (self.top - high < FOOT and self.top < TOP):
            self.new_sheet()

    def skip(self, high: float) -> None:
        self.top -= high

    def paragraph(self, element: Element, text: str, style: Style, *, left: float = LEFT,
                  room: float = RIGHT - LEFT) -> None:  # fmt: skip
        """As many lines as it takes, on this sheet and the next ones."""
        for line in self.face(style).lines(text, style.size, room):
            self.need(style.leading)
            self.line(element, line, style, left)
            self.top -= style.leading

    def line(self, element: Element | None, text: str, style: Style, left: float) -> None:
        """At the present height, which stays. Without an element it is there for the eye only."""
        face, low = self.face(style), self.top - style.size
        ink = QUIET if style.is_quiet else INK
        words = f"BT /{_name(style)} {style.size:g} Tf {ink} {left:.2f} {low:.2f} Td"
        self._put(element, f"{words} {face.written(text)} Tj ET")

    def right(self, element: Element | None, text: str, style: Style, edge: float = RIGHT) -> None:
        width = self.face(style).width(text, style.size)
        self.line(element, text, style, edge - width)

    def rule(self) -> None:
        self._put(None, f"{LINE} 0.5 w {LEFT:.2f} {self.top:.2f} m {RIGHT:.2f} {self.top:.2f} l S")

    def face(self, style: Style) -> Face:
        return self.faces[style.is_bold]

    def _put(self, element: Element | None, drawn: str) -> None:
        if element is None:
            self.sheets[-1].append(f"/Artifact BMC q {drawn} Q EMC")
            return
        number = self.counts[-1]
        self.counts[-1] += 1
        element.marks.append((len(self.sheets) - 1, number))
        self.sheets[-1].append(f"/{element.name} <</MCID {number}>> BDC q {drawn} Q EMC")

    def content(self, sheet: int) -> bytes:
        return "\n".join(self.sheets[sheet]).encode("ascii")


def _name(style: Style) -> str:
    return BOLD_FONT if style.is_bold else REGULAR_FONT


REGULAR_FONT, BOLD_FONT = "InteseR", "InteseB"
"""Names that no document gives to its own fonts."""


def fonts(places: dict[bool, IndirectObject]) -> DictionaryObject:
    return DictionaryObject(
        {
            NameObject(f"/{REGULAR_FONT}"): places[False],
            NameObject(f"/{BOLD_FONT}"): places[True],
        }
    )


def array(values: "list[float] | tuple[float, ...]") -> ArrayObject:
    return ArrayObject(FloatObject(round(value, 4)) for value in values)


def dictionary(**entries: PdfObject | str | int) -> DictionaryObject:
    """Names and numbers as they are meant: a text that begins with a slash is a name."""
    made = DictionaryObject()
    for key, value in entries.items():
        if isinstance(value, int):
            value = NumberObject(value)  # noqa: PLW2901  the same, as the library wants it
        elif isinstance(value, str):
            value = NameObject(value)  # noqa: PLW2901
        made[NameObject(f"/{key}")] = value
    return made
