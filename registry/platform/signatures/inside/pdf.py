"""The signatures of a PDF: what each covers, and what was done to the file after it.

pyHanko reads the file; what a signature covers is looked at here, byte by byte, for its own
answer to that counts lengths only.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice

from pyhanko.pdf_utils import generic, misc
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.generic import EncryptedObjAccess
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import FieldMDPSpec, MDPPerm, enumerate_sig_fields

from registry.platform.signatures.inside import hexadecimal  # noqa: F401  it makes pyHanko read faster
from registry.platform.signatures.inside.broken import BROKEN
from registry.platform.signatures.inside.changes import Changes, Later
from registry.platform.signatures.inside.objects import (
    at,
    dictionary,
    followed,
    items,
    name_at,
    number,
    number_at,
)

WRONG = (misc.PdfError, *BROKEN)
MOST_SIGNATURES = 300
MOST_EVIDENCE = 256
HALF_A_SHEET = 595 * 842 / 2
_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")
_CODED = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_AN_OBJECT = re.compile(rb"\d\s+\d+\s+obj\b")
_END_OF_REVISION = re.compile(rb"startxref\s*(\d+)\s*%%EOF\s*\Z")
_NEAR = 1024
_THE_END = re.compile(rb"\s*\d+\s*%%EOF\s*")


Ranges = tuple[int, int, int, int]


class Locked(Exception):
    """The file wants a password."""


@dataclass
class Found:
    """A signature field that has a value, and how that value holds."""

    name: str = ""
    kind: str = "/Sig"
    form: str = ""
    """How it is encoded: its SubFilter."""
    contents: bytes = b""
    ranges: Ranges | None = None
    """The two stretches that it signs, when they are as they should be."""
    revision: int | None = None
    permission: MDPPerm | None = None
    locked: FieldMDPSpec | None = None
    claimed_at: datetime | None = None
    covers_file: bool = False
    later: Later = field(default_factory=Later)


@dataclass
class Evidence:
    """What the file keeps for later verifications (its DSS)."""

    certificates: list[bytes] = field(default_factory=list)
    crls: list[bytes] = field(default_factory=list)
    ocsps: list[bytes] = field(default_factory=list)


@dataclass
class Pdf:
    content: bytes
    signatures: list[Found]
    evidence: Evidence = field(default_factory=Evidence)
    is_damaged: bool = False
    """It could not be read as a PDF: its signatures were looked for in its bytes."""
    has_others: bool = False
    """Signatures that no field shows: taken out, or never put in."""
    fields: frozenset[str] = frozenset()
    """Form fields filled in after a signature."""

    def parts(self, found: Found) -> list[memoryview]:
        """The bytes that it signs."""
        if found.ranges is None:
            return []
        start, length, again, more = found.ranges
        view = memoryview(self.content)
        return [view[start : start + length], view[again : again + more]]


def read(content: bytes) -> Pdf:
    """Raises Locked; whatever else is wrong is told."""
    try:
        return _read(content)
    except (Locked, MemoryError):
        raise
    except Exception:  # pyHanko does not document what it raises for files that are none
        return Pdf(content, _found_in_bytes(content), is_damaged=True)


def _read(content: bytes) -> Pdf:
    if b"startxref" not in content:
        raise misc.PdfReadError("no table")  # pyHanko would look for it byte by byte
    reader = PdfFileReader(io.BytesIO(content), strict=False)
    if reader.encrypted:
        _unlock(reader)
    found = [
        _found(reader, content, str(name), dictionary(holder))
        for name, _value, holder in islice(
            enumerate_sig_fields(reader, filled_status=True), MOST_SIGNATURES + 1
        )
    ]
    found.sort(key=lambda one: -1 if one.revision is None else one.revision)
    pdf = Pdf(content, found, _evidence(reader))
    pdf.has_others = _has_others(content, found)
    _look_at_changes(reader, content, pdf)
    return pdf


def _unlock(reader: PdfFileReader) -> None:
    """Of files that anybody may read, and only their owner change."""
    try:
        is_open = bool(reader.decrypt(b"").status.value)
    except WRONG:
        is_open = False
    if not is_open:
        raise Locked


def _found(
    reader: PdfFileReader, content: bytes, name: str, holder: generic.DictionaryObject
) -> Found:
    """Whatever cannot be read of it stays as it is at first: nothing."""
    found = Found(name=name)
    try:
        value = holder.raw_get("/V")
        told = dictionary(value)
        found.kind = name_at(told, "/Type") or "/Sig"
        found.form = name_at(told, "/SubFilter")
        found.claimed_at = _claimed(told)
        found.contents = _contents(told)
        found.ranges = _ranges(at(told, "/ByteRange"), content, found.contents)
        found.permission, found.locked = _restrictions(told, holder)
        found.covers_file = found.ranges is not None and _is_covered(content, found.ranges)
        if isinstance(value, generic.IndirectObject):
            found.revision = reader.xrefs.get_last_change(value.reference)
    except WRONG:
        pass
    return found


def _contents(told: generic.DictionaryObject) -> bytes:
    """The envelope; never decrypted, even where it is apart from the rest."""
    held = told.raw_get("/Contents", decrypt=EncryptedObjAccess.RAW)
    if isinstance(held, generic.IndirectObject):
        held = followed(held)
    whole: bytes = held.original_bytes
    return whole


def _ranges(told: generic.PdfObject | None, content: bytes, contents: bytes) -> Ranges | None:
    """From the first byte to the last, but for the signature itself between its brackets."""
    if not isinstance(told, generic.ArrayObject) or len(told) != 4:
        return None
    numbers = [int(number) for number in told]
    start, length, again, more = numbers
    if start != 0 or not 0 < length < again or more < 0 or again + more > len(content):
        return None
    gap = _CODED.fullmatch(content, length, again)
    if gap is None or bytes.fromhex(_even(b"".join(gap[1].split()))) != contents:
        return None
    return start, length, again, more


def _even(digits: bytes) -> str:
    """Of an odd number of digits the last is taken to be zero (ISO 32000-1, 7.3.4.3)."""
    return (digits + b"0" * (len(digits) % 2)).decode()


def _is_covered(content: bytes, ranges: Ranges) -> bool:
    _start, _length, again, more = ranges
    return not content[again + more :].strip()


def _restrictions(
    told: generic.DictionaryObject, holder: generic.DictionaryObject
) -> tuple[MDPPerm | None, FieldMDPSpec | None]:
    """What the signer allowed to be done afterwards, where they said so."""
    permission, locked = None, None
    for one in items(told, "/Reference"):
        method, parameters = name_at(one, "/TransformMethod"), at(one, "/TransformParams")
        if method == "/DocMDP":
            permission = MDPPerm(number_at(parameters, "/P") or MDPPerm.FILL_FORMS.value)
        elif method == "/FieldMDP":
            locked = FieldMDPSpec.from_pdf_object(parameters)
    lock = number_at(at(holder, "/Lock"), "/P")
    if permission is None and lock is not None:
        permission = MDPPerm(lock)
    return permission, locked


def _claimed(told: generic.DictionaryObject) -> datetime | None:
    try:
        moment = generic.parse_pdf_date(told["/M"], strict=False)
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except WRONG:
        return None


def _area(field_: generic.DictionaryObject) -> float:
    """How much of a page the field is drawn over."""
    rectangles = [
        [number(side) for side in items(one, "/Rect")]
        for one in (field_, *items(field_, "/Kids"))
        if at(one, "/Rect") is not None
    ]
    return max((abs((x2 - x1) * (y2 - y1)) for x1, y1, x2, y2 in rectangles), default=0.0)


def _look_at_changes(reader: PdfFileReader, content: bytes, pdf: Pdf) -> None:
    """Of each signature, what later revisions did to what it signed."""
    open_ = [one for one in pdf.signatures[:MOST_SIGNATURES] if one.ranges and not one.covers_file]
    if not open_:
        return
    changes = Changes(reader, content)
    has_rest = _has_rest(reader, content)
    names = {name for name, _value, _holder in enumerate_sig_fields(reader)}
    drawn = _drawn_since(reader)
    filled: set[str] = set()
    for one in open_:
        if one.revision is None or has_rest or not _is_whole_revision(reader, content, one):
            one.ranges = None if one.revision is None else one.ranges
            one.later = Later(is_allowed=False, level=ModificationLevel.OTHER)
            continue
        one.later = changes.since(one.revision, permission=one.permission, locked=one.locked)
        if any(since > one.revision for since in drawn):
            one.later = Later(is_allowed=False, level=ModificationLevel.OTHER)
        filled |= one.later.fields - names
    pdf.fields = frozenset(filled)


def _drawn_since(reader: PdfFileReader) -> list[int]:
    """The revisions that added a signature field which draws over the pages more than a
    signature does: signed by nobody, or over half a page."""
    found = []
    for _name, value, holder in enumerate_sig_fields(reader):
        area = _area(dictionary(holder))
        if (value is None and area > 0) or area >= HALF_A_SHEET:
            found.append(reader.xrefs.get_introducing_revision(holder.reference))
    return found


def _is_whole_revision(reader: PdfFileReader, content: bytes, one: Found) -> bool:
    """Whether what it signs ends where its revision of the file ends."""
    if one.ranges is None or one.revision is None:
        return False
    end, xrefs = one.ranges[2] + one.ranges[3], reader.xrefs
    mark = _END_OF_REVISION.search(content, max(0, end - _NEAR), end)
    is_its_end = mark and int(mark[1]) == xrefs.get_startxref_for_revision(one.revision)
    return bool(is_its_end) and all(
        xrefs.get_xref_container_info(revision).end_location <= end
        for revision in range(one.revision + 1)
    )


def _has_rest(reader: PdfFileReader, content: bytes) -> bool:
    """Whether something follows the last revision that the file's own tables know."""
    xrefs = reader.xrefs
    ends = [
        xrefs.get_xref_container_info(revision).end_location
        for revision in range(xrefs.total_revisions)
    ]
    trailer, _startxref, end = content[max(ends) :].partition(b"startxref")
    return bool(_AN_OBJECT.search(trailer)) or _THE_END.fullmatch(end) is None


