"""Envelopes as programs for signing make them, and as nobody should."""

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1
from asn1crypto.pdf import RevocationInfoArchival
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from tests.signatures.people import SIGNED_AT, Holder, stamper

HASHES = {
    "md5": hashes.MD5(), "sha1": hashes.SHA1(), "sha256": hashes.SHA256(),  # noqa: S303  told as weak
    "sha384": hashes.SHA384(), "sha512": hashes.SHA512(),
}  # fmt: skip
TEXT = b"Protocollo d'intesa tra la Prefettura di Cremona e il Comune di Cremona.\n"


@dataclass(frozen=True)
class By:
    """Who signs, and how."""

    holder: Holder
    at: datetime | None = SIGNED_AT
    digest: str = "sha256"
    is_pss: bool = False
    has_attributes: bool = True
    says_certificate: Holder | None = None
    """Whose certificate the signature says; their own where nobody else's."""
    stamped_at: datetime | None = None
    stamped_by: Holder | None = None
    countersigned: "tuple[By, ...]" = ()
    key_of: Holder | None = None
    """With whose key, where not their own."""
    archival: bytes = b""
    """What is signed along about revocations, as Acrobat does it."""
    stamp_of: bytes = b""
    """Of what the timestamp is, where not of the signature."""
    also_digest: bytes = b""
    """Of what else the signature says the digest, besides that of the content."""
    values: bytes = b""
    """What is put beside the signature about revocations (CAdES-X-L)."""


def envelope(
    content: bytes,
    *signers: By,
    is_detached: bool = False,
    says_content: bytes | None = None,
    with_certificates: bool = True,
    crls: tuple[bytes, ...] = (),
) -> bytes:
    """A CAdES envelope in DER; ``says_content`` is what it holds, where not what was signed."""
    held = content if says_content is None else says_content
    chain = [one for by in _all(signers) for one in _chain(by.holder)]
    signed = cms.SignedData({
        "version": "v1",
        "digest_algorithms": [{"algorithm": one} for one in {by.digest for by in signers}],
        "encap_content_info": {
            "content_type": "data",
            **({} if is_detached else {"content": held}),
        },
        "certificates": list(dict.fromkeys(chain)) if with_certificates else [],
        **({"crls": [cms.RevocationInfoChoice.load(one) for one in crls]} if crls else {}),
        "signer_infos": [signer_info(by, content) for by in signers],
    })  # fmt: skip
    whole: bytes = cms.ContentInfo({"content_type": "signed_data", "content": signed}).dump()
    return whole


def _all(signers: tuple[By, ...]) -> list[By]:
    return [one for by in signers for one in (by, *_all(by.countersigned))]


def _chain(holder: Holder) -> list[asn1.Certificate]:
    above = _chain(holder.above) if holder.above else []
    return [_certificate(holder), *above]


_certificates: dict[bytes, asn1.Certificate] = {}


def _certificate(holder: Holder) -> asn1.Certificate:
    return _certificates.setdefault(holder.der, holder.asn1)


@cache
def signer_info(by: By, content: bytes, *, content_type: str | None = "data") -> cms.SignerInfo:
    """``content_type`` is None for one that countersigns. Made once: asn1crypto is slow at it."""
    attributes = _attributes(by, content, content_type) if by.has_attributes else None
    what = cms.CMSAttributes(attributes).dump() if attributes else content
    signature = sign(by, what)
    certificate = by.holder.asn1
    made = cms.SignerInfo({
        "version": "v1",
        "sid": cms.SignerIdentifier({
            "issuer_and_serial_number": {
                "issuer": certificate.issuer, "serial_number": certificate.serial_number,
            }
        }),
        "digest_algorithm": {"algorithm": by.digest},
        **({"signed_attrs": attributes} if attributes else {}),
        "signature_algorithm": _algorithm(by),
        "signature": signature,
        **_added(by, signature),
    })  # fmt: skip
    return cms.SignerInfo.load(made.dump())


def _attributes(by: By, content: bytes, content_type: str | None) -> list[cms.CMSAttribute]:
    named = (by.says_certificate or by.holder).der
    attributes: dict[str, object] = {
        "message_digest": hashlib.new(by.digest, content).digest(),
        "signing_certificate_v2": tsp.SigningCertificateV2(
            {"certs": [{"cert_hash": hashlib.sha256(named).digest()}]}
        ),
    }
    if content_type:
        attributes["content_type"] = content_type
    if by.at:
        attributes["signing_time"] = cms.Time({"utc_time": core.UTCTime(by.at)})
    if by.archival:
        told = RevocationInfoArchival.load(by.archival)
        attributes["adobe_revocation_info_archival"] = told
    made = [
        cms.CMSAttribute({"type": kind, "values": [value]}) for kind, value in attributes.items()
    ]
    if by.also_digest:
        digest = hashlib.new(by.digest, by.also_digest).digest()
        made.append(cms.CMSAttribute({"type": "message_digest", "values": [digest]}))
    return made


def sign(by: By, what: bytes) -> bytes:
    key, digest = (by.key_of or by.holder).key, HASHES[by.digest]
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return key.sign(what, ec.ECDSA(digest))
    assert isinstance(key, rsa.RSAPrivateKey)
    if by.is_pss:
        return key.sign(what, padding.PSS(padding.MGF1(digest), digest.digest_size), digest)
    return key.sign(what, padding.PKCS1v15(), digest)


