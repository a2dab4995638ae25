"""What arrives as rows for a spreadsheet: every row that the page would show, not one page."""

from collections.abc import Iterable
from datetime import datetime

from good_practices.intake import queries
from good_practices.intake.shapes import DeliveryFilters, Matrix, MatrixRow, OfficeLine, ReceivedRow
from registry.platform.accounts.roles import Actor
from registry.platform.clock import ROME
from registry.platform.i18n import _
from registry.platform.lists import Ask
from registry.platform.statuses import status
from registry.platform.tables_csv import csv_bytes

EVERY_ROW = 1_000_000


def matrix_csv(matrix: Matrix, *, by_region: bool = False) -> bytes:
    """Offices, regions or kinds of act by fields: the number of schede; then how they stand."""
    fields = [f"{field.number} {field.name}" for field in matrix.fields]
    ends = [_("Totale"), _("Da decidere"), _("Accolte"), _("Restituite"), _("Non accolte")]
    if matrix.acts:
        rows = ([row.name, *_cells(row)] for row in matrix.acts)
        return csv_bytes([_("Tipo di atto"), *fields, *ends], rows)
    if by_region:
        head = [_("Regione"), _("Uffici"), _("Hanno risposto"), *fields, *ends]
        regions = ([row.name, row.offices, row.answered, *_cells(row)] for row in matrix.regions)
        return csv_bytes(head, regions)
    head = [_("Regione"), _("Codice"), _("Ufficio"), _("Ha risposto"), *fields, *ends]
    return csv_bytes(
        head,
        (
            [row.region_name, row.code, row.name, _yes_or_no(bool(row.answered)), *_cells(row)]
            for row in matrix.rows
        ),
    )


def _cells(row: MatrixRow) -> list[int]:
    return [
        *(cell.total for cell in row.cells),
        row.total,
        sum(cell.waiting for cell in row.cells),
        sum(cell.accepted for cell in row.cells),
        sum(cell.returned for cell in row.cells),
        sum(cell.rejected for cell in row.cells),
    ]


def silent_csv(offices: Iterable[OfficeLine]) -> bytes:
    head = [_("Regione"), _("Codice"), _("Ufficio"), _("PEC"), _("PEC da verificare")]
    return csv_bytes(
        head,
        (
            [one.region_name, one.code, one.name, one.certified_email, one.suggested_email]
            for one in offices
        ),
    )


def received_csv(rows: Iterable[ReceivedRow]) -> bytes:
    head = [_("Ricevuta il"), _("Ufficio"), _("Regione"), _("Scheda"), _("Campo"), _("Titolo"),
            _("Giro"), _("Invio"), _("Assegnata a"), _("Stato"), _("Decisa il"),
            _("Parole per la Prefettura")]  # fmt: skip
    return csv_bytes(
        head,
        (
            [
                _day(row.received_at),
                row.office_name,
                row.region_name,
                row.code,
                row.field,
                row.title,
                row.round,
                row.delivery_name,
                row.assigned_name,
                status(f"scheda:{row.status}").word,
                _day(row.decided_at) if row.decided_at else "",
                row.words,
            ]
            for row in rows
        ),
    )


def accepted_csv(rows: Iterable[ReceivedRow]) -> bytes:
    head = [_("Ufficio"), _("Regione"), _("Scheda"), _("Campo"), _("Oggetto del campo"),
            _("Titolo"), _("Sintesi"), _("Periodo"), _("Ambito territoriale"),
            _("Con un atto"), _("Si può pubblicare"), _("Accolta il")]  # fmt: skip
    return csv_bytes(head, (_accepted_line(row) for row in rows))


def _accepted_line(row: ReceivedRow) -> list[object]:
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
        _yes_or_no(row.is_formalised),
        _yes_or_no(row.is_publishable),
        _day(row.decided_at) if row.decided_at else "",
    ]


def _yes_or_no(value: bool) -> str:
    return _("sì") if value else _("no")


def _day(at: datetime) -> str:
    return f"{at.astimezone(ROME):%d/%m/%Y}"


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
