"""The picture of a network: rings for wide screens and paper, a spine for phones. Pure.

No ``style``: presentation attributes and classes. A line says with its strokes alone, also
in black and white, whether there is an act (full), none (ladder), or one cannot say (thin);
what perhaps goes on is broken. Each node is a link, in the order of the list below.
"""

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from registry.networks.graph import Edge, Graph, Node, Ring, Tie
from registry.platform.i18n import _, lazy
from registry.platform.web.parts import uid

BLUE, GREY, PALE = "#0059b3", "#5b6f82", "#e3e8ee"
WIDTH, NARROW_WIDTH = 1130, 344
CENTRE = WIDTH / 2
BEND = 0.22
"""How far an arc leaves the straight way, as a share of its length."""
LINE = 16.0
"""Units from one line of a name to the next."""

RING_LABELS = {
    Ring.REGION: lazy("Tutta la regione"),
    Ring.AREA: lazy("Province, distretti, conferenze"),
    Ring.LOCAL: lazy("Comuni e altri enti"),
}


@dataclass(frozen=True)
class RingMeasure:
    """Half width, room for a node, and how a name is written."""

    half_width: float
    row: float
    letters: int
    is_outermost: bool = False


RINGS = {
    Ring.REGION: RingMeasure(175, 84, 16),
    Ring.AREA: RingMeasure(292, 76, 16),
    Ring.LOCAL: RingMeasure(405, 54, 21, is_outermost=True),
}
FLATNESS = 0.55
"""Less than a whole ellipse, so that the rings do not meet at the top and at the bottom."""


@dataclass(frozen=True)
class Stroke:
    width: float
    colour: str
    dashes: str = ""
    css: str = ""


STROKES = {
    (Tie.ACT, False): Stroke(2.5, BLUE),
    (Tie.ACT, True): Stroke(2.5, BLUE, "9 6"),
    (Tie.NO_ACT, False): Stroke(8, BLUE, "1.6 3.4"),
    (Tie.NO_ACT, True): Stroke(8, BLUE, "1.6 3.4 1.6 3.4 1.6 10"),
    (Tie.UNKNOWN, False): Stroke(1.2, GREY),
    (Tie.UNKNOWN, True): Stroke(1.2, GREY, "4 5"),
}


@dataclass(frozen=True)
class Spot:
    """Where a node stands, and how its name hangs on it."""

    node: Node
    x: float
    y: float
    anchor: str
    lines: Sequence[str]

    @property
    def label_at(self) -> tuple[float, float]:
        if self.anchor == "middle":
            return self.x, self.y + 22
        away = 13 if self.anchor == "start" else -13
        return self.x + away, self.y + 5 - (len(self.lines) - 1) * LINE / 2


def draw(graph: Graph, *, name: str) -> Markup:
    """Both pictures; style shows one. Empty where there is nobody to draw."""
    if not graph.nodes:
        return Markup("")
    return _wide(graph, name) + _narrow(graph, name)


def _wide(graph: Graph, name: str) -> Markup:
    height = _height(graph.nodes)
    spots = {spot.node.key: spot for spot in _laid_out(graph, height)}
    middle = height / 2
    rings = Markup("").join(_ring(ring, height) for ring in RINGS if _of(graph.nodes, ring))
    ties = Markup("").join(_line(edge, spots, middle) for edge in graph.edges)
    nodes = Markup("").join(_node(spots[node.key]) for node in graph.nodes)
    return _svg("larga", WIDTH, height, name, rings + ties + _middle(name, middle) + nodes)


def _of(nodes: Sequence[Node], ring: Ring) -> list[Node]:
    return [node for node in nodes if node.ring is ring]


def _height(nodes: Sequence[Node]) -> float:
    """Each side of each ring needs a row for every node on it, and the rings their curve."""
    needed = [math.ceil(len(_of(nodes, ring)) / 2) * measure.row for ring, measure in RINGS.items()]
    return max(320.0, *needed) + 80


def _laid_out(graph: Graph, height: float) -> list[Spot]:
    """The outermost ring in order; the inner ones beside those they are tied to."""
    outer = _of(graph.nodes, Ring.LOCAL)
    right = math.ceil(len(outer) / 2)
    spots = _sides(outer[:right], outer[right:][::-1], RINGS[Ring.LOCAL], height)
    for ring in (Ring.AREA, Ring.REGION):
        sides = _beside(_of(graph.nodes, ring), graph, spots)
        spots += _sides(*sides, RINGS[ring], height)
    return spots


