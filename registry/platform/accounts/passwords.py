"""Passwords: Argon2id, few at a time so that many sign-ins do not eat the memory."""

import asyncio
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from registry.platform.errors import InvalidInput
from registry.platform.i18n import _

SHORTEST = 12
LONGEST = 256

_hasher = PasswordHasher()
_at_once = asyncio.Semaphore(4)
# Verified for an unknown address too, so that the time taken does not tell who exists.
_nobody = _hasher.hash(secrets.token_urlsafe(16))


def is_good(password: str) -> bool:
    return SHORTEST <= len(password) <= LONGEST


def too_short() -> str:
    return _("La password ha bisogno di almeno {n} caratteri.").format(n=SHORTEST)


def check_good(password: str) -> None:
    if not is_good(password):
        raise InvalidInput(password=too_short())


async def hashed(password: str) -> str:
    async with _at_once:
        return await asyncio.to_thread(_hasher.hash, password)


async def matches(password: str, password_hash: str | None) -> bool:
    """Whether they match; takes the same time for a None hash, and is then False."""

    def verify() -> bool:
        try:
            return _hasher.verify(password_hash or _nobody, password)
        except (VerificationError, InvalidHashError):
            return False

    async with _at_once:
        return await asyncio.to_thread(verify) and password_hash is not None
