"""Lists of acts: one query for the rows of a page, one for all its counts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from msgspec import Struct, convert

from registry import dates
from registry.platform import clock, search
from registry.platform.accounts.roles import Actor
from registry.platform.database import fetch
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _, lazy
from registry.platform.lists import Ask, Facet, Listing, order_by
from registry.platform.search.queries import tidy
from registry.platform.statuses import status
from registry.protocols.kinds import ACT_KINDS, MATTERS, ActKind, Matter
from registry.protocols.lifecycle import IN_FORCE
from registry.protocols.queries import conditions
from registry.protocols.shapes import ProtocolFilters, ProtocolRow
from registry.territory import queries as territory

# What comes first: what waits for somebody, then what ends soonest.
_FIRST = """CASE standing WHEN 'signing' THEN 0 WHEN 'circulated' THEN 1
  WHEN 'in_definition' THEN 2 WHEN 'proposed' THEN 3 WHEN 'signed' THEN 4
  WHEN 'expiring' THEN 5 WHEN 'renews_itself' THEN 5 WHEN 'in_force' THEN 6 ELSE 7 END,
  ends_latest"""

SORTS = {
    "first": _FIRST,
    "title": "fold(title)",
    "kind": "kind",
    "promoter": "fold(promoter_name)",
    "status": "standing",
    "signed_on": "coalesce(signed_on, starts_earliest)",
    "starts_on": "starts_earliest",
    "expires_on": "ends_latest",
    "office": "office",
}

IN_FORCE_NOW = ("in_force", "expiring", "renews_itself")
VIEWS = {
    "to_do": lazy("Da fare"),
    "preparing": lazy("In preparazione"),
    "signing": lazy("Alla firma"),
    "in_force": lazy("In vigore"),
    "expiring": lazy("Scadono entro 120 giorni"),
    "": lazy("Tutti"),
}
_IN_VIEW = {
    "preparing": ("proposed", "in_definition", "circulated"),
    "signing": ("signing",),
    "in_force": IN_FORCE_NOW,
    "expiring": ("expiring", "renews_itself"),
}
LACKING = {
    "document": lazy("Senza documenti"),
    "dates": lazy("Senza date"),
    "parties": lazy("Con meno di due parti"),
}
_LACKING = {
    "document": "NOT EXISTS (SELECT 1 FROM protocol_document d WHERE d.protocol = a.id)",
    "dates": "(a.signed_on IS NULL AND a.starts_earliest IS NULL AND a.starts_latest IS NULL)",
    "parties": "(SELECT count(*) FROM party p WHERE p.protocol = a.id) < 2",
}
CERTAINTIES = {"certain": lazy("Certi"), "possible": lazy("Possibili")}


@dataclass
class _Question:
    """SQL conditions and what they are about, numbered as they come."""

    arguments: list[Any]
    where: list[str] = field(default_factory=list)
    certainty: str = "NULL::text"

    def ask(self, condition: str, *values: Any) -> None:
        """``{0}``, ``{1}`` … in the condition stand for the values."""
        places = []
        for value in values:
            self.arguments.append(value)
            places.append(f"${len(self.arguments)}")
        self.where.append(condition.format(*places))


def _question(ask: Ask, filters: ProtocolFilters, by: Actor) -> _Question:
    asked = _Question([*conditions.reader(by), clock.today()], [conditions.visible()])
    if words := tidy(ask.q):
        asked.ask("a.id IN (" + search.matching("protocols", "{0}") + ")", words)
    _ask_plain(asked, filters, by)
    _ask_days(asked, filters)
    if filters.place:
        asked.ask(
            "EXISTS (SELECT 1 FROM protocol_place t WHERE t.protocol = a.id"  # noqa: S608
            f" AND t.place IN ({territory.inside('{0}')}))",
            filters.place,
        )
    return asked


def _ask_plain(asked: _Question, filters: ProtocolFilters, by: Actor) -> None:
    standing = conditions.standing("$3")
    if filters.status:
        wanted = IN_FORCE_NOW if filters.status == IN_FORCE else (filters.status,)
        asked.ask(f"({standing}) = ANY({{0}}::text[])", list(wanted))
    if filters.view:
        _ask_view(asked, filters.view, standing)
    if filters.kind:
        asked.ask("a.kind = {0}", filters.kind)
    if filters.matter:
        asked.ask("a.matters && ARRAY[{0}]::varchar[]", filters.matter)
    if filters.office:
        asked.ask("a.office = {0}", filters.office)
    if filters.network:
        asked.ask(
            "EXISTS (SELECT 1 FROM protocol_network t WHERE t.protocol = a.id AND t.network = {0})",
            _number(filters.network, "network"),
        )
    if filters.partner:
        asked.ask(
            "EXISTS (SELECT 1 FROM party t WHERE t.protocol = a.id AND t.partner = {0})",
            _number(filters.partner, "partner"),
        )
    if filters.lacking:
        asked.ask(_known(_LACKING, filters.lacking, "lacking"))


def _ask_view(asked: _Question, view: str, standing: str) -> None:
    if view == "to_do":
        asked.ask(f"a.office = $1 AND ({conditions.waits_for_us('$3')})")
        return
    asked.ask(f"({standing}) = ANY({{0}}::text[])", list(_known(_IN_VIEW, view, "view")))


def _ask_days(asked: _Question, filters: ProtocolFilters) -> None:
    if filters.expiring_before:
        asked.ask("a.ends_latest < {0}", day_of(filters.expiring_before, "expiring_before"))
        asked.ask(f"({conditions.standing('$3')}) = ANY({{0}}::text[])", list(IN_FORCE_NOW))
    if filters.signed_from:
        asked.ask("a.signed_on >= {0}", day_of(filters.signed_from, "signed_from"))
    if filters.signed_to:
        asked.ask("a.signed_on <= {0}", day_of(filters.signed_to, "signed_to"))
    if filters.in_force_on:
        _ask_in_force(asked, filters)


def _ask_in_force(asked: _Question, filters: ProtocolFilters) -> None:
    """Who has effect on a day: certainly, or possibly as far as the dates tell."""
    asked.ask("{0}::date IS NOT NULL", day_of(filters.in_force_on, "in_force_on"))
    day = f"${len(asked.arguments)}"
    certain, possible = conditions.in_force_on(day), conditions.perhaps_in_force_on(day)
    asked.certainty = f"CASE WHEN {certain} THEN 'certain' WHEN {possible} THEN 'possible' END"
    asked.where.append(f"({certain} OR {possible})")
    if filters.certainty:
        _known(CERTAINTIES, filters.certainty, "certainty")
        wanted = certain if filters.certainty == "certain" else f"NOT {certain}"
        asked.where.append(f"({wanted}) IS TRUE")


def _known(table: dict[str, Any], value: str, name: str) -> Any:
    if value not in table:
        known = ", ".join(key for key in table if key)
        raise InvalidInput.of({name: _("Si può scegliere tra: {known}.").format(known=known)})
    return table[value]


def _number(text: str, name: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise InvalidInput.of({name: _("Scrivi il numero che sta nell'indirizzo della pagina.")})
    return int(text)


def day_of(text: str, name: str) -> date:
    """The exact day that was typed: 2018-01-01, 1/1/2018, «1° gennaio 2018», «oggi»."""
    if text.strip().lower() == "oggi":
        return clock.today()
    day = dates.read(text)
    if day.earliest is None or day.earliest != day.latest:
        raise InvalidInput.of({name: _("Scrivi un giorno esatto, per esempio 1/1/2018.")})
    return day.earliest


def _kept(asked: _Question) -> str:
    where = "\n  AND ".join(asked.where)
    return f"""WITH kept AS (
  SELECT a.id, a.kind, a.title, a.office, o.name AS office_name, a.promoter,
         coalesce(b.name, '') AS promoter_name, a.status, {conditions.standing("$3")} AS standing,
         a.when_text, a.when_state, a.starts_earliest, a.starts_latest,
         a.ends_text, a.ends_earliest, a.ends_latest, a.signed_on, a.signed_text,
         a.duration_months, a.duration_words, a.renewal, a.matters,
         a.repertory_year, a.repertory_number, a.repertory_words,
         {asked.certainty} AS certainty
  FROM protocol a JOIN office o ON o.code = a.office LEFT JOIN partner b ON b.id = a.promoter
  WHERE {where}
)"""  # noqa: S608  only this file's own text is put together


# Counted for the rows of the page only.
_COUNTED = """SELECT page.*,
  (SELECT count(*) FROM party p WHERE p.protocol = page.id AND p.status <> 'withdrawn')::int
    AS parties,
  (SELECT count(*) FROM party p WHERE p.protocol = page.id
     AND p.status IN ('signed', 'signed_on_paper', 'acceded'))::int AS signed
