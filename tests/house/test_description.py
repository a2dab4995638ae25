"""What the API says of itself, walked from end to end against the API: it is what happens."""

import inspect
import re
from collections.abc import Callable, Iterator
from types import UnionType
from typing import Any, Union, get_origin

import httpx
import msgspec

from intese.app import api_alone, create_app, description
from registry.networks import actions as networks
from registry.networks.shapes import ActionData, LevelData, ServiceData
from registry.platform.shapes import HIGHEST
from registry.platform.web.description import PROBLEM, Window, statuses_of, windows_of
from tests.conftest import BrowserAs
from tests.networks.make import a_network, a_partner, takes_part
from tests.people import People
from tests.protocols.make import a_draft, parties_of, two_parties
from tests.schede.make import a_scheda
from tests.web_client import Browser, browser

WINDOWS = windows_of(api_alone())
UNREADABLE = 415


def named(window: Window) -> str:
    return f"{window.method} {window.path}"


LOOKS = [one for one in WINDOWS if one.method == "GET"]
CHANGES = [one for one in WINDOWS if one.method != "GET"]


async def addresses(as_: People) -> Callable[[Window], str]:
    """Where each window is, with things of every room that are there."""
    me = as_.operator_cr
    partner = await a_partner(by=me)
    network = await a_network(by=me)
    row = await takes_part(network, partner, by=me)
    level = await networks.add_level(network.id, LevelData(title="Regionale"), by=me)
    action = await networks.add_action(level.id, ActionData(title="Aggancio"), by=me)
    service = await networks.add_service(
        ServiceData(name="Sportello", provider=partner.id), network=network.id, by=me
    )
    act = await a_draft(by=me, with_=await two_parties(as_))
    scheda = await a_scheda(by=me)
    ids = {
        "partner_id": partner.id, "network_id": network.id, "row_id": row.id,
        "level_id": level.id, "action_id": action.id, "service_id": service.id,
        "protocol_id": act.id, "party_id": (await parties_of(act.id))[0].id,
        "scheda_id": scheda.id, "circular_id": scheda.circular, "position": 1,
    }  # fmt: skip
    codes = {"/territory/areas": "regione-insubria", "/offices": "pref-cr", "/territory": "it"}

    def where(window: Window) -> str:
        code = next((v for k, v in codes.items() if f"{k}/{{" in window.path), "x")
        known = {"code": code, "stage": "draft"} | ids
        return re.sub(r"{(\w+)}", lambda m: str(known.get(m[1], 999_999)), window.path)

    return where


async def people(as_: People, browser_as: BrowserAs) -> Callable[[Window], Browser]:
    """Somebody whose role the window takes."""
    able = [(one, await browser_as(one)) for one in (as_.operator_cr, as_.legal_cr, as_.ministry,
                                                     as_.admin)]  # fmt: skip

    def who(window: Window) -> Browser:
        permission = window.permission
        assert permission is not None
        return next(client for actor, client in able if actor.may(permission))

    return who


def told_otherwise(window: Window, answer: httpx.Response, asked: str) -> list[str]:
    """What of the answer the description does not tell: its status, its kind, its shape."""
    if answer.status_code < 300:
        if window.answers in (None, bytes) or not answer.content:
            return []
        try:
            msgspec.json.decode(answer.content, type=_one_of(window.answers))
        except msgspec.ValidationError as error:
            return [f"{named(window)} {asked}: {error}"]
        return []
    if answer.status_code not in statuses_of(window):
        return [f"{named(window)} {asked}: {answer.status_code} {answer.text}"]
    if answer.headers["content-type"] != PROBLEM or "title" not in answer.json():
        return [f"{named(window)} {asked}: {answer.headers['content-type']}"]
    return []


def _one_of(answers: Any) -> Any:
    """Two shapes that are told apart by their fields are not read as either."""
    return Any if get_origin(answers) in (Union, UnionType) else answers


# What is told.


async def test_the_description_that_is_served_is_whole(db: None) -> None:
    async with browser(create_app()) as client:
        told = (await client.get("/api/v1/openapi.json")).json()

    operations = [one for path in told["paths"].values() for one in path.values()]
    names = [one["operationId"] for one in operations]
    assert len(names) == len(set(names)) == len(WINDOWS)
    assert all(_resolves(told, ref) for ref in _refs(told))
    assert all(one["security"] for one in operations)
    assert {"200", "401", "403", "404", "409", "422"} <= set(
        told["paths"]["/api/v1/partners/{partner_id}"]["patch"]["responses"]
    )


def test_every_window_says_what_it_reads() -> None:
    """A handler that reads a body, a version, files or an address says so."""
    silent = [
        f"{named(window)}: {what}"
        for window in WINDOWS
        for what, reads, says in (
            ("a body", r"read_(body|some)\(", window.declared.bodies),
            ("a version", r"version_(of|or_none)\(", window.declared.version),
            ("files", r"request\.form\(\)|_package_in\(", window.declared.files),
            ("its address", r"(read_ask|read_query|read_filters|paged|choice_of|filters_of)\(",
             window.declared.names),
        )
        if bool(re.search(reads, _source_of(window))) != bool(says)
        and not (what == "its address" and says)
    ]  # fmt: skip

    assert silent == []


def test_every_shape_that_a_window_reads_is_one_that_it_declares() -> None:
    others = [
        f"{named(window)}: {shape}"
        for window in WINDOWS
        for shape in re.findall(r"read_(?:body|some)\(([A-Z]\w+)", _source_of(window))
        if shape not in {body.__name__ for body in window.declared.bodies}
    ]

    assert others == []


def _source_of(window: Window) -> str:
    return inspect.getsource(window.handler.fn)


