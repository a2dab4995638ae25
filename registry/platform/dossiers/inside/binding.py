"""The task: prepared documents bound in one PDF by pypdf.

What it reads was written by :mod:`.preparing`; a stranger's bytes are only carried, not read.
The same request gives the same bytes.
"""

import hashlib
import io
from typing import IO, Any, cast

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from registry.platform.dossiers.inside import leaves, stamps
from registry.platform.dossiers.inside.boxes import PLACE, STRIP
from registry.platform.dossiers.inside.cleaning import TO
from registry.platform.dossiers.inside.faces import Face
from registry.platform.dossiers.inside.leaves import Sheets
from registry.platform.dossiers.inside.metadata import described
from registry.platform.dossiers.inside.paper import (
    HIGH,
    WIDE,
    Element,
    Link,
    Paper,
    array,
    dictionary,
    fonts,
)
from registry.platform.dossiers.inside.tags import ROOM
from registry.platform.dossiers.shapes import Attached, Bind, Bound, Leaf, Piece

LANGUAGE = "it-IT"
PRINTED = 4
"""Flag of an annotation."""


def bind(asked: Bind, files: list[IO[bytes]], output: IO[bytes] | None) -> Bound:
    assert output is not None  # noqa: S101  whoever asks gives one
    pieces, regular, bold = files
    faces = Face(regular.read(), "INTESE"), Face(bold.read(), "INTESF")
    made = _Binder(asked, pieces, faces).bound()
    made.writer.write(output)
    return Bound(pages=made.total, first_pages=made.first_pages)


