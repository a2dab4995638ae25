"""Undoing a saved change: the fields that it gave another value have the one of before again.

Its event keeps both, field by field. What came after it stays: a field that somebody has changed
once more is named, and then nothing is undone.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from registry.platform.errors import AlreadyThere, WrongStatus
from registry.platform.i18n import _
from registry.platform.shapes import patched

S = TypeVar("S", bound=Struct)
Told = Mapping[str, Any]


class Change(Struct, kw_only=True):
    """What an event keeps of a change: its fields, as they were and as they became."""

    before: dict[str, Any]
    after: dict[str, Any]

    @property
    def fields(self) -> list[str]:
        return list(self.after)


def change_of(shape: type[Struct], before: Told, after: Told) -> Change:
    """How a thing that is told in this ``shape`` differs."""
    was, became = _plain(shape, before), _plain(shape, after)
    names = [name for name in was | became if was.get(name) != became.get(name)]
    return Change(
        before={name: was.get(name) for name in names},
        after={name: became.get(name) for name in names},
    )


def undone(shape: type[S], now: Told, kept: Change, *, labels: Mapping[str, str]) -> S:
    """The thing as it would be without that change; refuses where others built upon it."""
    plain = _plain(shape, now)
    if all(plain.get(name) == value for name, value in kept.before.items()):
        raise AlreadyThere(_("È già stato rimesso."))
    later = [name for name, value in kept.after.items() if plain.get(name) != value]
    if later:
        raise WrongStatus(
            _("Dopo è cambiato ancora: {fields}. Annulla prima quel cambiamento.").format(
                fields=", ".join(str(labels.get(name, name)) for name in later)
            )
        )
    return patched(shape, plain, kept.before)


def _plain(shape: type[Struct], told: Told) -> dict[str, Any]:
    names = [field.encode_name for field in msgspec.structs.fields(shape) if field.name in told]
    plain: dict[str, Any] = msgspec.to_builtins({name: told[name] for name in names})
    return plain
