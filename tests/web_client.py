"""A browser without a window: real requests, a real session, forms with their token."""

from typing import Any

import httpx

from registry.platform.accounts.actions import sign_in
from registry.platform.accounts.roles import Actor
from registry.platform.web import signing
from registry.platform.web.shell import CSRF
from tests.people import PASSWORD


class Browser(httpx.AsyncClient):
    """A client that is signed in (or not yet) and sends forms as our pages do."""

    session = ""

    @property
    def token(self) -> str:
        return signing.token_for(CSRF, self.session or self.cookies.get("visitor") or "")

    async def post_form(
        self, path: str, data: dict[str, Any] | None = None, **more: Any
    ) -> httpx.Response:
        return await self.post(path, data={**(data or {}), "csrf_token": self.token}, **more)

    async def send_json(
        self, method: str, path: str, body: object, **headers: str
    ) -> httpx.Response:
        named = {"X-CSRF-Token": self.token} | headers
        return await self.request(method, path, json=body, headers=named)


def browser(app: Any) -> Browser:
    transport = httpx.ASGITransport(app=app)
    return Browser(transport=transport, base_url="http://127.0.0.1:8000")


async def signed_in(app: Any, actor: Actor) -> Browser:
    """A browser where this person has signed in with the password, by the real action."""
    client = browser(app)
    client.session = await sign_in(actor.email, PASSWORD, address="127.0.0.1")
    client.cookies.set("session", client.session)
    return client
