"""Many at once, from threads and from a loop; and who does not want to wait any more."""

import asyncio
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from registry.platform.contained import Broke, Limits, OutOfTime, keeping, run, run_async
from tests.contained.mischief import Asked
from tests.contained.naming import eventually, family_of, nursery_pid, open_descriptors, task

PROCESSORS = max(2, len(os.sched_getaffinity(0)))


def test_fifty_from_threads_each_have_their_own_answer() -> None:
    with ThreadPoolExecutor(50) as threads:
        answers = list(threads.map(lambda n: run(task("wait"), Asked(number=n)).number, range(50)))

    assert answers == list(range(50))


async def test_fifty_from_a_loop_each_have_their_own_answer() -> None:
    answers = await asyncio.gather(
        *(run_async(task("measure"), Asked(), files=[b"%d" % n]) for n in range(50))
    )

    assert [answer.words for answer in answers] == [[str(n)] for n in range(50)]


async def test_failures_and_answers_do_not_meet() -> None:
    asked = [("wait", n) if n % 3 else ("crash", 0) for n in range(30)]

    answers = await asyncio.gather(
        *(run_async(task(function), Asked(number=n)) for function, n in asked),
        return_exceptions=True,
    )

    assert [getattr(answer, "number", None) for answer in answers] == [
        n if n % 3 else None for n in range(30)
    ]


async def test_no_more_run_at_once_than_there_are_processors() -> None:
    most = 0
    asking = [asyncio.create_task(run_async(task("wait"), Asked(number=50))) for _n in range(12)]
    while not all(one.done() for one in asking):
        most = max(most, len(family_of(nursery_pid())))
        await asyncio.sleep(0.005)

    # One that has answered may still be going while the next is born.
    assert 1 <= most <= 2 * PROCESSORS


async def test_the_loop_goes_on_while_a_task_hangs() -> None:
    asking = asyncio.create_task(
        run_async(task("match_for_ever"), Asked(), limits=Limits(seconds=0.5))
    )
    turns = 0
    while not asking.done():
        turns += 1
        await asyncio.sleep(0.01)

    with pytest.raises(OutOfTime):
        await asking
    assert turns > 3


async def test_who_is_cancelled_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "GRACE", 60)
    asking = asyncio.create_task(
        run_async(task("write_and_wait"), Asked(), output=tmp_path / "half")
    )
    assert await asyncio.to_thread(eventually, lambda: family_of(nursery_pid()) != set())

    before = time.monotonic()
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking

    assert time.monotonic() - before < 30
    assert family_of(nursery_pid()) == set()
    assert os.listdir(tmp_path) == []  # noqa: PTH208  a glance


async def test_who_is_cancelled_in_the_line_is_never_born() -> None:
    asking = [
        asyncio.create_task(run_async(task("wait"), Asked(number=300)))
        for _n in range(3 * PROCESSORS)
    ]
    await asyncio.sleep(0.05)

    for one in asking:
        one.cancel()
    ends = await asyncio.gather(*asking, return_exceptions=True)

    assert {type(end) for end in ends} == {asyncio.CancelledError}
    assert eventually(lambda: family_of(nursery_pid()) == set())


def test_five_hundred_tasks_leave_no_descriptor_and_no_process() -> None:
    for n in range(20):
        run(task("measure"), Asked(), files=[b"x"] * n)
    before, nurserys = open_descriptors(), descriptors_of(nursery_pid())

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(one_way_or_another, range(500)))

    assert eventually(lambda: family_of(nursery_pid()) == set())
    assert len(open_descriptors()) == len(before)
    assert eventually(lambda: descriptors_of(nursery_pid()) == nurserys)


def one_way_or_another(n: int) -> None:
    if n % 5:
        run(task("measure"), Asked(), files=[b"x"] * (n % 4))
    else:
        with pytest.raises(Broke):
            run(task("raise_"), Asked("ValueError"), files=[b"x"])


def descriptors_of(pid: int) -> int:
    return sum(1 for _one in Path(f"/proc/{pid}/fd").iterdir())
