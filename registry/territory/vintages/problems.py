"""What is wrong with a delivery of data: each thing with its file, row and column."""

from dataclasses import dataclass

from registry.platform.errors import InvalidInput
from registry.platform.i18n import _

MOST_TOLD = 20


@dataclass(frozen=True)
class Problem:
    """``row`` counts the file's lines from 1, the header; 0 is the file as a whole."""

    file: str
    row: int
    column: str
    why: str

    @property
    def place(self) -> str:
        return ":".join(filter(None, (self.file, str(self.row or ""), self.column)))

    def __str__(self) -> str:
        parts = [self.file]
        if self.row:
            parts.append(_("riga {n}").format(n=self.row))
        if self.column:
            parts.append(_("colonna {name}").format(name=self.column))
        return f"{', '.join(parts)}: {self.why}."


def refuse(problems: list[Problem]) -> None:
    """Raises InvalidInput with the first twenty problems, each under its place; none: nothing."""
    if not problems:
        return
    told = {problem.place: str(problem) for problem in problems[:MOST_TOLD]}
    left = len(problems) - MOST_TOLD
    if left > 0:
        told[""] = _("E altri {n} punti da correggere. Non ho cambiato niente.").format(n=left)
    else:
        told[""] = _("Non ho cambiato niente.")
    raise InvalidInput.of(told)
