"""A create sent twice is done once: the ``Idempotency-Key`` of a POST to the API.

The key, the act and its answer are one transaction: whoever repeats the request waits for the
first and gets the same answer; a request that was refused leaves no key, and can be mended.
"""

import hashlib
from datetime import timedelta
from typing import Any

import msgspec
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from piccolo.columns import Bytea, Integer, Serial, Text, Timestamptz, Varchar
from piccolo.constraints import Unique
from piccolo.table import Table

from registry.platform import clock
from registry.platform.database import DB, connection, transaction
from registry.platform.i18n import _
from registry.platform.web.shell import current_shell

LONGEST_KEY = 200
KEPT_FOR = timedelta(days=2)
REFUSED = 400


class OnceDone(Table, db=DB, tablename="once_done"):
    """A request that was done, and what was answered."""

    id: Serial
    user = Integer()
    key = Varchar(LONGEST_KEY)
    request_sha256 = Varchar(64)
    status = Integer(default=0)
    content_type = Text(default="")
    location = Text(default="")
    body = Bytea(default=b"")
    at = Timestamptz()

    once_done_one = Unique([user, key])


class _UndoneError(Exception):
    """The request was refused: nothing of it is kept."""


class Once:
    """The layer: it concerns a POST under ``/api/`` that carries an ``Idempotency-Key``."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = _key(scope)
        actor = current_shell().actor
        if not key or actor is None or actor.user_id is None:
            await self.app(scope, receive, send)
            return
        body = await _whole(receive)
        digest = hashlib.sha256(scope["path"].encode() + b"\0" + body).hexdigest()
        answer = _Answer()
        try:
            async with transaction():
                if await _is_first(actor.user_id, key, digest):
                    await self.app(scope, _again(body), answer.take)
                    await _keep(actor.user_id, key, answer)
                else:
                    await _repeat(actor.user_id, key, digest, answer)
        except _UndoneError:
            pass
        await answer.give(send)


class _Answer:
    """A response that is held back until the transaction has ended."""

    def __init__(self) -> None:
        self.status = 200
        self.headers: list[tuple[bytes, bytes]] = []
        self.body = b""

    async def take(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], list(message["headers"])
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")

    async def give(self, send: Send) -> None:
        start: Any = {"type": "http.response.start", "status": self.status, "headers": self.headers}
        await send(start)
        end: Any = {"type": "http.response.body", "body": self.body, "more_body": False}
        await send(end)

    def header(self, name: bytes) -> str:
        return next((v.decode("latin-1") for k, v in self.headers if k.lower() == name), "")


def _key(scope: Scope) -> str:
    is_ours = (
        scope["type"] == ScopeType.HTTP
        and scope.get("method") == "POST"
        and scope["path"].startswith("/api/")
    )
    if not is_ours:
        return ""
    found = (v.decode("latin-1") for k, v in scope["headers"] if k == b"idempotency-key")
    return next(found, "").strip()[:LONGEST_KEY]


async def _whole(receive: Receive) -> bytes:
    body, more = b"", True
    while more:
        message: Any = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body


def _again(body: bytes) -> Receive:
    async def receive() -> Any:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


async def _is_first(user: int, key: str, digest: str) -> bool:
    """Takes the key; a request under way with the same one is waited for."""
    taken = await connection().fetchval(
        'INSERT INTO once_done ("user", key, request_sha256, at, body) VALUES ($1, $2, $3, $4, $5)'
        ' ON CONFLICT ("user", key) DO NOTHING RETURNING id',
        user,
        key,
        digest,
        clock.now(),
        b"",
    )
    return taken is not None


async def _keep(user: int, key: str, answer: _Answer) -> None:
    if answer.status >= REFUSED:
        raise _UndoneError
    await connection().execute(
        "UPDATE once_done SET status = $3, content_type = $4, location = $5, body = $6"
        ' WHERE "user" = $1 AND key = $2',
        user,
        key,
        answer.status,
        answer.header(b"content-type"),
        answer.header(b"location"),
        answer.body,
    )
    await connection().execute("DELETE FROM once_done WHERE at < $1", clock.now() - KEPT_FOR)


async def _repeat(user: int, key: str, digest: str, answer: _Answer) -> None:
    row = await connection().fetchrow(
        'SELECT * FROM once_done WHERE "user" = $1 AND key = $2', user, key
    )
    if row is None or row["request_sha256"] != digest:
        answer.status = 409
        answer.headers = [(b"content-type", b"application/problem+json")]
        answer.body = _problem()
        return
    answer.status, answer.body = row["status"], bytes(row["body"])
    answer.headers = [(b"content-type", row["content_type"].encode())]
    if row["location"]:
        answer.headers.append((b"location", row["location"].encode()))


def _problem() -> bytes:
    title = _("Questa chiave è già servita per un'altra richiesta: usane una nuova.")
    return msgspec.json.encode({"type": "about:blank", "title": title, "status": 409})
