"""Files that nobody signed, or of which it cannot be said."""

import io
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.signatures.asking import codes, verdict_on
from tests.signatures.envelopes import TEXT, By, envelope, in_pem, stamp
from tests.signatures.pdfs import pdf, stamped_whole
from tests.signatures.people import SIGNED_AT, rossi, stamper


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_signed"),
        (b"Gentile collega,", "not_signed"),
        (pdf(), "not_signed"),
        (b"%PDF-1.7\n", "damaged"),
        (b"0\x82\x01\x01\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0", "damaged"),
        (envelope(TEXT), "only_certificates"),
        (stamp(TEXT, SIGNED_AT, stamper()).dump(), "only_timestamp"),
        (stamped_whole(pdf(), SIGNED_AT), "only_timestamp"),
        (b'<?xml version="1.0"?><a xmlns:d="http://www.w3.org/2000/09/xmldsig#"/>',
         "other_signature"),
        (b"PK\x03\x04..mimetypeapplication/vnd.etsi.asic-e+zip", "other_signature"),
        (b"Subject: a\nContent-Type: multipart/signed; boundary=b\n\n--b", "other_signature"),
    ],
)  # fmt: skip
def test_a_file_without_a_signature_says_why(content: bytes, code: str) -> None:
    verdict = verdict_on(content)

    assert (verdict.signed, verdict.intact, verdict.format) == (False, False, None)
    assert codes(verdict) == [code]


def _zip(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        for name in names:
            made.writestr(name, pdf() if name.endswith(".pdf") else "<a/>")
    return held.getvalue()


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (("atto.pdf", "META-INF/signatures001.xml"), "other_signature"),
        (("atto.pdf", "META-INF/signature.p7s"), "other_signature"),
        (("content.xml", "META-INF/documentsignatures.xml"), "other_signature"),
        (("word/document.xml", "_xmlsignatures/sig1.xml"), "other_signature"),
        (("word/document.xml", "docProps/app.xml"), "not_signed"),
    ],
)
def test_a_container_that_is_signed_within_is_told_whatever_it_holds(
    names: tuple[str, ...], code: str
) -> None:
    assert codes(verdict_on(_zip(*names))) == [code]


def test_an_encrypted_envelope_is_told(tmp_path: Path) -> None:
    (tmp_path / "c.pem").write_bytes(rossi().pem)
    (tmp_path / "a.txt").write_bytes(TEXT)
    made = subprocess.run(
        ["openssl", "cms", "-encrypt", "-aes256", "-in", "a.txt", "-outform", "DER", "c.pem"],  # noqa: S607  the system's
        cwd=tmp_path, capture_output=True, check=True,
    ).stdout  # fmt: skip

    for content in (made, in_pem(made), envelope(made, By(rossi()))):
        assert codes(verdict_on(content)) == ["encrypted"]


def test_an_encrypted_envelope_that_was_signed_has_a_signer() -> None:
    assert verdict_on(envelope(TEXT, By(rossi()))).signed
