"""A letter as plain data: nothing that could act, nothing that a file cannot hold."""

import re
from dataclasses import fields, is_dataclass
from typing import TypeAlias

from registry.platform.errors import InvalidInput
from registry.platform.i18n import _

Plain: TypeAlias = "str | int | bool | list[Plain] | dict[str, Plain]"

# XML 1.0, production 2: what no XML file can hold, not even escaped.
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain_data(letter: object) -> dict[str, Plain]:
    """The letter's fields as dicts, lists, text, whole numbers and booleans, all the way down.

    Raises TypeError with the path of anything else (a row, a date, None: a letter is already in
    words) and InvalidInput with the path of every text that a file cannot hold.
    """
    wrong: dict[str, str] = {}
    data = _plain(letter, "", wrong)
    if wrong:
        raise InvalidInput.of(wrong)
    if not isinstance(data, dict):
        raise TypeError(f"A letter is a dataclass, not {type(letter).__name__}.")
    return data


def texts(data: Plain, path: str = "") -> list[tuple[str, str]]:
    """Every text with its path, in the order of the fields."""
    if isinstance(data, str):
        return [(path, data)]
    if isinstance(data, dict):
        pairs = [(f"{path}.{name}" if path else name, item) for name, item in data.items()]
    elif isinstance(data, list):
        pairs = [(f"{path}.{position}", item) for position, item in enumerate(data)]
    else:
        return []
    return [found for below, item in pairs for found in texts(item, below)]


def check_printable(facts: Plain) -> None:
    """Raises InvalidInput with the path, in the facts, of every text that no file can hold."""
    wrong: dict[str, str] = {}
    for path, text in texts(facts):
        _text(text, path, wrong)
    if wrong:
        raise InvalidInput.of(wrong)


def _plain(value: object, path: str, wrong: dict[str, str]) -> Plain:
    if type(value) is str:
        return _text(value, path, wrong)
    if type(value) is bool or type(value) is int:
        return value
    if isinstance(value, list | tuple):
        return [_plain(item, _join(path, str(n)), wrong) for n, item in enumerate(value)]
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: _plain(getattr(value, field.name), _join(path, field.name), wrong)
            for field in fields(value)
        }
    raise TypeError(f"{path or 'The letter'}: {type(value).__name__} is not plain data.")


def _text(value: str, path: str, wrong: dict[str, str]) -> str:
    found = NOT_XML.search(value)
    if found:
        wrong[path] = _(
            "Il carattere {code} (il n. {position} del testo) non può stare in un documento: "
            "cancellalo o riscrivi il testo."
        ).format(code=f"U+{ord(found.group()):04X}", position=found.start() + 1)
    return value.replace("\r\n", "\n").replace("\r", "\n")


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
