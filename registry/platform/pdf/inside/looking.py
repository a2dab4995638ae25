"""Is this PDF what it must be to be kept? By its structure: PDF/A-2b (ISO 19005-2), tagged.

No validator of the standard is on the registries of packages; these are the points that were
seen to fail: a mark that LibreOffice forgot, a font that it did not find, a language not told.
"""

import io
from collections.abc import Iterator
from typing import IO, Any

import pikepdf

from registry.platform.pdf.shapes import Lack, Looked, Nothing

_BASE_KEYS = ("/FontFile", "/FontFile2", "/FontFile3")
_DEEPEST = 12


def look(_asked: Nothing, files: list[IO[bytes]], _output: IO[bytes] | None) -> Looked:
    try:
        with pikepdf.open(io.BytesIO(files[0].read())) as pdf:
            return Looked(lacks=sorted(set(_lacks(pdf))), pages=len(pdf.pages))
    except pikepdf.PasswordError:
        return Looked(lacks=["encrypted"], pages=0)
    except pikepdf.PdfError:
        return Looked(lacks=["damaged"], pages=0)


def _lacks(pdf: pikepdf.Pdf) -> Iterator[Lack]:
    root = pdf.Root
    if pdf.is_encrypted:
        yield "encrypted"
    with pdf.open_metadata() as metadata:
        if metadata.pdfa_status != "2B":
            yield "mark"
        if not str(metadata.get("dc:title", "")).strip():
            yield "title"
    if not any("/DestOutputProfile" in one for one in _items(root.get("/OutputIntents"))):
        yield "output_intent"
    if str(root.get("/Lang", "")) != "it-IT":
        yield "language"
    marks = root.get("/MarkInfo")
    if "/StructTreeRoot" not in root or marks is None or not bool(marks.get("/Marked", False)):
        yield "tags"
    names: Any = root.get("/Names", {})
    if "/JavaScript" in names or "/AA" in root or _acts(root.get("/OpenAction")):
        yield "active"
    if "/EmbeddedFiles" in names:
        yield "attached"
    if not all(_is_embedded(font) for font in _fonts(pdf)):
        yield "fonts"


def _acts(action: Any) -> bool:
    """To open at a page is no action."""
    return isinstance(action, pikepdf.Dictionary) and str(action.get("/S", "")) != "/GoTo"


def _items(array: Any) -> list[Any]:
    return list(array) if isinstance(array, pikepdf.Array) else []


def _fonts(pdf: pikepdf.Pdf) -> Iterator[Any]:
    for page in pdf.pages:
        yield from _fonts_of(page.obj.get("/Resources"), 0)


def _fonts_of(resources: Any, depth: int) -> Iterator[Any]:
    if not isinstance(resources, pikepdf.Dictionary) or depth > _DEEPEST:
        return
    yield from dict(resources.get("/Font", {})).values()
    for form in dict(resources.get("/XObject", {})).values():
        yield from _fonts_of(form.get("/Resources"), depth + 1)


def _is_embedded(font: Any) -> bool:
    if str(font.get("/Subtype")) == "/Type3":
        return True  # its letters are drawings of the document
    described = [font, *_items(font.get("/DescendantFonts"))]
    files = [one.get("/FontDescriptor", {}) for one in described]
    return any(key in descriptor for descriptor in files for key in _BASE_KEYS)
