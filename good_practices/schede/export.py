"""Schede out: every row that the list would show, not one page."""

from good_practices.schede import queries
from good_practices.schede.shapes import SchedaFilters, SchedaRow
from registry.platform.accounts.roles import Actor
from registry.platform.i18n import _
from registry.platform.lists import Ask
from registry.platform.statuses import status
from registry.platform.tables_csv import csv_bytes

EVERY_ROW = 200_000


async def schede_csv(q: str, filters: SchedaFilters, *, by: Actor) -> bytes:
    listing = await queries.list_schede(Ask(q=q, size=EVERY_ROW, sort="number"), filters, by=by)
    head = [_("Numero"), _("Ufficio"), _("Campo"), _("Scheda"), _("Titolo"), _("Periodo"),
            _("Formalizzata"), _("Allegati"), _("Stato")]  # fmt: skip
    return csv_bytes(head, (_cells(row) for row in listing.items))


def _cells(row: SchedaRow) -> list[object]:
    formal = {True: _("sì"), False: _("no"), None: ""}
    return [
        row.code,
        row.office_name,
        row.field,
        row.heading,
        row.title,
        row.when_text,
        formal[row.is_formalised],
        row.attachments,
        status(f"scheda:{row.standing}").word,
    ]
