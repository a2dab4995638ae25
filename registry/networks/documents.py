"""The network's documents from what is kept: the data of ``letters``, then the .docx."""

from typing import Any

from registry.networks import letters, queries
from registry.networks.kinds import BASES, Basis
from registry.networks.letter_data import (
    ActionData,
    AreaData,
    LevelData,
    NetworkRow,
    NetworkTableData,
    OperatingStructureData,
    PartData,
)
from registry.networks.rows import ActionView, LevelView, NetworkView, ParticipantRow, ScopeView
from registry.partners.kinds import KINDS
from registry.platform import clock
from registry.platform.accounts.roles import Actor
from registry.platform.documents.facts import LetterheadData
from registry.platform.documents.letter import Stage
from registry.platform.errors import WrongStatus
from registry.platform.i18n import _
from registry.platform.templates import actions as templates


async def table_document(
    network_id: int, *, with_acts: bool = False, by: Actor
) -> tuple[str, bytes]:
    """Name and .docx of the table of partners, as the registry knows it today."""
    data = await table_data(network_id, with_acts=with_acts, by=by)
    content, _template = await templates.write(letters.network_table_letter(data))
    return letters.network_table_file_name(data), content


async def structure_document(network_id: int, *, by: Actor) -> tuple[str, bytes]:
    """Name and .docx of the operating structure."""
    data = await structure_data(network_id, by=by)
    content, _template = await templates.write(letters.operating_structure_letter(data))
    return letters.operating_structure_file_name(data), content


async def table_data(network_id: int, *, with_acts: bool = False, by: Actor) -> NetworkTableData:
    network = await queries.view(network_id, by=by)
    rows = await queries.participants(network_id, by=by)
    if not rows:
        raise WrongStatus(_("La rete non ha ancora partecipanti: aggiungi il primo."))
    return NetworkTableData(
        stage=Stage.FINAL,
        letterhead=LetterheadData(lines=(network.office_name,), unit=network.office_unit),
        network=network.name,
        subtitle=network.subtitle[:400],
        year=clock.today().year,
        with_acts=with_acts,
        rows=tuple(_row(row) for row in rows),
        note=_sources(rows),
    )


def _row(row: ParticipantRow) -> NetworkRow:
    """The words of the source for what it did and since when; its own name for the body."""
    basis = "" if row.basis is Basis.UNKNOWN else str(BASES[row.basis])
    return NetworkRow(
        partner=row.body.name,
        activity=(row.activity or row.role)[:2000],
        since=row.when_text[:600],
        basis=basis,
        acts=" ".join(part for part in (row.basis_words, row.formalised_text) if part)[:2000],
        family=KINDS[row.body_kind].family,
    )


def _sources(rows: list[ParticipantRow]) -> str:
    titles = dict.fromkeys(row.source_title for row in rows if row.source_title)
    if not titles:
        return ""
    return f"Fonte: {'; '.join(titles)}."[:600]


async def structure_data(network_id: int, *, by: Actor) -> OperatingStructureData:
    network = await queries.view(network_id, by=by)
    tree = await queries.structure(network_id, by=by)
    rows = await queries.participants(network_id, by=by)
    levels = tuple(_levels(tree.levels))
    if not levels:
        raise WrongStatus(_("La struttura operativa è vuota: aggiungi un livello e un'azione."))
    return OperatingStructureData(
        stage=Stage.FINAL,
        version=min(network.version, 999),
        letterhead=LetterheadData(lines=(network.office_name,), unit=network.office_unit),
        project=network.name,
        subtitle=network.subtitle[:400],
        introduction=_introduction(network),
        areas=tuple(_area(scope) for scope in tree.scopes if any(scope.lines)),
        levels=levels,
        partners=tuple(_row(row) for row in rows),
        note=_sources(rows),
    )


def _introduction(network: NetworkView) -> str:
    return (network.description or network.purpose)[:8000]


def _area(scope: ScopeView) -> AreaData:
    return AreaData(name=scope.area_words, actions=tuple(line for line in scope.lines if line))


def _levels(levels: list[LevelView]) -> list[LevelData]:
    """In the order of the page; what stands below a level carries its title."""
    told = []
    for top in levels:
        told += [_level(top, top.title)] if top.actions else []
        told += [_level(one, f"{top.title} – {one.title}") for one in top.levels if one.actions]
    return told


def _level(level: LevelView, title: str) -> LevelData:
    return LevelData(title=title, actions=tuple(_action(action) for action in level.actions))


def _action(action: ActionView) -> ActionData:
    outside = [*action.relations, *(line for part in action.parts for line in part.relations)]
    return ActionData(
        **_part_values(action),
        parts=tuple(PartData(**_part_values(part)) for part in action.parts),
        relations=tuple(line for line in outside if line),
    )


def _part_values(part: ActionView) -> dict[str, Any]:
    named = tuple(body.name for body in part.promoters)
    return {
        "title": part.title,
        "promoter_kind": part.promoter_kind,
        "promoters": named or ((part.promoters_words,) if part.promoters_words else ()),
        "area": part.area_words[:400],
        "access": tuple(line for line in part.access if line),
        "description": part.description[:8000],
        "activities": tuple(line for line in part.activities if line),
    }
