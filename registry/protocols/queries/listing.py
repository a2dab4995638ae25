"""Lists of acts: the rows of a page in the order of an index, and counts that are known already
or are made on what the filters keep."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from msgspec import Struct, convert

from registry.platform import tallies
from registry.platform.accounts.roles import Actor
from registry.platform.database import fetch
from registry.platform.lists import Ask, Facet, Listing
from registry.platform.statuses import status
from registry.protocols.kinds import ACT_KINDS, MATTERS, ActKind, Matter
from registry.protocols.lifecycle import SOON
from registry.protocols.queries import conditions
from registry.protocols.queries.asking import CERTAINTIES, DAY, Asked, asked_of
from registry.protocols.queries.conditions import IN_FORCE_NOW
from registry.protocols.queries.orders import page_of
from registry.protocols.shapes import ProtocolFilters, ProtocolRow

# Told for the rows of the page only.
_ROWS = """WITH page AS ({page})
SELECT a.id, a.kind, a.title, a.office, o.name AS office_name, a.promoter,
  coalesce(b.name, '') AS promoter_name, a.status, {standing} AS standing,
  a.when_text, a.when_state, a.starts_earliest, a.starts_latest,
  a.ends_text, a.ends_earliest, a.ends_latest, a.signed_on, a.signed_text,
  a.duration_months, a.duration_words, a.renewal, a.matters,
  a.repertory_year, a.repertory_number, a.repertory_words, {certainty} AS certainty,
  (SELECT count(*) FROM party p WHERE p.protocol = a.id AND p.status <> 'withdrawn')::int
    AS parties,
  (SELECT count(*) FROM party p WHERE p.protocol = a.id
     AND p.status IN ('signed', 'signed_on_paper', 'acceded'))::int AS signed{more}
FROM page JOIN protocol a ON a.id = page.id JOIN office o ON o.code = a.office
LEFT JOIN partner b ON b.id = a.promoter
ORDER BY page.place"""


def _rows_of(asked: Asked, page: str, more: str = "") -> str:
    return _ROWS.format(
        page=page, standing=conditions.standing(DAY), certainty=asked.certainty, more=more
    )


async def list_protocols(ask: Ask, filters: ProtocolFilters, *, by: Actor) -> Listing[ProtocolRow]:
    """One page of the acts that this person may see, with the counts of each filter."""
    asked = asked_of(ask, filters, by)
    counts = await _known_counts(asked, by) if asked.is_plain else await _made_counts(asked)
    page = page_of(asked, ask.sort, size=ask.size, offset=ask.offset)
    rows = await fetch(_rows_of(asked, page), *asked.arguments)
    return Listing(
        items=[convert(dict(row), ProtocolRow, strict=False) for row in rows],
        total=counts.pop("total", {}).get("", 0),
        page=ask.page,
        size=ask.size,
        facets=_facets(counts, await _office_names(counts.get("office", {}))),
    )


async def _known_counts(asked: Asked, by: Actor) -> tallies.Counts:
    """Kept by status: the few acts of which the day says otherwise are moved."""
    counts = await tallies.counts("protocols", office=asked.office, by=by)
    rows = await fetch(
        f"SELECT a.status, {conditions.standing(DAY)} AS standing, count(*)::int AS n"  # noqa: S608
        f" FROM protocol a WHERE {asked.conditions} AND a.status IN ('signed', 'in_force')"
        f" AND a.ends_latest <= {DAY}::date + {SOON.days} GROUP BY 1, 2",
        *asked.arguments,
    )
    by_standing = defaultdict(int, counts["status"])
    for row in rows:
        by_standing[row["status"]] -= row["n"]
        by_standing[row["standing"]] += row["n"]
    counts["status"] = _sorted({value: n for value, n in by_standing.items() if n})
    return {name: _sorted(many) for name, many in counts.items()}


async def count_standings(*, by: Actor) -> dict[str, int]:
    """How many acts of one's own office stand how, today."""
    asked = asked_of(Ask(), ProtocolFilters(office=by.office), by)
    return dict((await _known_counts(asked, by))["status"])


def _sorted(many: dict[str, int]) -> dict[str, int]:
    """What has most rows first."""
    return dict(sorted(many.items(), key=lambda one: (-one[1], one[0])))


