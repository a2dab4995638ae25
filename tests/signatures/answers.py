"""Responders of our own, their answers about a certificate, and where files keep them."""

from datetime import datetime, timedelta
from functools import cache

from asn1crypto import core
from asn1crypto.ocsp import OCSPResponse
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509 import ocsp
from cryptography.x509.oid import NameOID

from tests.signatures import people
from tests.signatures.asking import NOW
from tests.signatures.envelopes import By, sign, tlv
from tests.signatures.people import Holder, certifier, certify

YESTERDAY = people.in_days(NOW, -1)
GOOD, UNKNOWN = ocsp.OCSPCertStatus.GOOD, ocsp.OCSPCertStatus.UNKNOWN
HELD = x509.ReasonFlags.certificate_hold


@cache
def responder(by: Holder | None = None, *, valid_until: datetime = people.END) -> Holder:
    """Whom a certifier lets answer for it."""
    subject = {NameOID.COUNTRY_NAME: "IT", NameOID.COMMON_NAME: "Risponde per il certificatore"}
    return certify(subject, by or certifier(), answers=True, valid_until=valid_until)


def answer(
    about: Holder,
    *,
    by: Holder | None = None,
    issued_by: Holder | None = None,
    status: ocsp.OCSPCertStatus = GOOD,
    revoked_at: datetime | None = None,
    reason: x509.ReasonFlags | None = None,
    given_at: datetime = YESTERDAY,
    holds: timedelta | None = timedelta(days=30),
    key_of: Holder | None = None,
) -> bytes:
    """What the responder says of a certificate: revoked, where there is a day; ``key_of``: with
    whose key it signs, where not its own."""
    by = by or responder()
    builder = (
        ocsp.OCSPResponseBuilder()
        .add_response(
            cert=about.certificate,
            issuer=(issued_by or certifier()).certificate,
            algorithm=hashes.SHA1(),  # noqa: S303  as everybody names them
            cert_status=ocsp.OCSPCertStatus.REVOKED if revoked_at else status,
            this_update=given_at,
            next_update=given_at + holds if holds else None,
            revocation_time=revoked_at,
            revocation_reason=reason,
        )
        .responder_id(ocsp.OCSPResponderEncoding.HASH, by.certificate)
        .certificates([by.certificate])
    )
    key = (key_of or by).key
    if key_of is None:
        made = builder.sign(key, hashes.SHA256())
    else:
        made = _signed_by_another(builder, by, key_of)
    return made.public_bytes(serialization.Encoding.DER)


def _signed_by_another(
    builder: ocsp.OCSPResponseBuilder, by: Holder, key_of: Holder
) -> ocsp.OCSPResponse:
    """The library refuses to be lied to: the signature is changed afterwards."""
    whole = OCSPResponse.load(
        builder.sign(by.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
    )
    basic = whole["response_bytes"]["response"].parsed
    told = basic["tbs_response_data"].dump()

    basic["signature"] = core.OctetBitString(sign(By(key_of), told))
    whole["response_bytes"]["response"] = core.ParsableOctetString(basic.dump(force=True))
    return ocsp.load_der_ocsp_response(whole.dump(force=True))


def choice(told: bytes) -> bytes:
    """As one of the envelope's own revocations (RFC 5940)."""
    kind = bytes.fromhex("06082b06010505071002")
    return tlv(0xA1, kind + told)


def values(*answers: bytes, crls: tuple[bytes, ...] = ()) -> bytes:
    """As they stand beside a signature (RFC 5126): of an answer only the inside."""
    basic = [OCSPResponse.load(one)["response_bytes"]["response"].parsed.dump() for one in answers]
    return tlv(0x30, _explicit(0, crls) + _explicit(1, basic))


def archival(*answers: bytes, crls: tuple[bytes, ...] = ()) -> bytes:
    """As Acrobat signs them along."""
    return tlv(0x30, _explicit(0, crls) + _explicit(1, answers))


def _explicit(number: int, items: "tuple[bytes, ...] | list[bytes]") -> bytes:
    return tlv(0xA0 | number, tlv(0x30, b"".join(items))) if items else b""
