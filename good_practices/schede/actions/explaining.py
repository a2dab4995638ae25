"""Answering what the protection of persons points at: with a reason, or with other words."""

from datetime import timedelta

from good_practices.schede import events, queries
from good_practices.schede.actions.common import locked_to_write, record, touch
from good_practices.schede.actions.writing import patch
from good_practices.schede.checks import title_of
from good_practices.schede.findings import Finding, Level
from good_practices.schede.shapes import Explanation
from good_practices.schede.tables import SchedaExplanation, SchedaRewriting
from registry.platform import clock
from registry.platform.accounts.roles import Actor
from registry.platform.database import connection, transaction
from registry.platform.errors import InvalidInput, NotFound, WrongStatus
from registry.platform.i18n import _

KEPT_FOR = timedelta(days=30)
"""How long a passage that was rewritten, or a reason taken away, can be put back."""


async def explain(scheda_id: int, why: Explanation, *, by: Actor) -> SchedaExplanation:
    """Keeps the reason why a passage is right as it is. A red finding takes no reason.

    The history has the reason and what the point was, never the passage: it may name somebody.
    """
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
        explanation = SchedaExplanation(
            scheda=scheda_id,
            rule=why.rule,
            passage=why.passage,
            reason=why.reason.strip(),
            explained_by=by.user_id,
            explained_at=clock.now(),
        )
        await explanation.save()
        await touch(scheda)
        await record(
            events.EXPLAIN,
            scheda,
            by=by,
            kind=title_of(found.rule),
            reason=why.reason.strip(),
            explanation=explanation.id,
        )
    return explanation


async def withdraw_explanation(scheda_id: int, explanation_id: int, *, by: Actor) -> None:
    """The point is to be looked at again."""
    async with transaction():
        scheda = await locked_to_write(scheda_id, by=by)
        explanation = await _explanation(scheda_id, explanation_id)
        if explanation is None or explanation.withdrawn_at is not None:
            raise NotFound(_("Questa spiegazione era già stata tolta."))
        explanation.withdrawn_at = clock.now()
        await explanation.save()
        await touch(scheda)
        await record(
            events.WITHDRAW_EXPLANATION,
            scheda,
            by=by,
            kind=title_of(explanation.rule),
            withdrawn=explanation_id,
        )


async def restore_explanation(scheda_id: int, explanation_id: int, *, by: Actor) -> None:
    """Undoes that: the reason counts again, as whoever wrote it had written it."""
    async with transaction():
        scheda = await locked_to_write(scheda_id, by=by)
        explanation = await _explanation(scheda_id, explanation_id)
        if explanation is None or explanation.withdrawn_at is None:
            raise NotFound(_("Questa spiegazione era già stata rimessa, o è passato troppo tempo."))
        explanation.withdrawn_at = None
        await explanation.save()
        await touch(scheda)
        await record(
            events.RESTORE_EXPLANATION, scheda, by=by,
            kind=title_of(explanation.rule), explanation=explanation_id,
        )  # fmt: skip


async def _explanation(scheda_id: int, explanation_id: int) -> SchedaExplanation | None:
    return await SchedaExplanation.objects().get(
        (SchedaExplanation.id == explanation_id) & (SchedaExplanation.scheda == scheda_id)
    )


async def anonymise(
    scheda_id: int, *, rule: str, passage: str, version: int | None = None, by: Actor
) -> SchedaRewriting:
    """Writes the proposed form, which points at nobody, in place of the passage.

    Who changes their mind puts it back with ``undo_rewriting``.
    """
    async with transaction():
        scheda = await locked_to_write(scheda_id, by=by, version=version)
        found = await _finding(scheda_id, rule, passage, by=by)
        if not found.proposal:
            raise InvalidInput(passage=_("Per questo punto non c'è una forma da proporre."))
        sheet = await queries.view(scheda_id, by=by)
        text = getattr(sheet, found.field)
        changed = text[: found.start] + found.proposal + text[found.end :]
        await patch(scheda_id, {found.field: changed}, is_told=False, by=by)
        rewriting = SchedaRewriting(
            scheda=scheda_id,
            field=found.field,
            passage=text[found.start : found.end],
            instead=found.proposal,
            start=found.start,
            made_by=by.user_id,
            made_at=clock.now(),
        )
        await rewriting.save()
        await record(
            events.REWRITE, scheda, by=by, kind=title_of(found.rule), rewriting=rewriting.id
        )
    return rewriting


async def undo_rewriting(scheda_id: int, rewriting_id: int, *, by: Actor) -> None:
    """The passage is there again, if what was written in its place still is."""
    async with transaction():
        scheda = await locked_to_write(scheda_id, by=by)
        one = await SchedaRewriting.objects().get(
            (SchedaRewriting.id == rewriting_id) & (SchedaRewriting.scheda == scheda_id)
        )
        if one is None:
            raise NotFound(_("Questo passo era già stato rimesso, o è passato troppo tempo."))
        text = getattr(await queries.view(scheda_id, by=by), one.field)
        at = _where(text, one)
        changed = text[:at] + one.passage + text[at + len(one.instead) :]
        await patch(scheda_id, {one.field: changed}, is_told=False, by=by)
        await one.remove()
        await record(events.UNDO_REWRITING, scheda, by=by)


def _where(text: str, one: SchedaRewriting) -> int:
    """Where the words that were written in its place stand: there, or moved as they are."""
    if text.startswith(one.instead, one.start):
        return int(one.start)
    if text.count(one.instead) == 1:
        return text.index(one.instead)
    raise WrongStatus(_("Il testo è cambiato da allora: correggilo a mano."))


async def forget_rewritings() -> None:
    """What was rewritten, or explained no more, long ago is nobody's to read any more."""
    long_ago = clock.now() - KEPT_FOR
    async with transaction():
        await SchedaRewriting.delete().where(SchedaRewriting.made_at < long_ago)
        await SchedaExplanation.delete().where(SchedaExplanation.withdrawn_at < long_ago)


async def _finding(scheda_id: int, rule: str, passage: str, *, by: Actor) -> Finding:
    sheet = await queries.view(scheda_id, by=by)
    for one in sheet.findings:
        if one.rule == rule and one.passage == passage:
            return one
    raise NotFound(_("Il testo è cambiato: questo punto non c'è più."))
