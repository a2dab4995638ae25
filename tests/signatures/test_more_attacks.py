"""What somebody would try next, who has read how the others were found out."""

import re
from dataclasses import replace

import pytest
from asn1crypto import cms
from hypothesis import example, given, settings
from hypothesis import strategies as st

from registry.platform.signatures import AT_ONCE, verify
from tests.signatures import people
from tests.signatures.asking import codes, names, verdict_on
from tests.signatures.envelopes import TEXT, By, envelope, signer_info, stamp, tlv
from tests.signatures.pdfs import A_PAGE, How, pdf, signed, stamped_whole, update, words
from tests.signatures.people import SIGNED_AT, certifier, certify, rossi, stamper, verdi

BY_ROSSI, BY_VERDI = By(rossi()), By(verdi())
SIGNED = signed(pdf(), BY_ROSSI)
TWICE = signed(SIGNED, BY_VERDI, How("Firma2"))
OTHER = words(b"Durata: 99 mesi")
TRUSTED = [certifier().as_anchor()]
LATER = people.in_days(SIGNED_AT, 1)


def _seal(content: bytes) -> tuple[int, bytes]:
    """The number and the text of the last signature's dictionary."""
    at = content.rindex(b"/ByteRange")
    number = int(re.findall(rb"(\d+) 0 obj", content[:at])[-1])
    start = content.rindex(b"%d 0 obj" % number)
    return number, content[start : content.index(b"endobj", start)].partition(b"obj")[2]


def _sealed_by_hand(
    content: bytes, by: By, covers: "slice | None" = None, literal: bool = False, extra: bytes = b""
) -> bytes:
    """One more revision with a signature field as one writes it who chooses what it covers:
    up to ``covers``, where not up to the end."""
    room = 8000
    field = (
        b"<< /FT /Sig /T (Firma9) /V 31 0 R /Type /Annot /Subtype /Widget /Rect [0 0 0 0]"
        b" /F 132 /P 3 0 R >>"
    )
    hole = b"(" + b"0" * (2 * room) + b")" if literal else b"<" + b"0" * (2 * room) + b">"
    seal = (
        b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached "
        + extra
        + b"/Contents "
        + hole
        + b" /ByteRange [0 0000000000 0000000000 0000000000] >>"
    )
    form = b"<< /Fields [30 0 R] /SigFlags 3 >>"
    root = b"<< /Type /Catalog /Pages 2 0 R /AcroForm 32 0 R >>"
    if b"/Fields [" in content:
        known = re.findall(rb"/Fields \[([^]]*)\]", content)[-1]
        form = b"<< /Fields [" + known + b" 30 0 R] /SigFlags 3 >>"
    whole = update(content, {1: root, 30: field, 31: seal, 32: form}, size=40)
    hole_at = whole.rindex(hole)
    length, again = hole_at, hole_at + len(hole)
    more = (covers.stop if covers else len(whole)) - again
    told = b"/ByteRange [0 %010d %010d %010d]" % (length, again, more)
    old = b"/ByteRange [0 0000000000 0000000000 0000000000]"
    whole = whole.replace(old, told)
    envelope_ = envelope(whole[:length] + whole[again : again + more], by, is_detached=True)
    if literal:
        raw = b"".join(b"\\%03o" % byte for byte in envelope_)
        assert len(raw) <= 2 * room
        return whole[: length + 1] + raw.ljust(2 * room, b" ") + whole[again - 1 :]
    return whole[: length + 1] + envelope_.hex().encode().ljust(2 * room, b"0") + whole[again - 1 :]


def test_a_signature_written_by_hand_is_one() -> None:
    """What the attacks below are made with, without the attack."""
    verdict = verdict_on(_sealed_by_hand(pdf(), BY_ROSSI))

    assert (verdict.intact, names(verdict), codes(verdict)) == (True, ["ROSSI MARIO"], [])


