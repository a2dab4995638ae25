"""The shapes that the data of every letter share. They are the JSON of ``intese generate``."""

from typing import Annotated

import msgspec
from msgspec import Meta

Line = Annotated[str, Meta(min_length=1, max_length=400)]
Words = Annotated[str, Meta(min_length=1, max_length=6000)]
Slug = Annotated[str, Meta(pattern=r"^[a-z0-9-]{0,60}$", description="Per il nome del file")]
OfficeCode = Annotated[
    str, Meta(pattern=r"^[a-z0-9-]{2,20}$", description="Per il nome del file: pref-vd")
]
Year = Annotated[int, Meta(ge=1900, le=2200)]
Version = Annotated[int, Meta(ge=1, le=999)]


class Facts(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """A shape that refuses what it does not know."""


class LetterheadData(Facts, frozen=True, kw_only=True):
    """Le righe dell'intestazione e l'ufficio."""

    lines: Annotated[tuple[Line, ...], Meta(min_length=1, max_length=4)]
    unit: Annotated[str, Meta(max_length=300)] = ""
