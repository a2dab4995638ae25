"""Certifiers of our own, and people with certificates as Italian certifiers write them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from asn1crypto import keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import (
    AuthorityInformationAccessOID,
    ExtendedKeyUsageOID,
    NameOID,
    ObjectIdentifier,
)

from registry.platform.signatures.shapes import Anchor

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

BEGINNING = datetime(2024, 1, 1, tzinfo=UTC)
END = datetime(2034, 1, 1, tzinfo=UTC)
SIGNED_AT = datetime(2026, 11, 19, 9, 30, tzinfo=UTC)
DN_QUALIFIER = NameOID.DN_QUALIFIER


@dataclass(frozen=True)
class Holder:
    """A certificate, its key, and who is above it."""

    certificate: x509.Certificate
    key: Key
    above: "Holder | None" = None

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def key_pem(self) -> bytes:
        return self.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )

    @property
    def asn1(self) -> asn1.Certificate:
        return asn1.Certificate.load(self.der)

    @property
    def asn1_key(self) -> keys.PrivateKeyInfo:
        return keys.PrivateKeyInfo.load(
            self.key.private_bytes(
                serialization.Encoding.DER,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )

    def as_anchor(self, **more: object) -> Anchor:
        return Anchor(certificate=self.der, subject=self.asn1.subject.hashable, **more)  # type: ignore[arg-type]


def on_a_curve() -> Key:
    return ec.generate_private_key(ec.SECP256R1())


@cache
def of_rsa(bits: int = 2048, number: int = 0) -> rsa.RSAPrivateKey:
    """Slow to make: one for each purpose."""
    return rsa.generate_private_key(65537, bits)


def certify(
    subject: dict[ObjectIdentifier, str],
    by: Holder | None = None,
    *,
    key: Key | None = None,
    valid_from: datetime = BEGINNING,
    valid_until: datetime = END,
    is_authority: bool = False,
    signs: bool = True,
    stamps: bool = False,
    answers: bool = False,
    revokes_at: str = "",
) -> Holder:
    """A certificate for ``subject``; issued by itself where nobody else is.

    ``revokes_at``: the address where it says that its issuer and its revocations are.
    """
    key = key or on_a_curve()
    name = x509.Name([x509.NameAttribute(kind, value) for kind, value in subject.items()])
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(by.certificate.subject if by else name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(valid_from)
        .not_valid_after(valid_until)
        .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
        .add_extension(_usage(signs=signs, is_authority=is_authority), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if stamps:
        use = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(use, critical=True)
    if answers:
        use = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING])
        builder = builder.add_extension(use, critical=False)
        builder = builder.add_extension(x509.OCSPNoCheck(), critical=False)
    if revokes_at:
        where = x509.DistributionPoint(
            [x509.UniformResourceIdentifier(revokes_at)], None, None, None
        )
        builder = builder.add_extension(x509.CRLDistributionPoints([where]), critical=False)
        told = [
            x509.AccessDescription(kind, x509.UniformResourceIdentifier(revokes_at))
            for kind in (
                AuthorityInformationAccessOID.OCSP,
                AuthorityInformationAccessOID.CA_ISSUERS,
            )
        ]
        builder = builder.add_extension(x509.AuthorityInformationAccess(told), critical=False)
    return Holder(builder.sign(by.key if by else key, hashes.SHA256()), key, by)


_WHERE = (AuthorityInformationAccessOID.OCSP, AuthorityInformationAccessOID.CA_ISSUERS)


def _usage(*, signs: bool, is_authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=is_authority,
        content_commitment=signs and not is_authority,
        key_encipherment=not signs,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )


def a_certifier(name: str = "Prova Firma Qualificata 1", **more: object) -> Holder:
    subject = {
        NameOID.COUNTRY_NAME: "IT",
        NameOID.ORGANIZATION_NAME: "Certificatore di Prova S.p.A.",
        NameOID.COMMON_NAME: name,
    }
    return certify(subject, is_authority=True, **more)  # type: ignore[arg-type]


@cache
def certifier() -> Holder:
    return a_certifier()


@cache
def stamper() -> Holder:
    subject = {NameOID.COUNTRY_NAME: "IT", NameOID.COMMON_NAME: "Marca temporale di prova"}
    return certify(subject, certifier(), stamps=True)


# How the four large Italian certifiers fill in the subject of a certificate.
def as_aruba(given: str, surname: str, code: str, body: str) -> dict[ObjectIdentifier, str]:
    return {
        NameOID.COUNTRY_NAME: "IT", NameOID.ORGANIZATION_NAME: body,
        NameOID.SERIAL_NUMBER: f"TINIT-{code}", NameOID.GIVEN_NAME: given,
        NameOID.SURNAME: surname, NameOID.COMMON_NAME: f"{surname} {given}",
        DN_QUALIFIER: "23119873",
    }  # fmt: skip


def as_infocert(given: str, surname: str, code: str, body: str) -> dict[ObjectIdentifier, str]:
    return {
        DN_QUALIFIER: "2026145879A12", NameOID.COMMON_NAME: f"{given} {surname}",
        NameOID.SERIAL_NUMBER: f"TINIT-{code}", NameOID.GIVEN_NAME: given,
        NameOID.SURNAME: surname, NameOID.ORGANIZATION_NAME: body or "NON PRESENTE",
        NameOID.COUNTRY_NAME: "IT",
    }  # fmt: skip


def as_poste(given: str, surname: str, code: str, body: str) -> dict[ObjectIdentifier, str]:
    return {
        NameOID.COUNTRY_NAME: "IT", NameOID.SERIAL_NUMBER: f"IT:{code}",
        NameOID.SURNAME: surname, NameOID.GIVEN_NAME: given,
        NameOID.COMMON_NAME: f"{surname}/{given}/{code}/6140000012345.kQ=",
        NameOID.ORGANIZATION_NAME: body or "non dichiarato",
    }  # fmt: skip


def as_namirial(given: str, surname: str, code: str, body: str) -> dict[ObjectIdentifier, str]:
    return {
        NameOID.COUNTRY_NAME: "IT", NameOID.SURNAME: surname, NameOID.GIVEN_NAME: given,
        NameOID.SERIAL_NUMBER: f"TINIT-{code}", DN_QUALIFIER: "SIG-77/2026",
        NameOID.ORGANIZATION_NAME: f"{body}/00302000194" if body else "N/A",
        NameOID.COMMON_NAME: f"{given} {surname}",
    }  # fmt: skip


ROSSI = ("MARIO", "ROSSI", "RSSMRA80A01D150S", "COMUNE DI CREMONA")
VERDI = ("ELENA", "VERDI", "VRDLNE71C52D142W", "ATS DELLA VAL PADANA")
Style = Callable[[str, str, str, str], dict[ObjectIdentifier, str]]


@cache
def rossi() -> Holder:
    return certify(as_aruba(*ROSSI), certifier())


@cache
def verdi() -> Holder:
    return certify(as_infocert(*VERDI), certifier())


def in_days(moment: datetime, days: float) -> datetime:
    return moment + timedelta(days=days)
