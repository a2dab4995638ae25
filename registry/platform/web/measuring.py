"""The layer that counts: every request by the template of its address, and how long it took."""

import time

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from registry.platform import metrics

NOWHERE = "(none)"
"""Addresses that lead nowhere are one: there is no end to what strangers ask for."""
VERBS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


class Measured:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return
        status, began = 500, time.perf_counter()

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        metrics.UNDER_WAY.inc()
        try:
            await self.app(scope, receive, sending)
        finally:
            metrics.UNDER_WAY.dec()
            # The framework writes the template here, once it knows where the address leads.
            route = str(scope.get("path_template") or NOWHERE)
            method = str(scope.get("method"))
            method = method if method in VERBS else "other"
            metrics.REQUESTS.labels(method, route, str(status)).inc()
            metrics.SECONDS.labels(method, route).observe(time.perf_counter() - began)
