"""A question to the database, put together of what is asked and of nothing else.

A condition that is not asked does not stand in the query, so that it hides no index from the
planner: ``($1 = '' OR kind = $1)`` reads a table from end to end, ``kind = $1`` does not.
"""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Question:
    """Conditions and the values that they speak of, numbered as they come."""

    arguments: list[Any] = field(default_factory=list)
    where: list[str] = field(default_factory=list)

    def ask(self, condition: str, *values: Any) -> None:
        """``{0}``, ``{1}`` … in the condition stand for the values."""
        self.where.append(condition.format(*(self.value(value) for value in values)))

    def value(self, value: Any) -> str:
        """The placeholder of one more value."""
        self.arguments.append(value)
        return f"${len(self.arguments)}"

    @property
    def conditions(self) -> str:
        return "\n  AND ".join(self.where) or "true"
