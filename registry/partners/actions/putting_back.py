"""Undoing a removal, from what the history keeps of it."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from msgspec import Struct, convert

from registry.partners import events, queries
from registry.partners.actions.asking import ask
from registry.partners.actions.naming import add_identifier, add_name
from registry.partners.actions.registering import change
from registry.partners.actions.tying import add_member, succeed
from registry.partners.shapes import (
    IdentifierData,
    MemberData,
    NameData,
    PartnerData,
    SuccessionData,
)
from registry.platform import audit, clock
from registry.platform.accounts.roles import Actor
from registry.platform.audit.queries import EventRow
from registry.platform.errors import NotFound
from registry.platform.i18n import _
from registry.platform.undoing import Change, undone

FOR = timedelta(days=30)


class Asked(Struct, kw_only=True):
    question: str


async def _ask(partner_id: int, kept: Asked, *, by: Actor) -> object:
    return await ask(partner_id, kept.question, by=by)


async def _change(partner_id: int, kept: Change, *, by: Actor) -> object:
    now = await queries.as_told(partner_id, by=by)
    new = undone(PartnerData, now, kept, labels=events.FIELDS)
    return await change(partner_id, new, by=by)


# What an event keeps of the thing, and the action that adds it again.
UNDOING: dict[str, tuple[type[Struct], Callable[..., Awaitable[Any]]]] = {
    events.CHANGE.name: (Change, _change),
    events.REMOVE_NAME.name: (NameData, add_name),
    events.REMOVE_IDENTIFIER.name: (IdentifierData, add_identifier),
    events.REMOVE_MEMBER.name: (MemberData, add_member),
    events.REMOVE_SUCCESSION.name: (SuccessionData, succeed),
    events.WITHDRAW_QUESTION.name: (Asked, _ask),
}


def can_put_back(event: EventRow) -> bool:
    """Known how to, and not too long ago; an event of before kept nothing to put back."""
    return event.event in UNDOING and "kept" in event.details and event.at > clock.now() - FOR


async def put_back(partner_id: int, event_id: int, *, by: Actor) -> None:
    """What that event took away is there again: with the checks of adding it, for thirty days."""
    event = await audit.event_or_none(event_id, about=("partner", partner_id))
    if event is None or not can_put_back(event):
        raise NotFound(_("Questa operazione non si può più annullare."))
    shape, add = UNDOING[event.event]
    await add(partner_id, convert(event.details["kept"], shape), by=by)
