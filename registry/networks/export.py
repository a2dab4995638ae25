"""Networks out: every row that a list would show, not one page; participants of one network."""

from registry.networks import queries
from registry.networks.kinds import BASES, NETWORK_KINDS
from registry.networks.rows import ParticipantRow
from registry.networks.shapes import NetworkFilters
from registry.platform import clock
from registry.platform.accounts.roles import Actor
from registry.platform.documents.naming import file_name, slug_of
from registry.platform.i18n import _
from registry.platform.lists import Ask
from registry.platform.statuses import status
from registry.platform.tables_csv import csv_bytes

EVERY_ROW = 200_000


async def networks_csv(q: str, filters: NetworkFilters, *, by: Actor) -> bytes:
    listing = await queries.list_networks(Ask(q=q, size=EVERY_ROW), filters, by=by)
    head = [_("Nome"), _("Sottotitolo"), _("Tipo"), _("Capofila"), _("Territorio"), _("Periodo"),
            _("Enti"), _("Da confermare"), _("Ultima notizia"), _("Ufficio")]  # fmt: skip
    rows = (
        [
            row.name,
            row.subtitle,
            NETWORK_KINDS[row.kind],
            row.lead.name if row.lead else "",
            ", ".join(row.place_names),
            row.when_text,
            row.bodies,
            row.to_confirm,
            row.news,
            row.office_name,
        ]
        for row in listing.items
    )
    return csv_bytes(head, rows)


async def participants_csv(network_id: int, *, by: Actor) -> tuple[bytes, str]:
    """The table of the network, with the original cells; and the name of its file."""
    network = await queries.view(network_id, by=by)
    rows = await queries.participants(network_id, by=by)
    head = [_("Partner"), _("Ruolo"), _("Attività svolte"), _("Per conto di"), _("Con"),
            _("Inizio collaborazione"), _("Dal (non prima)"), _("Dal (non oltre)"), _("Fine"),
            _("Formalizzazione"), _("Situazione"), _("Ultima notizia"), _("Fonte"),
            _("Riga della fonte"), _("Cella della fonte")]  # fmt: skip
    content = csv_bytes(head, (_cells(row) for row in rows))
    return content, file_name(
        "tabella-rete", slug_of(network.short_name or network.name), extension="csv"
    )


def _cells(row: ParticipantRow) -> list[object]:
    day = clock.today()
    return [
        row.body.name,
        row.role,
        row.activity,
        row.on_behalf_of_words or (row.on_behalf_of.name if row.on_behalf_of else ""),
        "; ".join(one.name for one in row.together),
        row.when_text,
        row.starts_earliest or "",
        row.starts_latest or "",
        row.ends_text,
        row.basis_words or BASES[row.basis],
        ", ".join(str(status(key).word) for key in row.statuses(day)),
        row.news,
        row.source_title,
        row.source_row if row.source_row is not None else "",
        row.source_cell,
    ]
