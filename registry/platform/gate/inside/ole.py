"""OLE files: what they are, and the objects that documents carry in them."""

import io
import re
from collections.abc import Callable, Iterator

import olefile

from registry.platform.gate.inside import equations
from registry.platform.gate.inside.notes import Notes
from registry.platform.gate.inside.sorts import PDF

Nested = Callable[[bytes, str, Notes], None]
"""Looks at a file that was found in another, by its bytes and a name."""

STREAMS = (
    ("encryptedpackage", "encrypted"), ("encryptioninfo", "encrypted"),
    ("worddocument", "doc"), ("workbook", "xls"), ("book", "xls"),
    ("powerpoint document", "ppt"), ("pp40", "ppt"), ("__properties_version1.0", "msg"),
    ("visiodocument", "office"), ("quill", "office"),
)  # fmt: skip
MACRO_NAMES = {"macros", "_vba_project", "_vba_project_cur", "vba", "vbaproject.bin", "projectwm"}

COM = "-0000-0000-C000-000000000046"
DATA_ONLY = {
    *(f"{number}{COM}" for number in (
        "00020900", "00020901", "00020906", "00020907", "00020810", "00020811", "00020820",
        "00020821", "00020830", "00020803", "00020800", "00020801", "00020A21", "00021A13",
        "00021A14", "00021A15", "00021700", "0002CE02", "0002CE03", "0003000A", "0003000B",
        "0003000D", "00030000", "00030001", "00030003", "0003000F", "00030007", "00000315",
        "00000316", "00030026", "00030029",
        "000212F0", "00021290", "0002123D", "00021302", "000209FF",
    )),
    "11943940-36DE-11CF-953E-00C0A84029E9",
    "64818D10-4F9B-11CF-86EA-00AA00B929E8", "64818D11-4F9B-11CF-86EA-00AA00B929E8",
    "F4754C9B-64F5-4B40-8AF4-679732AC0607", "CF4F55F4-8F87-4D47-80BB-5808164BB3F8",
    "048EB43E-2059-422F-95E0-557DA96038AF", "B801CA65-A1FC-11D0-85AD-444553540000",
    "D3E34B21-9D75-101A-8C3D-00AA001A1652", "1F45B0C0-8BB8-11CF-B4C2-00AA00A71F88",
    "8BC6B165-B1B1-4EDD-AA47-DAE2EE689DD6", "078B7ABA-54FC-457F-8551-6147E776A997",
    "12B38AC4-0D97-4C39-8B5C-95BD3DD56B2A", "C20CF9D1-85AE-11D1-AAB4-006097DA561A",
    "EABCECDB-CC1C-4A6F-B4E3-7F888A5ADFC8", "7FA8AE11-B3E3-4D88-AABF-255526CD1CE8",
}  # fmt: skip
"""Word, Excel, PowerPoint, graphs, drawings, pictures, equations, PDF, OpenDocument: classes
whose servers only show what they keep."""
EQUATION = f"0002CE02{COM}"
URL_MONIKER = b"\xe0\xc9\xea\x79\xf9\xba\xce\x11\x8c\x82\x00\xaa\x00\x4b\xa9\x0b"
SCRIPT_MONIKER = b"\xd3\x3b\xbd\x06\xaa\x48\xd2\x11"
EQUATION_HEADER = 28
OLE_1 = "\x01ole10native"
PACKAGES = ("package", "package_stream", "embeddedodf")
LARGEST_STREAM = 64 * 1024**2

BROKEN = (OSError, ValueError, IndexError, KeyError, AttributeError, TypeError, AssertionError,
          RecursionError, OverflowError)  # fmt: skip


def opened(content: bytes, notes: Notes) -> "olefile.OleFileIO":
    try:
        return olefile.OleFileIO(io.BytesIO(content))
    except BROKEN:
        raise notes.stop("damaged") from None


def paths_in(ole: "olefile.OleFileIO") -> list[list[str]]:
    return [list(path) for path in ole.listdir(streams=True, storages=True)]


def sort_of_ole(ole: "olefile.OleFileIO") -> str:
    tops = {path[0].lower() for path in paths_in(ole)}
    return next((sort for name, sort in STREAMS if name in tops), "ole")


