"""Whose names the signatures of a file carry. Nobody verifies them here."""

from collections.abc import Iterable, Iterator

from asn1crypto import cms

from registry.platform.gate.inside import ber
from registry.platform.gate.inside.notes import plain
from registry.platform.gate.inside.sorts import enveloped_in_base64

MOST = 20
BROKEN = (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError,
          OverflowError)  # fmt: skip


def of_envelope(content: bytes) -> list[str]:
    return _once(_signers(enveloped_in_base64(content) or content))


def of_signatures(signatures: Iterable[bytes]) -> list[str]:
    """Of the signatures in a PDF, each as it stands there, with what fills its place."""
    return _once(name for one in signatures for name in _signers(one.rstrip(b"\0")))


def _signers(packed: bytes) -> Iterator[str]:
    try:
        envelope = cms.ContentInfo.load(_definite(packed))
        signed = envelope["content"]
        certificates = [one.chosen for one in signed["certificates"] if one.name == "certificate"]
        for info in list(signed["signer_infos"])[:MOST]:
            sid = info["sid"]
            if sid.name == "issuer_and_serial_number":
                serial = sid.chosen["serial_number"].native
                for one in certificates:
                    if one.serial_number == serial:
                        yield _name(one.subject.native)
    except BROKEN:
        return


def _definite(packed: bytes) -> bytes:
    """What fills the place of a signature are zeros: one that ends so lost some of its own."""
    for lost in range(3):
        try:
            return ber.definite(packed + b"\0" * lost)
        except BROKEN:
            continue
    return packed


def _name(subject: object) -> str:
    told = subject if isinstance(subject, dict) else {}
    for key in ("common_name", "surname", "organization_name"):
        if isinstance(told.get(key), str):
            return plain(told[key])
    return ""


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name for name in names if name))[:MOST]
