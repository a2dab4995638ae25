"""What is sent twice is done once: the ``Idempotency-Key`` of a POST to the API, and the
``once`` that each form of our pages carries.

Of a program's request the key, the act and its answer are one transaction: whoever repeats it
waits for the first and gets the same answer; a request that was refused leaves no key, and can
be mended.

A button pressed twice sends the same form twice: the second waits for the first and is led to
where the first led. A form that was changed in between is another one, and is done; one that
came back with something to correct leaves nothing. Files are not concerned: a browser sends
them each time in other bytes, and whoever takes them knows them again by what they hold.
"""

import asyncio
import hashlib
import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, NamedTuple

import msgspec
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from piccolo.columns import Bytea, Integer, Serial, Text, Timestamptz, Varchar
from piccolo.constraints import Unique
from piccolo.table import Table

from registry.platform import clock
from registry.platform.database import DB, connection, fetch, transaction
from registry.platform.i18n import _
from registry.platform.settings import settings
from registry.platform.web.shell import FLASH, current_shell, render

LONGEST_KEY = 200
KEPT_FOR = timedelta(days=2)
REFUSED = 400
SEE_OTHER = 303
LONGEST_FORM = 2_000_000
LONGEST_WAIT = 30
LOOKS_A_SECOND = 5
HTML = (b"content-type", b"text/html; charset=utf-8")
PROBLEM = (b"content-type", b"application/problem+json")
_TOKEN = re.compile(rb"(?:^|&)once=([A-Za-z0-9_-]{8,64})(?:&|$)")


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
    cookie = Text(default="")
    """What the next page tells, of a form."""
    at = Timestamptz()

    once_done_one = Unique([user, key])


class _UndoneError(Exception):
    """The request was refused: nothing of it is kept."""


class Once:
    """The layer around the windows."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        key, is_form = _key(scope), _is_form(scope)
        actor = current_shell().actor
        if not (key or is_form) or actor is None or actor.user_id is None:
            await self.app(scope, receive, send)
            return
        if len(key) > LONGEST_KEY:
            await _tell(_problem(422, {"Idempotency-Key": _too_long()}), 422, send)
            return
        body = await _whole(receive, most=settings().upload_limit)
        if body is None:
            await _tell(_problem(413), 413, send)
            return
        digest = hashlib.sha256(scope["path"].encode() + b"\0" + body).hexdigest()
        if is_form:
            await self._form(scope, body, send, _Sent(actor.user_id, _token(body), digest))
        else:
            await self._request(scope, body, send, _Sent(actor.user_id, key, digest))

    async def _request(self, scope: Scope, body: bytes, send: Send, sent: "_Sent") -> None:
        answer = _Answer()
        try:
            async with transaction():
                if await _is_first(sent.user, sent.key, sent.digest):
                    await self.app(scope, _again(body), answer.take)
                    await _keep(sent.user, sent.key, answer)
                else:
                    await _repeat(sent.user, sent.key, sent.digest, answer)
        except _UndoneError:
            pass
        await answer.give(send)

    async def _form(self, scope: Scope, body: bytes, send: Send, sent: "_Sent") -> None:
        """A form's own act may be kept although something is told to be corrected: so the key
        is taken before it and is let go after it, never together with it."""
        answer = await _led_to(sent) if sent.key else None
        if answer is not None:
            await answer.give(send)
            return

        async def sending(message: Message) -> None:
            if sent.key and message["type"] == "http.response.start":
                await _settle(sent, message["status"], list(message["headers"]))
            await send(message)

        try:
            await self.app(scope, _again(body), sending)
        except BaseException:
            await _let_go(sent)
            raise


class _Answer:
    """A response that is held back until the transaction has ended."""

    def __init__(
        self, status: int = 200, headers: Sequence[tuple[bytes, bytes]] = (), body: bytes = b""
    ) -> None:
        self.status = status
        self.headers = list(headers)
        self.body = body

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


class _Sent(NamedTuple):
    """One request: who sent it, what makes it one, and its content."""

    user: int
    key: str
    digest: str


def _is_form(scope: Scope) -> bool:
    """A form of ours that a person sent; a script that saves while they write sends many."""
    if scope["type"] != ScopeType.HTTP or scope.get("method") != "POST":
        return False
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    length = headers.get(b"content-length", "")
    return (
        not scope["path"].startswith("/api/")
        and b"hx-request" not in headers
        and headers.get(b"content-type", "").startswith("application/x-www-form-urlencoded")
        and length.isdigit()
        and int(length) <= LONGEST_FORM
    )


def _token(body: bytes) -> str:
    found = _TOKEN.search(body)
    return f"form:{found[1].decode()}" if found else ""


async def _led_to(sent: _Sent) -> "_Answer | None":
    """The answer of the same form sent before; None where this is the first, which may go on."""
    for _look in range(LONGEST_WAIT * LOOKS_A_SECOND):
        if await _takes(sent):
            return None
        rows = await fetch(
            'SELECT status, location, cookie FROM once_done WHERE "user" = $1 AND key = $2',
            sent.user,
            sent.key,
        )
        if rows and rows[0]["status"]:
            return _same_way(rows[0])
        await asyncio.sleep(1 / LOOKS_A_SECOND)
    return _Answer(status=409, headers=[HTML], body=_not_known().encode())


async def _takes(sent: _Sent) -> bool:
    async with transaction():
        taken = await connection().fetchval(
            'INSERT INTO once_done ("user", key, request_sha256, at, body)'
            " VALUES ($1, $2, $3, $4, '') ON CONFLICT (\"user\", key) DO UPDATE"
            " SET request_sha256 = excluded.request_sha256, at = excluded.at, status = 0"
            " WHERE once_done.request_sha256 <> excluded.request_sha256 RETURNING id",
            sent.user,
            sent.key,
            sent.digest,
            clock.now(),
        )
    return taken is not None


async def _settle(sent: _Sent, status: int, headers: list[tuple[bytes, bytes]]) -> None:
    """Only where a form led is kept: a page that answers is read again, a file is made again."""
    answer = _Answer(status=status, headers=headers)
    if status != SEE_OTHER:
        await _let_go(sent)
        return
    async with transaction():
        await connection().execute(
            "UPDATE once_done SET status = $4, location = $5, cookie = $6"
            ' WHERE "user" = $1 AND key = $2 AND request_sha256 = $3',
            *sent,
            status,
            answer.header(b"location"),
            _said(headers),
        )
        await connection().execute("DELETE FROM once_done WHERE at < $1", clock.now() - KEPT_FOR)


def _said(headers: list[tuple[bytes, bytes]]) -> str:
    """What the next page tells; no other cookie is anybody's to keep."""
    cookies = (v.decode("latin-1") for k, v in headers if k.lower() == b"set-cookie")
    return next((one for one in cookies if one.startswith(f"{FLASH}=")), "")


