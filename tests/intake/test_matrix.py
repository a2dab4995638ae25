"""The matrix counts each scheda once, in its newest edition, and says who has not answered."""

import re
from datetime import UTC, datetime

import pytest

from good_practices.intake import actions, queries, tasks
from good_practices.intake.shapes import MatrixCell, MatrixFilters
from registry.platform import clock
from registry.platform.database import fetch
from registry.platform.errors import InvalidInput, NotFound
from tests.conftest import BrowserAs
from tests.intake.make import ACT, ASK, a_delivery, a_formal_scheda, a_scheda, act
from tests.people import People

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture(autouse=True)
def _in_the_year_of_the_collection() -> object:
    with clock.standing_at(datetime(2026, 11, 23, 9, tzinfo=UTC)):
        yield


async def _cell(office: str, field: int) -> MatrixCell:
    found = await queries.matrix(MatrixFilters())
    row = next(row for row in found.rows if row.code == office)
    return row.cells[field - 1]


async def test_an_empty_collection_has_106_silent_offices_in_20_regions(as_: People) -> None:
    found = await queries.matrix(MatrixFilters())

    assert (found.offices, found.answered, found.schede) == (106, 0, 0)
    assert (len(found.rows), len(found.regions), len(found.fields)) == (106, 20, 11)
    assert len(await queries.not_answered()) == 106


async def test_each_cell_counts_how_its_schede_stand(as_: People) -> None:
    delivery = await a_delivery(
        as_.ministry, a_scheda(1), a_scheda(2), a_scheda(3), a_scheda(4, field=7)
    )
    await actions.accept(delivery.id, 1, by=as_.ministry)
    await actions.send_back(delivery.id, 2, ASK, by=as_.ministry)

    cell = await _cell("pref-cr", 1)

    assert (cell.total, cell.accepted, cell.returned, cell.waiting) == (3, 1, 1, 1)
    assert (await _cell("pref-cr", 7)).total == 1


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
async def test_a_corrected_scheda_counts_once_whatever_arrives_first(
    as_: People, order: tuple[int, int]
) -> None:
    for number in order:
        entry = a_scheda(edition=number, field=number, description=f"Versione {number}.")
        await a_delivery(as_.ministry, entry, number=number)

    assert (await _cell("pref-cr", 1)).total == 0
    assert (await _cell("pref-cr", 2)).total == 1


async def test_regions_add_their_offices_and_the_total_adds_regions(as_: People) -> None:
    for office in ("pref-ge", "pref-sv", "pref-cr"):
        await a_delivery(as_.ministry, a_scheda(1), a_scheda(2, field=5), office=office)

    found = await queries.matrix(MatrixFilters())

    liguria = next(row for row in found.regions if row.code == "07")
    assert (liguria.total, liguria.offices, liguria.answered) == (4, 4, 2)
    assert (found.schede, found.answered) == (6, 3)
    assert sum(row.total for row in found.regions) == found.schede
    assert [field.total for field in found.fields if field.total] == [3, 3]


async def test_a_field_is_full_from_twenty_schede(as_: People) -> None:
    await a_delivery(as_.ministry, *(a_scheda(n) for n in range(1, 20)))
    before = (await queries.matrix(MatrixFilters())).full_fields
    await a_delivery(as_.ministry, office="pref-ge")

    assert (before, (await queries.matrix(MatrixFilters())).full_fields) == (0, 1)


async def test_who_has_not_answered_can_be_asked_alone(as_: People) -> None:
    await a_delivery(as_.ministry)

    silent = await queries.matrix(MatrixFilters(answered="no"))

    assert len(silent.rows) == 105
    assert "pref-cr" not in {row.code for row in silent.rows}
    assert "Prefettura di Cremona" not in {one.name for one in await queries.not_answered()}


async def test_another_year_is_another_collection(as_: People) -> None:
    await a_delivery(as_.ministry)

    assert (await queries.matrix(MatrixFilters(year="2025"))).schede == 0
    assert (await queries.matrix(MatrixFilters(year="2026"))).schede == 1
    with pytest.raises(InvalidInput):
        await queries.matrix(MatrixFilters(year="domani"))
    with pytest.raises(NotFound):
        await queries.matrix(MatrixFilters(circular="999"))


async def test_what_is_opened_first_counts_what_waits(as_: People) -> None:
    first = await a_delivery(as_.ministry, a_scheda(1), a_scheda(2, field=2))
    await a_delivery(as_.ministry, a_scheda(edition=2), office="pref-ge")
    await actions.accept(first.id, 1, by=as_.ministry)

    counts, arrivals = await queries.counts(), await queries.arrivals()

    assert (counts.to_open, counts.came_back, counts.under_review) == (0, 1, 1)
    assert (counts.schede_waiting, counts.schede_accepted) == (2, 1)
    assert (counts.answered, counts.offices) == (2, 106)
    assert [one.status for one in arrivals] == ["intake:under_review", "intake:came_back"]
    assert arrivals[0].href == f"/intake/{first.id}"
    assert "1" not in arrivals[0].why and "Una scheda da decidere" in arrivals[0].why


