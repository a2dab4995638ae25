"""What a network offers and what it counts: services with their hours, figures."""

from collections import defaultdict
from typing import Any

from msgspec import convert

from registry.networks.figures import Counted, sums_that_differ
from registry.networks.queries.sight import body, seen, timed, with_bodies
from registry.networks.rows import Figures, FigureView, HoursView, ServiceView
from registry.networks.tables import Service
from registry.platform.accounts.roles import Actor
from registry.platform.accounts.sight import reader
from registry.platform.database import fetch
from registry.platform.errors import NotFound
from registry.platform.i18n import _

SERVICES = f"""
SELECT v.id, v.network, coalesce(n.name, '') AS network_name, {body("x", name="provider")},
       v.office, v.name, v.description, v.offers, v.languages, v.languages_words, v.staff_words,
       v.place_words, v.access_words, v.phone, v.source, coalesce(s.title, '') AS source_title,
       v.version, {timed("v")}
FROM service v JOIN partner x ON x.id = v.provider
LEFT JOIN network n ON n.id = v.network LEFT JOIN source s ON s.id = v.source
WHERE (n.id IS NULL OR {seen("n")}) AND {seen("x")}
"""  # noqa: S608  only this room's own text is put together

_HOURS = """
SELECT service, days_words, hours_words, purpose, languages FROM service_hours
WHERE service = ANY($1::int[]) ORDER BY position, id
"""

_FIGURES = f"""
SELECT f.id, f.indicator, f.value, f.value_words, f.qualifier, f.unit, f.part_of, f.note,
       coalesce(s.title, '') AS source_title, {timed("f")}
FROM figure f LEFT JOIN source s ON s.id = f.source
WHERE f.network = $1 ORDER BY coalesce(f.part_of, f.id), f.part_of NULLS FIRST, f.position, f.id
"""  # noqa: S608


async def services(network_id: int, *, by: Actor) -> list[ServiceView]:
    """The services of a network with their hours; the caller checked who may see it."""
    return await services_where("v.network = $3", network_id, by=by)


async def services_where(condition: str, value: int, *, by: Actor) -> list[ServiceView]:
    """The services for which ``condition`` holds; ``condition`` is a room's own SQL."""
    rows = await fetch(
        f"{SERVICES} AND {condition} ORDER BY fold(v.name)",
        *reader(by),
        value,
    )
    found = [convert(with_bodies(row, one=("provider",)), ServiceView) for row in rows]
    hours = defaultdict(list)
    for row in await fetch(_HOURS, [service.id for service in found]):
        hours[row["service"]].append(convert(dict(row), HoursView))
    for service in found:
        service.hours = hours[service.id]
        service.warnings = language_warnings(service)
    return found


def language_warnings(service: ServiceView) -> list[str]:
    """The source says how many languages there are, and lists another number of them."""
    said = [int(word) for word in service.languages_words.split() if word.isdigit()]
    if len(said) != 1 or not service.languages or said[0] == len(service.languages):
        return []
    return [
        _("La fonte dice {said} lingue e ne elenca {listed}: l'elenco è lasciato com'è.").format(
            said=said[0], listed=len(service.languages)
        )
    ]


async def find_service(service_id: int, *, by: Actor) -> Service:
    found = await services_where("v.id = $3", service_id, by=by)
    service = await Service.objects().get(Service.id == service_id) if found else None
    if service is None:
        raise NotFound(_("Questo servizio non c'è, o il tuo ufficio non può vederlo."))
    return service


async def figures(network_id: int) -> Figures:
    """The figures of a network, each whole followed by its parts, and the sums that differ."""
    rows = [convert(dict(row), FigureView) for row in await fetch(_FIGURES, network_id)]
    counted = [Counted(row.id, row.indicator, row.value, row.part_of) for row in rows]
    return Figures(
        items=rows,
        total=len(rows),
        page=1,
        size=max(1, len(rows)),
        warnings=sums_that_differ(counted),
    )


async def service_as_told(service_id: int) -> dict[str, Any]:
    """What a change of a service starts from."""
    rows = await fetch("SELECT * FROM service WHERE id = $1", service_id)
    hours = await fetch(
        "SELECT days_words AS days, hours_words AS hours, purpose, languages FROM service_hours"
        " WHERE service = $1 ORDER BY position, id",
        service_id,
    )
    told = dict(rows[0]) if rows else {}
    return told | {"when": told.get("when_text", ""), "hours": [dict(row) for row in hours]}
