"""Every window: who may open it, and that looking never writes."""

import re
from collections.abc import Iterator
from functools import reduce

from litestar import Litestar, get
from litestar.handlers import HTTPRouteHandler

from intese.app import create_app, framework
from registry.platform.accounts.roles import EVERYONE, Actor, Permission
from registry.platform.database import fetch
from registry.platform.web.declared import KEY, NOTHING, Unknown
from registry.platform.web.guards import requires
from registry.platform.web.layers import layered
from registry.platform.web.shell import Section
from tests.conftest import BrowserAs
from tests.networks.make import a_network, a_partner
from tests.people import People
from tests.web_client import browser

LET_BE, TOLD = Unknown.LET_BE, Unknown.TOLD

OPEN_TO_ALL = {
    "/sign-in", "/language/{language:str}", "/healthz", "/readyz", "/metrics",
    "/accessibility", "/privacy", "/problem", "/keyboard",
    "/api/v1/openapi.json", "/api/v1/docs",
}  # fmt: skip
NOT_OURS = ("/assets",)


def windows() -> Iterator[tuple[str, HTTPRouteHandler]]:
    for route in framework().routes:
        for handler in getattr(route, "route_handlers", ()):
            if isinstance(handler, HTTPRouteHandler) and not route.path.startswith(NOT_OURS):
                yield route.path, handler


def permissions_of(handler: HTTPRouteHandler) -> list[Permission]:
    guards = handler.resolve_guards()
    return [guard.permission for guard in guards if hasattr(guard, "permission")]


def test_every_window_declares_exactly_one_permission() -> None:
    silent = {
        f"{sorted(handler.http_methods)} {path}"
        for path, handler in windows()
        if len(permissions_of(handler)) != 1 and "OPTIONS" not in handler.http_methods
    }

    assert silent == set()


def test_only_these_windows_are_open_to_who_has_not_signed_in() -> None:
    open_ones = {path for path, handler in windows() if EVERYONE in permissions_of(handler)}

    assert open_ones == OPEN_TO_ALL


@get("/writes", guards=[requires(EVERYONE)])
async def writes_while_looking() -> str:
    await fetch("INSERT INTO counter (name, value) VALUES ('x', 1)")
    return "written"


async def test_a_look_cannot_write(db: None) -> None:
    app = layered(Litestar([writes_while_looking]), navigation=_no_sections)

    async with browser(app) as client:
        answer = await client.get("/writes")

    assert answer.status_code == 500
    assert await fetch("SELECT * FROM counter WHERE name = 'x'") == []


def test_a_page_that_is_asked_something_by_its_address_says_which_names_it_knows() -> None:
    silent = {
        path
        for path, handler in windows()
        if "GET" in handler.http_methods
        and not path.startswith("/api/")
        and "request" in handler.parsed_fn_signature.parameters
        and KEY not in handler.opt
    }

    assert silent == set()


async def test_no_list_passes_over_a_filter_that_it_does_not_know(
    as_: People, browser_as: BrowserAs
) -> None:
    people = [as_.operator_cr, as_.legal_cr, as_.ministry, as_.admin]
    able = [(actor, await browser_as(actor)) for actor in people]
    partner = await a_partner(by=as_.operator_cr)
    network = await a_network(by=as_.operator_cr)
    ids = {"{partner_id:int}": partner.id, "{network_id:int}": network.id}

    passed_over = []
    for path, handler in windows():
        declared = handler.opt.get(KEY, NOTHING)
        where = reduce(lambda told, one: told.replace(one[0], str(one[1])), ids.items(), path)
        is_list = not path.startswith("/api/") and KEY in handler.opt
        if not is_list or declared.unknown is LET_BE or "{" in where:
            continue
        client = next(c for actor, c in able if actor.may(permissions_of(handler)[0]))
        answer = await client.get(f"{where}?offfice=CR")
        expected = (200, "offfice=CR") if declared.unknown is TOLD else (422, "non esiste")
        if (answer.status_code, expected[1] in answer.text) != (expected[0], True):
            passed_over.append((where, answer.status_code))

    assert passed_over == []


async def _no_sections(_actor: Actor) -> list[Section]:
    return []


async def test_the_description_of_the_api_tells_every_window_of_it(db: None) -> None:
    async with browser(create_app()) as client:
        answer = await client.get("/api/v1/openapi.json")

    told = {re.sub(r"{(\w+)}", "{}", path) for path in answer.json()["paths"]}
    ours = {
        re.sub(r"{[^}]*}", "{}", path)
        for path, handler in windows()
        if path.startswith("/api/v1/") and "OPTIONS" not in handler.http_methods
    }
    assert answer.status_code == 200
    assert ours - told == {"/api/v1/docs", "/api/v1/openapi.json"}
