"""YAML with types off: whatever stands in it is text, a list or a mapping, and has its line."""

from pathlib import Path
from typing import Any

import yaml

from registry.platform.errors import InvalidInput
from registry.platform.i18n import _


class _Twice(yaml.MarkedYAMLError):
    """A mapping says one thing twice: one of the two would be lost in silence."""


def read_yaml(path: Path) -> tuple[object, list[int]]:
    """Plain dicts, lists and text, and the line where each of ``steps`` begins.

    Raises InvalidInput with the place where the file cannot be read, or says a thing twice.
    """
    try:
        root = yaml.compose(path.read_text("utf-8"), Loader=yaml.SafeLoader)
        value = _plain(root)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{path.name}, riga {mark.line + 1 if mark else 1}"
        raise InvalidInput.of({place: _sentence(error)}) from None
    return value, _lines(root)


def _sentence(error: yaml.MarkedYAMLError) -> str:
    if isinstance(error, _Twice):
        return _("Un campo è scritto due volte: lasciane uno.")
    return _("Questo non è un YAML leggibile.")


def _plain(node: yaml.Node | None) -> Any:
    if isinstance(node, yaml.MappingNode):
        pairs = [(str(name.value), _plain(value)) for name, value in node.value]
        if len(dict(pairs)) < len(pairs):
            raise _Twice(problem_mark=node.start_mark)
        return dict(pairs)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    return node.value if node else None


def _lines(root: yaml.Node | None) -> list[int]:
    """Where each item of ``steps`` begins; a file of another form has none."""
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    steps = [value for name, value in pairs if name.value == "steps"]
    return [item.start_mark.line + 1 for node in steps for item in _items(node)]


def _items(node: yaml.Node) -> list[yaml.Node]:
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []
