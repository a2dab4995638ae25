"""Templates are read as code: only the letter's own fields, ``for`` and ``if`` may stand there."""

import difflib
import io
import re
import types
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

from jinja2 import nodes
from jinja2.exceptions import TemplateError
from lxml import etree

from registry.platform.documents.environment import TemplateEnvironment
from registry.platform.documents.findings import (
    Code,
    Finding,
    Located,
    broken_tags,
    located,
    single_braces,
)
from registry.platform.documents.letter import Inset, Link, Picture
from registry.platform.documents.package import CORE, DC, LEFT_OVERS
from registry.platform.documents.sheets import DOCUMENT, filled_names
from registry.platform.documents.templates import read_template
from registry.platform.documents.text import NO_PACKAGE, UnreadablePart, W, parse_strictly
from registry.platform.i18n import _

TAG = re.compile(r"\{[{%#]")
PRINTABLE = (str, int, Picture, Link, Inset)
PREFIXES = {Link: "r", Inset: "p"}
LOOP = "loop"


def check_template(letter_type: Any, template: bytes | None = None) -> list[Finding]:
    """What is wrong with the template for this letter, each with its place; empty when nothing.

    Every placeholder must be a field of the letter, every field must be printed or asked by a
    condition, and nothing else may be written: no call, filter, operator or reference.
    """
    blob = read_template(letter_type.template) if template is None else template
    try:
        parts = _parts(blob)
        names = filled_names(parts)
        pieces = [located(name, parts[name]) for name in names]
    except NO_PACKAGE as error:
        why = _("Il modello non è un documento Word leggibile: {why}.").format(why=error)
        return [Finding(Code.UNREADABLE, why)]
    found = [one for name, part in parts.items() for one in _container(name, part, names)]
    return found + _Check(letter_type).findings(pieces, parts)


def _parts(template: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(template)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name[-1] != "/"}
    if DOCUMENT not in parts:
        raise UnreadablePart(DOCUMENT)
    for name in filter(_is_xml, parts):
        parse_strictly(parts[name])
    return parts


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _container(name: str, part: bytes, filled: list[str]) -> Iterator[Finding]:
    """What the package may not carry, whatever its words say."""
    if LEFT_OVERS.match(name):
        yield Finding(Code.UNSAFE, _("questa parte non può stare in un modello"), name)
    if not _is_xml(name):
        return
    root = parse_strictly(part)
    if name == "[Content_Types].xml" and b"macroEnabled" in part:
        yield Finding(Code.UNSAFE, _("Il modello contiene macro."))
    for relation in root if name.endswith(".rels") else ():
        if relation.get("TargetMode") == "External":
            yield Finding(Code.UNSAFE, _("un collegamento porta fuori dal modello"), name)
    if name in filled and next(root.iter(f"{W}ins", f"{W}del"), None) is not None:
        sentence = _("ci sono revisioni da accettare o rifiutare")
        yield Finding(Code.UNSAFE, sentence, name)
    if name not in filled and name != CORE and TAG.search("".join(_all_text(root))):
        yield Finding(Code.NOT_FILLED, _("qui un segnaposto non verrebbe riempito"), name)


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


Scope = dict[str, Any]


