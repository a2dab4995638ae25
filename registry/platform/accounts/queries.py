"""Who is there: offices, people, sessions."""

import hashlib
from datetime import datetime, timedelta

from msgspec import Struct, convert

from registry.platform import clock
from registry.platform.accounts.doors import FAILURE_WINDOW, Door
from registry.platform.accounts.roles import Actor, Role
from registry.platform.accounts.tables import Office, SignInFailure, User
from registry.platform.database import fetch, fetch_value
from registry.platform.errors import NotFound
from registry.platform.i18n import _
from registry.platform.lists import Ask, Listing, order_by

IDLE = timedelta(minutes=30)
LONGEST_SESSION = timedelta(hours=10)

_ACTOR = """
SELECT p.id, p.name, p.email, p.role, p.is_in_charge, p.language, o.code, o.name AS office_name
FROM person p JOIN office o ON o.code = p.office
"""


def fingerprint(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


async def find_office(code: str) -> Office:
    office = await Office.objects().get(Office.code == code)
    if office is None:
        raise NotFound(_("Non c'è un ufficio con il codice {code}.").format(code=code))
    return office


async def list_offices() -> list[Office]:
    return await Office.objects().order_by(Office.name)


async def list_users() -> list[User]:
    return await User.objects().order_by(User.email)


async def find_user(email: str) -> User:
    user = await find_user_or_none(email)
    if user is None:
        raise NotFound(_("Non c'è nessuno con la posta {email}.").format(email=email))
    return user


async def find_user_by_id(user_id: int, *, to_change: bool = False) -> User:
    if to_change:
        await fetch("SELECT 1 FROM person WHERE id = $1 FOR UPDATE", user_id)
    user = await User.objects().get(User.id == user_id)
    if user is None:
        raise NotFound(_("Questa persona non c'è."))
    return user


async def find_user_or_none(email: str) -> User | None:
    return await User.objects().get(User.email == email.strip().lower())


async def actor_of_session_or_none(token: str) -> tuple[Actor, datetime] | None:
    """Whose session it is and when it was last used.

    None when it is unknown, idle for half an hour, or ten hours old.
    """
    rows = await fetch(
        _ACTOR.replace("SELECT", "SELECT s.seen_at,") + " JOIN session s ON s.user = p.id"
        " WHERE s.token_hash = $1 AND p.is_active AND s.seen_at > $2 AND s.created_at > $3",
        fingerprint(token),
        clock.now() - IDLE,
        clock.now() - LONGEST_SESSION,
    )
    return (_actor(rows[0]), rows[0]["seen_at"]) if rows else None


async def actor_of_token_or_none(token: str) -> Actor | None:
    rows = await fetch(
        _ACTOR + " JOIN api_token t ON t.user = p.id"
        " WHERE t.token_hash = $1 AND p.is_active AND NOT t.is_revoked",
        fingerprint(token),
    )
    return _actor(rows[0]) if rows else None


async def actor_by_email(email: str) -> Actor:
    rows = await fetch(_ACTOR + " WHERE p.email = $1 AND p.is_active", email.strip().lower())
    if not rows:
        raise NotFound(_("Non c'è nessuno con la posta {email}.").format(email=email))
    return _actor(rows[0])


async def actor_of_person(user_id: int) -> Actor:
    """Who asked for something that is done later, even if they have left since."""
    rows = await fetch(_ACTOR + " WHERE p.id = $1", user_id)
    if not rows:
        raise NotFound(_("Questa persona non c'è più."))
    return _actor(rows[0])


def _actor(row) -> Actor:  # type: ignore[no-untyped-def]  # an asyncpg record
    return Actor(
        user_id=row["id"],
        name=row["name"],
        email=row["email"],
        role=Role(row["role"]),
        office=row["code"],
        office_name=row["office_name"],
        is_in_charge=row["is_in_charge"],
    )


async def failures_left(door: Door) -> int:
    """How many wrong sign-ins this door still takes."""
    recent: int = await SignInFailure.count().where(
        SignInFailure.key == door.key, SignInFailure.at > clock.now() - FAILURE_WINDOW
    )
    return max(0, door.allowed - recent)


async def locked_until_or_none(door: Door) -> datetime | None:
    """When it may be tried again, or None when it may now."""
    if await failures_left(door):
        return None
    oldest = (
        await SignInFailure.select(SignInFailure.at)
        .where(SignInFailure.key == door.key)
        .order_by(SignInFailure.at, ascending=False)
        .limit(door.allowed)
    )
    return oldest[-1]["at"] + FAILURE_WINDOW if oldest else None


async def is_empty() -> bool:
    return not await User.exists()


class PersonRow(Struct, frozen=True, kw_only=True):
    id: int
    email: str
    name: str
    title: str
    role: Role
    office_name: str
    is_in_charge: bool
    is_active: bool
    last_seen_at: datetime | None


_PEOPLE = """
FROM person p JOIN office o ON o.code = p.office
WHERE ($1 = '' OR fold(p.email || ' ' || p.name || ' ' || o.name) LIKE '%' || fold($1) || '%')
  AND ($2 = '' OR p.role = $2) AND ($3 = '' OR p.is_active = ($3 = 'active'))
"""
PEOPLE_SORTS = {
    "email": "p.email", "office": "fold(o.name)", "role": "p.role", "seen": "p.last_seen_at",
}  # fmt: skip


async def list_people(ask: Ask, *, role: str = "", status: str = "") -> Listing[PersonRow]:
    """Who uses the registry, with the name of the office, for who administers it."""
    order = order_by(ask.sort, PEOPLE_SORTS, default="office", last="p.id")
    filters = (ask.q, role, status)
    rows = await fetch(
        "SELECT p.id, p.email, p.name, p.title, p.role, o.name AS office_name, p.is_in_charge,"
        f" p.is_active, p.last_seen_at {_PEOPLE} ORDER BY p.is_active DESC, {order}"
        " LIMIT $4 OFFSET $5",
        *filters,
        ask.size,
        ask.offset,
    )
    return Listing(
        items=[convert(dict(row), PersonRow) for row in rows],
        total=await fetch_value(f"SELECT count(*) {_PEOPLE}", *filters),
        page=ask.page,
        size=ask.size,
    )


class Colleague(Struct, frozen=True, kw_only=True):
    id: int
    name: str


async def people_with(role: Role) -> list[Colleague]:
    """Who works in this role now, by name."""
    rows = await fetch(
        "SELECT id, name FROM person WHERE role = $1 AND is_active ORDER BY fold(name), id", role
    )
    return [convert(dict(row), Colleague) for row in rows]
