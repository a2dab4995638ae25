"""Of when the last news of a network is, in words: the bound to sort by is no day to show."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.table import Table

ID = "2026-11-28T06:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Say in words of when the last news of a network is"

# What its source says of when it is; else no more than the bound can be trusted to say.
FILL = """
UPDATE network n SET last_news_words = coalesce(
  (SELECT nullif(s.about_text, '') FROM source s
    WHERE s.id = n.source AND s.about_on = n.last_news_on),
  CASE WHEN to_char(n.last_news_on, 'DDMM') = '3112' THEN to_char(n.last_news_on, 'YYYY')
       WHEN n.last_news_on = (date_trunc('month', n.last_news_on) + '1 month - 1 day'::interval)::date
         THEN to_char(n.last_news_on, 'MM/YYYY')
       ELSE to_char(n.last_news_on, 'DD/MM/YYYY') END)
WHERE n.last_news_on IS NOT NULL
"""


class Raw(Table):
    """Where raw statements are run from; it has no table."""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="networks", description=DESCRIPTION)

    async def run() -> None:
        await Raw.raw(FILL)

    manager.add_raw(run)
    return manager
