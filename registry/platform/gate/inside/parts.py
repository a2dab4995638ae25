"""What a document may carry besides its own text: pictures, fonts, objects, other files."""

from lxml import etree

from registry.platform.gate.inside import ole, xmls
from registry.platform.gate.inside.notes import Notes
from registry.platform.gate.inside.sorts import is_program_by_name, sort_of

RUNNING = ("onload", "onclick", "onmouseover", "onbegin", "onerror", "onactivate")


def look_at_part(
    name: str, content: bytes, notes: Notes, nested: ole.Nested, *, is_quiet: bool = False
) -> None:
    """``is_quiet`` for what belongs to a chart: nothing is told of it that need not be."""
    sort = sort_of(content)
    if (sort == "program" and _is_true_program(content)) or is_program_by_name(name):
        notes.see("program", name)
    elif sort == "ole":
        with notes.inside(name):
            ole.look_at_object(content, notes, nested)
    elif sort == "zip":
        nested(content, "" if is_quiet else name, notes)
    elif sort in ("html", "mht", "rtf", "eml"):
        notes.see("inserted", name)
    elif sort == "archive" and not name.lower().endswith((".emz", ".wmz", ".svgz")):
        notes.see("closed_inside", name)
    elif sort == "pdf":
        notes.see("carried", name)
    elif sort == "xml" and xmls.has_declarations(content):
        notes.see("xml", name)


def _is_true_program(content: bytes) -> bool:
    """Two letters may be the first of a picture as well."""
    if not content.startswith(b"MZ"):
        return True
    at = int.from_bytes(content[60:64], "little")
    return content[at : at + 4] == b"PE\0\0" or content[at : at + 2] in (b"NE", b"LE", b"LX") or (
        b"This program" in content[:512]
    )  # fmt: skip


def is_page(content: bytes) -> bool:
    return sort_of(content) == "html"


def look_at_svg(root: "etree._Element", notes: Notes) -> None:
    for one in root.iter():
        name = xmls.local(one).lower()
        if name == "script" or any(str(key).lower() in RUNNING for key in one.attrib):
            notes.see("program", "SVG")
        if name in ("image", "use", "feimage"):
            notes.link("picture", xmls.value(one, "href"))
