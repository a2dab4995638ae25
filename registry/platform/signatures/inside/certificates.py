"""What a certificate says of the person who signed, as Italian certifiers and the standards
(ETSI EN 319 412) write it."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache

from asn1crypto import x509
from msgspec import Struct

_TAX_CODE = r"[A-Z]{6}[0-9LMNPQRSTUV]{2}[A-EHLMPR-T][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]"
_PERSON = re.compile(rf"(?:TINIT-|PNOIT-|IT[:-]|CF[:-])?({_TAX_CODE}|\d{{11}})", re.I)
_OF_ANOTHER_COUNTRY = re.compile(r"TIN[A-Z]{2}-(.{3,40})")
_CODED_NAME = re.compile(
    rf"(?:(?P<surname>[^/]+)/(?P<given>[^/]+)/)?(?P<code>{_TAX_CODE})/.*", re.I
)
"""«ROSSI/MARIO/RSSMRA80A01H501U/1234567.0», the common name until about 2010, and of health
cards «RSSMRA80A01H501U/7420035000048743.oXbV…»."""
_CODE_OF_A_BODY = re.compile(r"\s*/\s*(?:IT)?\d{11}$")
_NO_BODY = {
    "NON PRESENTE",
    "NON DICHIARATO",
    "NON DICHIARATA",
    "NOT PRESENT",
    "NESSUNA",
    "-",
    "N/A",
}
_LONGEST = 200


class Person(Struct, frozen=True):
    """As the certificate has it: nobody here has looked at an identity card."""

    name: str | None = None
    tax_code: str | None = None
    organisation: str | None = None


def person(certificate: x509.Certificate) -> Person:
    told = attributes(certificate.subject)
    organisation = _organisation(told.get("organization_name", ""))
    name, code = told.get("common_name", ""), _tax_code(told.get("serial_number", ""))
    if coded := _CODED_NAME.fullmatch(name):
        name = f"{coded['given'] or ''} {coded['surname'] or ''}".strip()
        code = code or coded["code"].upper()
    of_birth = f"{told.get('given_name', '')} {told.get('surname', '')}".strip()
    return Person(
        name=name or of_birth or told.get("pseudonym") or organisation,
        tax_code=code,
        organisation=organisation,
    )


def issuer(certificate: x509.Certificate) -> str:
    return _named(certificate.issuer)


def subject(raw: bytes) -> str:
    return _named(x509.Certificate.load(raw).subject)


def _named(name: x509.Name) -> str:
    told = attributes(name)
    names = (told.get("common_name", ""), told.get("organization_name", ""))
    return ", ".join(dict.fromkeys(name for name in names if name))


def attributes(name: x509.Name) -> dict[str, str]:
    """The first value of each attribute, without what no sentence should hold."""
    found: dict[str, str] = {}
    for part in name.chosen:
        for one in part:
            text = _tidy(one["value"].native)
            found.setdefault(one["type"].native, text)
    return found


def validity(certificate: x509.Certificate) -> tuple[datetime, datetime]:
    return _in_utc(certificate.not_valid_before), _in_utc(certificate.not_valid_after)


def may_sign(certificate: x509.Certificate) -> bool:
    """Whether its key is for signing documents, where it says what it is for."""
    usage = certificate.key_usage_value
    return usage is None or bool(usage.native & {"non_repudiation", "digital_signature"})


def _tidy(value: object) -> str:
    """Without control and direction marks: a name is shown to people."""
    shown = (" " if c.isspace() else c for c in str(value) if c.isprintable() or c.isspace())
    return " ".join("".join(shown).split())[:_LONGEST]


def _tax_code(serial: str) -> str | None:
    if found := _PERSON.fullmatch(serial):
        return found[1].upper()
    if found := _OF_ANOTHER_COUNTRY.fullmatch(serial):
        return found[1]
    return None


def _organisation(name: str) -> str | None:
    body = _CODE_OF_A_BODY.sub("", name)
    return None if body.upper() in _NO_BODY else body or None


def _in_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def loaded(raw: Iterable[bytes]) -> list[x509.Certificate]:
    """Those that can be read."""
    return [one for one in map(_loaded, raw) if one is not None]


@lru_cache(maxsize=1024)
def _loaded(raw: bytes) -> x509.Certificate | None:
    """The same for the same bytes: a certifier is in every file of a batch, and asn1crypto
    keeps with a certificate what it has worked out of it."""
    try:
        certificate = x509.Certificate.load(raw)
        _read_now(certificate)
    except (ValueError, TypeError):
        return None
    return certificate


def _read_now(certificate: x509.Certificate) -> tuple[object, ...]:
    """What asn1crypto reads when it is asked for, and then may not be able to."""
    return certificate.serial_number, certificate.subject.chosen, certificate.issuer.chosen


# Comparing names, asn1crypto prepares every letter of them anew (RFC 4518): of all the time that
# trust takes, half.
_prepared = lru_cache(maxsize=4096)(x509.NameTypeAndValue._ldap_string_prep)


def _prepare(_self: x509.NameTypeAndValue, text: str) -> str:
    prepared: str = _prepared(None, text)
    return prepared


x509.NameTypeAndValue._ldap_string_prep = _prepare