FROM page"""


async def list_protocols(ask: Ask, filters: ProtocolFilters, *, by: Actor) -> Listing[ProtocolRow]:
    """One page of the acts that this person may see, with the counts of each filter."""
    asked = _question(ask, filters, by)
    order = order_by(ask.sort, SORTS, default="first")
    limit, offset = len(asked.arguments) + 1, len(asked.arguments) + 2
    rows = await fetch(
        f"{_kept(asked)}, page AS (SELECT *, row_number() OVER (ORDER BY {order}) AS place"  # noqa: S608
        f" FROM kept ORDER BY {order} LIMIT ${limit} OFFSET ${offset})"
        f" {_COUNTED} ORDER BY place",
        *asked.arguments,
        ask.size,
        ask.offset,
    )
    counts = await _counts(asked)
    return Listing(
        items=[convert(dict(row), ProtocolRow, strict=False) for row in rows],
        total=counts.pop("total").get("", 0),
        page=ask.page,
        size=ask.size,
        facets=_facets(counts),
    )


async def _counts(asked: _Question) -> dict[str, dict[str, int]]:
    rows = await fetch(
        f"""{_kept(asked)}
        SELECT 'status' AS name, standing AS value, count(*) AS n FROM kept GROUP BY standing
        UNION ALL SELECT 'kind', kind, count(*) FROM kept GROUP BY kind
        UNION ALL SELECT 'matter', unnest(matters), count(*) FROM kept GROUP BY 2
        UNION ALL SELECT 'office', office, count(*) FROM kept GROUP BY office
        UNION ALL SELECT 'certainty', certainty, count(*) FROM kept
          WHERE certainty IS NOT NULL GROUP BY certainty
        UNION ALL SELECT 'total', '', count(*) FROM kept
        ORDER BY n DESC, value""",  # noqa: S608
        *asked.arguments,
    )
    counts: dict[str, dict[str, int]] = {}
    for row in rows:
        counts.setdefault(row["name"], {})[row["value"]] = row["n"]
    return counts


def _facets(counts: dict[str, dict[str, int]]) -> dict[str, list[Facet]]:
    by_status = counts.get("status", {})
    # «In vigore» holds those that are about to end as well: so does its link.
    in_force = sum(by_status.get(one, 0) for one in IN_FORCE_NOW)
    if in_force:
        by_status["in_force"] = in_force
    return {
        name: [Facet(value=value, label=_label(name, value), count=n) for value, n in many.items()]
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


async def rows_to_export(ask: Ask, filters: ProtocolFilters, *, by: Actor) -> Sequence[ExportRow]:
    """Every row of the list, not the page, in its order: one query."""
    asked = _question(ask, filters, by)
    order = order_by(ask.sort, SORTS, default="first")
    rows = await fetch(
        f"{_kept(asked)}, page AS (SELECT *, row_number() OVER (ORDER BY {order}) AS place"  # noqa: S608
        f" FROM kept), counted AS ({_COUNTED})"
        """ SELECT counted.*, x.registered_number, x.registered_on,
          coalesce((SELECT string_agg(coalesce(nullif(p.name_words, ''), b.name), '; '
                                      ORDER BY p.position, p.id)
             FROM party p JOIN partner b ON b.id = p.partner WHERE p.protocol = counted.id), '')
             AS party_names,
          coalesce((SELECT string_agg(t.place, '; ' ORDER BY t.position)
             FROM protocol_place t WHERE t.protocol = counted.id), '') AS place_codes
        FROM counted JOIN protocol x ON x.id = counted.id ORDER BY place""",
        *asked.arguments,
    )
    return [
        ExportRow(
            act=convert(dict(row), ProtocolRow, strict=False),
            party_names=row["party_names"],
            place_codes=row["place_codes"],
            registered_number=row["registered_number"],
            registered_on=row["registered_on"],
        )
        for row in rows
    ]


async def choices(text: str, *, by: Actor, limit: int = 20) -> list[tuple[int, str]]:
    """Acts that match what was typed, for whoever has to point at one: id and title."""
    found = await list_protocols(Ask(q=text, size=limit, sort="title"), ProtocolFilters(), by=by)
    return [(row.id, _title_with_day(row)) for row in found.items]


def _title_with_day(row: ProtocolRow) -> str:
    when = f"{row.signed_on:%d/%m/%Y}" if row.signed_on else row.signed_text or row.when_text
    return f"{row.title} ({when})" if when else row.title
