"""Whatever comes: an answer, in time, from behind the fence; and nobody outside hears of it."""

import random
import socket
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from cryptography.x509.oid import NameOID

from registry.platform.signatures import AT_ONCE, Signed, Verdict, verify, verify_many
from tests.signatures import people
from tests.signatures.asking import codes, verdict_on
from tests.signatures.envelopes import TEXT, By, envelope, in_ber, tlv
from tests.signatures.pdfs import A_PAGE, How, pdf, signed, update, with_evidence
from tests.signatures.people import SIGNED_AT, certifier, certify, rossi, verdi

SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
A_PDF, AN_ENVELOPE = signed(pdf(), By(rossi())), envelope(TEXT, By(rossi()))


def _content_info(inside: bytes) -> bytes:
    return tlv(0x30, SIGNED_DATA + tlv(0xA0, inside))


def _nested(levels: int, tag: int = 0x30) -> bytes:
    inside = b"\x05\x00"
    for _level in range(levels):
        inside = tlv(tag, inside)
    return inside


BOMB = zlib.compress(b"\0" * 400_000_000, 9)
TWICE_PACKED = zlib.compress(BOMB, 9)
A_BOMB = (
    b"<< /Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /FlateDecode] /Length %d >>\n"
    b"stream\n%s\nendstream" % (len(TWICE_PACKED), TWICE_PACKED)
)
FIELDS = b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields %s >> >>"
HOSTILE = {
    "sequences within sequences": _content_info(_nested(3000)),
    "as many, open": _content_info(b"\x30\x80" * 50_000),
    "octets within octets": _content_info(
        tlv(0x30, b"\x02\x01\x01\x31\x00" + tlv(0x30, tlv(0xA0, _nested(2000, 0x24))) + b"\x31\x00")
    ),
    "a million pieces": _content_info(b"\x30\x80" + b"\x04\x00" * 1_000_000),
    "a length of all the world": b"\x30\x88" + b"\xff" * 8 + SIGNED_DATA,
    "a signer of nothing": _content_info(
        tlv(0x30, b"\x02\x01\x01\x31\x00\x30\x00\x31\x02\x30\x00")
    ),
    "fields that hold themselves": pdf(
        {**A_PAGE, 1: FIELDS % b"[6 0 R]", 6: b"<< /T (a) /Kids [6 0 R] >>"}
    ),
    "lists within lists": pdf({**A_PAGE, 6: b"[" * 20_000 + b"]" * 20_000, 1: FIELDS % b"6 0 R"}),
    "a table that comes before itself": pdf().replace(b"/Root", b"/Prev 15 /Root"),
    "a bomb among the fields": pdf({**A_PAGE, 1: FIELDS % b"7 0 R", 7: A_BOMB}),
    "twenty thousand fields": pdf({
        **A_PAGE, 1: FIELDS % (b"[" + b"<< /FT /Sig /T (a) /V 4 0 R >> " * 20_000 + b"]"),
    }),
    "zeros": b"%PDF-1.7\n" + b"\0" * 5_000_000,
    "numbers and letters": b"%PDF-1.7\n" + b"0 0 obj\n" * 300_000,
    "ranges without end": b"%PDF-1.7\n" + b"/ByteRange [0 1 2 3] " * 100_000,
    "brackets without end": b"%PDF-1.7\n" + b"<" * 3_000_000,
    "blanks": b" " * 3_000_000 + b"MI",
    "armour without end": b"-----BEGIN PKCS7-----\n" * 100_000,
    "a message without body": b"a: b\n" * 200_000 + b"Content-Type: application/pkcs7-mime\n\n",
}  # fmt: skip


SIGNED_ALL_THE_SAME = {
    "pages that hold themselves": signed(
        pdf({**A_PAGE, 2: b"<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 2 >>"}), By(rossi())
    ),
    "a bomb of evidence": update(A_PDF, {
        1: b"<< /Type /Catalog /Pages 2 0 R /AcroForm 7 0 R /DSS << /Certs [20 0 R] >> >>",
        20: A_BOMB,
    }),
}  # fmt: skip
"""What is wild in them is signed, or is no more than what a later check would need."""


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
async def test_a_hostile_file_gets_an_answer_in_time(content: bytes) -> None:
    began = time.monotonic()

    verdict = await verify(content, limits=AT_ONCE)

    assert not verdict.intact
    assert verdict.facts or verdict.signers
    assert time.monotonic() - began < 20


