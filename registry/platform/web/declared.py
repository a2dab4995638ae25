"""What a window says of itself beside its permission: which names its address takes, the
shape of its body, whether a change carries the version that it was made from.

A JSON window is kept to what it says. An address with another name is refused, and a body that
is read in a shape that was not declared is a fault: so the description of the API, which is made
of these declarations, cannot tell anything else than what happens.

A page that is asked something by its address says which names it knows too. A list whose
address has another name, from an old link or misspelt, shows its rows and says that it was not
looked at; what leaves as a file cannot say it, and is refused.
"""

import difflib
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from litestar import Request
from msgspec import Struct

from registry.platform.errors import InvalidInput
from registry.platform.i18n import _
from registry.platform.web.shell import current_shell

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


class Unknown(StrEnum):
    """What becomes of an address with a name that its window does not know."""

    REFUSED = "refused"
    TOLD = "told"
    """The list is shown, and the page says what was not looked at."""
    LET_BE = "let_be"
    """Nothing is looked for by it."""


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
    also: tuple[str, ...] = ()
    """What a page's address may say besides."""
    unknown: Unknown = Unknown.REFUSED

    @property
    def names(self) -> list[str]:
        """What its address may say."""
        filters = self.filters.__struct_encode_fields__ if self.filters else ()
        words, sort = ("q",) if self.has_words else (), ("sort",) if self.sorts else ()
        pages = ("page", "size") if self.is_list else ()
        return [*filters, *words, *sort, *pages, *self.also]


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


LIST = ("q", "sort", "page", "size")


def shows(filters: type[Struct] | None = None, *also: str) -> dict[str, Any]:
    """A page that is a list, or part of one: its filters and what else its address says."""
    return {KEY: Declared(filters=filters, also=also, unknown=Unknown.TOLD)}


def leaves(filters: type[Struct] | None = None, *also: str) -> dict[str, Any]:
    """A file with the rows that an address asks for."""
    return {KEY: Declared(filters=filters, also=also)}


def carries(*also: str) -> dict[str, Any]:
    """A page whose address brings something for its form: nothing is looked for by it."""
    return {KEY: Declared(also=also, unknown=Unknown.LET_BE)}


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


async def hear_address(request: AnyRequest) -> None:
    """The same for pages, each as it says."""
    declared: Declared | None = request.route_handler.opt.get(KEY)
    if declared is None or declared.unknown is Unknown.LET_BE:
        return
    known = declared.names
    unheard = {n: v for n, v in request.query_params.items() if n not in known and v}
    if unheard and declared.unknown is Unknown.REFUSED:
        raise InvalidInput.of({name: _unknown(name, known) for name in unheard})
    if unheard:
        current_shell().leave_unheard({n: near(n, known) for n in unheard})


def near(name: str, known: list[str]) -> str:
    """The name that was meant, most likely; or none."""
    return next(iter(difflib.get_close_matches(name, known, n=1)), "")


def _unknown(name: str, known: list[str]) -> str:
    if not known:
        return _("Questo indirizzo non prende filtri.")
    meant, names = near(name, known), ", ".join(known)
    if meant:
        return _("Questo filtro non esiste: forse «{near}»? Ci sono: {names}.").format(
            near=meant, names=names
        )
    return _("Questo filtro non esiste. Ci sono: {names}.").format(names=names)
