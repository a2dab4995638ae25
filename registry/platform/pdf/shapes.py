"""What goes to the contained look at a PDF, and what comes back."""

from typing import Literal

from msgspec import Struct

Lack = Literal[
    "encrypted", "mark", "output_intent", "fonts", "language", "tags", "title", "active",
    "attached", "damaged",
]  # fmt: skip


class Nothing(Struct, frozen=True):
    """Nothing has to be said besides the file."""


class Looked(Struct, frozen=True, kw_only=True):
    """``lacks`` is empty for a PDF/A-2b, tagged, in Italian, as far as its structure tells."""

    lacks: list[Lack]
    pages: int
