"""PDF, as qpdf reads and mends it: every object, wherever it stands."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pikepdf

from registry.platform.gate.inside import inflating
from registry.platform.gate.inside.notes import Notes
from registry.platform.gate.inside.ole import Nested
from registry.platform.gate.inside.sorts import PDF, PDF_WITHIN, ZIP
from registry.platform.gate.inside.zips import PADDING

END = b"%%EOF"
END_WITHIN = 4096
EMBEDS_WITHIN = 3
MOST_ACTIONS = 2_000
DEEPEST = 60
INTERESTING = re.compile(
    rb"/(?:S /(?:JavaScript|Launch|SubmitForm|ImportData|GoToR|GoToE|URI|Rendition|Movie|Sound"
    rb"|RichMediaExecute|GoTo3DView)|JS|AA|OpenAction|XFA|EF|RichMedia|3D|U3D|Movie|Screen|Sound"
    rb"|ByteRange|F)\b"
)
AUTOMATIC = ("/O", "/C", "/WC", "/WS", "/DS", "/WP", "/DP", "/PO", "/PC", "/PV", "/PI")
PAGE_EVENTS = ("/PO", "/PC", "/PV", "/PI")
OTHER_BEGINNINGS = (
    b"<", b"mz", b"\x7felf", b"#!", b"gif8", b"\xff\xd8", b"\x89png", b"rar!",
)  # fmt: skip
BROKEN = (pikepdf.PdfError, RuntimeError, OverflowError)
MENDING = re.compile(r"damaged|reconstruct|recover|expected|EOF|unable|unexpected|loop", re.I)


def look_at_pdf(content: bytes, notes: Notes, nested: Nested) -> None:
    _look_around(content, notes)
    try:
        pdf = pikepdf.open(io.BytesIO(content), suppress_warnings=True)
    except pikepdf.PasswordError:
        raise notes.stop("encrypted") from None
    except BROKEN as fault:
        raise notes.stop("encrypted" if "encryption" in str(fault) else "damaged") from None
    try:
        with pdf:
            _Look(pdf, notes, nested).at_all(content)
    except BROKEN:
        raise notes.stop("damaged") from None


def _look_around(content: bytes, notes: Notes) -> None:
    """What stands before and after the PDF: another file, or nothing that matters."""
    start = content.find(PDF, 0, PDF_WITHIN + len(PDF))
    before = content[:start].lstrip().lower()
    if before.startswith(
        (b"<", b"mz", b"\x7felf", b"#!", b"gif8", b"\xff\xd8", b"\x89png", b"rar!")
    ):
        raise notes.stop("two_types", "PDF, ?")
    if _ends_as_zip(content):
        raise notes.stop("two_types", "PDF, zip")


def _ends_as_zip(content: bytes) -> bool:
    """Whether a reader of zips, who begins from the end, would find one."""
    end = content.rfind(b"PK\x05\x06", max(0, len(content) - 22 - 0xFFFF))
    if end < 0 or end + 22 > len(content):
        return False
    size = int.from_bytes(content[end + 12 : end + 16], "little")
    comment = int.from_bytes(content[end + 20 : end + 22], "little")
    is_directory = content[max(0, end - size) :][:4] == b"PK\x01\x02" or content.startswith(ZIP)
    after = content[end + 22 :]
    # A zip attached to the PDF is followed by the rest of the PDF, which is no comment of its.
    return is_directory and (len(after) == comment or not after.strip(PADDING))


class _Look:
    def __init__(self, pdf: pikepdf.Pdf, notes: Notes, nested: Nested) -> None:
        self.pdf = pdf
        self.notes = notes
        self.nested = nested
        self.automatic: set[tuple[Any, ...]] = set()
        self.embedded = 0
        self.meter = inflating.Meter()

    def at_all(self, content: bytes) -> None:
        pages = self._pages(content)
        suspects = [one for one in map(self._look_at_object, self.pdf.objects) if one is not None]
        if suspects:
            self._look_at_automatic(pages)
            for suspect in suspects:
                for holder in _dictionaries(suspect):
                    self._look_at_dictionary(holder)
        if self.pdf.is_encrypted:
            self.notes.see("encrypted_signed" if self.notes.is_signed else "encrypted")

    def _pages(self, content: bytes) -> Sequence[pikepdf.Object]:
        """The pages, all there; a PDF that was cut is not what it was, even if it opens."""
        pages = [page.obj for page in self.pdf.pages]
        is_mended = any(MENDING.search(said) for said in self.pdf.get_warnings())
        if not pages or (is_mended and END not in content.rstrip(PADDING)[-END_WITHIN:]):
            raise self.notes.stop("damaged")
        if is_mended:
            told = self.pdf.Root.Pages.get("/Count", len(pages))
            if told != len(pages):
                raise self.notes.stop("damaged")
            self.notes.see("mended")
        return pages

    def _look_at_object(self, one: pikepdf.Object) -> "pikepdf.Object | None":
        """The object, if it may do something; streams are inflated, and let go."""
        if not isinstance(one, pikepdf.Object):
            return None
        dictionary = one
        if one._type_code == pikepdf.ObjectType.stream:
            dictionary = one.stream_dict
            if self.meter.is_a_bomb(one):
                raise self.notes.stop("pdf_bomb")
        elif one._type_code not in (pikepdf.ObjectType.dictionary, pikepdf.ObjectType.array):
            return None
        return dictionary if INTERESTING.search(dictionary.unparse(resolved=True)) else None

    def _look_at_automatic(self, pages: Iterable[pikepdf.Object]) -> None:
        """What is done when the document or a page is shown, without anybody's hand."""
        root = self.pdf.Root
        self._mark(root.get("/OpenAction"))
        self._mark_events(root.get("/AA"), None)
        # In a form they are what its fields calculate with; elsewhere they have no other reason.
        if not _items(_get(root.get("/AcroForm"), "/Fields")):
            for leaf in _leaves_of(_get(_get(root, "/Names"), "/JavaScript")):
                self._mark(leaf)
        for page in pages:
            self._mark_events(page.get("/AA"), None)
            for note in _items(page.get("/Annots")):
                self._mark_events(_get(note, "/AA"), PAGE_EVENTS)

    def _mark_events(self, events: Any, names: "tuple[str, ...] | None") -> None:
        if _is_dictionary(events):
            for name, event in events.items():
                if names is None or name in names:
                    self._mark(event)

    def _mark(self, action: Any) -> None:
        """An action and those that follow it."""
        waiting = [action]
        while waiting and len(self.automatic) < MOST_ACTIONS:
            one = waiting.pop()
            if not _is_dictionary(one) or _identity(one) in self.automatic:
                continue
            self.automatic.add(_identity(one))
            following = one.get("/Next")
            waiting += _items(following) if _is_array(following) else [following]

    def _look_at_dictionary(self, one: pikepdf.Object) -> None:
        if "/ByteRange" in one and "/Contents" in one:
            self.notes.is_signed = True
        if "/XFA" in one:
            self.notes.see("pdf_xfa")
        if "/EF" in one:
            self._look_at_files(one)
        if "/S" in one and isinstance(one.S, pikepdf.Name):
            verb = inflating.name_of(one.S)
            self._look_at_action(verb, one, is_automatic=_identity(one) in self.automatic)
        elif "/JS" in one:
            self.notes.see("pdf_form_script")
        subtype = inflating.name_of(one.get("/Subtype"))
        if subtype == "/RichMedia":
            self.notes.see("pdf_media")
        elif subtype in ("/3D", "/Movie", "/Sound", "/Screen"):
            self.notes.see("pdf_sound")
        if "/F" in one and "/Length" in one:  # a stream whose bytes are elsewhere
            self._look_at_address("object", one.get("/F"))

    def _look_at_action(self, kind: str, one: pikepdf.Object, *, is_automatic: bool) -> None:
        see = self.notes.see
        if kind == "/JavaScript":
            see("pdf_script" if is_automatic else "pdf_form_script")
        elif kind == "/Launch":
            see("pdf_launch")
        elif kind in ("/SubmitForm", "/ImportData"):
            see("pdf_sends_alone" if is_automatic else "pdf_sends", _address(one.get("/F")))
        elif kind in ("/Rendition", "/Movie", "/Sound", "/RichMediaExecute", "/GoTo3DView"):
            see("pdf_sound")
            if "/JS" in one:
                see("pdf_script" if is_automatic else "pdf_form_script")
        elif kind in ("/URI", "/GoToR", "/GoToE"):
            target = one.get("/URI") if kind == "/URI" else one.get("/F")
            if is_automatic and target is not None:
                see("pdf_opens_alone", _address(target))
            else:
                self._look_at_address("click", target)

    def _look_at_address(self, use: str, target: Any) -> None:
        if target is not None:
            self.notes.link(use, _address(target))

    def _look_at_files(self, one: pikepdf.Object) -> None:
        name = _address(one)
        embedded: Any = one.get("/EF")
        for _key, file in sorted(embedded.items()) if _is_dictionary(embedded) else ():
            if not isinstance(file, pikepdf.Stream) or _seen_before(self, file):
                continue
            self.notes.see("carried", name)
            if self.notes.depth >= EMBEDS_WITHIN:
                raise self.notes.stop("too_many_layers")
            content = bytes(file.read_bytes())
            self.notes.spend(len(content))
            self.nested(content, name or "?", self.notes)


