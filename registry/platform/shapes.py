"""What enters has a shape: conversion to a msgspec type that names *every* wrong field.

msgspec stops at the first; a person who filled in a form of thirty fields, or a program that
sends a document's data, is told all of them at once, each with its path and a sentence.
"""

import codecs
import difflib
import functools
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal, TypeVar, Union

import msgspec
from msgspec import inspect

from registry.platform.errors import InvalidInput
from registry.platform.i18n import _, figure, lazy

T = TypeVar("T")
S = TypeVar("S", bound=msgspec.Struct)

DEEPEST = 24
HIGHEST = 2**31 - 1
"""Whole numbers are kept in 32 bits, identifiers too: none is higher."""

Id = Annotated[int, msgspec.Meta(ge=1, le=HIGHEST)]
"""The number by which another thing of the registry is named."""


kind_of: Callable[[Any], inspect.Type] = functools.cache(inspect.type_info)
"""What msgspec tells of a type, asked once: it takes longer than to read a whole letter's data."""

# No text of a person has them: control signs (but for tab and the ends of lines), half of a
# surrogate pair, what turns the direction of what follows and so deceives who reads, the signs
# of private use (our pages have some for themselves) and those that are none. PostgreSQL
# cannot hold some, no document can, and a name with them would spoil whatever it stands in.
_NO_SIGNS = "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
NO_TEXT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    f"\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufff9-\ufffc{_NO_SIGNS}]"
)
# Of these, what cannot even be printed: a letter on its own is of who writes it, and enters
# no register.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def decode_all(type_: type[T], raw: bytes, *, is_to_print: bool = False) -> T:
    """``raw`` (UTF-8 JSON) as ``type_``; raises InvalidInput with every wrong field's path.

    ``is_to_print``: it becomes a letter and is not kept, so that only what no file can hold is
    refused in its texts.
    """
    value = read_json(raw)
    return convert_all(type_, value, odd=UNPRINTABLE if is_to_print else NO_TEXT)


def read_json(raw: bytes) -> object:
    """Plain dicts, lists and text; raises InvalidInput that says where the JSON breaks.

    A name written twice in one object is refused: one of the two would be lost in silence.
    """
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        value = msgspec.json.decode(raw)
        json.loads(raw, object_pairs_hook=_once)
    except RecursionError:
        raise InvalidInput(_("Questo JSON è annidato troppo in profondità.")) from None
    except UnicodeDecodeError:
        raise InvalidInput(_("Questo file non è in UTF-8: salvalo così e riprova.")) from None
    except msgspec.DecodeError as error:
        raise InvalidInput(_unreadable(raw, str(error))) from None
    return value


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    names = dict(pairs)
    if len(names) < len(pairs):
        twice = next(name for name, _value in pairs if sum(name == n for n, _v in pairs) > 1)
        raise InvalidInput.of({twice: _("Questo campo è scritto due volte: lasciane uno.")})
    return names


def _unreadable(raw: bytes, why: str) -> str:
    place = re.search(r"\(byte (\d+)\)", why)
    if place is None:
        return _("Questo non è un JSON leggibile: finisce prima del dovuto.")
    before = raw[: int(place.group(1))]
    line, column = before.count(b"\n") + 1, len(before) - before.rfind(b"\n")
    if b"\n" not in raw.strip():  # it has one line only, perhaps of a file of many
        return _("Questo non è un JSON leggibile: c'è un errore al carattere {column}.").format(
            column=column
        )
    return _(
        "Questo non è un JSON leggibile: c'è un errore alla riga {line}, colonna {column}."
    ).format(line=line, column=column)


def convert_all(
    type_: type[T], value: object, *, lax: bool = False, odd: re.Pattern[str] = NO_TEXT
) -> T:
    """``value`` (plain dicts, lists, text) as ``type_``.

    ``lax`` reads text as people type it in forms: ``"12"`` is a number, ``01/12/2017`` a day.
    Raises InvalidInput with a sentence for each wrong, missing or unknown field.
    """
    kind = kind_of(type_)
    wrong = dict(odd_signs(value, odd))
    if not wrong:
        _collect(kind, value, "", wrong, lax)
    if wrong:
        raise InvalidInput.of(wrong)
    try:
        return msgspec.convert(_tidy(kind, value, lax), type_, strict=not lax)
    except msgspec.ValidationError as error:
        raise InvalidInput(str(error)) from None