def test_a_second_signature_that_covers_less_than_its_own_revision_is_told() -> None:
    short = _sealed_by_hand(SIGNED, BY_VERDI)
    end = short.rindex(b"xref\n0 1") - 10
    by_less = _sealed_by_hand(SIGNED, BY_VERDI, slice(0, end))

    verdict = verdict_on(by_less)

    assert not verdict.intact
    assert not verdict.covers_whole_file
    assert {one.name: one.intact for one in verdict.signers}["ELENA VERDI"] is False


@pytest.mark.parametrize("keep", [0, 100, 5000])
def test_a_second_signature_of_the_first_revision_alone_is_told(keep: int) -> None:
    """It signs what the first one signed, and nothing of what was put in between."""
    between = update(SIGNED, {4: OTHER})
    content = _sealed_by_hand(between, BY_VERDI)
    length, again, _more = map(int, re.findall(rb"/ByteRange \[0 (\d+) (\d+) (\d+)\]", content)[-1])
    theirs = envelope(SIGNED[: len(SIGNED) - keep], BY_VERDI, is_detached=True)
    told = b"/ByteRange [0 %010d %010d %010d]" % (len(SIGNED) - keep, again, 0)
    old = re.findall(rb"/ByteRange \[0 \d{10} \d{10} \d{10}\]", content)[-1]
    changed = content.replace(old, told)
    changed = (
        changed[: length + 1]
        + theirs.hex().encode().ljust(again - length - 2, b"0")
        + changed[again - 1 :]
    )

    verdict = verdict_on(changed)

    assert not verdict.intact
    assert not any(one.intact for one in verdict.signers)


@pytest.mark.parametrize(
    "twice",
    [
        b"/ByteRange [0 10 20 30] ",
        b"/ByteRange null ",
        b"/Contents <3000> ",
        b"/Type /DocTimeStamp ",
    ],
)
def test_a_key_that_is_there_twice_makes_no_signature_of_another(twice: bytes) -> None:
    """Readers take the first or the last; whatever is said, it is of what was signed."""
    verdict = verdict_on(_sealed_by_hand(pdf(), BY_ROSSI, extra=twice))

    if verdict.intact:
        assert (names(verdict), verdict.covers_whole_file) == (["ROSSI MARIO"], True)


def test_contents_that_are_no_hexadecimal_string_are_told() -> None:
    verdict = verdict_on(_sealed_by_hand(pdf(), BY_ROSSI, literal=True))

    assert not verdict.intact
    assert not any(one.intact for one in verdict.signers)


def test_an_object_that_is_there_twice_is_what_was_signed_and_no_other() -> None:
    """Before the signature both are signed; after it the second is a change, table or not."""
    base = pdf()
    twice = base.replace(b"5 0 obj", b"4 0 obj\n" + OTHER + b"\nendobj\n5 0 obj", 1)
    at = twice.rindex(b"xref\n0 1")
    moved = re.sub(rb"startxref\n\d+", b"startxref\n%d" % at, twice)
    moved = re.sub(rb"(?m)^5 1\n\d{10}", b"5 1\n%010d" % moved.rindex(b"5 0 obj"), moved)

    whole = signed(moved, BY_ROSSI)

    assert verdict_on(whole).intact
    assert not verdict_on(whole + b"4 0 obj\n" + OTHER + b"\nendobj\n").intact
    assert not verdict_on(update(whole, {4: OTHER})).intact


def test_what_a_hybrid_table_shows_to_some_readers_is_told() -> None:
    """A later revision whose table says nothing, and whose hidden one shows another page."""
    before = int(re.findall(rb"startxref\s+(\d+)", SIGNED)[-1])
    size = max(int(one) for one in re.findall(rb"/Size (\d+)", SIGNED))
    at = len(SIGNED)
    new = b"4 0 obj\n" + OTHER + b"\nendobj\n"
    stream_at = at + len(new)
    row = b"\x01" + at.to_bytes(4, "big") + b"\x00"
    hidden = (
        b"%d 0 obj\n<< /Type /XRef /Size %d /Index [4 1] /W [1 4 1] /Root 1 0 R /Length %d >>\n"
        b"stream\n%s\nendstream\nendobj\n" % (size, size + 1, len(row), row)
    )
    table_at = stream_at + len(hidden)
    tail = (
        b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size %d /Root 1 0 R /Prev %d /XRefStm %d >>"
        b"\nstartxref\n%d\n%%%%EOF\n" % (size + 1, before, stream_at, table_at)
    )

    assert not verdict_on(SIGNED + new + hidden + tail).intact


