"""Partners out: every row that the list would show, not one page."""

from registry.partners import queries
from registry.partners.kinds import KINDS, NATURE_LABELS
from registry.partners.shapes import PartnerFilters
from registry.platform.accounts.roles import Actor
from registry.platform.i18n import _
from registry.platform.lists import Ask
from registry.platform.statuses import status
from registry.platform.tables_csv import csv_bytes

EVERY_ROW = 200_000


async def partners_csv(q: str, filters: PartnerFilters, *, by: Actor) -> bytes:
    listing = await queries.list_partners(Ask(q=q, size=EVERY_ROW), filters, by=by)
    head = [_("Nome"), _("Nome precedente"), _("Tipo"), _("Natura"), _("Territorio"),
            _("Collabora dal"), _("Atti"), _("Situazione")]  # fmt: skip
    rows = (
        [
            row.name,
            row.former_name,
            KINDS[row.kind].label,
            NATURE_LABELS[row.nature],
            row.place_name,
            row.since_text,
            row.acts,
            status(f"partner:{row.situation}").word,
        ]
        for row in listing.items
    )
    return csv_bytes(head, rows)
