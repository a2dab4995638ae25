"""What is asked of a file of which nothing is known: is it signed, by whom, and is it intact?

Envelopes within envelopes and a signed PDF within them are looked at to the fifth layer; who
signed any of them is a signer.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import BinaryIO

import msgspec

from registry.platform.signatures.inside import cades, envelope, judging, pades
from registry.platform.signatures.inside.judging import Seen
from registry.platform.signatures.inside.trust import Trust
from registry.platform.signatures.shapes import Anchor, Asked, Code, Fact, Verdict, Verdicts

LARGEST = 128 * 1024 * 1024
MOST_SIGNERS = 1000
DEEPEST = 5
_PDF = b"%PDF-"
_NEAR_THE_START = 1024
_SOMEWHERE_IN_AN_XML = 1024 * 1024
_XML_SIGNATURE = b"http://www.w3.org/2000/09/xmldsig#"
_MESSAGE = re.compile(rb"(?im)^content-type:\s*multipart/signed")
_CONTAINER = b"application/vnd.etsi.asic-"
_ZIP = b"PK"
_TABLE_OF_A_ZIP = 1024 * 1024
_SIGNED_WITHIN = (
    b"META-INF/signature", b"META-INF/documentsignatures.xml", b"_xmlsignatures/sig",
)  # fmt: skip
"""Parts of containers (ASiC), of documents of LibreOffice and of Word that are signatures."""


def look(asked: Asked, files: Sequence[BinaryIO], _output: BinaryIO | None) -> Verdicts:
    """The task: each file with the companions that follow it."""
    trust = None
    if asked.has_anchors:
        trust = Trust(msgspec.msgpack.decode(files[-1].read(), type=list[Anchor]))
    waiting = iter(files)
    verdicts = []
    for count, moment in zip(asked.companions, asked.moments, strict=True):
        content, *companions = (next(waiting).read(LARGEST + 1) for _file in range(count + 1))
        verdicts.append(_verdict(content, companions, trust, moment))
    return Verdicts(verdicts)


def names(content: bytes, *, most: int) -> list[str]:
    """Whose names the signatures of a file carry, each once; nothing is said of their worth."""
    try:
        entries = _look_at(content, [], 1).entries
    except MemoryError:
        raise
    except Exception:  # as below
        return []
    found = dict.fromkeys(one.checked.person.name for one in entries)
    return [name for name in found if name][:most]


def _verdict(
    content: bytes, companions: list[bytes], trust: Trust | None, now: datetime
) -> Verdict:
    if len(content) > LARGEST:
        return Verdict(facts=[Fact(Code.TOO_LARGE)])
    try:
        return judging.verdict(_seen(content, companions), trust, now=now)
    except MemoryError:
        raise
    except Exception:  # a file that nobody foresaw is a damaged file, and no other suffers
        return Verdict(facts=[Fact(Code.DAMAGED)])


def _seen(content: bytes, companions: list[bytes]) -> Seen:
    seen = _look_at(content, companions, 1)
    if len(seen.entries) > MOST_SIGNERS:
        seen.note(Code.TOO_MANY, most=str(MOST_SIGNERS))
        seen.entries, seen.is_whole = seen.entries[:MOST_SIGNERS], False
    if not seen.entries and not seen.facts:
        seen.note(Code.NOT_SIGNED)
    return seen


def _look_at(content: bytes, companions: list[bytes], layer: int) -> Seen:
    if content.startswith(_PDF):
        return pades.look(content)
    if content[:2] == _ZIP and _is_signed_otherwise(content):
        return Seen(facts=[Fact(Code.OTHER_SIGNATURE)])
    inside = envelope.opened(content)
    kind = envelope.kind_of(inside) if inside is not None else None
    if inside is None or kind is None:
        if _PDF in content[:_NEAR_THE_START]:
            return pades.look(content)
        return Seen(facts=[Fact(Code.OTHER_SIGNATURE)] if _is_signed_otherwise(content) else [])
    if layer > DEEPEST:
        return Seen(facts=[Fact(Code.TOO_DEEP, {"most": str(DEEPEST)})], is_whole=False)
    return cades.look(inside, kind, companions, lambda inner: _look_at(inner, [], layer + 1))


def _is_signed_otherwise(content: bytes) -> bool:
    """By a container, by a message that carries its signature, or within an XML."""
    head = content[:_NEAR_THE_START]
    if content[:2] == _ZIP:
        names = content[-_TABLE_OF_A_ZIP:]
        return _CONTAINER in head or any(one in names for one in _SIGNED_WITHIN)
    if _MESSAGE.search(head):
        return True
    is_xml = content.lstrip(b"\xef\xbb\xbf\t\r\n ")[:1] == b"<"
    return is_xml and _XML_SIGNATURE in content[:_SOMEWHERE_IN_AN_XML]
