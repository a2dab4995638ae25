"""From the lines of a file to the documents: looked at, made, taken."""

import csv
import io

import pytest

from registry.platform import audit
from registry.platform.batches import actions, queries, results, tasks
from registry.platform.batches.lifecycle import Standing
from registry.platform.documents import extract_text
from registry.platform.errors import InvalidInput, NotFound, WrongStatus
from tests.batches.make import (
    a_batch,
    a_checked_one,
    a_done_one,
    a_started_one,
    laid_down,
    lines,
    numbers_in,
    part_of,
)
from tests.people import People

pytestmark = pytest.mark.usefixtures("db")


async def test_each_line_becomes_its_document_and_the_index_names_it(as_: People) -> None:
    batch = await a_done_one(lines(5), by=as_.legal_cr)

    part = await part_of(batch.id, by=as_.legal_cr)

    assert batch.standing is Standing.DONE
    assert (batch.made, batch.failed, batch.wrong) == (5, 0, 0)
    assert numbers_in(part) == [1, 2, 3, 4, 5]
    third = next(name for name in part.namelist() if name.startswith("00003_"))
    assert "Pratica dell’ufficio, la 3 di molte" in extract_text(part.read(third))
    told = list(csv.reader(io.StringIO(part.read("index.csv").decode("utf-8-sig")), delimiter=";"))
    assert told[3] == ["3", "fatto", third, ""]
    assert part.testzip() is None


async def test_every_line_is_looked_at_before_anything_starts(as_: People) -> None:
    content = lines(6, wrong=[2]) + b"{rotto\n\n" + b'{"titolo": "x"}\n'

    batch = await a_checked_one(content, by=as_.legal_cr)

    wrong = await queries.lines(batch.id, ["wrong"])
    assert batch.standing is Standing.CHECKED
    assert (batch.ready, batch.wrong, batch.made) == (5, 3, 0)
    assert [line.number for line in wrong] == [2, 7, 9]
    assert wrong[0].problems == {"stage": "Manca: è necessario."}
    assert "JSON leggibile" in wrong[1].problems[""]
    assert "forse «title»" in wrong[2].problems["titolo"]
    assert batch.parts == []


async def test_wrong_lines_do_not_hold_back_the_good_ones_and_come_back_to_be_mended(
    as_: People,
) -> None:
    content = lines(5, wrong=[2, 4])
    batch = await a_done_one(content, by=as_.legal_cr)

    _name, pieces = await results.to_mend(batch.id, by=as_.legal_cr)
    back = b"".join([piece async for piece in pieces])

    assert numbers_in(await part_of(batch.id, by=as_.legal_cr)) == [1, 3, 5]
    source = content.splitlines()
    assert back.splitlines() == [source[1], source[3]]


async def test_a_start_that_is_told_twice_happens_once(as_: People) -> None:
    batch = await a_started_one(lines(3), by=as_.legal_cr)

    again = await actions.start(batch.id, by=as_.legal_cr)

    assert again.job == batch.job
    starts = [one.event for one in await audit.events_about("batch", batch.id)]
    assert starts.count("batch:start") == 1


async def test_the_same_data_sent_twice_are_one_batch(as_: People) -> None:
    first = await a_batch(lines(3), by=as_.legal_cr)

    second = await a_batch(lines(3), by=as_.legal_cr)
    other = await a_batch(lines(3), by=as_.operator_cr)

    assert second.id == first.id
    assert other.id != first.id


async def test_what_is_made_twice_is_there_once(as_: People) -> None:
    batch = await a_done_one(lines(3), by=as_.legal_cr)

    await tasks.make(batch_id=batch.id)
    await tasks.help_out(batch_id=batch.id)

    assert numbers_in(await part_of(batch.id, by=as_.legal_cr)) == [1, 2, 3]
    assert (await queries.find(batch.id)).made == 3


async def test_a_batch_of_another_office_is_not_there(as_: People) -> None:
    batch = await a_done_one(lines(2), by=as_.legal_cr)

    for ask in (queries.view, actions.start, actions.pause, actions.cancel, actions.discard,
                actions.try_failed_again, results.to_mend, results.problems):  # fmt: skip
        with pytest.raises(NotFound):
            await ask(batch.id, by=as_.operator_ge)
    with pytest.raises(NotFound):
        await part_of(batch.id, by=as_.operator_ge)


async def test_nothing_starts_when_no_line_is_good(as_: People) -> None:
    batch = await a_checked_one(b"{}\n", by=as_.legal_cr)

    with pytest.raises(WrongStatus, match="Nessuna riga"):
        await actions.start(batch.id, by=as_.legal_cr)


async def test_an_empty_file_and_one_with_too_many_lines_are_refused() -> None:
    with pytest.raises(InvalidInput, match="vuoto"):
        await laid_down(b"")
    with pytest.raises(InvalidInput, match="al massimo 20000"):
        await laid_down(b"{}\n" * 20_001)


async def test_a_line_too_long_is_told_and_the_next_is_read(as_: People) -> None:
    content = b'{"title": "' + b"x" * 1_100_000 + b'"}\n' + lines(1)

    batch = await a_checked_one(content, by=as_.legal_cr)

    wrong = await queries.lines(batch.id, ["wrong"])
    assert (batch.ready, batch.wrong) == (1, 1)
    assert "supera 1 MB" in wrong[0].problems[""]


async def test_what_happened_stays_told(as_: People) -> None:
    batch = await a_done_one(lines(2), by=as_.legal_cr)
    await actions.discard(batch.id, by=as_.legal_cr)

    told = [one.sentence for one in await audit.events_about("batch", batch.id)]

    assert told[0].startswith("Tolti i file")
    assert "2 fatti, 0 non riusciti" in told[1]
    assert (await queries.view(batch.id, by=as_.legal_cr)).made == 2
    with pytest.raises((NotFound, WrongStatus)):
        await part_of(batch.id, by=as_.legal_cr)