def test_every_list_answers_as_a_list() -> None:
    """items, total, page, size and facets; never a bare array."""
    contract = {"items", "total", "page", "size", "facets"}
    odd = [
        named(window)
        for window in LOOKS
        if _schema_of(window).get("type") == "array"
        or (window.declared.is_list and not contract <= set(_schema_of(window)["properties"]))
    ]

    assert odd == []


def test_no_number_that_enters_is_longer_than_the_registry_keeps() -> None:
    told = description()
    bodies = [one["requestBody"] for path in told["paths"].values() for one in path.values()
              if "requestBody" in one]  # fmt: skip
    endless = [
        schema
        for body in bodies
        for schema in _schemas_in(told, body)
        if schema.get("type") == "integer" and not schema.get("maximum", HIGHEST + 1) <= HIGHEST
    ]

    assert endless == []


# What happens.


async def test_every_look_answers_as_it_says_and_takes_no_other_name(
    as_: People, browser_as: BrowserAs
) -> None:
    where, roles = await addresses(as_), await people(as_, browser_as)
    wrong = []

    for window in LOOKS:
        client, at = roles(window), where(window)
        wrong += told_otherwise(window, await client.get(at), "as it is")
        for name in window.declared.names:
            for value in ("", "x", "9" * 40):
                answer = await client.get(at, params={name: value})
                wrong += told_otherwise(window, answer, f"{name}={value}")
                if "Questo filtro non esiste" in answer.text:
                    wrong.append(f"{named(window)}: {name} is not known")
        unknown = await client.get(at, params={"staus": "approved"})
        if unknown.status_code != 422 or set(unknown.json()["fields"]) != {"staus"}:
            wrong.append(f"{named(window)}: takes a name that it does not know")

    assert wrong == []


async def test_every_list_takes_the_orders_that_it_tells(
    as_: People, browser_as: BrowserAs
) -> None:
    where, roles = await addresses(as_), await people(as_, browser_as)
    wrong = []

    for window in LOOKS:
        for order in window.declared.sorts:
            for sort in (order, f"-{order}"):
                answer = await roles(window).get(where(window), params={"sort": sort, "size": 1})
                if answer.status_code != 200:
                    wrong.append(f"{named(window)}?sort={sort}: {answer.text}")

    assert wrong == []


async def test_every_change_refuses_what_it_does_not_take_as_it_says(
    as_: People, browser_as: BrowserAs
) -> None:
    where, roles = await addresses(as_), await people(as_, browser_as)
    told = description()
    wrong = []

    for window in CHANGES:
        client, at = roles(window), where(window)
        for body in _hostile_bodies(told, window):
            answer = await client.send_json(window.method, at, body, **{"If-Match": '"7"'})
            wrong += told_otherwise(window, answer, f"{body}")

    assert wrong == []


async def test_every_change_needs_somebody_and_json(as_: People, browser_as: BrowserAs) -> None:
    where, roles = await addresses(as_), await people(as_, browser_as)
    nobody = await browser_as()
    wrong = []

    for window in CHANGES:
        client, at = roles(window), where(window)
        stranger = await nobody.request(window.method, at, json={})
        if stranger.status_code != 401 or "www-authenticate" not in stranger.headers:
            wrong.append(f"{named(window)}: {stranger.status_code} to nobody")
        plain = await client.request(
            window.method,
            at,
            content=b"{}",
            headers={"Content-Type": "text/plain", "X-CSRF-Token": client.token, "If-Match": "1"},
        )
        if window.declared.bodies and plain.status_code not in (UNREADABLE, 403, 404, 409):
            wrong.append(f"{named(window)}: {plain.status_code} to plain text")

    assert wrong == []


# Helpers.


def _schema_of(window: Window) -> dict[str, Any]:
    told = description()
    operation = told["paths"][window.path]["get"]
    content = operation["responses"]["200"].get("content", {})
    schema = content.get("application/json", {}).get("schema", {})
    return _resolved(told, schema)


def _resolved(told: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in schema:
        return schema
    found: dict[str, Any] = told["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return found


def _refs(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for below in part.values():
            yield from _refs(below)
    elif isinstance(part, list):
        for below in part:
            yield from _refs(below)


def _resolves(told: dict[str, Any], ref: str) -> bool:
    here: Any = told
    for step in ref.removeprefix("#/").split("/"):
        here = here.get(step)
    return here is not None


def _schemas_in(told: dict[str, Any], part: Any, seen: set[str] | None = None) -> Iterator[Any]:
    """Every schema below, through the references, each once."""
    seen = set() if seen is None else seen
    if isinstance(part, list):
        for below in part:
            yield from _schemas_in(told, below, seen)
    if not isinstance(part, dict):
        return
    if isinstance(part.get("$ref"), str):
        if part["$ref"] not in seen:
            seen.add(part["$ref"])
            yield from _schemas_in(told, _resolved(told, part), seen)
        return
    yield part
    for below in part.values():
        yield from _schemas_in(told, below, seen)


HOSTILE: tuple[Any, ...] = (
    2**31, -1, "a\u202eb", [2**31], [{"partner": 2**31}], {"a": {"b": []}},
)  # fmt: skip


def _hostile_bodies(told: dict[str, Any], window: Window) -> Iterator[Any]:
    """What no shape takes, and each field in turn with what it does not take."""
    yield from ([], "x", 3, None, {"x" * 50: 1})
    operation = told["paths"][window.path][window.method.lower()]
    schema = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    for one in _resolved(told, schema.get("schema", {})).get("anyOf", [schema.get("schema", {})]):
        properties = _resolved(told, one).get("properties", {})
        for name in properties:
            for value in HOSTILE:
                yield {name: value}
