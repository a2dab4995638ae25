"""What the source leaves open is asked, and answered by who knows."""

from registry.partners import events
from registry.partners.actions.holding import held
from registry.partners.tables import Clarification, Partner
from registry.platform import audit, clock
from registry.platform.accounts.roles import Actor
from registry.platform.audit.events import Event
from registry.platform.database import transaction
from registry.platform.errors import InvalidInput, NotFound
from registry.platform.i18n import _

LONGEST = 1000


async def ask(partner_id: int, question: str, *, by: Actor) -> Clarification:
    """Marks something that the source leaves open."""
    words = _words(question, "question", _("Scrivi che cosa c'è da chiarire."))
    async with transaction():
        partner = await held(partner_id, by=by)
        asked = Clarification(partner=partner_id, question=words, asked_at=clock.now())
        await asked.save()
        await _note(events.ASK, partner, by=by, question=words)
    return asked


async def withdraw_question(partner_id: int, question_id: int, *, by: Actor) -> int:
    """There was nothing to clarify. Answers with the event, from which it can be put back."""
    async with transaction():
        partner = await held(partner_id, by=by)
        asked = await _question(partner_id, question_id)
        await asked.remove()
        return await _note(events.WITHDRAW_QUESTION, partner, by=by, question=asked.question,
                           kept={"question": asked.question})  # fmt: skip


async def answer(partner_id: int, question_id: int, words: str, *, by: Actor) -> None:
    told = _words(words, "answer", _("Scrivi che cosa hai saputo."))
    async with transaction():
        partner = await held(partner_id, by=by)
        asked = await _question(partner_id, question_id)
        asked.answer, asked.is_open = told, False
        await asked.save()
        await _note(events.ANSWER, partner, by=by, question=asked.question, answer=told)


async def reopen_question(partner_id: int, question_id: int, *, by: Actor) -> None:
    """The answer was not right: it is to be clarified again. The history keeps what was said."""
    async with transaction():
        partner = await held(partner_id, by=by)
        asked = await _question(partner_id, question_id)
        asked.answer, asked.is_open = "", True
        await asked.save()
        await _note(events.REOPEN_QUESTION, partner, by=by, question=asked.question)


async def _note(event: Event, partner: Partner, *, by: Actor, **blanks: object) -> int:
    """A question changes nothing of the partner: who is writing in its form is not disturbed."""
    about = ("partner", partner.id)
    return await audit.record(event, about=about, by=by, name=partner.name, **blanks)


async def _question(partner_id: int, question_id: int) -> Clarification:
    question = await Clarification.objects().get(
        (Clarification.id == question_id) & (Clarification.partner == partner_id)
    )
    if question is None:
        raise NotFound(_("Questa domanda non c'è più."))
    return question


def _words(text: str, field: str, if_empty: str) -> str:
    words = text.strip()
    if not words:
        raise InvalidInput.of({field: if_empty})
    if len(words) > LONGEST:
        raise InvalidInput.of({field: _("Al massimo {n} caratteri.").format(n=LONGEST)})
    return words
