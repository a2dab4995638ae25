"""README.md beside the templates: each placeholder with what stands there in the example."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from intese.letters import KINDS

OPENING = """# Templates of the documents

One `.docx` for each letter. `python templates/docx/build.py` draws them and writes this page;
`--check` tells whether what is committed is what the script draws. They open in Word.

A template reads its letter and does nothing else: `{{ field }}` prints a text, `{%p if field %}`
… `{%p endif %}` keeps or drops paragraphs, `{%p for item in items %}` repeats them, `{%tr … %}`
does so with table rows and `{%r … %}` with stretches of text. Each tag stands alone in its
paragraph, row or run. No call, filter, operator or comparison: `documents.check_template` refuses
them with their place. Values are already in words; a text that the letter has and the template
does not print is an error, so is a placeholder that the letter has not.

Every template also has `document_title` and `document_subject` (title and subject of the file),
`is_draft` and `draft_mark` (headers), `short_title` (header from page two) and `footer_left`.
Paragraphs of style *Comando* hold the tags and vanish.

| template | letter |
|---|---|
"""
LONGEST = 70


def readme() -> str:
    """The page whole: each letter once, with the kinds that it serves."""
    letters = list(dict.fromkeys(letter for kind in KINDS.values() for letter in kind.letters))
    index = "".join(f"| `{one.template}` | `{one.__name__}` |\n" for one in letters)
    return OPENING + index + "".join(_section(one) for one in letters)


def _section(letter: Any) -> str:
    kinds = [kind for kind in KINDS.values() if letter in kind.letters]
    known = [one for kind in kinds for one in _examples(kind) if isinstance(one, letter)]
    rows = "".join(f"| `{path}` | {_shown(values)} |\n" for path, values in _places(letter, known))
    named = "\n".join(f"- {kind.title}: kind `{kind.name}`" for kind in kinds)
    head = f"\n## {letter.template}\n\n{named}\n\n"
    return f"{head}| placeholder | in the example |\n|---|---|\n{rows}"


def _examples(kind: Any) -> Iterator[Any]:
    example = kind.example()
    yield kind.build(example)
    yield from (one.letter for one in kind.apart(example))
    if hasattr(example, "with_acts"):
        yield kind.build(msgspec.structs.replace(example, with_acts=True))


def _places(owner: Any, known: Sequence[Any], prefix: str = "") -> Iterator[tuple[str, list[Any]]]:
    """Every field of the type with the values that the example has there."""
    hints = get_type_hints(owner)
    for one in fields(owner):
        held = [getattr(item, one.name) for item in known]
        type_, path = hints[one.name], f"{prefix}{one.name}"
        if get_origin(type_) is tuple:
            type_, path = get_args(type_)[0], f"{path}[]"
            held = [item for items in held for item in items]
        if is_dataclass(type_):
            yield from _places(type_, held, f"{path}.")
        else:
            yield path, held


def _shown(values: Sequence[Any]) -> str:
    """The first value that says something."""
    value = next((one for one in values if one not in ("", False)), None)
    if value is None:
        return "*false*" if False in values else "*empty*" if values else "*none*"
    text = str(value).replace("\u00a0", " ").replace("|", "\\|")
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
