"""What is done with strangers' templates and data, contained: imported by the nursery alone.

It imports every letter at its top, and writes each once: so that what is compiled, and what is
read from the program's own files, is there for all the nursery's children.
"""

import zipfile
from collections.abc import Callable, Iterator, Sequence
from typing import Any, BinaryIO

from msgspec import json

from intese import letters
from registry.platform.batches import joining
from registry.platform.batches.shapes import LinesAsked, LinesTold, LineTold
from registry.platform.documents import Letter, LostText, check_template, render
from registry.platform.errors import InvalidInput, Refused
from registry.platform.i18n import _
from registry.platform.templates.fenced import Asked, Told, lost_sentence
from registry.platform.templates.known import KNOWN, find_known

MOST_PROBLEMS = 20
Made = list[tuple[str, bytes]]


def look_at_template(asked: Asked, files: Sequence[BinaryIO], _output: BinaryIO | None) -> Told:
    """What is wrong with an uploaded template."""
    found = check_template(find_known(asked.name).letter, files[0].read())
    return Told(faults=[str(one) for one in found])


def write_with_template(asked: Asked, files: Sequence[BinaryIO], output: BinaryIO | None) -> Told:
    """A letter, or the example of its kind, written with an uploaded template."""
    assert output is not None  # noqa: S101  whoever asks gives one
    known = find_known(asked.name)
    letter = json.decode(asked.letter, type=known.letter | None) or known.example()
    try:
        output.write(render(letter, template=files[0].read()))
    except LostText as lost:
        return Told(faults=[], lost=lost.text)
    return Told(faults=[])


def check_lines(
    asked: LinesAsked, files: Sequence[BinaryIO], _output: BinaryIO | None
) -> LinesTold:
    """Whether each line has what its letter needs, and what is wrong where it has not."""

    def check(number: int, raw: bytes) -> list[str]:
        composed = letters.compose(asked.kind, raw)
        return [f"{number:05}_{name}" for name, _letter in composed]

    return LinesTold(lines=[_told(check, *one) for one in _lines(asked, files[0])])


def make_documents(
    asked: LinesAsked, files: Sequence[BinaryIO], output: BinaryIO | None
) -> LinesTold:
    """The documents of the lines, in a zip. A line that cannot be made leaves nothing in it."""
    assert output is not None  # noqa: S101  whoever asks gives one
    templates = dict(zip(asked.templates, (file.read() for file in files[1:]), strict=True))
    with zipfile.ZipFile(output, "w") as archive:

        def make(number: int, raw: bytes) -> list[str]:
            made = [
                (f"{number:05}_{name}", _written(letter, templates))
                for name, letter in letters.compose(asked.kind, raw)
            ]
            for name, content in made:
                joining.add(archive, name, content)
            return [name for name, _content in made]

        return LinesTold(lines=[_told(make, *one) for one in _lines(asked, files[0])])


def _written(letter: Letter, templates: dict[str, bytes]) -> bytes:
    return render(letter, template=templates.get(letter.template))


def _lines(asked: LinesAsked, file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    for number, length in zip(asked.numbers, asked.lengths, strict=True):
        yield number, file.read(length)


def _told(do: Callable[[int, bytes], list[str]], number: int, raw: bytes) -> LineTold:
    try:
        return LineTold(number=number, names=do(number, raw))
    except InvalidInput as wrong:
        return LineTold(number=number, problems=_first(wrong.fields))
    except Refused as refused:
        return LineTold(number=number, problems={"": refused.sentence})
    except LostText as lost:
        return LineTold(number=number, problems={"": lost_sentence(lost.text)})
    except (MemoryError, OSError):
        raise
    except Exception as fault:  # ours, and one line's: those beside it are not lost with it
        sentence = _("Questa riga non si riesce a comporre ({kind}): segnalala a chi amministra.")
        return LineTold(number=number, problems={"": sentence.format(kind=type(fault).__name__)})


def _first(problems: dict[str, str]) -> dict[str, str]:
    if len(problems) <= MOST_PROBLEMS:
        return problems
    told: dict[str, Any] = dict(list(problems.items())[:MOST_PROBLEMS])
    others = _("Ci sono altri {n} punti da correggere.").format(n=len(problems) - MOST_PROBLEMS)
    return {**told, "": f"{told['']} {others}" if "" in told else others}


letters.declare_templates()
for _known in KNOWN.values():
    render(_known.example())
