from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import ForeignKey, Integer, Varchar

ID = "2026-11-28T03:44:59:647100"
VERSION = "1.38.0"
DESCRIPTION = "Indexes of one column give way to those of the list"


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="schede", description=DESCRIPTION)

    manager.alter_column(
        table_class_name="Scheda",
        tablename="scheda",
        column_name="office",
        db_column_name="office",
        params={"index": False},
        old_params={"index": True},
        column_class=ForeignKey,
        old_column_class=ForeignKey,
        schema=None,
    )

    manager.alter_column(
        table_class_name="Scheda",
        tablename="scheda",
        column_name="field",
        db_column_name="field",
        params={"index": False},
        old_params={"index": True},
        column_class=Integer,
        old_column_class=Integer,
        schema=None,
    )

    manager.alter_column(
        table_class_name="Scheda",
        tablename="scheda",
        column_name="status",
        db_column_name="status",
        params={"index": False},
        old_params={"index": True},
        column_class=Varchar,
        old_column_class=Varchar,
        schema=None,
    )

    return manager
