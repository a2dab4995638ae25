"""Signed envelopes (.p7m): what they are, and the document that is in them."""

from asn1crypto import cms, core

from registry.platform.gate.inside import ber
from registry.platform.gate.inside.notes import Notes
from registry.platform.gate.inside.sorts import enveloped_in_base64

BROKEN = (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError,
          OverflowError)  # fmt: skip
CLOSED = {"enveloped_data", "encrypted_data", "signed_and_enveloped_data",
          "authenticated_enveloped_data", "authenticated_data"}  # fmt: skip


def signed_content(content: bytes, notes: Notes) -> bytes:
    """What was signed, or a stop with why there is none."""
    packed = enveloped_in_base64(content) or content
    try:
        definite = ber.definite(packed)
        envelope = cms.ContentInfo.load(definite)
        kind = envelope["content_type"].native
    except BROKEN:
        raise notes.stop("damaged") from None
    if kind in CLOSED:
        raise notes.stop("enveloped")
    if kind != "signed_data":
        raise notes.stop("no_signature")
    try:
        signed = envelope["content"]
        signers = len(signed["signer_infos"])
        inner = _octets(signed["encap_content_info"])
    except BROKEN:
        raise notes.stop("damaged") from None
    if not signers:
        raise notes.stop("no_signature")
    notes.is_signed = True
    if inner is None:
        raise notes.stop("detached")
    return inner


def _octets(info: "cms.EncapsulatedContentInfo") -> bytes | None:
    """None when the signature stands apart from what it signs."""
    inner = info["content"]
    if isinstance(inner, core.Void) or inner is None:
        return None
    if isinstance(inner, core.OctetString | core.ParsableOctetString):
        return bytes(inner)
    found: bytes = inner.contents if isinstance(inner, core.Any) else inner.dump()
    return found
