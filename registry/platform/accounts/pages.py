"""The windows of the sign-in."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.datastructures import Cookie
from litestar.params import FromPath
from msgspec import Struct

from registry.platform.accounts import actions
from registry.platform.accounts.roles import EVERYONE, SIGNED_IN
from registry.platform.errors import InvalidInput, NotAllowed
from registry.platform.settings import settings
from registry.platform.web.carrying import unpacked_or_none
from registry.platform.web.declared import carries
from registry.platform.web.forms import read_form, typed
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.layers import session_cookie
from registry.platform.web.shell import current_shell, page, see


class Credentials(Struct, frozen=True, kw_only=True):
    email: str
    password: str
    next: str = "/"
    carried: str = ""
    """What a form was going to send when the session was over."""


def _local(path: str) -> str:
    """Only our own addresses: a link in a mail must not lead elsewhere after the sign-in."""
    is_ours = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if is_ours and not any(ord(c) < 32 for c in path) else "/"


class AccountPages(Controller):
    @get("/sign-in", guards=[requires(EVERYONE)], **carries("next"))
    async def show_sign_in(self, request: Request[Any, Any, Any]) -> Response[str]:
        if current_shell().actor:
            return see(_local(request.query_params.get("next", "/")))
        following = request.query_params.get("next", "/")
        return page("accounts/sign_in.html", next=following, typed={}, carried="")

    @post("/sign-in", guards=[requires(EVERYONE)], status_code=303)
    async def sign_in(self, request: Request[Any, Any, Any]) -> Response[str]:
        form = await request.form()
        address = request.client.host if request.client else ""
        try:
            given = read_form(Credentials, form)
            token = await actions.sign_in(given.email, given.password, address=address)
        except (NotAllowed, InvalidInput) as refused:
            return page(
                "accounts/sign_in.html",
                status=422,
                refused=refused.sentence,
                typed={"email": typed(form).get("email", "")},
                next=typed(form).get("next", "/"),
                carried=typed(form).get("carried", ""),
            )
        answer = _go_on(given, token)
        answer.cookies.append(_session_cookie(token))
        return answer

    @post("/sign-out", guards=[requires(SIGNED_IN)], status_code=303)
    async def sign_out(self, actor: CurrentActor) -> Response[str]:
        await actions.sign_out(current_shell().owner, by=actor)
        answer = see("/sign-in")
        answer.cookies.append(_session_cookie("", max_age=0))
        return answer

    @post("/language/{language:str}", guards=[requires(EVERYONE)], status_code=303)
    async def speak(
        self, request: Request[Any, Any, Any], language: FromPath[str]
    ) -> Response[str]:
        answer = see(_local(str((await request.form()).get("next", "/"))))
        answer.cookies.append(
            Cookie(
                key="language",
                value=language if language in ("it", "en") else "it",
                path="/",
                max_age=31536000,
                secure=settings().is_secure,
                samesite="lax",
            )
        )
        return answer


def _go_on(given: Credentials, token: str) -> Response[str]:
    """Where the person was going; or the form that was not sent, to be sent now."""
    carried = unpacked_or_none(given.carried)
    if carried is None:
        return see(_local(given.next))
    # The page's form belongs to the session that begins with this answer.
    current_shell().owner = token
    return page("accounts/resume.html", carried=carried)


def _session_cookie(token: str, *, max_age: int | None = None) -> Cookie:
    return Cookie(
        key=session_cookie(),
        value=token,
        path="/",
        httponly=True,
        secure=settings().is_secure,
        samesite="lax",
        max_age=max_age,
    )
