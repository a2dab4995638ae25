"""What goes in and out of circulars."""

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

Words = Annotated[str, Meta(min_length=1, max_length=2000)]


class FieldData(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """One box of the form, as its data file says it."""

    number: Annotated[int, Meta(ge=1, le=99)]
    short_name: Annotated[str, Meta(min_length=1, max_length=60)]
    text: Words
    needs_specification: bool = False
    tells_stories: bool = False
    sub_items: list[Words] = []
    aliases: list[Words] = []


class CircularData(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """A circular's form, as its data file says it."""

    number: Annotated[str, Meta(pattern=r"^[0-9]{1,7}$")]
    issued_on: date
    reference: Words
    title: Words
    sender_lines: Annotated[list[Words], Meta(min_length=1)]
    instructions: Annotated[list[Words], Meta(min_length=1)]
    description_heading: Words
    mailbox: str
    fields: Annotated[list[FieldData], Meta(min_length=1)]


class FieldRow(Struct, kw_only=True, frozen=True):
    number: int
    short_name: str
    text: str
    needs_specification: bool
    tells_stories: bool
    sub_items: list[str]
    aliases: list[str]


class CircularRow(Struct, kw_only=True):
    """``name`` is how people call it: «Circolare n. 5973 dell'11/11/2015»."""

    id: int
    number: str
    issued_on: date
    edition: int
    is_current: bool
    name: str
    title: str
    field_count: int


class CircularView(Struct, kw_only=True):
    """The form whole; ``mailbox`` is the address to write to, already decided."""

    id: int
    number: str
    issued_on: date
    edition: int
    is_current: bool
    name: str
    title: str
    reference: str
    sender_lines: list[str]
    instructions: list[str]
    description_heading: str
    mailbox: str
    mailbox_warning: str
    fields: list[FieldRow] = []

    def field(self, number: int) -> FieldRow:
        """The box of that number; a number that the form has not is a bug."""
        return next(field for field in self.fields if field.number == number)

    def has_field(self, number: int) -> bool:
        return any(field.number == number for field in self.fields)