async def _let_go(sent: _Sent) -> None:
    if sent.key:
        async with transaction():
            await connection().execute(
                'DELETE FROM once_done WHERE "user" = $1 AND key = $2 AND request_sha256 = $3',
                *sent,
            )


def _same_way(row: Any) -> "_Answer":
    headers = [HTML, (b"location", row["location"].encode("latin-1"))]
    if row["cookie"]:
        headers.append((b"set-cookie", row["cookie"].encode("latin-1")))
    return _Answer(status=row["status"], headers=headers)


def _not_known() -> str:
    sentence = _(
        "Questa richiesta è già partita e non sappiamo ancora com'è finita."
        " Guarda se quello che volevi c'è già, prima di rifarla da una pagina nuova."
    )
    return render("errors/409.html", {"sentence": sentence})


def _key(scope: Scope) -> str:
    is_ours = (
        scope["type"] == ScopeType.HTTP
        and scope.get("method") == "POST"
        and scope["path"].startswith("/api/")
    )
    if not is_ours:
        return ""
    found = (v.decode("latin-1") for k, v in scope["headers"] if k == b"idempotency-key")
    return next(found, "").strip()


async def _whole(receive: Receive, *, most: int) -> bytes | None:
    """The body, or None where it is longer than anything that is done once."""
    parts, length, more = [], 0, True
    while more:
        message: Any = await receive()
        parts.append(message.get("body", b""))
        length += len(parts[-1])
        if length > most:
            return None
        more = message.get("more_body", False)
    return b"".join(parts)


async def _tell(body: bytes, status: int, send: Send) -> None:
    await _Answer(status=status, headers=[PROBLEM], body=body).give(send)


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
        answer.headers = [PROBLEM]
        answer.body = _problem()
        return
    answer.status, answer.body = row["status"], bytes(row["body"])
    answer.headers = [(b"content-type", row["content_type"].encode())]
    if row["location"]:
        answer.headers.append((b"location", row["location"].encode()))


def _problem(status: int = 409, fields: dict[str, str] | None = None) -> bytes:
    titles = {
        409: _("Questa chiave è già servita per un'altra richiesta: usane una nuova."),
        413: _("Quello che hai mandato è troppo grande."),
    }
    title = titles.get(status) or " ".join((fields or {}).values())
    told = {"type": "about:blank", "title": title, "status": status}
    return msgspec.json.encode(told | ({"fields": fields} if fields else {}))


def _too_long() -> str:
    return _("È troppo lunga: al massimo {n} caratteri.").format(n=LONGEST_KEY)
