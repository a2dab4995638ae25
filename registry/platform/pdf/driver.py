"""LibreOffice itself, shut in: this file is run by a Python of its own and imports nothing of ours.

``driver.py LIBRARY PROFILE`` loads LibreOffice by its own C interface (LibreOfficeKit, whose
tables only ever grow), connects to the socket ``door`` in the folder where it stands, and then
for each line ``{"read": …, "write": …}`` writes that PDF and answers ``{"done": true}`` or
``{"done": false}``. It ends when nobody listens any more.

LibreOfficeKit and not UNO: UNO wants a Python that was built for that LibreOffice, a second
process and a port; this is one process, one library and a file's name.
"""

import ctypes
import json
import socket
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

OPTIONS = json.dumps(
    {
        "SelectPdfVersion": {"type": "long", "value": "2"},
        "UseTaggedPDF": {"type": "boolean", "value": "true"},
        "PDFUACompliance": {"type": "boolean", "value": "true"},
        "ExportBookmarks": {"type": "boolean", "value": "true"},
    }
).encode()
"""PDF/A-2b, tagged. As JSON: in the older form the version is silently not heard."""
# Places in the tables of LibreOfficeKit.h, after each one's own size.
_DOCUMENT_LOAD_WITH_OPTIONS = 4
_DOCUMENT_DESTROY, _DOCUMENT_SAVE_AS = 1, 2

Handle = ctypes.c_void_p


def main(library: str, profile: str) -> None:
    office = _opened(library, profile)
    with socket.socket(socket.AF_UNIX) as door:
        door.connect("door")
        with door.makefile("rw", encoding="ascii") as lines:
            _answer(lines, {"done": True})
            for line in lines:
                asked = json.loads(line)
                _answer(lines, {"done": _convert(office, asked["read"], asked["write"])})


def _answer(lines: Any, answer: dict[str, bool]) -> None:
    lines.write(json.dumps(answer) + "\n")
    lines.flush()


def _opened(library: str, profile: str) -> Any:
    hook = ctypes.CDLL(library).libreofficekit_hook_2
    hook.restype, hook.argtypes = Handle, [ctypes.c_char_p, ctypes.c_char_p]
    office = hook(str(Path(library).parent).encode(), _address(profile))
    if not office:
        sys.exit("LibreOffice did not open.")
    return office


def _convert(office: Any, read: str, write: str) -> bool:
    load = _function(office, _DOCUMENT_LOAD_WITH_OPTIONS, Handle, *[ctypes.c_char_p] * 2)
    document = load(office, _address(read), b"Language=it-IT,Batch=true")
    if not document:
        return False
    save = _function(document, _DOCUMENT_SAVE_AS, ctypes.c_int, *[ctypes.c_char_p] * 3)
    try:
        return bool(save(document, _address(write), b"pdf", OPTIONS))
    finally:
        _function(document, _DOCUMENT_DESTROY, None)(document)


def _function(thing: Any, place: int, result: Any, *arguments: Any) -> Any:
    """A function of a thing's table: the thing begins with the address of its table."""
    table = ctypes.cast(thing, ctypes.POINTER(Handle))[0]
    address = ctypes.cast(table, ctypes.POINTER(Handle))[place]
    return ctypes.CFUNCTYPE(result, Handle, *arguments)(address)


def _address(path: str) -> bytes:
    """As a URL. The names that we give have letters and digits only; a folder may have others."""
    return b"file://" + quote(str(Path(path).absolute())).encode()


if __name__ == "__main__":
    main(*sys.argv[1:])
