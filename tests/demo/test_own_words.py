"""The demo describes in its own words: of its sources it keeps names, titles, numbers and dates.

The sources do not stand here. ``shingles.txt`` has a digest of every eight words in a row that
they say, and eight in a row are what nobody writes twice by chance.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from intese.demo import DATA
from intese.plain_yaml import read_yaml

IN_A_ROW = 8
BYTES = 5
KEPT = Path(__file__).with_name("shingles.txt")

# Names, titles, and the cells that are shown beside what was understood of them.
AS_THEY_ARE = {
    "name", "title", "subtitle", "subject", "details", "activity", "when", "source_words",
    "source_cell", "indicator", "basis_words", "languages_words", "territory_words",
    "source_row_words",
}  # fmt: skip


NAMES = re.compile(r"dipartimento per le libertà civili e l.immigrazione|«[^«»]*»", re.IGNORECASE)


def digests_of(text: str) -> set[bytes]:
    """Of what is mostly words: a date, the number of an act, a law are as they are."""
    words = re.findall(r"[a-zà-ÿ0-9]+", NAMES.sub(" – ", text).lower())
    rows = (words[at : at + IN_A_ROW] for at in range(len(words) - IN_A_ROW + 1))
    return {
        hashlib.sha256(" ".join(row).encode()).digest()[:BYTES]
        for row in rows
        if sum(len(word) > 1 and word.isalpha() for word in row) >= IN_A_ROW - 2
    }


def kept() -> set[bytes]:
    raw = base64.b64decode(KEPT.read_text("ascii"))
    return {raw[at : at + BYTES] for at in range(0, len(raw), BYTES)}


def descriptions(value: Any, key: str = "") -> Iterator[str]:
    """What the files of the demo say in running text; a row of a table is its sources' own."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from descriptions(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from descriptions(inner, key)
    elif isinstance(value, str) and key not in AS_THEY_ARE:
        yield value


@pytest.mark.parametrize("path", sorted(DATA.glob("*.yaml")), ids=lambda path: path.stem)
def test_no_description_repeats_eight_words_of_the_sources(path: Path) -> None:
    said = kept()

    repeated = [text for text in descriptions(read_yaml(path)[0]) if digests_of(text) & said]

    assert repeated == []


def test_eight_words_of_the_sources_would_be_found() -> None:
    title = "Protocollo d'intesa su scala regionale per il contrasto dello sfruttamento lavorativo"

    assert digests_of(title) & kept()
    assert len(kept()) > 4000
