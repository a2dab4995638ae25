"""Signing in and out, the keys of programs, the offices of the reference data."""

import secrets

from registry.platform import audit, clock
from registry.platform.accounts import doors, passwords, queries
from registry.platform.accounts.events import (
    SESSION_SIGN_IN,
    SESSION_SIGN_OUT,
    TOKEN_ADD,
)
from registry.platform.accounts.roles import ADMINISTER, Actor, Role, check_may
from registry.platform.accounts.tables import Office, Session, SignInFailure, Token, User
from registry.platform.database import transaction
from registry.platform.errors import NotAllowed
from registry.platform.i18n import _

PROGRAM = Actor(user_id=None, name="Intese", role=Role.ADMIN, office="")
"""Who acts when nobody did: the command line, the demo, what happens by itself."""


async def sign_in(email: str, password: str, *, address: str) -> str:
    """The new session's token, to be kept in the cookie only.

    Raises NotAllowed after too many wrong tries in fifteen minutes (``doors``).
    """
    user = await queries.find_user_or_none(email)
    tried = await doors.doors_of(email, address, user_id=user.id if user else None)
    # Counted before it is known to be wrong: many at once are not more tries than one by one.
    left = await _count_a_try(tried)
    known = user.password_hash if user and user.is_active else None
    if not await passwords.matches(password, known) or user is None:
        raise NotAllowed(
            _(
                "Posta o password non corrispondono. Restano {n} tentativi, poi si aspetta 15"
                " minuti."
            ).format(n=left)
        )
    return await _open_session(user, address, tried=tried)


async def _count_a_try(tried: list[doors.Door]) -> int:
    """How many are left after this one; raises NotAllowed where none was."""
    async with transaction():
        for door in tried:
            await doors.one_at_a_time(door)
            await _check_not_locked(door)
        for door in tried:
            await SignInFailure(key=door.key, at=clock.now()).save()
        return min([await queries.failures_left(door) for door in tried])


async def _check_not_locked(door: doors.Door) -> None:
    until = await queries.locked_until_or_none(door)
    if until is not None:
        at = until.astimezone(clock.ROME).strftime("%H:%M").lstrip("0")
        raise NotAllowed(
            _("Troppi tentativi. Riprova alle {at} o chiama chi amministra il registro.").format(
                at=at
            )
        )


async def _open_session(user: User, address: str, *, tried: list[doors.Door]) -> str:
    token = secrets.token_urlsafe(32)
    now = clock.now()
    async with transaction():
        await Session(
            token_hash=queries.fingerprint(token), user=user.id, created_at=now, seen_at=now
        ).save()
        await doors.forgive(user.email, address, tried=tried)
        await doors.remember(user.id, address)
        await User.update({User.last_seen_at: now}).where(User.id == user.id)
        actor = await queries.actor_by_email(user.email)
        await audit.record(SESSION_SIGN_IN, about=("user", user.id), by=actor)
    return token


async def sign_out(token: str, *, by: Actor) -> None:
    async with transaction():
        await Session.delete().where(Session.token_hash == queries.fingerprint(token))
        await audit.record(SESSION_SIGN_OUT, about=("user", by.user_id), by=by)


async def keep_session(token: str) -> None:
    """The person is still there: the half hour starts again."""
    await Session.update({Session.seen_at: clock.now()}).where(
        Session.token_hash == queries.fingerprint(token)
    )


async def add_token(email: str, *, label: str = "", by: Actor) -> str:
    """A new key for programs that act as this person; told once, never kept."""
    check_may(by, ADMINISTER)
    token = "int_" + secrets.token_urlsafe(32)
    async with transaction():
        user = await queries.find_user(email)
        await Token(
            token_hash=queries.fingerprint(token),
            user=user.id,
            label=label,
            created_at=clock.now(),
        ).save()
        await audit.record(TOKEN_ADD, about=("user", user.id), by=by, name=user.email)
    return token


async def put_office(office: Office) -> None:
    """Writes an office of the reference data, or its newer vintage."""
    async with transaction():
        if await Office.exists().where(Office.code == office.code):
            await Office.update(
                {
                    Office.kind: office.kind,
                    Office.name: office.name,
                    Office.name_de: office.name_de,
                    Office.name_fr: office.name_fr,
                    Office.seat_code: office.seat_code,
                    Office.seat_name: office.seat_name,
                    Office.region_code: office.region_code,
                    Office.notes: office.notes,
                    Office.sources: office.sources,
                }
            ).where(Office.code == office.code)
        else:
            await office.save()
