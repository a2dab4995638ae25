"""Timestamps (RFC 3161): who says that something was there at an instant."""

from dataclasses import dataclass
from datetime import UTC, datetime

from asn1crypto import cms, tsp, x509

from registry.platform.signatures.inside import envelope, signer
from registry.platform.signatures.inside.ber import Wrong
from registry.platform.signatures.inside.broken import BROKEN
from registry.platform.signatures.inside.brought import Brought, brought_by
from registry.platform.signatures.inside.signer import Certificates, Digest, digest_of


@dataclass(frozen=True)
class Stamp:
    """``intact``: it is of what it is said to be of, and as its authority signed it."""

    at: datetime
    intact: bool
    certificate: x509.Certificate | None
    brought: Brought
    """What the token carries to prove its authority."""


def read(token: bytes, digest: Digest, *, is_padded: bool = False) -> Stamp | None:
    """A token and what it should be of; None when it is no timestamp."""
    try:
        signed = envelope.signed_data(token, is_padded=is_padded)
        if signed.content_type != envelope.TIMESTAMP or not signed.content:
            return None
        told = tsp.TSTInfo.load(signed.content)
        imprint = told["message_imprint"]
        of = imprint["hash_algorithm"]["algorithm"].native
        is_of_it = digest(of) == imprint["hashed_message"].native
        at = told["gen_time"].native.astimezone(UTC)
    except (Wrong, *BROKEN):
        return None
    certificates = Certificates(signed.certificates)
    checked = [
        signer.check(
            one,
            certificates,
            lambda algorithm: digest_of([signed.content or b""], algorithm),
            content_type="tst_info",
        )
        for one in signed.signers[:1]
    ]
    is_theirs = bool(checked) and checked[0].intact
    brought = brought_by(signed)
    for one in checked:
        brought.add(one.brought)
    return Stamp(at, is_of_it and is_theirs, checked[0].certificate if checked else None, brought)


def name_of(content_type: bytes) -> str:
    """As asn1crypto calls a content type: what a signature must say that it signed."""
    return str(cms.ContentType(contents=content_type).native)
