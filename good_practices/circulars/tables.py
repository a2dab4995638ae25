"""What we keep of circulars: the form's words, edition by edition, and its fields."""

from piccolo.columns import (
    Array,
    Boolean,
    Date,
    ForeignKey,
    Integer,
    Serial,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from registry.platform.database import DB


class Circular(Table, db=DB, tablename="circular"):
    """One edition of one circular's form. It never changes: a changed form is another row."""

    id: Serial

    number = Varchar(20)
    issued_on = Date()
    edition = Integer(default=1)
    is_current = Boolean(default=True)
    """New schede are written on the current edition only."""
    title = Text()
    reference = Text()
    """How the form names itself: «Allegato alla circolare n. … del …»."""
    sender_lines = Array(Text())
    instructions = Array(Text())
    description_heading = Text()
    mailbox = Text(default="")
    """As the data file writes it; empty: the installation's own setting."""
    fingerprint = Varchar(64)
    """SHA-256 of the form's content: the same content is never loaded twice."""
    loaded_at = Timestamptz()

    circular_edition_one = Unique([number, issued_on, edition])
    circular_content_one = Unique([number, issued_on, fingerprint])


class CircularField(Table, db=DB, tablename="circular_field"):
    """One box of the form. ``text`` is the circular's own wording, kept to the letter."""

    id: Serial

    circular = ForeignKey(Circular, on_delete=OnDelete.cascade, null=False, index=True)
    number = Integer()
    text = Text()
    short_name = Text()
    needs_specification = Boolean(default=False)
    tells_stories = Boolean(default=False)
    """Its schede tell stories of persons: somebody must declare that nobody is recognisable."""
    sub_items = Array(Text())
    aliases = Array(Text())
    """Other wordings seen in print, so that a received form finds its field."""

    circular_field_number_one = Unique([circular, number])
    circular_field_number_positive = Check("number > 0")
