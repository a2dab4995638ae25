"""What arrives as rows for a spreadsheet: every row that the page would show, not one page."""

from collections.abc import Iterable

from good_practices.intake import queries
from good_practices.intake.shapes import AcceptedRow, DeliveryFilters, Matrix, MatrixRow
from registry.platform.accounts.roles import Actor
from registry.platform.clock import ROME
from registry.platform.i18n import _
from registry.platform.lists import Ask
from registry.platform.statuses import status
from registry.platform.tables_csv import csv_bytes

EVERY_ROW = 1_000_000


def matrix_csv(matrix: Matrix) -> bytes:
    """Offices by fields: the number of schede; then how many of all stand where."""
    head = [_("Regione"), _("Codice"), _("Ufficio"), _("Ha risposto")]
    head += [f"{field.number} {field.name}" for field in matrix.fields]
    head += [_("Totale"), _("Da decidere"), _("Accolte"), _("Restituite"), _("Non accolte")]
    return csv_bytes(head, (_matrix_line(row) for row in matrix.rows))


def _matrix_line(row: MatrixRow) -> list[object]:
    return [
        row.region_name,
        row.code,
        row.name,
        _("sì") if row.answered else _("no"),
        *(cell.total for cell in row.cells),
        row.total,
        sum(cell.waiting for cell in row.cells),
        sum(cell.accepted for cell in row.cells),
        sum(cell.returned for cell in row.cells),
        sum(cell.rejected for cell in row.cells),
    ]


def accepted_csv(rows: Iterable[AcceptedRow]) -> bytes:
    head = [_("Ufficio"), _("Regione"), _("Scheda"), _("Campo"), _("Oggetto del campo"),
            _("Titolo"), _("Sintesi"), _("Periodo"), _("Ambito territoriale"),
            _("Con un atto"), _("Si può pubblicare"), _("Accolta il")]  # fmt: skip
    return csv_bytes(head, (_accepted_line(row) for row in rows))


def _accepted_line(row: AcceptedRow) -> list[object]:
    return [
        row.office_name,
        row.region_name,
        row.code,
        row.field,
        row.field_text,
        row.title,
        row.abstract,
        row.when_text,
        row.territory_words,
        _("sì") if row.is_formalised else _("no"),
        _("sì") if row.is_publishable else _("no"),
        f"{row.accepted_at.astimezone(ROME):%d/%m/%Y}",
    ]


async def deliveries_csv(q: str, filters: DeliveryFilters, *, by: Actor) -> bytes:
    listing = await queries.list_deliveries(Ask(q=q, size=EVERY_ROW), filters, by=by)
    head = [_("Ricevuto"), _("Ufficio"), _("Regione"), _("Invio"), _("Ricevuta n."),
            _("Corregge"), _("Schede"), _("Da decidere"), _("Accolte"), _("Restituite"),
            _("Non accolte"), _("Da guardare"), _("Assegnato a"), _("Stato")]  # fmt: skip
    return csv_bytes(
        head,
        (
            [
                f"{row.received_at.astimezone(ROME):%d/%m/%Y %H:%M}",
                row.office_name,
                row.region_name,
                row.name,
                row.receipt_number,
                row.corrects,
                row.schede,
                row.waiting,
                row.accepted,
                row.returned,
                row.rejected,
                row.doubts,
                row.assigned_name,
                status(f"intake:{row.status}").word,
            ]
            for row in listing.items
        ),
    )
