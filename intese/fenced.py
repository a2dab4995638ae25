"""What is done with strangers' templates and data, contained: imported by the nursery alone.

It imports every letter at its top, so that the nursery has them once for all its children.
"""

from collections.abc import Sequence
from typing import BinaryIO

from msgspec import json

import intese.letters  # noqa: F401  declares every letter
from registry.platform.documents import check_template, render
from registry.platform.templates.fenced import Asked, Told
from registry.platform.templates.known import find_known


def look_at_template(
    asked: Asked, files: Sequence[BinaryIO], _output: BinaryIO | None
) -> Told:
    """What is wrong with an uploaded template."""
    found = check_template(find_known(asked.name).letter, files[0].read())
    return Told(faults=[str(one) for one in found])


def write_with_template(
    asked: Asked, files: Sequence[BinaryIO], output: BinaryIO | None
) -> Told:
    """A letter, or the example of its kind, written with an uploaded template."""
    assert output is not None  # noqa: S101  whoever asks gives one
    known = find_known(asked.name)
    letter = json.decode(asked.letter, type=known.letter | None) or known.example()
    output.write(render(letter, template=files[0].read()))
    return Told(faults=[])
