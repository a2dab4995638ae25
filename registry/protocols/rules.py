"""What the law and good drafting ask of an act, as questions about values.

No database, no clock: the day is given. ``check_…`` refuses, ``remarks_on`` warns.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from registry.dates.days import Duration, last_day
from registry.partners.kinds import Nature
from registry.platform.errors import InvalidInput, WrongStatus
from registry.platform.i18n import _, ngettext
from registry.protocols.kinds import (
    ACT_KINDS,
    ELECTRONIC,
    ActKind,
    SignatureKind,
)
from registry.protocols.lifecycle import BOUND, PartyStatus

# L. 241/1990, art. 15, c. 2-bis, in force since this day.
DIGITAL_SINCE = date(2014, 6, 30)


def is_digital_or_void(kind: ActKind, natures: Iterable[Nature], signed_on: date | None) -> bool:
    """Whether paper would make the act void: every party is public, and it is not older.

    L. 241/1990, art. 15, c. 2-bis; extended to conventions of art. 30 TUEL by Cons. Stato
    9842/2023. An act without a signing day counts as one of today.
    """
    natures = set(natures)
    is_recent = signed_on is None or signed_on >= DIGITAL_SINCE
    return ACT_KINDS[kind].has_digital_rule and natures == {Nature.PUBLIC} and is_recent


def check_signature_kind(
    kind: ActKind, natures: Iterable[Nature], signed_on: date | None, signature: SignatureKind
) -> None:
    if is_digital_or_void(kind, natures, signed_on) and signature not in ELECTRONIC:
        raise InvalidInput(signature_kind=digital_sentence())


def check_all_digital(
    kind: ActKind,
    natures: Iterable[Nature],
    signed_on: date | None,
    signatures: Iterable[SignatureKind],
) -> None:
    if is_digital_or_void(kind, natures, signed_on) and not set(signatures) <= ELECTRONIC:
        raise WrongStatus(digital_sentence())


def digital_sentence() -> str:
    return _(
        "Tutte le parti sono pubbliche amministrazioni: dal 30/06/2014 l'accordo va firmato in"
        " digitale, altrimenti è nullo (art. 15, comma 2-bis, L. 241/1990)."
        " Carica i file firmati."
    )


def check_nature_fits(kind: ActKind, name: str, nature: Nature) -> None:
    """An agreement under art. 15 has public parties only."""
    if ACT_KINDS[kind].is_public_only and nature is not Nature.PUBLIC:
        raise InvalidInput(
            partner=_(
                "«{name}» non è una pubblica amministrazione: un accordo ex art. 15 L. 241/1990"
                " è solo tra amministrazioni. Toglila, o scegli un altro tipo di atto."
            ).format(name=name)
        )


def check_enough_parties(kind: ActKind, n_bodies: int) -> None:
    least = ACT_KINDS[kind].least_parties
    if n_bodies < least:
        raise WrongStatus(
            ngettext(
                "Serve almeno una parte: aggiungila in «Parti».",
                "Servono almeno %(least)s parti di enti diversi: aggiungile in «Parti».",
                least,
            ).replace("%(least)s", str(least))
        )


def check_all_signed(statuses: Sequence[PartyStatus]) -> None:
    missing = sum(status not in BOUND | {PartyStatus.WITHDRAWN} for status in statuses)
    if missing:
        sentence = ngettext(
            "Manca una firma: l'atto non può essere dichiarato sottoscritto.",
            "Mancano %(n)s firme: l'atto non può essere dichiarato sottoscritto.",
            missing,
        )
        raise WrongStatus(sentence.replace("%(n)s", str(missing)))


def end_of_term(start: date, months: int) -> date | None:
    """The last day: start + months − 1 day; 36 months from 1/12/2026 end on 30/11/2029."""
    return last_day(start, Duration(months=months))


@dataclass(frozen=True)
class TermFacts:
    starts_on: date | None
    ends_on: date | None
    duration_months: int | None


def term_remark(term: TermFacts) -> str:
    """What does not add up between start, duration and end; empty when nothing."""
    if not (term.starts_on and term.ends_on and term.duration_months):
        return ""
    expected = end_of_term(term.starts_on, term.duration_months)
    if expected is None or expected == term.ends_on:
        return ""
    return _("{n} mesi dal {start} finiscono il {expected}; l'atto dice {end}.").format(
        n=term.duration_months,
        start=_day(term.starts_on),
        expected=_day(expected),
        end=_day(term.ends_on),
    )


def signature_remark(
    kind: ActKind,
    natures: Sequence[Nature],
    signed_on: date | None,
    signatures: Sequence[SignatureKind],
) -> str:
    """A warning about how a registered act was signed; empty when nothing is to be said."""
    if not natures or set(signatures) <= ELECTRONIC:
        return ""
    if is_digital_or_void(kind, natures, signed_on):
        return _(
            "Tutte le parti sono pubbliche amministrazioni e non risulta come hanno firmato:"
            " se non in digitale, dal 30/06/2014 l'atto è nullo (art. 15, comma 2-bis,"
            " L. 241/1990). Controlla gli originali."
        )
    if SignatureKind.PAPER in signatures and (signed_on is None or signed_on >= DIGITAL_SINCE):
        return _(
            "Qualcuno ha firmato su carta. L'atto ha anche parti private e vale,"
            " ma conserva gli originali."
        )
    return ""


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