def _sides(
    right: Sequence[Node], left: Sequence[Node], measure: RingMeasure, height: float
) -> list[Spot]:
    """The nodes of a ring from the top down, on either side."""
    return [
        _spot(node, (n + 0.5) / len(nodes), side, measure, height)
        for nodes, side in ((right, 1), (left, -1))
        for n, node in enumerate(nodes)
    ]


def _beside(
    nodes: Sequence[Node], graph: Graph, spots: Sequence[Spot]
) -> tuple[list[Node], list[Node]]:
    """Right and left: each beside who acts for it, else where there is room."""
    placed = {spot.node.key: spot for spot in spots}
    sides: tuple[list[tuple[float, Node]], list[tuple[float, Node]]] = ([], [])
    for node in sorted(nodes, key=lambda node: not _tied(graph, node)):
        near = next((placed[key] for key in _tied(graph, node) if key in placed), None)
        shorter = 0 if len(sides[0]) <= len(sides[1]) else 1
        side = (0 if near.x > CENTRE else 1) if near else shorter
        sides[side].append((near.y if near else math.inf, node))
    in_order = [[node for _y, node in sorted(side, key=_height_of)] for side in sides]
    return in_order[0], in_order[1]


def _height_of(placed: tuple[float, Node]) -> float:
    return placed[0]


def _tied(graph: Graph, node: Node) -> list[str]:
    """Those who act for the node."""
    return [edge.end for edge in graph.edges if edge.is_on_behalf and edge.start == node.key]


def _spot(node: Node, share: float, side: int, measure: RingMeasure, height: float) -> Spot:
    y = 40 + (height - 80) * share
    x = CENTRE + side * measure.half_width * _curve(y, height)
    lines = _lines(f"{node.name} ({node.note})" if node.note else node.name, measure.letters)
    anchor = "middle" if not measure.is_outermost else "start" if side > 0 else "end"
    return Spot(node, round(x, 1), round(y, 1), anchor, lines)


def _curve(y: float, height: float) -> float:
    """How much of its half width a ring keeps at this height: all of it in the middle."""
    from_middle = (y - height / 2) / (height / 2)
    return math.sqrt(1 - FLATNESS * from_middle**2)


def _lines(words: str, letters: int) -> list[str]:
    return textwrap.wrap(words, letters, max_lines=3, placeholder=" …") or [words]


def _ring(ring: Ring, height: float) -> Markup:
    """Two arcs, open at the top and at the bottom."""
    half_width, end = RINGS[ring].half_width, height - 6
    tall = height / 2 / math.sqrt(FLATNESS)
    reach = half_width * _curve(6, height)
    arcs = " ".join(
        f"M{CENTRE + side * reach:.1f} 6A{half_width} {tall:.1f} 0 0 {sweep}"
        f" {CENTRE + side * reach:.1f} {end:.0f}"
        for side, sweep in ((1, 1), (-1, 0))
    )
    return Markup('<path d="{}" fill="none" stroke="{}"/>').format(arcs, PALE)


def _line(edge: Edge, spots: dict[str, Spot], middle: float) -> Markup:
    """From the network straight; between two bodies in an arc that keeps clear of the middle."""
    end = spots[edge.end]
    if not edge.start:
        return _path(edge, f"M{CENTRE} {middle}L{end.x} {end.y}")
    start = spots[edge.start]
    x, y = (start.x + end.x) / 2, (start.y + end.y) / 2
    across, down = (start.y - end.y) * BEND, (end.x - start.x) * BEND
    outwards = 1 if (x - CENTRE) * across + (y - middle) * down >= 0 else -1
    arc = f"Q{x + outwards * across:.1f} {y + outwards * down:.1f}"
    return _path(edge, f"M{start.x} {start.y}{arc} {end.x} {end.y}")


def _path(edge: Edge, way: str) -> Markup:
    stroke = STROKES[edge.tie, edge.is_perhaps]
    dashes = Markup(' stroke-dasharray="{}"').format(stroke.dashes) if stroke.dashes else ""
    return Markup('<path d="{}" fill="none" stroke="{}" stroke-width="{}"{}/>').format(
        way, stroke.colour, stroke.width, dashes
    )


