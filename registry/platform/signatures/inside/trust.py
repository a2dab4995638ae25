"""Whether a certificate comes from somebody who is trusted here, and was good at that instant.

Nothing is fetched: who is trusted comes with the question, what is revoked with the file.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from asn1crypto import core, crl, ocsp, x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    ExpiredError,
    NotYetValidError,
    PathBuildingError,
    ValidationError,
)
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.policy_decl import NO_REVOCATION, CertRevTrustPolicy
from pyhanko_certvalidator.registry import CertificateRegistry

from registry.platform.clock import ROME
from registry.platform.signatures.inside import certificates, revocations
from registry.platform.signatures.inside.broken import BROKEN
from registry.platform.signatures.inside.brought import Brought
from registry.platform.signatures.inside.revocations import Said, Sources, at_once
from registry.platform.signatures.inside.stamps import Stamp
from registry.platform.signatures.shapes import Anchor, Code, Fact

_WITHOUT_REVOCATIONS = CertRevTrustPolicy(NO_REVOCATION)
_COMPROMISED = {"key_compromise", "ca_compromise", "aa_compromise"}
"""Whoever has the key may date what they make with it as they like."""


@dataclass
class Evidence:
    """What a file brings along to prove who signed: certificates, and what was revoked when."""

    certificates: list[x509.Certificate] = field(default_factory=list)
    crls: list[bytes] = field(default_factory=list)
    ocsps: list[bytes] = field(default_factory=list)

    @classmethod
    def of(cls, brought: Brought) -> "Evidence":
        return cls(certificates.loaded(brought.certificates), brought.crls, brought.ocsps)

    def __add__(self, other: "Evidence") -> "Evidence":
        return Evidence(
            self.certificates + other.certificates,
            self.crls + other.crls,
            self.ocsps + other.ocsps,
        )

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
        is_trusted, facts, revoked = self._judged(certificate, evidence, roots, proved_at)
        if revoked is not None:
            facts = [*facts, _of_revoked(revoked, signed_at)]
        return is_trusted, facts

    def dates(self, stamp: Stamp, beside: Evidence) -> bool:
        """Whether a timestamp is from an authority that is trusted, for what it does; ``beside``
        is what the file brings along besides it."""
        certificate = stamp.certificate
        if certificate is None or not stamp.intact or not _may_stamp(certificate):
            return False
        evidence = Evidence.of(stamp.brought) + beside
        roots = self._anchors_of(certificate, evidence, stamp.at, stamps=True)
        if not roots:
            return False
        is_trusted, _facts, revoked = self._judged(
            certificate, evidence, roots, stamp.at, also=_COMPROMISED
        )
        return is_trusted and revoked is None

    def _judged(
        self, certificate: x509.Certificate, evidence: Evidence,
        roots: list[x509.Certificate], moment: datetime, also: Iterable[str] = (),
    ) -> tuple[bool, list[Fact], Said | None]:  # fmt: skip
        """Whether it comes from there, what there is to say, and its revocation; ``also``: for
        which reasons a later one counts as well."""
        path = Path(certificate, evidence, roots, moment)
        try:
            built = path.follow()
        except ExpiredError as expired:
            return False, [Fact(Code.EXPIRED_SINCE, {"on": _day(expired.expired_dt)})], None
        except NotYetValidError as early:
            return False, [Fact(Code.NOT_YET_VALID, {"on": _day(early.valid_from)})], None
        except PathBuildingError:
            issuer = certificates.issuer(certificate)
            return False, [Fact(Code.UNKNOWN_ISSUER, {"issuer": issuer})], None
        except (ValidationError, InvalidSignature, UnsupportedAlgorithm, *BROKEN):
            return False, [Fact(Code.CHAIN_WRONG)], None
        return _revocation(path, built, set(also))

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

    def follow(self) -> ValidationPath:
        """Raises what pyHanko raises where it does not lead there."""
        context = ValidationContext(
            trust_roots=self.roots,
            certificate_registry=self.evidence.registry,
            moment=self.moment,
            allow_fetching=False,
            revinfo_policy=_WITHOUT_REVOCATIONS,
        )
        validator = CertificateValidator(self.certificate, validation_context=context)
        built: ValidationPath = at_once(validator.async_validate_path())
        return built


def _revocation(
    path: Path, built: ValidationPath, also: set[str]
) -> tuple[bool, list[Fact], Said | None]:
    """Whether what came along says that the certificate was revoked, or those above it."""
    evidence = path.evidence
    sources = Sources(evidence.read_crls, evidence.read_ocsps, evidence.registry, path.roots)
    for above in built.iter_certs(include_root=False):
        if above.dump() == path.certificate.dump():
            continue
        found = revocations.revoked(revocations.said_of(above, built, sources), path.moment)
        if found is not None:
            return False, [Fact(Code.ISSUER_REVOKED, {"on": _day(found.revoked_at)})], None
    said = revocations.said_of(path.certificate, built, sources)
    revoked = revocations.revoked(said, path.moment) or next(
        (one for one in said if one.revoked_at is not None and one.reason in also), None
    )
    if revoked is not None:
        return False, [], revoked
    if any(one.clears(path.certificate, path.moment) for one in said):
        return True, [], None
    return True, [Fact(Code.REVOCATION_UNKNOWN)], None


def _of_revoked(revoked: Said, signed_at: datetime) -> Fact:
    """As it is said of one who signed, as they say, at that instant."""
    words = {"on": _day(revoked.revoked_at)}
    if revoked.reason == revocations.ON_HOLD:
        return Fact(Code.SUSPENDED, words)
    if revoked.revoked_at is not None and signed_at < revoked.revoked_at:
        return Fact(Code.REVOKED_SINCE, {**words, "signed_on": _day(signed_at)})
    return Fact(Code.REVOKED, words)


def _is_in_force(anchor: Anchor, at: datetime) -> bool:
    return anchor.periods is None or any(
        since <= at and (until is None or at < until) for since, until in anchor.periods
    )


def _may_stamp(certificate: x509.Certificate) -> bool:
    usage = certificate.extended_key_usage_value
    return usage is not None and "time_stamping" in usage.native


def _readable(raw: list[bytes], kind: type[core.Sequence], first: str) -> list[Any]:
    found = []
    for one in list(dict.fromkeys(raw))[: revocations.MOST]:
        try:
            read = kind.load(one)
            read[first]
        except BROKEN:
            continue
        found.append(read)
    return found


def _day(moment: datetime | None) -> str:
    """On the clocks of Rome, as every day that is shown."""
    return f"{moment.astimezone(ROME):%d/%m/%Y}" if moment else ""
