"""The letters whose templates can be changed. The front door declares them: we know no room."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

from registry.platform.documents import Letter
from registry.platform.errors import NotFound
from registry.platform.i18n import _

LONGEST = 90


@dataclass(frozen=True)
class Known:
    name: str
    """The template's file: ``protocollo.docx``."""
    title: str
    kind: str
    """The word by which the command line asks for it: ``protocollo``."""
    letter: Any
    """The letter's class."""
    example: Callable[[], Letter]


@dataclass(frozen=True)
class Placeholder:
    path: str
    """``articles[].number``: of each of the articles, its number."""
    example: str
    is_condition: bool
    """Yes or no: it is asked by an ``if``, never printed."""


KNOWN: dict[str, Known] = {}


def declare(known: Known) -> None:
    KNOWN[known.name] = known


def find_known(name: str) -> Known:
    if name not in KNOWN:
        raise NotFound(_("Il registro non ha un modello che si chiama «{name}».").format(name=name))
    return KNOWN[name]


def placeholders(known: Known) -> list[Placeholder]:
    """Every place of the letter with what stands there in the example."""
    return list(_placeholders(known.letter, [known.example()]))


def _placeholders(owner: Any, held: list[Any], prefix: str = "") -> Iterator[Placeholder]:
    hints = get_type_hints(owner)
    for one in fields(owner):
        values = [getattr(item, one.name) for item in held]
        type_, path = hints[one.name], f"{prefix}{one.name}"
        if get_origin(type_) is tuple:
            type_, path = get_args(type_)[0], f"{path}[]"
            values = [item for items in values for item in items]
        if is_dataclass(type_):
            yield from _placeholders(type_, values, f"{path}.")
        else:
            yield Placeholder(path, _shown(values), is_condition=type_ is bool)


def _shown(values: list[Any]) -> str:
    """The first value that says something."""
    value = next((one for one in values if one not in ("", False)), "")
    text = str(value).replace("\u00a0", " ") if value is not True else _("sì")
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
