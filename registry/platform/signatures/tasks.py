"""What is looked at apart from the pages, and by itself."""

from collections.abc import Iterable

from registry.platform.database import fetch_value, transaction
from registry.platform.i18n import _
from registry.platform.jobs import Priority, Task, later, task
from registry.platform.signatures import again

MOST_TOGETHER = 100


@task("signatures:check", at_once=2)
async def check(*, files: list[str]) -> None:
    """Of files that came with others, and nobody waited for."""
    await again.look_at_some(files)


@task(
    "signatures:walk", every="50 3 * * *", at_once=1,
    priority=Priority.WHEN_THERE_IS_TIME, may_halt=True,
)  # fmt: skip
async def walk(*, is_old: bool = False, after: str = "") -> None:
    """Each night, and at the start of a worker: the files that need it, so many and then the
    others in a job of their own."""
    came_to = await again.walk(again.Place(is_old, after))
    if came_to is not None:
        async with transaction():
            await later(_named(), is_old=came_to.is_old, after=came_to.file)


async def ask_for(files: Iterable[str]) -> None:
    """In the transaction under way, for files that it keeps."""
    each = sorted(set(files))
    task = check.about(_("Controllo delle firme di file appena arrivati"))
    for start in range(0, len(each), MOST_TOGETHER):
        await later(task, files=each[start : start + MOST_TOGETHER])


async def ask_at_start() -> None:
    """After an update, or with other certifiers: unless it was asked for already."""
    async with transaction():
        is_in_line = await fetch_value(
            "SELECT EXISTS (SELECT 1 FROM job WHERE kind = 'signatures:walk'"
            " AND state IN ('queued', 'running'))"
        )
        if not is_in_line and await again.is_needed():
            await later(_named())


def _named() -> "Task[...]":
    return walk.about(_("Controllo delle firme dei file già nel registro"))
