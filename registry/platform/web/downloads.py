"""Files that leave: always as an attachment, under a name that cannot deceive."""

from urllib.parse import quote

from litestar import Response

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
