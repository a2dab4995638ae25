"""The line at the foot of every page: of which dossier, of which document, which page of how
many. It stands on the page's own strip (:mod:`.boxes`)."""

from typing import cast

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    PdfObject,
    StreamObject,
)

from registry.platform.dossiers.inside.boxes import PLACE
from registry.platform.dossiers.inside.faces import Face
from registry.platform.dossiers.inside.paper import REGULAR_FONT, fonts
from registry.platform.dossiers.shapes import Bind

SIZE = 7.5
MARGIN = 18.0
GAP = 14.0
SMALLEST = 1.0


def stamp(
    writer: PdfWriter,
    pages: list[tuple[IndirectObject, int]],
    asked: Bind,
    faces: tuple[Face, Face],
    places: dict[bool, IndirectObject],
) -> None:
    words, face = asked.words, faces[0]
    titles: dict[float, str] = {}
    for number, (reference, document) in enumerate(pages, start=1):
        page = cast("DictionaryObject", reference.get_object())
        place = [float(cast("float", one)) for one in cast("ArrayObject", page.pop(PLACE))]
        right = words.page.format(x=number, y=len(pages))
        if document:
            right = f"{words.document.format(n=document)} · {right}"
        drawn = _drawn(face, place, asked.cover.title, right, titles)
        stream = StreamObject()
        stream.set_data(drawn.encode("ascii"))
        _add(page, writer._add_object(stream), places)


def _drawn(face: Face, place: list[float], title: str, right: str, titles: dict[float, str]) -> str:
    *matrix, length, high = place
    room = max(length - 2 * min(MARGIN, length / 10), 1.0)
    size = max(min(SIZE, SIZE * room / face.width(right, SIZE)), SMALLEST)
    margin, width = (length - room) / 2, face.width(right, size)
    left = round(room - width - GAP, 1)
    if left not in titles:
        titles[left] = face.shortened(title, size, left) if left > 20 else ""
    low = (high - size) / 2 + size * 0.2
    at = " ".join(f"{one:g}" for one in matrix)
    shown = [
        f"/{REGULAR_FONT} {size:g} Tf 0.25 g",
        f"BT {length - margin - width:.2f} {low:.2f} Td {face.written(right)} Tj ET",
    ]
    if titles[left]:
        shown.append(f"BT {margin:.2f} {low:.2f} Td {face.written(titles[left])} Tj ET")
    return (
        "/Artifact <</Type /Pagination /Subtype /Footer>> BDC\n"
        f"q {at} cm 1 g 0 0 {length:.2f} {high:g} re f\n" + "\n".join(shown) + "\nQ EMC"
    )


def _add(page: DictionaryObject, drawn: IndirectObject, places: dict[bool, IndirectObject]) -> None:
    contents = page.raw_get("/Contents") if "/Contents" in page else ArrayObject()
    resolved = contents.get_object()
    streams = list(resolved) if isinstance(resolved, ArrayObject) else [contents]
    page[NameObject("/Contents")] = ArrayObject([*streams, drawn])
    resources = cast("DictionaryObject", page["/Resources"].get_object())
    known = resources.get("/Font")
    known = known.get_object() if known is not None else None
    if not isinstance(known, DictionaryObject):
        known = DictionaryObject()
        resources[NameObject("/Font")] = known
    known.update(cast("dict[PdfObject, PdfObject]", fonts(places)))
