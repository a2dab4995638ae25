"""Le porte: where wrong passwords are counted, so that guessing is slow and nobody is shut out.

Who signs in from where they have signed in before stands before a door of their own: what
strangers try, at their account from elsewhere or at others from beside them, does not close it.
A Prefettura is one address to us: one address closes only after many tries, and only for
accounts that have never come from there.
"""

import hashlib
import hmac
from datetime import timedelta

from msgspec import Struct

from registry.platform import clock
from registry.platform.accounts.tables import SignInFailure, SignInPlace
from registry.platform.database import fetch
from registry.platform.settings import settings

FAILURE_WINDOW = timedelta(minutes=15)
BY_ACCOUNT = 10
BY_ADDRESS = 100
"""An office of two hundred people makes a few mistakes on a Monday; who guesses makes more."""
KEPT_FOR = timedelta(days=180)
"""How long a place where somebody signed in is known."""


class Door(Struct, frozen=True):
    """``key`` names what is counted; ``allowed`` is how many wrong tries close it."""

    key: str
    allowed: int


async def doors_of(email: str, address: str, *, user_id: int | None) -> list[Door]:
    """Where this attempt counts: its own door, or those that strangers share."""
    # Asked for nobody too: the time that it takes does not tell who exists.
    if await _came_from(user_id or 0, address):
        return [_own_door(email, address)]
    return [_account_door(email), Door(f"address:{_place(address)}", BY_ADDRESS)]


async def one_at_a_time(door: Door) -> None:
    """Until the transaction ends nobody else counts at this door."""
    await fetch("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", f"door {door.key}")


async def forgive(email: str, address: str, *, tried: list[Door]) -> None:
    """A right password makes that person's wrong ones forgotten; of the place, only this try."""
    own = [_own_door(email, address).key, _account_door(email).key]
    await SignInFailure.delete().where(SignInFailure.key.is_in(own))
    for door in tried:
        if door.key not in own:
            sql = (
                "DELETE FROM sign_in_failure WHERE id = (SELECT max(id) FROM sign_in_failure"
                " WHERE key = $1)"
            )
            await fetch(sql, door.key)


async def open_again(email: str) -> None:
    """Every door of an account: whoever administers has seen to it."""
    ends = f":{email.strip().lower()}"
    await fetch("DELETE FROM sign_in_failure WHERE right(key, $1) = $2", len(ends), ends)


async def remember(user_id: int, address: str) -> None:
    await fetch(
        'INSERT INTO sign_in_place ("user", place, last_at) VALUES ($1, $2, $3)'
        ' ON CONFLICT ("user", place) DO UPDATE SET last_at = EXCLUDED.last_at',
        user_id,
        _place(address),
        clock.now(),
    )


async def forget_old() -> None:
    """Places where nobody came for half a year, and wrong tries that count no more."""
    await SignInPlace.delete().where(SignInPlace.last_at < clock.now() - KEPT_FOR)
    await SignInFailure.delete().where(SignInFailure.at < clock.now() - FAILURE_WINDOW)


async def _came_from(user_id: int, address: str) -> bool:
    return await SignInPlace.exists().where(
        SignInPlace.user == user_id,
        SignInPlace.place == _place(address),
        SignInPlace.last_at > clock.now() - KEPT_FOR,
    )


def _account_door(email: str) -> Door:
    return Door(f"account:{email.strip().lower()}", BY_ACCOUNT)


def _own_door(email: str, address: str) -> Door:
    return Door(f"{_place(address)}:{email.strip().lower()}", BY_ACCOUNT)


def _place(address: str) -> str:
    """The address as only this installation knows it again: where people are is not kept."""
    return hmac.new(settings().secret.encode(), address.encode(), hashlib.sha256).hexdigest()