def _algorithm(by: By) -> algos.SignedDigestAlgorithm:
    if isinstance(by.holder.key, ec.EllipticCurvePrivateKey):
        return algos.SignedDigestAlgorithm({"algorithm": f"{by.digest}_ecdsa"})
    if not by.is_pss:
        return algos.SignedDigestAlgorithm({"algorithm": f"{by.digest}_rsa"})
    return algos.SignedDigestAlgorithm({
        "algorithm": "rsassa_pss",
        "parameters": algos.RSASSAPSSParams({
            "hash_algorithm": {"algorithm": by.digest},
            "mask_gen_algorithm": {"algorithm": "mgf1", "parameters": {"algorithm": by.digest}},
            "salt_length": HASHES[by.digest].digest_size,
        }),
    })  # fmt: skip


def _added(by: By, signature: bytes) -> dict[str, object]:
    """What is put beside a signature, and is not signed."""
    attributes = []
    if by.stamped_at:
        token = stamp(by.stamp_of or signature, by.stamped_at, by.stamped_by or stamper())
        attributes.append({"type": "signature_time_stamp_token", "values": [token]})
    if by.values:
        value = core.Any(core.Sequence.load(by.values))
        attributes.append({"type": "1.2.840.113549.1.9.16.2.24", "values": [value]})
    if by.countersigned:
        infos = [signer_info(one, signature, content_type=None) for one in by.countersigned]
        attributes.append({"type": "counter_signature", "values": infos})
    return {"unsigned_attrs": [cms.CMSAttribute(one) for one in attributes]} if attributes else {}


def stamp(
    what: bytes, at: datetime, by: Holder, *, imprint: bytes | None = None
) -> cms.ContentInfo:
    """A timestamp of ``what``; ``imprint`` is of what it says to be, where of something else."""
    told = tsp.TSTInfo({
        "version": "v1",
        "policy": "1.3.76.36.1.1.40",
        "message_imprint": {
            "hash_algorithm": {"algorithm": "sha256"},
            "hashed_message": hashlib.sha256(what if imprint is None else imprint).digest(),
        },
        "serial_number": 1,
        "gen_time": core.GeneralizedTime(at),
    }).dump()  # fmt: skip
    info = signer_info(By(by, at=at), told, content_type="tst_info")
    return cms.ContentInfo({
        "content_type": "signed_data",
        "content": cms.SignedData({
            "version": "v3",
            "digest_algorithms": [{"algorithm": "sha256"}],
            "encap_content_info": {
                "content_type": "tst_info",
                "content": core.ParsableOctetString(told),
            },
            "certificates": _chain(by),
            "signer_infos": [info],
        }),
    })  # fmt: skip


def dated(content: bytes, at: datetime, by: Holder | None = None) -> bytes:
    """A «.tsd» (RFC 5544): an envelope with a timestamp of all of it."""
    token = stamp(content, at, by or stamper()).dump()
    evidence = tlv(0xA0, tlv(0x30, token))
    inside = tlv(0x30, b"\x02\x01\x01" + tlv(0x04, content) + evidence)
    kind = bytes.fromhex("060b2a864886f70d010910011f")
    return tlv(0x30, kind + tlv(0xA0, inside))


def tlv(tag: int, content: bytes) -> bytes:
    return bytes([tag]) + _length(len(content)) + content


def _length(size: int) -> bytes:
    if size < 0x80:
        return bytes([size])
    told = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([0x80 | len(told)]) + told


def in_ber(der: bytes, *, piece: int = 16) -> bytes:
    """The same envelope with lengths left open, and its content in pieces, as who signs a
    large file on the fly writes it."""
    content_info = _parts(der)
    signed_data = _parts(_parts(content_info[1])[0])
    info = _parts(signed_data[2])
    if len(info) == 2:
        octets = _content(_parts(info[1])[0])
        pieces = [octets[at : at + piece] for at in range(0, len(octets), piece)]
        string = _open(0x24, b"".join(tlv(0x04, one) for one in pieces))
        info[1] = _open(0xA0, string)
    signed_data[2] = _open(0x30, b"".join(info))
    inside = _open(0x30, b"".join(signed_data))
    return _open(0x30, content_info[0] + _open(0xA0, inside))


def _open(tag: int, content: bytes) -> bytes:
    return bytes([tag, 0x80]) + content + b"\0\0"


def _parts(one: bytes) -> list[bytes]:
    content, found, at = _content(one), [], 0
    while at < len(content):
        head, size = _head(content, at)
        found.append(content[at : at + head + size])
        at += head + size
    return found


def _content(one: bytes) -> bytes:
    head, size = _head(one, 0)
    return one[head : head + size]


def _head(data: bytes, at: int) -> tuple[int, int]:
    first = data[at + 1]
    if first < 0x80:
        return 2, first
    count = first & 0x7F
    return 2 + count, int.from_bytes(data[at + 2 : at + 2 + count], "big")


def in_pem(der: bytes, kind: str = "PKCS7") -> bytes:
    return (
        f"-----BEGIN {kind}-----\n".encode()
        + base64.encodebytes(der)
        + f"-----END {kind}-----\n".encode()
    )
