"""Lists: every filter is a link that can be sent by mail."""

import pytest

from registry.platform.web.parts import nearby_pages, sorting, with_query
from tests.web.pages import read, rendered, row, said

LABELS = {"kind": "Tipo", "region": "Territorio"}
FACETS = {
    "kind": [row(value="comune", label="Comune", count=612)],
    "region": [row(value=str(n), label=f"Regione {n}", count=n) for n in range(10)],
}


def test_a_facet_is_chosen_and_let_go_by_the_same_link() -> None:
    free = read(rendered("{{ ui.faccette(l, f) }}", l=LABELS, f=FACETS))
    chosen = read(rendered("{{ ui.faccette(l, f) }}", l=LABELS, f=FACETS, query={"kind": "comune"}))

    assert free.xpath(".//section[1]//a/@href") == ["?kind=comune"]
    assert chosen.xpath(".//section[1]//a[@aria-current]/@href") == ["?"]


def test_facets_beyond_the_first_eight_fold() -> None:
    facets = read(rendered("{{ ui.faccette(l, f) }}", l=LABELS, f=FACETS))

    assert said(facets.xpath(".//details/summary")[0]) == "Altri 2"
    assert len(facets.xpath(".//details//a")) == 2


def test_a_chosen_value_is_a_chip_also_when_no_row_has_it() -> None:
    query = {"kind": "prefettura", "page": "4", "q": "ala"}
    chips = read(rendered("{{ ui.scelti(l, f) }}", l=LABELS, f=FACETS, query=query)).xpath(".//a")

    assert [said(chip) for chip in chips] == ["Tipo: prefettura togli"]
    assert chips[0].get("href") == "?q=ala"


def test_pills_show_which_filter_is_on() -> None:
    source = '{{ ui.filtri("Mostra", "status", [("", "Tutti", 6), ("signed", "Firmati", none)]) }}'
    everything, signed = read(rendered(source)).xpath(".//a")

    assert (said(everything), everything.get("aria-current")) == ("Tutti 6", "true")
    assert (said(signed), signed.get("href")) == ("Firmati", "?status=signed")


def test_pages_say_which_rows_they_show() -> None:
    pages = read(rendered("{{ ui.paginazione(l) }}", l=row(page=65, size=20, total=1284)))

    assert said(pages.xpath(".//span")[0]) == "1.281–1.284 di 1.284"
    assert pages.xpath(".//a[@aria-current]/@href") == ["?page=65"]
    assert not pages.xpath(".//a[@rel='next']")


def test_an_empty_list_has_no_pages() -> None:
    pages = read(rendered("{{ ui.paginazione(l) }}", l=row(page=1, size=20, total=0)))

    assert said(pages) == "0–0 di 0"


@pytest.mark.parametrize(
    ("page", "last", "told"),
    [
        (1, 1, [1]),
        (1, 4, [1, 2, 3, 4]),
        (3, 65, [1, 2, 3, 4, 5, None, 65]),
        (5, 65, [1, 2, 3, 4, 5, 6, 7, None, 65]),
        (33, 65, [1, None, 31, 32, 33, 34, 35, None, 65]),
        (65, 65, [1, None, 63, 64, 65]),
    ],
)
def test_a_number_is_left_out_only_where_two_or_more_would_stand(
    page: int, last: int, told: list[int | None]
) -> None:
    assert nearby_pages(page, last) == told


def test_the_same_question_with_something_changed_keeps_its_accents() -> None:
    assert with_query({"q": "città & rete", "page": "2"}, page=None) == "?q=citt%C3%A0+%26+rete"


def test_a_header_asks_first_for_ascending_then_for_descending() -> None:
    assert sorting({}, "name") == ("", "name")
    assert sorting({"sort": "name"}, "name") == ("ascending", "-name")
    assert sorting({"sort": "-name"}, "name", "name") == ("descending", "name")
    assert sorting({}, "name", sorted_by="name") == ("ascending", "-name")
