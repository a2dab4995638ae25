"""Offices out: every row that the list would show, with whom to thank for the data."""

from registry.platform.i18n import _
from registry.platform.tables_csv import csv_bytes
from registry.territory.kinds import OFFICE_KIND_LABELS
from registry.territory.marks import in_words
from registry.territory.shapes import OfficeRow
from registry.territory.words import ATTRIBUTION

EVERY_ROW = 10_000


def offices_csv(offices: list[OfficeRow]) -> bytes:
    head = [_("Codice"), _("Ufficio"), _("Tipo"), _("Sede"), _("Regione"), _("Province"),
            _("Da verificare"), _("Fonte")]  # fmt: skip
    rows = (
        [
            office.code,
            office.name,
            OFFICE_KIND_LABELS[office.kind],
            office.seat_name,
            office.region_name,
            " ".join(one.abbreviation for one in office.serves),
            "; ".join(in_words(mark) for mark in office.marks),
            ATTRIBUTION,
        ]
        for office in offices
    )
    return csv_bytes(head, rows)
