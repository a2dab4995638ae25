"""What goes in and out of templates."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from registry.platform.templates.lifecycle import VersionStatus


class Proposal(Struct, kw_only=True, forbid_unknown_fields=True):
    note: Annotated[str, Meta(max_length=1000)] = ""


class Refusal(Struct, kw_only=True, forbid_unknown_fields=True):
    reason: Annotated[str, Meta(min_length=1, max_length=1000)]


class VersionRow(Struct, kw_only=True):
    id: int
    name: str
    number: int
    file: str
    """The SHA-256 of its bytes."""
    status: VersionStatus
    note: str
    reason: str
    proposed_at: datetime
    proposed_by: int | None
    proposed_by_name: str | None
    decided_at: datetime | None
    decided_by_name: str | None

    @property
    def look(self) -> str:
        return f"template:{self.status}"


class TemplateRow(Struct, kw_only=True):
    """A template as the list shows it."""

    name: str
    title: str
    kind: str
    number: int | None
    """The version in use; None: the program's own."""
    since: datetime | None
    sha256: str
    is_proposed: bool
    """Whether a version waits for a second person."""
    is_unfit: bool
    """The version in use no longer fits its letter: the program's own is used."""
    uses: int = 0
    """How many documents of acts were written with what is in use."""
