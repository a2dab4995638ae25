"""What a JSON window says of itself beside its permission: which names its address takes, the
shape of its body, whether a change carries the version that it was made from.

It is kept to what it says. An address with another name is refused, and a body that is read in
a shape that was not declared is a fault: so the description of the API, which is made of these
declarations, cannot tell anything else than what happens.
"""

import difflib
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from litestar import Request
from msgspec import Struct

from registry.platform.errors import InvalidInput
from registry.platform.i18n import _

AnyRequest = Request[Any, Any, Any]


class Version(StrEnum):
    REQUIRED = "required"
    OPTIONAL = "optional"


class Files(StrEnum):
    """What a window takes instead of JSON."""

    ONE = "one"
    """A form with ``file`` and, where one likes, its ``title``."""
    SEVERAL = "several"
    """A form in which every ``file`` is one."""
    WHOLE = "whole"
    """The file is the whole body, or the ``file`` of a form."""


class Declared(Struct, frozen=True, kw_only=True):
    """``bodies`` are the shapes that the window may read: more than one where the thing decides.

    ``is_patch``: the body names the fields to change, and no others (RFC 7396).
    """

    bodies: tuple[Any, ...] = ()
    is_patch: bool = False
    files: Files | None = None
    version: Version | None = None
    filters: type[Struct] | None = None
    sorts: tuple[str, ...] = ()
    is_list: bool = False
    has_words: bool = False
    """Whether the list is looked through by words (``q``)."""

    @property
    def names(self) -> list[str]:
        """What its address may say."""
        filters = self.filters.__struct_encode_fields__ if self.filters else ()
        words, sort = ("q",) if self.has_words else (), ("sort",) if self.sorts else ()
        return [*filters, *words, *sort, *(("page", "size") if self.is_list else ())]


NOTHING = Declared()
KEY = "declared"


def lists(filters: type[Struct] | None = None, *, sorts: Iterable[str] = ()) -> dict[str, Any]:
    """A list: ``q``, ``sort``, ``page``, ``size`` and its filters."""
    return {KEY: Declared(is_list=True, has_words=True, filters=filters, sorts=tuple(sorts))}


def pages(filters: type[Struct] | None = None, *, sorts: Iterable[str] = ()) -> dict[str, Any]:
    """A list that is short enough to be read at once: ``page``, ``size`` and its filters."""
    return {KEY: Declared(is_list=True, filters=filters, sorts=tuple(sorts))}


def asks(filters: type[Struct]) -> dict[str, Any]:
    """No list, but its address says something all the same."""
    return {KEY: Declared(filters=filters)}


def takes(*bodies: Any, version: Version | None = None) -> dict[str, Any]:
    return {KEY: Declared(bodies=bodies, version=version)}


def patches(*bodies: Any) -> dict[str, Any]:
    """Changes the fields that the body names, from the version that was seen."""
    return {KEY: Declared(bodies=bodies, is_patch=True, version=Version.REQUIRED)}


def takes_files(files: Files, *, filters: type[Struct] | None = None) -> dict[str, Any]:
    return {KEY: Declared(files=files, filters=filters)}


def from_version(version: Version = Version.REQUIRED) -> dict[str, Any]:
    """A verb without a body, on what was seen."""
    return {KEY: Declared(version=version)}


def declared_by(handler: Any) -> Declared:
    found = handler.opt.get(KEY, NOTHING)
    assert isinstance(found, Declared)  # noqa: S101  the functions above make nothing else
    return found


def check_body_is_declared(shape: Any, request: AnyRequest) -> None:
    if shape not in declared_by(request.route_handler).bodies:
        raise TypeError(f"{request.route_handler} reads {shape}, and does not say so.")


def check_version_is_declared(request: AnyRequest) -> None:
    if declared_by(request.route_handler).version is None:
        raise TypeError(f"{request.route_handler} asks for a version, and does not say so.")


async def check_known_names(request: AnyRequest) -> None:
    """Refuses an address that asks what the window does not know: to ignore it would answer
    something else than what was asked."""
    known = declared_by(request.route_handler).names
    wrong = {name: _unknown(name, known) for name in request.query_params if name not in known}
    if wrong:
        raise InvalidInput.of(wrong)


def _unknown(name: str, known: list[str]) -> str:
    if not known:
        return _("Questo indirizzo non prende filtri.")
    near = difflib.get_close_matches(name, known, n=1)
    names = ", ".join(known)
    if near:
        return _("Questo filtro non esiste: forse «{near}»? Ci sono: {names}.").format(
            near=near[0], names=names
        )
    return _("Questo filtro non esiste. Ci sono: {names}.").format(names=names)
