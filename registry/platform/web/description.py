"""The OpenAPI description of the JSON windows, made of what they declare of themselves.

Shapes come from msgspec (the same types that read bodies and write answers), addresses and
statuses from the routes, the rest from ``registry.platform.web.declared``. Nothing is written
here of any one window.
"""

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import UnionType
from typing import Any, Union, get_args, get_origin

import msgspec
from litestar import Litestar, Response
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute

from registry.platform.accounts.roles import Permission
from registry.platform.lists import LARGEST, LAST_PAGE, SIZE
from registry.platform.shapes import HIGHEST
from registry.platform.web.declared import Declared, Files, Version, declared_by
from registry.platform.web.once import LONGEST_KEY

Json = dict[str, Any]

REFS = "#/components/schemas/{name}"
PROBLEM = "application/problem+json"
MERGE = "application/merge-patch+json"
UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}

WHY = {
    401: "Nobody is signed in, or the key is not known.",
    403: "This person may not do this, or the form token of the session is missing.",
    404: "There is no such thing, or this office may not see it.",
    409: "The thing is not in a status that allows this, or somebody changed it first:"
    " then both versions are told.",
    413: "The body is too large.",
    415: "The body is not of a kind that is read here.",
    422: "Some fields, filters or headers are wrong: each is named in `fields`.",
    429: "Too many requests.",
}
ALWAYS = (401, 403, 422, 429)


@dataclass(frozen=True)
class Window:
    """One operation: an address, a method, and the handler behind."""

    path: str
    method: str
    handler: HTTPRouteHandler
    route: HTTPRoute
    declared: Declared = field(default_factory=Declared)

    @property
    def answers(self) -> Any:
        """What comes back when all is well: a type, or None for nothing."""
        given = self.handler.parsed_fn_signature.return_type.annotation
        if get_origin(given) is Response:
            return get_args(given)[0]
        return None if given in (None, type(None)) else given

    @property
    def permission(self) -> Permission | None:
        guards = self.handler.resolve_guards()
        return next((g.permission for g in guards if hasattr(g, "permission")), None)


def windows_of(app: Litestar) -> list[Window]:
    """Every JSON window that is told of, by address."""
    found = []
    for route in app.routes:
        for handler in getattr(route, "route_handlers", ()):
            if (
                isinstance(route, HTTPRoute)
                and isinstance(handler, HTTPRouteHandler)
                and handler.resolve_include_in_schema()
            ):
                methods = sorted(handler.http_methods - {"OPTIONS", "HEAD"})
                found += [
                    Window(
                        # The framework keeps no trailing slash, and takes both.
                        path=route.path_format,
                        method=method,
                        handler=handler,
                        route=route,
                        declared=declared_by(handler),
                    )
                    for method in methods
                ]
    return sorted(found, key=lambda one: (one.path, one.method))


def describe(app: Litestar) -> Json:
    windows = windows_of(app)
    shapes = _Shapes(windows)
    paths: dict[str, Json] = {}
    for window in windows:
        paths.setdefault(window.path, {})[window.method.lower()] = _operation(window, shapes)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Intese", "version": "1", "description": ABOUT},
        "servers": [{"url": "/"}],
        "tags": [{"name": name} for name in sorted({_tag(one) for one in windows})],
        "paths": paths,
        "components": {
            "schemas": shapes.schemas,
            "securitySchemes": SECURITY,
            "responses": {str(status): _problem_answer(status) for status in WHY},
        },
    }


ABOUT = """Il registro, per i programmi.

A list answers `items`, `total`, `page`, `size` and `facets`; a filter that it does not know is
refused. A PATCH changes the fields that its body names and no others (RFC 7396): `null` takes
away what a field said. A change carries the version that it was made from (`If-Match`); where
somebody was faster, nothing is written and the answer has both versions. A POST with an
`Idempotency-Key` is done once. What is refused is told as `application/problem+json` (RFC 9457),
with a sentence for people in `title`. Every address that is read with GET takes HEAD."""

SECURITY: Json = {
    "key": {"type": "http", "scheme": "bearer", "description": "A key given by `intese token`."},
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "session",
        "description": "The cookie of a browser that signed in (`__Host-session` over HTTPS).",
    },
    "formToken": {
        "type": "apiKey",
        "in": "header",
        "name": "X-CSRF-Token",
        "description": "With the session's cookie, every change carries the token of our pages.",
    },
}


