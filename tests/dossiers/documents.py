"""Documents to put in a dossier: ordinary, signed, damaged, hostile."""

import io
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pikepdf
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs7,
    pkcs12,
)
from cryptography.x509.oid import NameOID
from pikepdf import Array, Dictionary, Name, String
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers

Change = Callable[[pikepdf.Pdf], object]


def font() -> Dictionary:
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)


def pdf(*texts: str, changes: tuple[Change, ...] = (), **saving: Any) -> bytes:
    """A page for each text."""
    made = io.BytesIO()
    with pikepdf.new() as document:
        helvetica = document.make_indirect(font())
        for text in texts:
            page = document.add_blank_page(page_size=(595, 842))
            page.obj.Resources = Dictionary(Font=Dictionary(F1=helvetica))
            page.obj.Contents = document.make_stream(
                f"BT /F1 14 Tf 70 700 Td ({text}) Tj ET".encode("cp1252")
            )
        for change in changes:
            change(document)
        with warnings.catch_warnings(action="ignore"):  # of a field that no form has
            document.save(made, static_id=True, **saving)
    return made.getvalue()


def on_first_page(**entries: Any) -> Change:
    def change(document: pikepdf.Pdf) -> None:
        for key, value in entries.items():
            document.pages[0].obj[f"/{key}"] = value

    return change


def noted(*notes: Dictionary) -> Change:
    """Annotations of the first page."""

    def change(document: pikepdf.Pdf) -> None:
        placed = [
            document.make_indirect(
                Dictionary({"/Type": Name.Annot, "/Rect": Array([70, 600, 200, 620]),
                            **dict(note.items())})
            )
            for note in notes
        ]  # fmt: skip
        document.pages[0].obj.Annots = Array(placed)

    return change


def link(**action: Any) -> Dictionary:
    return Dictionary(Subtype=Name.Link, A=Dictionary(**action))


def with_field(name: str, value: str) -> Change:
    """A form with one field, as it is shown."""

    def change(document: pikepdf.Pdf) -> None:
        look = document.make_stream(f"BT /F1 12 Tf 2 4 Td ({value}) Tj ET".encode("cp1252"))
        look.Subtype, look.BBox = Name.Form, Array([0, 0, 200, 20])
        look.Resources = Dictionary(Font=Dictionary(F1=document.make_indirect(font())))
        field = document.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String(name), V=String(value),
                Rect=Array([70, 500, 270, 520]), AP=Dictionary(N=look), F=4,
            )
        )  # fmt: skip
        document.pages[0].obj.Annots = Array([field])
        document.Root.AcroForm = Dictionary(Fields=Array([field]))

    return change


def outlined(*titles: str) -> Change:
    """An item for each page, by a name that every document has."""

    def change(document: pikepdf.Pdf) -> None:
        names: list[Any] = []
        with document.open_outline() as outline:
            for number, title in enumerate(titles):
                name = f"capitolo{number}"
                names += [String(name), Array([document.pages[number].obj, Name.XYZ, 0, 700, 0])]
                outline.root.append(pikepdf.OutlineItem(title, destination=String(name)))
        document.Root.Names = Dictionary(Dests=Dictionary(Names=Array(names)))

    return change


def turning(document: pikepdf.Pdf) -> None:
    """A tree of pages whose branch is its own root."""
    document.Root.Pages.Kids.append(document.Root.Pages)


def without_pages(document: pikepdf.Pdf) -> None:
    del document.pages[:]


def with_hidden_layer(document: pikepdf.Pdf) -> None:
    layer = document.make_indirect(Dictionary(Type=Name.OCG, Name=String("riservato")))
    document.Root.OCProperties = Dictionary(
        OCGs=Array([layer]), D=Dictionary(BaseState=Name.OFF, ON=Array())
    )
    page = document.pages[0].obj
    page.Resources.Properties = Dictionary(L1=layer)
    page.Contents = document.make_stream(
        b"BT /F1 14 Tf 70 700 Td (per tutti) Tj ET /OC /L1 BDC"
        b" BT /F1 14 Tf 70 600 Td (nascosto) Tj ET EMC"
    )


def without_its_end(content: bytes, kept: float = 0.6) -> bytes:
    return content[: int(len(content) * kept)]


def pointing_elsewhere(content: bytes) -> bytes:
    """Its table of objects is not where it says."""
    at = content.rfind(b"startxref\n")
    return content[:at] + b"startxref\n7\n%%EOF\n"


def encrypted(content: bytes, *, user: str) -> bytes:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        document.save(made, encryption=pikepdf.Encryption(owner="padrone", user=user))
    return made.getvalue()


@cache
def _identity(name: str) -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=3650))
        .sign(key, hashes.SHA256())
    )
    return key, certificate


def signed(content: bytes, name: str) -> bytes:
    """As PAdES does: the signature is in the PDF, after it."""
    key, certificate = _identity(name)
    store = pkcs12.serialize_key_and_certificates(
        b"x", key, certificate, None, BestAvailableEncryption(b"x")
    )
    signer = signers.SimpleSigner.load_pkcs12_data(store, [], passphrase=b"x")
    made = io.BytesIO()

    def sign() -> None:  # in a thread: the library runs a loop of its own
        document = IncrementalPdfFileWriter(io.BytesIO(content))
        signers.sign_pdf(
            document, signers.PdfSignatureMetadata(field_name="Firma"), signer, output=made
        )

    with ThreadPoolExecutor(1) as threads:
        threads.submit(sign).result()
    return made.getvalue()


def enveloped(content: bytes, name: str) -> bytes:
    """As CAdES does: the document is in the signature."""
    key, certificate = _identity(name)
    return (
        pkcs7.PKCS7SignatureBuilder()
        .set_data(content)
        .add_signer(certificate, key, hashes.SHA256())
        .sign(Encoding.DER, [pkcs7.PKCS7Options.Binary])
    )
