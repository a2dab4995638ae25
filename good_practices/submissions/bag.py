"""The package as bytes: a BagIt bag (RFC 8493, sha512) in a zip, the same for the same content.

The ``bagit`` library reads bags (``unpack``); it makes them by changing the working directory
of the whole process, which a server cannot do, so the four small tag files are written here.
"""

import hashlib
import io
import zipfile
from collections.abc import Mapping

EPOCH = (1980, 1, 1, 0, 0, 0)
FILE_MODE = 0o100644 << 16


def sha512(content: bytes) -> str:
    return hashlib.sha512(content).hexdigest()


def make(name: str, payload: Mapping[str, bytes], *, info: Mapping[str, str]) -> bytes:
    """A zip with one folder ``name``: ``payload`` under ``data/``, manifests beside it."""
    files = {f"data/{file}": payload[file] for file in sorted(payload)}
    tags = {
        "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": _info(info, files),
        "manifest-sha512.txt": _manifest(files),
    }
    tags["tagmanifest-sha512.txt"] = _manifest(tags)
    return _zipped({f"{name}/{path}": content for path, content in {**tags, **files}.items()})


def _info(info: Mapping[str, str], files: Mapping[str, bytes]) -> bytes:
    oxum = f"{sum(map(len, files.values()))}.{len(files)}"
    lines = [f"{label}: {_one_line(value)}\n" for label, value in info.items()]
    return "".join([*lines, f"Payload-Oxum: {oxum}\n"]).encode()


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _manifest(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{sha512(files[path])}  {path}\n" for path in sorted(files)).encode()


def _zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(path, date_time=EPOCH)
            entry.external_attr = FILE_MODE
            entry.create_system = 3
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[path])
    return out.getvalue()
