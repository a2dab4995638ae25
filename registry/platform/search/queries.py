"""Finding: words folded (accents, case) and stemmed in Italian, the last one as a beginning."""

import re

from msgspec import Struct

from registry.platform.accounts.roles import Actor, Permission
from registry.platform.accounts.sight import reader, seen
from registry.platform.database import fetch

_WORD = re.compile(r"\w+", re.UNICODE)
MOST_WORDS = 12
MOST_ALONE = 6


class Found(Struct, frozen=True, kw_only=True):
    room: str
    object_id: int
    title: str
    facts: str
    passage: str
    """With the words found between U+E000 and U+E001, to be marked by the page."""


def matching(room: str, placeholder: str) -> str:
    """The SQL condition's right side: ids of ``room`` that match the text in ``placeholder``."""
    return (
        f"SELECT object_id FROM search_entry WHERE room = '{room}'"  # noqa: S608  a room's own name
        f" AND words @@ find_words({placeholder})"
    )


def tidy(text: str) -> str:
    """At most twelve words of what was typed; nothing in it is an operator."""
    return " ".join(_WORD.findall(text)[:MOST_WORDS])


VISIBLE = seen("visibility", "office", reader=("$2", "$3")) + " AND room = ANY($4::text[])"


READERS: dict[str, Permission] = {}
"""Who may read each room; a room that nobody told of is found by nobody. See ``open_to``."""


def open_to(**readers: Permission) -> None:
    """The front door tells which permission reads each room: the search asks the same."""
    READERS.update(readers)


def rooms_of(actor: Actor) -> list[str]:
    """The rooms that this person may read; the program itself reads them all."""
    is_program = actor.user_id is None
    return [room for room, reads in READERS.items() if is_program or actor.may(reads)]


async def search(
    text: str, *, by: Actor, room: str | None = None, limit: int = 20, offset: int = 0
) -> tuple[list[Found], dict[str, int]]:
    """The things found, best first, and how many there are in each room.

    Only what this person may open: in a room that they read, and that their office sees.
    """
    words = tidy(text)
    if not words:
        return [], {}
    arguments = (words, *reader(by), rooms_of(by))
    counts = await fetch(
        "SELECT room, count(*) AS n FROM search_entry"  # noqa: S608  constants only
        f" WHERE words @@ find_words($1) AND {VISIBLE} GROUP BY room",
        *arguments,
    )
    rows = await fetch(
        "SELECT room, object_id, title, facts, ts_headline('italian', body, find_words($1),"  # noqa: S608
        " 'StartSel=\ue000, StopSel=\ue001, MaxWords=24, MinWords=12') AS passage"
        f" FROM search_entry WHERE words @@ find_words($1) AND {VISIBLE}"
        " AND ($5::text IS NULL OR room = $5)"
        " ORDER BY ts_rank(words, find_words($1)) DESC, title LIMIT $6 OFFSET $7",
        *arguments,
        room,
        limit,
        offset,
    )
    found = [Found(**{**row, "passage": _if_marked(row["passage"])}) for row in rows]
    return found, {row["room"]: row["n"] for row in counts}


def _if_marked(passage: str) -> str:
    """Nothing where only the title has the words: the text would begin and say nothing of them."""
    return passage if "\ue000" in passage else ""


async def counts_by_word(text: str, *, by: Actor) -> dict[str, int]:
    """How many things each of several words finds by itself, where together they find none."""
    words = list(dict.fromkeys(tidy(text).split()))[:MOST_ALONE]
    if len(words) < 2:
        return {}
    rows = await fetch(
        "SELECT w.word, (SELECT count(*)::int FROM search_entry"  # noqa: S608  constants only
        f" WHERE words @@ find_words(w.word) AND {VISIBLE}) AS n"
        " FROM unnest($1::text[]) WITH ORDINALITY AS w(word, turn) ORDER BY w.turn",
        words,
        *reader(by),
        rooms_of(by),
    )
    return {row["word"]: row["n"] for row in rows}
