"""The one translator of refusals: problem+json (RFC 9457) for programs, a page for people."""

import secrets
from typing import Any
from urllib.parse import quote

import structlog
from litestar import Request, Response
from litestar.enums import MediaType
from litestar.exceptions import HTTPException

from registry.platform import metrics
from registry.platform.database import DOWN
from registry.platform.errors import (
    AlreadyThere,
    CannotNow,
    InvalidInput,
    NotAllowed,
    NotFound,
    Refused,
    Stale,
    WrongStatus,
)
from registry.platform.i18n import _, lazy
from registry.platform.web.guards import NotSignedIn, PageTooOld
from registry.platform.web.shell import current_shell, page, see

log = structlog.get_logger()

UNKNOWN = 401
OURS = 500
"""From here on it is our fault, whoever raised it."""
STATUS = {
    NotFound: 404, NotAllowed: 403, WrongStatus: 409, InvalidInput: 422, AlreadyThere: 409,
    CannotNow: 503,
}  # fmt: skip

AnyRequest = Request[Any, Any, Any]


def status_of(refused: Refused) -> int:
    if isinstance(refused, NotSignedIn) or (
        isinstance(refused, PageTooOld) and current_shell().actor is None
    ):
        return 401
    return next(status for kind, status in STATUS.items() if isinstance(refused, kind))


def is_for_programs(path: str) -> bool:
    return path.startswith("/api/")


def problem(status: int, title: str, **more: object) -> Response[Any]:
    """An ``application/problem+json`` answer: ``title`` is the sentence."""
    return Response(
        {"type": "about:blank", "title": title, "status": status, **more},
        status_code=status,
        media_type="application/problem+json",
    )


def tell_refused(request: AnyRequest, refused: Refused) -> Response[Any]:
    status = status_of(refused)
    if is_for_programs(request.url.path):
        answer = problem(status, refused.sentence, **_more(refused))
        if status == UNKNOWN:
            answer.headers["WWW-Authenticate"] = 'Bearer realm="Intese"'
        return answer
    if isinstance(refused, PageTooOld):
        return _old_page(request, refused)
    if isinstance(refused, Stale) and "hx-request" in request.headers:
        return Response(refused.sentence, status_code=status, media_type=MediaType.TEXT)
    if isinstance(refused, NotSignedIn):
        return see(f"/sign-in?next={quote(_wanted(request), safe='/')}")
    if isinstance(refused, CannotNow):
        # Not the page of a database that is down, which can ask nothing.
        return page("errors/cannot.html", status=status, sentence=refused.sentence)
    return error_page(status, refused.sentence)


def _old_page(request: AnyRequest, refused: PageTooOld) -> Response[Any]:
    """The sign-in, or the form once more: what was typed is in the page either way."""
    if current_shell().actor is not None:
        if refused.carried is None:
            return error_page(403, refused.sentence)
        return page("accounts/resume.html", status=403, refused=refused.sentence,
                    carried=refused.carried)  # fmt: skip
    return page(
        "accounts/sign_in.html",
        status=401,
        refused=refused.sentence,
        typed={},
        next=_wanted(request) if request.method == "GET" else "/",
        carried=refused.carried.packed() if refused.carried else "",
    )


def _more(refused: Refused) -> dict[str, object]:
    """What a program needs besides the sentence."""
    if isinstance(refused, InvalidInput):
        return {"fields": refused.fields}
    if isinstance(refused, Stale):
        return {"yours": refused.yours, "current": refused.current, "changed_at": refused.at}
    return {}


def _wanted(request: AnyRequest) -> str:
    """What was asked for, filters included, when it can be asked again."""
    query = request.url.query if request.method in ("GET", "HEAD") else ""
    return f"{request.url.path}?{query}" if query else request.url.path


HTTP_SENTENCES = {
    404: lazy("Questa pagina non c'è, o il tuo ufficio non può vederla."),
    405: lazy("L'operazione richiesta qui non esiste."),
    413: lazy("Quello che hai mandato è troppo grande."),
    415: lazy(
        "Il contenuto non è di un tipo che qui si legge: i programmi mandano JSON, con"
        " «Content-Type: application/json»."
    ),
    429: lazy("Troppe richieste: aspetta un momento e riprova."),
}


def tell_http(request: AnyRequest, error: HTTPException) -> Response[Any]:
    """What the framework itself refuses: unknown address, wrong method, broken body."""
    status = error.status_code
    if status >= OURS:
        return fault(request.url.path, error)
    sentence = str(HTTP_SENTENCES.get(status) or _("La richiesta non è leggibile."))
    is_problem = is_for_programs(request.url.path)
    answer = problem(status, sentence) if is_problem else error_page(status, sentence)
    if status == NO_SUCH_VERB:
        answer.headers["Allow"] = _allowed(error)
    return answer


NO_SUCH_VERB = 405


def _allowed(error: HTTPException) -> str:
    """What one may ask of this address: the framework's own list, and HEAD beside GET."""
    verbs = {verb.strip() for verb in (error.headers or {}).get("allow", "").split(",")} - {""}
    return ", ".join(sorted(verbs | ({"HEAD"} if "GET" in verbs else set())))


def unreadable(path: str, field: str, sentence: str) -> Response[Any]:
    """An address that says something that no text has."""
    if is_for_programs(path):
        return problem(422, sentence, fields={field: sentence})
    return error_page(422, sentence)


def nowhere(path: str) -> Response[Any]:
    sentence = _(HTTP_SENTENCES[404])
    return problem(404, sentence) if is_for_programs(path) else error_page(404, sentence)


def tell_fault(request: AnyRequest, error: Exception) -> Response[Any]:
    """Ours, not theirs: a number to quote, and the trace in the log only."""
    return fault(request.url.path, error)


def fault(path: str, error: Exception) -> Response[Any]:
    if isinstance(error, DOWN):
        log.warning("database.down", error=type(error).__name__)
        return unavailable(path)
    metrics.FAULTS.labels(type(error).__name__).inc()
    number = secrets.token_hex(2).upper()
    log.error("fault", number=number, path=path, exc_info=error)
    sentence = _(
        "Qualcosa non ha funzionato da noi. Il numero è {number}:"
        " se scrivi all'assistenza, indicalo."
    ).format(number=number)
    if is_for_programs(path):
        return problem(500, sentence, number=number)
    return error_page(500, sentence, number=number)


def unavailable(path: str) -> Response[Any]:
    sentence = _("Il registro non raggiunge il suo archivio. Riprova tra un minuto.")
    answer = problem(503, sentence) if is_for_programs(path) else error_page(503, sentence)
    answer.headers["Retry-After"] = "15"
    return answer


def error_page(status: int, sentence: str, **context: object) -> Response[str]:
    known = status if status in (403, 404, 409, 500, 503) else 500 if status >= 500 else 409
    answer = page(f"errors/{known}.html", status=status, sentence=sentence, **context)
    answer.media_type = MediaType.HTML
    return answer


HANDLERS: dict[int | type[Exception], Any] = {
    Refused: tell_refused,
    HTTPException: tell_http,
    Exception: tell_fault,
}
