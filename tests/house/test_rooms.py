"""How the rooms are furnished."""

import ast
from pathlib import Path

import pytest

from registry.platform.audit.events import EVENTS
from registry.platform.settings import ROOT

ROOMS = sorted(
    folder
    for parent in ("registry", "good_practices")
    for folder in (ROOT / parent).iterdir()
    if (folder / "__init__.py").exists()
)
CODE = sorted(
    path
    for folder in ("intese", "registry", "good_practices")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_a_room_says_what_it_is(room: Path) -> None:
    module = ast.parse((room / "__init__.py").read_text("utf-8"))

    assert ast.get_docstring(module)


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_says_what_it_is_for(path: Path) -> None:
    text = path.read_text("utf-8")

    assert not text.strip() or ast.get_docstring(ast.parse(text))


def test_no_file_has_become_everybody_s_room() -> None:
    longest = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines())
               for path in CODE}  # fmt: skip

    assert {name: lines for name, lines in longest.items() if lines > 420} == {}


def test_every_event_has_a_sentence_that_begins_like_one() -> None:
    assert EVENTS
    for event in EVENTS.values():
        assert str(event.sentence)[0].isupper() or str(event.sentence).startswith("{")
