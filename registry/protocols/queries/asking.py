"""What a list of acts is asked for: each filter of its address as a condition."""

from dataclasses import dataclass
from typing import Any

from registry.dates.asking import Days, read_days
from registry.platform import clock, search
from registry.platform.accounts.roles import Actor
from registry.platform.accounts.sight import reader
from registry.platform.asking import Question
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _, lazy
from registry.platform.lists import Ask
from registry.platform.search.queries import tidy
from registry.protocols.lifecycle import IN_FORCE, ProtocolStatus
from registry.protocols.queries import conditions
from registry.protocols.queries.conditions import IN_FORCE_NOW
from registry.protocols.shapes import ProtocolFilters
from registry.territory import queries as territory

VIEWS = {
    "to_do": lazy("Da fare"),
    "preparing": lazy("In preparazione"),
    "signing": lazy("Alla firma"),
    "in_force": lazy("In vigore"),
    "expiring": lazy("Scadono entro 120 giorni"),
    "": lazy("Tutti"),
}
_IN_VIEW = {
    "preparing": frozenset({"proposed", "in_definition", "circulated"}),
    "signing": frozenset({"signing"}),
    "in_force": IN_FORCE_NOW,
    "expiring": frozenset({"expiring", "renews_itself"}),
}
LACKING = {
    "document": lazy("Senza documenti"),
    "dates": lazy("Senza date"),
    "parties": lazy("Con meno di due parti"),
}
_LACKING = {
    "document": "NOT EXISTS (SELECT 1 FROM protocol_document d WHERE d.protocol = a.id)",
    "dates": "(a.signed_on IS NULL AND a.starts_earliest IS NULL AND a.starts_latest IS NULL)",
    "parties": "a.id NOT IN (SELECT protocol FROM party GROUP BY protocol HAVING count(*) > 1)",
}
CERTAINTIES = {"certain": lazy("Certi"), "possible": lazy("Possibili")}
STANDINGS = frozenset(ProtocolStatus) | IN_FORCE_NOW
DAY = "$3"
"""The day of the reader, who stands in $1 and $2."""


@dataclass
class Asked(Question):
    """The question, and what of it the rest of the list wants to know."""

    certainty: str = "NULL::text"
    """SQL: «certain» or «possible», where the list asks who was in force on a day."""
    standings: frozenset[str] = STANDINGS
    """Those that the rows may have."""
    office: str = ""
    is_plain: bool = True
    """Nothing is asked, but perhaps one office: the counts are known already."""
    is_wide: bool = True
    """Nothing is asked but how an act stands: very many rows may be left."""


def asked_of(ask: Ask, filters: ProtocolFilters, by: Actor) -> Asked:
    asked = Asked([*reader(by), clock.today()], [conditions.visible()])
    asked.office = filters.office
    words = tidy(ask.q)
    asked.is_plain = not words and filters == ProtocolFilters(office=filters.office)
    asked.is_wide = (
        not words
        and filters == ProtocolFilters(status=filters.status, view=filters.view)
        and filters.view != "to_do"
    )
    if words:
        asked.ask("a.id IN (" + search.matching("protocols", "{0}") + ")", words)
    _ask_standing(asked, filters)
    _ask_plain(asked, filters)
    _ask_days(asked, filters)
    if filters.place:
        asked.ask(
            "a.id IN (SELECT protocol FROM protocol_place WHERE place IN"  # noqa: S608
            f" ({territory.inside('{0}')}))",
            filters.place,
        )
    return asked


def _ask_standing(asked: Asked, filters: ProtocolFilters) -> None:
    if filters.status:
        whole = {IN_FORCE.value: IN_FORCE_NOW}
        _keep(asked, whole.get(filters.status, frozenset({filters.status})))
    if filters.view == "to_do":
        asked.ask(f"a.office = $1 AND {conditions.may_wait(DAY)}")
        asked.ask(f"({conditions.waits_for_us(DAY)})")
    elif filters.view:
        _keep(asked, _known(_IN_VIEW, filters.view, "view"))


def _keep(asked: Asked, wanted: frozenset[str]) -> None:
    asked.standings &= wanted
    asked.where.append(conditions.stands_as(asked.standings, DAY) if asked.standings else "false")


def _ask_plain(asked: Asked, filters: ProtocolFilters) -> None:
    if filters.kind:
        asked.ask("a.kind = {0}", filters.kind)
    if filters.matter:
        asked.ask("a.matters && ARRAY[{0}]::varchar[]", filters.matter)
    if filters.office:
        asked.ask("a.office = {0}", filters.office)
    if filters.network:
        asked.ask(
            "a.id IN (SELECT protocol FROM protocol_network WHERE network = {0})",
            _number(filters.network, "network"),
        )
    if filters.partner:
        asked.ask(
            "a.id IN (SELECT protocol FROM party WHERE partner = {0})",
            _number(filters.partner, "partner"),
        )
    if filters.lacking:
        asked.ask(_known(_LACKING, filters.lacking, "lacking"))


def _ask_days(asked: Asked, filters: ProtocolFilters) -> None:
    if filters.expiring_before:
        before = days_of(filters.expiring_before, "expiring_before")
        asked.ask("a.ends_latest < {0}", before.first)
        _keep(asked, IN_FORCE_NOW)
    if filters.signed_from:
        asked.ask("a.signed_on >= {0}", days_of(filters.signed_from, "signed_from").first)
    if filters.signed_to:
        asked.ask("a.signed_on <= {0}", days_of(filters.signed_to, "signed_to").last)
    if filters.in_force_on:
        _ask_in_force(asked, filters)


def _ask_in_force(asked: Asked, filters: ProtocolFilters) -> None:
    """Who has effect on a day, or in a month or a year: certainly on each of its days, or
    possibly on some, as far as the dates tell."""
    asked_for = days_of(filters.in_force_on, "in_force_on")
    first, last = asked.value(asked_for.first), asked.value(asked_for.last)
    certain = f"({conditions.in_force_on(first)} AND {conditions.in_force_on(last)})"
    possible = conditions.perhaps_in_force_on(first, until=last)
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


def days_of(text: str, name: str) -> Days:
    """What was typed, in words or figures: «1/1/2018», «marzo 2019», «2019», «oggi»."""
    return read_days(text, field=name)
