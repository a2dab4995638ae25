"""The upload gate: what is let in as a document, and why the rest is not.

``check_upload`` is the one question that every room asks before it keeps a file. It reads
bytes only: nothing is opened, run or fetched. It is a first line, not a laboratory: the
deep look at what a PDF or an old .doc hides belongs behind the same question.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from msgspec import Struct

from registry.platform.i18n import lazy
from registry.platform.storage.ole import storage_names

LARGEST = 20 * 1024 * 1024
"""Bytes of one document. A message of certified mail carries at most 30 MB in all."""
LARGEST_UNPACKED = 200 * 1024 * 1024
LARGEST_RATIO = 200
MOST_MEMBERS = 5000

KINDS = {".docx": "docx", ".doc": "doc", ".odt": "odt", ".pdf": "pdf"}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"

SENTENCES = {
    "empty": lazy("Il file è vuoto. Controlla di aver scelto quello giusto."),
    "too_large": lazy("Il file supera 20 MB. Riduci le immagini o dividilo, e caricalo di nuovo."),
    "wrong_type": lazy("Il file non è un documento Word, PDF o ODT. Salvalo in uno di questi."),
    "extension_mismatch": lazy(
        "Il nome del file dice una cosa e il contenuto un'altra. Salvalo di nuovo dal programma"
        " con cui l'hai scritto."
    ),
    "macro": lazy("Il file contiene macro. Salvalo come .docx senza macro e caricalo di nuovo."),
    "external_link": lazy(
        "Il file prende qualcosa da un altro indirizzo (un modello, un'immagine). Incorporala"
        " nel documento e caricalo di nuovo."
    ),
    "embedded_object": lazy("Il file contiene un altro file. Toglilo e allegalo a parte."),
    "encrypted": lazy("Il file è protetto da una password. Togli la protezione e ricaricalo."),
    "active_content": lazy(
        "Il PDF contiene istruzioni che si eseguono da sole. Stampalo in un nuovo PDF."
    ),
    "zip_bomb": lazy("Il file, aperto, diventerebbe enorme. Salvalo di nuovo e ricaricalo."),
    "zip_unsafe": lazy("Il file ha parti con nomi che non può avere. Salvalo di nuovo."),
    "xml_unsafe": lazy("Il file contiene dichiarazioni che un documento non ha. Salvalo di nuovo."),
    "damaged": lazy("Il file è danneggiato e non si apre. Salvalo di nuovo e ricaricalo."),
}


class Reason(Struct, frozen=True):
    code: str
    message: str


class Verdict(Struct, frozen=True, kw_only=True):
    """``kind`` is what the content is, when it was recognised."""

    accepted: bool
    kind: str | None = None
    reasons: list[Reason] = []


def check_upload(name: str, content: bytes) -> Verdict:
    """What the gate thinks of ``content`` offered as ``name``; it never raises."""
    if not content:
        return _refused("empty")
    if len(content) > LARGEST:
        return _refused("too_large")
    promised = KINDS.get(Path(name).suffix.lower())
    kind = _kind_of(content)
    if promised is None:
        return _refused("wrong_type", kind=kind)
    if kind == "encrypted":
        return _refused("encrypted")
    if kind != promised:
        return _refused("wrong_type" if kind is None else "extension_mismatch", kind=kind)
    codes = sorted(set(_LOOKS[kind](content)))
    return _refused(*codes, kind=kind) if codes else Verdict(accepted=True, kind=kind)


def _refused(*codes: str, kind: str | None = None) -> Verdict:
    reasons = [Reason(code, str(SENTENCES[code])) for code in codes]
    return Verdict(accepted=False, kind=kind, reasons=reasons)


def _kind_of(content: bytes) -> str | None:
    """By the bytes alone. An encrypted .docx is an OLE file with a package inside."""
    if content.startswith(OLE):
        names = storage_names(content)
        return "encrypted" if {"EncryptedPackage", "EncryptionInfo"} & names else "doc"
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(ZIP):
        return _kind_of_zip(content)
    return None


def _kind_of_zip(content: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return "docx" if b"word/" in content else None
    if "word/document.xml" in names:
        return "docx"
    is_odt = b"application/vnd.oasis.opendocument.text" in content[:200]
    return "odt" if is_odt and "content.xml" in names else None


def _look_at_docx(content: bytes) -> Iterator[str]:
    yield from _look_at_package(content, _look_at_docx_member)


def _look_at_odt(content: bytes) -> Iterator[str]:
    yield from _look_at_package(content, _look_at_odt_member)


_Look = Callable[[str, bytes], Iterator[str]]


def _look_at_package(content: bytes, look: _Look) -> Iterator[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = package.infolist()
            wrong = list(_look_at_members(members))
            if wrong:
                yield from wrong
                return
            for member in members:
                if not member.is_dir():
                    yield from look(member.filename, package.read(member))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, OSError, ValueError):
        yield "damaged"
    except (RuntimeError, NotImplementedError):
        # A member with a password, or packed in a way that Word does not write.
        yield "encrypted"


def _look_at_members(members: list[zipfile.ZipInfo]) -> Iterator[str]:
    """Before anything is unpacked: how many, how large, under which names."""
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    is_blown_up = unpacked > 1024 * 1024 and unpacked / packed > LARGEST_RATIO
    if is_blown_up or len(members) > MOST_MEMBERS or unpacked > LARGEST_UNPACKED:
        yield "zip_bomb"
    names = [member.filename for member in members]
    if len(set(names)) != len(names) or any(_is_unsafe(name) for name in names):
        yield "zip_unsafe"
    if any(member.flag_bits & 1 for member in members):
        yield "encrypted"


def _is_unsafe(name: str) -> bool:
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name


_EXTERNAL = re.compile(rb"<Relationship\b[^>]{0,4000}\bTargetMode\s*=\s*[\"']External[\"'][^>]*>")
_HARMLESS_LINK = re.compile(rb"\bType\s*=\s*[\"'][^\"']*/hyperlink[\"']")
_FIELD_THAT_FETCHES = re.compile(rb"\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE)\b")


def _look_at_docx_member(name: str, part: bytes) -> Iterator[str]:
    lower = name.lower()
    if lower.endswith(("vbaproject.bin", "vbadata.xml")):
        yield "macro"
    if lower.startswith("word/embeddings/") or "/activex/" in lower:
        yield "embedded_object"
    if lower == "[content_types].xml" and b"macroEnabled" in part:
        yield "macro"
    if lower.endswith(".rels"):
        links = _EXTERNAL.findall(part)
        if any(not _HARMLESS_LINK.search(link) for link in links):
            yield "external_link"
    if lower.endswith((".xml", ".rels")):
        yield from _look_at_xml(part)
    if lower.startswith("word/") and lower.endswith(".xml") and _FIELD_THAT_FETCHES.search(part):
        yield "external_link"


_ODT_LINK = re.compile(
    rb"<(?:draw:image|draw:object|text:section-source)\b[^>]{0,4000}"
    rb"xlink:href\s*=\s*[\"'](?:[a-zA-Z][a-zA-Z+.-]*:|//|\.\./)"
)


def _look_at_odt_member(name: str, part: bytes) -> Iterator[str]:
    lower = name.lower()
    if lower.startswith(("basic/", "scripts/")):
        yield "macro"
    if lower.startswith("object ") or lower.startswith("objects/"):
        yield "embedded_object"
    if lower == "meta-inf/manifest.xml" and b"encryption-data" in part:
        yield "encrypted"
    if lower.endswith(".xml"):
        yield from _look_at_xml(part)
        if _ODT_LINK.search(part):
            yield "external_link"


def _look_at_xml(part: bytes) -> Iterator[str]:
    head = part[:4096].replace(b"\0", b"")
    if b"<!DOCTYPE" in head or b"<!ENTITY" in part.replace(b"\0", b""):
        yield "xml_unsafe"


MACRO_STORAGES = {"Macros", "_VBA_PROJECT", "_VBA_PROJECT_CUR", "VBA"}


def _look_at_doc(content: bytes) -> Iterator[str]:
    names = storage_names(content)
    if not names:
        yield "damaged"
    if names & MACRO_STORAGES:
        yield "macro"
    if "ObjectPool" in names or "\x01Ole10Native" in names:
        yield "embedded_object"
    if names and "WordDocument" not in names:
        yield "extension_mismatch"


# Long names only: a short one such as /JS turns up by chance in compressed pictures.
_PDF_ACTS = re.compile(rb"/(?:JavaScript|Launch|RichMedia)\b")


def _look_at_pdf(content: bytes) -> Iterator[str]:
    if b"%%EOF" not in content[-2048:]:
        yield "damaged"
    if re.search(rb"/Encrypt\b", content):
        yield "encrypted"
    if _PDF_ACTS.search(content):
        yield "active_content"


_LOOKS: dict[str, Callable[[bytes], Iterator[str]]] = {
    "docx": _look_at_docx,
    "odt": _look_at_odt,
    "doc": _look_at_doc,
    "pdf": _look_at_pdf,
}
