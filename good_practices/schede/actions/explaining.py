"""Answering what the protection of persons points at: with a reason, or with other words."""

from good_practices.schede import events, queries
from good_practices.schede.actions.common import locked_to_write, record, touch
from good_practices.schede.actions.writing import patch
from good_practices.schede.findings import Finding, Level
from good_practices.schede.shapes import Explanation
from good_practices.schede.tables import SchedaExplanation
from registry.platform import clock
from registry.platform.accounts.roles import Actor
from registry.platform.database import connection, transaction
from registry.platform.errors import InvalidInput, NotFound
from registry.platform.i18n import _


async def explain(scheda_id: int, why: Explanation, *, by: Actor) -> None:
    """Keeps the reason why a passage is right as it is. A red finding takes no reason."""
    async with transaction():
        scheda = await locked_to_write(scheda_id, by=by)
        found = await _finding(scheda_id, why.rule, why.passage, by=by)
        if found.level is not Level.AMBER:
            raise InvalidInput(reason=_("Questo punto non si spiega: cambia il testo."))
        await connection().execute(
            "DELETE FROM scheda_explanation WHERE scheda = $1 AND rule = $2 AND passage = $3",
            scheda_id,
            why.rule,
            why.passage,
        )
        await SchedaExplanation(
            scheda=scheda_id,
            rule=why.rule,
            passage=why.passage,
            reason=why.reason.strip(),
            explained_by=by.user_id,
            explained_at=clock.now(),
        ).save()
        await touch(scheda)
        await record(
            events.EXPLAIN, scheda, by=by, passage=found.quote or found.title, reason=why.reason
        )


async def anonymise(
    scheda_id: int, *, rule: str, passage: str, version: int | None = None, by: Actor
) -> None:
    """Writes the proposed form, which points at nobody, in place of the passage."""
    async with transaction():
        await locked_to_write(scheda_id, by=by, version=version)
        found = await _finding(scheda_id, rule, passage, by=by)
        if not found.proposal:
            raise InvalidInput(passage=_("Per questo punto non c'è una forma da proporre."))
        sheet = await queries.view(scheda_id, by=by)
        text = getattr(sheet, found.field)
        changed = text[: found.start] + found.proposal + text[found.end :]
        await patch(scheda_id, {found.field: changed}, is_autosave=False, by=by)


async def _finding(scheda_id: int, rule: str, passage: str, *, by: Actor) -> Finding:
    sheet = await queries.view(scheda_id, by=by)
    for one in sheet.findings:
        if one.rule == rule and one.passage == passage:
            return one
    raise NotFound(_("Il testo è cambiato: questo punto non c'è più."))
