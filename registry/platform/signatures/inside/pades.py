"""The signers of a PDF (PAdES, and what Adobe had before)."""

from functools import cache, partial

from registry.platform.signatures.inside import cades, envelope, pdf, stamps
from registry.platform.signatures.inside.ber import Wrong
from registry.platform.signatures.inside.certificates import loaded
from registry.platform.signatures.inside.envelope import Signed
from registry.platform.signatures.inside.judging import Entry, Seen
from registry.platform.signatures.inside.pdf import Found, Pdf
from registry.platform.signatures.inside.signer import (
    WEAK,
    Certificates,
    Checked,
    check,
    digest_of,
)
from registry.platform.signatures.inside.stamps import Stamp
from registry.platform.signatures.inside.trust import Evidence
from registry.platform.signatures.shapes import Code, Fact

_STAMP = "/ETSI.RFC3161"
_DIGEST_WITHIN = "/adbe.pkcs7.sha1"
_NO_ENVELOPE = "/adbe.x509.rsa_sha1"


def look(content: bytes) -> Seen:
    try:
        read = pdf.read(content)
    except pdf.Locked:
        return Seen(facts=[Fact(Code.ENCRYPTED)])
    seen = Seen(format="pades")
    dated: list[tuple[int, Stamp]] = []
    signed: list[tuple[Found, Entry]] = []
    for found in read.signatures[: pdf.MOST_SIGNATURES]:
        if found.kind == "/DocTimeStamp" or found.form == _STAMP:
            _take_stamp(seen, read, found, dated)
        else:
            signed.append((found, _entry(read, found)))
    for found, entry in signed:
        entry.stamps = [stamp for at, stamp in dated if at > (found.revision or 0)]
    seen.entries = [entry for _found, entry in signed]
    _note_file(seen, read, [found for found, _entry in signed], has_stamps=bool(dated))
    return seen


def _take_stamp(seen: Seen, read: Pdf, found: Found, dated: list[tuple[int, Stamp]]) -> None:
    """A timestamp of the file: of everybody who had signed it by then."""
    stamp = stamps.read(found.contents, partial(digest_of, read.parts(found)), is_padded=True)
    if stamp is not None and stamp.intact and found.ranges and found.revision is not None:
        dated.append((found.revision, stamp))
    else:
        seen.note(Code.TIMESTAMP_WRONG)
        seen.is_whole = False


def _entry(read: Pdf, found: Found) -> Entry:
    try:
        signed = envelope.signed_data(found.contents, is_padded=True)
    except Wrong:
        is_bare = found.form == _NO_ENVELOPE
        checked = Checked(claimed_at=found.claimed_at)
        checked.note(Code.UNSUPPORTED_ALGORITHM if is_bare else Code.DAMAGED_SIGNATURE)
        return Entry(checked, Evidence())
    checked = _checked(read, found, signed)
    checked.claimed_at = checked.claimed_at or found.claimed_at
    if checked.intact and not found.later.is_allowed:
        checked.intact = False
        checked.note(Code.CHANGED_AFTER)
    return Entry(checked, _evidence(read, signed) + Evidence.of(checked.brought))


def _checked(read: Pdf, found: Found, signed: Signed) -> Checked:
    certificates = Certificates(signed.certificates)
    if len(signed.signers) != 1:
        checked = Checked()
        checked.note(Code.DAMAGED_SIGNATURE)
        return checked
    if found.ranges is None:
        checked = check(signed.signers[0], certificates, None, content_type="data")
        checked.note(Code.BYTE_RANGE)
        return checked
    parts = read.parts(found)
    is_within = found.form == _DIGEST_WITHIN
    if is_within and signed.content == digest_of(parts, "sha1"):
        parts = [memoryview(signed.content)]
    kind = stamps.name_of(signed.content_type)
    digest = cache(partial(digest_of, parts))
    checked = check(signed.signers[0], certificates, digest, content_type=kind)
    if is_within and not checked.has(Code.WEAK_DIGEST):
        # The file's own digest is one more, and always of this kind.
        checked.note(Code.WEAK_DIGEST, kind=WEAK["sha1"])
    if signed.content is not None and not is_within:
        # A signature of something else, which the file's bytes are not held against by all.
        checked.intact = False
        checked.note(Code.DAMAGED_SIGNATURE)
    return checked


def _evidence(read: Pdf, signed: Signed) -> Evidence:
    evidence = cades.evidence_of(signed)
    evidence.certificates += loaded(read.evidence.certificates)
    evidence.crls += read.evidence.crls
    evidence.ocsps += read.evidence.ocsps
    return evidence


def _note_file(seen: Seen, read: Pdf, signed: list[Found], *, has_stamps: bool) -> None:
    seen.covers_file = any(found.covers_file for found in signed)
    seen.is_modified = (
        bool(read.fields)
        or any(not found.later.is_allowed for found in signed)
        or any(entry.checked.has(Code.CONTENT_CHANGED) for entry in seen.entries)
    )
    if read.is_damaged:
        seen.note(Code.DAMAGED)
    if read.has_others:
        seen.note(Code.REMOVED)
    if len(read.signatures) > pdf.MOST_SIGNATURES:
        seen.note(Code.TOO_MANY, most=str(pdf.MOST_SIGNATURES))
        seen.is_whole = False
    if read.fields:
        seen.note(Code.FORM_FILLED, fields=", ".join(sorted(read.fields)[:10]))
    is_intact = all(entry.checked.intact for entry in seen.entries)
    if signed and is_intact and not seen.covers_file and not seen.is_modified:
        seen.note(Code.LATER_ADDITIONS)
    if not signed and has_stamps:
        seen.note(Code.ONLY_TIMESTAMP)
