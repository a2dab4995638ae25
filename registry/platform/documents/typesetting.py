"""The fine print of an act: spaces that do not break, apostrophes, hyphens that hold."""

import re
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")

NBSP = "\u00a0"
HYPHEN = "\u2011"
MONTHS = (
    "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre"
)
LATIN = "bis|ter|quater|quinquies|sexies|septies|octies|novies|decies|undecies|duodecies"
VERBATIM = {"verbatim": True}
"""Metadata of a field that is printed exactly as it was written: mailboxes, file names, dates
as somebody typed them."""

APOSTROPHES = re.compile(r"(?<=\w)'")
# What is held together with the word after it: one pass over the text finds them all.
HELD = re.compile(
    "(?:"
    r"\b(?:nn?\.|[Rr]ep\.|artt?\.|[Pp]rot\.) (?=[\dn«/])"
    r"|\b(?:[Aa]rticol[oi]|[Cc]omm[ai]|[Nn]umer[oi]|[Ll]etter[ae]) (?=\d)"
    r"|\b[Ll]etter[ae] (?=[a-z]{1,2}\))"
    r"|\b[Aa]llegat[oi] (?=[A-Z0-9]{1,2}\b)"
    rf"|\b\d{{1,2}}°? (?=(?:{MONTHS})\b)"
    r"|\((?:UE|CE|CEE|Euratom)\) (?=[n\d])"
    ")"
)
# Nothing is held where none of these stands: most texts are left after one look.
MAY_HOLD = re.compile(r" [\d«/n]|\d°? |[ae] [a-z]{1,2}\)|llegat[oi] ")
ORDINALS = re.compile(rf"(?<=\d)-(?=(?:{LATIN})\b)")


def typeset(text: str) -> str:
    """``text`` with the spaces and signs that an act wants; words and figures are untouched."""
    if "'" in text:
        text = APOSTROPHES.sub("’", text)
    if MAY_HOLD.search(text):
        text = HELD.sub(lambda match: match.group()[:-1] + NBSP, text)
    return ORDINALS.sub(HYPHEN, text) if "-" in text else text


def typeset_all(letter: T) -> T:
    """The letter with every text typeset, except the fields marked VERBATIM."""
    result: Any = _typeset(letter)
    return result  # type: ignore[no-any-return]  # the same shape comes back


def _typeset(value: Any) -> Any:
    if type(value) is str:
        return typeset(value)
    if type(value) is tuple:
        return tuple([_typeset(item) for item in value])
    kind: Any = type(value)
    names = _set_fields(kind)
    if not names:
        return value
    old = {name: getattr(value, name) for name in names}
    new = {name: _typeset(item) for name, item in old.items()}
    return value if new == old else replace(value, **new)


@cache
def _set_fields(kind: Any) -> tuple[str, ...]:
    """The fields of a dataclass that are typeset; none for what is no dataclass."""
    if not is_dataclass(kind):
        return ()
    return tuple(one.name for one in fields(kind) if not one.metadata.get("verbatim"))