def _seen_before(look: _Look, file: pikepdf.Object) -> bool:
    key = ("file", *file.objgen)
    if key in look.automatic:
        return True
    look.automatic.add(key)
    return False


def _dictionaries(root: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """A dictionary and those that stand in it; what is only referred to comes by itself."""
    waiting = [(root, 0)]
    while waiting:
        one, depth = waiting.pop()
        if depth > DEEPEST:
            continue
        if _is_dictionary(one):
            yield one
            # By items: a key that is no text can be seen, and not asked for.
            inner: Iterable[Any] = [each for _key, each in one.items()]
        elif _is_array(one):
            inner = _items(one)
        else:
            continue
        waiting += [
            (each, depth + 1)
            for each in inner
            if isinstance(each, pikepdf.Object) and not each.is_indirect
        ]


def _leaves_of(tree: Any) -> Iterator[Any]:
    """The values of a names tree, which may be made to turn in a circle."""
    waiting, seen = [tree], set[tuple[Any, ...]]()
    while waiting and len(seen) < MOST_ACTIONS:
        one = waiting.pop()
        if not _is_dictionary(one) or _identity(one) in seen:
            continue
        seen.add(_identity(one))
        yield from _items(one.get("/Names"))[1::2]
        waiting += _items(one.get("/Kids"))


def _identity(one: pikepdf.Object) -> tuple[Any, ...]:
    return one.objgen if one.is_indirect else ("direct", one.unparse())


def _is_dictionary(one: Any) -> bool:
    return isinstance(one, pikepdf.Object) and one._type_code == pikepdf.ObjectType.dictionary


def _is_array(one: Any) -> bool:
    return isinstance(one, pikepdf.Object) and one._type_code == pikepdf.ObjectType.array


def _get(one: Any, name: str) -> Any:
    return one.get(name) if _is_dictionary(one) else None


def _items(one: Any) -> list[Any]:
    return list(one) if _is_array(one) else []


def _address(target: Any) -> str:
    """A file specification or an address, as words."""
    if _is_dictionary(target):
        for key in ("/UF", "/F", "/DOS", "/Unix", "/Mac"):
            if key in target:
                return _address(target.get(key))
        return ""
    return str(target) if isinstance(target, pikepdf.String | str) else ""
