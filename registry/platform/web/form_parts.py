"""Fields of a page's forms: their ids, their sentences, what was typed in them.

A page may hold several forms, with fields of the same name. The one that came back is the
one whose action is the address that answers: only its fields show what was wrong and typed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from registry.platform.web.parts import uid


@dataclass(frozen=True)
class Field:
    """One field as the macros write it. ``sentence`` says what is wrong with it, or nothing."""

    name: str
    id: str
    sentence: str = ""
    help: str = ""

    @property
    def described_by(self) -> str:
        """The ids of the sentences beside it, for ``aria-describedby``."""
        ids = [
            f"errore-{self.id}" if self.sentence else "",
            f"aiuto-{self.id}" if self.help else "",
        ]
        return " ".join(filter(None, ids))


class Forms:
    """The forms of one page while it is being written; ``forms`` in the macros."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._path = _plain(str(given.get("path", "/")))
        self._wrong: Mapping[str, str] = given.get("wrong") or {}
        self._typed: Mapping[str, Any] = given.get("typed") or {}
        self._action: str | None = None
        self._ids: set[str] = set()

    def enter(self, action: str) -> str:
        """From here fields belong to this form. Empty, so that a template can say it."""
        self._action = _plain(action)
        return ""

    def leave(self) -> str:
        self._action = None
        return ""

    def field(self, name: str, help: str = "") -> Field:  # noqa: A002  the macros' own word
        sentence = self._wrong.get(name, "") if self._came_back else ""
        return Field(name, self._id(name), sentence, str(help))

    def value(self, name: str, known: object) -> object:
        """What was typed in this field, or the value that we know."""
        if self._typed and self._came_back:
            return self._typed.get(name) or ""
        return "" if known is None else known

    def values(self, name: str, known: Iterable[object]) -> list[str]:
        """The same for choices: all those that were made."""
        if self._typed and self._came_back:
            made = self._typed.get(name) or []
            return [str(one) for one in (made if isinstance(made, list | tuple) else [made])]
        return [str(one) for one in known if one is not None]

    @property
    def _came_back(self) -> bool:
        return self._action in (None, self._path)

    def _id(self, name: str) -> str:
        # The summary of what is wrong links to ``campo-name``: the form that came back has it.
        id_ = f"campo-{name}"
        if id_ in self._ids or (self._wrong and not self._came_back):
            return uid(id_)
        self._ids.add(id_)
        return id_


def _plain(address: str) -> str:
    return address.partition("?")[0].rstrip("/") or "/"
