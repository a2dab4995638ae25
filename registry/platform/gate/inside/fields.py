"""Fields of Word: instructions in the text, some of which fetch or call something."""

import re
from collections.abc import Iterable, Iterator

from registry.platform.gate.inside.notes import Notes

COMMANDS = {"DDE", "DDEAUTO"}
FETCHING = {
    "INCLUDEPICTURE": "picture", "INCLUDETEXT": "object", "INCLUDE": "object", "IMPORT": "picture",
    "LINK": "object", "RD": "object", "DATABASE": "object",
}  # fmt: skip
_ARGUMENT = re.compile(r'"((?:[^"\\]|\\.)*)"|“([^”]*)”|(\S+)')
BEGIN, SEPARATE, END = "begin", "separate", "end"


class Field:
    def __init__(self) -> None:
        self.words: list[str] = []
        self.is_instruction = True


def instructions(marks: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Every field's whole instruction, from marks and words as they follow one another.

    What an inner field gives is part of the instruction of the one around it: ``QUOTE 68 68 69``
    is how DDE is hidden.
    """
    open_fields: list[Field] = []
    for mark, words in marks:
        if mark == BEGIN:
            open_fields.append(Field())
        elif mark == SEPARATE and open_fields:
            open_fields[-1].is_instruction = False
        elif mark == END and open_fields:
            done = "".join(open_fields.pop().words)
            yield done
            if open_fields and open_fields[-1].is_instruction:
                open_fields[-1].words.append(_given(done))
        elif words and open_fields and all(one.is_instruction for one in open_fields):
            open_fields[-1].words.append(words)
    for left in open_fields:
        yield "".join(left.words)


def _given(instruction: str) -> str:
    """What a QUOTE stands for; of other fields, nothing."""
    name, *numbers = instruction.split()[:500] or [""]
    if name.upper() != "QUOTE":
        return ""
    if numbers and all(one.isascii() and one.isdigit() and int(one) < 0x110000 for one in numbers):
        return "".join(chr(int(one)) for one in numbers)
    return " ".join(numbers).strip('"')


def look_at_instruction(instruction: str, notes: Notes) -> None:
    arguments = [next(filter(None, found), "") for found in _ARGUMENT.findall(instruction[:4000])]
    if not arguments:
        return
    name = arguments[0].upper()
    if name in COMMANDS:
        notes.see("command_field", " ".join(arguments[:3]))
    elif name in FETCHING:
        targets = [one for one in arguments[1:] if not re.fullmatch(r"\\[*#@!]?|\\[a-zA-Z]", one)]
        for target in _addresses(name, targets):
            notes.link(FETCHING[name], target.replace("\\\\", "\\"))
    elif name == "HYPERLINK":
        for target in arguments[1:2]:
            if not target.startswith("\\l"):
                notes.link("click", target.replace("\\\\", "\\"))


def _addresses(name: str, targets: list[str]) -> list[str]:
    if name == "LINK":
        return targets[1:2]  # the first is the class
    return targets[:1] if name != "DATABASE" else targets
