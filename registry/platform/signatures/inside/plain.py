"""Whether an object of a PDF is written so that every reader reads it alike.

pyHanko reads past what is not as the standard has it: of `<< /Length 8 >!` it makes the
dictionary that was meant, where others make nothing, and of a key that is there twice it takes
one where others take the other. Objects that are written again after a signature are read here
by the letter (ISO 32000-1, 7.2 and 7.3).
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

_HEAD = re.compile(rb"\s*\d+\s+\d+\s+obj\b")
_END = rb"(?=[\x00\t\n\x0c\r ()<>\[\]{}/%]|\Z)"
_BLANK = re.compile(rb"(?>[\x00\t\n\x0c\r ]|%[^\r\n]*+)*+")
_VALUE = re.compile(
    rb"(?>\d++\s++\d++\s++R|[+-]?(?>\d++\.?\d*+|\.\d++)|true|false|null)" + _END
    + rb"|<[0-9A-Fa-f\x00\t\n\x0c\r ]*+>"
)  # fmt: skip
_NAME = re.compile(rb"/[^\x00\t\n\x0c\r ()<>\[\]{}/%]*+")
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
_IN_A_STRING = re.compile(rb"(?>[^()\\]++|\\.)*+", re.DOTALL)
_AFTER = re.compile(rb"endobj\b|stream\r?\n")
_AFTER_A_STREAM = re.compile(rb"\r?\n?\s*+endstream\s*+endobj\b")
_NUMBER = re.compile(rb"\s*+(\d++)\s*+")
_REFERENCE = re.compile(rb"\s*+\d++\s++\d++\s++R\s*+")
_DEEPEST = 64


@dataclass
class _Open:
    """A list or a dictionary that has begun; ``key`` is the one whose value is awaited."""

    is_dictionary: bool
    key: bytes | None = None
    begins: int = 0
    values: dict[bytes, slice] = field(default_factory=dict)

    def take_value(self, end: int) -> None:
        if self.key is not None:
            self.values[self.key] = slice(self.begins, end)
            self.key = None


def is_plain(version: bytes, *, is_packed: bool = False) -> bool:
    """``version``: from its number on, as it stands in the file; ``is_packed``: the bare value,
    as it stands in an object stream."""
    head = None if is_packed else _HEAD.match(version)
    if head is None and not is_packed:
        return False
    value = _value(version, head.end() if head else 0)
    if value is None:
        return False
    at = _skip(version, value.end)
    if is_packed:
        return not version[at:].strip(b"\0")
    after = _AFTER.match(version, at)
    if after is None or after[0] == b"endobj":
        return after is not None
    return _ends_where_it_says(version, after.end(), value.length)


def _ends_where_it_says(version: bytes, begins: int, length: bytes) -> bool:
    """Where a reference leads is looked at with the object that it leads to."""
    number = _NUMBER.fullmatch(length)
    if number is None:
        return _REFERENCE.fullmatch(length) is not None
    return _AFTER_A_STREAM.match(version, begins + int(number[1])) is not None


def _skip(text: bytes, at: int) -> int:
    blank = _BLANK.match(text, at)
    return blank.end() if blank else at


class _Value(NamedTuple):
    end: int
    length: bytes = b""
    """What a dictionary says of its own `/Length`."""


def _value(text: bytes, at: int) -> _Value | None:
    """What begins there; None where it is no value by the letter."""
    open_: list[_Open] = []
    while True:
        at = _skip(text, at)
        name = _NAME.match(text, at)
        ended = None
        if open_ and open_[-1].is_dictionary and open_[-1].key is None:
            if text.startswith(b">>", at):
                ended = open_.pop()
                at += 2
            elif name is None or _meant(name[0]) in open_[-1].values:
                return None
            else:
                at = name.end()
                open_[-1].key, open_[-1].begins = _meant(name[0]), at
                continue
        elif open_ and not open_[-1].is_dictionary and text.startswith(b"]", at):
            ended = open_.pop()
            at += 1
        elif text.startswith((b"<<", b"["), at):
            if len(open_) == _DEEPEST:
                return None
            open_.append(_Open(is_dictionary=text.startswith(b"<<", at)))
            at += 2 if open_[-1].is_dictionary else 1
            continue
        else:
            end = name.end() if name else _after_plain(text, at)
            if end is None:
                return None
            at = end
        if not open_:
            length = ended.values.get(b"/Length") if ended else None
            return _Value(at, text[length] if length else b"")
        open_[-1].take_value(at)


def _meant(name: bytes) -> bytes:
    """`/T#79pe` is `/Type` (7.3.5)."""
    return _HEX.sub(lambda found: bytes.fromhex(found[1].decode()), name)


def _after_plain(text: bytes, at: int) -> int | None:
    if text.startswith(b"(", at):
        return _after_string(text, at)
    value = _VALUE.match(text, at)
    return value.end() if value else None


def _after_string(text: bytes, at: int) -> int | None:
    depth = 0
    while at < len(text):
        depth += {b"(": 1, b")": -1}.get(text[at : at + 1], 0)
        at += 1
        if not depth:
            return at
        inside = _IN_A_STRING.match(text, at)
        at = inside.end() if inside else at
    return None
