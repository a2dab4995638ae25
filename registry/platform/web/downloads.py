"""Files that leave: always as an attachment, under a name that cannot deceive."""

from pathlib import PurePath
from urllib.parse import quote

from litestar import Response

from registry.platform.pdf import to_pdf_async
from registry.platform.storage.files import media_type, tidy_name


def download(content: bytes, name: str) -> Response[bytes]:
    """``content`` offered as ``name`` (RFC 6266 and 8187), never shown in place."""
    shown = tidy_name(name)
    plain = shown.encode("ascii", "replace").decode().replace("?", "_").replace('"', "")
    return Response(
        content,
        # The framework writes the charset of text itself.
        media_type=media_type(shown).partition("; charset")[0],
        headers={
            "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''"
            + quote(shown, safe="")
        },
    )


async def download_pdf(docx: bytes, name: str) -> Response[bytes]:
    """A document of ours as PDF/A, under its own name. Raises CannotNow, with the sentence of
    what to do, where there is no LibreOffice or it does not make it."""
    return download(await to_pdf_async(docx), PurePath(name).with_suffix(".pdf").name)
