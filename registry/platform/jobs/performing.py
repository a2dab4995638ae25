"""Doing one job: begin, do, note how it went."""

import asyncio

import structlog
from pgqueuer.domain.errors import RetryRequested
from pgqueuer.domain.models import Job

from registry.platform import clock
from registry.platform.errors import Refused
from registry.platform.i18n import _
from registry.platform.jobs import records
from registry.platform.jobs.progress import Halted, working_on
from registry.platform.jobs.records import Begun
from registry.platform.jobs.tasks import TASKS

log = structlog.get_logger()


class Hands:
    """What a worker is doing now."""

    def __init__(self) -> None:
        self.busy: set[asyncio.Task[None]] = set()

    def let_go(self) -> None:
        for work in self.busy:
            work.cancel()

    async def perform(self, place: Job) -> None:
        """Does the job that this place in the queue is for, unless it is done already."""
        begun = await records.begin(int(place.payload or b"0"))
        if begun is None:
            return
        if begun.attempts > TASKS[begun.kind].tries:
            await records.fail(begun.id, _interrupted(begun))
            return
        work = asyncio.create_task(_do(begun))
        self.busy.add(work)
        work.add_done_callback(self.busy.discard)
        await _note_how_it_goes(work, begun)


async def _do(begun: Begun) -> None:
    with working_on(begun.id):
        await TASKS[begun.kind](**begun.arguments)


async def _note_how_it_goes(work: "asyncio.Task[None]", begun: Begun) -> None:
    about = {"job": begun.id, "kind": begun.kind, "attempt": begun.attempts}
    try:
        await work
    except asyncio.CancelledError:
        await _give_back(begun)
    except Halted:
        log.info("job.halted", **about)
    except Refused as refusal:
        log.info("job.refused", **about)
        await records.fail(begun.id, refusal.sentence)
    except Exception:
        log.exception("job.broke", **about)
        await _try_again_or_fail(begun)
    else:
        log.info("job.ended", state=await records.finish(begun.id), **about)


async def _give_back(begun: Begun) -> None:
    this = asyncio.current_task()
    if this is not None and this.cancelling():
        raise asyncio.CancelledError  # the whole program is ending: mending finds it
    await records.give_back(begun.id)
    raise RetryRequested(reason="the worker stops")


async def _try_again_or_fail(begun: Begun) -> None:
    task = TASKS[begun.kind]
    if begun.attempts >= task.tries:
        await records.fail(begun.id, _broken(begun))
        return
    pause = task.pause_after(begun.attempts)
    await records.put_off(begun.id, _broken(begun), until=clock.now() + pause)
    raise RetryRequested(pause, "it broke") from None


def _broken(begun: Begun) -> str:
    return _(
        "Un errore imprevisto ha fermato il lavoro: non dipende da te. Chi gestisce il server "
        "trova i particolari nei suoi messaggi, alla voce «job={number}»."
    ).format(number=begun.id)


def _interrupted(begun: Begun) -> str:
    return _(
        "Il lavoro si è interrotto {times} volte senza finire, forse perché chiede troppa "
        "memoria. Chi gestisce il server trova i particolari nei suoi messaggi, alla voce "
        "«job={number}»."
    ).format(times=begun.attempts - 1, number=begun.id)