def test_two_fields_that_show_one_signature_are_no_two_signers_that_are_intact() -> None:
    seal, _text = _seal(SIGNED)
    fields = re.findall(rb"/Fields \[([^]]*)\]", SIGNED)[-1]
    form = int(re.findall(rb"(\d+) 0 obj", SIGNED[: SIGNED.rindex(b"/Fields")])[-1])
    copy = (
        b"<< /FT /Sig /T (Sindaco) /V %d 0 R /Type /Annot /Subtype /Widget /Rect [0 0 0 0]"
        b" /F 132 /P 3 0 R >>" % seal
    )
    more = update(SIGNED, {form: b"<< /Fields [%s 50 0 R] /SigFlags 3 >>" % fields, 50: copy})

    verdict = verdict_on(more)

    assert not verdict.intact or len(verdict.signers) == 1


def test_a_timestamp_of_another_signature_dates_nothing() -> None:
    """Taken whole from somewhere else, and good there."""
    moved = envelope(TEXT, replace(BY_ROSSI, stamped_at=LATER, stamp_of=b"un'altra firma"))

    verdict = verdict_on(moved, trusting=TRUSTED)

    (signer,) = verdict.signers
    assert (verdict.intact, signer.is_stamped, signer.signed_at) == (True, False, SIGNED_AT)
    assert "signature_timestamp_wrong" in codes(verdict)


def test_a_timestamp_of_another_file_dates_nothing() -> None:
    other = stamped_whole(signed(pdf({**A_PAGE, 4: OTHER}), BY_ROSSI), LATER)
    ours = stamped_whole(SIGNED, LATER)
    theirs = re.findall(rb"/Contents <([0-9a-fA-F]{2000,})>", other)[-1]
    mine = re.findall(rb"/Contents <([0-9a-fA-F]{2000,})>", ours)[-1]

    verdict = verdict_on(ours.replace(mine, theirs), trusting=TRUSTED)

    assert verdict_on(ours, trusting=TRUSTED).signers[0].is_stamped
    assert not verdict.signers[0].is_stamped
    assert (verdict.intact, "timestamp_wrong" in codes(verdict)) == (False, True)


def test_a_timestamp_is_no_signature_of_whoever_made_it() -> None:
    """Its token put where a signature should be."""
    token = stamp(SIGNED, LATER, stamper()).dump()

    verdict = verdict_on(token, SIGNED)

    assert (verdict.signed, codes(verdict)) == (False, ["only_timestamp"])


def test_what_somebody_signed_along_with_a_text_is_no_text_that_they_signed() -> None:
    """Of a signature over attributes one that has none can be made, whose content they are."""
    info = signer_info(BY_ROSSI, TEXT)
    attributes = info["signed_attrs"].untag().dump()
    bare = cms.SignerInfo({
        "version": "v1", "sid": info["sid"], "digest_algorithm": info["digest_algorithm"],
        "signature_algorithm": info["signature_algorithm"],
        "signature": info["signature"].native,
    })  # fmt: skip
    forged = cms.ContentInfo({
        "content_type": "signed_data",
        "content": cms.SignedData({
            "version": "v1", "digest_algorithms": [{"algorithm": "sha256"}],
            "encap_content_info": {"content_type": "data", "content": attributes},
            "certificates": [rossi().asn1], "signer_infos": [bare],
        }),
    }).dump()  # fmt: skip

    verdict = verdict_on(forged, trusting=TRUSTED)

    assert not verdict.intact
    assert codes(verdict) == ["signature_damaged"]


