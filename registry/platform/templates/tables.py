"""What we keep of templates."""

from piccolo.columns import ForeignKey, Integer, Serial, Text, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from registry.platform.accounts.tables import User, one_of
from registry.platform.database import DB
from registry.platform.storage.files import StoredFile
from registry.platform.templates.lifecycle import VersionStatus


class TemplateVersion(Table, db=DB, tablename="template_version"):
    """A template as somebody uploaded it. The program's own are not kept here."""

    id: Serial
    name = Varchar(80)
    """The file's name, by which letters ask for it: ``protocollo.docx``."""
    number = Integer()
    file = ForeignKey(StoredFile, on_delete=OnDelete.restrict)
    status = Varchar(10, default=VersionStatus.PROPOSED)
    note = Text(default="")
    """What changed, in the words of who uploaded it."""
    reason = Text(default="")
    """Why it was refused."""
    proposed_at = Timestamptz()
    proposed_by = ForeignKey(User, null=True, on_delete=OnDelete.set_null)
    decided_at = Timestamptz(null=True, default=None)
    decided_by = ForeignKey(User, null=True, on_delete=OnDelete.set_null)

    template_version_number_unique = Unique([name, number])
    template_version_status_known = Check(one_of("status", VersionStatus))
