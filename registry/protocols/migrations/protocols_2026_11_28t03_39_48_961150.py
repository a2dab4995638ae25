from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import ForeignKey, Varchar

ID = "2026-11-28T03:39:48:961150"
VERSION = "1.38.0"
DESCRIPTION = "Indexes of one column give way to those of the list"


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="protocols", description=DESCRIPTION)

    manager.alter_column(
        table_class_name="Protocol",
        tablename="protocol",
        column_name="kind",
        db_column_name="kind",
        params={"index": False},
        old_params={"index": True},
        column_class=Varchar,
        old_column_class=Varchar,
        schema=None,
    )

    manager.alter_column(
        table_class_name="Protocol",
        tablename="protocol",
        column_name="office",
        db_column_name="office",
        params={"index": False},
        old_params={"index": True},
        column_class=ForeignKey,
        old_column_class=ForeignKey,
        schema=None,
    )

    manager.alter_column(
        table_class_name="Protocol",
        tablename="protocol",
        column_name="status",
        db_column_name="status",
        params={"index": False},
        old_params={"index": True},
        column_class=Varchar,
        old_column_class=Varchar,
        schema=None,
    )

    return manager
