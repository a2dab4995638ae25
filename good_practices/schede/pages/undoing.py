"""What of the history of a scheda can still be undone, and the address that undoes it."""

from collections.abc import Iterable

from good_practices.schede import events, queries
from good_practices.schede.lifecycle import SchedaStatus
from good_practices.schede.pages.looking import may
from good_practices.schede.shapes import SchedaView
from registry.platform.accounts.roles import Actor
from registry.platform.audit.queries import EventRow


async def undoing_of(sheet: SchedaView, told: Iterable[EventRow], *, by: Actor) -> dict[int, str]:
    """By the event's number. Proposals and approvals are undone while they stand: the newest."""
    able, here = may(sheet, by), f"/schede/{sheet.id}"
    kept = await queries.can_be_undone(sheet.id)
    undoing: dict[int, str] = {}
    for one in told:
        rewriting, explanation = one.details.get("rewriting"), one.details.get("explanation")
        if able["write"] and rewriting in kept.rewritings:
            undoing[one.id] = f"{here}/rewritings/{rewriting}/undo"
        elif able["write"] and one.details.get("withdrawn") in kept.withdrawn:
            undoing[one.id] = f"{here}/explanations/{one.details['withdrawn']}/restore"
        elif able["write"] and explanation in kept.explanations.values():
            undoing[one.id] = f"{here}/explanations/{explanation}/withdraw"
    last = next((one for one in told if one.event in _STANDS), None)
    if last is not None and sheet.status is _STANDS[last.event]:
        verb = "reopen" if sheet.status is SchedaStatus.PROPOSED else "withdraw-approval"
        if able[_ABLE[verb]]:
            undoing[last.id] = f"{here}/{verb}"
    return undoing


_STANDS = {
    events.PROPOSE.name: SchedaStatus.PROPOSED,
    events.APPROVE.name: SchedaStatus.READY,
}
_ABLE = {"reopen": "reopen", "withdraw-approval": "withdraw_approval"}
