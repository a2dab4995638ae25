"""The .docx as a package: clean, with its core properties, the same bytes each time."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping

from lxml import etree
from markupsafe import escape

from registry.platform.documents.text import W, parse_strictly

MIDNIGHT_1980 = (1980, 1, 1, 0, 0, 0)
LANGUAGE = "it-IT"
DECLARATION = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
CORE = "docProps/core.xml"
FIRST = ("[Content_Types].xml", "_rels/.rels", "word/document.xml")
LEFT_OVERS = re.compile(
    r"docProps/thumbnail\.\w+|word/printerSettings/.*|word/comments\w*\.xml|word/people\.xml"
    r"|customXml/.*|docProps/custom\.xml"
)
TRACES = tuple(f"{W}{name}" for name in ("rsids", "proofErr", "proofState", "savePreviewPicture"))

DC = "http://purl.org/dc/elements/1.1/"
CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"


def finish(docx: bytes, *, title: str, subject: str) -> bytes:
    """The package without traces of who made it, with title, subject and language.

    Times are 1980-01-01 and the order is fixed, so the same parts give the same bytes.
    """
    parts = clean_parts(read_parts(docx))
    return pack({**parts, CORE: core_properties(title=escape(title), subject=escape(subject))})


def clean_parts(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts without traces of who made them, and without what nothing refers to.

    Every part is parsed strictly: raises UnreadablePart rather than repair one.
    """
    kept = {name: blob for name, blob in parts.items() if not LEFT_OVERS.match(name)}
    return {name: _clean(name, blob, kept) for name, blob in kept.items()}


def read_parts(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name[-1] != "/"}


def pack(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a zip: fixed order, fixed times, no traces of the machine."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in in_order(parts):
            entry = zipfile.ZipInfo(name, MIDNIGHT_1980)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            archive.writestr(entry, parts[name])
    return target.getvalue()


def in_order(names: Iterable[str]) -> list[str]:
    """The order of the parts in a package: what a reader looks for first stands first."""
    kept = set(names)
    return [one for one in FIRST if one in kept] + sorted(kept.difference(FIRST))


def core_properties(*, title: str, subject: str) -> bytes:
    """Title and subject (escaped already), language; author and last editor empty, no dates:
    they would differ each time."""
    core = (
        f'<cp:coreProperties xmlns:cp="{CP}" xmlns:dc="{DC}"><dc:title>{title}</dc:title>'
        f"<dc:subject>{subject}</dc:subject><dc:creator></dc:creator>"
        f"<dc:language>{LANGUAGE}</dc:language><cp:lastModifiedBy></cp:lastModifiedBy>"
        "</cp:coreProperties>"
    )
    return DECLARATION + core.encode()


def as_bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _clean(name: str, blob: bytes, kept: Mapping[str, bytes]) -> bytes:
    if not name.endswith((".xml", ".rels")):
        return blob
    root = parse_strictly(blob)
    if name.endswith(".rels"):
        _drop_dangling(root)
    elif name == "[Content_Types].xml":
        _drop_undeclared(root, kept)
    elif name.startswith("word/"):
        _drop_traces(root)
    return as_bytes(root)


def _drop_dangling(root: etree._Element) -> None:
    for relation in list(root):
        if LEFT_OVERS.search(str(relation.get("Target")).lstrip("./")) or str(
            relation.get("Type")
        ).endswith(("/thumbnail", "/printerSettings", "/comments", "/customXml")):
            root.remove(relation)


def _drop_undeclared(root: etree._Element, kept: Mapping[str, bytes]) -> None:
    for override in list(root):
        part = override.get("PartName")
        if part is not None and str(part).lstrip("/") not in kept:
            root.remove(override)


def _drop_traces(root: etree._Element) -> None:
    for element in list(root.iter(*TRACES)):
        _remove(element)
    for element in root.iter():
        for attribute in [name for name in element.attrib if str(name).startswith(f"{W}rsid")]:
            del element.attrib[attribute]


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
