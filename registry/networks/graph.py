"""Who is tied to whom in a network, on a day: bodies, ties, and the sentences that say it. Pure.

With more than forty bodies the territories are drawn, each with how many it has; one of them
can be opened.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from registry.networks.days import Standing, on_day
from registry.networks.rows import Body, ParticipantRow
from registry.networks.situations import WITHOUT
from registry.partners.kinds import Kind
from registry.platform.i18n import _, lazy, ngettext

MOST_NODES = 40


class Ring(StrEnum):
    """From the middle outwards: whole region, provinces and conferences, single bodies."""

    REGION = "region"
    AREA = "area"
    LOCAL = "local"


_AREAS = {Kind.MAYORS_CONFERENCE, Kind.DISTRICT, Kind.PROVINCE, Kind.METROPOLITAN_CITY}


def ring_of(kind: Kind | None, place: str) -> Ring:
    if kind in _AREAS or place.startswith(("area:", "prov:")):
        return Ring.AREA
    if place.startswith(("reg:", "it")) or kind is Kind.REGION:
        return Ring.REGION
    return Ring.LOCAL


class Tie(StrEnum):
    """What a line says: with an act, without, not known; ``is_perhaps`` is apart."""

    ACT = "act"
    NO_ACT = "no_act"
    UNKNOWN = "unknown"


TIE_WORDS = {
    Tie.ACT: lazy("con un atto"),
    Tie.NO_ACT: lazy("senza atto"),
    Tie.UNKNOWN: lazy("non si sa se c'è un atto"),
}


@dataclass(frozen=True)
class Node:
    key: str
    name: str
    href: str
    ring: Ring
    note: str = ""
    territory: str = ""


@dataclass(frozen=True)
class Edge:
    """``start`` is the key of a node, or "" for the network itself."""

    start: str
    end: str
    tie: Tie
    is_perhaps: bool
    words: str = ""
    is_on_behalf: bool = False
    """``end`` acts for ``start``."""


@dataclass(frozen=True)
class Saying:
    """One thing that the list says of a body: what it does there, with whom, on what basis."""

    words: str
    others: tuple[Node, ...]
    tie: Tie
    is_perhaps: bool


@dataclass
class Graph:
    """In the order in which it is read: the list below the picture says the same."""

    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    """What is drawn: one line between two."""
    told: list[Edge] = field(default_factory=list)
    """What is said: every tie, also where several join the same two."""
    left_out: int = 0
    """Bodies that are not drawn: not there yet or any more, or without a date that day."""
    is_grouped: bool = False


def graph_of(
    rows: Sequence[ParticipantRow], *, on: date, href: str, place: str | None = None
) -> Graph:
    """The network as it was that day; ``href`` is the address of its drawing.

    ``place`` opens one territory of a network that is too large to be drawn whole.
    """
    there = [row for row in rows if _may_be_there(row, on)]
    graph = Graph(left_out=len(rows) - len(there))
    chosen = [row for row in there if place is None or row.place == place]
    if place is None and len({_key(row.body) for row in there}) > MOST_NODES:
        return _grouped(there, graph, href)
    for row in chosen[: MOST_NODES if place else None]:
        _add_row(graph, row, on)
    graph.told = list(graph.edges)
    _keep_known(graph)
    return graph


def sayings(graph: Graph, node: Node) -> list[Saying]:
    """What the list says of a node: its part in the network first, then with whom it does what."""
    names = {one.key: one for one in graph.nodes}
    found: dict[tuple[str, Tie, bool], dict[str, Node]] = {}
    for edge in sorted(graph.told, key=lambda edge: edge.start != ""):
        if node.key in (edge.start, edge.end):
            other = edge.start if edge.end == node.key else edge.end
            words = _on_behalf(edge, node, names[other]) if edge.is_on_behalf else edge.words
            of_it = found.setdefault((words, edge.tie, edge.is_perhaps), {})
            if other in names and not edge.is_on_behalf:
                of_it[other] = names[other]
    return [Saying(key[0], tuple(of_it.values()), *key[1:]) for key, of_it in found.items()]


def _on_behalf(edge: Edge, node: Node, other: Node) -> str:
    if edge.end == node.key:
        return _("per conto di {name}").format(name=other.name)
    return _("tramite {name}").format(name=other.name)


def _may_be_there(row: ParticipantRow, on: date) -> bool:
    return on_day(row.span, on).standing in (Standing.CERTAIN, Standing.POSSIBLE)


def _key(body: Body) -> str:
    return f"p{body.id}" if body.id else f"x{body.name}"


def _href(body: Body) -> str:
    return f"/partners/{body.id}" if body.id else ""


def _add_row(graph: Graph, row: ParticipantRow, on: date) -> None:
    _add_node(graph, row.body, row.body_kind, row)
    tie, is_perhaps = tie_of(row), on_day(row.span, on).standing is not Standing.CERTAIN
    graph.edges.append(Edge("", _key(row.body), tie, is_perhaps, row.role))
    if row.on_behalf_of:
        _add_node(graph, row.on_behalf_of, Kind.MAYORS_CONFERENCE, None)
        graph.edges.append(
            Edge(_key(row.on_behalf_of), _key(row.body), tie, is_perhaps, is_on_behalf=True)
        )
    for other in row.together:
        graph.edges.append(Edge(_key(row.body), _key(other), tie, is_perhaps, row.activity))


def _add_node(graph: Graph, body: Body, kind: Kind, row: ParticipantRow | None) -> None:
    if any(node.key == _key(body) for node in graph.nodes):
        return
    place = row.place if row else ""
    territory = row.place_name if row else ""
    graph.nodes.append(
        Node(_key(body), body.name, _href(body), ring_of(kind, place), territory=territory)
    )


def tie_of(row: ParticipantRow) -> Tie:
    if row.basis in WITHOUT and not row.formalised_text:
        return Tie.NO_ACT
    return Tie.ACT if row.basis == "act" or row.formalised_text else Tie.UNKNOWN


def _keep_known(graph: Graph) -> None:
    """Ties between what is in the picture: of several between the same two, the one that
    says most (an act before a practice, certain before perhaps)."""
    keys = {node.key for node in graph.nodes} | {""}
    best: dict[frozenset[str], Edge] = {}
    for edge in graph.edges:
        pair = frozenset((edge.start, edge.end))
        if pair <= keys and len(pair) == 2:
            best[pair] = min(best.get(pair, edge), edge, key=_weight)
    graph.edges = list(best.values())


def _weight(edge: Edge) -> tuple[bool, int]:
    return edge.is_perhaps, list(Tie).index(edge.tie)


def _grouped(rows: Iterable[ParticipantRow], graph: Graph, href: str) -> Graph:
    """A node for each territory, with how many bodies it has."""
    graph.is_grouped = True
    bodies: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        bodies.setdefault((row.place, row.place_name), set()).add(_key(row.body))
    largest = sorted(bodies.items(), key=lambda one: (-len(one[1]), one[0][1]))[:MOST_NODES]
    for (place, name), of_it in sorted(largest, key=lambda one: one[0][1]):
        key = f"t{place}"
        note = ngettext("{n} ente", "{n} enti", len(of_it)).format(n=len(of_it))
        shown = name or _("Territorio non indicato")
        separator = "&" if "?" in href else "?"
        graph.nodes.append(
            Node(key, shown, f"{href}{separator}place={place}", ring_of(None, place), note=note)
        )
        graph.edges.append(Edge("", key, Tie.UNKNOWN, False))
    return graph
