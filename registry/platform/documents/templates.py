"""Templates are read as code: only the letter's own fields, ``for`` and ``if`` may stand there."""

import io
import re
import types
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from docxtpl import DocxTemplate
from jinja2 import nodes
from jinja2.exceptions import TemplateError
from lxml import etree

from registry.platform.documents.environment import TemplateEnvironment
from registry.platform.documents.letter import Inset, Link, Picture
from registry.platform.documents.package import CORE, DC, LEFT_OVERS
from registry.platform.documents.text import UnreadablePart, W, parse_strictly
from registry.platform.i18n import _
from registry.platform.settings import TEMPLATES

FOLDER = TEMPLATES / "docx"
FILLED = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
TAG = re.compile(r"\{[{%#]")
PRINTABLE = (str, int, Picture, Link, Inset)


def read_template(name: str) -> bytes:
    """The template's bytes, by the name that its letter gives; read anew when the file changes."""
    path = _path(name)
    file = path.stat()
    return _read(path, file.st_mtime_ns, file.st_size, file.st_ino)


@cache
def _path(name: str) -> Path:
    return FOLDER / Path(name).name


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int, _size: int, _number: int) -> bytes:
    """The same bytes object again, so that its hash is not computed for every document."""
    return path.read_bytes()


def check_template(letter_type: Any, template: bytes | None = None) -> list[str]:
    """What is wrong with the template for this letter, each with its place; empty when nothing.

    Every placeholder must be a field of the letter, every field must be printed or asked by a
    condition, and nothing else may be written: no call, filter, operator or reference.
    """
    blob = read_template(letter_type.template) if template is None else template
    try:
        with zipfile.ZipFile(io.BytesIO(blob)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        roots = {name: parse_strictly(parts[name]) for name in parts if _is_xml(name)}
    except (zipfile.BadZipFile, UnreadablePart) as error:
        return [_("Il modello non è un documento Word leggibile: {why}.").format(why=error)]
    reading = _Reading()
    faults = [fault for name, root in roots.items() for fault in _package_faults(name, root)]
    for place, source in _sources(roots):
        faults += [f"{place}: {fault}" for fault in _source_faults(source, letter_type, reading)]
    return faults + _unread(letter_type, reading)


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _sources(roots: dict[str, etree._Element]) -> Iterator[tuple[str, str]]:
    document = DocxTemplate(io.BytesIO())
    for name, root in sorted(roots.items()):
        if FILLED.fullmatch(name):
            yield name, document.patch_xml(etree.tostring(root, encoding="unicode"))
    for prop in ("title", "subject") if CORE in roots else ():
        yield f"{CORE} ({prop})", roots[CORE].findtext(f"{{{DC}}}{prop}") or ""


def _package_faults(name: str, root: etree._Element) -> Iterator[str]:
    if LEFT_OVERS.match(name):
        yield _("{part}: questa parte non può stare in un modello.").format(part=name)
    if name == "[Content_Types].xml" and b"macroEnabled" in etree.tostring(root):
        yield _("Il modello contiene macro.")
    for relation in root if name.endswith(".rels") else ():
        if relation.get("TargetMode") == "External":
            yield _("{part}: un collegamento porta fuori dal modello.").format(part=name)
    if FILLED.fullmatch(name) and next(root.iter(f"{W}ins", f"{W}del"), None) is not None:
        yield _("{part}: ci sono revisioni da accettare o rifiutare.").format(part=name)
    if not FILLED.fullmatch(name) and name != CORE and TAG.search("".join(_all_text(root))):
        yield _("{part}: qui un segnaposto non verrebbe riempito.").format(part=name)


def _all_text(root: etree._Element) -> Iterator[str]:
    for piece in root.itertext():
        yield str(piece)
    for element in root.iter():
        yield from (str(value) for value in element.attrib.values())


@dataclass
class _Loop:
    """What a loop knows of itself."""

    first: bool
    last: bool
    index: int
    length: int


@dataclass
class _Reading:
    """Which fields of which dataclasses the template has read so far."""

    read: set[tuple[type, str]] = field(default_factory=set)


def _source_faults(source: str, letter_type: Any, reading: _Reading) -> Iterator[str]:
    try:
        tree = TemplateEnvironment().parse(source)
    except TemplateError as error:
        yield _("il linguaggio del modello ha un errore: {why}").format(why=error.message)
        return
    yield from _walk_all(tree.body, dict(_typed_fields(letter_type)), letter_type, reading)


def _walk_all(
    body: list[nodes.Node], scope: dict[str, Any], root: Any, reading: _Reading
) -> Iterator[str]:
    for node in body:
        yield from _walk(node, scope, root, reading)


def _walk(node: nodes.Node, scope: dict[str, Any], root: Any, reading: _Reading) -> Iterator[str]:
    if isinstance(node, nodes.Output):
        for piece in node.nodes:
            if not isinstance(piece, nodes.TemplateData):
                yield from _printed(piece, scope, root, reading)
    elif isinstance(node, nodes.If):
        yield from _asked(node.test, scope, root, reading)
        for branch in (node.body, *(one.body for one in node.elif_), node.else_):
            yield from _walk_all(branch, scope, root, reading)
        for other in node.elif_:
            yield from _asked(other.test, scope, root, reading)
    elif isinstance(node, nodes.For):
        yield from _loop(node, scope, root, reading)
    else:
        yield _not_allowed(node)


def _loop(node: nodes.For, scope: dict[str, Any], root: Any, reading: _Reading) -> Iterator[str]:
    if node.test is not None or node.recursive or node.else_:
        yield _not_allowed(node)
        return
    found = _type_of(node.iter, scope, root, reading)
    item = _item_type(found)
    if isinstance(found, str) or item is None or not isinstance(node.target, nodes.Name):
        yield found if isinstance(found, str) else _("«for» vuole un elenco della lettera")
        return
    inside = {**scope, node.target.name: item, "loop": _Loop}
    yield from _walk_all(node.body, inside, root, reading)


def _printed(
    node: nodes.Node, scope: dict[str, Any], root: Any, reading: _Reading
) -> Iterator[str]:
    found = _type_of(node, scope, root, reading)
    if isinstance(found, str):
        yield found
    elif found not in PRINTABLE:
        yield _("{name}: si può scrivere solo un testo o un numero").format(name=_name(node))


def _asked(node: nodes.Node, scope: dict[str, Any], root: Any, reading: _Reading) -> Iterator[str]:
    if isinstance(node, nodes.Not):
        yield from _asked(node.node, scope, root, reading)
    elif isinstance(node, nodes.And | nodes.Or):
        yield from _asked(node.left, scope, root, reading)
        yield from _asked(node.right, scope, root, reading)
    else:
        found = _type_of(node, scope, root, reading)
        if isinstance(found, str):
            yield found


def _type_of(node: nodes.Node, scope: dict[str, Any], root: Any, reading: _Reading) -> Any:
    """The type behind a name or a field, or a sentence when it may not stand there."""
    if isinstance(node, nodes.Const) and type(node.value) is int:
        return int
    if isinstance(node, nodes.Mul):
        # What docxtpl makes of {% hm %}: «2 * loop.length».
        sides = [_type_of(side, scope, root, reading) for side in (node.left, node.right)]
        return int if sides == [int, int] else _not_allowed(node)
    if isinstance(node, nodes.Name):
        if node.name not in scope:
            return _("la lettera non ha il campo «{name}»").format(name=node.name)
        if node.name in dict(_typed_fields(root)):
            reading.read.add((root, node.name))
        return scope[node.name]
    if isinstance(node, nodes.Getattr):
        owner = _type_of(node.node, scope, root, reading)
        known = {} if isinstance(owner, str) else dict(_typed_fields(owner))
        if node.attr in known:
            reading.read.add((owner, node.attr))
            return known[node.attr]
        return owner if isinstance(owner, str) else _no_field(_name(node))
    return _not_allowed(node)


def _no_field(name: str) -> str:
    return _("la lettera non ha il campo «{name}»").format(name=name)


def _not_allowed(node: nodes.Node) -> str:
    return _("«{what}» non si può usare in un modello").format(what=type(node).__name__)


def _name(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_name(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else type(node).__name__


def _typed_fields(type_: Any) -> list[tuple[str, Any]]:
    if not is_dataclass(type_):
        return []
    hints = get_type_hints(type_)
    return [(one.name, hints[one.name]) for one in fields(type_)]


def _item_type(type_: Any) -> Any:
    """What a list or a tuple of any length is of, or None."""
    if get_origin(type_) in (list, tuple) and not isinstance(type_, types.UnionType):
        return get_args(type_)[0]
    return None


def _unread(letter_type: Any, reading: _Reading) -> list[str]:
    waiting: list[Any] = [letter_type]
    seen: set[Any] = set()
    faults: list[str] = []
    while waiting:
        owner = waiting.pop()
        if owner in seen:
            continue
        seen.add(owner)
        for name, type_ in _typed_fields(owner):
            if type_ not in PRINTABLE:
                waiting.append(_item_type(type_) or type_)
            if (owner, name) not in reading.read:
                faults.append(
                    _("il campo {field} non è stampato").format(
                        field=f"{owner.__qualname__}.{name}"
                    )
                )
    return faults
