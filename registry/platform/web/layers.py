"""The layers around every request, outermost first: answers that are always safe, who is
here, and looks that cannot write.

They are plain ASGI and stand outside the framework, so that an unknown address and a fault
are dressed like any other page.
"""

import re
import secrets
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from datetime import timedelta
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from registry.platform import clock, demonstration
from registry.platform.accounts import actions, queries
from registry.platform.accounts.roles import Actor
from registry.platform.database import reading
from registry.platform.i18n import LANGUAGES, SOURCE_LANGUAGE, speaking
from registry.platform.settings import settings
from registry.platform.shapes import odd_sign_in
from registry.platform.web import refusals, signing
from registry.platform.web.measuring import Measured
from registry.platform.web.once import Once
from registry.platform.web.shell import FLASH, Section, Shell, set_shell

Navigation = Callable[[Actor], Awaitable[list[Section]]]

LOOKS = {"GET", "HEAD"}
# Identifiers are 32-bit integers.
BEYOND_NUMBERS = re.compile(r"/\d{10,}(/|$)")
STATIC = ("/assets/", "/healthz", "/metrics")

HEADERS = {
    "content-security-policy": "default-src 'self'; img-src 'self' data:; object-src 'none';"
    " base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


def session_cookie() -> str:
    return "__Host-session" if settings().is_secure else "session"


def visitor_cookie() -> str:
    return "__Host-visitor" if settings().is_secure else "visitor"


class Safely:
    """Adds the headers that keep a browser safe, and turns what escaped into a page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return
        has_started = False

        async def send_safely(message: Message) -> None:
            nonlocal has_started
            if message["type"] == "http.response.start":
                has_started = True
                _add_headers(message, scope["path"])
            await send(message)

        try:
            if _is_nowhere(scope):
                await _answer(refusals.nowhere(scope["path"]), scope, receive, send_safely)
            elif odd := _odd_names(scope):
                answer = refusals.unreadable(scope["path"], *odd)
                await _answer(answer, scope, receive, send_safely)
            else:
                await self.app(scope, receive, send_safely)
        except Exception as error:
            if has_started:
                raise
            await _answer(refusals.fault(scope["path"], error), scope, receive, send_safely)


def _is_nowhere(scope: Scope) -> bool:
    """Addresses that no thing of ours can have: a NUL, or a number beyond any identifier."""
    return "\0" in scope["path"] or bool(BEYOND_NUMBERS.search(scope["path"]))


def _odd_names(scope: Scope) -> tuple[str, str] | None:
    """What the address asks with a NUL in it, which nothing of ours can hold; its sentence."""
    for name, value in _query(scope).items():
        if "\0" in name + value:
            return name.replace("\0", ""), odd_sign_in(value) or odd_sign_in(name)
    return None


def _query(scope: Scope) -> dict[str, str]:
    text = scope["query_string"].decode("utf-8", "replace")
    return dict(parse_qsl(text, keep_blank_values=True))


def _add_headers(message: Any, path: str) -> None:
    headers = dict(HEADERS)
    if settings().is_secure:
        headers["strict-transport-security"] = "max-age=31536000"
    if not path.startswith("/assets/"):
        headers["cache-control"] = "no-store"
    present = {name.lower() for name, _value in message["headers"]}
    message["headers"] = [
        *message["headers"],
        *((k.encode(), v.encode()) for k, v in headers.items() if k.encode() not in present),
    ]


async def _answer(response: Any, scope: Scope, receive: Receive, send: Send) -> None:
    """Sends a framework's response from outside the framework."""
    body = response.content
    raw = body.encode() if isinstance(body, str) else msgspec.json.encode(body)
    kind = getattr(response.media_type, "value", response.media_type) or "text/html"
    charset = "; charset=utf-8" if kind.startswith("text/") else ""
    headers = [(b"content-type", f"{kind}{charset}".encode())]
    headers += [(k.lower().encode(), v.encode()) for k, v in response.headers.items()]
    start: Any = {"type": "http.response.start", "status": response.status_code, "headers": headers}
    await send(start)
    end: Any = {"type": "http.response.body", "body": raw, "more_body": False}
    await send(end)


class WhoIsHere:
    """Finds the actor of the cookie or key, the language, and what was just said."""

    def __init__(self, app: ASGIApp, *, navigation: Navigation) -> None:
        self.app = app
        self.navigation = navigation

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP or scope["path"].startswith(STATIC):
            await self.app(scope, receive, send)
            return
        cookies = _cookies(scope)
        shell = Shell(path=scope["path"], query=_query(scope))
        set_shell(shell)
        shell.flash = _flash(cookies)
        shell.actor, shell.owner = await _actor(scope, cookies)
        shell.is_demo = await demonstration.is_one()
        shell.owner = shell.owner or cookies.get(visitor_cookie(), "")
        fresh_visitor = "" if shell.owner else secrets.token_urlsafe(16)
        shell.owner = shell.owner or fresh_visitor
        language = cookies.get("language", SOURCE_LANGUAGE)
        with speaking(language if language in LANGUAGES else SOURCE_LANGUAGE):
            looks = scope.get("method") in LOOKS
            async with reading() if looks else nullcontext():
                if shell.actor and not refusals.is_for_programs(scope["path"]):
                    shell.sections = await self.navigation(shell.actor)
                await self.app(scope, receive, _with_cookies(send, shell, fresh_visitor))


def _with_cookies(send: Send, shell: Shell, fresh_visitor: str) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            added = []
            if fresh_visitor and not refusals.is_for_programs(shell.path):
                added.append(_cookie(visitor_cookie(), fresh_visitor))
            if shell.flash and shell.is_flash_shown:
                added.append(_cookie(FLASH, "", max_age=0))
            message["headers"] = [*message["headers"], *((b"set-cookie", c) for c in added)]
        await send(message)

    return sending


def _cookie(name: str, value: str, *, max_age: int | None = None) -> bytes:
    parts = [f"{name}={value}", "Path=/", "HttpOnly", "SameSite=Lax"]
    if settings().is_secure:
        parts.append("Secure")
    if max_age is not None:
        parts.append(f"Max-Age={max_age}")
    return "; ".join(parts).encode()


def _header(scope: Scope, name: bytes) -> str:
    return next((v.decode("latin-1") for k, v in scope["headers"] if k == name), "")


def _cookies(scope: Scope) -> dict[str, str]:
    jar: SimpleCookie = SimpleCookie()
    jar.load(_header(scope, b"cookie")[:8000])
    return {name: morsel.value for name, morsel in jar.items()}


def _flash(cookies: dict[str, str]) -> list[dict[str, str]]:
    raw = signing.verified_or_none(FLASH, cookies.get(FLASH, ""))
    return msgspec.json.decode(raw, type=list[dict[str, str]]) if raw else []


async def _actor(scope: Scope, cookies: dict[str, str]) -> tuple[Actor | None, str]:
    """The actor, and the session's cookie value when it came by one."""
    scheme, _space, key = _header(scope, b"authorization").partition(" ")
    if scheme.lower() == "bearer":
        return await queries.actor_of_token_or_none(key.strip()), ""
    token = cookies.get(session_cookie(), "")
    found = await queries.actor_of_session_or_none(token) if token else None
    if found is None:
        return None, ""
    actor, seen_at = found
    if clock.now() - seen_at > timedelta(minutes=1):
        await actions.keep_session(token)
    return actor, token


class Heads:
    """HEAD is what GET says of itself, without what it says."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP or scope.get("method") != "HEAD":
            await self.app(scope, receive, send)
            return

        async def send_head(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        asked: Any = {**scope, "method": "GET"}
        await self.app(asked, receive, send_head)


def layered(app: ASGIApp, *, navigation: Navigation) -> ASGIApp:
    return Heads(Measured(Safely(WhoIsHere(Once(app), navigation=navigation))))
