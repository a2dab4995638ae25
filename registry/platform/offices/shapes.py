"""What goes in and out of an office's settings."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

Line = Annotated[str, Meta(max_length=200)]
Days = Annotated[int, Meta(ge=0, le=730)]


class OfficeData(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """What an office writes of itself; empty: nobody has said."""

    unit_name: Line = ""
    head_title: Annotated[str, Meta(max_length=120)] = ""
    seat_words: Line = ""
    tax_code: Annotated[str, Meta(max_length=20)] = ""
    email: Line = ""
    certified_email: Line = ""
    days_for_renewal: Days = 90
    days_for_notice: Days = 15


class Changed(Struct, kw_only=True, frozen=True):
    at: datetime
    by: str


class OfficeView(OfficeData, kw_only=True, frozen=True, forbid_unknown_fields=False):
    code: str
    kind: str
    name: str
    seat_name: str
    version: int
    changed: dict[str, Changed] = {}
    """Who changed each of them last, and when."""
    remarks: list[str] = []
    """What somebody should look at: it never stops anybody."""
