"""What we keep of the history. Rows are added, never changed (a trigger refuses it)."""

from piccolo.columns import JSONB, BigSerial, Integer, Text, Timestamptz, Varchar
from piccolo.table import Table

from registry.platform.database import DB


class AuditEvent(Table, db=DB, tablename="audit_event"):
    id: BigSerial
    id = BigSerial(primary_key=True)
    at = Timestamptz(index=True)
    event = Varchar(60)
    about_kind = Varchar(40)
    about_id = Text()
    user_id = Integer(null=True, default=None)
    user_name = Text()
    office = Varchar(40, index=True)
    details = JSONB()