@pytest.mark.parametrize("content", SIGNED_ALL_THE_SAME.values(), ids=SIGNED_ALL_THE_SAME.keys())
async def test_a_signed_file_may_be_wild(content: bytes) -> None:
    verdict = await verify(content, limits=AT_ONCE)

    assert [one.name for one in verdict.signers] == ["ROSSI MARIO"]
    assert "valid" not in codes(verdict)


def test_a_file_that_breaks_its_reading_breaks_no_other(tmp_path: Path) -> None:
    huge = tmp_path / "enorme.pdf"
    with huge.open("wb") as file:
        file.write(b"%PDF-1.7\nstartxref\n0\n%%EOF\n")
        file.truncate(300 * 1024 * 1024)
    bad = Signed(HOSTILE["a bomb among the fields"])

    verdicts = list(verify_many([Signed(AN_ENVELOPE), Signed(huge), bad, Signed(A_PDF)]))

    assert [one.intact for one in verdicts] == [True, False, False, True]
    assert codes(verdicts[1]) == ["too_large"]


@pytest.mark.parametrize(
    "whole", [A_PDF, AN_ENVELOPE, in_ber(AN_ENVELOPE)], ids=["PDF", "DER", "BER"]
)
def test_a_file_cut_off_anywhere_is_never_intact(whole: bytes) -> None:
    for length in {*range(0, 200, 7), *range(200, len(whole) - 2, max(1, len(whole) // 60))}:
        assert not verdict_on(whole[:length]).intact, length


@pytest.mark.parametrize("whole", [A_PDF, AN_ENVELOPE, with_evidence(A_PDF, [rossi()], [])])
def test_of_bytes_that_change_anywhere_there_is_always_an_answer(whole: bytes) -> None:
    """What is intact all the same is signed by the same person: what changed was not theirs."""
    chance = random.Random(20261128)  # noqa: S311  the same each time

    for _turn in range(150):
        changed = bytearray(whole)
        for _change in range(chance.choice((1, 1, 3, 20))):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        verdict = verdict_on(bytes(changed))
        if verdict.intact:
            assert [one.tax_code for one in verdict.signers] == ["RSSMRA80A01D150S"]


def test_a_name_is_shown_without_what_moves_it_about() -> None:
    wild = people.as_aruba("<script>\u202e\x1b[2J\n", "ROSSI\x00", people.ROSSI[2], "BODY\r\nX: y")

    (signer,) = verdict_on(envelope(TEXT, By(certify(wild, certifier())))).signers

    assert (signer.name, signer.organisation) == ("ROSSI <script>[2J", "BODY X: y")


@contextmanager
def _listening() -> Iterator[tuple[socket.socket, str]]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server, f"http://127.0.0.1:{server.getsockname()[1]}/a"


def _was_called(server: socket.socket) -> bool:
    try:
        server.accept()[0].close()
    except BlockingIOError:
        return False
    return True


def test_where_a_certificate_says_that_its_issuer_and_revocations_are_nobody_asks() -> None:
    with _listening() as (server, address):
        chained = certify(people.as_aruba(*people.ROSSI), certifier(), revokes_at=address)
        marked = certify({NameOID.COMMON_NAME: "M"}, certifier(), stamps=True,
                         revokes_at=address)  # fmt: skip
        by = By(chained, stamped_at=people.in_days(SIGNED_AT, 1), stamped_by=marked)
        anchors = msgspec.msgpack.encode([certifier().as_anchor()])
        files = [Signed(envelope(TEXT, by)), Signed(signed(pdf(), by))]

        told = list(verify_many(files, anchors=anchors))
        in_this_process = verdict_on(envelope(TEXT, by), trusting=[certifier().as_anchor()])

        assert not _was_called(server)
    assert all(one.intact and one.trusted for one in (*told, in_this_process))
    assert all("revocation_unknown" in codes(one) for one in told)


def test_what_is_asked_of_the_fence_comes_back_as_it_is_told_within() -> None:
    content = signed(A_PDF, By(verdi()), How("Firma2"))
    (fenced,) = verify_many([Signed(content)])

    assert fenced == verdict_on(content)
    assert isinstance(fenced, Verdict)
