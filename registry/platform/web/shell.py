"""What surrounds every page: who is here, where they can go, what was just said.

The outermost layers fill one ``Shell`` a request; ``page`` and ``see`` are the two answers
that a page's window gives.
"""

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

import msgspec
from jinja2 import Environment
from litestar import Response
from litestar.datastructures import Cookie
from litestar.enums import MediaType

from registry.platform import clock
from registry.platform.accounts.roles import ROLE_LABELS, Actor
from registry.platform.assets import read_manifest
from registry.platform.i18n import SOURCE_LANGUAGE, current_language
from registry.platform.settings import settings
from registry.platform.web import signing
from registry.platform.web.templating import environment
from registry.platform.web.typed_words import settled

FLASH = "said"
CSRF = "csrf"
LONGEST_FLASH = 1000
"""Characters of a warning: a cookie has an end."""


@dataclass(frozen=True)
class Section:
    """An entry of the navigation bar; ``count`` only where something waits for this person."""

    href: str
    label: str
    count: int = 0


@dataclass
class Shell:
    """The request as templates see it."""

    path: str = "/"
    query: dict[str, str] = field(default_factory=dict)
    actor: Actor | None = None
    owner: str = ""
    """The cookie that forms are bound to: the session's, or the visitor's before sign-in."""
    sections: list[Section] = field(default_factory=list)
    flash: list[dict[str, str]] = field(default_factory=list)
    is_flash_shown: bool = False
    is_demo: bool = False
    unheard: list[dict[str, str]] = field(default_factory=list)
    """What the address asks and its list does not know, each with the address that may have
    been meant; no link of the page carries it on."""

    def leave_unheard(self, names: Mapping[str, str]) -> None:
        """``names``: what is not known, and the name that was meant, or none."""
        kept = {name: value for name, value in self.query.items() if name not in names}
        for name, meant in names.items():
            value = self.query.get(name, "")
            near = {**kept, meant: value} if meant and meant not in kept else {}
            told = {"name": name, "value": value, "near": meant if near else ""}
            self.unheard.append(told | {"href": f"?{urlencode(near)}" if near else ""})
        self.query = kept


_shell: ContextVar[Shell | None] = ContextVar("shell", default=None)


def current_shell() -> Shell:
    return _shell.get() or Shell()


def set_shell(shell: Shell) -> None:
    _shell.set(shell)


@cache
def templates(language: str = SOURCE_LANGUAGE) -> Environment:
    return environment(read_manifest(), language=language)


def _surroundings(shell: Shell, section: str) -> dict[str, Any]:
    return {
        "person": _person(shell, section),
        "path": shell.path,
        "query": shell.query,
        "unheard": shell.unheard,
        "csrf_token": signing.token_for(CSRF, shell.owner),
        "flash": shell.flash,
        "demo": shell.is_demo,
        "now": clock.now().astimezone(clock.ROME),
        "language": current_language(),
    }


def _person(shell: Shell, section: str) -> dict[str, Any] | None:
    actor = shell.actor
    if actor is None:
        return None
    path = section or shell.path
    at = next((s.href for s in reversed(shell.sections) if _is_under(path, s.href)), None)
    return {
        "name": actor.name,
        "key": signing.token_for("person", str(actor.user_id))[:16],
        "office": actor.office,
        "office_name": actor.office_name,
        "role": actor.role.value,
        "role_label": ROLE_LABELS[actor.role],
        "is_in_charge": actor.is_in_charge,
        "sections": [
            {"href": s.href, "label": s.label, "count": s.count, "current": s.href == at}
            for s in shell.sections
        ],
    }


def _is_under(path: str, href: str) -> bool:
    plain = href.partition("?")[0]
    return path == plain or (plain != "/" and path.startswith(plain + "/"))


def render(template: str, context: Mapping[str, Any]) -> str:
    shell = current_shell()
    shell.is_flash_shown = True
    around = _surroundings(shell, str(context.get("section", "")))
    made = templates(current_language()).get_template(template)
    return settled(made.render({**around, **context}))


def page(template: str, /, *, status: int = 200, **context: Any) -> Response[str]:
    """The page made of ``templates/html/{template}`` and what surrounds it.

    ``section`` is the address of the section that it belongs to, where its own does not say.
    """
    return Response(render(template, context), media_type=MediaType.HTML, status_code=status)


def see(path: str, *, said: str = "", undo: str = "", warned: str = "") -> Response[str]:
    """Go and look at ``path`` (303), where ``said`` is told once; ``undo`` is a POST's address.

    ``warned`` is told beside it: what of several things could not be done, and why.
    """
    answer = Response("", status_code=303, media_type=MediaType.HTML)
    answer.headers["Location"] = quote(path, safe="/?&=#%+:,;@~.-_")
    flash = [
        {"kind": kind, "text": text, "undo_url": undo if kind == "done" else ""}
        for kind, text in (("done", said), ("waiting", warned[:LONGEST_FLASH]))
        if text
    ]
    if flash:
        told = msgspec.json.encode(flash)
        answer.cookies.append(
            Cookie(
                key=FLASH,
                value=signing.sign(FLASH, told),
                path="/",
                httponly=True,
                secure=settings().is_secure,
                samesite="lax",
                max_age=120,
            )
        )
    return answer
