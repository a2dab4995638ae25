"""What a file brings along about certificates that were revoked, and what each piece of it says.

A list (CRL) or an answer (OCSP) is judged by itself, as of the instant at which it was given:
that whoever gave it was entitled to is pyHanko's to say. Who says that a certificate was revoked
is believed however old that is, and whatever else says otherwise; that it was not, only of the
time of which it speaks. A suspension is over when a later one says that it is.
"""

from collections.abc import Coroutine, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from asn1crypto import crl, ocsp, x509
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import RevokedError, ValidationError
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.policy_decl import (
    NO_REVOCATION,
    CertRevTrustPolicy,
    FreshnessReqType,
)
from pyhanko_certvalidator.registry import CertificateRegistry
from pyhanko_certvalidator.revinfo.archival import OCSPContainer
from pyhanko_certvalidator.revinfo.validate_crl import verify_crl
from pyhanko_certvalidator.revinfo.validate_ocsp import verify_ocsp_response

from registry.platform.signatures.inside.broken import BROKEN

MOST = 64
"""Lists, and answers, of one file."""
ON_HOLD = "certificate_hold"
_UNSAID = timedelta(minutes=30)
"""How long an answer holds that does not say it (pyHanko's, of RFC 6960 «at any time»)."""
_OF_ANY_TIME = CertRevTrustPolicy(
    NO_REVOCATION,
    freshness=timedelta(days=365 * 100),
    freshness_req_type=FreshnessReqType.MAX_DIFF_REVOCATION_VALIDATION,
)


@dataclass(frozen=True)
class Said:
    """What a list or an answer says of a certificate."""

    as_of: datetime
    until: datetime
    revoked_at: datetime | None = None
    reason: str = ""

    def clears(self, certificate: x509.Certificate, at: datetime) -> bool:
        """Whether it says that the certificate had not been revoked at that instant. Lists drop
        those that have run out: what comes later says nothing of them."""
        was_listed = self.as_of <= certificate.not_valid_after
        return was_listed and at <= self.until and (self.revoked_at is None or self.revoked_at > at)


@dataclass(frozen=True)
class Sources:
    """Where it is looked for."""

    crls: list[crl.CertificateList]
    ocsps: list[ocsp.OCSPResponse]
    registry: CertificateRegistry
    roots: list[x509.Certificate]


def said_of(certificate: x509.Certificate, path: ValidationPath, sources: Sources) -> list[Said]:
    """Everything that somebody entitled says of a certificate of the path."""
    found = [
        *(_of_list(certificate, path, sources, one) for one in sources.crls),
        *(_of_answer(certificate, path, sources, one) for one in _answers(sources.ocsps)),
    ]
    return [one for one in found if one is not None]


def revoked(said: list[Said], at: datetime) -> Said | None:
    """The first revocation that was in force at that instant."""
    found = [
        one
        for one in said
        if one.revoked_at is not None and one.revoked_at <= at and not _is_lifted(one, said)
    ]
    return min(found, key=lambda one: one.revoked_at or at, default=None)


def _is_lifted(hold: Said, said: list[Said]) -> bool:
    return hold.reason == ON_HOLD and any(
        one.revoked_at is None and one.as_of > hold.as_of for one in said
    )


def _answers(responses: list[ocsp.OCSPResponse]) -> Iterator[OCSPContainer]:
    for response in responses:
        try:
            yield from OCSPContainer.load_multi(response)[:MOST]
        except BROKEN:
            continue


def _of_list(
    certificate: x509.Certificate, path: ValidationPath, sources: Sources, one: crl.CertificateList
) -> Said | None:
    try:
        told = one["tbs_cert_list"]
        as_of, until = told["this_update"].native, told["next_update"].native
        context = _context(sources, as_of, crls=[one])
        return _said(verify_crl(certificate, path, context), as_of, until)
    except MemoryError:
        raise
    except Exception:  # anybody may put anything there: what is no answer takes nothing away
        return None


def _of_answer(
    certificate: x509.Certificate, path: ValidationPath, sources: Sources, one: OCSPContainer
) -> Said | None:
    try:
        told = one.extract_single_response()
        if told is None or told["cert_id"]["serial_number"].native != certificate.serial_number:
            return None
        as_of, until = told["this_update"].native, told["next_update"].native
        context = _context(sources, as_of, ocsps=[one])
        return _said(verify_ocsp_response(certificate, path, context), as_of, until)
    except MemoryError:
        raise
    except Exception:  # anybody may put anything there: what is no answer takes nothing away
        return None


def _said(work: Coroutine[Any, Any, object], as_of: datetime, until: datetime | None) -> Said:
    until = until or as_of + _UNSAID
    try:
        at_once(work)
    except RevokedError as refused:
        return Said(as_of, until, refused.revocation_dt, refused.reason.native)
    return Said(as_of, until)


def _context(sources: Sources, at: datetime, **given: Any) -> ValidationContext:
    return ValidationContext(
        trust_roots=sources.roots,
        certificate_registry=sources.registry,
        moment=at,
        allow_fetching=False,
        revinfo_policy=_OF_ANY_TIME,
        **given,
    )


def at_once(work: Coroutine[Any, Any, Any]) -> Any:
    """pyHanko waits for what it fetches: nothing is fetched, and there is nothing to wait for."""
    try:
        work.send(None)
    except StopIteration as done:
        return done.value
    work.close()
    raise ValidationError("it waits for the network")
