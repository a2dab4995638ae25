"""What the JSON windows share: bodies that name every wrong field, versions, lists."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from litestar import Request, Response
from msgspec import Struct

from registry.platform.errors import InvalidInput, Stale
from registry.platform.i18n import _
from registry.platform.shapes import decode_all

T = TypeVar("T")

AnyRequest = Request[Any, Any, Any]


async def read_body(shape: type[T], request: AnyRequest) -> T:
    """The JSON body as ``shape``; raises InvalidInput with every wrong field."""
    return decode_all(shape, await request.body() or b"{}")


def version_of(request: AnyRequest) -> int:
    """The version that the change was made from (``If-Match: "3"``); required."""
    text = request.headers.get("if-match", "").strip().removeprefix("W/").strip('"')
    if not text.isdigit():
        raise InvalidInput.of(
            {"If-Match": _('Indica la versione da cui parti, per esempio If-Match: "3".')}
        )
    return int(text)


def version_or_none(request: AnyRequest) -> int | None:
    """A verb may carry the version that was looked at; it need not."""
    return version_of(request) if "if-match" in request.headers else None


@asynccontextmanager
async def both_versions(
    yours: object, current: Callable[[], Awaitable[object]]
) -> AsyncIterator[None]:
    """A stale change is answered with what was sent and with the thing as it is now."""
    try:
        yield
    except Stale as stale:
        stale.yours, stale.current = yours, await current()
        raise


def created(thing: Struct, at: str) -> Response[Any]:
    return Response(thing, status_code=201, headers={"Location": at})


def versioned(thing: Struct, version: int) -> Response[Any]:
    """A thing with its version, to be sent back with the change."""
    return Response(thing, headers={"ETag": f'"{version}"'})