def test_two_digests_in_one_signature_are_none() -> None:
    for other in (b"altro", TEXT):
        verdict = verdict_on(envelope(TEXT, replace(BY_ROSSI, also_digest=other)))
        assert not verdict.intact


def test_a_certificate_of_the_same_number_put_before_takes_no_name_over() -> None:
    """Its own key signed nothing here; with the same key, it is not the one that was named."""
    double = certify(people.as_infocert(*people.VERDI), certifier(), key=rossi().key)
    content = envelope(TEXT, replace(BY_ROSSI, holder=replace(double, key=rossi().key),
                                     says_certificate=rossi()))  # fmt: skip

    verdict = verdict_on(content, trusting=TRUSTED)

    assert not verdict.intact
    assert codes(verdict)[0] == "other_certificate"


MANY = 300_000
TINY = b"\x05\x00"


def _with(part: bytes) -> bytes:
    """An envelope whose certificates, or revocations, or signers are those of ``part``."""
    inside = tlv(
        0x30,
        b"\x02\x01\x01\x31\x00" + tlv(0x30, bytes.fromhex("06092a864886f70d010701")) + part,
    )
    return tlv(0x30, bytes.fromhex("06092a864886f70d010702") + tlv(0xA0, inside))


TINIES = {
    "certificates": _with(tlv(0xA0, TINY * MANY) + b"\x31\x00"),
    "certificates that are lists": _with(tlv(0xA0, b"\x30\x00" * 150_000) + b"\x31\x00"),
    "revocations": _with(tlv(0xA1, b"\x30\x00" * 150_000) + b"\x31\x00"),
    "signers": _with(tlv(0x31, b"\x30\x00" * 150_000)),
    "beside a signature": envelope(
        TEXT, replace(BY_ROSSI, values=tlv(0x30, tlv(0xA1, tlv(0x30, b"\x30\x00" * 100_000))))
    ),
    "among what was signed": envelope(
        TEXT, replace(BY_ROSSI, archival=tlv(0x30, tlv(0xA0, tlv(0x30, b"\x30\x00" * 100_000))))
    ),
}


@pytest.mark.parametrize("content", TINIES.values(), ids=TINIES)
async def test_hundreds_of_thousands_of_tiny_pieces_get_an_answer_in_time(content: bytes) -> None:
    verdict = await verify(content, limits=AT_ONCE)

    assert "timeout" not in codes(verdict)
    assert verdict.facts or names(verdict) == ["ROSSI MARIO"]


@given(
    shifts=st.tuples(*[st.integers(-60, 60)] * 3)
    | st.tuples(*[st.sampled_from([-8000, -2, -1, 0, 1, 2, 8000])] * 3)
)
@example(shifts=(0, 0, 0))
@example(shifts=(0, 0, -1))
@settings(max_examples=80)
def test_whoever_chooses_what_they_sign_signs_the_file_only_when_they_sign_all_of_it(
    shifts: tuple[int, int, int],
) -> None:
    """The signature is right for its stretches, wherever they begin and end."""
    whole = _sealed_by_hand(pdf(), BY_ROSSI)
    length, again, more = map(int, re.findall(rb"/ByteRange \[0 (\d+) (\d+) (\d+)\]", whole)[-1])
    start, end = length, again
    length, again, more = (
        max(0, one + by) for one, by in zip((length, again, more), shifts, strict=True)
    )
    old = re.findall(rb"/ByteRange \[0 \d{10} \d{10} \d{10}\]", whole)[-1]
    whole = whole.replace(old, b"/ByteRange [0 %010d %010d %010d]" % (length, again, more))
    theirs = envelope(whole[:length] + whole[again : again + more], BY_ROSSI, is_detached=True)
    written = whole[: start + 1] + theirs.hex().encode().ljust(end - start - 2, b"0")

    verdict = verdict_on(written + whole[end - 1 :])

    assert verdict.intact is (shifts in ((0, 0, 0), (0, 0, -1)))


