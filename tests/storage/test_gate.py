"""The upload gate: documents come in, what hides in them does not."""

import io
import struct
import zipfile
from collections.abc import Callable

import pytest
from docx import Document
from pypdf import PdfWriter

from registry.platform.storage.gate import LARGEST, SENTENCES, check_upload

CONTENT_TYPES = "[Content_Types].xml"


def word(change: Callable[[dict[str, bytes]], None] = lambda _parts: None) -> bytes:
    """A real .docx, with its parts changed."""
    plain = io.BytesIO()
    document = Document()
    document.add_paragraph("Accordo operativo territoriale")
    document.save(plain)
    with zipfile.ZipFile(plain) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    return zipped(parts)


def zipped(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            # OpenDocument: the first member says what the package is, uncompressed.
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(name, part, how)
    return made.getvalue()


def added(**new: bytes) -> bytes:
    return word(lambda parts: parts.update({k.replace("__", "/"): v for k, v in new.items()}))


def related(target: str, kind: str) -> bytes:
    link = (
        f'<Relationship Id="rId99" Type="http://example.org/{kind}"'
        f' Target="{target}" TargetMode="External"/>'
    )
    name = "word/_rels/document.xml.rels"

    def change(parts: dict[str, bytes]) -> None:
        parts[name] = parts[name].replace(b"</Relationships>", f"{link}</Relationships>".encode())

    return word(change)


def text_document() -> bytes:
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": b"<office:document-content/>",
        }
    )


def pdf() -> bytes:
    made = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(width=200, height=200)
    writer.write(made)
    return made.getvalue()


def ole(*names: str) -> bytes:
    """An OLE file with these streams in its directory, as an old .doc begins."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHH", header, 24, 0x3E, 3, 0xFFFE)
    struct.pack_into("<HH", header, 30, 9, 6)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    n_sectors = -(-len(names) // 4)
    chain = [0xFFFFFFFD, *range(2, n_sectors + 1), 0xFFFFFFFE]
    fat = struct.pack("<128I", *chain, *[0xFFFFFFFF] * (128 - len(chain)))
    return bytes(header) + fat + b"".join(map(entry, names)).ljust(n_sectors * 512, b"\0")


def entry(name: str) -> bytes:
    raw = name.encode("utf-16-le")
    return raw.ljust(64, b"\0") + struct.pack("<HB", len(raw) + 2, 2) + bytes(61)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("accordo.docx", word(), "docx"),
        ("ACCORDO.DOCX", word(), "docx"),
        ("accordo.odt", text_document(), "odt"),
        ("accordo.pdf", pdf(), "pdf"),
        ("accordo.doc", ole("Root Entry", "WordDocument", "1Table"), "doc"),
        ("sito.docx", related("https://www.interno.gov.it", "hyperlink"), "docx"),
    ],
)
def test_an_ordinary_document_comes_in(name: str, content: bytes, kind: str) -> None:
    verdict = check_upload(name, content)

    assert (verdict.accepted, verdict.kind, verdict.reasons) == (True, kind, [])


REFUSED = [
    ("empty", "accordo.docx", b""),
    ("wrong_type", "accordo.exe", b"MZ\x90"),
    ("wrong_type", "accordo.docm", word()),
    ("wrong_type", "accordo.docx", b"soltanto testo"),
    ("wrong_type", "accordo.docx", zipped({"a.txt": b"un archivio"})),
    ("extension_mismatch", "accordo.pdf", word()),
    ("extension_mismatch", "accordo.docx", pdf()),
    ("extension_mismatch", "accordo.docx", ole("Root Entry", "WordDocument")),
    ("macro", "accordo.docx", added(**{"word__vbaProject.bin": b"\xcc\x61"})),
    ("macro", "accordo.docx", added(**{CONTENT_TYPES: b'<Types x="macroEnabled.main+xml"/>'})),
    ("macro", "accordo.doc", ole("Root Entry", "WordDocument", "Macros", "VBA")),
    ("macro", "accordo.odt", zipped({"mimetype": b"application/vnd.oasis.opendocument.text",
                                     "content.xml": b"<a/>", "Basic/s.xml": b"<a/>"})),
    ("external_link", "accordo.docx", related("http://altrove.example/m.dotm", "attachedTemplate")),
    ("external_link", "accordo.docx", related("http://altrove.example/i.png", "image")),
    ("embedded_object", "accordo.docx", added(**{"word__embeddings__o.bin": b"x"})),
    ("encrypted", "accordo.docx", ole("Root Entry", "EncryptionInfo", "EncryptedPackage")),
    ("encrypted", "accordo.pdf", pdf().replace(b"trailer", b"/Encrypt 9 0 R trailer")),
    ("active_content", "accordo.pdf", pdf().replace(b"/Catalog", b"/Catalog /OpenAction"
                                                    b" << /S /JavaScript /JS (app) >>")),
    ("xml_unsafe", "accordo.docx", added(**{"word__settings.xml": b"<!DOCTYPE a [<!ENTITY b>]>"})),
    ("zip_unsafe", "accordo.docx", added(**{"..__..__fuori.xml": b"<a/>"})),
    ("zip_bomb", "accordo.docx", added(**{"word__grande.xml": bytes(80_000_000)})),
    ("damaged", "accordo.docx", word()[:-200]),
    ("damaged", "accordo.pdf", b"%PDF-1.7\nmeta"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "name", "content"), REFUSED)
def test_what_hides_something_is_refused_with_its_reason(
    code: str, name: str, content: bytes
) -> None:
    verdict = check_upload(name, content)

    assert not verdict.accepted
    assert code in [reason.code for reason in verdict.reasons]
    assert all(reason.message for reason in verdict.reasons)


def test_a_document_larger_than_twenty_megabytes_is_refused() -> None:
    verdict = check_upload("accordo.pdf", b"%PDF-1.7" + bytes(LARGEST))

    assert [reason.code for reason in verdict.reasons] == ["too_large"]


def test_every_reason_that_is_said_has_been_seen_here() -> None:
    assert {code for code, _name, _content in REFUSED} | {"too_large"} == set(SENTENCES)


@pytest.mark.parametrize("cut", range(0, 1024, 37))
def test_a_file_cut_anywhere_is_judged_without_a_fault(cut: int) -> None:
    for name, whole in [("a.docx", word()), ("a.doc", ole("Root Entry", "WordDocument"))]:
        assert check_upload(name, whole[:cut]).accepted is False or cut >= len(whole)


def test_an_old_word_file_is_read_to_the_end_of_its_directory() -> None:
    many = [f"stream {n}" for n in range(30)]

    verdict = check_upload("accordo.doc", ole("Root Entry", "WordDocument", *many, "Macros"))

    assert [reason.code for reason in verdict.reasons] == ["macro"]
