"""What the JSON windows share: bodies that name every wrong field, versions, lists."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException
from msgspec import Struct

from registry.platform.errors import InvalidInput, Stale
from registry.platform.i18n import _
from registry.platform.lists import LARGEST, Facet, Listing, read_ask
from registry.platform.shapes import convert_all, decode_all, read_json
from registry.platform.web.declared import check_body_is_declared, check_version_is_declared

T = TypeVar("T")
S = TypeVar("S", bound=Struct)
Row = TypeVar("Row")

AnyRequest = Request[Any, Any, Any]
LARGEST_JSON = 2 * 1024**2
"""Bytes: the longest text of an act, with all its articles, is a tenth."""
JSON = ("application/json", "application/merge-patch+json")


async def read_body(shape: type[T], request: AnyRequest) -> T:
    """The JSON body as ``shape``; raises InvalidInput with every wrong field."""
    check_body_is_declared(shape, request)
    return decode_all(shape, await _body(request))


async def read_some(shape: type[T], request: AnyRequest) -> dict[str, object]:
    """The fields of ``shape`` that the body names: what a PATCH changes, and no others.

    Their values are not looked at yet: see ``registry.platform.shapes.patched``.
    """
    check_body_is_declared(shape, request)
    some = read_json(await _body(request))
    if not isinstance(some, dict):
        raise InvalidInput(_("Qui serve un oggetto con i suoi campi."))
    return some


async def _body(request: AnyRequest) -> bytes:
    """The bytes of a JSON body; without one, an empty object. Raises 415 for another kind."""
    body = await request.body()
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if body and kind not in JSON:
        raise HTTPException(status_code=415)
    return body or b"{}"


def read_filters(shape: type[S], request: AnyRequest) -> S:
    """What the address asks besides page and order; raises InvalidInput for each wrong value."""
    names = {field.encode_name for field in msgspec.structs.fields(shape)}
    given = {name: v for name, v in request.query_params.items() if name in names and v != ""}
    return convert_all(shape, given, lax=True)


def paged(
    items: list[Row], request: AnyRequest, *, facets: dict[str, list[Facet]] | None = None
) -> Listing[Row]:
    """One page of a list that is short enough to be read at once: 200 rows unless it says."""
    query = {name: value for name, value in request.query_params.items() if value}
    ask = read_ask({"size": str(LARGEST)} | query)
    return Listing(
        items=items[ask.offset : ask.offset + ask.size],
        total=len(items),
        page=ask.page,
        size=ask.size,
        facets=facets or {},
    )


def version_of(request: AnyRequest) -> int:
    """The version that the change was made from (``If-Match: "3"``); required."""
    check_version_is_declared(request)
    text = request.headers.get("if-match", "").strip().removeprefix("W/").strip('"')
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise InvalidInput.of(
            {"If-Match": _('Indica la versione da cui parti, per esempio If-Match: "3".')}
        )
    return int(text)


def version_or_none(request: AnyRequest) -> int | None:
    """A verb may carry the version that was looked at; it need not."""
    check_version_is_declared(request)
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
