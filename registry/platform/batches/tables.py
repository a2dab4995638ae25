"""What we keep of a batch: what was asked, each line, each chunk of documents."""

from piccolo.columns import (
    JSONB,
    BigInt,
    BigSerial,
    Boolean,
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

from registry.platform.accounts.tables import User, one_of
from registry.platform.batches.lifecycle import BatchStatus, LineStatus
from registry.platform.database import DB


class Batch(Table, db=DB, tablename="batch"):
    id: Serial
    kind = Varchar(40)
    """The letter: ``adesione``."""
    title = Text()
    office = Varchar(40, index=True)
    created_by = ForeignKey(User, null=True, on_delete=OnDelete.set_null)
    created_at = Timestamptz()
    language = Varchar(5, default="it")
    """Of who asked: the sentences on each line are in it."""
    source = Varchar(40, default="")
    """Where the data come from in the registry; empty: a file."""
    choice = Varchar(40, default="")
    """What of the source was chosen: an act, a year."""
    is_final = Boolean(default=False)
    file_name = Text(default="")
    place = Varchar(40)
    """The name of its folder."""
    sha256 = Varchar(64)
    """Of the data as they were brought; empty while they are being gathered."""
    size = BigInt()
    lines = Integer()
    """How many lines the data have, before anybody has read them."""
    with_pdf = Boolean(default=False)
    templates = JSONB(default="{}")
    """The uploaded templates that it is written with, frozen when it was asked: name, SHA-256."""
    status = Varchar(10, default=BatchStatus.CHECKING)
    job = Integer(null=True, default=None)
    ready = Integer(default=0)
    wrong = Integer(default=0)
    made = Integer(default=0)
    failed = Integer(default=0)
    done_before = Integer(default=0)
    """How many were done when its job last began: for the pace."""
    started_at = Timestamptz(null=True, default=None)
    ended_at = Timestamptz(null=True, default=None)
    is_seen = Boolean(default=False)

    batch_status_known = Check(one_of("status", BatchStatus))


class BatchLine(Table, db=DB, tablename="batch_line"):
    id: BigSerial
    id = BigSerial(primary_key=True)
    batch = ForeignKey(Batch, on_delete=OnDelete.cascade)
    number = Integer()
    """Of the line in the file, from 1; empty ones are counted."""
    start = BigInt()
    length = Integer()
    status = Varchar(8, default=LineStatus.READY)
    chunk = Integer(null=True, default=None)
    name = Text(default="")
    """The document's file."""
    problems = JSONB(default="[]")
    """Pairs of field and sentence; the field ``""`` is the whole line."""

    batch_line_number_unique = Unique([batch, number])
    batch_line_status_known = Check(one_of("status", LineStatus))


class BatchChunk(Table, db=DB, tablename="batch_chunk"):
    """Some lines made together: one zip, there whole or not at all. Whoever holds its row locked
    is making it."""

    id: BigSerial
    id = BigSerial(primary_key=True)
    batch = ForeignKey(Batch, on_delete=OnDelete.cascade)
    number = Integer()
    is_done = Boolean(default=False)
    file = Varchar(80, default="")
    """Its zip; empty where none of its lines became a document."""
    size = BigInt(default=0)
    entries = Integer(default=0)

    batch_chunk_number_unique = Unique([batch, number])