def patched(type_: type[S], now: Mapping[str, object], some: Mapping[str, object]) -> S:
    """What a thing says ``now`` with ``some`` fields changed, as ``type_``.

    As RFC 7396 says: null takes away what a field said, a list stands in the place of the list,
    and what is not named stays. Raises InvalidInput with a sentence for each wrong field.
    """
    fields = {field.encode_name: field for field in msgspec.structs.fields(type_)}
    plain = msgspec.to_builtins({name: now[name] for name in fields if name in now})
    for name, value in some.items():
        if value is None and name in fields and not fields[name].required:
            plain.pop(name, None)
        else:
            plain[name] = value
    return convert_all(type_, plain)


def _collect(
    kind: inspect.Type, value: object, path: str, wrong: dict[str, str], lax: bool
) -> None:
    if path.count(".") > DEEPEST:
        wrong[path] = _("È annidato troppo in profondità.")
        return
    if value is None and _may_be_none(kind):
        return
    kind = _without_none(kind, value)
    if isinstance(kind, inspect.StructType):
        _collect_fields(kind, value, path, wrong, lax)
    elif isinstance(kind, inspect.ListType | inspect.VarTupleType):
        _collect_items(kind, value, path, wrong, lax)
    else:
        _collect_leaf(kind, value, path, wrong, lax)


def _collect_fields(
    kind: inspect.StructType, value: object, path: str, wrong: dict[str, str], lax: bool
) -> None:
    if not isinstance(value, dict):
        wrong[path] = _("Qui serve un oggetto con i suoi campi.")
        return
    fields = {field.encode_name: field for field in kind.fields}
    if kind.forbid_unknown_fields:
        for name in value.keys() - fields.keys() - {kind.tag_field}:
            wrong[_join(path, str(name))] = _unknown(str(name), list(fields))
    for name, field in fields.items():
        if name in value:
            _collect(field.type, value[name], _join(path, name), wrong, lax)
        elif field.required:
            wrong[_join(path, name)] = _("Manca: è necessario.")


