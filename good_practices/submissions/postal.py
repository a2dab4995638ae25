"""How a package travels by certified mail: how many messages it takes.

A PEC provider must carry message × recipients up to 30 MB (DM 2/11/2005); MIME makes bytes
grow to about 137 %.
"""

from collections.abc import Sequence
from dataclasses import dataclass

LIMIT = 30_000_000
"""Bytes of a message with its recipients."""
GROWTH = 1.37
RECIPIENTS = 1


@dataclass(frozen=True)
class MailPlan:
    """``messages`` has the positions of the files in each; ``room`` is what one may carry."""

    total: int
    room: int
    messages: tuple[tuple[int, ...], ...]
    too_large: tuple[int, ...]


def room_for(recipients: int = RECIPIENTS) -> int:
    """Bytes of attachments that fit in one message to so many recipients."""
    return int(LIMIT / (GROWTH * recipients))


def plan(sizes: Sequence[int], *, recipients: int = RECIPIENTS) -> MailPlan:
    """The files in their order, a new message when the next one would not fit."""
    room = room_for(recipients)
    messages: list[list[int]] = []
    left = 0
    for position, size in enumerate(sizes):
        if not messages or size > left:
            messages.append([])
            left = room
        messages[-1].append(position)
        left -= size
    return MailPlan(
        total=sum(sizes),
        room=room,
        messages=tuple(tuple(one) for one in messages),
        too_large=tuple(position for position, size in enumerate(sizes) if size > room),
    )
