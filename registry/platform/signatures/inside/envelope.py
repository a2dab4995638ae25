"""A CMS envelope, taken apart: what it holds, who signed, with which certificates (RFC 5652)."""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from registry.platform.signatures.inside import ber
from registry.platform.signatures.inside.ber import Element, Wrong, children, context, only_child

_PKCS7 = bytes.fromhex("2a864886f70d0107")
_SMIME = bytes.fromhex("2a864886f70d010910")
SIGNED = _PKCS7 + b"\x02"
DATA = _PKCS7 + b"\x01"
TIMESTAMP = _SMIME + b"\x01\x04"
TIMESTAMPED = _SMIME + b"\x01\x1f"
ENCRYPTED = {_PKCS7 + b"\x03", _PKCS7 + b"\x04", _PKCS7 + b"\x06", _SMIME + b"\x01\x17"}
_MESSAGE_DIGEST = bytes.fromhex("2a864886f70d010904")
COMPRESSED = _SMIME + b"\x01\x09"

_ARMOUR = re.compile(rb"-----BEGIN (PKCS7|CMS|PKCS #7 SIGNED DATA|SIGNED MESSAGE)-----")
_BASE64 = re.compile(rb"[A-Za-z0-9+/]+={0,2}")
_MESSAGE = re.compile(rb"[A-Za-z-]+:[^\r\n]*(?:\r?\n[^\r\n]+)*\r?\n\r?\n")
_A_MESSAGE_OF_ONE = re.compile(rb"(?i)^content-type:\s*application/(?:x-)?pkcs7-mime", re.M)
HEAD = 4096


@dataclass
class Signed:
    """A SignedData: its content, None when it is elsewhere, and the raw pieces of the rest."""

    content_type: bytes
    content: bytes | None
    certificates: list[bytes] = field(default_factory=list)
    revocations: list[bytes] = field(default_factory=list)
    signers: list[bytes] = field(default_factory=list)
    has_more: bool = False
    """Bytes after the end, which nobody signed."""


@dataclass(frozen=True)
class Other:
    """An envelope that is no SignedData: of ``kind``, whose content begins the ``inside``."""

    kind: bytes
    inside: Element


def opened(content: bytes) -> bytes | None:
    """The BER of an envelope, out of PEM, base64 or a message; None when there is none."""
    if content[:1] == b"\x30":
        return content
    head = content[:HEAD]
    if armour := _ARMOUR.search(head):
        end = content.find(b"-----END " + armour[1], armour.end())
        return _decoded(content[armour.end() : end]) if end > 0 else None
    if _A_MESSAGE_OF_ONE.search(head) and (headers := _MESSAGE.match(head)):
        return _decoded(content[headers.end() :])
    if head.lstrip()[:2] == b"MI" and _BASE64.fullmatch(b"".join(content.split())):
        return _decoded(content)
    return None


def _decoded(text: bytes) -> bytes | None:
    try:
        return base64.b64decode(b"".join(text.split()) + b"==")
    except binascii.Error:
        return None


def kind_of(envelope: bytes) -> bytes | None:
    """The content type of a ContentInfo, cut off or whole; None for what is something else."""
    try:
        first = ber.first_within(envelope)
    except Wrong:
        return None
    is_one = envelope[0] == ber.SEQUENCE and first.tag == ber.OBJECT_ID
    return envelope[first.content : first.content_end] if is_one else None


def content_of(envelope: bytes) -> tuple[Element, int]:
    """Where the content of a ContentInfo is, and where the ContentInfo ends."""
    outer = ber.element(envelope, 0, len(envelope))
    parts = list(children(envelope, outer))
    if len(parts) != 2 or parts[1].tag != context(0):
        raise Wrong("no ContentInfo")
    return only_child(envelope, parts[1]), outer.end


def signed_data(envelope: bytes, *, is_padded: bool = False) -> Signed:
    """The SignedData that the ContentInfo holds. ``is_padded``: zeros after it mean nothing,
    as in a PDF. Raises Wrong."""
    inside, end = content_of(envelope)
    parts = list(children(envelope, inside))
    if len(parts) < 4 or inside.tag != ber.SEQUENCE or parts[0].tag != ber.INTEGER:
        raise Wrong("no SignedData")
    content_type, content = _encapsulated(envelope, parts[2])
    found = Signed(content_type, content)
    for part in parts[3:]:
        pieces = [ber.raw(envelope, one) for one in children(envelope, part)]
        if part.tag == context(0):
            found.certificates = [one for one in pieces if one[0] == ber.SEQUENCE]
        elif part.tag == context(1):
            found.revocations = pieces
        elif part.tag == ber.SET:
            found.signers = pieces
    rest = envelope[end:]
    found.has_more = bool(rest.strip(b"\0" if is_padded else b"\0\r\n\t \x1a"))
    return found


def _encapsulated(envelope: bytes, info: Element) -> tuple[bytes, bytes | None]:
    parts = list(children(envelope, info))
    if not parts or parts[0].tag != ber.OBJECT_ID:
        raise Wrong("no content type")
    content_type = envelope[parts[0].content : parts[0].content_end]
    if len(parts) == 1:
        return content_type, None
    inner = only_child(envelope, parts[1])
    if inner.tag & ~ber.CONSTRUCTED == ber.OCTET_STRING:
        return content_type, ber.octets(envelope, inner)
    # PKCS #7 of before CMS: anything may stand there, and its octets are signed without the tag.
    return content_type, envelope[inner.content : inner.content_end]


def are_attributes(content: bytes) -> bool:
    """Whether it is what a signature with attributes is calculated over."""
    try:
        whole = ber.element(content, 0, len(content))
        if whole.tag != ber.SET or whole.end != len(content):
            return False
        return any(
            content[kind.content : kind.content_end] == _MESSAGE_DIGEST
            for one in children(content, whole)
            for kind in [only_child(content, one)]
        )
    except Wrong:
        return False


def timestamped(envelope: bytes) -> tuple[bytes | None, list[bytes]]:
    """Of a TimeStampedData (RFC 5544, «.tsd»): its content, and the tokens that date it."""
    inside, _end = content_of(envelope)
    content, tokens = None, []
    for part in children(envelope, inside):
        if part.tag & ~ber.CONSTRUCTED == ber.OCTET_STRING:
            content = ber.octets(envelope, part)
        elif part.tag == context(0):
            tokens = list(_tokens(envelope, part))
    return content, tokens


def _tokens(envelope: bytes, evidence: Element) -> Iterator[bytes]:
    """The timestamps of a TimeStampTokenEvidence: a list of TimeStampAndCRL."""
    for one in children(envelope, evidence):
        yield ber.raw(envelope, only_child(envelope, one))
