"""Files for the gate, made whole and then changed in one place."""

import base64
import email.message
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from email.policy import SMTP
from functools import cache
from typing import Any

import pikepdf
from asn1crypto import algos, cms, core, x509
from docx import Document
from pikepdf import Array, Dictionary, Name, String

from tests.gate.ole_maker import compound

Parts = dict[str, bytes]
WORDS = "Accordo operativo territoriale fra la Prefettura e i comuni."
RELS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
MAIN = "word/document.xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def zipped(parts: Mapping[str, bytes], *, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as package:
        for name, part in parts.items():
            # OpenDocument: the first member says what the package is, uncompressed.
            package.writestr(name, part, zipfile.ZIP_STORED if name == "mimetype" else how)
    return made.getvalue()


def unzipped(package: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


@cache
def plain_word() -> bytes:
    made = io.BytesIO()
    document = Document()
    document.add_heading("Protocollo d'intesa", level=1)
    document.add_paragraph(WORDS)
    document.add_table(2, 3).cell(0, 0).text = "Parti"
    document.save(made)
    return made.getvalue()


def word(*changes: Callable[[Parts], None]) -> bytes:
    """A real .docx, with its parts changed."""
    parts = unzipped(plain_word())
    for change in changes:
        change(parts)
    return zipped(parts)


def added(name: str, part: bytes) -> Callable[[Parts], None]:
    return lambda parts: parts.update({name: part})


def without(name: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        del parts[name]

    return change


def replaced(name: str, old: bytes, new: bytes) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new, 1)

    return change


def related(target: str, use: str, *, rels: str = RELS, mode: str = "External"
            ) -> Callable[[Parts], None]:  # fmt: skip
    link = f'<Relationship Id="rId99" Type="{OFFICE}/{use}" Target="{target}" TargetMode="{mode}"/>'
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'

    def change(parts: Parts) -> None:
        parts.setdefault(rels, empty + b"</Relationships>")
        parts[rels] = parts[rels].replace(b"</Relationships>", f"{link}</Relationships>".encode())

    return change


def typed_as(name: str, kind: str) -> Callable[[Parts], None]:
    entry = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'.encode()
    return replaced(TYPES, b"</Types>", entry)


def written(xml: str) -> Callable[[Parts], None]:
    """More in the body of the document."""
    return replaced(MAIN, b"<w:sectPr", xml.encode() + b"<w:sectPr")


def field(*pieces: str) -> Callable[[Parts], None]:
    runs = "".join(f"<w:r><w:instrText>{one}</w:instrText></w:r>" for one in pieces)
    return written(f"<w:p>{_mark('begin')}{runs}{_mark('separate')}{_mark('end')}</w:p>")


def quoted_field(words: str) -> Callable[[Parts], None]:
    """The instruction's name is what an inner field gives: how DDE is hidden."""
    numbers = " ".join(str(ord(sign)) for sign in words)
    inner = (f"{_mark('begin')}<w:r><w:instrText> QUOTE {numbers} </w:instrText></w:r>"
             f"{_mark('separate')}{_mark('end')}")  # fmt: skip
    rest = '<w:r><w:instrText> "c:\\\\windows\\\\cmd.exe" "/k calc"</w:instrText></w:r>'
    return written(f"<w:p>{_mark('begin')}{inner}{rest}{_mark('end')}</w:p>")


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def encoded(name: str, encoding: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        text = parts[name].decode("utf-8").replace("UTF-8", encoding)
        parts[name] = text.encode(encoding)

    return change


def declaring(name: str, declaration: str, *, encoding: str = "UTF-8") -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        text = parts.get(name, b'<?xml version="1.0" encoding="UTF-8"?><a/>').decode("utf-8")
        head, rest = text.split("?>", 1) if text.startswith("<?xml") else ("<?xml version='1.0'",
                                                                           text)  # fmt: skip
        parts[name] = f"{head}?>{declaration}{rest}".replace("UTF-8", encoding).encode(encoding)

    return change


ODF = "urn:oasis:names:tc:opendocument:xmlns:"
ODT_CONTENT = (
    f'<office:document-content xmlns:office="{ODF}office:1.0" xmlns:text="{ODF}text:1.0"'
    f' xmlns:draw="{ODF}drawing:1.0" xmlns:script="{ODF}script:1.0"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:text>'
    "<text:p>Accordo</text:p></office:text></office:body></office:document-content>"
)
ODT_MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{ODF}manifest:1.0"><manifest:file-entry'
    ' manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
    "</manifest:manifest>"
)


def odt(*changes: Callable[[Parts], None], kind: str = "text") -> bytes:
    parts = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(),
        "content.xml": ODT_CONTENT.encode(),
        "META-INF/manifest.xml": ODT_MANIFEST.encode(),
    }
    for change in changes:
        change(parts)
    return zipped(parts)


