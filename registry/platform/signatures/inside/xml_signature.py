"""Whether an XML document is as whoever signed it left it (XMLDSig, enveloped), and who they are.

As much of it as lists of certifiers use. Whether the signer may sign such a list is not asked:
whoever put the list there vouches for it.
"""

import base64
import copy
from collections.abc import Callable
from dataclasses import dataclass

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree

from registry.platform.signatures.inside import certificates

_D = "{http://www.w3.org/2000/09/xmldsig#}"
_IN = {"d": "http://www.w3.org/2000/09/xmldsig#"}
_ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
_EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
_PLAIN = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
_HASHES: dict[str, type[hashes.HashAlgorithm]] = {
    "sha256": hashes.SHA256, "sha384": hashes.SHA384, "sha512": hashes.SHA512,
}  # fmt: skip
MOST_REFERENCES = 8


class Wrong(Exception):
    """It is not as it should be, or of a kind that lists do not use."""


@dataclass(frozen=True)
class Signature:
    """``signed_by`` is empty where nobody signed."""

    signed_by: str = ""
    is_intact: bool = False


def check(root: etree._Element) -> Signature:
    """The signature of the whole document, which is a child of its root."""
    signature = root.find("d:Signature", _IN)
    if signature is None:
        return Signature()
    signed_by = "?"
    try:
        certificate = _certificate(signature)
        signed_by = certificates.subject(certificate.public_bytes(Encoding.DER))
        _check_references(root, signature)
        _check_value(signature, certificate)
    except (Wrong, InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError, KeyError):
        return Signature(signed_by)
    return Signature(signed_by, is_intact=True)


def _certificate(signature: etree._Element) -> x509.Certificate:
    text = signature.findtext("d:KeyInfo/d:X509Data/d:X509Certificate", "", _IN)
    return x509.load_der_x509_certificate(base64.b64decode(text))


def _check_references(root: etree._Element, signature: etree._Element) -> None:
    """Everything that is said to be signed is so, and one of them is the document."""
    references = signature.findall("d:SignedInfo/d:Reference", _IN)
    is_whole = False
    for reference in references[:MOST_REFERENCES]:
        address = reference.get("URI", "")
        transforms = [one.get("Algorithm") for one in reference.iter(f"{_D}Transform")]
        meant = _meant(root, signature, address)
        if meant is root:
            is_whole = True
            meant = _without_signature(root)
        canonical = _canonical(
            meant, next((one for one in transforms if one != _ENVELOPED), _PLAIN)
        )
        digest = hashes.Hash(_hash_of(reference.find("d:DigestMethod", _IN)))
        digest.update(canonical)
        if digest.finalize() != base64.b64decode(reference.findtext("d:DigestValue", "", _IN)):
            raise Wrong
    if not is_whole or len(references) > MOST_REFERENCES:
        raise Wrong


def _meant(root: etree._Element, signature: etree._Element, address: str) -> etree._Element:
    if not address or address == f"#{root.get('Id')}":
        return root
    found = [one for one in signature.iter() if one.get("Id") == address[1:]]
    if len(found) != 1 or not address.startswith("#"):
        raise Wrong
    return found[0]


def _without_signature(root: etree._Element) -> etree._Element:
    document = copy.deepcopy(root)
    signature = document.find("d:Signature", _IN)
    if signature is None:
        raise Wrong
    before, tail = signature.getprevious(), signature.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        document.text = (document.text or "") + tail
    document.remove(signature)
    return document


def _canonical(meant: etree._Element, algorithm: str | None) -> bytes:
    if algorithm not in (_EXCLUSIVE, _PLAIN):
        raise Wrong
    canonical: bytes = etree.tostring(
        meant, method="c14n", exclusive=algorithm == _EXCLUSIVE, with_comments=False
    )
    return canonical


def _check_value(signature: etree._Element, certificate: x509.Certificate) -> None:
    info = signature.find("d:SignedInfo", _IN)
    if info is None:
        raise Wrong
    way = info.find("d:CanonicalizationMethod", _IN)
    signed = _canonical(info, None if way is None else way.get("Algorithm"))
    value = base64.b64decode(signature.findtext("d:SignatureValue", "", _IN))
    method = info.find("d:SignatureMethod", _IN)
    name = "" if method is None else method.get("Algorithm", "").rpartition("#")[2].lower()
    _VERIFY[name.partition("-")[0] if "mgf1" not in name else "pss"](
        certificate, value, signed, _hash_of(method)
    )


def _hash_of(method: etree._Element | None) -> hashes.HashAlgorithm:
    name = "" if method is None else method.get("Algorithm", "").lower()
    return next((kind() for word, kind in _HASHES.items() if word in name), None) or _no_hash()


def _no_hash() -> hashes.HashAlgorithm:
    raise Wrong


def _rsa(
    certificate: x509.Certificate, value: bytes, signed: bytes, digest: hashes.HashAlgorithm
) -> None:
    key = certificate.public_key()
    if not isinstance(key, rsa.RSAPublicKey):
        raise Wrong
    key.verify(value, signed, padding.PKCS1v15(), digest)


def _pss(
    certificate: x509.Certificate, value: bytes, signed: bytes, digest: hashes.HashAlgorithm
) -> None:
    key = certificate.public_key()
    if not isinstance(key, rsa.RSAPublicKey):
        raise Wrong
    key.verify(value, signed, padding.PSS(padding.MGF1(digest), digest.digest_size), digest)


def _ecdsa(
    certificate: x509.Certificate, value: bytes, signed: bytes, digest: hashes.HashAlgorithm
) -> None:
    """The two numbers one after the other, as XML has them."""
    key = certificate.public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise Wrong
    half = len(value) // 2
    pair = int.from_bytes(value[:half], "big"), int.from_bytes(value[half:], "big")
    key.verify(encode_dss_signature(*pair), signed, ec.ECDSA(digest))


_Verify = Callable[[x509.Certificate, bytes, bytes, hashes.HashAlgorithm], None]
_VERIFY: dict[str, _Verify] = {"rsa": _rsa, "pss": _pss, "ecdsa": _ecdsa}
