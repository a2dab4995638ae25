"""What a form carried when its session was over: kept in the page until the person is back.

Nothing is stored on the server. After the sign-in the person sees what was going to be sent,
and sends it: nothing is sent by itself.
"""

from typing import Any

import msgspec
from litestar import Request
from litestar.connection import ASGIConnection
from litestar.datastructures import UploadFile
from msgspec import Struct

from registry.platform.errors import InvalidInput
from registry.platform.i18n import _

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
NOT_CARRIED = {"csrf_token", "once", "password"}
SHOWN = 200
MOST = 500_000
"""Characters. A form of ours is far below; more is not ours."""


class Carried(Struct, frozen=True, kw_only=True):
    """Where the form was going, and its fields in order; files cannot be carried."""

    action: str
    fields: list[tuple[str, str]]
    had_files: bool = False

    @property
    def words(self) -> list[str]:
        """What a person would recognise: the texts, the longest first."""
        texts = [value.strip() for _name, value in self.fields if " " in value.strip()]
        return [text[:SHOWN] for text in sorted(texts, key=len, reverse=True)[:3]]

    def packed(self) -> str:
        return msgspec.json.encode(self).decode()


def is_form(connection: ASGIConnection[Any, Any, Any, Any]) -> bool:
    return connection.headers.get("content-type", "").startswith(FORMS)


async def carried_by(connection: ASGIConnection[Any, Any, Any, Any]) -> Carried | None:
    """The form of this request, or None when it is none, or too large to be one of ours."""
    if not is_form(connection):
        return None
    request = connection if isinstance(connection, Request) else Request(connection.scope)
    form = await request.form()
    pairs = [(name, value) for name, value in form.multi_items() if name not in NOT_CARRIED]
    fields = [(name, value) for name, value in pairs if isinstance(value, str)]
    if sum(len(value) for _name, value in fields) > MOST:
        return None
    return Carried(
        action=connection.url.path,
        fields=fields,
        had_files=any(isinstance(value, UploadFile) and value.filename for _n, value in pairs),
    )


def unpacked_or_none(packed: str) -> Carried | None:
    """What ``packed`` wrote, come back with the sign-in's form."""
    if not packed:
        return None
    try:
        carried = msgspec.json.decode(packed[: MOST * 2], type=Carried)
    except msgspec.DecodeError:
        raise InvalidInput(_("La richiesta non è leggibile.")) from None
    is_ours = carried.action.startswith("/") and not carried.action.startswith(("//", "/\\"))
    return carried if is_ours else None
