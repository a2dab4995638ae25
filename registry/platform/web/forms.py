"""Forms as people fill them in: every wrong field is told, and what was typed comes back."""

from typing import Any, TypeVar

import msgspec
from litestar import Request
from litestar.datastructures import FormMultiDict, UploadFile
from msgspec import inspect

from registry.platform.errors import AlreadyThere, InvalidInput, Refused, Stale
from registry.platform.i18n import _
from registry.platform.settings import Settings
from registry.platform.shapes import convert_all, kind_of

T = TypeVar("T")

VERSION, SEEN, INSTEAD = "version", "seen", "instead."
"""What a form carries of the thing that it changes: its version, what its fields said, and
the choices between two versions of one field."""
LARGEST_UPLOAD = Settings.upload_limit
"""Bytes of a request that brings a file; every other one is far shorter."""
NOT_TYPED = frozenset({"csrf_token", "once"})
OURS = NOT_TYPED | {VERSION, SEEN}


def read_form(shape: type[T], form: FormMultiDict) -> T:
    """The form as ``shape``; names with dots are nested (``parties.0.role``).

    Unticked boxes are False, empty optional fields are None. Raises InvalidInput with a
    sentence beside each wrong field.
    """
    nested = _nested(form)
    return convert_all(shape, _for_shape(kind_of(shape), nested), lax=True)


def typed(form: FormMultiDict) -> dict[str, str | list[str]]:
    """What was typed, by field name, to show the form again with nothing lost."""
    kept: dict[str, str | list[str]] = {}
    for name in form:
        values = [value for value in form.getall(name) if isinstance(value, str)]
        if values and name not in NOT_TYPED:
            kept[name] = values[0] if len(values) == 1 else values
    return kept


def came_back(refused: Refused, form: FormMultiDict) -> dict[str, Any]:
    """What a page needs to show a refused form again, with nothing lost.

    Where somebody else was faster, both versions: see ``registry.platform.web.form_parts``.
    """
    if isinstance(refused, Stale):
        return {"wrong": {}, "typed": typed(form), "stale": refused}
    field = refused.field if isinstance(refused, AlreadyThere) else ""
    wrong = refused.fields if isinstance(refused, InvalidInput) else {field: refused.sentence}
    return {"wrong": wrong, "typed": typed(form)}


async def read_change(request: Request[Any, Any, Any]) -> tuple[FormMultiDict, int | None]:
    """A form that changes a thing, with the version that the person saw (None: it has none).

    Where the form had shown two versions of a field, the one that was chosen stands in it.
    """
    form = await request.form()
    chosen = {
        name.removeprefix(INSTEAD): _values(value)
        for name, value in form.multi_items()
        if name.startswith(INSTEAD)
    }
    pairs = [
        (name, value)
        for name, value in form.multi_items()
        if name not in chosen and not name.startswith(INSTEAD)
    ]
    pairs += [(name, value) for name, values in chosen.items() for value in values]
    return FormMultiDict(pairs), number_or_none(form.get(VERSION))


def _values(choice: object) -> list[str]:
    """The values that a box stands for; it is our own page that wrote them."""
    try:
        return msgspec.json.decode(str(choice), type=list[str])
    except msgspec.DecodeError:
        raise InvalidInput(_("La pagina è stata alterata: ricaricala e ripeti.")) from None


def number_or_none(text: object) -> int | None:
    """A whole number as pages write it; None for anything else that somebody may send."""
    is_number = isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 10
    return int(text) if isinstance(text, str) and is_number else None


async def read_file(form: FormMultiDict, name: str = "file") -> tuple[str, bytes]:
    """The uploaded file's own name and bytes; raises InvalidInput when there is none."""
    file = form.get(name)
    if not isinstance(file, UploadFile) or not file.filename:
        raise InvalidInput.of({name: _("Scegli un file.")})
    return file.filename, await file.read()


def _nested(form: FormMultiDict) -> dict[str, object]:
    tree: dict[str, object] = {}
    for name in form:
        values = [value for value in form.getall(name) if isinstance(value, str)]
        if values and name not in NOT_TYPED:
            _put(tree, name.split("."), values[0] if len(values) == 1 else list(values))
    result = _with_lists(tree)
    assert isinstance(result, dict)  # noqa: S101  the root's keys are names, never positions
    return result


def _put(tree: dict[str, object], path: list[str], value: object) -> None:
    for step in path[:-1]:
        below = tree.setdefault(step, {})
        if not isinstance(below, dict):
            return
        tree = below
    tree[path[-1]] = value


def _with_lists(value: object, is_root: bool = True) -> object:
    if not isinstance(value, dict):
        return value
    below = {key: _with_lists(item, False) for key, item in value.items()}
    if not is_root and below and all(key.isdigit() for key in below):
        return [below[key] for key in sorted(below, key=int)]
    return below


def _for_shape(kind: inspect.Type, value: object) -> object:
    """Fills in what a browser leaves out (boxes not ticked) and drops what it adds."""
    if isinstance(kind, inspect.UnionType):
        others = [one for one in kind.types if not isinstance(one, inspect.NoneType)]
        return _for_shape(others[0], value) if len(others) == 1 and value else value
    if isinstance(kind, inspect.ListType | inspect.VarTupleType):
        return _items_for_shape(kind, value)
    if not isinstance(kind, inspect.StructType) or not isinstance(value, dict):
        return value
    fitted: dict[str, object] = {}
    for field in kind.fields:
        name = field.encode_name
        if name in value:
            fitted[name] = _for_shape(field.type, value[name])
        elif isinstance(field.type, inspect.BoolType):
            fitted[name] = False
        if fitted.get(name) == "" and not field.required and not _is_text(field.type):
            del fitted[name]
    return fitted


def _items_for_shape(kind: inspect.ListType | inspect.VarTupleType, value: object) -> object:
    items = value if isinstance(value, list) else [value] if value not in ("", None) else []
    kept = [item for item in items if item != ""]
    return [_for_shape(kind.item_type, item) for item in kept]


def _is_text(kind: inspect.Type) -> bool:
    return isinstance(kind, inspect.StrType)