# Rows that are alike in what is counted are put together once, and counted from there.
_COUNTS = """WITH kept AS (
  SELECT a.office, a.kind, a.matters, {standing} AS standing, {certainty} AS certainty
  FROM protocol a WHERE {conditions}
), alike AS MATERIALIZED (
  SELECT standing, kind, matters, certainty, office, count(*)::int AS n,
         grouping(office) = 0 AS is_of_office
  FROM kept GROUP BY GROUPING SETS ((standing, kind, matters, certainty), (office))
), told AS (SELECT * FROM alike WHERE NOT is_of_office)
SELECT 'status' AS name, standing AS value, sum(n)::int AS n FROM told GROUP BY standing
UNION ALL SELECT 'kind', kind, sum(n)::int FROM told GROUP BY kind
UNION ALL SELECT 'matter', matter, sum(n)::int FROM told, unnest(matters) AS matter GROUP BY matter
UNION ALL SELECT 'certainty', certainty, sum(n)::int FROM told
  WHERE certainty IS NOT NULL GROUP BY certainty
UNION ALL SELECT 'office', office, n FROM alike WHERE is_of_office
UNION ALL SELECT 'total', '', coalesce(sum(n), 0)::int FROM told
ORDER BY n DESC, value"""


async def _made_counts(asked: Asked) -> tallies.Counts:
    rows = await fetch(
        _COUNTS.format(
            standing=conditions.standing(DAY),
            certainty=asked.certainty,
            conditions=asked.conditions,
        ),
        *asked.arguments,
    )
    counts: tallies.Counts = defaultdict(dict)
    for row in rows:
        counts[row["name"]][row["value"]] = row["n"]
    return counts


async def _office_names(codes: Iterable[str]) -> dict[str, str]:
    rows = await fetch("SELECT code, name FROM office WHERE code = ANY($1::text[])", list(codes))
    return {row["code"]: row["name"] for row in rows}


def _facets(counts: tallies.Counts, offices: dict[str, str]) -> dict[str, list[Facet]]:
    by_status = counts.get("status", {})
    # «In vigore» holds those that are about to end as well: so does its link.
    in_force = sum(by_status.get(one, 0) for one in IN_FORCE_NOW)
    if in_force:
        by_status["in_force"] = in_force
    return {
        name: [
            Facet(value=value, label=offices.get(value) or _label(name, value), count=n)
            for value, n in many.items()
        ]
        for name, many in counts.items()
    }


def _label(name: str, value: str) -> str:
    if name == "status":
        return str(status(f"protocol:{value}").word)
    if name == "kind":
        return str(ACT_KINDS[ActKind(value)].label)
    if name == "matter":
        return str(MATTERS[Matter(value)])
    return str(CERTAINTIES.get(value, value))


class ExportRow(Struct, kw_only=True):
    """An act as it leaves in a table: one row, all in words."""

    act: ProtocolRow
    party_names: str
    place_codes: str
    registered_number: str
    registered_on: date | None


_TO_EXPORT = """, a.registered_number, a.registered_on,
  coalesce((SELECT string_agg(coalesce(nullif(p.name_words, ''), x.name), '; '
                              ORDER BY p.position, p.id)
     FROM party p JOIN partner x ON x.id = p.partner WHERE p.protocol = a.id), '') AS party_names,
  coalesce((SELECT string_agg(t.place, '; ' ORDER BY t.position)
     FROM protocol_place t WHERE t.protocol = a.id), '') AS place_codes"""


async def rows_to_export(ask: Ask, filters: ProtocolFilters, *, by: Actor) -> Sequence[ExportRow]:
    """Every row of the list, not the page, in its order: one query."""
    asked = asked_of(ask, filters, by)
    rows = await fetch(_rows_of(asked, page_of(asked, ask.sort), _TO_EXPORT), *asked.arguments)
    return [_export_row(dict(row)) for row in rows]


def _export_row(row: dict[str, Any]) -> ExportRow:
    return ExportRow(
        act=convert(row, ProtocolRow, strict=False),
        party_names=row["party_names"],
        place_codes=row["place_codes"],
        registered_number=row["registered_number"],
        registered_on=row["registered_on"],
    )


async def choices(text: str, *, by: Actor, limit: int = 20) -> list[tuple[int, str]]:
    """Acts that match what was typed, for whoever has to point at one: id and title."""
    asked = asked_of(Ask(q=text), ProtocolFilters(), by)
    page = page_of(asked, "title", size=limit)
    rows = await fetch(_rows_of(asked, page), *asked.arguments)
    return [(row["id"], _title_with_day(convert(dict(row), ProtocolRow, strict=False)))
            for row in rows]  # fmt: skip


def _title_with_day(row: ProtocolRow) -> str:
    when = f"{row.signed_on:%d/%m/%Y}" if row.signed_on else row.signed_text or row.when_text
    return f"{row.title} ({when})" if when else row.title
