"""Who may come in: every window declares its permission with ``requires``."""

from collections.abc import Awaitable, Callable
from typing import Any, NoReturn
from urllib.parse import urlsplit

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.di import NamedDependency
from litestar.handlers import BaseRouteHandler

from registry.platform.accounts.roles import EVERYONE, Actor, Permission, check_may
from registry.platform.errors import NotAllowed
from registry.platform.i18n import _
from registry.platform.settings import settings
from registry.platform.web import signing
from registry.platform.web.carrying import Carried, carried_by, is_form
from registry.platform.web.shell import CSRF, current_shell

Guard = Callable[[ASGIConnection[Any, Any, Any, Any], BaseRouteHandler], Awaitable[None]]

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


class NotSignedIn(NotAllowed):
    """Nobody is signed in: pages lead to the sign-in, the API answers 401."""


class FromElsewhere(NotAllowed):
    """The request was not made from our own page."""


class PageTooOld(NotAllowed):
    """A form of ours whose session is over, or another by now. What it carries is not lost."""

    def __init__(self, sentence: str, *, carried: Carried | None) -> None:
        super().__init__(sentence)
        self.carried = carried


def requires(permission: Permission) -> Guard:
    """A guard for one permission; ``guard.permission`` is what tests enumerate."""

    async def guard(
        connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler
    ) -> None:
        if permission is EVERYONE:
            return
        actor = current_shell().actor
        if actor is None:
            raise NotSignedIn(_("Per vedere questa pagina bisogna entrare."))
        check_may(actor, permission)

    guard.permission = permission  # type: ignore[attr-defined]  # read by tests/house
    return guard


async def check_from_our_pages(
    connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler
) -> None:
    """Refuses a change that another site makes with this browser's cookie (CSRF).

    A program that signs in with its own key sends no cookie and is not concerned.
    """
    shell = current_shell()
    if connection.scope.get("method") in SAFE_METHODS or _has_key(connection):
        return
    _check_origin(connection)
    await _check_may_bring_files(connection, handler)
    token = connection.headers.get("x-csrf-token") or await _token_in_form(connection)
    if shell.owner and token and signing.is_token_for(CSRF, shell.owner, token):
        return
    if connection.url.path.startswith("/api/"):
        _tell_program(shell.actor is not None)
    carried = await carried_by(connection)
    if shell.actor is None:
        raise PageTooOld(
            _("È passato molto tempo: entra di nuovo. Quello che hai scritto è salvato."),
            carried=carried,
        )
    raise PageTooOld(
        _("Nel frattempo sei entrato di nuovo. Guarda quello che avevi scritto e invialo adesso."),
        carried=carried,
    )


def _tell_program(is_signed_in: bool) -> NoReturn:
    """A program has no page that could be too old."""
    if not is_signed_in:
        raise NotSignedIn(_("Per questo bisogna entrare: un programma usa la sua chiave."))
    raise FromElsewhere(
        _(
            "Chi entra con la sessione del browser manda anche l'intestazione X-CSRF-Token;"
            " un programma usa la sua chiave."
        )
    )


async def _check_may_bring_files(
    connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler
) -> None:
    """Files are long: they are read from who may bring them only, to find the token in them."""
    if connection.headers.get("content-type", "").startswith("multipart/form-data"):
        for guard in handler.resolve_guards():
            if hasattr(guard, "permission"):
                await guard(connection, handler)  # type: ignore[misc]  # ours are async


def _has_key(connection: ASGIConnection[Any, Any, Any, Any]) -> bool:
    return connection.headers.get("authorization", "").lower().startswith("bearer ")


def _check_origin(connection: ASGIConnection[Any, Any, Any, Any]) -> None:
    site = connection.headers.get("sec-fetch-site")
    origin = connection.headers.get("origin")
    if site not in (None, "same-origin", "none"):
        raise FromElsewhere(_("La richiesta arriva da un altro sito: non è stata eseguita."))
    ours = {connection.headers.get("host", ""), urlsplit(settings().public_url).netloc}
    if origin is not None and urlsplit(origin).netloc not in ours:
        raise FromElsewhere(_("La richiesta arriva da un altro sito: non è stata eseguita."))


async def _token_in_form(connection: ASGIConnection[Any, Any, Any, Any]) -> str:
    if not is_form(connection):
        return ""
    request = connection if isinstance(connection, Request) else Request(connection.scope)
    value = (await request.form()).get("csrf_token")
    return value if isinstance(value, str) else ""


async def provide_actor() -> Actor:
    """The dependency ``actor`` of handlers behind a permission."""
    actor = current_shell().actor
    if actor is None:
        raise NotSignedIn(_("Per vedere questa pagina bisogna entrare."))
    return actor


CurrentActor = NamedDependency[Actor]
"""How a handler behind a permission asks who is acting."""
