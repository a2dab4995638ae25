"""What Piccolo's columns cannot say: words computed by the database, one unit in force a code."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.table import Table

ID = "2026-11-22T08:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Names folded for order and search; one unit in force for each code"

# Each word of a name stands after a space, so that «LIKE '% emil%'» finds beginnings of words.
NAMES = """' ' || translate(fold({}), '''’-/.(),;', '         ')"""

STATEMENTS = (
    "ALTER TABLE municipality ADD COLUMN sort_name text GENERATED ALWAYS AS (fold(name)) STORED",
    f"""
    ALTER TABLE municipality ADD COLUMN words text GENERATED ALWAYS AS
    ({NAMES.format("name || ' ' || name_other || ' ' || name_lld")}) STORED
    """,
    "CREATE INDEX municipality_sort_name ON municipality (sort_name, istat_code)",
    "CREATE UNIQUE INDEX municipality_in_force ON municipality (istat_code)"
    " WHERE valid_to IS NULL",
    "CREATE UNIQUE INDEX municipality_cadastral_in_force ON municipality (cadastral_code)"
    " WHERE valid_to IS NULL",
    "CREATE UNIQUE INDEX province_abbreviation_in_force ON province (abbreviation)"
    " WHERE valid_to IS NULL",
    "CREATE UNIQUE INDEX office_coverage_in_force ON office_coverage (province)"
    " WHERE valid_to IS NULL",
    "ALTER TABLE place ADD COLUMN sort_name text GENERATED ALWAYS AS (fold(name)) STORED",
    f"""
    ALTER TABLE place ADD COLUMN words text GENERATED ALWAYS AS
    ({NAMES.format("name || ' ' || name_other || ' ' || name_lld || ' ' || former_names"
                   " || ' ' || abbreviation")}) STORED
    """,
    "CREATE INDEX place_sort_name ON place (sort_name, code)",
)  # fmt: skip


class Raw(Table):
    """Where raw statements are run from; it has no table."""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="territory", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await Raw.raw(statement)

    manager.add_raw(run)
    return manager