def stream(ole: "olefile.OleFileIO", path: list[str] | str, notes: Notes) -> bytes:
    """A stream, whole, or a stop."""
    try:
        content: bytes = ole.openstream(path).read(LARGEST_STREAM + 1)
        size = ole.get_size(path)
    except BROKEN:
        raise notes.stop("damaged") from None
    if len(content) < size:
        raise notes.stop("damaged")
    if len(content) > LARGEST_STREAM:
        raise notes.stop("bomb")
    return content


def has_macros(paths: list[list[str]]) -> bool:
    return any(part.lower() in MACRO_NAMES for path in paths for part in path)


def look_at_object(content: bytes, notes: Notes, nested: Nested) -> None:
    """An object that a document carries as an OLE file of its own."""
    ole = opened(content, notes)
    sort = sort_of_ole(ole)
    if sort == "encrypted":
        raise notes.stop("encrypted")
    if has_macros(paths_in(ole)):
        raise notes.stop("macro")
    _look_at_storage(ole, [], notes, nested)


def look_at_pool(ole: "olefile.OleFileIO", pool: str, notes: Notes, nested: Nested) -> None:
    """The objects of an old Word document, each a storage of the pool."""
    for path in paths_in(ole):
        if len(path) == 2 and path[0].lower() == pool.lower() and ole.get_type(path) == 1:
            _look_at_storage(ole, path, notes, nested)


def _look_at_storage(ole: "olefile.OleFileIO", at: list[str], notes: Notes, nested: Nested) -> None:
    below = dict(_streams_below(ole, at))
    class_id = str(ole.getclsid(at) if at else ole.root.clsid).upper()
    if "\x01ole" in below and _is_linked(stream(ole, below["\x01ole"], notes), notes):
        return
    packed = next((name for name in PACKAGES if name in below), None)
    if packed is not None:
        nested(stream(ole, below[packed], notes), "package", notes)
    elif "contents" in below and stream(ole, below["contents"], notes).startswith(PDF):
        nested(stream(ole, below["contents"], notes), "contents.pdf", notes)
    elif class_id not in DATA_ONLY and not _is_known(below):
        notes.see("object", _name_of(ole, below, notes) or class_id)
    elif class_id == EQUATION or "equation native" in below:
        _look_at_equation(ole, below, notes)
    elif not _is_picture(class_id):
        notes.see("object_office", _name_of(ole, below, notes))


def _streams_below(ole: "olefile.OleFileIO", at: list[str]) -> Iterator[tuple[str, list[str]]]:
    for path in paths_in(ole):
        if path[: len(at)] == at and len(path) == len(at) + 1:
            yield path[-1].lower(), path


def _is_known(below: dict[str, list[str]]) -> bool:
    """An object without its class, by the streams that its kind has."""
    known = {"worddocument", "workbook", "book", "powerpoint document", "visiodocument",
             "equation native"}  # fmt: skip
    return bool(known & below.keys()) and OLE_1 not in below


def _is_picture(class_id: str) -> bool:
    return class_id.removesuffix(COM) in ("0003000A", "00030000", "00020907")


def _look_at_equation(ole: "olefile.OleFileIO", below: dict[str, list[str]], notes: Notes) -> None:
    """The old editor of equations can be overrun by the name of a font: a true one is short."""
    if "equation native" in below:
        native = stream(ole, below["equation native"], notes)
    else:
        native = stream(ole, below[OLE_1], notes)[4:] if OLE_1 in below else b""
    header = EQUATION_HEADER if native[:1] == bytes([EQUATION_HEADER]) else 0
    if not equations.is_sound(native[header:]):
        notes.see("object", "Equation 3.0")


def _is_linked(header: bytes, notes: Notes) -> bool:
    """Whether the object is a link to a file elsewhere; if so it is told where it leads."""
    if len(header) < 8 or not header[4] & 1:
        return False
    if URL_MONIKER in header or SCRIPT_MONIKER in header:
        notes.see("picture_from_network", "OLE")
    else:
        words = header.replace(b"\0", b"").decode("latin-1")
        found = re.search(r"(https?://|\\\\)[\w.-]+", words)
        notes.link("object", found[0] if found else "C:\\")
    return True


def _name_of(ole: "olefile.OleFileIO", below: dict[str, list[str]], notes: Notes) -> str:
    """The words by which the object calls itself."""
    if "\x01compobj" not in below:
        return ""
    raw = stream(ole, below["\x01compobj"], notes)[28:]
    length = int.from_bytes(raw[:4], "little")
    return raw[4 : 4 + length].rstrip(b"\0").decode("latin-1") if length < 200 else ""
