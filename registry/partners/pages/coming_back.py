"""Where a button of a partner's pages comes back to."""

import re
from typing import Any
from urllib.parse import urlsplit

from litestar import Request

AnyRequest = Request[Any, Any, Any]

_PARTS = re.compile(r"/partners/\d{1,9}(/names|/contacts|/questions|/history)?")


def back_to(request: AnyRequest, otherwise: str) -> str:
    """The page where the button was, if it is one of a partner's, whatever the browser says."""
    comes_from = urlsplit(request.headers.get("referer", "")).path
    return comes_from if _PARTS.fullmatch(comes_from) else otherwise
