"""The pages of long work: how far it is, what failed, and trying again."""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from registry.platform.accounts.roles import ADMINISTER, SIGNED_IN
from registry.platform.errors import NotFound
from registry.platform.i18n import _
from registry.platform.jobs import actions, queries
from registry.platform.jobs.permissions import can_handle
from registry.platform.jobs.queries import JobRow
from registry.platform.jobs.states import NEXT, JobState
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.shell import page, see


class JobPages(Controller):
    path = "/jobs"

    @get("/", guards=[requires(ADMINISTER)])
    async def list_jobs(self) -> Response[str]:
        jobs = [shown(job) for job in await queries.list_jobs(limit=200)]
        return page("jobs/list.html", jobs=jobs, backlog=await queries.backlog())

    @get("/{job_id:int}", guards=[requires(SIGNED_IN)])
    async def show(self, job_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        job = await queries.find_job(job_id)
        if not can_handle(actor, job.office_id):
            raise NotFound(_("Questo lavoro non c'è, o il tuo ufficio non può vederlo."))
        return page("jobs/show.html", job=shown(job))

    @post("/{job_id:int}/try-again", guards=[requires(SIGNED_IN)], status_code=303)
    async def try_again(self, job_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        await actions.try_again(job_id, by=actor)
        return see(f"/jobs/{job_id}", said=_("Il lavoro è di nuovo in coda."))

    @post("/{job_id:int}/pause", guards=[requires(SIGNED_IN)], status_code=303)
    async def pause(self, job_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        await actions.pause(job_id, by=actor)
        return see(f"/jobs/{job_id}", said=_("Lavoro in pausa: quello che è fatto resta."))

    @post("/{job_id:int}/resume", guards=[requires(SIGNED_IN)], status_code=303)
    async def resume(self, job_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        await actions.resume(job_id, by=actor)
        return see(f"/jobs/{job_id}", said=_("Il lavoro riprende da dove era."))

    @post("/{job_id:int}/cancel", guards=[requires(SIGNED_IN)], status_code=303)
    async def cancel(self, job_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        await actions.cancel(job_id, by=actor)
        return see(f"/jobs/{job_id}", said=_("Lavoro annullato: quello che è fatto resta."))


def shown(job: JobRow) -> dict[str, Any]:
    """The job as the part ``lavoro`` and the list show it."""
    left = job.time_left()
    has_failed = job.state is JobState.FAILED
    failed = [{"label": one.name, "reason": one.reason} for one in job.problems]
    if has_failed and not failed:
        failed = [{"label": job.label or job.kind, "reason": job.problem}]
    return {
        "id": job.id,
        "title": job.label or job.kind,
        "status": f"job:{job.state}",
        "done": job.done,
        "total": job.total,
        "doing": job.now_doing,
        "left": _("circa {n} minuti").format(n=max(1, round(left.seconds / 60))) if left else "",
        "href": f"/jobs/{job.id}",
        "failed": failed,
        "retry_url": f"/jobs/{job.id}/try-again" if has_failed else None,
        "verbs": _verbs(job),
        "asked_at": job.asked_at,
        "problem": job.problem,
    }


def _verbs(job: JobRow) -> list[dict[str, str]]:
    """What one may do to the job now, in words and as addresses."""
    if not job.may_halt:
        return []
    offered = (
        (_("Metti in pausa"), "pause", JobState.PAUSED),
        (_("Riprendi"), "resume", JobState.QUEUED),
        (_("Annulla il lavoro"), "cancel", JobState.CANCELLED),
    )
    return [
        {"label": label, "action": f"/jobs/{job.id}/{verb}"}
        for label, verb, state in offered
        if state in NEXT[job.state] and not (verb == "resume" and job.state is not JobState.PAUSED)
    ]
