"""La porta: which files come in, which do not, and why, in words that say what to do.

Every file that somebody brings passes here, whatever room it is for. It is judged by what it
is and not by its name, and read only in the fence (:mod:`registry.platform.contained`). What is
taken and what is not is the table of :mod:`.policy`, told to people in docs/guida/file.md.
"""

from registry.platform.gate.asking import (
    examine,
    examine_archive,
    examine_async,
    let_in,
    look,
    look_async,
    too_large,
)
from registry.platform.gate.shapes import Bounds, Reason, Verdict

__all__ = [
    "Bounds", "Reason", "Verdict", "examine", "examine_archive", "examine_async", "let_in",
    "look", "look_async", "too_large",
]  # fmt: skip
