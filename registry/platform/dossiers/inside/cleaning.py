"""A document's pages made fit to stand in a dossier: all that they show, and nothing that acts.

By lists of what stays, so that what nobody thought of does not: of the document its pages, its
layers and its structure; of a page what is drawn; of a note what it shows. Forms become drawing.
"""

from collections.abc import Iterator
from typing import Any

import pikepdf

from registry.platform.dossiers.inside import boxes, tags
from registry.platform.dossiers.inside.outlines import Target, Targets, marks_of
from registry.platform.dossiers.inside.values import (
    STRANGE,
    drop,
    get,
    has_entries,
    identity,
    is_dictionary,
    is_stream,
    items,
    name_of,
)
from registry.platform.dossiers.shapes import Mark
from registry.platform.gate.inside.inflating import Meter

OF_DOCUMENT = {"/Type", "/Pages", "/StructTreeRoot", "/OCProperties"}
OF_PAGE = {
    "/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/Contents", "/Rotate", "/Group",
    "/Annots", "/StructParents", "/UserUnit", "/TrimBox", "/BleedBox", "/ArtBox",
}  # fmt: skip
INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
NOTES = {
    "/Text", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight",
    "/Underline", "/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink", "/Watermark",
}  # fmt: skip
"""Annotations that only show something. Links are apart, fields become drawing."""
OF_NOTE = {
    "/Type", "/Subtype", "/Rect", "/Contents", "/NM", "/M", "/F", "/AP", "/AS", "/Border", "/C",
    "/StructParent", "/OC", "/CA", "/ca", "/T", "/RC", "/CreationDate", "/Subj", "/QuadPoints",
    "/BS", "/BE", "/IC", "/DA", "/DS", "/Q", "/L", "/LE", "/LL", "/LLE", "/Cap", "/Vertices",
    "/InkList", "/RD", "/CL", "/Name", "/Sy", "/IT", "/H", "/Lang", "/BM",
}  # fmt: skip
NEVER = {
    "/AA", "/JS", "/OpenAction", "/XFA", "/EF", "/RF", "/AF", "/RichMediaContent", "/PieceInfo",
    "/Metadata", "/Ref", "/OPI", "/Alternates", "/URI", "/Thumb", "/3DD", "/Movie", "/Sound",
}  # fmt: skip
"""Keys that no dictionary of ours has, wherever it stands."""
REMOVED = {
    "/JavaScript": "script", "/Launch": "launch", "/SubmitForm": "sends", "/ImportData": "sends",
    "/Rendition": "media", "/Movie": "media", "/Sound": "media", "/RichMediaExecute": "media",
    "/GoTo3DView": "media",
}  # fmt: skip
"""By the kind of an action: what whoever gets the dossier is told."""
SHOWN_BY_OTHERS = {
    "/FileAttachment": "files", "/Movie": "media", "/Sound": "media", "/Screen": "media",
    "/RichMedia": "media", "/3D": "media",
}  # fmt: skip
ACTIONS = {*REMOVED, "/URI", "/GoTo", "/GoToR", "/GoToE", "/Thread", "/Named", "/Hide",
           "/ResetForm", "/SetOCGState", "/Trans", "/GoToDp"}  # fmt: skip
TO = "/InteseTo"
"""On a link: the page of its own document where it leads, from 0, and how far up."""
DEEPEST = 40
MOST_PAGES = 20_000
BALANCED = "q Q BT ET BMC BDC EMC"


