"""What is made in series: every letter, and what of the registry has its data already."""

from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from typing import TypeVar

import msgspec

from good_practices.circulars import queries as circulars
from good_practices.schede import queries as schede
from good_practices.schede.documents import letter_data, stage_of
from good_practices.schede.shapes import SchedaFilters
from intese.letters import KINDS, Kind
from registry.platform.accounts.roles import Actor
from registry.platform.batches.known import (
    BatchKind,
    Hands,
    Source,
    declare_kind,
    declare_source,
    lend,
)
from registry.platform.batches.shapes import LinesAsked, LinesTold
from registry.platform.contained import Task
from registry.platform.documents.letter import Stage
from registry.platform.i18n import _, figure, lazy
from registry.platform.lists import LARGEST, Ask, Listing
from registry.platform.statuses import status
from registry.protocols import queries as protocols
from registry.protocols.export import parties_state_data
from registry.protocols.letters.data import AccessionData
from registry.protocols.shapes import ProtocolFilters

Row = TypeVar("Row")


async def _acts_joined(actor: Actor) -> list[tuple[str, str]]:
    return [(str(one.id), one.name) for one in await protocols.acts_joined_later(by=actor)]


async def _accessions(actor: Actor, choice: str, is_final: bool) -> AsyncIterator[bytes]:
    for data in await _deeds(actor, choice, is_final):
        yield msgspec.json.encode(data)


async def _check_accessions(actor: Actor, choice: str, is_final: bool) -> None:
    await _deeds(actor, choice, is_final)


async def _deeds(actor: Actor, choice: str, is_final: bool) -> list[AccessionData]:
    stage = Stage.FINAL if is_final else Stage.DRAFT
    return await protocols.accession_facts(int(choice), stage=stage, by=actor)


async def _standings(actor: Actor) -> list[tuple[str, str]]:
    counts = await protocols.count_standings(by=actor)
    return [
        (name, _("{standing} ({n})").format(standing=status(f"protocol:{name}").word, n=figure(n)))
        for name, n in counts.items()
    ]


async def _states(actor: Actor, choice: str, _is_final: bool) -> AsyncIterator[bytes]:
    """Acts without parties have nothing to tell."""
    filters = ProtocolFilters(office=actor.office, status=choice)
    async for row in _every(partial(protocols.list_protocols, filters=filters, by=actor)):
        act = await protocols.view(row.id, by=actor)
        if act.parties:
            yield msgspec.json.encode(await parties_state_data(act))


async def _every(
    listed: Callable[[Ask], Awaitable[Listing[Row]]], *, sort: str = ""
) -> AsyncIterator[Row]:
    """The rows of a list, page after page."""
    page = pages = 1
    while page <= pages:
        found = await listed(Ask(size=LARGEST, page=page, sort=sort))
        pages, page = found.pages, page + 1
        for row in found.items:
            yield row


async def _years(actor: Actor) -> list[tuple[str, str]]:
    filters = SchedaFilters(office=actor.office)
    facets = (await schede.list_schede(Ask(size=1), filters, by=actor)).facets
    return [(one.value, f"{one.value} ({one.count})") for one in facets.get("year", [])]


async def _schede(actor: Actor, choice: str, is_final: bool) -> AsyncIterator[bytes]:
    """Each as it stands: what is still a draft says so, whatever was asked."""
    sequence = 0
    filters = SchedaFilters(office=actor.office, year=choice)
    listed = partial(schede.list_schede, filters=filters, by=actor)
    async for row in _every(listed, sort="number"):
        view = await schede.view(row.id, by=actor)
        circular = await circulars.find(view.circular)
        stage = stage_of(view) if is_final else Stage.DRAFT
        sequence += 1
        yield msgspec.json.encode(letter_data(view, circular, stage=stage, sequence=sequence))


def _example_line(kind: Kind) -> bytes:
    return msgspec.json.encode(kind.example()) + b"\n"


def declare_batches() -> None:
    """Tells the room of batches what can be made in series, and who makes it."""
    for kind in KINDS.values():
        declare_kind(
            BatchKind(
                name=kind.name,
                title=kind.title,
                templates=tuple(dict.fromkeys(letter.template for letter in kind.letters)),
                example=partial(_example_line, kind),
            )
        )
    declare_source(
        Source(
            name="accessions",
            title=lazy("Gli atti di adesione"),
            help=lazy("Uno per ogni ente che ha aderito a un atto dopo la firma."),
            label=lazy("L'atto"),
            kind="adesione",
            choices=_acts_joined,
            lines=_accessions,
            check=_check_accessions,
        )
    )
    declare_source(
        Source(
            name="schede",
            title=lazy("Le schede dell'ufficio"),
            help=lazy("Una per ogni scheda dell'anno, nell'ordine del numero."),
            label=lazy("L'anno"),
            kind="scheda",
            choices=_years,
            lines=_schede,
        )
    )
    declare_source(
        Source(
            name="states",
            title=lazy("Lo stato delle firme"),
            help=lazy("Uno per ogni atto dell'ufficio che sta così oggi, con le sue parti."),
            label=lazy("Gli atti"),
            kind="stato-firme",
            choices=_standings,
            lines=_states,
            has_drafts=False,
        )
    )
    lend(
        Hands(
            check=Task("intese.fenced:check_lines", asks=LinesAsked, answers=LinesTold),
            make=Task("intese.fenced:make_documents", asks=LinesAsked, answers=LinesTold),
        )
    )