def in_odt(xml: str) -> Callable[[Parts], None]:
    return replaced("content.xml", b"</office:text>", f"{xml}</office:text>".encode())


def doc(text: str = WORDS, *, flags: int = 0, template: str = "", **more: Any) -> bytes:
    """A Word document of 97, with its text in one piece."""
    fib = bytearray(0x400)
    struct.pack_into("<HH", fib, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", fib, 0x0A, flags)
    letters = text.encode("utf-16-le")
    piece = struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, len(fib), 0)
    clx = b"\x02" + struct.pack("<I", len(piece)) + piece
    strings = ["", template]
    told = b"".join(struct.pack("<H", len(s)) + s.encode("utf-16-le") for s in strings)
    associated = b"\xff\xff" + struct.pack("<HH", len(strings), 0) + told
    struct.pack_into("<II", fib, 0x9A + 33 * 8, 0, len(clx))
    struct.pack_into("<II", fib, 0x9A + 32 * 8, len(clx), len(associated))
    streams = {
        "WordDocument": bytes(fib) + letters,
        "0Table": clx + associated,
        **more.pop("streams", {}),
    }
    return compound(streams, **more)


def pdf(*changes: Callable[[pikepdf.Pdf], object], pages: int = 1, **saving: Any) -> bytes:
    made = io.BytesIO()
    with pikepdf.new() as document:
        for _n in range(pages):
            document.add_blank_page(page_size=(595, 842))
        for change in changes:
            change(document)
        document.save(made, static_id=True, **saving)
    return made.getvalue()


def js(words: str = "app.alert(1)") -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String(words))


def opening(action: Any) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        document.Root.OpenAction = document.make_indirect(action)

    return change


def noted(**entries: Any) -> Callable[[pikepdf.Pdf], None]:
    """An annotation on the first page."""

    def change(document: pikepdf.Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9]), **entries)
        document.pages[0].Annots = Array([document.make_indirect(note)])

    return change


def with_form(**entries: Any) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        box = Dictionary(FT=Name.Tx, T=String("comune"), V=String("Cremona"), Subtype=Name.Widget,
                         Type=Name.Annot, Rect=Array([0, 0, 99, 20]), **entries)  # fmt: skip
        placed = document.make_indirect(box)
        document.pages[0].Annots = Array([placed])
        document.Root.AcroForm = Dictionary(Fields=Array([placed]))

    return change


def named_script(document: pikepdf.Pdf) -> None:
    leaf = Dictionary(Names=Array([String("a"), js()]))
    document.Root.Names = Dictionary(JavaScript=Dictionary(Kids=Array([
        document.make_indirect(leaf)])))  # fmt: skip


def carrying(name: str, content: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        document.attachments[name] = pikepdf.AttachedFileSpec(document, content, filename=name)

    return change


def bomb_page(filters: list[str], content: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        names = Array([Name(f"/{one}") for one in filters])
        stream = pikepdf.Stream(document, content)
        stream.write(content, filter=names)
        document.pages[0].Contents = stream

    return change


def deflated_zeros(size: int) -> bytes:
    packing = zlib.compressobj(9)
    return packing.compress(bytes(size)) + packing.flush()


def turning(document: pikepdf.Pdf) -> None:
    """A tree of pages whose branch is its own root."""
    document.Root.Pages.Kids.append(document.Root.Pages)


def p7m(content: bytes | None, *, kind: str = "signed_data", signers: int = 1) -> bytes:
    """An envelope with the form of a signature; what it proves is no business of the gate."""
    if kind != "signed_data":
        info = cms.ContentInfo({"content_type": kind, "content": cms.EnvelopedData({
            "version": 0,
            "recipient_infos": [],
            "encrypted_content_info": {"content_type": "data", "content_encryption_algorithm": {
                "algorithm": "aes256_cbc", "parameters": bytes(16)}},
        })})  # fmt: skip
        return bytes(info.dump())
    inner = {"content_type": "data"}
    if content is not None:
        inner["content"] = content  # type: ignore[assignment]
    signer = cms.SignerInfo({
        "version": "v1",
        "sid": {"issuer_and_serial_number": {
            "issuer": x509.Name.build({"common_name": "Rossi <script>"}), "serial_number": 1}},
        "digest_algorithm": {"algorithm": "sha256"},
        "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": "rsassa_pkcs1v15"}),
        "signature": bytes(256),
    })  # fmt: skip
    data = cms.SignedData({
        "version": "v1",
        "digest_algorithms": [{"algorithm": "sha256"}],
        "encap_content_info": inner,
        "signer_infos": [signer] * signers,
    })  # fmt: skip
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": data}).dump())


