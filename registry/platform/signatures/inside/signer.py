"""One signer of an envelope: is what was signed still so, and who says that it was them?

The mathematics and the rules of CMS are pyHanko's; here they are asked of each signer by itself.
"""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any

from asn1crypto import cms, core, x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.hashes import Hash
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.general import check_ess_certid, find_cms_attribute_iter
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import get_signing_cert_attr, validate_sig_integrity
from pyhanko.sign.validation.utils import extract_message_digest
from pyhanko_certvalidator.errors import AlgorithmNotSupported, DSAParametersUnavailable
from pyhanko_certvalidator.sig_validate import (
    DefaultSignatureValidator,
    SignatureValidationContext,
)
from pyhanko_certvalidator.util import get_pyca_cryptography_hash

from registry.platform.signatures.inside import certificates
from registry.platform.signatures.inside.broken import BROKEN
from registry.platform.signatures.inside.brought import CARRIED, Brought
from registry.platform.signatures.inside.certificates import Person
from registry.platform.signatures.shapes import Code, Fact

Digest = Callable[[str], bytes]
"""The digest of what was signed, by the name of the algorithm."""

WEAK = {"md2": "MD2", "md5": "MD5", "sha1": "SHA-1"}
SMALLEST_RSA = 2048
MOST_COUNTERSIGNERS = 50


class Unsupported(Exception):
    """The signature is of a kind that we cannot calculate: neither right nor wrong."""


class _Mathematics(DefaultSignatureValidator):
    """pyHanko's, which takes what it cannot calculate for wrong."""

    def validate_signature(self, *given: Any, **named: Any) -> None:
        try:
            super().validate_signature(*given, **named)
        except (AlgorithmNotSupported, DSAParametersUnavailable):
            raise Unsupported from None


MATHEMATICS = _Mathematics()


@dataclass
class Checked:
    """A signer as far as mathematics goes; trust comes after."""

    intact: bool = False
    person: Person = field(default_factory=Person)
    certificate: x509.Certificate | None = None
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    issuer: str = ""
    claimed_at: datetime | None = None
    signature: bytes = b""
    is_bare: bool = False
    """Of the content itself, and not of attributes that tell of it."""
    tokens: list[bytes] = field(default_factory=list)
    """Timestamps of the signature."""
    countersigners: list["Checked"] = field(default_factory=list)
    brought: Brought = field(default_factory=Brought)
    """What the signature carries to prove who signed."""
    wanted: str = ""
    """Where the content is missing, its digest: «sha256:…»."""
    facts: list[Fact] = field(default_factory=list)

    def note(self, code: Code, **words: str) -> None:
        self.facts.append(Fact(code, words))

    def has(self, code: Code) -> bool:
        return any(fact.code == code for fact in self.facts)


class Certificates:
    """The certificates that came along, found by who is meant."""

    def __init__(self, raw: list[bytes]) -> None:
        self.all = certificates.loaded(raw)
        self.by_serial: dict[int, list[x509.Certificate]] = {}
        for one in self.all:
            self.by_serial.setdefault(one.serial_number, []).append(one)

    def of(self, signer: cms.SignerInfo) -> x509.Certificate | None:
        meant = signer["sid"].chosen
        if isinstance(meant, cms.IssuerAndSerialNumber):
            same = self.by_serial.get(meant["serial_number"].native, [])
            named = meant["issuer"]
            return next((one for one in same if _is_same_name(one.issuer, named)), None)
        key = meant.native
        return next((one for one in self.all if one.key_identifier == key), None)


def _is_same_name(first: x509.Name, second: x509.Name) -> bool:
    return bool(first.dump() == second.dump() or first == second)


def check(
    raw: bytes, certificates_: Certificates, digest: Digest | None, *, content_type: str | None
) -> Checked:
    """Whether this signer signed what ``digest`` is of; None: the content is not there.

    ``content_type`` is what the signature must say that it signed; None for one that
    countersigns, which says nothing.
    """
    checked = Checked()
    try:
        signer = cms.SignerInfo.load(raw)
        checked.signature = signer["signature"].native
        checked.is_bare = signer["signed_attrs"] is core.VOID
        checked.claimed_at = _claimed(signer)
        checked.certificate = certificates_.of(signer)
        if checked.certificate is None:
            checked.note(Code.CERTIFICATE_MISSING)
            return checked
        _read_certificate(checked, checked.certificate)
        _note_weakness(checked, signer)
        if digest is None:
            checked.wanted = _wanted(signer)
        else:
            checked.intact = _is_intact(checked, signer, digest, content_type)
    except BROKEN:
        checked.intact = False
        checked.note(Code.DAMAGED_SIGNATURE)
        return checked
    _read_what_was_added(checked, signer, certificates_)
    return checked