def _unknown(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    if near:
        return _("Questo campo non esiste: forse «{near}»?").format(near=near[0])
    return _("Questo campo non esiste.")


def _collect_items(
    kind: inspect.ListType | inspect.VarTupleType,
    value: object,
    path: str,
    wrong: dict[str, str],
    lax: bool,
) -> None:
    if not isinstance(value, list | tuple):
        wrong[path] = _("Qui serve un elenco.")
        return
    least, most = kind.min_length or 0, kind.max_length
    if len(value) < least:
        wrong[path] = _("Servono almeno {n} voci.").format(n=least)
    elif most is not None and len(value) > most:
        wrong[path] = _("Al massimo {n} voci.").format(n=most)
    for position, item in enumerate(value):
        _collect(kind.item_type, item, _join(path, str(position)), wrong, lax)


def _collect_leaf(
    kind: inspect.Type, value: object, path: str, wrong: dict[str, str], lax: bool
) -> None:
    try:
        msgspec.convert(_tidy(kind, value, lax), _as_python(kind), strict=not lax)
    except msgspec.ValidationError:
        wrong[path] = sentence_for(kind, value)


def odd_signs(
    value: object, odd: re.Pattern[str] = NO_TEXT, path: str = ""
) -> Iterator[tuple[str, str]]:
    """Where, in plain dicts, lists and text, there are signs that no text has: path, sentence.

    Everything that enters passes here, whatever its shape, names of fields included.
    """
    if path.count(".") > DEEPEST:
        yield path, _("È annidato troppo in profondità.")
        return
    if isinstance(value, str):
        if sentence := odd_sign_in(value, odd):
            yield path, sentence
    elif isinstance(value, dict):
        for name, item in value.items():
            below = _join(path, odd.sub("\N{REPLACEMENT CHARACTER}", str(name)))
            yield from odd_signs(item, odd, below)
            if sentence := odd_sign_in(str(name), odd):
                yield below, sentence
    elif isinstance(value, list | tuple):
        for position, item in enumerate(value):
            yield from odd_signs(item, odd, _join(path, str(position)))


def odd_sign_in(text: str, odd: re.Pattern[str] = NO_TEXT) -> str:
    """What to say of the first sign that no text has, or nothing."""
    found = odd.search(text)
    if found is None:
        return ""
    code = f"U+{ord(found[0]):04X}"
    before = " ".join(text[: found.start()].split()[-3:])
    if not before:
        return _("Comincia con un segno che non è testo ({code}): cancellalo.").format(code=code)
    return _("Dopo «{before}» c'è un segno che non è testo ({code}): cancellalo.").format(
        before=before, code=code
    )


def _as_python(kind: inspect.Type) -> Any:
    """The annotation behind an inspected type, enough for the leaves we use."""
    kind = _bare(kind)
    if isinstance(kind, inspect.StrType):
        return _annotated(str, kind, "min_length", "max_length", "pattern")
    if isinstance(kind, inspect.IntType):
        return _annotated(int, _ended(kind), "ge", "gt", "le", "lt")
    if isinstance(kind, inspect.FloatType):
        return _annotated(float, kind, "ge", "gt", "le", "lt")
    if isinstance(kind, inspect.EnumType):
        return kind.cls
    if isinstance(kind, inspect.LiteralType):
        return _literal(kind.values)
    if isinstance(kind, inspect.DictType):
        return dict[_as_python(kind.key_type), _as_python(kind.value_type)]  # type: ignore[misc]  # built at run time
    if isinstance(kind, inspect.UnionType):
        return _union(kind)
    plain = {
        inspect.BoolType: bool,
        inspect.DateType: date,
        inspect.DateTimeType: datetime,
        inspect.NoneType: None,
        inspect.AnyType: Any,
    }
    if type(kind) in plain:
        return plain[type(kind)]
    name = type(kind).__name__
    raise TypeError(f"A shape uses a type that is not read from people: {name}.")


def _ended(kind: inspect.IntType) -> inspect.IntType:
    """No whole number is longer than the registry keeps, whatever its shape forgot to say."""
    low = kind.ge if kind.ge is not None or kind.gt is not None else -HIGHEST
    high = kind.le if kind.le is not None or kind.lt is not None else HIGHEST
    return inspect.IntType(ge=low, gt=kind.gt, le=high, lt=kind.lt)


def _annotated(plain: type, kind: inspect.Type, *constraints: str) -> Any:
    limits = {name: getattr(kind, name) for name in constraints if getattr(kind, name) is not None}
    return Annotated[plain, msgspec.Meta(**limits)]


def _literal(values: tuple[Any, ...]) -> Any:
    return Literal[values]


def _union(kind: inspect.UnionType) -> Any:
    return Union[tuple(_as_python(one) for one in kind.types)]  # noqa: UP007  built at run time


def _bare(kind: inspect.Type) -> inspect.Type:
    """The type without what is only said about it (``Meta(description=…)``)."""
    return _bare(kind.type) if isinstance(kind, inspect.Metadata) else kind


def _may_be_none(kind: inspect.Type) -> bool:
    kind = _bare(kind)
    types = kind.types if isinstance(kind, inspect.UnionType) else (kind,)
    return any(isinstance(one, inspect.NoneType | inspect.AnyType) for one in types)


def _without_none(kind: inspect.Type, value: object) -> inspect.Type:
    """The one type that is meant by ``X | None`` when there is a value."""
    kind = _bare(kind)
    if isinstance(kind, inspect.UnionType) and value not in (None, ""):
        others = [one for one in kind.types if not isinstance(one, inspect.NoneType)]
        if len(others) == 1:
            return _bare(others[0])
    return kind


def _tidy(kind: inspect.Type, value: object, lax: bool) -> object:
    """``value`` with what people type brought to the form that msgspec reads."""
    kind = _bare(kind)
    if not lax:
        return value
    if isinstance(kind, inspect.UnionType):
        if value in (None, "") and any(isinstance(one, inspect.NoneType) for one in kind.types):
            return None
        return _tidy(_without_none(kind, value), value, lax)
    if isinstance(kind, inspect.StructType) and isinstance(value, dict):
        types = {field.encode_name: field.type for field in kind.fields}
        return {
            name: _tidy(types[name], item, lax) if name in types else item
            for name, item in value.items()
        }
    if isinstance(kind, inspect.ListType | inspect.VarTupleType) and isinstance(value, list):
        return [_tidy(kind.item_type, item, lax) for item in value]
    if isinstance(value, str):
        return _tidy_text(kind, value)
    return value


def _tidy_text(kind: inspect.Type, text: str) -> object:
    if isinstance(kind, inspect.BoolType):
        return text.lower() in {"1", "on", "true", "yes", "sì", "si"}
    if isinstance(kind, inspect.DateType):
        return _iso_day(text.strip())
    if isinstance(kind, inspect.IntType):
        return text.strip().replace(".", "").replace(" ", "")
    if isinstance(kind, inspect.StrType):
        return text.replace("\r\n", "\n").strip()
    return text


def _iso_day(text: str) -> str:
    """``1/12/2017``, ``1.12.2017`` or ``1-12-2017`` as ISO; day before month, always."""
    parts = text.replace(".", "/").replace("-", "/").split("/")
    if len(parts) == 3 and len(parts[2]) == 4 and all(part.isdigit() for part in parts):
        day, month, year = parts
        return f"{year}-{month:0>2}-{day:0>2}"
    return text


_PLAIN_SENTENCES = {
    inspect.DateType: lazy("Scrivi un giorno che esiste, per esempio 1/12/2017."),
    inspect.DateTimeType: lazy("Qui serve un istante, per esempio 2026-11-22T09:30:00+01:00."),
    inspect.BoolType: lazy("Rispondi sì o no."),
}


def sentence_for(kind: inspect.Type, value: object) -> str:
    """What to write instead, in words."""
    kind = _without_none(kind, value)
    if value is None or value == "":
        return _("Manca: è necessario.")
    if isinstance(kind, inspect.StrType):
        return _text_sentence(kind, value) if isinstance(value, str) else _("Qui serve un testo.")
    if isinstance(kind, inspect.IntType):
        return _number_sentence(kind, value)
    if isinstance(kind, inspect.FloatType):
        return _number_sentence(kind)
    if isinstance(kind, inspect.EnumType):
        return _one_of([str(item.value) for item in kind.cls])
    if isinstance(kind, inspect.LiteralType):
        return _one_of([str(item) for item in kind.values])
    return str(_PLAIN_SENTENCES.get(type(kind), _("Questo valore non va bene.")))


def _one_of(known: list[str]) -> str:
    return _("Scegli una di queste voci: {known}.").format(known=", ".join(known))


def _text_sentence(kind: inspect.StrType, value: str) -> str:
    if kind.min_length is not None and len(value.strip()) < kind.min_length:
        if not value.strip():
            return _("Manca: è necessario.")
        return _("Scrivi almeno {n} caratteri: sono {now}.").format(
            n=figure(kind.min_length), now=figure(len(value))
        )
    if kind.max_length is not None and len(value) > kind.max_length:
        return _("È troppo lungo: {now} caratteri, al massimo {n}.").format(
            n=figure(kind.max_length), now=figure(len(value))
        )
    return _("Questo testo non ha la forma attesa.")


def _number_sentence(kind: inspect.IntType | inspect.FloatType, value: object = None) -> str:
    if kind.ge == 1 and kind.le == HIGHEST:
        return _("Scegli una voce del registro, con il suo numero.")
    if isinstance(value, int) and abs(value) > HIGHEST:
        return _("Questo numero è troppo grande.")
    low = kind.ge if kind.ge is not None else kind.gt
    high = kind.le if kind.le is not None else kind.lt
    if low is not None and high is not None:
        return _("Scrivi un numero da {low} a {high}.").format(low=low, high=high)
    return _("Scrivi un numero in cifre.")


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