def _has_others(content: bytes, found: list[Found]) -> bool:
    """Whether the bytes hold more signatures than the fields that show them."""
    known = {one.ranges for one in found}
    return any(
        ranges not in known for ranges, _coded in _in_bytes(content) if _is_within(ranges, content)
    )


def _found_in_bytes(content: bytes) -> list[Found]:
    """The signatures of a file that cannot be read as a PDF. Who signed all of its bytes signed
    the file, whatever it is; what was done to the others cannot be said."""
    found = []
    for ranges, coded in _in_bytes(content):
        is_within = _is_within(ranges, content)
        covers = is_within and _is_covered(content, ranges)
        has_more = is_within and not covers
        found.append(
            Found(
                contents=coded,
                ranges=ranges if covers else None,
                covers_file=covers,
                later=Later(is_allowed=not has_more),
            )
        )
    return found


def _in_bytes(content: bytes) -> Iterator[tuple[Ranges, bytes]]:
    """What is written like the stretches of a signature, around one."""
    for match in _RANGE.finditer(content):
        start, length, again, more = (int(number) for number in match.groups())
        gap = _CODED.fullmatch(content, length, again) if length < again else None
        if start == 0 and gap is not None:
            yield (start, length, again, more), bytes.fromhex(_even(b"".join(gap[1].split())))


def _is_within(ranges: Ranges, content: bytes) -> bool:
    return ranges[2] + ranges[3] <= len(content)


def _evidence(reader: PdfFileReader) -> Evidence:
    store = at(reader.root, "/DSS")
    return Evidence(
        _streams(store, "/Certs", DecodePurpose.CERTIFICATE),
        _streams(store, "/CRLs", DecodePurpose.CRL),
        _streams(store, "/OCSPs", DecodePurpose.OCSP_RESPONSE),
    )


def _streams(store: generic.PdfObject | None, key: str, purpose: DecodePurpose) -> list[bytes]:
    found = []
    for one in items(store, key)[:MOST_EVIDENCE]:
        try:
            found.append(_data(one, purpose))
        except WRONG:
            continue
    return found


def _data(one: generic.PdfObject, purpose: DecodePurpose) -> bytes:
    found = followed(one)
    if not isinstance(found, generic.StreamObject):
        raise misc.PdfReadError("no stream")
    data: bytes = found.read_data(purpose)
    return data
