"""Acts told in data files: each step names a verb of a room, who does it, and with what.

The shapes are the rooms' own, so that a file cannot hold what a room would refuse, and a
field that is unknown or missing is told with its file and line. Types are off: ``NO`` is
Novara, ``012`` keeps its zero. ``=key`` stands for what an earlier step has made, ``=ago.3``
for the day three working days ago, ``=in.38`` for the words of the day thirty-eight days from
now («5 gennaio 2027»), ``=in.38.month`` for its month only («gennaio 2027»).
"""

import inspect
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from types import ModuleType, NoneType, UnionType
from typing import Annotated, Any, get_args, get_type_hints

from msgspec import Meta, Struct, field

from intese.plain_yaml import read_yaml
from registry.dates.words import day_in_words
from registry.platform import clock
from registry.platform.accounts.roles import Actor
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _
from registry.platform.shapes import convert_all

REFERENCE = re.compile(r"=[a-z0-9][a-z0-9.-]*")
ANY_ID = "1"
"""What a key stands for while the files are only checked."""
SATURDAY = 5
LONGEST_AGO = 60
FARTHEST = 400


Ago = Annotated[int, Meta(ge=1, le=LONGEST_AGO)]


class StepData(Struct, kw_only=True, forbid_unknown_fields=True):
    """One act as a file tells it."""

    do: Annotated[str, Meta(pattern=r"^[a-z_]+\.[a-z_]+$")]
    """The room and its verb: ``partners.create``."""
    on: str = ""
    """What it is done to, in the order in which the verb takes it: keys, or plain numbers."""
    given: Any = field(name="with", default=None)
    also: dict[str, str] = {}
    """What the verb takes by name."""
    key: str = ""
    """How later steps call what it makes; the second of several is ``key.2``."""
    by: str = ""
    ago: Ago | None = None
    """So many working days before today; as the file says when it is not said here."""
    at: Annotated[str, Meta(pattern=r"^[012]\d:[0-5]\d$")] = "10:00"


class FileData(Struct, kw_only=True, forbid_unknown_fields=True):
    """A story: what it is about, and who tells it, how long ago, unless a step says another."""

    about: str
    by: str
    ago: Ago
    steps: list[StepData]


@dataclass(frozen=True)
class Verb:
    """What an action takes, as its own signature says it."""

    call: Callable[..., Awaitable[Any]]
    targets: tuple[str, ...]
    given: Any
    named: Mapping[str, Any]


@dataclass(frozen=True)
class Step:
    place: str
    """«reti.yaml, riga 12 (networks.add_level)»."""
    told: StepData
    verb: Verb
    by: str
    at: datetime


Made = dict[str, str]
Rooms = Mapping[str, ModuleType]


def read_steps(paths: Sequence[Path], *, rooms: Rooms, people: Sequence[str]) -> list[Step]:
    """The steps of the files in the order in which they happened; nothing is done yet.

    Raises InvalidInput with every place that is wrong: a field, a verb, a key, a person.
    """
    wrong: dict[str, str] = {}
    told = [step for path in paths for step in _steps_of(path, rooms, people, wrong)]
    steps = sorted(told, key=lambda step: step.at)
    made = _days()
    for step in steps:
        wrong |= _wrong_in(step, made)
        if step.told.key:
            made |= dict.fromkeys((step.told.key, *_several(step.told.key)), ANY_ID)
    if wrong:
        raise InvalidInput.of(wrong)
    return steps


async def play(steps: Sequence[Step], people: Mapping[str, Actor]) -> dict[str, int]:
    """Does every step, in order; answers with the id of what each key has made."""
    days = _days()
    made = dict(days)
    for step in steps:
        with clock.standing_at(step.at):
            done = await _do(step, made, people[step.by])
        made |= _keys(step.told.key, done)
    return {key: int(identity) for key, identity in made.items() if key not in days}


async def _do(step: Step, made: Made, by: Actor) -> Any:
    try:
        return await step.verb.call(*_arguments(step, made), **_named(step, made), by=by)
    except Exception as refused:
        refused.add_note(step.place)
        raise


def _steps_of(
    path: Path, rooms: Rooms, people: Sequence[str], wrong: dict[str, str]
) -> Iterator[Step]:
    """The steps whose verb and person are known; what is wrong with the others is told."""
    value, lines = read_yaml(path)
    data = _converted(FileData, value, path.name)
    for told, line in zip(data.steps, lines, strict=True):
        place = f"{path.name}, riga {line} ({told.do})"
        by = told.by or data.by
        verb = _verb_or_none(told.do, rooms)
        if by not in people:
            wrong[f"{place}: by"] = _("Nella demo non c'è nessuno con questo nome.")
        elif verb is None:
            wrong[f"{place}: do"] = _("Questo verbo non c'è in nessuna stanza.")
        else:
            at = time.fromisoformat(told.at)
            moment = datetime.combine(_day(told.ago or data.ago), at, tzinfo=clock.ROME)
            yield Step(place=place, told=told, verb=verb, by=by, at=moment.astimezone(UTC))


