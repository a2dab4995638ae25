"""The tasks: one file looked at whole, with what it carries."""

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import BinaryIO

from registry.platform.gate.inside import cms, doc, mail, odf, ole, ooxml, pdf, sorts, xmls, zips
from registry.platform.gate.inside.notes import DEEPEST, Notes, Stop
from registry.platform.gate.policy import ENDINGS, KINDS
from registry.platform.gate.shapes import Asked, Bounds, Seen

HARMLESS = {"image", "sound", "text", "xml", "certificate"}
"""Beside a message or in a PDF: shown or read by themselves, they do nothing."""
OFFICE = {"xlsx", "xls", "ods", "pptx", "ppt", "odp", "odf", "office", "dotx", "ott", "rtf"}


def look(asked: Asked, files: Sequence[BinaryIO], _output: BinaryIO | None) -> Seen:
    """What the file is and what is in it."""
    content = files[0].read()
    notes = Notes()
    sort = look_at(content, notes, asked.name)
    _check_name(asked.name, sort, notes)
    return notes.seen(sort)


def look_at_archive(bounds: Bounds, files: Sequence[BinaryIO], _output: BinaryIO | None) -> Seen:
    """Whether a zip may be unpacked: every member comes out as it was told."""
    content = files[0].read()
    notes = Notes()
    notes.left = bounds.unpacked
    try:
        archive = zips.opened(content, notes, bounds)
        for member in archive.members:
            archive.read(member)
    except Stop:
        pass
    return notes.seen("zip")


def look_at(content: bytes, notes: Notes, name: str) -> str:
    """What it is; what is wrong with it is in the notes."""
    sort = sorts.sort_of(content)
    try:
        if sort == "zip":
            return _look_at_zip(content, notes)
        if sort == "ole":
            return _look_at_ole(content, notes)
        if sort == "pdf":
            pdf.look_at_pdf(content, notes, look_inside)
        elif sort == "p7m":
            _look_at_envelope(cms.signed_content(content, notes), notes, name)
        elif sort == "eml" and name.lower().endswith(".p7m") and mail.is_envelope(content):
            sort = "p7m"
            body = mail.body_of_envelope(content, notes)
            _look_at_envelope(cms.signed_content(body, notes), notes, name)
        elif sort == "eml":
            mail.look_at_message(content, notes, look_inside)
    except Stop:
        pass
    if sort not in KINDS and notes.depth == 0:
        notes.see("other_type", sort)
    return sort


def _look_at_zip(content: bytes, notes: Notes) -> str:
    """A container: what it is stays known where its structure is unsound."""
    sort = "zip"
    try:
        archive = zips.opened(content, notes)
        if odf.is_one(archive):
            sort = "odt"
            sort = odf.look_at_package(archive, notes, look_inside)
        elif ooxml.is_one(archive):
            sort = "docx"
            sort = ooxml.look_at_package(archive, notes, look_inside)
        elif notes.depth:
            _look_at_plain_zip(archive, notes)
        elif _is_signed_container(archive):
            raise notes.stop("container")
    except Stop:
        sort = _guess(content) if sort == "zip" else sort
    is_told = any(one.rule == "container" for one in notes.found)
    if sort not in KINDS and not notes.depth and not is_told:
        notes.see("other_type", sort)
    return sort


def _is_signed_container(archive: zips.Archive) -> bool:
    """ASiC (ETSI EN 319 162): documents and their signatures in one zip."""
    return any(name.lower().startswith("meta-inf/signature") for name in archive.names)


def _guess(content: bytes) -> str:
    """Of a zip that cannot be opened, by the names that are near its beginning and its end."""
    if PREFIX_OF_ODT in content[:200]:
        return "odt"
    near = content[:4096] + content[-65536:]
    return "docx" if b"word/" in near else "zip"


PREFIX_OF_ODT = b"application/vnd.oasis.opendocument.text"


def _look_at_plain_zip(archive: zips.Archive, notes: Notes) -> None:
    for member in archive.members:
        look_inside(archive.read(member), member.name, notes)


def _look_at_ole(content: bytes, notes: Notes) -> str:
    sort = "ole"
    try:
        file = ole.opened(content, notes)
        sort = ole.sort_of_ole(file)
        if sort == "encrypted":
            sort = "docx"
            raise notes.stop("encrypted")
        if sort == "doc":
            doc.look_at_doc(file, notes, look_inside)
        elif ole.has_macros(ole.paths_in(file)):
            notes.see("macro")
    except Stop:
        pass
    if sort not in KINDS and not notes.depth:
        notes.see("other_type", sort)
    return sort


def _look_at_envelope(content: bytes, notes: Notes, name: str) -> None:
    """The document in a signed file passes the gate again, as if it came alone."""
    if notes.depth >= DEEPEST:
        raise notes.stop("too_many_layers")
    inner = name[: -len(".p7m")] if name.lower().endswith(".p7m") else ""
    with notes.inside(PurePosixPath(inner).name or "p7m"):
        if not content:
            raise notes.stop("empty")
        sort = look_at(content, notes, inner)
        if sort not in KINDS and sort not in ("xml", "text"):
            notes.see("other_type", sort)
        elif PurePosixPath(inner).suffix.lower() in ENDINGS:
            _check_name(inner, sort, notes)


def look_inside(content: bytes, name: str, notes: Notes) -> None:
    """A file that another one carries. Without a name it belongs to a chart."""
    if sorts.is_program_by_name(name):
        notes.see("program", name)
        return
    if notes.depth >= DEEPEST:
        raise notes.stop("zip_nested")
    if not content:
        return
    with notes.inside(name or "…"):
        sort = look_at(content, notes, name)
        if sort == "zip" and notes.depth > 2:
            notes.see("zip_nested")
        elif sort in ("program", "archive", "html", "mht"):
            notes.see("program" if sort != "archive" else "closed_inside", name)
        elif sort == "xml" and xmls.has_declarations(content):
            notes.see("xml", name)
        elif sort in OFFICE and name:
            notes.see("object_office", name)
        elif sort in ("unknown", "ole"):
            notes.see("unknown_inside", name)


def _check_name(name: str, sort: str, notes: Notes) -> None:
    """The name may not promise what the content does not keep."""
    ending = PurePosixPath(name.strip().rstrip(".")).suffix.lower()
    promised = ENDINGS.get(ending)
    if sort in KINDS and promised is None and not _is_an_ending(ending):
        notes.see("name_says_nothing", sort)
    elif (sort in KINDS or promised) and promised != sort:
        notes.see("name_says_other", sort)


def _is_an_ending(ending: str) -> bool:
    return 2 <= len(ending) <= 8 and ending[1:].isalnum() and not ending[1:].isdigit()
