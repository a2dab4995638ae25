"""The fine print of an act: spaces that do not break, apostrophes, hyphens that hold."""

import re
from dataclasses import fields, is_dataclass, replace
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
HELD = (
    re.compile(r"\b(nn?\.|[Rr]ep\.|artt?\.|[Pp]rot\.) (?=[\dn«/])"),
    re.compile(r"\b([Aa]rticol[oi]|[Cc]omm[ai]|[Nn]umer[oi]|[Ll]etter[ae]) (?=\d)"),
    re.compile(r"\b([Ll]etter[ae]) (?=[a-z]{1,2}\))"),
    re.compile(r"\b([Aa]llegat[oi]) (?=[A-Z0-9]{1,2}\b)"),
    re.compile(rf"\b(\d{{1,2}}°?) (?=(?:{MONTHS})\b)"),
    re.compile(r"(\((?:UE|CE|CEE|Euratom)\)) (?=[n\d])"),
)
ORDINALS = re.compile(rf"(?<=\d)-(?=(?:{LATIN})\b)")


def typeset(text: str) -> str:
    """``text`` with the spaces and signs that an act wants; words and figures are untouched."""
    text = APOSTROPHES.sub("’", text)
    for pattern in HELD:
        text = pattern.sub(lambda match: match.group(1) + NBSP, text)
    return ORDINALS.sub(HYPHEN, text)


def typeset_all(letter: T) -> T:
    """The letter with every text typeset, except the fields marked VERBATIM."""
    result: Any = _typeset(letter)
    return result  # type: ignore[no-any-return]  # the same shape comes back


def _typeset(value: Any) -> Any:
    if isinstance(value, str):
        return typeset(value)
    if isinstance(value, tuple):
        return tuple(_typeset(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            one.name: _typeset(getattr(value, one.name))
            for one in fields(value)
            if not one.metadata.get("verbatim")
        }
        return replace(value, **changed)
    return value