async def test_the_list_of_accepted_schede_has_the_newest_edition_only(as_: People) -> None:
    delivery = await a_delivery(as_.ministry, a_scheda(1), a_scheda(2, field=5), number=1)
    await actions.accept(delivery.id, 1, by=as_.ministry)
    await actions.accept(delivery.id, 2, by=as_.ministry)
    await a_delivery(as_.ministry, a_scheda(1, edition=2), number=2)

    rows = await queries.accepted_schede(2026)

    assert [(row.code, row.field) for row in rows] == [("CR 2026/2", 5)]
    assert await queries.accepted_schede(2025) == []
    assert await queries.accepted_schede(None, region="07") == []


async def test_kinds_of_act_are_counted_by_field_and_a_scheda_with_two_in_both(
    as_: People,
) -> None:
    both = (act("A", "protocol", file=ACT), act("B", "convention"))
    await a_delivery(
        as_.ministry,
        a_scheda(1, is_formalised=True, acts=("A", "B")),
        a_scheda(2, is_formalised=True, field=5),
        a_scheda(3, field=5),
        acts=both,
    )

    found = await queries.matrix(MatrixFilters(rows="acts"))

    assert [(row.code, row.name, row.total) for row in found.acts] == [
        ("protocol", "Protocollo d'intesa", 1),
        ("convention", "Convenzione", 1),
        ("unlisted", "Atto allegato, non nel registro", 1),
        ("none", "Senza atto", 1),
    ]
    assert found.acts[0].cells[0].total == 1
    assert found.schede == 3
    assert (await queries.matrix(MatrixFilters())).acts == []
    with pytest.raises(InvalidInput):
        await queries.matrix(MatrixFilters(rows="colori"))


async def test_kinds_of_what_came_before_they_were_kept_are_read_in_the_night(
    as_: People,
) -> None:
    await a_delivery(as_.ministry, a_formal_scheda(1), a_scheda(2))
    await fetch("UPDATE delivered_scheda SET act_kinds = NULL")
    before = await queries.matrix(MatrixFilters(rows="acts"))

    await tasks.tidy()
    after = await queries.matrix(MatrixFilters(rows="acts"))

    assert [row.code for row in before.acts] == ["unread", "none"]
    assert [row.code for row in after.acts] == ["protocol", "none"]


async def test_the_matrix_leaves_as_it_is_looked_at(as_: People, browser_as: BrowserAs) -> None:
    await a_delivery(as_.ministry, a_formal_scheda(1), a_scheda(2, field=5))
    client = await browser_as(as_.ministry)

    async def lines(rows: str) -> list[str]:
        answer = await client.get(f"/intake/matrix.csv?rows={rows}")
        return answer.content.decode("utf-8-sig").splitlines()

    offices, regions, acts = await lines(""), await lines("regions"), await lines("acts")

    assert (len(offices), len(regions), len(acts)) == (1 + 106, 1 + 20, 1 + 2)
    assert next(one for one in regions if one.startswith("Lombardia")).startswith("Lombardia;12;1;")
    assert [one.split(";")[0] for one in acts[1:]] == ["Protocollo d'intesa", "Senza atto"]


async def test_who_has_not_answered_is_listed_with_where_to_write(
    as_: People, browser_as: BrowserAs
) -> None:
    await a_delivery(as_.ministry)
    client = await browser_as(as_.ministry)

    shown = await client.get("/intake/silent")
    rows = (await client.get("/intake/silent.csv")).content.decode("utf-8-sig").splitlines()
    listed = (await client.get("/api/v1/intake/silent")).json()

    assert "Non hanno risposto (105)" in shown.text
    assert "Prefettura di Cremona" not in shown.text
    assert "protocollo.prefge@pec.interno.it" in shown.text
    assert len(rows) == 1 + 105
    assert len(listed["items"]) == listed["total"] == 105


async def test_regions_are_closed_until_they_are_opened_and_paper_has_every_office(
    as_: People, browser_as: BrowserAs
) -> None:
    await a_delivery(as_.ministry, office="pref-ge")
    client = await browser_as(as_.ministry)

    def rows(text: str, region: str) -> list[str]:
        found: list[str] = re.findall(rf'<tr class="ufficio di-{region}"( hidden)?>', text)
        return found

    closed = (await client.get("/intake/matrix")).text
    opened = (await client.get("/intake/matrix?open=07")).text
    silent = (await client.get("/intake/matrix?answered=no")).text

    assert rows(closed, "07") == [" hidden"] * 4
    assert rows(opened, "07") == [""] * 4
    assert rows(opened, "03") == [" hidden"] * 12
    assert rows(silent, "07") == [""] * 3
    assert 'href="/intake/matrix?open=03%2C07"' in opened
