"""Whether a certificate comes from somebody who is trusted here, and was good at that instant.

Nothing is fetched: who is trusted comes with the question, what is revoked with the file.
"""

from collections.abc import Coroutine, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from asn1crypto import core, crl, ocsp, x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    ExpiredError,
    NotYetValidError,
    PathBuildingError,
    RevokedError,
    ValidationError,
)
from pyhanko_certvalidator.policy_decl import (
    NO_REVOCATION,
    CertRevTrustPolicy,
    FreshnessReqType,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)
from pyhanko_certvalidator.registry import CertificateRegistry

from registry.platform.signatures.inside import certificates
from registry.platform.signatures.inside.signer import BROKEN
from registry.platform.signatures.inside.stamps import Stamp
from registry.platform.signatures.shapes import Anchor, Code, Fact

MOST_REVOCATIONS = 64
_ASKED = RevocationCheckingPolicy(
    RevocationCheckingRule.CRL_OR_OCSP_REQUIRED, RevocationCheckingRule.CHECK_IF_DECLARED_SOFT
)
_WITHOUT_REVOCATIONS = CertRevTrustPolicy(NO_REVOCATION)
_OF_ANY_TIME = CertRevTrustPolicy(
    _ASKED,
    freshness=timedelta(days=365 * 100),
    freshness_req_type=FreshnessReqType.MAX_DIFF_REVOCATION_VALIDATION,
)
# What is published after a signature tells of it too.
_OF_THAT_TIME = CertRevTrustPolicy(_ASKED, retroactive_revinfo=True)


@dataclass
class Evidence:
    """What a file brings along to prove who signed: certificates, and what was revoked when."""

    certificates: list[x509.Certificate] = field(default_factory=list)
    crls: list[bytes] = field(default_factory=list)
    ocsps: list[bytes] = field(default_factory=list)

    @cached_property
    def registry(self) -> CertificateRegistry:
        built: CertificateRegistry = CertificateRegistry.build(self.certificates)
        return built

    @cached_property
    def issuers(self) -> set[str]:
        return {one.issuer.hashable for one in self.certificates}

    @cached_property
    def read_crls(self) -> list[crl.CertificateList]:
        return _readable(self.crls, crl.CertificateList, "tbs_cert_list")

    @cached_property
    def read_ocsps(self) -> list[ocsp.OCSPResponse]:
        return _readable(self.ocsps, ocsp.OCSPResponse, "response_status")


class Trust:
    """The anchors, found by their subject; for as long as one child lives."""

    def __init__(self, anchors: Iterable[Anchor]) -> None:
        self.by_subject: dict[str, list[Anchor]] = {}
        for anchor in anchors:
            self.by_subject.setdefault(anchor.subject, []).append(anchor)

    def has_issued(
        self, certificate: x509.Certificate, evidence: Evidence, *, signed_at: datetime,
        proved_at: datetime,
    ) -> tuple[bool, list[Fact]]:  # fmt: skip
        """Of one who signed: whether trusted, and what there is to say.

        ``signed_at`` is when they did, ``proved_at`` the instant at which their certificate must
        have been good: that of a timestamp, or now.
        """
        roots = self._anchors_of(certificate, evidence, signed_at, stamps=False)
        if not roots:
            return False, [Fact(Code.UNKNOWN_ISSUER, {"issuer": certificates.issuer(certificate)})]
        return self._judged(certificate, evidence, roots, proved_at)

    def dates(self, stamp: Stamp) -> bool:
        """Whether a timestamp is from an authority that is trusted, for what it does."""
        certificate = stamp.certificate
        if certificate is None or not stamp.intact or not _may_stamp(certificate):
            return False
        evidence = Evidence(stamp.others)
        roots = self._anchors_of(certificate, evidence, stamp.at, stamps=True)
        return bool(roots) and self._judged(certificate, evidence, roots, stamp.at)[0]

    def _judged(
        self, certificate: x509.Certificate, evidence: Evidence,
        roots: list[x509.Certificate], moment: datetime,
    ) -> tuple[bool, list[Fact]]:  # fmt: skip
        path = Path(certificate, evidence, roots, moment)
        try:
            path.follow(_WITHOUT_REVOCATIONS)
        except ExpiredError as expired:
            return False, [Fact(Code.EXPIRED_SINCE, {"on": _day(expired.expired_dt)})]
        except NotYetValidError as early:
            return False, [Fact(Code.NOT_YET_VALID, {"on": _day(early.valid_from)})]
        except PathBuildingError:
            issuer = certificates.issuer(certificate)
            return False, [Fact(Code.UNKNOWN_ISSUER, {"issuer": issuer})]
        except (ValidationError, *BROKEN):
            return False, [Fact(Code.CHAIN_WRONG)]
        return _revocation(path)

    def _anchors_of(
        self, certificate: x509.Certificate, evidence: Evidence, at: datetime, *, stamps: bool
    ) -> list[x509.Certificate]:
        """The anchors that may be above it, or it."""
        names = {certificate.subject.hashable, certificate.issuer.hashable} | evidence.issuers
        found = [one for name in names for one in self.by_subject.get(name, [])]
        return certificates.loaded(
            one.certificate
            for one in found
            if (one.stamps if stamps else one.signs) and _is_in_force(one, at)
        )


@dataclass(frozen=True)
class Path:
    """From a certificate up to somebody who is trusted, at an instant."""

    certificate: x509.Certificate
    evidence: Evidence
    roots: list[x509.Certificate]
    moment: datetime

    def follow(self, policy: CertRevTrustPolicy) -> None:
        """Raises what pyHanko raises where it does not lead there."""
        context = ValidationContext(
            trust_roots=self.roots,
            certificate_registry=self.evidence.registry,
            moment=self.moment,
            allow_fetching=False,
            crls=self.evidence.read_crls,
            ocsps=self.evidence.read_ocsps,
            revinfo_policy=policy,
        )
        _at_once(
            CertificateValidator(self.certificate, validation_context=context).async_validate_path()
        )


def _revocation(path: Path) -> tuple[bool, list[Fact]]:
    """Whether what came along says that the certificate was revoked: whenever it said so. That
    it was not is believed of what is still of that time."""
    unknown = True, [Fact(Code.REVOCATION_UNKNOWN)]
    if not (path.evidence.read_crls or path.evidence.read_ocsps):
        return unknown
    try:
        path.follow(_OF_ANY_TIME)
        path.follow(_OF_THAT_TIME)
    except RevokedError as revoked:
        return False, [Fact(Code.REVOKED, {"on": _day(revoked.revocation_dt)})]
    except (ValidationError, PathBuildingError, *BROKEN):
        return unknown
    return True, []


def _at_once(work: Coroutine[Any, Any, object]) -> None:
    """pyHanko waits for what it fetches: nothing is fetched, and there is nothing to wait for."""
    try:
        work.send(None)
    except StopIteration:
        return
    work.close()
    raise ValidationError("it waits for the network")


def _is_in_force(anchor: Anchor, at: datetime) -> bool:
    return anchor.periods is None or any(
        since <= at and (until is None or at < until) for since, until in anchor.periods
    )


def _may_stamp(certificate: x509.Certificate) -> bool:
    usage = certificate.extended_key_usage_value
    return usage is not None and "time_stamping" in usage.native


def _readable(raw: list[bytes], kind: type[core.Sequence], first: str) -> list[Any]:
    found = []
    for one in raw[:MOST_REVOCATIONS]:
        try:
            read = kind.load(one)
            read[first]
        except BROKEN:
            continue
        found.append(read)
    return found


def _day(moment: datetime) -> str:
    return f"{moment:%d/%m/%Y}"