@dataclass
class _Check:
    """One reading of a template for one letter. A type is a type, or the sentence that refuses."""

    letter: Any
    read: set[tuple[type, str]] = field(default_factory=set)
    """The fields that the template has read so far, by their dataclass."""
    printed: set[tuple[type, str]] = field(default_factory=set)
    """Those whose text it has printed, or the texts of which it is a list."""
    texts_of: dict[str, tuple[type, str]] = field(default_factory=dict)
    """Of the loops that we are in: the list of texts that a name goes through."""
    found: list[Finding] = field(default_factory=list)

    def findings(self, pieces: list[Located], parts: dict[str, bytes]) -> list[Finding]:
        known = {name for name, _type in _typed_fields(self.letter)}
        for piece in pieces:
            broken = [*broken_tags(piece), *single_braces(piece, known)]
            self.found += broken
            if not broken:
                self._read_source(piece)
        core = parse_strictly(parts[CORE]) if CORE in parts else None
        for prop in ("title", "subject") if core is not None else ():
            words = core.findtext(f"{{{DC}}}{prop}") or "" if core is not None else ""
            self._read_source(Located(f"{CORE} ({prop})", words, []))
        return self.found if any(_stops(one) for one in self.found) else self.found + self._unread()

    def _read_source(self, piece: Located) -> None:
        try:
            tree = TemplateEnvironment().parse(piece.source)
        except TemplateError as error:
            sentence = _("il linguaggio del modello ha un errore: {why}").format(why=error.message)
            line = getattr(error, "lineno", None) or 0
            self.found.append(piece.finding(Code.SYNTAX, sentence, piece.at_line(line)))
            return
        self._walk_all(tree.body, dict(_typed_fields(self.letter)), piece)

    def _walk_all(self, body: list[nodes.Node], scope: Scope, piece: Located) -> None:
        for node in body:
            self._walk(node, scope, piece)

    def _walk(self, node: nodes.Node, scope: Scope, piece: Located) -> None:
        if isinstance(node, nodes.Output):
            for one in node.nodes:
                if not isinstance(one, nodes.TemplateData):
                    self._printed(one, scope, piece)
        elif isinstance(node, nodes.If):
            for branch in (node, *node.elif_):
                self._asked(branch.test, scope, piece)
                self._walk_all(branch.body, scope, piece)
            self._walk_all(node.else_, scope, piece)
        elif isinstance(node, nodes.For):
            self._loop(node, scope, piece)
        else:
            self._tell(node, piece, Code.NOT_ALLOWED, _not_allowed(node))

    def _loop(self, node: nodes.For, scope: Scope, piece: Located) -> None:
        if node.test is not None or node.recursive or node.else_:
            self._tell(node, piece, Code.NOT_ALLOWED, _not_allowed(node))
            return
        found = self._type_of(node.iter, scope, piece)
        if found is None:
            return
        item = _item_type(found)
        if item is None or not isinstance(node.target, nodes.Name):
            sentence = _("«for» vuole un elenco della lettera")
            self._tell(node, piece, Code.NOT_ALLOWED, sentence)
            return
        within = self.texts_of
        self.texts_of = {k: v for k, v in within.items() if k != node.target.name}
        if item in PRINTABLE:
            self.texts_of[node.target.name] = self._place_of(node.iter, scope, piece)
        self._walk_all(node.body, {**scope, node.target.name: item, LOOP: _Loop}, piece)
        self.texts_of = within

    def _place_of(self, node: nodes.Node, scope: Scope, piece: Located) -> tuple[Any, str]:
        """The field that a node is known to name, by its dataclass."""
        if isinstance(node, nodes.Getattr):
            return self._type_of(node.node, scope, piece), node.attr
        name = _name(node)
        return self.texts_of.get(name, (self.letter, name))

    def _printed(self, node: nodes.Node, scope: Scope, piece: Located) -> None:
        found = self._type_of(node, scope, piece)
        if found is None:
            return
        name = _name(node)
        if found not in PRINTABLE:
            sentence = _("{name}: si può scrivere solo un testo o un numero").format(name=name)
            self._tell(node, piece, Code.NOT_PRINTABLE, sentence)
            return
        self.printed.add(self._place_of(node, scope, piece))
        wanted = PREFIXES.get(found, "")
        if wanted != piece.prefix(piece.at_line(node.lineno), name):
            written = f"{{{{{wanted} {name} }}}}"
            sentence = _("{name}: scrivilo {written}").format(name=name, written=written)
            self._tell(node, piece, Code.RICH_TEXT, sentence)

    def _asked(self, node: nodes.Node, scope: Scope, piece: Located) -> None:
        if isinstance(node, nodes.Not):
            self._asked(node.node, scope, piece)
        elif isinstance(node, nodes.And | nodes.Or):
            self._asked(node.left, scope, piece)
            self._asked(node.right, scope, piece)
        else:
            self._type_of(node, scope, piece)

    def _type_of(self, node: nodes.Node, scope: Scope, piece: Located) -> Any:
        """The type behind a name or a field; None when it was told that it may not stand there."""
        if isinstance(node, nodes.Const) and type(node.value) is int:
            return int
        if isinstance(node, nodes.Mul):
            # What docxtpl makes of {% hm %}: «2 * loop.length».
            sides = [self._type_of(side, scope, piece) for side in (node.left, node.right)]
            if sides == [int, int]:
                return int
        if isinstance(node, nodes.Name):
            return self._of_owner(node, self.letter, node.name, scope, piece)
        if isinstance(node, nodes.Getattr):
            owner = self._type_of(node.node, scope, piece)
            known = dict(_typed_fields(owner)) if owner is not None else {}
            return owner and self._of_owner(node, owner, node.attr, known, piece)
        self._tell(node, piece, Code.NOT_ALLOWED, _not_allowed(node))
        return None

    def _of_owner(
        self, node: nodes.Node, owner: Any, name: str, known: Scope, piece: Located
    ) -> Any:
        if name in known:
            if name in dict(_typed_fields(owner)):
                self.read.add((owner, name))
            return known[name]
        near = difflib.get_close_matches(name, known, n=1)
        sentence = _("la lettera non ha il campo «{name}»").format(name=_name(node))
        if near:
            sentence += _(": forse volevi «{near}»").format(near=near[0])
        self._tell(node, piece, Code.UNKNOWN_FIELD, sentence)
        return None

    def _tell(self, node: nodes.Node, piece: Located, code: Code, sentence: str) -> None:
        self.found.append(piece.finding(code, sentence, piece.at_line(node.lineno)))

    def _unread(self) -> list[Finding]:
        """The fields of the letter, all the way down, that no placeholder reads or prints."""
        waiting: list[Any] = [self.letter]
        seen: set[Any] = set()
        missing: list[Finding] = []
        while waiting:
            owner = waiting.pop()
            if owner in seen:
                continue
            seen.add(owner)
            for name, type_ in _typed_fields(owner):
                inner = _item_type(type_) or type_
                if inner not in PRINTABLE:
                    waiting.append(inner)
                used = self.printed if inner in PRINTABLE else self.read
                if (owner, name) not in used:
                    path = f"{owner.__qualname__}.{name}"
                    sentence = _("il campo {field} non è stampato").format(field=path)
                    missing.append(Finding(Code.NOT_PRINTED, sentence))
        return missing


def _stops(one: Finding) -> bool:
    """Whether the rest of the template was not read: then nothing can be said to be missing."""
    return one.code in (Code.BROKEN_TAG, Code.SYNTAX)


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