def _converted(shape: Any, value: object, place: str, *, lax: bool = True) -> Any:
    try:
        return convert_all(shape, value, lax=lax)
    except InvalidInput as refused:
        told = {f"{place}: {path}": sentence for path, sentence in refused.fields.items()}
        raise InvalidInput.of(told) from None


def _verb_or_none(name: str, rooms: Rooms) -> Verb | None:
    room, _dot, verb = name.partition(".")
    call = getattr(rooms.get(room), verb, None)
    return _verb(call) if inspect.iscoroutinefunction(call) else None


def _verb(call: Callable[..., Awaitable[Any]]) -> Verb:
    """Ids come first, then at most one thing that is given; the rest is named."""
    hints = get_type_hints(call, include_extras=True)
    parameters = inspect.signature(call).parameters.values()
    by_place = [one.name for one in parameters if one.kind is one.POSITIONAL_OR_KEYWORD]
    named = {one.name: hints[one.name] for one in parameters if one.kind is one.KEYWORD_ONLY}
    given = [name for name in by_place if hints[name] is not int]
    return Verb(
        call=call,
        targets=tuple(name for name in by_place if hints[name] is int),
        given=_shape(hints[given[0]]) if given else None,
        named={name: hint for name, hint in named.items() if name != "by"},
    )


def _shape(hint: Any) -> Any:
    """Where a verb takes one shape or another, files write the first."""
    is_choice = isinstance(hint, UnionType) and NoneType not in get_args(hint)
    return get_args(hint)[0] if is_choice else hint


def _wrong_in(step: Step, made: Made) -> dict[str, str]:
    """What of a step cannot be done, with its place."""
    unknown = [key for key in _references(step.told) if key not in made]
    if unknown:
        sentence = _("Prima di qui niente si chiama «{key}».")
        return {f"{step.place}: ={key}": sentence.format(key=key) for key in unknown}
    if len(step.told.on.split()) != len(step.verb.targets):
        expected = ", ".join(step.verb.targets) or _("nulla")
        return {f"{step.place}: on": _("Qui va: {expected}.").format(expected=expected)}
    try:
        _arguments(step, made)
        _named(step, made)
    except InvalidInput as refused:
        return refused.fields
    return {}


def _references(told: StepData) -> set[str]:
    named = [found[0][1:] for text in _texts([told.given, told.also])
             if (found := REFERENCE.fullmatch(text))]  # fmt: skip
    return {*(key for key in told.on.split() if not key.isdecimal()), *named}


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)
    elif isinstance(value, str):
        yield value


def _arguments(step: Step, made: Made) -> list[Any]:
    targets: list[Any] = [int(made.get(key, key)) for key in step.told.on.split()]
    if step.verb.given is None:
        if step.told.given is not None:
            raise InvalidInput.of({f"{step.place}: with": _("Questo verbo non prende altro.")})
        return targets
    given = _resolved(step.told.given, made)
    return [*targets, _converted(step.verb.given, given, f"{step.place}: with")]


def _named(step: Step, made: Made) -> dict[str, Any]:
    unknown = step.told.also.keys() - step.verb.named.keys()
    if unknown:
        raise InvalidInput.of({f"{step.place}: also.{name}": _("Questo verbo non lo prende.")
                               for name in unknown})  # fmt: skip
    return {
        name: _converted(step.verb.named[name], _resolved(value, made), f"{step.place}: {name}")
        for name, value in step.told.also.items()
    }


def _resolved(value: Any, made: Made) -> Any:
    if isinstance(value, dict):
        return {name: _resolved(item, made) for name, item in value.items()}
    if isinstance(value, list):
        return [_resolved(item, made) for item in value]
    if isinstance(value, str) and REFERENCE.fullmatch(value):
        return made[value[1:]]
    return value


def _several(key: str) -> list[str]:
    """A row of a table may make several things; how many is known only when it is done."""
    return [f"{key}.{n}" for n in range(1, 21)]


def _keys(key: str, done: Any) -> Made:
    if not key:
        return {}
    if isinstance(done, list):
        return {f"{key}.{n}": str(one.id) for n, one in enumerate(done, start=1)}
    return {key: str(done.id)}


def _day(ago: int) -> date:
    day = clock.today()
    for _step in range(ago):
        day -= timedelta(days=1)
        while day.weekday() >= SATURDAY:
            day -= timedelta(days=1)
    return day


def _days() -> Made:
    """The days that files name by how far they are."""
    past = {f"ago.{n}": _day(n).isoformat() for n in range(1, LONGEST_AGO + 1)}
    for n in range(1, FARTHEST + 1):
        words = day_in_words(clock.today() + timedelta(days=n))
        past |= {f"in.{n}": words, f"in.{n}.month": words.partition(" ")[2]}
    return past
