"""What is made in series: every letter, and what of the registry has its data already.

Imported for that by whatever makes batches: the pages and the worker.
"""

from functools import partial

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
from registry.platform.i18n import lazy
from registry.platform.lists import LARGEST, Ask
from registry.protocols import queries as protocols


async def _acts_joined(actor: Actor) -> list[tuple[str, str]]:
    return [(str(one.id), one.name) for one in await protocols.acts_joined_later(by=actor)]


async def _accessions(actor: Actor, choice: str, is_final: bool) -> list[bytes]:
    stage = Stage.FINAL if is_final else Stage.DRAFT
    found = await protocols.accession_facts(int(choice), stage=stage, by=actor)
    return [msgspec.json.encode(data) for data in found]


async def _years(actor: Actor) -> list[tuple[str, str]]:
    filters = SchedaFilters(office=actor.office)
    facets = (await schede.list_schede(Ask(size=1), filters, by=actor)).facets
    return [(one.value, f"{one.label} ({one.count})") for one in facets.get("year", [])]


async def _schede(actor: Actor, choice: str, is_final: bool) -> list[bytes]:
    """Each as it stands: what is still a draft says so, whatever was asked."""
    lines: list[bytes] = []
    filters = SchedaFilters(office=actor.office, year=choice)
    page = 1
    while True:
        found = await schede.list_schede(
            Ask(size=LARGEST, page=page, sort="number"), filters, by=actor
        )
        for row in found.items:
            view = await schede.view(row.id, by=actor)
            circular = await circulars.find(view.circular)
            stage = stage_of(view) if is_final else Stage.DRAFT
            data = letter_data(view, circular, stage=stage, sequence=len(lines) + 1)
            lines.append(msgspec.json.encode(data))
        if page >= found.pages:
            return lines
        page += 1


def _example_line(kind: Kind) -> bytes:
    return msgspec.json.encode(kind.example()) + b"\n"


for _kind in KINDS.values():
    declare_kind(
        BatchKind(
            name=_kind.name,
            title=_kind.title,
            templates=tuple(dict.fromkeys(letter.template for letter in _kind.letters)),
            example=partial(_example_line, _kind),
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
lend(
    Hands(
        check=Task("intese.fenced:check_lines", asks=LinesAsked, answers=LinesTold),
        make=Task("intese.fenced:make_documents", asks=LinesAsked, answers=LinesTold),
    )
)
