"""What was done to a PDF after a revision that somebody signed, one later revision at a time.

The rules are pyHanko's (``DEFAULT_DIFF_POLICY``); three things are ours. Each revision is held
against the one before it, once, whoever signed: with n signers n comparisons and not n². What
asks for it in pyHanko, the ways in which every object of the file is reached, is worked out only
where an object that changed is mentioned in more than one place. And what pyHanko 0.38 lets
pass is refused: an object that was mentioned before it existed, and one that is taken for
harmless wherever it stands, as the new catalogue or because a signature's parameters point at it.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from pyhanko.pdf_utils import generic, misc
from pyhanko.pdf_utils.generic import Reference
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.pdf_utils.xref import XRefSectionMetaInfo
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    ModificationLevel,
    SuspiciousModification,
)
from pyhanko.sign.diff_analysis.commons import compare_dicts
from pyhanko.sign.fields import FieldMDPSpec, MDPPerm

from registry.platform.signatures.inside import plain
from registry.platform.signatures.inside.broken import BROKEN
from registry.platform.signatures.inside.objects import (
    at,
    check_depth,
    followed,
    items,
    name_at,
    raw_at,
)

_BETWEEN = rb"(?>[\x00\t\n\x0b\x0c\r ]|%[^\r\n]*+[\r\n])++"
# Possessive, and from the first digit only: a signature's padding is thousands of zeros.
_NUMBER = rb"([0-9](?<![0-9][0-9])[0-9]*+)"
_MENTION = re.compile(_NUMBER + _BETWEEN + rb"[0-9]++" + _BETWEEN + rb"R(?![A-Za-z0-9])")
_WRONG_PDF = (misc.PdfError, *BROKEN)


@dataclass(frozen=True)
class Later:
    """What later revisions did to what was signed."""

    is_allowed: bool = True
    level: ModificationLevel = ModificationLevel.NONE
    fields: frozenset[str] = frozenset()
    """Form fields that changed."""


class Place(Enum):
    """Where an object that later revisions may change stands."""

    CATALOGUE = "catalogue"
    PAGE = "page"
    ALONE = "alone"
    """May change if nothing else mentions it."""
    FIELD = "field"


class Changes:
    """The revisions of one file, as far as they were looked at."""

    def __init__(self, reader: PdfFileReader, content: bytes) -> None:
        self.reader = reader
        self.mentions = _Mentions(reader, content)
        self.looked_at: dict[tuple[int, bool, str], Later] = {}
        self.faults: dict[int, bool] = {}

    def since(
        self, revision: int, *, permission: MDPPerm | None, locked: FieldMDPSpec | None
    ) -> Later:
        """What was done after ``revision``, to one who signed with these restrictions."""
        level, fields = ModificationLevel.NONE, frozenset[str]()
        for later in range(revision + 1, self.reader.xrefs.total_revisions):
            step = self._step(later, permission, locked)
            if not step.is_allowed:
                return Later(is_allowed=False, level=ModificationLevel.OTHER)
            level, fields = max(level, step.level), fields | step.fields
        if permission is not None and level.value > permission.value:
            return Later(is_allowed=False, level=level, fields=fields)
        return Later(level=level, fields=fields)

    def _step(
        self, revision: int, permission: MDPPerm | None, locked: FieldMDPSpec | None
    ) -> Later:
        key = (revision, permission is not None, repr(locked))
        if key not in self.looked_at:
            self.looked_at[key] = self._look_at(revision, permission, locked)
        return self.looked_at[key]

    def _look_at(
        self, revision: int, permission: MDPPerm | None, locked: FieldMDPSpec | None
    ) -> Later:
        old = self.reader.get_historical_resolver(revision - 1)
        new = self.reader.get_historical_resolver(revision)
        try:
            if revision not in self.faults:
                self.faults[revision] = not self._is_sound(old, new)
            if self.faults[revision]:
                return Later(is_allowed=False)
            found = DEFAULT_DIFF_POLICY.apply(old, new, field_mdp_spec=locked, doc_mdp=permission)
        except (SuspiciousModification, *_WRONG_PDF):
            return Later(is_allowed=False)
        return Later(level=found.modification_level, fields=frozenset(found.changed_form_fields))

    def _is_sound(self, old: HistoricalResolver, new: HistoricalResolver) -> bool:
        """What is ours to refuse; tells pyHanko which objects are reached in one way only."""
        if not self.mentions.is_plain(new.revision):
            return False
        self.mentions.go_to(old.revision)
        changed = new.explicit_refs_in_revision() - self.reader.xrefs.xref_stream_refs
        added = {ref for ref in changed if ref.idnum not in self.mentions.versions}
        if any(self.mentions.count[ref.idnum] and _is_awaited(old, ref) for ref in added):
            return False
        if any(
            number in self.mentions.versions for ref in added for number in _parameters(new(ref))
        ):
            return False
        places = _places(old)
        held = [(ref, places.get(ref.idnum)) for ref in changed - added]
        if not all(_may_change(ref, stand, old, new) for ref, stand in held):
            return False
        # pyHanko's own place for what it would work out: it finds that nothing is to be found.
        if all(self._is_reached_once(ref, stand, old) for ref, stand in held):
            old._indirect_object_access_cache = old._indirect_object_access_cache or {}
        return True

    def _is_reached_once(
        self, ref: Reference, stand: "Stand | None", old: HistoricalResolver
    ) -> bool:
        """Whether nothing but where it stands mentions it; pages and the catalogue are looked
        at whole, so that it does not matter where they are reached from."""
        if stand is None or stand.place is Place.FIELD:
            return stand is None  # as it was
        if stand.place is not Place.ALONE:
            return True
        if self.mentions.elsewhere(ref.idnum, stand.holder):
            return False
        holder = stand.holder
        return holder is None or _mentions_within(old.get_object(holder)).count(ref.idnum) == 1


@dataclass(frozen=True)
class Stand:
    """``holder``: the object that mentions it; None, the trailer."""

    place: Place
    holder: Reference | None = None


Placed = Iterator[tuple[generic.PdfObject | None, Stand]]


def _is_awaited(old: HistoricalResolver, ref: Reference) -> bool:
    """Whether the older revision pointed at an object that it did not have."""
    old._load_reverse_xref_cache()
    return bool(old._get_usages_of_ref(Reference(ref.idnum, ref.generation, old)))


def _parameters(added: generic.PdfObject) -> Iterator[int]:
    """The objects that a new signature has as its parameters."""
    for one in items(added, "/Reference"):
        parameters = raw_at(one, "/TransformParams")
        if isinstance(parameters, generic.IndirectObject):
            yield parameters.idnum


def _may_change(
    ref: Reference, stand: Stand | None, old: HistoricalResolver, new: HistoricalResolver
) -> bool:
    if stand is None:
        return _is_same(old(ref), new(ref))
    if stand.place is Place.CATALOGUE:
        return bool(new.root_ref == old.root_ref)
    if stand.place is Place.PAGE:
        return compare_dicts(old(ref), new(ref), frozenset({"/Annots"}), raise_exc=False)
    return True


def _is_same(before: generic.PdfObject, after: generic.PdfObject) -> bool:
    """Objects that some programs write again as they were."""
    if type(before) is not type(after):
        return False
    if isinstance(before, generic.DictionaryObject) and isinstance(after, generic.DictionaryObject):
        if getattr(before, "encoded_data", None) != getattr(after, "encoded_data", None):
            return False
        return before.keys() == after.keys() and all(
            _is_same(before.raw_get(key), after.raw_get(key)) for key in before
        )
    if isinstance(before, generic.ArrayObject) and isinstance(after, generic.ArrayObject):
        return len(before) == len(after) and all(
            _is_same(before.raw_get(index), after.raw_get(index)) for index in range(len(before))
        )
    return bool(before == after)


def _mentions_within(one: generic.PdfObject) -> list[int]:
    """The numbers of the objects that this one mentions itself."""
    if isinstance(one, generic.IndirectObject):
        return [one.idnum]
    parts: Iterable[generic.PdfObject] = ()
    if isinstance(one, generic.DictionaryObject):
        parts = [one.raw_get(key) for key in one]
    elif isinstance(one, generic.ArrayObject):
        parts = [one.raw_get(index) for index in range(len(one))]
    return [number for part in parts for number in _mentions_within(part)]


def _places(old: HistoricalResolver) -> dict[int, Stand]:
    """Where the objects stand that may change after a signature, by their numbers."""
    found: dict[int, Stand] = {}
    for value, stand in _placed(old):
        if isinstance(value, generic.IndirectObject):
            # In two places: pyHanko has to look how.
            known = found.get(value.idnum)
            found[value.idnum] = stand if known in (None, stand) else Stand(Place.FIELD)
    found[old.root_ref.idnum] = Stand(Place.CATALOGUE)
    return found


def _placed(old: HistoricalResolver) -> Placed:
    root = old.root
    yield raw_at(old.trailer_view, "/Info"), Stand(Place.ALONE)
    yield from _held(root, "/AcroForm", "/DSS", "/Metadata", "/Extensions", "/MarkInfo")
    form = at(root, "/AcroForm")
    yield from _held(form, "/Fields", "/DR")
    yield from _held(at(root, "/DSS"), "/VRI", "/Certs", "/CRLs", "/OCSPs")
    yield from _placed_pages(at(root, "/Pages"), 0)
    yield from _placed_fields(items(form, "/Fields"), 0)


def _held(holder: generic.PdfObject | None, *keys: str) -> Placed:
    if isinstance(holder, generic.DictionaryObject):
        container = holder.get_container_ref()
        by = container if isinstance(container, Reference) else None
        for key in keys:
            yield raw_at(holder, key), Stand(Place.ALONE, by)


def _placed_pages(node: generic.PdfObject | None, depth: int) -> Placed:
    check_depth(depth)
    for kid in items(node, "/Kids"):
        page = followed(kid)
        if name_at(page, "/Type") == "/Pages":
            yield from _placed_pages(page, depth + 1)
        else:
            yield kid, Stand(Place.PAGE)
            yield from _held(page, "/Annots")


def _placed_fields(fields: list[generic.PdfObject], depth: int) -> Placed:
    check_depth(depth)
    for kid in fields:
        yield kid, Stand(Place.FIELD)
        looks = raw_at(kid, "/AP")
        yield looks, Stand(Place.FIELD)
        for key in ("/N", "/R", "/D"):
            yield raw_at(looks, key), Stand(Place.FIELD)
        yield from _placed_fields(items(kid, "/Kids"), depth + 1)


class _Mentions:
    """How often each object is mentioned in the file up to a revision, older versions included.

    Read off the bytes, as everything that points at an object mentions it somewhere; what only
    looks like a mention makes us look closer, never less.
    """

    def __init__(self, reader: PdfFileReader, content: bytes) -> None:
        self.xrefs, self.reader, self.content = reader.xrefs, reader, content
        self.revision, self.end = -1, 0
        self.versions: dict[int, list[bytes]] = {}
        """Of each object, the bytes of its versions up to the revision."""
        self.count: Counter[int] = Counter()
        self.streams: dict[tuple[int, int], dict[int, bytes]] = {}
        self.starts = sorted({*self._starts(), len(content)})

    def _starts(self) -> Iterator[int]:
        for revision in range(self.xrefs.total_revisions):
            yield self.xrefs.get_xref_container_info(revision).start_location
            for ref in self.xrefs.explicit_refs_in_revision(revision):
                where = self.xrefs.get_historical_ref(ref, revision)
                if isinstance(where, int):
                    yield where

    def go_to(self, revision: int) -> None:
        if revision < self.revision:
            self.revision, self.end = -1, 0
            self.versions, self.count, self.streams = {}, Counter(), {}
        while self.revision < revision:
            self.revision += 1
            self._take(self.revision)

    def is_plain(self, revision: int) -> bool:
        """Whether every reader reads the objects of a revision alike, and where they are."""
        if not self._has_plain_trailer(revision):
            return False
        for ref in self.xrefs.explicit_refs_in_revision(revision) - self.xrefs.xref_stream_refs:
            where = self.xrefs.get_historical_ref(ref, revision)
            if isinstance(where, int):
                is_so = plain.is_plain(self._object_at(where))
            elif where is not None:
                packed = self._unpacked(where.obj_stream_id, revision).get(ref.idnum, b"")
                is_so = plain.is_plain(packed, is_packed=True)
            else:
                continue
            if not is_so:
                return False
        return True

    def _has_plain_trailer(self, revision: int) -> bool:
        info = self.xrefs.get_xref_container_info(revision)
        if info.stream_ref is not None:
            return plain.is_plain(self._object_at(info.start_location))
        end = self.content.find(b"startxref", info.end_location)
        # One: some read the first, some look for it from the end, also within a comment.
        _table, *trailers = self.content[info.start_location : end].split(b"trailer")
        return len(trailers) == 1 and plain.is_plain(trailers[0], is_packed=True)

    def elsewhere(self, number: int, holder: Reference | None) -> int:
        """How often it is mentioned outside of that object."""
        versions = self.versions.get(holder.idnum, []) if holder is not None else []
        return self.count[number] - sum(_mentioned(one)[number] for one in versions)

    def _take(self, revision: int) -> None:
        info = self.xrefs.get_xref_container_info(revision)
        end = max(self.end, info.end_location)
        mark = self.content.find(b"%%EOF", end)
        end = mark if mark >= 0 else len(self.content)
        self.count.update(_mentioned(self._without(self.end, end, info)))
        self.end = end
        for ref in self.xrefs.explicit_refs_in_revision(revision) - self.xrefs.xref_stream_refs:
            where = self.xrefs.get_historical_ref(ref, revision)
            if isinstance(where, int):
                version = self._object_at(where)
            elif where is not None:
                version = self._packed(where.obj_stream_id, revision).get(ref.idnum, b"")
            else:
                continue
            self.versions.setdefault(ref.idnum, []).append(version)

    def _without(self, start: int, end: int, info: XRefSectionMetaInfo) -> bytes:
        """The bytes of a revision, but for its table of objects and its trailer."""
        table, after = info.start_location, self.content.find(b"startxref", info.end_location)
        if info.stream_ref is not None:
            after = info.end_location
        has_objects = bisect_right(self.starts, table) != bisect_right(self.starts, after - 1)
        if has_objects or not start <= table < after <= end:
            return self.content[start:end]
        return self.content[start:table] + b"\n" + self.content[after:end]

    def _object_at(self, where: int) -> bytes:
        return self.content[where : self.starts[bisect_right(self.starts, where)]]

    def _packed(self, stream_id: int, revision: int) -> dict[int, bytes]:
        """The objects of an object stream, each by itself; all its mentions are counted once."""
        key = (stream_id, revision)
        if key not in self.streams:
            packed, first = self._stream(stream_id, revision)
            self.count.update(_mentioned(packed[first:]))
            self.streams[key] = _unpacked(packed, first)
        return self.streams[key]

    def _unpacked(self, stream_id: int, revision: int) -> dict[int, bytes]:
        return _unpacked(*self._stream(stream_id, revision))

    def _stream(self, stream_id: int, revision: int) -> tuple[bytes, int]:
        """The inside of an object stream, and where its objects begin."""
        stream = self.reader.get_object(Reference(stream_id, 0, self.reader), revision)
        return stream.data, int(stream["/First"])


def _mentioned(content: bytes) -> Counter[int]:
    return Counter(int(number) for number in _MENTION.findall(content))


def _unpacked(packed: bytes, first: int) -> dict[int, bytes]:
    numbers = [int(number) for number in packed[:first].split()]
    starts = [first + at for at in numbers[1::2]]
    ends = sorted({*starts, len(packed)})
    found: dict[int, bytes] = {}
    for number, start in zip(numbers[::2], starts, strict=True):
        found[number] = found.get(number, b"") + packed[start : ends[bisect_right(ends, start)]]
    return found