@given(number=st.sampled_from([2, 3, 4, 5]), at=st.integers(0, 400), byte=st.integers(33, 126))
@settings(max_examples=60)
def test_an_object_that_a_later_revision_writes_otherwise_is_never_silent(
    number: int, at: int, byte: int
) -> None:
    """One character of one object, after two have signed."""
    was = A_PAGE[number]
    at %= len(was)
    changed = was[:at] + bytes([byte]) + was[at + 1 :]

    verdict = verdict_on(update(TWICE, {number: changed}))

    if verdict.intact:
        assert changed == was or _same_when_read(was, changed)


def _same_when_read(was: bytes, now: bytes) -> bool:
    """Blanks between words mean nothing."""
    return b" ".join(was.split()) == b" ".join(now.split())


@pytest.mark.parametrize(
    "otherwise",
    [
        A_PAGE[5][:-1] + b"!",
        A_PAGE[5][:-2] + b"/BaseFont /Courier >>",
        A_PAGE[5][:-2] + b"/BaseFont /Helvetica >>",
        A_PAGE[5][:-2] + b"/BaseF#6fnt /Courier >>",
        A_PAGE[5].replace(b"/Type1", b"/Type1\x0b"),
        A_PAGE[5] + b" << >>",
        A_PAGE[5] + b")",
        b"(" + A_PAGE[5],
    ],
    ids=["cut short", "a key twice", "a key twice alike",
         "a key twice, once in another writing", "a blank that is none", "two values",
         "more", "a string without end"],
)  # fmt: skip
def test_an_object_that_readers_read_differently_is_told(otherwise: bytes) -> None:
    """Of what pyHanko takes for the same others make something else: a cover that goes."""
    assert verdict_on(update(SIGNED, {5: A_PAGE[5]})).intact  # as it was: some programs do that
    assert not verdict_on(update(SIGNED, {5: otherwise})).intact


def test_a_stream_that_ends_elsewhere_than_it_says_is_told() -> None:
    short = A_PAGE[4].replace(b"endstream", b"BT /F1 12 Tf 72 700 Td (99 mesi) Tj ET endstream")

    said = re.search(rb"/Length \d+", short)
    assert said is not None
    hidden = short.replace(said[0], b"/Also << /Length %d >> " % len(_stream(short)) + said[0], 1)
    unsaid = short.replace(said[0], b"/Also << %b >>" % said[0], 1)

    assert verdict_on(update(SIGNED, {4: A_PAGE[4]})).intact
    for otherwise in (short, hidden, unsaid):
        assert not verdict_on(update(SIGNED, {4: otherwise})).intact


def _stream(version: bytes) -> bytes:
    return version.partition(b"stream\n")[2].partition(b"endstream")[0].removesuffix(b"\n")


def test_a_trailer_that_names_two_roots_is_told() -> None:
    """Another document lies within, signed as well: some readers would show that one."""
    other = {
        10: b"<< /Type /Catalog /Pages 11 0 R >>",
        11: b"<< /Type /Pages /Kids [12 0 R] /Count 1 >>",
        12: A_PAGE[3].replace(b"2 0 R", b"11 0 R").replace(b"4 0 R", b"13 0 R"),
        13: OTHER,
    }
    later = update(signed(pdf({**A_PAGE, **other}), BY_ROSSI), {5: A_PAGE[5]})
    assert verdict_on(later).intact

    for roots in (b"/Root 1 0 R /Root 10 0 R", b"/Root 10 0 R /Root 1 0 R"):
        head, _root, tail = later.rpartition(b"/Root 1 0 R")
        two = head + roots + tail
        before, start, after = two.rpartition(b"startxref")
        hidden = before + b"% trailer << /Size 14 /Root 1 0 R >>\n" + start + after
        assert not verdict_on(two).intact
        assert not verdict_on(hidden).intact