def in_base64(content: bytes) -> bytes:
    return base64.encodebytes(content)


def pem(content: bytes) -> bytes:
    return b"-----BEGIN PKCS7-----\n" + in_base64(content) + b"-----END PKCS7-----\n"


def indefinite(der: bytes, *, piece: int = 1000) -> bytes:
    """The same value as BER: no length told in advance, strings of bytes in pieces."""
    tag, inner = der[:1], _inner(der)
    if tag == b"\x04":
        cut = [inner[at : at + piece] for at in range(0, len(inner), piece)]
        return b"\x24\x80" + b"".join(core.OctetString(one).dump() for one in cut) + b"\0\0"
    if not tag[0] & 0x20:
        return der
    values = b""
    while inner:
        size = len(inner) - len(_after(inner))
        values += indefinite(inner[:size], piece=piece)
        inner = inner[size:]
    return tag + b"\x80" + values + b"\0\0"


def _inner(der: bytes) -> bytes:
    start, length = _length(der)
    return der[start : start + length]


def _after(der: bytes) -> bytes:
    start, length = _length(der)
    return der[start + length :]


def _length(der: bytes) -> tuple[int, int]:
    if der[1] < 0x80:
        return 2, der[1]
    count = der[1] & 0x7F
    return 2 + count, int.from_bytes(der[2 : 2 + count], "big")


def eml(*attachments: tuple[str, bytes], **headers: str) -> bytes:
    message = email.message.EmailMessage(policy=SMTP)
    given = {"From": "protocollo@pec.example.it", "To": "prefettura@pec.example.it",
             "Subject": "Atto firmato", "Date": "Mon, 23 Nov 2026 09:00:00 +0100"}  # fmt: skip
    for name, value in (given | headers).items():
        message[name] = value
    message.set_content("In allegato l'atto.")
    message.add_alternative("<p>In allegato <b>l'atto</b>.</p>", subtype="html")
    for name, content in attachments:
        message.add_attachment(
            content, maintype="application", subtype="octet-stream", filename=name
        )
    return message.as_bytes()


DATICERT = (
    b'<?xml version="1.0" encoding="UTF-8"?><postacert tipo="posta-certificata" errore="nessuno">'
    b"<intestazione><mittente>a@pec.example.it</mittente></intestazione></postacert>"
)
SEGNATURA = b'<?xml version="1.0"?><!DOCTYPE Segnatura SYSTEM "Segnatura.dtd"><Segnatura/>'


def pec() -> bytes:
    """Certified mail as it arrives: the original, its data, the manager's signature."""
    boundary = "----confine"
    original = eml(("Segnatura.xml", SEGNATURA), ("accordo.pdf.p7m", p7m(pdf())))
    parts = [
        b"Content-Type: text/plain; charset=utf-8\r\n\r\nMessaggio di posta certificata",
        b"Content-Type: application/xml; name=daticert.xml\r\nContent-Disposition: attachment;"
        b" filename=daticert.xml\r\n\r\n" + DATICERT,
        b"Content-Type: message/rfc822; name=postacert.eml\r\nContent-Disposition: attachment;"
        b" filename=postacert.eml\r\n\r\n" + original,
        b"Content-Type: application/pkcs7-signature; name=smime.p7s\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n" + in_base64(p7m(None)),
    ]
    body = b"".join(f"--{boundary}\r\n".encode() + one + b"\r\n" for one in parts)
    return (
        b"From: posta-certificata@pec.example.it\r\nTo: prefettura@pec.example.it\r\n"
        b"Subject: POSTA CERTIFICATA: Atto\r\nMIME-Version: 1.0\r\nX-Trasporto: posta-certificata"
        b'\r\nContent-Type: multipart/signed; protocol="application/x-pkcs7-signature"; boundary="'
        + boundary.encode()
        + b'"\r\n\r\n'
        + body
        + f"--{boundary}--\r\n".encode()
    )
