"""The pieces of evidence that a file brings along, raw: certificates, lists of those revoked,
answers about one.

They stand beside a signature (CMS, CAdES), in it (Acrobat), or apart (a PDF's DSS).
"""

from dataclasses import dataclass, field
from itertools import islice

from asn1crypto import cms, core, ocsp

from registry.platform.signatures.inside import ber
from registry.platform.signatures.inside.broken import BROKEN
from registry.platform.signatures.inside.envelope import Signed

MOST = 64
"""Lists, and answers, of one signature."""
CERTIFICATES, VALUES = "1.2.840.113549.1.9.16.2.23", "1.2.840.113549.1.9.16.2.24"
"""Of RFC 5126 (6.3.3, 6.3.4)."""
ARCHIVAL = "1.2.840.113583.1.1.8"
"""What Acrobat signs along."""
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
            whole = ber.element(value, 0, len(value))
            if kind == CERTIFICATES:
                self.certificates += _pieces(value, whole)
                return
            for part in islice(ber.children(value, whole), 3):
                pieces = _pieces(value, ber.only_child(value, part))
                if part.tag == ber.context(0):
                    self.crls += pieces
                elif part.tag == ber.context(1):
                    self.ocsps += pieces if kind == ARCHIVAL else map(_whole, pieces)
        except (ber.Wrong, *BROKEN):
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


def _pieces(value: bytes, listed: ber.Element) -> list[bytes]:
    """No more than any file has use for: nobody signed that they are there."""
    return [ber.raw(value, one) for one in islice(ber.children(value, listed), MOST)]


def _whole(basic: bytes) -> bytes:
    """An answer as a responder gives it, where only the inside of it was kept."""
    held = {"response_type": "basic_ocsp_response", "response": core.ParsableOctetString(basic)}
    whole = ocsp.OCSPResponse({"response_status": "successful", "response_bytes": held})
    raw: bytes = whole.dump()
    return raw


def brought_by(signed: Signed) -> Brought:
    """What a SignedData carries beside its signatures."""
    brought = Brought(certificates=list(signed.certificates))
    for one in signed.revocations:
        brought.take_choice(one)
    return brought
