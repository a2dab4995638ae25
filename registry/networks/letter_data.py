"""What the network's documents are written from: its table of partners, its operating structure."""

from typing import Annotated

from msgspec import Meta

from registry.networks.kinds import PromoterKind
from registry.partners.kinds import Family
from registry.platform.documents.facts import (
    Facts,
    LetterheadData,
    Line,
    Slug,
    Version,
    Words,
    Year,
)
from registry.platform.documents.letter import Stage

Cell = Annotated[str, Meta(max_length=2000)]


class NetworkRow(Facts, frozen=True, kw_only=True):
    """Un partner della rete. ``since`` è la data com'è stata scritta, mai un'altra."""

    partner: Line
    activity: Cell = ""
    since: Annotated[str, Meta(max_length=600, description="dai primi anni 2000")] = ""
    basis: Annotated[str, Meta(max_length=200, description="protocollo; prassi senza atto")] = ""
    acts: Cell = ""
    family: Annotated[Family, Meta(description="Gruppo, nelle tabelle lunghe")] = Family.OTHER


class NetworkTableData(Facts, frozen=True, kw_only=True):
    """La tabella rete: partner, attività, inizio; con ``with_acts`` anche gli atti."""

    stage: Stage
    letterhead: LetterheadData
    network: Line
    subtitle: Annotated[str, Meta(max_length=400)] = ""
    slug: Slug = ""
    year: Year
    with_acts: bool = False
    rows: Annotated[tuple[NetworkRow, ...], Meta(min_length=1, max_length=5000)]
    note: Annotated[str, Meta(max_length=600)] = ""


class AreaData(Facts, frozen=True, kw_only=True):
    """Una riga della sintesi: l'ambito e ciò che vi si fa."""

    name: Line
    actions: Annotated[tuple[Words, ...], Meta(min_length=1)]


class PartData(Facts, frozen=True, kw_only=True):
    """Un'azione, o una sua parte: chi, dove, come si accede, che cosa si fa."""

    title: Line
    promoter_kind: PromoterKind = PromoterKind.PROMOTERS
    promoters: tuple[Line, ...] = ()
    area: Annotated[str, Meta(max_length=400)] = ""
    access: tuple[Words, ...] = ()
    description: Annotated[str, Meta(max_length=8000)] = ""
    activities: tuple[Words, ...] = ()


class ActionData(PartData, frozen=True, kw_only=True):
    parts: tuple[PartData, ...] = ()
    relations: Annotated[tuple[Words, ...], Meta(description="Relazioni extra rete")] = ()


class LevelData(Facts, frozen=True, kw_only=True):
    title: Line
    actions: Annotated[tuple[ActionData, ...], Meta(min_length=1)]


class OperatingStructureData(Facts, frozen=True, kw_only=True):
    """La struttura dell'intervento operativo di una rete."""

    stage: Stage
    version: Version = 1
    slug: Slug = ""
    letterhead: LetterheadData
    project: Line
    subtitle: Annotated[str, Meta(max_length=400)] = ""
    introduction: Annotated[str, Meta(max_length=8000)] = ""
    areas: tuple[AreaData, ...] = ()
    levels: Annotated[tuple[LevelData, ...], Meta(min_length=1)]
    partners: tuple[NetworkRow, ...] = ()
    note: Annotated[str, Meta(max_length=600)] = ""
