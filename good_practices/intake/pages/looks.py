"""What the pages of this room share: how an address is read, which words stand for what."""

from typing import Any, TypeVar

from litestar import Request
from msgspec import Struct, convert

from registry.platform.i18n import lazy

AnyRequest = Request[Any, Any, Any]
Filters = TypeVar("Filters", bound=Struct)

FILE_KINDS = {
    "letter": lazy("Lettera"),
    "form": lazy("Modulo"),
    "scheda": lazy("Scheda"),
    "act": lazy("Atto"),
    "attachment": lazy("Allegato"),
    "data": lazy("Dati"),
}


def filters_of(shape: type[Filters], request: AnyRequest) -> Filters:
    """The filters that an address names; what it says besides is another's."""
    query = request.query_params
    known = {name: query[name] for name in shape.__struct_fields__ if name in query}
    return convert(known, shape)
