"""What is checked of a package that is whole: what stops it, and what the reviewer must know.

``unpack`` has already proved that it holds what it says. Here is whether what it says can be
true, and which of its files are better left closed.
"""

import re
from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct, to_builtins

from good_practices.circulars.shapes import CircularView
from good_practices.submissions.exchange import PackageSummary, SchedaEntry
from good_practices.submissions.naming import submission_name
from good_practices.submissions.unpack import SUMMARY, Package
from registry.platform.errors import InvalidInput
from registry.platform.gate import Verdict
from registry.platform.gate.policy import SENTENCES
from registry.platform.i18n import _, lazy

LIST = "90_elenco_allegati.csv"
OWN_FILES = frozenset({LIST, SUMMARY})
"""Made by the program that sends, not by people: the list and the data."""

FIRST_YEAR, LAST_YEAR = 2000, 2999
LARGEST_NUMBER = 999_999
NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

KEPT_CLOSED = frozenset(SENTENCES) - {"empty", "too_large", "damaged", "encrypted"}
"""Reasons for which a file is kept and not offered: it could act on who opens it."""


class FindingKind(StrEnum):
    ACT_MISSING = "act_missing"
    FILE_DOUBTFUL = "file_doubtful"
    FILE_NOT_LISTED = "file_not_listed"
    FIELD_WORDED_OTHERWISE = "field_worded_otherwise"
    SAME_EDITION_DIFFERS = "same_edition_differs"


class Finding(Struct, frozen=True, kw_only=True):
    """Something that the reviewer must know; of one scheda or of one file."""

    kind: FindingKind
    position: int | None = None
    file: str = ""

    def sentence(self) -> str:
        return str(_SENTENCES[self.kind]).format(n=self.position, file=self.file)


_SENTENCES = {
    FindingKind.ACT_MISSING: lazy(
        "La scheda n. {n} dice che c'è un atto, ma il pacco non ne ha il file."
    ),
    FindingKind.FILE_DOUBTFUL: lazy("Il file {file} non passa i controlli: guarda perché."),
    FindingKind.FILE_NOT_LISTED: lazy("Il file {file} è nel pacco ma non nel suo elenco."),
    FindingKind.FIELD_WORDED_OTHERWISE: lazy(
        "La scheda n. {n} riporta il campo con parole diverse da quelle della circolare."
    ),
    FindingKind.SAME_EDITION_DIFFERS: lazy(
        "La scheda n. {n} è già arrivata con la stessa edizione e un altro testo."
    ),
}


def check_says_one_office(summary: PackageSummary) -> None:
    """The name that people quote is made of office, year and number: it cannot say others."""
    expected = submission_name(summary.office, summary.year, summary.number)
    if summary.name != expected:
        raise InvalidInput(
            file=_(
                "Il pacco si chiama {name}, ma dentro dice di essere {expected}."
                " Chiedi alla Prefettura di mandarlo di nuovo."
            ).format(name=summary.name, expected=expected)
        )


def check_can_be_kept(summary: PackageSummary) -> None:
    """Refuses what no registry can hold: signs that are not text, numbers out of all measure."""
    if summary.frozen_at.tzinfo is None or not FIRST_YEAR <= summary.frozen_at.year <= LAST_YEAR:
        raise InvalidInput(file=_("Il riepilogo non dice bene quando il pacco è stato preparato."))
    numbers = [summary.number]
    numbers += [n for entry in summary.schede for n in (entry.number, entry.edition)]
    if max(numbers) > LARGEST_NUMBER:
        raise InvalidInput(file=_("Il riepilogo ha un numero di invio o di scheda impossibile."))
    odd = next((words for words in _texts(to_builtins(summary)) if NOT_TEXT.search(words)), None)
    if odd is not None:
        raise InvalidInput(
            file=_("Il riepilogo contiene segni che non sono testo, vicino a «{words}».").format(
                words=NOT_TEXT.sub("", odd)[:60]
            )
        )


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)


def check_answers_circular(summary: PackageSummary, circular: CircularView) -> None:
    for entry in summary.schede:
        if not circular.has_field(entry.field):
            raise InvalidInput(
                file=_("La scheda {year}/{number} segna il campo {field}: {circular} non l'ha.")
                .format(year=entry.year, number=entry.number, field=entry.field,
                        circular=circular.name)
            )  # fmt: skip


def doubts_of(verdict: Verdict) -> list[str]:
    """The codes of the upload gate's reasons against a file; none when it lets it in."""
    return [] if verdict.accepted else sorted({reason.code for reason in verdict.reasons})


def is_offered(doubts: Iterable[str]) -> bool:
    """Whether a reviewer may download the file by itself."""
    return not KEPT_CLOSED.intersection(doubts)


def findings_of(
    package: Package, circular: CircularView, doubts: dict[str, list[str]]
) -> list[Finding]:
    """Everything that the package's own contents tell; ``doubts`` by the file's name."""
    summary = package.summary
    listed = {entry.name for entry in summary.files} | OWN_FILES
    return [
        *_of_schede(summary, circular),
        *(Finding(kind=FindingKind.FILE_DOUBTFUL, file=name) for name in doubts if doubts[name]),
        *(
            Finding(kind=FindingKind.FILE_NOT_LISTED, file=name)
            for name in sorted(package.files.keys() - listed)
        ),
    ]


def _of_schede(summary: PackageSummary, circular: CircularView) -> Iterable[Finding]:
    acts_with_file = {act.letter for act in summary.acts if act.file}
    for position, entry in enumerate(summary.schede, start=1):
        if entry.is_formalised and not _has_act(entry, acts_with_file):
            yield Finding(kind=FindingKind.ACT_MISSING, position=position)
        if not _is_worded(entry, circular):
            yield Finding(kind=FindingKind.FIELD_WORDED_OTHERWISE, position=position)


def _has_act(entry: SchedaEntry, acts_with_file: set[str]) -> bool:
    return bool(entry.attachments or acts_with_file.intersection(entry.acts))


def _is_worded(entry: SchedaEntry, circular: CircularView) -> bool:
    known = circular.field(entry.field)
    return _bare(entry.field_text) in {_bare(known.text), *map(_bare, known.aliases)}


def _bare(words: str) -> str:
    return " ".join(words.casefold().strip(" .;").split())
