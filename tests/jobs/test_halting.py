"""Long work that somebody pauses, takes up again, or calls off."""

import asyncio

import pytest

from registry.platform.database import transaction
from registry.platform.errors import NotAllowed, WrongStatus
from registry.platform.jobs import Worker, actions, later
from registry.platform.jobs.queries import find_job
from tests.conftest import BrowserAs
from tests.jobs import errands
from tests.jobs.conftest import wait_until
from tests.people import People


async def counting(as_: People) -> int:
    async with transaction():
        return await later(errands.count_to_many.about("Conto", by=as_.operator_cr))


async def half_way(job_id: int) -> None:
    async def has_begun() -> bool:
        return (await find_job(job_id)).done > 5

    await wait_until(has_begun)


async def stands_still() -> int:
    """How far it is, once it no longer moves."""
    while True:
        before = len(errands.noted)
        await asyncio.sleep(0.2)
        if len(errands.noted) == before:
            return before


async def test_a_paused_job_stops_and_goes_on_from_where_it_was(
    as_: People, worker: Worker
) -> None:
    job = await counting(as_)
    await half_way(job)

    await actions.pause(job, by=as_.operator_cr)
    done = await stands_still()
    paused = await find_job(job)
    await actions.resume(job, by=as_.operator_cr)

    async def is_done() -> bool:
        return (await find_job(job)).state == "done"

    await wait_until(is_done)
    assert 5 < done < errands.MANY
    assert paused.state == "paused"
    assert errands.noted == [str(n) for n in range(1, errands.MANY + 1)]


async def test_a_cancelled_job_ends_there_and_is_not_taken_up_again(
    as_: People, worker: Worker
) -> None:
    job = await counting(as_)
    await half_way(job)

    await actions.cancel(job, by=as_.operator_cr)
    done = await stands_still()

    assert done < errands.MANY
    assert (await find_job(job)).state == "cancelled"
    with pytest.raises(WrongStatus):
        await actions.resume(job, by=as_.operator_cr)


async def test_a_job_that_waits_is_paused_before_it_begins(as_: People, jobs: None) -> None:
    job = await counting(as_)

    await actions.pause(job, by=as_.operator_cr)
    await actions.resume(job, by=as_.operator_cr)

    assert (await find_job(job)).state == "queued"


async def test_another_office_does_not_stop_it(as_: People, jobs: None) -> None:
    job = await counting(as_)

    with pytest.raises(NotAllowed):
        await actions.pause(job, by=as_.operator_ge)


async def test_a_job_that_cannot_stop_halfway_is_left_to_finish(as_: People, jobs: None) -> None:
    async with transaction():
        job = await later(errands.note.about("Scrivo", by=as_.operator_cr), word="uno")

    with pytest.raises(WrongStatus, match="non si può fermare"):
        await actions.cancel(job, by=as_.operator_cr)


async def test_the_page_offers_what_one_may_do_now(
    as_: People, browser_as: BrowserAs, jobs: None
) -> None:
    job = await counting(as_)
    mine = await browser_as(as_.operator_cr)

    waiting = (await mine.get(f"/jobs/{job}")).text
    await mine.post_form(f"/jobs/{job}/pause")
    paused = (await mine.get(f"/jobs/{job}")).text

    assert f"/jobs/{job}/pause" in waiting
    assert f"/jobs/{job}/resume" not in waiting
    assert f"/jobs/{job}/resume" in paused
    assert "In pausa" in paused