def _is_intact(
    checked: Checked, signer: cms.SignerInfo, digest: Digest, content_type: str | None
) -> bool:
    try:
        actual = digest(signer["digest_algorithm"]["algorithm"].native)
        if content_type is None:
            is_same, is_theirs = _as_countersigner(signer, checked.certificate, actual)
        else:
            is_same, is_theirs = validate_sig_integrity(
                signer, checked.certificate, content_type, actual, MATHEMATICS
            )
    except SignatureValidationError as wrong:
        is_other = wrong.ades_subindication == AdESIndeterminate.NO_SIGNING_CERTIFICATE_FOUND
        checked.note(Code.OTHER_CERTIFICATE if is_other else Code.DAMAGED_SIGNATURE)
        return False
    except (Unsupported, UnsupportedAlgorithm):
        checked.note(Code.UNSUPPORTED_ALGORITHM)
        return False
    if not is_same:
        checked.note(Code.CONTENT_CHANGED)
    elif not is_theirs:
        checked.note(Code.SIGNATURE_WRONG)
    return is_same and is_theirs


def _as_countersigner(
    signer: cms.SignerInfo, certificate: x509.Certificate, actual: bytes
) -> tuple[bool, bool]:
    """As pyHanko does it for a signer, but for the type of the content: there is none."""
    attributes = signer["signed_attrs"]
    plain = attributes is core.VOID
    if not plain:
        attributes = attributes.untag()
        meant = get_signing_cert_attr(attributes)
        if meant is not None and not check_ess_certid(certificate, meant["certs"][0]):
            raise SignatureValidationError(
                "another certificate", AdESIndeterminate.NO_SIGNING_CERTIFICATE_FOUND
            )
    is_same = plain or extract_message_digest(signer) == actual
    algorithm = signer["digest_algorithm"]["algorithm"].native
    try:
        MATHEMATICS.validate_signature(
            signer["signature"].native,
            actual if plain else attributes.dump(),
            certificate.public_key,
            signer["signature_algorithm"],
            SignatureValidationContext(contextual_md_algorithm=algorithm, prehashed=plain),
        )
    except InvalidSignature:
        return is_same and not plain, False
    return is_same, True


def _claimed(signer: cms.SignerInfo) -> datetime | None:
    """When they say that they signed; a date that cannot be is none."""
    try:
        told = next(find_cms_attribute_iter(signer["signed_attrs"], "signing_time"), None)
        return told.chosen.native.astimezone(UTC) if told is not None else None
    except BROKEN:
        return None


def _wanted(signer: cms.SignerInfo) -> str:
    try:
        algorithm = signer["digest_algorithm"]["algorithm"].native
        return f"{algorithm}:{extract_message_digest(signer).hex()}"
    except SignatureValidationError:
        return ""


def _read_certificate(checked: Checked, certificate: x509.Certificate) -> None:
    checked.person = certificates.person(certificate)
    checked.issuer = certificates.issuer(certificate)
    checked.valid_from, checked.valid_until = certificates.validity(certificate)
    if not certificates.may_sign(certificate):
        checked.note(Code.NOT_FOR_SIGNING)


def _note_weakness(checked: Checked, signer: cms.SignerInfo) -> None:
    used = {signer["digest_algorithm"]["algorithm"].native}
    with contextlib.suppress(ValueError):  # an algorithm of which the digest is not told
        used.add(signer["signature_algorithm"].hash_algo)
    for name in sorted(used & WEAK.keys()):
        checked.note(Code.WEAK_DIGEST, kind=WEAK[name])
    key = checked.certificate.public_key if checked.certificate else None
    if key and key.algorithm.startswith("rsa") and key.bit_size < SMALLEST_RSA:
        checked.note(Code.WEAK_KEY, bits=str(key.bit_size))


def _read_what_was_added(
    checked: Checked, signer: cms.SignerInfo, certificates_: Certificates
) -> None:
    """Timestamps and countersignatures: nobody signed that they are there, so that what cannot
    be read of them takes nothing from the signer."""
    with contextlib.suppress(*BROKEN):
        for attribute in _attributes(signer["signed_attrs"], signer["unsigned_attrs"]):
            kind = attribute["type"].dotted
            if kind in CARRIED:
                for value in attribute["values"]:
                    checked.brought.take(kind, value.dump())
    with contextlib.suppress(*BROKEN):
        for kind, value in _added(signer):
            if kind == "signature_time_stamp_token":
                checked.tokens.append(value.dump())
            elif kind == "counter_signature" and len(checked.countersigners) < MOST_COUNTERSIGNERS:
                of = partial(digest_of, [checked.signature])
                checked.countersigners.append(
                    check(value.dump(), certificates_, of, content_type=None)
                )


def _added(signer: cms.SignerInfo) -> Iterator[tuple[str, core.Asn1Value]]:
    for attribute in _attributes(signer["unsigned_attrs"]):
        for value in attribute["values"]:
            yield attribute["type"].native, value


def _attributes(*lists: core.Asn1Value) -> Iterator[cms.CMSAttribute]:
    for attributes in lists:
        if attributes is not core.VOID:
            yield from attributes


def digest_of(parts: Iterable[bytes | memoryview], algorithm: str) -> bytes:
    """Raises ValueError for an algorithm that nobody knows."""
    digest = Hash(get_pyca_cryptography_hash(algorithm))
    for part in parts:
        digest.update(part)
    return digest.finalize()
