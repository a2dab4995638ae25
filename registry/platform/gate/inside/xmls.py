"""Reading XML strictly: nothing is fetched, nothing is replaced, nothing is mended."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from registry.platform.gate.inside.notes import Notes

ENCODINGS = {
    "utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii", "iso-8859-1",
    "iso-8859-15", "windows-1252", "cp1252",
}  # fmt: skip
LARGEST = 64 * 1024**2
TOO_MUCH = {
    etree.ErrorTypes.ERR_ENTITY_LOOP, etree.ErrorTypes.ERR_INTERNAL_ERROR,
    etree.ErrorTypes.ERR_NAME_TOO_LONG, 114,
}  # fmt: skip
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
MOST_WORDS, LONGEST_WORD = 50, 200
MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")

_STRICTLY: dict[str, Any] = {
    "resolve_entities": False, "no_network": True, "load_dtd": False, "dtd_validation": False,
    "attribute_defaults": False, "recover": False, "huge_tree": False, "remove_comments": True,
}  # fmt: skip
_PARSER = etree.XMLParser(**_STRICTLY, collect_ids=False)  # some write an odd xml:id
_PARSER_OF_DOCTYPES = etree.XMLParser(**_STRICTLY)


def read(content: bytes, notes: Notes, what: str, *, is_bare_doctype_good: bool = False
         ) -> "etree._Element":  # fmt: skip
    """The root of a part, or a stop. ``is_bare_doctype_good`` for forms of old that name their
    own DTD and declare nothing."""
    if len(content) > LARGEST:
        raise notes.stop("bomb")
    try:
        parser = _PARSER_OF_DOCTYPES if is_bare_doctype_good else _PARSER
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError, AssertionError) as fault:
        code = getattr(fault, "code", None)
        if code in TOO_MUCH or has_declarations(content):
            raise notes.stop("xml", what) from None
        raise notes.stop("damaged") from None
    info: Any = root.getroottree().docinfo
    if (info.encoding or "utf-8").lower() not in ENCODINGS:
        raise notes.stop("xml", what)
    if info.doctype and not (is_bare_doctype_good and _is_bare(info)):
        raise notes.stop("xml", what)
    return root


def _is_bare(info: Any) -> bool:
    """Nothing is declared, but short words in place of long ones (as drawing programs do)."""
    declared = info.internalDTD
    if declared is None:
        return True
    entities = list(declared.iterentities())
    return len(entities) <= MOST_WORDS and all(_is_a_word(one) for one in entities)


def _is_a_word(entity: Any) -> bool:
    content = entity.content or ""
    is_outside = getattr(entity, "system_url", None)
    return not is_outside and "&" not in content and 0 < len(content) <= LONGEST_WORD


def has_declarations(content: bytes) -> bool:
    bare = content.replace(b"\0", b"")
    return any(word in bare for word in DECLARATIONS)


def looks_like_xml(content: bytes) -> bool:
    head = content[:200]
    for mark in MARKS:
        head = head.removeprefix(mark)
    head = head.replace(b"\0", b"").lstrip()
    return head.startswith((b"<?xml", b"<!DOCTYPE")) or _opens_a_tag(head)


def _opens_a_tag(head: bytes) -> bool:
    return head[:1] == b"<" and (head[1:2].isalpha() or head[1:4] == b"!--")


def local(element: "etree._Element") -> str:
    """Its name without namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def every(root: "etree._Element", *names: str) -> Iterator["etree._Element"]:
    """The elements of these names, whatever their namespace, in the document's order."""
    return root.iter(*(f"{{*}}{name}" for name in names))


def value(element: "etree._Element", name: str) -> str:
    """An attribute, whatever its namespace."""
    for key, found in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(found)
    return ""
