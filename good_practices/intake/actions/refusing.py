"""What was not taken in: remembered by its fingerprint, told in the history, put aside."""

import unicodedata

from good_practices.intake import events
from good_practices.intake.actions.vetting import AnotherPackage
from good_practices.intake.permissions import REVIEW_SCHEDE
from good_practices.submissions import bag
from registry.platform import audit, clock
from registry.platform.accounts.roles import Actor, check_may
from registry.platform.database import connection, transaction
from registry.platform.errors import NotFound, Refused
from registry.platform.i18n import _

LONGEST = 1000


async def remember(refused: Refused, content: bytes, name: str, *, by: Actor) -> None:
    """What was refused stays known, by its fingerprint only; an alarm goes in the history."""
    why = _told(refused.sentence)
    other = refused.delivery if isinstance(refused, AnotherPackage) else None
    async with transaction():
        upload = await connection().fetchval(
            "INSERT INTO refused_upload"
            " (name, size, sha512, why, delivery, times, last_at, brought_by, is_settled)"
            " VALUES ($1, $2, $3, $4, $5, 1, $6, $7, false)"
            " ON CONFLICT (sha512) DO UPDATE SET times = refused_upload.times + 1,"
            " name = excluded.name, why = excluded.why, delivery = excluded.delivery,"
            " last_at = excluded.last_at, brought_by = excluded.brought_by, is_settled = false"
            " RETURNING id",
            name,
            len(content),
            bag.sha512(content),
            why,
            other.id if other else None,
            clock.now(),
            by.user_id,
        )
        await audit.record(
            events.REFUSE, about=("refused_upload", upload), by=by, name=name, why=why
        )
        if other is not None:
            await audit.record(
                events.ALARM,
                about=("delivery", other.id),
                by=by,
                name=other.name,
                file=name,
                why=why,
            )


def _told(sentence: str) -> str:
    """A sentence may quote what the file says of itself: signs that are not text are left out."""
    plain = "".join(c for c in sentence if unicodedata.category(c) not in {"Cc", "Cs", "Cf"})
    return plain[:LONGEST]


async def settle(upload_id: int, *, by: Actor) -> None:
    """Somebody has dealt with a refused file; when it comes again, it is told again."""
    check_may(by, REVIEW_SCHEDE)
    async with transaction():
        name = await connection().fetchval(
            "UPDATE refused_upload SET is_settled = true WHERE id = $1 AND NOT is_settled"
            " RETURNING name",
            upload_id,
        )
        if name is None:
            raise NotFound(_("Questo file non è più fra quelli rifiutati."))
        await audit.record(events.SETTLE, about=("refused_upload", upload_id), by=by, name=name)


async def forget_refusal(package_sha512: str) -> None:
    """The same bytes were taken in after all: there is nothing left to deal with."""
    await connection().execute(
        "UPDATE refused_upload SET is_settled = true WHERE sha512 = $1", package_sha512
    )
