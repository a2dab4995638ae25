"""What a task refuses, on its way to whoever asked: the kinds of the house, and no other."""

from registry.platform.contained.messages import Declined
from registry.platform.errors import (
    AlreadyThere,
    InvalidInput,
    NotAllowed,
    NotFound,
    Refused,
    WrongStatus,
)

_KINDS = {
    kind.__name__: kind
    for kind in (Refused, NotFound, NotAllowed, WrongStatus, InvalidInput, AlreadyThere)
}


def told(refused: Refused) -> Declined:
    """A kind of a task's own is told as the kind of the house that it stands on."""
    kind = next(one.__name__ for one in type(refused).__mro__ if one in _KINDS.values())
    fields = refused.fields if isinstance(refused, InvalidInput) else {}
    return Declined(kind, refused.sentence, dict(fields))


def heard(declined: Declined) -> Refused:
    refused = _KINDS.get(declined.kind, Refused)(declined.sentence)
    if isinstance(refused, InvalidInput):
        refused.fields = declined.fields
    return refused