class Unfit(Exception):
    """``rule`` says why it cannot go in by its pages."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


class Cleaned:
    """What came of a document besides its pages."""

    def __init__(self) -> None:
        self.removed: set[str] = set()
        self.marks: list[Mark] = []
        self.is_tagged = False


def clean(pdf: pikepdf.Pdf, number: int) -> Cleaned:
    """Changes ``pdf``, to be saved then. Raises Unfit, or what pikepdf raises for damage."""
    done = Cleaned()
    if len(pdf.pages) > MOST_PAGES:
        raise Unfit("too_many_pages")
    _inherit(pdf)
    targets = Targets(pdf)
    done.marks = marks_of(pdf, targets)
    _look_for_actions(pdf, done)
    _draw_fields(pdf)
    for page in pdf.pages:
        _clean_notes(pdf, page.obj, targets)
    _keep_only(pdf.Root, OF_DOCUMENT)
    _clean_layers(pdf)
    is_whole = True
    shut = pdf.make_stream(b"Q\n")
    opened = pdf.make_stream(b"q\n")
    for page in pdf.pages:
        _keep_only(page.obj, OF_PAGE)
        is_whole = _shut_in(pdf, page, opened, shut) and is_whole
        boxes.make_room(page)
    done.is_tagged = is_whole and _tag(pdf, number)
    _scrub(pdf, number if done.is_tagged else None)
    return done


def look_for_bombs(pdf: pikepdf.Pdf) -> None:
    """Raises Unfit for a stream that would grow beyond all measure."""
    meter = Meter()
    for one in pdf.objects:
        if is_stream(one) and meter.is_a_bomb(one):
            raise Unfit("pdf_bomb")


def is_signed(pdf: pikepdf.Pdf) -> bool:
    """A place kept for a signature that is not there yet does not count."""
    return any(
        isinstance(contents := one.get("/Contents"), pikepdf.String)
        and bytes(contents).strip(b"\0")
        for one in pdf.objects
        if is_dictionary(one) and "/ByteRange" in one
    )


def _inherit(pdf: pikepdf.Pdf) -> None:
    """What pages have from the branches above them becomes their own."""
    for page in pdf.pages:
        for key in INHERITED:
            if key not in page.obj:
                value = _from_above(page.obj.get("/Parent"), key)
                if value is not None:
                    page.obj[key] = value
        if not is_dictionary(page.obj.get("/Resources")):
            page.obj.Resources = pikepdf.Dictionary()


def _from_above(node: Any, key: str) -> Any:
    for _level in range(DEEPEST):
        if not is_dictionary(node):
            return None
        if key in node:
            return node.get(key)
        node = node.get("/Parent")
    return None


def _keep_only(one: Any, keys: set[str]) -> None:
    for key in set(one.keys()) - keys:
        del one[key]


# What is taken out, for who is told


def _look_for_actions(pdf: pikepdf.Pdf, done: Cleaned) -> None:
    names = get(pdf.Root, "/Names")
    if get(names, "/JavaScript") is not None:
        done.removed.add("script")
    if get(names, "/EmbeddedFiles") is not None:
        done.removed.add("files")
    if get(get(pdf.Root, "/AcroForm"), "/XFA") is not None:
        raise Unfit("pdf_xfa")  # its pages are only a notice that another program is needed
    for one in pdf.objects:
        for holder in _dictionaries(one):
            kind = name_of(holder.get("/S"))
            if kind in REMOVED and ("/Type" not in holder or holder.get("/Type") == "/Action"):
                done.removed.add(REMOVED[kind])
            if subtype := SHOWN_BY_OTHERS.get(name_of(holder.get("/Subtype"))):
                done.removed.add(subtype)


def _dictionaries(root: Any) -> Iterator[Any]:
    """Those of one object, without going into others."""
    waiting = [(root, 0)]
    while waiting:
        one, depth = waiting.pop()
        if depth > DEEPEST or (depth and identity(one) is not None):
            continue
        if has_entries(one):
            yield one
            waiting += [(value, depth + 1) for _key, value in one.items()]
        else:
            waiting += [(value, depth + 1) for value in items(one)]


# Notes and fields


def _draw_fields(pdf: pikepdf.Pdf) -> None:
    """Fields of forms become what they show; other notes stay as they are."""
    others: list[list[Any]] = []
    has_fields = False
    for page in pdf.pages:
        notes = items(page.obj.get("/Annots"))
        fields = [one for one in notes if name_of(get(one, "/Subtype")) == "/Widget"]
        others.append([one for one in notes if name_of(get(one, "/Subtype")) != "/Widget"])
        page.obj.Annots = pikepdf.Array(fields)
        has_fields = has_fields or bool(fields)
    if has_fields:
        pdf.generate_appearance_streams()
        pdf.flatten_annotations("screen")
    for page, notes in zip(pdf.pages, others, strict=True):
        page.obj.Annots = pikepdf.Array(notes)


def _clean_notes(pdf: pikepdf.Pdf, page: Any, targets: Targets) -> None:
    kept = []
    for note in items(page.get("/Annots")):
        if not is_dictionary(note):
            continue
        kind = name_of(note.get("/Subtype"))
        if kind == "/Link":
            target = targets.of(note)
            if target is None:
                continue
            _keep_only(note, OF_NOTE)
            note[TO] = pikepdf.Array(_told(target))
        elif kind in NOTES:
            _keep_only(note, OF_NOTE)
        else:
            continue
        kept.append(note if note.is_indirect else pdf.make_indirect(note))
    if kept:
        page.Annots = pikepdf.Array(kept)
    else:
        drop(page, "/Annots")


def _told(target: Target) -> list[Any]:
    page, top = target
    return [page] if top is None else [page, round(top, 2)]


# What is drawn


def _shut_in(pdf: pikepdf.Pdf, page: pikepdf.Page, opened: Any, shut: Any) -> bool:
    """What a page draws ends with it. False where it had to become a drawing within the page,
    because it leaves open what it opens: then its structure is lost."""
    streams = [one for one in _streams(page.obj.get("/Contents")) if is_stream(one)]
    if not streams:
        drop(page.obj, "/Contents")
        return True
    page.obj.Contents = pikepdf.Array(streams)
    if _is_balanced(page):
        page.obj.Contents = pikepdf.Array([opened, *streams, shut])
        return True
    drawing = page.as_form_xobject(handle_transformations=False)
    drawing.write(drawing.read_bytes())  # now: it would else be read when the page has changed
    media = page.obj.get("/MediaBox")
    drawing.BBox = media if len(items(media)) == 4 else pikepdf.Array(boxes.A4)
    drop(drawing, "/StructParents", "/Group")
    drop(page.obj, "/StructParents")
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Whole=drawing))
    page.obj.Contents = pikepdf.Array([opened, pdf.make_stream(b"/Whole Do\n"), shut])
    return False


def _streams(contents: Any) -> list[Any]:
    return [contents] if is_stream(contents) else items(contents)


def _is_balanced(page: pikepdf.Page) -> bool:
    """As far as it can be told; what cannot be read is not."""
    states = texts = marks = 0
    try:
        for instruction in pikepdf.parse_content_stream(page, BALANCED):
            operator = str(instruction.operator)
            states += (operator == "q") - (operator == "Q")
            texts += (operator == "BT") - (operator == "ET")
            marks += (operator in ("BMC", "BDC")) - (operator == "EMC")
            if min(states, texts, marks) < 0:
                return False
    except STRANGE:
        return False
    return states == texts == marks == 0


def _clean_layers(pdf: pikepdf.Pdf) -> None:
    """Layers that are hidden stay hidden: the list of them all, and of those."""
    root = pdf.Root
    layers = [one for one in items(get(root.get("/OCProperties"), "/OCGs")) if is_dictionary(one)]
    if not layers:
        drop(root, "/OCProperties")
        return
    chosen = get(root.get("/OCProperties"), "/D")
    hidden = {identity(one) for one in items(get(chosen, "/OFF"))}
    if name_of(get(chosen, "/BaseState")) == "/OFF":
        shown = {identity(one) for one in items(get(chosen, "/ON"))}
        hidden = {identity(one) for one in layers} - shown
    for layer in layers:
        _keep_only(layer, {"/Type", "/Name", "/Intent"})
    root.OCProperties = pikepdf.Dictionary(
        OCGs=pikepdf.Array(layers),
        D=pikepdf.Dictionary(OFF=pikepdf.Array([x for x in layers if identity(x) in hidden])),
    )


# Structure, and the last look at everything


def _tag(pdf: pikepdf.Pdf, number: int) -> bool:
    kept = {one.objgen for page in pdf.pages for one in items(page.obj.get("/Annots"))}
    try:
        tags.ready(pdf, number, annotations=kept)
    except (tags.NoTags, *STRANGE):
        drop(pdf.Root, "/StructTreeRoot")
        return False
    return True


def _scrub(pdf: pikepdf.Pdf, number: int | None) -> None:
    """Wherever it stands, nothing acts and nothing is taken from elsewhere. The numbers of the
    structure become those of this document alone, or go with it."""
    for one in pdf.objects:
        for holder in _dictionaries(one):
            for key in NEVER & set(holder.keys()):
                del holder[key]
            if is_stream(holder):
                drop(holder, "/F", "/FFilter", "/FDecodeParms")
            for key in ("/A", "/Next", "/PA"):
                if key in holder and _acts(holder.get(key)):
                    del holder[key]
            for key in ("/StructParents", "/StructParent"):
                if key in holder:
                    _renumber(holder, key, number)


def _acts(value: Any) -> bool:
    return name_of(get(value, "/S")) in ACTIONS and get(value, "/O") is None


def _renumber(holder: Any, key: str, number: int | None) -> None:
    value = holder.get(key)
    if number is None or not isinstance(value, int) or not 0 <= value < tags.ROOM:
        del holder[key]
    else:
        holder[key] = value + number * tags.ROOM
