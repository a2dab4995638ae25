"""Codes of a body in the registers, each with the check that its register prescribes."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from stdnum.it import codicefiscale, iva

from registry.platform.errors import InvalidInput
from registry.platform.i18n import _, lazy


class Scheme(StrEnum):
    TAX_CODE = "tax_code"
    VAT = "vat"
    IPA = "ipa"
    ISTAT = "istat"
    RUNTS = "runts"
    IMMIGRATION_REGISTER = "immigration_register"
    CADASTRAL = "cadastral"


@dataclass(frozen=True)
class SchemeFacts:
    label: str
    example: str
    tidy: Callable[[str], str]
    is_good: Callable[[str], bool]


def _compact(value: str) -> str:
    return re.sub(r"[\s.\-]", "", value).upper()


def _is_body_tax_code(value: str) -> bool:
    """A body's codice fiscale: eleven digits with the check digit of the partita IVA.

    A person's (sixteen characters) is refused: persons' codes are not kept.
    """
    return bool(re.fullmatch(r"\d{11}", value)) and bool(codicefiscale.is_valid(value))


# DPR 394/1999, art. 52: section letter / number / year / province of the registration.
_REGISTER = re.compile(r"(?P<section>[ABC])/(?P<number>\d{1,4})/(?P<year>(?:19|20)\d{2})/[A-Z]{2}")


def _is_register_entry(value: str) -> bool:
    found = _REGISTER.fullmatch(value)
    return found is not None and int(found["year"]) >= 1999


def _matches(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda value: compiled.fullmatch(value) is not None


SCHEMES = {
    Scheme.TAX_CODE: SchemeFacts(
        lazy("Codice fiscale"), "80188230587", _compact, _is_body_tax_code
    ),
    Scheme.VAT: SchemeFacts(lazy("Partita IVA"), "00111740197", _compact, iva.is_valid),
    Scheme.IPA: SchemeFacts(
        lazy("Codice IPA"), "c_d150", lambda v: v.strip().lower(), _matches(r"[a-z0-9_]{2,20}")
    ),
    Scheme.ISTAT: SchemeFacts(lazy("Codice ISTAT"), "019036", _compact, _matches(r"\d{2,6}")),
    Scheme.RUNTS: SchemeFacts(lazy("Repertorio RUNTS"), "12345", _compact, _matches(r"\d{1,7}")),
    Scheme.IMMIGRATION_REGISTER: SchemeFacts(
        lazy("Registro immigrati (art. 52 DPR 394/1999)"),
        "C/4/2000/MI",
        lambda v: re.sub(r"\s", "", v).upper(),
        _is_register_entry,
    ),
    Scheme.CADASTRAL: SchemeFacts(
        lazy("Codice catastale"), "D150", _compact, _matches(r"[A-Z]\d{3}")
    ),
}


def checked(scheme: Scheme, value: str) -> str:
    """The code in its register's form; raises InvalidInput when its check fails."""
    facts = SCHEMES[scheme]
    tidy = facts.tidy(value)
    if not facts.is_good(tidy):
        raise InvalidInput(
            value=_("«{value}» non è un valore giusto per {scheme}: per esempio {example}.").format(
                value=value.strip(), scheme=facts.label, example=facts.example
            )
        )
    return tidy