class _Binder:
    def __init__(self, asked: Bind, pieces: IO[bytes], faces: tuple[Face, Face]) -> None:
        self.asked = asked
        self.pieces = pieces
        self.faces = faces
        self.writer = PdfWriter()
        self.writer.pdf_header = "%PDF-1.7"
        self.places = {
            is_bold: self.writer._add_object(DictionaryObject()) for is_bold in (False, True)
        }
        self.pages: list[tuple[IndirectObject, int]] = []
        """Each page with the document that it is of, from 1; 0 for the contents."""
        self.kids = ArrayObject()
        self.nums: list[tuple[int, PdfObject]] = []
        self.parts: list[IndirectObject] = []
        self.first_pages: list[int] = []
        self.total = 0
        self.files: list[IndirectObject] = []
        self.pressed: dict[int, DictionaryObject] = {}
        """The element of each link of ours."""
        self.structure = self.writer._add_object(DictionaryObject())
        self.whole = self.writer._add_object(DictionaryObject())

    def bound(self) -> "_Binder":
        contents = leaves.contents_of(self.asked, Paper(*self.faces))
        at = len(contents.paper.sheets) + 1
        notices: dict[int, Sheets] = {}
        counts: list[int] = []
        readers = [self._reader(leaf.piece) for leaf in self.asked.leaves]
        for number, (leaf, reader) in enumerate(zip(self.asked.leaves, readers, strict=True)):
            if reader is None and leaf.notice:
                notices[number] = leaves.notice_of(number, leaf, self.asked, Paper(*self.faces))
            sheets = len(notices[number].paper.sheets) if number in notices else 0
            counts.append(len(reader.pages) if reader else sheets)
            self.first_pages.append(at if counts[-1] else 0)
            at += counts[-1]
        self.total = at - 1
        leaves.number_pages(contents, self.first_pages)
        first = self._write(contents, document=0, key=len(self.asked.leaves) + 1)
        for number, leaf in enumerate(self.asked.leaves):
            self._put_in(number, leaf, readers, notices)
        self._link(contents, first)
        self._finish()
        return self

    def _reader(self, piece: Piece | None) -> PdfReader | None:
        if piece is None:
            return None
        return PdfReader(io.BytesIO(self._read(piece)))

    def _read(self, piece: Piece) -> bytes:
        self.pieces.seek(piece.at)
        return self.pieces.read(piece.length)

    def _put_in(
        self,
        number: int,
        leaf: Leaf,
        readers: list[PdfReader | None],
        notices: dict[int, Sheets],
    ) -> None:
        reader, readers[number] = readers[number], None  # its memory is given back
        if reader is not None:
            self._take(number, leaf, reader)
            self.writer.reset_translation(reader)
        elif number in notices:
            key = len(self.asked.leaves) + 2 + number
            self._write(notices[number], document=number + 1, key=key)
            if leaf.attached is not None:
                self._attach(number, leaf.attached)

    # Pages

    def _take(self, number: int, leaf: Leaf, reader: PdfReader) -> None:
        """A document's pages, with its structure and what its links lead to."""
        taken: list[DictionaryObject] = []
        for page in reader.pages:
            taken.append(self._taken(page, number + 1))
        for new in taken:
            for note in cast("ArrayObject", new.get("/Annots", ArrayObject())):
                _lead(note.get_object(), taken)
        root = reader.root_object
        if leaf.is_tagged and "/StructTreeRoot" in root:
            self._tag(leaf, cast("DictionaryObject", root["/StructTreeRoot"]))
        if "/OCProperties" in root:
            self._layer(cast("DictionaryObject", root["/OCProperties"]))

    def _taken(self, page: PageObject, document: int) -> DictionaryObject:
        key = page.get("/StructParents")
        new = cast("DictionaryObject", page.clone(self.writer, False, ["/Parent"]).get_object())
        if key is not None:
            new[NameObject("/StructParents")] = key.clone(self.writer)
        self._add(new, document)
        return new

    def _add(self, page: DictionaryObject, document: int) -> None:
        reference = cast("IndirectObject", page.indirect_reference)
        page[NameObject("/Parent")] = cast("PdfObject", self.writer.root_object.raw_get("/Pages"))
        self.kids.append(reference)
        self.pages.append((reference, document))

    def _write(self, sheets: Sheets, *, document: int, key: int) -> int:
        """Pages of ours; where the first of them is."""
        first = len(self.pages)
        keys = [key * ROOM + at for at in range(len(sheets.paper.sheets))]
        for at, number in enumerate(keys):
            page = dictionary(
                Type="/Page",
                MediaBox=array([0, 0, WIDE, HIGH]),
                Contents=self._stream(sheets.paper.content(at)),
                Resources=dictionary(Font=fonts(self.places)),
                Tabs="/S",
            )
            page[NameObject("/StructParents")] = NumberObject(number)
            page[NameObject(PLACE)] = array([1, 0, 0, 1, 0, STRIP, WIDE, STRIP])
            self.writer._add_object(page)
            self._add(page, document)
        marked: list[list[PdfObject]] = [[NullObject()] * count for count in sheets.paper.counts]
        part = self._element(sheets.element, self.whole, first, marked)
        self.parts.append(part)
        for number, elements in zip(keys, marked, strict=True):
            self.nums.append((number, self.writer._add_object(ArrayObject(elements))))
        return first

    def _stream(self, content: bytes) -> IndirectObject:
        stream = StreamObject()
        stream.set_data(content)
        return self.writer._add_object(stream.flate_encode() if len(content) > 200 else stream)

    # Structure

    def _element(
        self, element: Element, above: IndirectObject, first: int, marked: list[list[PdfObject]]
    ) -> IndirectObject:
        made = dictionary(Type="/StructElem", S=f"/{element.name}", P=above)
        reference = self.writer._add_object(made)
        kids = ArrayObject()
        for sheet, number in element.marks:
            page = self.pages[first + sheet][0]
            kids.append(dictionary(Type="/MCR", Pg=page, MCID=number))
            marked[sheet][number] = reference
        kids += [self._element(kid, reference, first, marked) for kid in element.kids]
        made[NameObject("/K")] = kids
        if element.link is not None:
            self.pressed[id(element.link)] = made
        return reference

    def _tag(self, leaf: Leaf, root: DictionaryObject) -> None:
        part = dictionary(Type="/StructElem", S="/Part", P=self.whole)
        part[NameObject("/T")] = TextStringObject(leaf.title)
        reference = self.writer._add_object(part)
        kids = cast("ArrayObject", root["/K"]).clone(self.writer)
        part[NameObject("/K")] = kids
        for kid in kids:
            cast("DictionaryObject", kid.get_object())[NameObject("/P")] = reference
        nums = cast("ArrayObject", cast("DictionaryObject", root["/ParentTree"])["/Nums"])
        for at in range(0, len(nums) - 1, 2):
            self.nums.append((int(nums[at]), list.__getitem__(nums, at + 1).clone(self.writer)))
        self.parts.append(reference)

    def _layer(self, told: DictionaryObject) -> None:
        cloned = cast("DictionaryObject", told.clone(self.writer).get_object())
        ours = self.writer.root_object.setdefault(
            NameObject("/OCProperties"),
            dictionary(OCGs=ArrayObject(), D=dictionary(OFF=ArrayObject())),
        )
        hidden = cast("DictionaryObject", cloned["/D"]).get("/OFF", ArrayObject())
        cast("ArrayObject", ours["/OCGs"]).extend(cast("ArrayObject", cloned["/OCGs"]))
        cast("ArrayObject", ours["/D"]["/OFF"]).extend(cast("ArrayObject", hidden))

    # What can be pressed

    def _link(self, contents: Sheets, first: int) -> None:
        for number, link in enumerate(contents.links):
            target = self.first_pages[link.entry]
            if not target:
                continue
            note = dictionary(
                Type="/Annot", Subtype="/Link", F=PRINTED, Border=array([0, 0, 0]),
                Rect=array(link.rect),
                Dest=ArrayObject([self.pages[target - 1][0], NameObject("/Fit")]),
            )  # fmt: skip
            note[NameObject("/Contents")] = TextStringObject(self.asked.leaves[link.entry].title)
            self._note(note, first + link.sheet, len(self.asked.leaves) * 2 + 3, number)
            self._object_of(link, note, first)

    def _note(self, note: DictionaryObject, page: int, key: int, number: int) -> None:
        """On a page, with its place in the structure."""
        note[NameObject("/StructParent")] = NumberObject(key * ROOM + number)
        reference = self.writer._add_object(note)
        on = cast("DictionaryObject", self.pages[page][0].get_object())
        cast("ArrayObject", on.setdefault(NameObject("/Annots"), ArrayObject())).append(reference)

    def _object_of(self, link: Link, note: DictionaryObject, first: int) -> None:
        made = self.pressed[id(link)]
        self.nums.append(
            (
                int(cast("NumberObject", note["/StructParent"])),
                cast("PdfObject", made.indirect_reference),
            )
        )
        cast("ArrayObject", made["/K"]).append(
            dictionary(
                Type="/OBJR",
                Pg=self.pages[first + link.sheet][0],
                Obj=cast("PdfObject", note.indirect_reference),
            )
        )

    def _attach(self, number: int, file: Attached) -> None:
        content = self._read(file.piece)
        if hashlib.sha256(content).hexdigest() != file.sha256:
            raise ValueError("not the bytes that were looked at")
        name = f"{number + 1:03} - {file.name}"
        stream = StreamObject()
        stream.set_data(content)
        packed = stream.flate_encode()
        packed[NameObject("/Type")] = NameObject("/EmbeddedFile")
        packed[NameObject("/Subtype")] = NameObject(f"/{file.media_type}")
        sum_ = hashlib.md5(content, usedforsecurity=False).digest()
        packed[NameObject("/Params")] = dictionary(
            Size=len(content), CheckSum=ByteStringObject(sum_)
        )
        held = self.writer._add_object(packed)
        told = dictionary(
            Type="/Filespec", AFRelationship="/Source", EF=dictionary(F=held, UF=held)
        )
        told[NameObject("/F")] = TextStringObject(name.encode("ascii", "replace").decode())
        told[NameObject("/UF")] = TextStringObject(name)
        told[NameObject("/Desc")] = TextStringObject(file.description)
        self.files.append(self.writer._add_object(told))

    # The whole

    def _finish(self) -> None:
        root = self.writer.root_object
        tree = cast("DictionaryObject", root["/Pages"])
        tree[NameObject("/Kids")] = self.kids
        tree[NameObject("/Count")] = NumberObject(len(self.kids))
        stamps.stamp(self.writer, self.pages, self.asked, self.faces, self.places)
        self._finish_structure(root)
        self._finish_outline()
        if self.files:
            self._finish_files(root)
        root[NameObject("/PageLabels")] = dictionary(
            Nums=ArrayObject([NumberObject(0), dictionary(S="/D", St=1)])
        )
        root[NameObject("/PageMode")] = NameObject("/UseOutlines")
        described(self.writer, self.asked, LANGUAGE)
        for is_bold, face in zip((False, True), self.faces, strict=True):
            face.embed(self.writer, self.places[is_bold])

    def _finish_structure(self, root: DictionaryObject) -> None:
        """Told as whole only if each document has its own: a reader would else take a page
        without structure for an empty one."""
        cast("DictionaryObject", self.whole.get_object()).update(
            dictionary(Type="/StructElem", S="/Document", P=self.structure,
                       K=ArrayObject(self.parts))
        )  # fmt: skip
        nums = ArrayObject()
        for key, value in sorted(self.nums, key=lambda one: one[0]):
            nums += [NumberObject(key), value]
        cast("DictionaryObject", self.structure.get_object()).update(
            dictionary(Type="/StructTreeRoot", K=ArrayObject([self.whole]),
                       ParentTree=dictionary(Nums=nums))
        )  # fmt: skip
        root[NameObject("/StructTreeRoot")] = self.structure
        is_whole = all(leaf.is_tagged for leaf in self.asked.leaves if leaf.piece)
        marked = DictionaryObject({NameObject("/Marked"): BooleanObject(is_whole)})
        root[NameObject("/MarkInfo")] = marked

    def _finish_outline(self) -> None:
        self.writer.add_outline_item(title=self.asked.words.contents, page_number=self.pages[0][0])
        for number, leaf in enumerate(self.asked.leaves):
            first = self.first_pages[number]
            if not first:
                continue
            above = [self._outline_item(f"{number + 1}. {leaf.title}", first - 1, None, None)]
            for mark in leaf.marks:
                del above[mark.depth + 1 :]
                page = first - 1 + mark.page
                above.append(self._outline_item(mark.title, page, mark.top, above[-1]))

    def _outline_item(
        self, title: str, page: int, top: float | None, parent: IndirectObject | None
    ) -> IndirectObject:
        item = self.writer.add_outline_item(
            title=title, page_number=None, parent=parent, is_open=False
        )
        cast("DictionaryObject", item.get_object())[NameObject("/Dest")] = _destination(
            self.pages[page][0], top
        )
        return item

    def _finish_files(self, root: DictionaryObject) -> None:
        names = ArrayObject()
        for file in self.files:  # their names begin with their numbers: they are in order
            names += [cast("DictionaryObject", file.get_object())["/UF"], file]
        root[NameObject("/Names")] = dictionary(EmbeddedFiles=dictionary(Names=names))
        root[NameObject("/AF")] = ArrayObject(self.files)


def _destination(page: IndirectObject, top: float | None) -> ArrayObject:
    if top is None:
        return ArrayObject([page, NameObject("/Fit")])
    return ArrayObject([page, NameObject("/XYZ"), NullObject(), FloatObject(top), NullObject()])


def _lead(note: Any, pages: list[DictionaryObject]) -> None:
    """A link leads to its page again, now that all of them are there."""
    if TO not in note:
        return
    page, *top = note.pop(TO)
    target = cast("IndirectObject", pages[int(page)].indirect_reference)
    note[NameObject("/Dest")] = _destination(target, float(top[0]) if top else None)
