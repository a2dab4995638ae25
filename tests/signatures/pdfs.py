"""PDFs written by hand, signed, and what people do to them afterwards."""

import hashlib
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pikepdf
from asn1crypto.crl import CertificateList
from asn1crypto.ocsp import OCSPResponse
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import FieldMDPSpec, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import (
    PdfCMSEmbedder,
    SigIOSetup,
    SigMDPSetup,
    SigObjSetup,
)
from pyhanko.sign.signers.pdf_byterange import DocumentTimestamp, PdfSignedData, SignatureObject
from pyhanko.sign.validation.dss import DocumentSecurityStore

from tests.signatures.envelopes import By, envelope, stamp
from tests.signatures.people import Holder, stamper

Objects = dict[int, bytes]

PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
    b" /Resources << /Font << /F1 5 0 R >> >> >>"
)
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def words(text: bytes) -> bytes:
    return stream(b"BT /F1 12 Tf 72 760 Td (" + text + b") Tj ET")


A_PAGE: Objects = {
    1: b"<< /Type /Catalog /Pages 2 0 R >>",
    2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    3: PAGE,
    4: words(b"Durata: 12 mesi"),
    5: FONT,
}
WITH_A_FIELD: Objects = {
    **A_PAGE,
    1: b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] /DA (/F1 12 Tf) >> >>",
    3: PAGE[:-2] + b"/Annots [6 0 R] >>",
    6: b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (Durata) /Rect [72 600 300 620]"
    b" /F 4 /V (12 mesi) /P 3 0 R >>",
}


def pdf(objects: Objects = A_PAGE, *, root: int = 1) -> bytes:
    """A whole file of these objects."""
    content, places = _with_objects(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", objects)
    return content + _table(places, at=len(content), size=max(objects) + 1, root=root)


def update(content: bytes, objects: Objects, *, root: int = 1, size: int = 0) -> bytes:
    """One more revision, written after the last as any program may write it."""
    before = int(re.findall(rb"startxref\s+(\d+)", content)[-1])
    sizes = [int(one) for one in re.findall(rb"/Size (\d+)", content)]
    longer, places = _with_objects(content, objects)
    size = size or max([*sizes, *(number + 1 for number in objects)])
    return longer + _table(places, at=len(longer), size=size, root=root, before=before)


def _with_objects(content: bytes, objects: Objects) -> tuple[bytes, dict[int, int]]:
    places = {}
    for number, one in objects.items():
        places[number] = len(content)
        content += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    return content, places


def _table(
    places: dict[int, int], *, at: int, size: int, root: int, before: int | None = None
) -> bytes:
    lines = b"".join(
        b"%d 1\n%010d 00000 n \n" % (number, place) for number, place in places.items()
    )
    previous = b"" if before is None else b" /Prev %d" % before
    trailer = b"<< /Size %d /Root %d 0 R%s >>" % (size, root, previous)
    return b"xref\n0 1\n0000000000 65535 f \n%strailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (
        lines,
        trailer,
        at,
    )


@dataclass(frozen=True)
class How:
    """How a PDF is signed."""

    field: str = "Firma1"
    says_at: datetime | None = None
    """When the PDF, and not the signature, says that it was signed."""
    form: SigSeedSubFilter = SigSeedSubFilter.PADES
    allows: MDPPerm | None = None
    """What the certification of the document allows; None: it certifies nothing."""
    locks: FieldMDPSpec | None = None
    box: tuple[int, int, int, int] | None = None
    """Where it is drawn; None: nowhere."""
    more: Objects | None = None
    """Objects that change in the revision of the signature."""
    parameters: int = 0
    """An object that the signature calls its parameters."""


PLAIN = How()


def signed(content: bytes, by: By, how: How = PLAIN) -> bytes:
    """One more revision, with this signature."""
    seal = SignatureObject(subfilter=how.form, timestamp=how.says_at, bytes_reserved=32_768)
    if how.parameters:
        params = generic.IndirectObject(how.parameters, 0, None)
        reference = generic.DictionaryObject({_name("/TransformParams"): params})
        reference[_name("/TransformMethod")] = _name("/Identity")
        seal[_name("/Reference")] = generic.ArrayObject([reference])
    return _sealed(content, seal, how, lambda what: envelope(what, by, is_detached=True))


def signed_of_old(content: bytes, by: By) -> bytes:
    """As Acrobat did it until about 2010: the envelope holds the file's SHA-1, and signs that."""
    seal = SignatureObject(subfilter=SigSeedSubFilter.PADES, bytes_reserved=32_768)
    seal[_name("/SubFilter")] = _name("/adbe.pkcs7.sha1")
    of_file = lambda what: envelope(hashlib.sha1(what).digest(), by)  # noqa: E731, S324
    return _sealed(content, seal, How(), of_file)


def stamped_whole(
    content: bytes, at: datetime, by: Holder | None = None, field: str = "Marca"
) -> bytes:
    """One more revision, with a timestamp of the whole file."""
    seal = DocumentTimestamp(bytes_reserved=32_768)
    return _sealed(content, seal, How(field), lambda what: stamp(what, at, by or stamper()).dump())


def _sealed(content: bytes, seal: PdfSignedData, how: How, make: Callable[[bytes], bytes]) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(content), strict=False)
    if b"/Encrypt" in content:
        writer.encrypt(b"")
    for number, raw in (how.more or {}).items():
        _put(writer, number, raw)
    spec = SigFieldSpec(how.field, box=how.box)
    embedding = PdfCMSEmbedder(new_field_spec=spec).write_cms(how.field, writer)
    next(embedding)
    restricts = how.allows or how.locks
    setup = SigMDPSetup("sha256", how.allows is not None, how.locks, how.allows)
    embedding.send(SigObjSetup(seal, setup if restricts else None))
    prepared, output = embedding.send(SigIOSetup("sha256"))
    whole = output.getvalue()
    start, end = prepared.reserved_region_start, prepared.reserved_region_end
    embedding.send(make(whole[:start] + whole[end:]))
    return bytes(output.getvalue())


def _put(writer: IncrementalPdfFileWriter, number: int, raw: bytes) -> None:
    """An object as it is written by hand."""
    reference = generic.Reference(number, 0, writer)
    one = generic.read_object(io.BytesIO(raw + b"\n"), reference)
    if b"stream\n" in raw:
        data = raw.partition(b"stream\n")[2].rpartition(b"\nendstream")[0]
        one = generic.StreamObject(dict(one), stream_data=data)  # type: ignore[call-overload]
    writer.objects[0, number] = one


def packed(content: bytes) -> bytes:
    """The same with its objects in streams, and a stream for a table, as of PDF 1.5."""
    return _saved(content, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def locked(content: bytes, *, user: str = "") -> bytes:
    """The same encrypted; everybody may open it where there is no ``user``'s password."""
    return _saved(content, encryption=pikepdf.Encryption(owner="proprietario", user=user))


def _saved(content: bytes, **how: Any) -> bytes:
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        document.save(output, **how)
    return output.getvalue()


def with_evidence(
    content: bytes, certificates: list[Holder], crls: list[bytes], ocsps: tuple[bytes, ...] = ()
) -> bytes:
    """One more revision, with what a later verification needs (DSS)."""
    output = io.BytesIO(content)
    DocumentSecurityStore.add_dss(
        output,
        None,
        certs=[one.asn1 for one in certificates],
        crls=[CertificateList.load(one) for one in crls],
        ocsps=[OCSPResponse.load(one) for one in ocsps],
        strict=False,
    )
    return output.getvalue()


def _name(name: str) -> generic.NameObject:
    return generic.NameObject(name)
