"""The pieces of evidence that a file brings along, raw: certificates, lists of those revoked,
answers about one.

They stand beside a signature (CMS, CAdES), in it (Acrobat), or apart (a PDF's DSS).
"""

from dataclasses import dataclass, field

from asn1crypto import cms, core, crl, ocsp, x509

from registry.platform.signatures.inside.broken import BROKEN
from registry.platform.signatures.inside.envelope import Signed


class _Certificates(core.SequenceOf):  # type: ignore[misc]
    _child_spec = x509.Certificate


class _Lists(core.SequenceOf):  # type: ignore[misc]
    _child_spec = crl.CertificateList


class _Answers(core.SequenceOf):  # type: ignore[misc]
    _child_spec = ocsp.OCSPResponse


class _BasicAnswers(core.SequenceOf):  # type: ignore[misc]
    _child_spec = ocsp.BasicOCSPResponse


class _Values(core.Sequence):  # type: ignore[misc]
    """RevocationValues (RFC 5126, 6.3.4)."""

    _fields = [  # noqa: RUF012  asn1crypto's way
        ("crls", _Lists, {"explicit": 0, "optional": True}),
        ("ocsps", _BasicAnswers, {"explicit": 1, "optional": True}),
        ("other", core.Any, {"explicit": 2, "optional": True}),
    ]


class _Archival(core.Sequence):  # type: ignore[misc]
    """RevocationInfoArchival: what Acrobat signs along with a document."""

    _fields = [  # noqa: RUF012
        ("crls", _Lists, {"explicit": 0, "optional": True}),
        ("ocsps", _Answers, {"explicit": 1, "optional": True}),
        ("other", core.Any, {"explicit": 2, "optional": True}),
    ]


CERTIFICATES, VALUES = "1.2.840.113549.1.9.16.2.23", "1.2.840.113549.1.9.16.2.24"
ARCHIVAL = "1.2.840.113583.1.1.8"
CARRIED = {CERTIFICATES, VALUES, ARCHIVAL}
"""Attributes of a signature that prove who signed, by their numbers."""


@dataclass
class Brought:
    """Pieces of evidence as they stand in a file, raw."""

    certificates: list[bytes] = field(default_factory=list)
    crls: list[bytes] = field(default_factory=list)
    ocsps: list[bytes] = field(default_factory=list)

    def add(self, other: "Brought") -> None:
        self.certificates += other.certificates
        self.crls += other.crls
        self.ocsps += other.ocsps

    def take(self, kind: str, value: bytes) -> None:
        """An attribute of a signature; what cannot be read of it is as if it were not there."""
        try:
            if kind == CERTIFICATES:
                self.certificates += [one.dump() for one in _Certificates.load(value)]
            elif kind in (VALUES, ARCHIVAL):
                told = (_Values if kind == VALUES else _Archival).load(value)
                self.crls += [one.dump() for one in _listed(told["crls"])]
                self.ocsps += [_whole(one) for one in _listed(told["ocsps"])]
        except BROKEN:
            pass

    def take_choice(self, raw: bytes) -> None:
        """One of a SignedData's ``crls``: a list, or an answer (RFC 5940)."""
        if raw[:1] == b"\x30":
            self.crls.append(raw)
            return
        try:
            other = cms.RevocationInfoChoice.load(raw).chosen
            if other["other_rev_info_format"].native == "ocsp_response":
                self.ocsps.append(other["other_rev_info"].dump())
        except BROKEN:
            pass


def _listed(field: core.Asn1Value) -> list[core.Asn1Value]:
    return [] if field is core.VOID or isinstance(field, core.Void) else list(field)


def _whole(one: core.Asn1Value) -> bytes:
    """An answer as a responder gives it, also where only the inside of it was kept."""
    if isinstance(one, ocsp.BasicOCSPResponse):
        one = ocsp.OCSPResponse({
            "response_status": "successful",
            "response_bytes": {
                "response_type": "basic_ocsp_response",
                "response": core.ParsableOctetString(one.dump()),
            },
        })  # fmt: skip
    raw: bytes = one.dump()
    return raw


def brought_by(signed: Signed) -> Brought:
    """What a SignedData carries beside its signatures."""
    brought = Brought(certificates=list(signed.certificates))
    for one in signed.revocations:
        brought.take_choice(one)
    return brought
