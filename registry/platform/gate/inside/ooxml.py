"""Packages of Office ([Content_Types].xml, relationships, parts): .docx, and what it may carry."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from registry.platform.gate.inside import fields, ole, parts, xmls
from registry.platform.gate.inside.notes import Notes
from registry.platform.gate.inside.zips import Archive

TYPES = "[Content_Types].xml"
MAIN = "_rels/.rels"
SORTS = (
    ("wordprocessingml.document.main", "docx"), ("ms-word.document.macroenabled", "docx"),
    ("wordprocessingml.template.main", "dotx"), ("ms-word.template.macroenabled", "dotx"),
    ("spreadsheetml.", "xlsx"), ("ms-excel.", "xlsx"),
    ("presentationml.", "pptx"), ("ms-powerpoint.", "pptx"),
)  # fmt: skip
MACRO_TYPES = ("macroenabled", "vbaproject", "vbadata", "macrosheet", "dialogsheet")
LINKED = {
    "hyperlink": "click", "attachedTemplate": "template", "image": "picture", "video": "picture",
    "audio": "picture", "media": "picture", "oleObject": "object", "package": "object",
    "mailMergeSource": "object", "mailMergeHeaderSource": "object", "externalLink": "object",
    "externalLinkPath": "click", "xlPathMissing": "click", "externalLinkLongPath": "click",
    "chartUserShapes": "object", "attachedToolbars": "template", "hyperlinkhover": "click",
    "recipientData": "object", "transform": "object", "customXml": "click", "tag": "click",
    "slideUpdateInfo": "click", "slideUpdateUrl": "click", "person": "click", "query": "object",
}  # fmt: skip
"""How a target outside the package is followed, by what it is for. The others are refused."""
INSERTED = {"aFChunk", "frame", "subDocument"}
TEXT_TAGS = ("fldChar", "instrText", "delInstrText", "fldSimple")


@dataclass
class Kinds:
    """What [Content_Types].xml says of each part."""

    by_ending: dict[str, str] = field(default_factory=dict)
    by_name: dict[str, str] = field(default_factory=dict)

    def of(self, name: str) -> str:
        ending = name.rpartition(".")[2].lower()
        return self.by_name.get(name.lower(), self.by_ending.get(ending, ""))


def is_one(archive: Archive) -> bool:
    return any(name.lower() == TYPES.lower() for name in archive.names)


def look_at_package(archive: Archive, notes: Notes, nested: ole.Nested) -> str:
    """What it is; everything in it is looked at."""
    kinds = _kinds(archive, notes)
    sort, main = _main(archive, kinds, notes)
    if any(word in kind.lower() for word in MACRO_TYPES
           for kind in (*kinds.by_name.values(), *kinds.by_ending.values(), main)):  # fmt: skip
        notes.see("macro")
    charted, reached = _followed(archive, notes)
    for member in archive.members:
        content = archive.read(member)
        kind = kinds.of(member.name).lower()
        # What nobody refers to may be called .xml and be anything.
        is_stray = member.name.lower() not in reached and not xmls.looks_like_xml(content)
        if _is_xml(member.name, kind, content) and not is_stray:
            _look_at_xml(member.name, content, notes)
        else:
            parts.look_at_part(
                member.name, content, notes, nested, is_quiet=member.name.lower() in charted
            )
        _look_at_kind(member.name, kind, notes)
    if any(name.lower().startswith("_xmlsignatures/") for name in archive.names):
        notes.is_signed = True
    return sort


def _kinds(archive: Archive, notes: Notes) -> Kinds:
    content = archive.find(TYPES)
    if content is None:
        raise notes.stop("damaged")
    kinds = Kinds()
    for one in xmls.read(content, notes, TYPES):
        said = xmls.value(one, "ContentType")
        if xmls.local(one) == "Default":
            kinds.by_ending[xmls.value(one, "Extension").lower()] = said
        elif xmls.local(one) == "Override":
            kinds.by_name[xmls.value(one, "PartName").lstrip("/").lower()] = said
    return kinds


def _main(archive: Archive, kinds: Kinds, notes: Notes) -> tuple[str, str]:
    """The sort of the package and the type of its main part, which must be there."""
    content = archive.find(MAIN)
    if content is None:
        raise notes.stop("damaged")
    for link in xmls.read(content, notes, MAIN):
        if _use(link) == "officeDocument":
            target = xmls.value(link, "Target").lstrip("/").removeprefix("./")
            if archive.find(target) is None:
                raise notes.stop("damaged")
            main = kinds.of(target)
            found = (sort for word, sort in SORTS if word in main.lower())
            return next(found, "office"), main
    is_visio = any(_use(link) == "document" for link in xmls.read(content, notes, MAIN))
    return "office" if is_visio else "zip", ""


def _use(link: "etree._Element") -> str:
    return xmls.value(link, "Type").strip().rstrip("/").rpartition("/")[2]


def _followed(archive: Archive, notes: Notes) -> tuple[set[str], set[str]]:
    """The workbooks from which charts are drawn (every chart has one), and all the parts that
    the package refers to."""
    charted, reached = set(), {TYPES.lower()}
    for member in archive.members:
        name = member.name.lower()
        if name.endswith(".rels"):
            links = xmls.read(archive.read(member), notes, member.name)
            targets = {_resolved(name, xmls.value(one, "Target").lower()) for one in links}
            reached |= {name} | targets
            if _is_of_a_chart(name):
                charted |= targets
    return charted, reached


def _is_of_a_chart(rels: str) -> bool:
    return "/charts/_rels/" in rels.lower() or "/diagrams/_rels/" in rels.lower()


def _resolved(rels: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    folder = rels.split("/")[:-2]
    for step in target.split("/"):
        if step == "..":
            folder = folder[:-1]
        elif step != ".":
            folder.append(step)
    return "/".join(folder)


def _is_xml(name: str, kind: str, content: bytes) -> bool:
    if name.lower().endswith((".xml", ".rels", ".vml")):
        return True
    return xmls.looks_like_xml(content) and not parts.is_page(content) and (
        kind.endswith(("xml", "vmldrawing")) or name.lower().endswith((".svg", ".xsl", ".xsd", ""))
    )  # fmt: skip


def _look_at_kind(name: str, kind: str, notes: Notes) -> None:
    """What a part is for, as the package says."""
    if "activex" in kind or "/activex/" in name.lower():
        notes.see("control")
    if name.lower().endswith(("vbaproject.bin", "vbadata.xml")):
        notes.see("macro")
    if "webextension" in kind:
        notes.see("add_in")


def _look_at_xml(name: str, content: bytes, notes: Notes) -> None:
    is_picture = name.lower().endswith(".svg")
    root = xmls.read(content, notes, name, is_bare_doctype_good=is_picture)
    if name.lower().endswith(".rels"):
        for link in root:
            _look_at_link(link, notes, is_of_a_chart=_is_of_a_chart(name))
        return
    if is_picture:
        parts.look_at_svg(root, notes)
    for instruction in fields.instructions(_marks(root)):
        fields.look_at_instruction(instruction, notes)
    for picture in xmls.every(root, "imagedata", "fill", "stroke"):
        if "vml" in str(picture.tag):
            notes.link("picture", xmls.value(picture, "src"))


def _look_at_link(link: "etree._Element", notes: Notes, *, is_of_a_chart: bool) -> None:
    if xmls.local(link) != "Relationship":
        return
    use, target = _use(link), xmls.value(link, "Target")
    is_outside = xmls.value(link, "TargetMode").strip().lower() == "external"
    if use in INSERTED and (is_outside or use == "aFChunk"):
        notes.see("inserted", target)
    elif use in ("vbaProject", "wordVbaData"):
        notes.see("macro")
    elif use in ("control", "activeXControlBinary"):
        notes.see("control")
    elif is_outside and is_of_a_chart:
        notes.link("click", target)  # the numbers are in the chart: it asks for them if told to
    elif is_outside and use in LINKED:
        notes.link(LINKED[use], target)
    elif is_outside:
        notes.link("object", target)


def _marks(root: "etree._Element") -> Iterator[tuple[str, str]]:
    for one in xmls.every(root, *TEXT_TAGS):
        name = xmls.local(one)
        if name == "fldChar":
            yield xmls.value(one, "fldCharType"), ""
        elif name == "fldSimple":
            yield fields.BEGIN, ""
            yield "", xmls.value(one, "instr")
            yield fields.END, ""
        else:
            yield "", one.text or ""
