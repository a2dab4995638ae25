"""OpenDocument packages: text documents, and the charts and formulas that stand in them."""

import re
from typing import cast

from lxml import etree

from registry.platform.gate.inside import ole, parts, xmls
from registry.platform.gate.inside.notes import Notes
from registry.platform.gate.inside.zips import Archive

MANIFEST = "META-INF/manifest.xml"
PREFIX = "application/vnd.oasis.opendocument."
SORTS = {
    "text": "odt", "text-template": "ott", "spreadsheet": "ods", "spreadsheet-template": "ods",
    "presentation": "odp", "presentation-template": "odp",
}  # fmt: skip
FETCHED = {
    "image": "picture", "object": "object", "object-ole": "object", "floating-frame": "object",
    "plugin": "object", "applet": "object", "section-source": "object", "fill-image": "picture",
    "background-image": "picture", "list-level-style-image": "picture", "symbol-image": "picture",
    "table-source": "object", "cell-range-source": "object", "connection-resource": "object",
    "audio": "picture", "video": "picture", "font-face-uri": "picture", "sound": "picture",
    "template": "template", "alphabetical-index-auto-mark-file": "object", "auto-reload": "object",
}  # fmt: skip
ACTING = ("event-listener", "execute-macro", "script", "macro", "dde-source",
          "dde-connection-decl", "submission")  # fmt: skip
_WITH_HREF = etree.XPath(
    "//*[@xlink:href]", namespaces={"xlink": "http://www.w3.org/1999/xlink"}, smart_strings=False
)
OLD_OFFICE = "-//OpenOffice.org//DTD"


def is_one(archive: Archive) -> bool:
    mimetype = archive.find("mimetype")
    if mimetype is not None and mimetype.strip().startswith(PREFIX.encode()):
        return True
    return {"content.xml", MANIFEST} <= archive.names and not archive.find("[Content_Types].xml")


def look_at_package(archive: Archive, notes: Notes, nested: ole.Nested) -> str:
    manifest = archive.find(MANIFEST)
    root = None if manifest is None else _read(MANIFEST, manifest, notes)
    if root is not None and next(xmls.every(root, "encryption-data"), None) is not None:
        raise notes.stop("encrypted")
    if archive.find("content.xml") is None:
        raise notes.stop("damaged")
    for member in archive.members:
        _look_at_member(member.name, archive.read(member), notes, nested)
    if archive.find("META-INF/documentsignatures.xml") is not None:
        notes.is_signed = True
    return _sort(archive, root)


def _sort(archive: Archive, manifest: "etree._Element | None") -> str:
    mimetype = (archive.find("mimetype") or b"").decode("latin-1").strip()
    if not mimetype.startswith(PREFIX) and manifest is not None:
        roots = [one for one in manifest if xmls.value(one, "full-path") == "/"]
        mimetype = xmls.value(roots[0], "media-type") if roots else ""
    return SORTS.get(mimetype.removeprefix(PREFIX), "odf")


def _read(name: str, content: bytes, notes: Notes) -> "etree._Element":
    is_old = OLD_OFFICE.encode() in content[:1024] or name.lower().endswith(".svg")
    return xmls.read(content, notes, name, is_bare_doctype_good=is_old)


def _look_at_member(name: str, content: bytes, notes: Notes, nested: ole.Nested) -> None:
    lower = name.lower()
    if content and (lower.startswith("scripts/") or "/scripts/" in lower):
        notes.see("macro")
    if lower.endswith((".xml", ".rdf", ".svg")) or xmls.looks_like_xml(content):
        if not content.strip() or parts.is_page(content):
            return
        root = _read(name, content, notes)
        if lower.endswith(".svg"):
            parts.look_at_svg(root, notes)
        else:
            _look_at_xml(root, notes)
    elif not lower.startswith(("thumbnails/", "configurations2/")):
        parts.look_at_part(name, content, notes, nested)


def _look_at_xml(root: "etree._Element", notes: Notes) -> None:
    if xmls.local(root) == "module" and _has_code(root.text or ""):
        notes.see("macro")
    for one in xmls.every(root, *ACTING):
        _look_at_acting(xmls.local(one), str(one.tag).lower(), one, notes)
    for one in cast("list[etree._Element]", _WITH_HREF(root)):
        _look_at_href(xmls.local(one), xmls.value(one, "href"), notes)


def _look_at_acting(name: str, tag: str, element: "etree._Element", notes: Notes) -> None:
    if name in ("dde-source", "dde-connection-decl"):
        notes.see("command_field", "DDE")
    elif name in ("script", "macro"):
        if ":office:" in tag:  # those in the text are inert
            notes.see("macro")
    elif name == "event-listener":
        if xmls.value(element, "href") or xmls.value(element, "macro-name"):
            notes.see("macro")
    elif name == "submission":
        notes.see("form_sends", xmls.value(element, "action") or xmls.value(element, "resource"))
    else:
        notes.see("macro")


_NO_CODE = re.compile(r"rem\b|'|sub main\b|end sub\b|option\b|$", re.IGNORECASE)


def _has_code(basic: str) -> bool:
    """An untouched module has an empty Main and remarks."""
    return any(not _NO_CODE.match(line.strip()) for line in basic.splitlines())


def _look_at_href(name: str, href: str, notes: Notes) -> None:
    use = FETCHED.get(name, "click")
    # Without a scheme it is a part of the package, or lies beside it.
    if use == "click" or ":" in href or href.startswith(("/", "\\")):
        notes.link(use, href)
    elif href.startswith("../"):
        notes.link("template" if use == "template" else "picture", href)
