"""Schede in a list: found by words, filtered, counted and sorted."""

import pytest
from msgspec import convert

from good_practices.schede import actions, queries
from good_practices.schede.queries import listing
from good_practices.schede.shapes import SchedaFilters, SchedaRow
from registry.platform import tallies
from registry.platform.errors import InvalidInput
from registry.platform.lists import Ask, Listing, order_by
from tests.people import People
from tests.plans import plan_of, reads_whole, sorts_everything
from tests.schede import make


async def three(as_: People) -> None:
    await make.a_scheda(
        as_.operator_cr, field=5, title="Lingua nei comuni", when="dal 2019", places=["com:019035"]
    )
    await make.a_ready_scheda(
        as_.operator_cr, as_.head_cr, field=7, title="Volontariato", when="dagli anni Novanta"
    )
    await make.a_scheda(as_.colleague_cr, field=5, title="Biblioteche", year=2025, when="")


async def listed(as_: People, ask: Ask | None = None) -> Listing[SchedaRow]:
    return await queries.list_schede(ask or Ask(), SchedaFilters(), by=as_.operator_cr)


def titles(found: Listing[SchedaRow]) -> list[str]:
    return [row.title for row in found.items]


async def test_the_last_changed_comes_first(as_: People) -> None:
    await three(as_)

    assert titles(await listed(as_)) == ["Biblioteche", "Volontariato", "Lingua nei comuni"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"field": "5"}, {"Biblioteche", "Lingua nei comuni"}),
        ({"status": "ready"}, {"Volontariato"}),
        ({"year": "2025"}, {"Biblioteche"}),
        ({"office": "pref-ge"}, set()),
        ({"place": "prov:019"}, {"Lingua nei comuni"}),
        ({"place": "reg:07"}, set()),
        ({"formalised": "no"}, {"Biblioteche", "Volontariato", "Lingua nei comuni"}),
        ({"formalised": "yes"}, set()),
        ({"field": "5", "year": "2025"}, {"Biblioteche"}),
    ],
)
async def test_a_filter_keeps_what_it_says(
    as_: People, filters: dict[str, str], expected: set[str]
) -> None:
    await three(as_)

    found = await queries.list_schede(Ask(), convert(filters, SchedaFilters), by=as_.operator_cr)

    assert (set(titles(found)), found.total) == (expected, len(expected))


async def test_words_are_found_in_title_text_and_places_without_accents(as_: People) -> None:
    await three(as_)
    await make.a_scheda(as_.operator_cr, title="Attività estive", description="Laboratori " * 9)

    assert titles(await listed(as_, Ask(q="attivita estive"))) == ["Attività estive"]
    assert titles(await listed(as_, Ask(q="laboratori"))) == ["Attività estive"]
    assert titles(await listed(as_, Ask(q="crema"))) == ["Lingua nei comuni"]


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("title", "Biblioteche"),
        ("-title", "Volontariato"),
        ("since", "Volontariato"),
        ("field", "Lingua nei comuni"),
        ("-field", "Volontariato"),
        ("number", "Biblioteche"),
    ],
)
async def test_a_list_is_sorted_as_asked(as_: People, sort: str, first: str) -> None:
    await three(as_)

    assert titles(await listed(as_, Ask(sort=sort)))[0] == first


async def test_an_order_that_does_not_exist_is_refused(as_: People) -> None:
    with pytest.raises(InvalidInput, match="Si può ordinare per"):
        await listed(as_, Ask(sort="password_hash"))


@pytest.mark.parametrize("name", ["field", "year", "circular"])
async def test_a_filter_that_is_not_a_number_is_refused(as_: People, name: str) -> None:
    with pytest.raises(InvalidInput, match="Scrivi un numero"):
        await queries.list_schede(
            Ask(), convert({name: "sette"}, SchedaFilters), by=as_.operator_cr
        )


async def test_the_counts_of_the_filters_agree_with_the_rows(as_: People) -> None:
    await three(as_)

    found = await listed(as_)

    counts = {
        name: [(one.value, one.count) for one in facets] for name, facets in found.facets.items()
    }
    this_year = str(max(row.year for row in found.items))
    assert counts == {
        "field": [("5", 2), ("7", 1)],
        "status": [("draft", 2), ("ready", 1)],
        "year": [(this_year, 2), ("2025", 1)],
        "office": [("pref-cr", 3)],
        "formalised": [("no", 3)],
    }
    assert found.facets["field"][0].label == "5 · Lingua italiana"


async def test_pages_do_not_overlap_and_know_the_whole(as_: People) -> None:
    for _n in range(5):
        await make.a_scheda(as_.operator_cr)

    pages = [await listed(as_, Ask(size=2, page=n, sort="number")) for n in (1, 2, 3)]

    assert [row.number for one in pages for row in one.items] == [1, 2, 3, 4, 5]
    assert {one.total for one in pages} == {5}


async def test_a_draft_without_its_act_is_told_so(as_: People) -> None:
    scheda = await make.a_scheda(as_.operator_cr, is_formalised=True)

    assert (await listed(as_)).items[0].standing == "act_missing"
    await actions.attach(scheda.id, "a.docx", make.word(), by=as_.operator_cr)
    row = (await listed(as_)).items[0]
    assert (row.standing, row.attachments) == ("draft", 1)


async def test_an_empty_list_is_an_answer(as_: People) -> None:
    found = await listed(as_)

    assert (found.items, found.total) == ([], 0)


@pytest.mark.parametrize("who", ["operator_cr", "operator_ge", "ministry"])
async def test_counts_that_are_kept_are_the_ones_that_are_made(as_: People, who: str) -> None:
    await three(as_)
    await make.a_ready_scheda(as_.operator_ge, as_.head_ge, field=1, title="Di Genova")
    by = getattr(as_, who)

    kept = await tallies.counts("schede", by=by)
    made = await listing._made_counts(listing._asked_of(Ask(), SchedaFilters(), by))

    assert {name: dict(many) for name, many in kept.items() if many} == {
        name: dict(many) for name, many in made.items() if many and many != {"": 0}
    }
    assert await tallies.differences("schede") == 0


@pytest.mark.parametrize("sort", [f"{way}{name}" for name in listing.SORTS for way in ("", "-")])
async def test_every_order_is_an_index_s(as_: People, sort: str) -> None:
    await make.a_scheda(as_.operator_cr)
    asked = listing._asked_of(Ask(), SchedaFilters(), as_.operator_cr)
    order = order_by(sort, listing.SORTS, default="", last="s.id")

    sql = f"SELECT s.id FROM scheda s WHERE {asked.conditions} ORDER BY {order} LIMIT 20"  # noqa: S608
    plan = await plan_of(sql, asked.arguments)

    assert not reads_whole(plan, "scheda"), plan
    assert not sorts_everything(plan), plan
