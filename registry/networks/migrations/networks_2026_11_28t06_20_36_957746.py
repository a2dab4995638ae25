from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Text
from piccolo.columns.indexes import IndexMethod

ID = "2026-11-28T06:20:36:957746"
VERSION = "1.38.0"
DESCRIPTION = "The words of the last news of a network"


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="networks", description=DESCRIPTION)

    manager.add_column(
        table_class_name="Network",
        tablename="network",
        column_name="last_news_words",
        db_column_name="last_news_words",
        column_class_name="Text",
        column_class=Text,
        params={
            "default": "",
            "null": False,
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
