"""Time, memory, files and words: what is too much ends, and says which."""

import struct
from pathlib import Path

import pytest

from registry.platform.contained import (
    MIB,
    Broke,
    Died,
    Limits,
    OutOfMemory,
    OutOfTime,
    TooMuchOutput,
    keeping,
    run,
    scratch,
)
from tests.contained.mischief import Asked
from tests.contained.naming import task

SHORT = Limits(seconds=0.3)


@pytest.mark.parametrize("endless", ["loop", "match_for_ever"])
def test_a_task_without_end_ends_by_the_clock(endless: str) -> None:
    with pytest.raises(OutOfTime, match="SIGALRM"):
        run(task(endless), Asked(), limits=SHORT)


@pytest.mark.parametrize("endless", ["loop", "match_for_ever"])
def test_a_task_without_end_ends_by_the_time_of_the_processor(endless: str) -> None:
    with pytest.raises(OutOfTime, match="SIGXCPU"):
        run(task(endless), Asked(), limits=Limits(cpu_seconds=1))


def test_a_task_that_does_not_listen_to_its_clock_is_ended_from_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keeping, "GRACE", 0.5)

    with pytest.raises(OutOfTime, match="did not listen"):
        run(task("loop_with_closed_ears"), Asked(), limits=SHORT)


@pytest.mark.parametrize("greedy", ["hoard", "ask_for_much"])
def test_a_task_that_wants_all_the_memory_has_none(greedy: str) -> None:
    with pytest.raises(OutOfMemory):
        run(task(greedy), Asked(), limits=Limits(memory=64 * MIB))


def test_the_memory_of_a_task_is_its_own_and_not_what_the_parsers_take() -> None:
    said = run(task("hold"), Asked(number=40 * MIB), limits=Limits(memory=64 * MIB))

    assert said.number == 40 * MIB


def test_an_answer_may_be_as_large_as_was_said_and_not_larger() -> None:
    limits = Limits(answer=200_000)

    assert len(run(task("talk_much"), Asked(number=190), limits=limits).words) == 190
    with pytest.raises(TooMuchOutput):
        run(task("talk_much"), Asked(number=200), limits=limits)


@pytest.mark.parametrize("length", [2**31, 5 * MIB])
def test_a_child_that_announces_an_endless_answer_is_not_heard(length: int) -> None:
    with pytest.raises(TooMuchOutput):
        run(task("speak_raw"), Asked(struct.pack("!I", length).hex()))


@pytest.mark.parametrize("said", [b"", b"\0", b"\0\0\0\2{}", b"\0\0\0\x04null", b"\0\0\0\1\xff"])
def test_a_child_that_talks_nonsense_has_died(said: bytes) -> None:
    with pytest.raises(Died):
        run(task("speak_raw"), Asked(said.hex()))


def test_a_child_that_answers_letter_by_letter_has_no_more_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keeping, "GRACE", 0.5)

    with pytest.raises(OutOfTime):
        run(task("speak_raw"), Asked("00000064" + "20" * 100, 100), limits=SHORT)


def test_a_file_that_is_too_large_is_not_kept(tmp_path: Path) -> None:
    limits = Limits(output=10_000)
    path = tmp_path / "fascicolo.pdf"

    with pytest.raises(TooMuchOutput):
        run(task("write"), Asked("z", 10_001), output=path, limits=limits)
    assert list(tmp_path.iterdir()) == []

    run(task("write"), Asked("z", 10_000), output=path, limits=limits)
    assert path.stat().st_size == 10_000


def test_of_a_file_without_a_name_nothing_is_kept_either() -> None:
    with scratch() as file:
        with pytest.raises(TooMuchOutput):
            run(task("write"), Asked("z", 10_001), output=file, limits=Limits(output=10_000))

        assert file.read() == b""


def test_a_task_that_fails_leaves_no_output(tmp_path: Path) -> None:
    with pytest.raises(OutOfTime):
        run(task("write_and_wait"), Asked(), output=tmp_path / "half", limits=SHORT)

    assert list(tmp_path.iterdir()) == []


def test_a_task_opens_few_files() -> None:
    with pytest.raises(Broke, match="OSError"):
        run(task("open_many"), Asked())
