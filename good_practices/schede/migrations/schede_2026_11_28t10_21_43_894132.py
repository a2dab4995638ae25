from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Timestamptz
from piccolo.columns.indexes import IndexMethod

ID = "2026-11-28T10:21:43:894132"
VERSION = "1.38.0"
DESCRIPTION = "a reason that was taken away can be put back"


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="schede", description=DESCRIPTION)

    manager.add_column(
        table_class_name="SchedaExplanation",
        tablename="scheda_explanation",
        column_name="withdrawn_at",
        db_column_name="withdrawn_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={
            "default": None,
            "null": True,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema=None,
    )

    return manager
