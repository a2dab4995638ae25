"""What a folder of trust holds: certificates and chains in PEM or DER, and lists of certifiers in
XML."""

from collections.abc import Sequence
from typing import BinaryIO

from asn1crypto import pem, x509

from registry.platform.signatures.inside import envelope, trusted_list
from registry.platform.signatures.inside.ber import Wrong
from registry.platform.signatures.inside.certificates import loaded
from registry.platform.signatures.shapes import Anchor, Anchors, FolderAsked


def read(asked: FolderAsked, files: Sequence[BinaryIO], _output: BinaryIO | None) -> Anchors:
    """The task: one file for each name."""
    found = Anchors(anchors=[], certificates=0, lists=[], unread=[])
    for name, file in zip(asked.names, files, strict=True):
        _take(found, name, file.read())
    return found


def _take(found: Anchors, name: str, content: bytes) -> None:
    certificates = _certificates(content)
    if certificates:
        found.certificates += len(certificates)
        found.anchors += [
            Anchor(certificate=one.dump(), subject=one.subject.hashable) for one in certificates
        ]
        return
    try:
        told, anchors = trusted_list.read(name, content)
    except trusted_list.NoList:
        found.unread.append(name)
        return
    found.lists.append(told)
    found.anchors += anchors


def _certificates(content: bytes) -> list[x509.Certificate]:
    """Those of a file of certificates or of a chain («.p7b»), in PEM or DER."""
    try:
        if not pem.detect(content):
            return _of_one(content)
        held = pem.unarmor(content, multiple=True)
        return [one for kind, _headers, raw in held if kind in _KINDS for one in _of_one(raw)]
    except ValueError:
        return []


def _of_one(raw: bytes) -> list[x509.Certificate]:
    if raw[:1] != b"\x30":
        return []
    if envelope.kind_of(raw) != envelope.SIGNED:
        return loaded([raw])
    try:
        return loaded(envelope.signed_data(raw).certificates)
    except Wrong:
        return []


_KINDS = {"CERTIFICATE", "TRUSTED CERTIFICATE", "X509 CERTIFICATE", "PKCS7", "CMS"}
