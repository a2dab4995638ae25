"""Messages of mail, certified or not: what they carry, part by part."""

import email
from email.message import Message
from email.policy import compat32

from registry.platform.gate.inside import xmls
from registry.platform.gate.inside.notes import Notes, plain
from registry.platform.gate.inside.ole import Nested

MOST_PARTS = 1_000
DEEPEST = 20
SIGNATURES = ("application/pkcs7-signature", "application/x-pkcs7-signature",
              "application/pgp-signature")  # fmt: skip
ENVELOPES = ("application/pkcs7-mime", "application/x-pkcs7-mime")
BODIES = ("text/plain", "text/html", "text/enriched", "text/richtext", "text/calendar",
          "text/rfc822-headers", "text/x-amp-html")  # fmt: skip
REPORTS = ("message/delivery-status", "message/disposition-notification", "message/partial",
           "message/external-body")  # fmt: skip
BROKEN = (ValueError, TypeError, LookupError, AttributeError, RecursionError, AssertionError)


def look_at_message(content: bytes, notes: Notes, nested: Nested) -> None:
    try:
        message = email.message_from_bytes(content, policy=compat32)
        parts = _parts(message, notes)
    except BROKEN:
        raise notes.stop("damaged") from None
    for part in parts:
        _look_at_part(part, notes, nested)


def is_envelope(content: bytes) -> bool:
    """Whether the whole message is a signed envelope, as some programs save them."""
    try:
        message = email.message_from_bytes(content, policy=compat32)
        return message.get_content_type() in ENVELOPES
    except BROKEN:
        return False


def body_of_envelope(content: bytes, notes: Notes) -> bytes:
    return _bytes_of(email.message_from_bytes(content, policy=compat32), notes)


def _parts(message: "Message[str, str]", notes: Notes) -> "list[Message[str, str]]":
    """The leaves, those of messages inside messages too."""
    found: list[Message[str, str]] = []
    waiting = [(message, 0)]
    while waiting:
        one, depth = waiting.pop()
        below = one.get_payload()
        if depth > DEEPEST or len(found) + len(waiting) > MOST_PARTS:
            raise notes.stop("too_many_layers")
        if one.get_content_type() == "multipart/signed":
            notes.is_signed = True
        if one.is_multipart() and isinstance(below, list):
            waiting += [(each, depth + 1) for each in reversed(below) if isinstance(each, Message)]
        else:
            found.append(one)
    return found


def _look_at_part(part: "Message[str, str]", notes: Notes, nested: Nested) -> None:
    kind, name = part.get_content_type(), _name_of(part)
    content = _bytes_of(part, notes)
    notes.spend(len(content))
    if kind in SIGNATURES:
        notes.is_signed = True
    elif kind in REPORTS or (kind in BODIES and not _is_attached(part, name)):
        return
    elif kind in ENVELOPES:
        nested(content, name or "smime.p7m", notes)
    elif name.lower().endswith(".xml"):
        _look_at_xml(name, content, notes)
    elif content.strip():
        nested(content, name or kind, notes)


def _look_at_xml(name: str, content: bytes, notes: Notes) -> None:
    """daticert.xml and Segnatura.xml, whose old forms name a DTD: nothing may be declared."""
    try:
        with notes.inside(name):
            xmls.read(content, notes, name, is_bare_doctype_good=True)
    except BROKEN:
        raise notes.stop("damaged") from None


def _is_attached(part: "Message[str, str]", name: str) -> bool:
    return bool(name) and str(part.get("Content-Disposition", "")).lower().startswith("attachment")


def _name_of(part: "Message[str, str]") -> str:
    try:
        return plain(str(part.get_filename() or ""))
    except BROKEN:
        return ""


def _bytes_of(part: "Message[str, str]", notes: Notes) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except BROKEN:
        raise notes.stop("damaged") from None
    return content if isinstance(content, bytes) else b""
