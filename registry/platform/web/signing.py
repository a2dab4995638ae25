"""Small texts that travel in a browser and come back unchanged: signed, with a purpose."""

import base64
import hashlib
import hmac

from registry.platform.settings import settings


def _mac(purpose: str, content: bytes) -> str:
    key = hashlib.sha256(f"{purpose}:{settings().secret}".encode()).digest()
    digest = hmac.new(key, content, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def sign(purpose: str, content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=") + "." + _mac(purpose, content)


def verified_or_none(purpose: str, signed: str) -> bytes | None:
    """What was signed for this purpose by this installation, or None."""
    encoded, dot, mac = signed.partition(".")
    try:
        content = base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
    except ValueError:
        return None
    return content if dot and hmac.compare_digest(mac, _mac(purpose, content)) else None


def token_for(purpose: str, owner: str) -> str:
    """A token that only who holds ``owner`` (a session's cookie) was given."""
    return _mac(purpose, owner.encode())


def is_token_for(purpose: str, owner: str, token: str) -> bool:
    return hmac.compare_digest(token_for(purpose, owner), token)
