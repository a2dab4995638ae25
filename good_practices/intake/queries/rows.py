"""From rows of the database to what is shown of them."""

from typing import Any

from msgspec import convert, json

from good_practices.intake.checks import Finding, is_offered
from good_practices.intake.shapes import FileLine, FindingRow
from good_practices.submissions.exchange import SchedaEntry
from registry.platform.errors import NotFound
from registry.platform.gate.policy import SENTENCES
from registry.platform.i18n import _
from registry.platform.signatures.shapes import Signatures


def gone() -> NotFound:
    return NotFound(_("Questo invio non c'è, o il tuo ufficio non può vederlo."))


def findings_in(stored: str) -> list[FindingRow]:
    return [
        FindingRow(
            kind=one.kind.value, sentence=one.sentence(), position=one.position, file=one.file
        )
        for one in json.decode(stored, type=list[Finding])
    ]


def file_line(row: Any, signatures: Signatures | None = None) -> FileLine:
    values = dict(row) | {
        "doubts": [str(SENTENCES[code]) for code in row["doubts"]],
        "is_offered": is_offered(row["doubts"]),
        "signatures": signatures,
    }
    return convert(values, FileLine)


def entry_of(row: Any) -> SchedaEntry:
    """The scheda as it was frozen in its package."""
    return json.decode(row["snapshot"], type=SchedaEntry)
