"""The drawing of a network: who is drawn, how, and in which words."""

import re
from datetime import date
from itertools import pairwise

import pytest

from registry.networks.drawing import draw
from registry.networks.graph import MOST_NODES, Ring, Tie, graph_of, ring_of, sayings
from registry.networks.kinds import Basis, RoleKind
from registry.networks.rows import Body, ParticipantRow
from registry.partners.kinds import Kind

DAY = date(2018, 1, 1)
HREF = "/networks/1/drawing"


def a_row(n: int, name: str = "", *, place: str = "", **more: object) -> ParticipantRow:
    told: dict[str, object] = {
        "id": n, "network": 1, "office": "pref-ge", "body": Body(id=n, name=name or f"Ente {n}"),
        "body_kind": Kind.MUNICIPALITY, "role_kind": RoleKind.PARTNER, "role_words": "",
        "activity": "", "on_behalf_of": None, "on_behalf_of_words": "", "together": [],
        "place": place, "place_name": place, "basis": Basis.UNKNOWN, "basis_words": "",
        "formalised_text": "", "formalised_earliest": None, "formalised_latest": None,
        "source": None, "source_title": "", "source_file_name": "", "source_row": None,
        "source_cell": "", "source_row_words": [], "close_reason": "", "position": n,
        "version": 1, "starts_earliest": date(2010, 1, 1), "starts_latest": date(2010, 1, 1),
        "last_news_on": date(2020, 12, 31),
    }  # fmt: skip
    return ParticipantRow(**(told | more))  # type: ignore[arg-type]  # a row of the tests


def test_who_was_not_there_that_day_is_not_drawn() -> None:
    later = a_row(2, starts_earliest=date(2019, 1, 1), starts_latest=date(2019, 1, 1))

    graph = graph_of([a_row(1), later], on=DAY, href=HREF)

    assert [node.name for node in graph.nodes] == ["Ente 1"]
    assert graph.left_out == 1


@pytest.mark.parametrize(
    ("basis", "formalised", "tie"),
    [
        (Basis.ACT, "", Tie.ACT),
        (Basis.NONE, "", Tie.NO_ACT),
        (Basis.PRACTICE, "", Tie.NO_ACT),
        (Basis.PRACTICE, "nel 2018", Tie.ACT),
        (Basis.UNKNOWN, "", Tie.UNKNOWN),
    ],
)
def test_a_line_says_whether_there_is_an_act(basis: Basis, formalised: str, tie: Tie) -> None:
    row = a_row(1, basis=basis, formalised_text=formalised)

    graph = graph_of([row], on=DAY, href=HREF)

    assert [edge.tie for edge in graph.edges] == [tie]


def test_of_several_ties_the_line_shows_the_strongest_and_the_list_tells_all() -> None:
    rows = [a_row(1, "Questura", basis=Basis.NONE), a_row(1, "Questura", basis=Basis.ACT)]

    graph = graph_of(rows, on=DAY, href=HREF)

    assert [edge.tie for edge in graph.edges] == [Tie.ACT]
    assert [said.tie for said in sayings(graph, graph.nodes[0])] == [Tie.NO_ACT, Tie.ACT]


def test_a_line_is_broken_where_the_day_is_not_certain() -> None:
    rows = [a_row(1, basis=Basis.ACT)]

    certain = draw(graph_of(rows, on=DAY, href=HREF), name="Rete")
    perhaps = draw(graph_of(rows, on=date(2026, 1, 1), href=HREF), name="Rete")

    assert "stroke-dasharray" not in certain
    assert 'stroke-dasharray="9 6"' in perhaps


def test_two_bodies_that_name_each_other_have_one_line_between_them() -> None:
    one, other = Body(id=1, name="Ente 1"), Body(id=2, name="Ente 2")
    rows = [a_row(1, together=[other]), a_row(2, together=[one])]

    graph = graph_of(rows, on=DAY, href=HREF)

    assert len([edge for edge in graph.edges if edge.start]) == 1


def test_the_body_one_acts_for_stands_in_the_ring_of_conferences() -> None:
    conference = Body(id=9, name="Conferenza dei Sindaci ASL 1")

    graph = graph_of([a_row(1, on_behalf_of=conference)], on=DAY, href=HREF)

    assert {node.name: node.ring for node in graph.nodes} == {
        "Ente 1": Ring.LOCAL,
        "Conferenza dei Sindaci ASL 1": Ring.AREA,
    }


@pytest.mark.parametrize(
    ("kind", "place", "ring"),
    [
        (Kind.REGION, "reg:07", Ring.REGION),
        (Kind.MINISTRY, "it", Ring.REGION),
        (Kind.PROVINCE, "prov:010", Ring.AREA),
        (Kind.HEALTH_AUTHORITY, "area:distretto-cremasco", Ring.AREA),
        (Kind.MUNICIPALITY, "com:010025", Ring.LOCAL),
        (Kind.ASSOCIATION, "", Ring.LOCAL),
    ],
)
def test_a_body_stands_in_the_ring_of_its_territory(kind: Kind, place: str, ring: Ring) -> None:
    assert ring_of(kind, place) is ring


def test_more_than_forty_bodies_are_drawn_by_territory_and_one_can_be_opened() -> None:
    rows = [a_row(n, place="prov:010" if n % 2 else "prov:009") for n in range(84)]

    whole = graph_of(rows, on=DAY, href=HREF)
    opened = graph_of(rows, on=DAY, href=HREF, place="prov:010")

    assert whole.is_grouped
    assert [(node.name, node.note) for node in whole.nodes] == [
        ("prov:009", "42 enti"),
        ("prov:010", "42 enti"),
    ]
    assert whole.nodes[1].href == "/networks/1/drawing?place=prov:010"
    assert len(opened.nodes) == MOST_NODES


def test_names_are_escaped_and_nothing_is_styled_in_line() -> None:
    picture = draw(graph_of([a_row(1, "<b>Ente & figli</b>")], on=DAY, href=HREF), name="<Rete>")

    assert "<b>" not in picture
    assert "&lt;b&gt;Ente &amp; figli&lt;/b&gt;" in picture
    assert "style=" not in picture


def test_a_body_that_may_not_be_seen_is_drawn_without_a_link() -> None:
    hidden = a_row(1, body=Body(id=None, name="Ente riservato a un altro ufficio"))

    picture = draw(graph_of([hidden], on=DAY, href=HREF), name="Rete")

    assert "<a " not in picture


def test_no_two_names_of_the_outer_ring_overlap() -> None:

    picture = draw(graph_of([a_row(n) for n in range(MOST_NODES)], on=DAY, href=HREF), name="Rete")

    wide = picture[: picture.index("</svg>")]
    spots = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', wide)
    for is_right in (True, False):
        heights = sorted(float(y) for x, y in spots if (float(x) > 565) is is_right)
        assert all(b - a >= 30 for a, b in pairwise(heights))
