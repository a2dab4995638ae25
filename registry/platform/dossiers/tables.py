"""What we keep of the dossiers that were asked for. The PDF itself is kept for a week."""

from piccolo.columns import (
    JSONB,
    BigInt,
    ForeignKey,
    Integer,
    Serial,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.base import OnDelete
from piccolo.table import Table

from registry.platform.accounts.tables import User
from registry.platform.database import DB


class DossierRequest(Table, db=DB, tablename="dossier"):
    id: Serial

    subject = Varchar(20)
    """Of what it is: ``protocol``."""
    subject_id = Integer()
    title = Text()
    name = Text()
    """The name that it is offered under."""
    office = Varchar(40)
    """Whose people asked for it: theirs alone may have it."""
    asked_at = Timestamptz()
    asked_by = ForeignKey(User, on_delete=OnDelete.restrict, null=False)
    job = Integer(null=True, default=None)
    made_at = Timestamptz(null=True, default=None)
    file = Text(default="")
    """Its name in the folder of dossiers; empty before it is made, and when its week is over."""
    sha256 = Varchar(64, default="")
    size = BigInt(default=0)
    pages = Integer(default=0)
    documents = JSONB(default="[]")
    """What became of each: a list of ``Told``."""
