"""The letter's data as each peer's scopes want it. Made once, before anything is timed."""

from typing import Any

Names = dict[tuple[str, ...], str]
"""What a template calls the items of the list of that path."""


def as_it_is(data: Any, names: Names) -> Any:
    return data


def named_items(data: Any, names: Names, path: tuple[str, ...] = ()) -> Any:
    """A text in a list becomes a dict with the name that the template gives it."""
    if isinstance(data, dict):
        return {key: named_items(value, names, (*path, key)) for key, value in data.items()}
    if isinstance(data, list):
        return [
            {names[path]: item} if isinstance(item, str)
            else named_items(item, names, (*path, "[]"))
            for item in data
        ]  # fmt: skip
    return data


def with_answers(data: Any, names: Names) -> Any:
    """Each field beside ``has_`` and its name: whether a condition holds."""
    return _answered(named_items(data, names))


def flat(data: Any, names: Names) -> Any:
    """No dict within a dict: ``letterhead.unit`` is ``letterhead_unit``; lists answer for
    themselves by ``has_``."""
    if isinstance(data, list):
        return [flat(item, names) for item in data]
    if not isinstance(data, dict):
        return data
    made: dict[str, Any] = {}
    for key, value in data.items():
        if isinstance(value, dict):
            made |= {_under(key, name): one for name, one in flat(value, names).items()}
        else:
            made[key] = flat(value, names)
        if isinstance(value, list):
            made[f"has_{key}"] = bool(value)
    return made


def flat_with_contraries(data: Any, names: Names) -> Any:
    """Flat, items named, and each ``no_`` beside its field: for who has no «else»."""
    return _contrary(flat(named_items(data, names), names))


def _answered(data: Any) -> Any:
    if isinstance(data, list):
        return [_answered(item) for item in data]
    if not isinstance(data, dict):
        return data
    answers = {f"has_{key}": bool(value) for key, value in data.items()}
    return {**{key: _answered(value) for key, value in data.items()}, **answers}


def _contrary(data: Any) -> Any:
    if isinstance(data, list):
        return [_contrary(item) for item in data]
    if not isinstance(data, dict):
        return data
    contraries = {f"no_{key}": not value for key, value in data.items()}
    return {**{key: _contrary(value) for key, value in data.items()}, **contraries}


def _under(owner: str, name: str) -> str:
    return f"has_{owner}_{name[4:]}" if name.startswith("has_") else f"{owner}_{name}"
