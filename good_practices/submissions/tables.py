"""What we keep of batches."""

from piccolo.columns import (
    JSONB,
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

from good_practices.circulars.tables import Circular
from good_practices.schede.tables import Scheda
from good_practices.submissions.lifecycle import SubmissionStatus
from registry.platform.accounts.tables import Office, one_of
from registry.platform.database import DB
from registry.platform.storage.files import StoredFile


class Submission(Table, db=DB, tablename="submission"):
    id: Serial
    office = ForeignKey(Office, on_delete=OnDelete.restrict, null=False)
    year = Integer()
    number = Integer()
    circular = ForeignKey(Circular, on_delete=OnDelete.restrict, null=False)
    status = Varchar(20, default=SubmissionStatus.IN_PREPARATION, index=True)
    corrects: ForeignKey["Submission"] = ForeignKey(
        "self", on_delete=OnDelete.restrict, null=True, default=None
    )
    registered_number = Text(default="")
    registered_on = Date(null=True, default=None)
    signer_name = Text(default="")
    signer_title = Text(default="")
    signer_by_order = Text(default="")
    signer_office = Text(default="")
    package = ForeignKey(StoredFile, on_delete=OnDelete.restrict, null=True, default=None)
    package_sha512 = Text(default="")
    frozen_at = Timestamptz(null=True, default=None)
    sent_at = Timestamptz(null=True, default=None)
    receipt_number = Text(default="")
    received_at = Timestamptz(null=True, default=None)
    version = Integer(default=1)
    created_at = Timestamptz()
    changed_at = Timestamptz()

    submission_number_one = Unique([office, year, number])
    submission_status_known = Check(one_of("status", SubmissionStatus))


class SubmissionItem(Table, db=DB, tablename="submission_item"):
    """A scheda of the batch; ``snapshot`` is what left, once it is frozen."""

    id: Serial
    submission = ForeignKey(Submission, on_delete=OnDelete.cascade, null=False)
    scheda = ForeignKey(Scheda, on_delete=OnDelete.restrict, null=False, index=True)
    position = Integer()
    scheda_edition = Integer(null=True, default=None)
    snapshot = JSONB(null=True, default=None)
    file_name = Text(default="")

    submission_item_one = Unique([submission, scheda])


class SubmissionFile(Table, db=DB, tablename="submission_file"):
    """A file of the package, in its order."""

    id: Serial
    submission = ForeignKey(Submission, on_delete=OnDelete.cascade, null=False)
    position = Integer()
    kind = Varchar(12)
    name = Text()
    title = Text(default="")
    size = Integer()
    sha512 = Text()
    file = ForeignKey(StoredFile, on_delete=OnDelete.restrict, null=False)

    submission_file_one = Unique([submission, name])


class ReceiptRow(Table, db=DB, tablename="submission_receipt"):
    """An answer of the Ministry, as it came."""

    id: Serial
    submission = ForeignKey(Submission, on_delete=OnDelete.cascade, null=False, index=True)
    receipt_number = Text()
    content = JSONB()
    came_at = Timestamptz()

    submission_receipt_once = Unique([submission, receipt_number, came_at])