def _middle(name: str, middle: float) -> Markup:
    lines = _lines(name, 18)
    top = middle - len(lines) * LINE / 2
    box = Markup(
        '<rect x="{}" y="{}" width="150" height="{}" rx="4" fill="#fff" stroke="{}"'
        ' stroke-width="2"/>'
    ).format(CENTRE - 75, top - 12, len(lines) * LINE + 22, BLUE)
    return box + _text("r-rete", CENTRE, top + 12, "middle", lines)


def _node(spot: Spot) -> Markup:
    x, y = spot.label_at
    shape = Markup('<circle cx="{}" cy="{}" r="7" fill="#fff" stroke="{}" stroke-width="2.5"/>')
    drawn = shape.format(spot.x, spot.y, BLUE) + _text("r-nome", x, y, spot.anchor, spot.lines)
    return _linked(spot.node, drawn)


def _linked(node: Node, drawn: Markup) -> Markup:
    if not node.href:
        return drawn
    return Markup('<a href="{}">{}</a>').format(node.href, drawn)


def _text(css: str, x: float, y: float, anchor: str, lines: Sequence[str]) -> Markup:
    spans = Markup("").join(
        Markup('<tspan x="{}" dy="{}">{}</tspan>').format(x, LINE if n else 0, line)
        for n, line in enumerate(lines)
    )
    return Markup('<text class="{}" x="{}" y="{:.1f}" text-anchor="{}">{}</text>').format(
        css, x, y, anchor, spans
    )


def _narrow(graph: Graph, name: str) -> Markup:
    """A spine from the network downwards, a branch for each body, ring after ring."""
    shapes: list[Markup] = []
    y = 34.0
    for ring in RINGS:
        nodes = _of(graph.nodes, ring)
        if not nodes:
            continue
        y += 26
        shapes.append(_text("r-anello", 34, y, "start", [str(RING_LABELS[ring])]))
        for node in nodes:
            y += 28
            shapes.append(_branch(graph, node, y))
            y += (len(_narrow_lines(node)) - 1) * LINE
    spine = Markup('<path d="M14 34V{:.0f}" stroke="{}" stroke-width="2"/>').format(y, BLUE)
    head = _text("r-rete", 4, 20, "start", _lines(name, 40)[:1])
    return _svg("stretta", NARROW_WIDTH, y + 18, name, spine + head + Markup("").join(shapes))


def _narrow_lines(node: Node) -> list[str]:
    return _lines(f"{node.name} ({node.note})" if node.note else node.name, 38)


def _branch(graph: Graph, node: Node, y: float) -> Markup:
    edge = next((one for one in graph.edges if not one.start and one.end == node.key), None)
    branch = _path(edge, f"M14 {y - 5}H44") if edge else Markup("")
    shape = Markup('<circle cx="50" cy="{}" r="6" fill="#fff" stroke="{}" stroke-width="2.5"/>')
    drawn = shape.format(y - 5, BLUE) + _text("r-nome", 64, y, "start", _narrow_lines(node))
    return branch + _linked(node, drawn)


def _svg(css: str, width: float, height: float, name: str, drawn: Markup) -> Markup:
    title = uid("rete")
    says = _("Disegno della rete {name}").format(name=name)
    return Markup(
        '<svg class="{}" viewBox="0 0 {} {:.0f}" role="group" aria-labelledby="{}">'
        '<title id="{}">{}</title>{}</svg>'
    ).format(css, width, height, title, title, says, drawn)


def legend() -> list[tuple[Markup, str]]:
    """A sample of each stroke, and what it says."""
    told = [
        (Tie.ACT, False, _("con un atto")),
        (Tie.NO_ACT, False, _("senza atto: prassi o tavolo")),
        (Tie.UNKNOWN, False, _("non si sa se c'è un atto")),
        (Tie.ACT, True, _("forse: quel giorno non è certo")),
    ]
    return [(_sample(tie, is_perhaps), words) for tie, is_perhaps, words in told]


def _sample(tie: Tie, is_perhaps: bool) -> Markup:
    path = _path(Edge("", "", tie, is_perhaps), "M0 7H44")
    return Markup('<svg viewBox="0 0 44 14" aria-hidden="true" focusable="false">{}</svg>').format(
        path
    )