def _operation(window: Window, shapes: "_Shapes") -> Json:
    told: Json = {
        "operationId": _name_of(window),
        "tags": [_tag(window)],
        "summary": window.handler.handler_name.replace("_", " ").capitalize(),
        "parameters": list(_parameters(window, shapes)),
        "responses": _answers(window, shapes),
        "security": _security(window),
    }
    if about := _docstring(window):
        told["description"] = about
    if window.permission is not None:
        told["x-permission"] = window.permission.name
        told["x-roles"] = sorted(role.value for role in window.permission.roles)
    if body := _body(window, shapes):
        told["requestBody"] = body
    return told


def _docstring(window: Window) -> str:
    written = inspect.unwrap(window.handler.fn).__doc__
    return inspect.cleandoc(written) if written else ""


def _name_of(window: Window) -> str:
    words = re.findall(r"[a-zA-Z]+", window.path.removeprefix("/api/v1"))
    return "_".join([window.method.lower(), *words])


def _tag(window: Window) -> str:
    return window.path.removeprefix("/api/v1/").split("/")[0]


def _security(window: Window) -> list[Json]:
    by_session: Json = {"session": []}
    if window.method in UNSAFE:
        by_session["formToken"] = []
    return [{"key": []}, by_session]


def _parameters(window: Window, shapes: "_Shapes") -> Iterator[Json]:
    for name, definition in window.route.path_parameters.items():
        yield {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "integer", "minimum": 0, "maximum": HIGHEST}
            if definition.type is int
            else {"type": "string"},
        }
    yield from _asked(window.declared, shapes)
    if window.declared.version is not None:
        yield {
            "name": "If-Match",
            "in": "header",
            "required": window.declared.version is Version.REQUIRED,
            "description": 'The version that was seen, as `ETag` told it: `"3"`.',
            "schema": {"type": "string", "pattern": '^(W/)?"?[0-9]{1,9}"?$'},
        }
    if window.method == "POST":
        yield {
            "name": "Idempotency-Key",
            "in": "header",
            "required": False,
            "description": "The same request with the same key is done once and answered alike.",
            "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY},
        }


def _asked(declared: Declared, shapes: "_Shapes") -> Iterator[Json]:
    """What the address may say."""
    for name, schema in shapes.fields_of(declared.filters).items():
        yield {"name": name, "in": "query", "required": False, "schema": schema}
    orders = [sign + name for name in declared.sorts for sign in ("", "-")]
    about: dict[str, Json] = {
        "q": {"type": "string", "description": "Words to look for."},
        "sort": {"type": "string", "enum": ["", *orders], "description": "`-` turns it round."},
        "page": {"type": "integer", "minimum": 1, "maximum": LAST_PAGE, "default": 1},
        "size": {"type": "integer", "minimum": 1, "maximum": LARGEST, "default": SIZE},
    }
    for name in declared.names:
        if name in about:
            yield {"name": name, "in": "query", "required": False, "schema": about[name]}


def _body(window: Window, shapes: "_Shapes") -> Json | None:
    declared = window.declared
    if declared.files is not None:
        return {"required": True, "content": _files(declared.files)}
    if not declared.bodies:
        return None
    schemas = [
        shapes.changes_of(one) if declared.is_patch else shapes.schema_of(one)
        for one in declared.bodies
    ]
    schema = schemas[0] if len(schemas) == 1 else {"anyOf": schemas}
    kinds = ("application/json", MERGE) if declared.is_patch else ("application/json",)
    # Who may leave out every field may leave out the body.
    is_required = all(shapes.must_say(one) for one in declared.bodies) or declared.is_patch
    return {"required": is_required, "content": {kind: {"schema": schema} for kind in kinds}}


def _files(files: Files) -> Json:
    file: Json = {"type": "string", "contentMediaType": "application/octet-stream"}
    several: Json = {"type": "array", "items": file, "minItems": 1}
    properties: Json = {"file": several if files is Files.SEVERAL else file}
    if files is Files.ONE:
        properties["title"] = {"type": "string"}
    form: Json = {"type": "object", "required": ["file"], "properties": properties}
    content: Json = {"multipart/form-data": {"schema": form}}
    if files is Files.WHOLE:
        content["application/zip"] = {"schema": file}
    return content


