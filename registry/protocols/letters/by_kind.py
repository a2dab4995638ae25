"""What the law asks of each kind of act, before a word of it is written."""

import re
from collections.abc import Callable, Sequence

from registry.partners.kinds import Nature
from registry.platform.documents.letter import needed_for_final
from registry.platform.documents.need import Needs
from registry.platform.i18n import _, lazy
from registry.protocols.clauses.library import act_kinds
from registry.protocols.letters.data import PactData, RecitalKind
from registry.protocols.letters.facts import PROTECTED
from registry.protocols.letters.ground import Ground
from registry.protocols.letters.parties import Signatory
from registry.protocols.letters.rules import OpenTo

A_COURT = re.compile(r"\b(foro|arbitr\w+|tribunale (di|del|della|dell’|dell'))", re.IGNORECASE)
"""What no agreement between administrations says of its disputes: the judge is the law's."""
MOTIVES = {RecitalKind.CONSIDERED, RecitalKind.HELD}

WANTED: dict[str, tuple[str, str]] = {
    "common_interest": (
        "common_interest",
        lazy("Un accordo fra amministrazioni dice quale interesse comune perseguono."),
    ),
    "procedures": (
        "procedures",
        lazy(
            "Un atto di rete, o su tratta, violenza e minori, dice come si accede agli interventi."
        ),
    ),
    "parent": ("parent", lazy("Di' quale atto si attua: titolo, giorno, repertorio.")),
    "allotment": ("allotment", lazy("Serve il riparto: i Comuni, gli abitanti, i posti.")),
    "determination": (
        "determination",
        lazy("Prima dell'accordo serve la determinazione dell'organo competente (comma 4-bis)."),
    ),
    "motives": ("recitals", lazy("L'accordo va motivato: scrivi almeno un «considerato che».")),
}
"""For each fact that a kind may want: where it stands in the data, and what to say without it."""


def check_kind(data: PactData, everyone: Sequence[Signatory], needs: Needs) -> None:
    """Refuses what the kind of act cannot have, and notes what it still lacks."""
    kind = act_kinds()[data.code]
    if kind.is_public_only:
        _check_public(data, everyone, needs)
    if kind.has_strict_parties:
        _check_known(everyone, needs)
    if kind.has_exclusive_jurisdiction:
        _check_no_court(data, needs)
    for name in kind.wants:
        _want(data, name, needs)
    if not PROTECTED.isdisjoint(data.subjects):
        _want(data, "procedures", needs)


def note_kind(data: PactData, ground: Ground) -> None:
    """The facts that come from the kind: who judges, where one may not choose."""
    kind = act_kinds()[data.code]
    are_public = "all_public" in ground.facts
    is_exclusive = kind.has_exclusive_jurisdiction and (are_public or not kind.is_digital_or_void)
    ground.note(exclusive_jurisdiction=is_exclusive)


def _check_public(data: PactData, everyone: Sequence[Signatory], needs: Needs) -> None:
    for one in everyone:
        if one.party.nature is not Nature.PUBLIC:
            sentence = _(
                "«{name}» non è una pubblica amministrazione: un accordo ex articolo 15 è solo "
                "tra amministrazioni. Toglila, o scegli un altro tipo di atto."
            )
            needs.refuse(f"{one.path}.nature", sentence.format(name=one.party.name))
    if data.accession and data.accession.open_to is OpenTo.ALL:
        sentence = _("A un accordo fra amministrazioni aderiscono solo amministrazioni pubbliche.")
        needs.refuse("accession.open_to", sentence)


def _check_known(everyone: Sequence[Signatory], needs: Needs) -> None:
    """Nobody signs such an act for a body without saying which it is, and by what title."""
    for one in everyone:
        if not one.party.tax_code:
            needs.lacking[f"{one.path}.tax_code"] = needed_for_final()
        if one.party.authority is None and one.number > 1:
            sentence = _("Di' con quale atto l'ente autorizza chi firma.")
            needs.lacking[f"{one.path}.authority"] = sentence


def _check_no_court(data: PactData, needs: Needs) -> None:
    sentence = _(
        "Il giudice di questo accordo è quello amministrativo, per legge: niente foro, tribunale "
        "o arbitrato (articolo 133 del codice del processo amministrativo)."
    )
    for n, change in enumerate(data.changes):
        if change.clause != "disputes":
            continue
        if change.variant == "court":
            needs.refuse(f"changes.{n}.variant", sentence)
        for m, comma in enumerate(change.commas):
            if any(A_COURT.search(text) for text in (comma.text, *comma.letters)):
                needs.refuse(f"changes.{n}.commas.{m}", sentence)


def _want(data: PactData, name: str, needs: Needs) -> None:
    path, sentence = WANTED[name]
    if not _has(data, name):
        needs.lacking[path] = str(sentence)


def _has(data: PactData, name: str) -> bool:
    asked: dict[str, Callable[[], bool]] = {
        "motives": lambda: any(one.kind in MOTIVES for one in data.recitals),
        "procedures": lambda: data.procedures is not None or _rewrites(data, "procedures"),
    }
    return asked[name]() if name in asked else bool(getattr(data, name))


def _rewrites(data: PactData, clause: str) -> bool:
    return any(one.clause == clause and one.commas for one in data.changes)
