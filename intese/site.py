"""Pages about the program itself, open to all, and what the API says of itself."""

from typing import Any

from litestar import Controller, Request, Response, get

from registry.platform.accounts.roles import EVERYONE
from registry.platform.web.guards import requires
from registry.platform.web.shell import page

DESCRIPTION = "/api/v1/openapi.json"


class Site(Controller):
    guards = (requires(EVERYONE),)

    @get("/accessibility")
    async def accessibility(self) -> Response[str]:
        return page("site/accessibility.html")

    @get("/privacy")
    async def privacy(self) -> Response[str]:
        return page("site/privacy.html")

    @get("/problem")
    async def problem(self) -> Response[str]:
        return page("site/problem.html")

    @get("/keyboard")
    async def keyboard(self) -> Response[str]:
        return page("site/keyboard.html")


class ApiItself(Controller):
    """The description of the API and the page that shows it, with our own script."""

    guards = (requires(EVERYONE),)

    @get("/openapi.json", include_in_schema=False)
    async def description(self, request: Request[Any, Any, Any]) -> dict[str, Any]:
        described: dict[str, Any] = request.app.state.description()
        return described

    @get("/docs", include_in_schema=False)
    async def docs(self) -> Response[str]:
        return page("api/docs.html", description=DESCRIPTION)
