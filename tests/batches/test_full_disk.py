"""A batch on a disk that is really full: a small one, mounted for the test."""

import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from registry.platform.batches import actions, folder, queries, tasks
from registry.platform.batches.lifecycle import Standing
from registry.platform.batches.shapes import BatchView
from tests.batches.make import a_started_one, lines, numbers_in, part_of
from tests.people import People

pytestmark = pytest.mark.usefixtures("db")

MANY = 10
PACKED = 20_000
"""Bytes, about, that one document takes."""
BESIDE_IT = 80_000
"""And its PDF."""


@pytest.fixture(autouse=True)
def _short_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "LINES", 2)


def by_root(*words: str) -> None:
    subprocess.run(words, check=True)  # noqa: S603  our own words


@asynccontextmanager
async def on_a_small_disk(batch: BatchView, room: int) -> AsyncIterator[Path]:
    """The batch's folder, with the lines that were brought, is a disk of its own meanwhile, with
    so many bytes of room beside them."""
    place = folder.folder_of((await queries.find(batch.id)).place)
    brought = folder.lines_of(place.name).read_bytes()
    by_root("mount", "-t", "tmpfs", "-o", f"size={len(brought) + room}", "small", str(place))
    try:
        folder.lines_of(place.name).write_bytes(brought)
        yield place
    finally:
        by_root("umount", str(place))


@pytest.mark.parametrize("with_pdf", [False, pytest.param(True, marks=pytest.mark.libreoffice)])
async def test_what_finds_no_room_is_told_so_and_made_when_there_is_room_again(
    as_: People, with_pdf: bool
) -> None:
    batch = await a_started_one(lines(MANY), by=as_.legal_cr, with_pdf=with_pdf)
    room = 4 * (PACKED + BESIDE_IT * with_pdf)

    async with on_a_small_disk(batch, room) as place:
        await tasks.make(batch_id=batch.id)
        full = await queries.view(batch.id, by=as_.legal_cr)
        failed = await queries.lines(batch.id, ["failed"])
        halves = [path.name for path in place.iterdir() if path.stat().st_size == 0]
        by_root("mount", "-o", "remount,size=4m", str(place))
        await actions.try_failed_again(batch.id, by=as_.legal_cr)
        await tasks.make(batch_id=batch.id)
        after = await queries.view(batch.id, by=as_.legal_cr)
        made = numbers_in(await part_of(batch.id, by=as_.legal_cr))

    assert full.standing is Standing.DONE
    assert full.made + full.failed == MANY
    assert 2 <= full.made < MANY
    assert {"Non c'è posto sul disco" in one.problems[""] for one in failed} == {True}
    assert halves == []
    assert (after.standing, after.made, after.failed) == (Standing.DONE, MANY, 0)
    assert sorted(made) == list(range(1, MANY + 1))