def _answers(window: Window, shapes: "_Shapes") -> Json:
    good = str(window.handler.status_code)
    answers: Json = {good: {"description": "Done.", **_content(window.answers, shapes)}}
    for status in statuses_of(window):
        answers[str(status)] = {"$ref": f"#/components/responses/{status}"}
    answers["default"] = {
        "description": "Our fault: `number` is what to quote to who looks after the program.",
        "content": {PROBLEM: {"schema": PROBLEM_SCHEMA}},
    }
    return answers


def statuses_of(window: Window) -> list[int]:
    """The refusals that a window may answer with."""
    refused = {*ALWAYS}
    if window.route.path_parameters:
        refused.add(404)
    if window.method in UNSAFE:
        refused |= {404, 409, 413}
    if window.declared.bodies:
        refused.add(415)
    return sorted(refused)


def _content(answers: Any, shapes: "_Shapes") -> Json:
    if answers is None:
        return {}
    if answers is bytes:
        file = {"type": "string", "contentMediaType": "application/octet-stream"}
        return {"content": {"application/octet-stream": {"schema": file}}}
    return {"content": {"application/json": {"schema": shapes.schema_of(answers)}}}


PROBLEM_SCHEMA: Json = {
    "type": "object",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string", "description": "A sentence for people."},
        "status": {"type": "integer"},
        "fields": {
            "type": "object",
            "additionalProperties": {"type": "string"},
            "description": "422: what is wrong with each field, filter or header, by its path.",
        },
        "yours": {"description": "409: what was sent, where somebody was faster."},
        "current": {"description": "409: the thing as it is now."},
        "changed_at": {"type": "string", "format": "date-time"},
        "number": {"type": "string", "description": "500: what to quote."},
    },
}


def _problem_answer(status: int) -> Json:
    answer: Json = {
        "description": WHY[status],
        "content": {PROBLEM: {"schema": PROBLEM_SCHEMA}},
    }
    if status == 401:
        answer["headers"] = {"WWW-Authenticate": {"schema": {"type": "string"}}}
    return answer


class _Shapes:
    """The schemas of every type that goes in or out, by the names that msgspec gives them."""

    def __init__(self, windows: list[Window]) -> None:
        asked = {one for window in windows for one in _types_of(window)}
        ordered = sorted(asked, key=str)
        told, self.schemas = msgspec.json.schema_components(ordered, ref_template=REFS)
        self._by_type = dict(zip(ordered, told, strict=True))

    def schema_of(self, type_: Any) -> Json:
        parts = _parts(type_)
        if len(parts) > 1:
            return {"anyOf": [self._by_type[one] for one in parts]}
        told: Json = self._by_type[parts[0]]
        return told

    def _component_of(self, type_: Any) -> tuple[str, Json]:
        name = self._by_type[type_]["$ref"].rpartition("/")[2]
        return name, self.schemas[name]

    def fields_of(self, type_: Any) -> dict[str, Json]:
        """The fields of a Struct by the names that they have outside."""
        if type_ is None:
            return {}
        properties: dict[str, Json] = self._component_of(type_)[1]["properties"]
        return properties

    def must_say(self, type_: Any) -> bool:
        return bool(self._component_of(type_)[1].get("required"))

    def changes_of(self, type_: Any) -> Json:
        """The same fields, none of them required, without the defaults that do not apply."""
        name, whole = self._component_of(type_)
        changes = f"{name}Changes"
        properties = {
            field: {key: value for key, value in schema.items() if key != "default"}
            if field in whole.get("required", ())
            else _or_null(schema)
            for field, schema in whole["properties"].items()
        }
        self.schemas[changes] = {
            **{key: value for key, value in whole.items() if key != "required"},
            "title": changes,
            "description": "Only what is named changes; null takes away what a field said.",
            "properties": properties,
        }
        return {"$ref": REFS.format(name=changes)}


def _or_null(schema: Json) -> Json:
    bare = {key: value for key, value in schema.items() if key != "default"}
    options = bare.pop("anyOf", [bare])
    kept = [one for one in options if one.get("type") != "null"]
    return {"anyOf": [*kept, {"type": "null"}]}


def _types_of(window: Window) -> Iterator[Any]:
    yield from window.declared.bodies
    if window.declared.filters is not None:
        yield window.declared.filters
    if window.answers not in (None, bytes):
        yield from _parts(window.answers)


def _parts(type_: Any) -> list[Any]:
    """The members of a union, which msgspec tells one by one."""
    return list(get_args(type_)) if get_origin(type_) in (Union, UnionType) else [type_]
