"""Files that leave: always as an attachment, under a name that cannot deceive."""

from collections.abc import AsyncIterator
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from litestar import Response
from litestar.response import Stream

from registry.platform.pdf import to_pdf_async
from registry.platform.storage.files import media_type, tidy_name


def download(content: bytes, name: str) -> Response[bytes]:
    """``content`` offered as ``name`` (RFC 6266 and 8187), never shown in place."""
    return Response(
        content,
        # The framework writes the charset of text itself.
        media_type=media_type(tidy_name(name)).partition("; charset")[0],
        headers=named(name),
    )


def named(name: str) -> dict[str, str]:
    """What makes of an answer a file to save under this name."""
    shown = tidy_name(name)
    plain = shown.encode("ascii", "replace").decode().replace("?", "_").replace('"', "")
    return {
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''"
        + quote(shown, safe="")
    }


async def download_pdf(docx: bytes, name: str) -> Response[bytes]:
    """A document of ours as PDF/A, under its own name. Raises CannotNow, with the sentence of
    what to do, where there is no LibreOffice or it does not make it."""
    return download(await to_pdf_async(docx), PurePath(name).with_suffix(".pdf").name)


def stream(pieces: AsyncIterator[bytes], name: str, *, length: int | None = None) -> Response[Any]:
    """The same for what is sent as it is made: never the whole in memory."""
    headers = named(name)
    if length is not None:
        headers["Content-Length"] = str(length)
    sort = media_type(tidy_name(name)).partition("; charset")[0]
    return Stream(pieces, media_type=sort, headers=headers)
