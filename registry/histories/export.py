"""A partner's time as a table to keep."""

from registry.histories.entries import Entry
from registry.partners.shapes import PartnerView
from registry.platform.documents.naming import file_name, slug_of
from registry.platform.i18n import _
from registry.platform.statuses import status
from registry.platform.tables_csv import csv_bytes


def timeline_csv(partner: PartnerView, entries: list[Entry]) -> tuple[bytes, str]:
    """Every entry with the words as typed and the bounds that were understood."""
    head = [_("Attività"), _("Che cosa"), _("Ruolo"), _("Con chi"), _("Rete"), _("Inizio"),
            _("Dal (non prima)"), _("Dal (non oltre)"), _("Fine"), _("Fino al (non prima)"),
            _("Fino al (non oltre)"), _("Ultima notizia"), _("Situazione"), _("Fonte")]  # fmt: skip
    return csv_bytes(head, (_cells(entry) for entry in entries)), file_name(
        "linea-del-tempo", slug_of(partner.name, words=6), extension="csv"
    )


def _cells(entry: Entry) -> list[object]:
    return [
        entry.title,
        entry.what_label,
        " · ".join(part for part in (entry.role, entry.way) if part),
        "; ".join(other.name for other in entry.others),
        entry.network_name,
        entry.when_text,
        entry.starts_earliest or "",
        entry.starts_latest or "",
        entry.ends_text,
        entry.ends_earliest or "",
        entry.ends_latest or "",
        entry.news,
        ", ".join(str(status(key).word) for key in entry.statuses),
        entry.source,
    ]
