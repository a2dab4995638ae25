"""A list asked for with something not understood: the sentence, and the list all the same."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from registry.platform.errors import InvalidInput
from registry.platform.lists import Listing

Row = TypeVar("Row")
Query = dict[str, str]


async def listed_anyway(
    query: Query, find: Callable[[Query], Awaitable[Listing[Row]]]
) -> tuple[Listing[Row], dict[str, str]]:
    """The list without the filters that are wrong, and what is wrong with each of them."""
    wrong: dict[str, str] = {}
    while True:
        try:
            return await find({name: query[name] for name in query if name not in wrong}), wrong
        except InvalidInput as refused:
            if not refused.fields.keys() - wrong.keys() <= query.keys():
                raise
            if refused.fields.keys() <= wrong.keys():
                raise
            wrong |= refused.fields
