"""What we keep of what arrives."""

from piccolo.columns import (
    JSONB,
    Array,
    BigInt,
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

from good_practices.circulars.tables import Circular
from good_practices.intake.lifecycle import DeliveryStatus, ReviewStatus, UploadStatus
from registry.platform.accounts.tables import Office, User, one_of
from registry.platform.database import DB
from registry.platform.storage.files import StoredFile


class Delivery(Table, db=DB, tablename="delivery"):
    """A package that arrived whole: what it is never changes, how it stands does."""

    id: Serial
    office = ForeignKey(Office, on_delete=OnDelete.restrict, null=False)
    year = Integer()
    number = Integer()
    name = Text()
    circular = ForeignKey(Circular, on_delete=OnDelete.restrict, null=False, index=True)
    corrects = Text(default="")
    """The name of the batch that this one mends or completes: it may arrive later, or never."""
    came_back = Boolean(default=False)
    """It holds a scheda that had been sent before: one that only completes has none."""
    frozen_at = Timestamptz()
    file = ForeignKey(StoredFile, on_delete=OnDelete.restrict, null=False)
    package_sha512 = Text()
    size = BigInt()
    schede = Integer()
    """How many it carries."""
    received_at = Timestamptz()
    received_by = ForeignKey(User, on_delete=OnDelete.restrict, null=True, default=None)
    receipt_number = Text()
    status = Varchar(20)
    assigned_to = ForeignKey(User, on_delete=OnDelete.restrict, null=True, default=None, index=True)
    opened_at = Timestamptz(null=True, default=None)
    told_at = Timestamptz()
    """When what the sender must know last changed: a receipt is as old as this."""
    findings = JSONB()
    words = Text(default="")
    """By which it is found; the column ``found_by`` is computed from it by the database."""
    version = Integer(default=1)

    delivery_number_one = Unique([office, year, number])
    delivery_bytes_one = Unique([package_sha512])
    delivery_receipt_one = Unique([receipt_number])
    delivery_status_known = Check(one_of("status", DeliveryStatus))


class DeliveredFile(Table, db=DB, tablename="delivered_file"):
    """A file of a package. ``doubts`` are the upload gate's reasons against offering it."""

    id: Serial
    delivery = ForeignKey(Delivery, on_delete=OnDelete.cascade, null=False)
    position = Integer()
    kind = Varchar(12)
    name = Text()
    title = Text(default="")
    size = BigInt()
    sha512 = Text()
    file = ForeignKey(StoredFile, on_delete=OnDelete.restrict, null=False)
    doubts = Array(Varchar(30), default=list)

    delivered_file_one = Unique([delivery, name])


class DeliveredScheda(Table, db=DB, tablename="delivered_scheda"):
    """One scheda of a package, as it was frozen, and what was decided of it.

    ``office``, ``year``, ``number`` name it among all packages, ``edition`` its text;
    ``is_latest`` is true for the newest edition that arrived, whatever came first.
    """

    id: Serial
    delivery = ForeignKey(Delivery, on_delete=OnDelete.cascade, null=False)
    position = Integer()
    office = ForeignKey(Office, on_delete=OnDelete.restrict, null=False)
    circular = ForeignKey(Circular, on_delete=OnDelete.restrict, null=False)
    year = Integer()
    number = Integer()
    edition = Integer()
    field_number = Integer()
    field_text = Text()
    title = Text()
    snapshot = JSONB()
    act_files = Array(Text(), default=list)
    """The names of the files of the acts that it cites."""
    act_kinds = Array(Varchar(40), null=True, default=None)
    """The kinds of the acts that it cites; None for what arrived before they were read."""
    text = Text(default="")
    """By which it is found; the column ``found_by`` is computed from it by the database."""
    looked_at = Array(Varchar(20), default=list)
    """The heads of the sheet that whoever examines it has ticked as read."""
    is_latest = Boolean(default=False)
    status = Varchar(20, default=ReviewStatus.DELIVERED)
    words = Text(default="")
    decided_at = Timestamptz(null=True, default=None)
    decided_by = ForeignKey(User, on_delete=OnDelete.restrict, null=True, default=None)
    version = Integer(default=1)

    delivered_scheda_one = Unique([delivery, position])
    delivered_scheda_named_once = Unique([delivery, year, number])
    delivered_scheda_status_known = Check(one_of("status", ReviewStatus))


class RefusedUpload(Table, db=DB, tablename="refused_upload"):
    """A file that was not taken in, and why. Its bytes are not kept: those of an upload wait
    aside for a week, for who tries again."""

    id: Serial
    name = Text()
    size = BigInt()
    sha512 = Text()
    why = Text()
    delivery = ForeignKey(
        Delivery, on_delete=OnDelete.restrict, null=True, default=None, index=True
    )
    """The delivery that it tried to pass for."""
    times = Integer(default=1)
    last_at = Timestamptz()
    brought_by = ForeignKey(User, on_delete=OnDelete.restrict, null=True, default=None)
    is_settled = Boolean(default=False)

    refused_upload_one = Unique([sha512])


class Upload(Table, db=DB, tablename="upload"):
    """Several packages that somebody brought together: read one by one, apart from the page."""

    id: Serial
    brought_by = ForeignKey(User, on_delete=OnDelete.restrict, null=False, index=True)
    brought_at = Timestamptz()
    job = BigInt(null=True, default=None)
    """The job that reads them, the last one that was asked for."""


class UploadedFile(Table, db=DB, tablename="uploaded_file"):
    """One of them, and what became of it. Its bytes wait aside, and go once it is taken in."""

    id: Serial
    upload = ForeignKey(Upload, on_delete=OnDelete.cascade, null=False)
    position = Integer()
    name = Text()
    size = BigInt()
    sha512 = Text()
    aside = Varchar(40)
    """Under which name its bytes wait; empty when they are there no longer."""
    status = Varchar(12, default=UploadStatus.WAITING)
    why = Text(default="")
    delivery = ForeignKey(
        Delivery, on_delete=OnDelete.restrict, null=True, default=None, index=True
    )
    """What it became, or what it is equal to, or what it tried to pass for."""
    read_at = Timestamptz(null=True, default=None)

    uploaded_file_one = Unique([upload, position])
    uploaded_file_status_known = Check(one_of("status", UploadStatus))
