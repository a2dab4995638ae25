"""The days of an act's life: which can be meant at all, and in which order they come.

Approved, signed, in force, ended: each is not before the one that it follows. Pure: today is
given. ``wrong_…`` answers with the sentence that stands beside the field, empty when it is well.
"""

from datetime import date, timedelta

from registry.platform.errors import InvalidInput
from registry.platform.i18n import _

FIRST = date(1861, 3, 17)
"""The State's own first day: no act of one of its offices is older."""
YEAR = timedelta(days=366)
FURTHEST_START, FURTHEST_END = 10 * YEAR, 100 * YEAR


def check(**wrong: str) -> None:
    """Raises InvalidInput with the sentences that are not empty, each beside its field."""
    if told := {name: sentence for name, sentence in wrong.items() if sentence}:
        raise InvalidInput.of(told)


def wrong_past(day: date | None, *, today: date) -> str:
    """Of something that has happened already."""
    if day is None:
        return ""
    if day > today:
        return _("Questo giorno non è ancora venuto.")
    return _too_old(day)


def _too_old(day: date) -> str:
    if day < FIRST:
        return _("Il {day} è troppo indietro per un atto: controlla l'anno.").format(day=_day(day))
    return ""


def wrong_approval(approved_on: date | None, *, sent_on: date | None, today: date) -> str:
    if told := wrong_past(approved_on, today=today):
        return told
    if approved_on and sent_on and approved_on < sent_on:
        return _(
            "Lo schema è stato inviato il {sent}: non può essere stato approvato prima."
        ).format(sent=_day(sent_on))
    return ""


def wrong_signature(signed_on: date | None, *, approved_on: date | None, today: date) -> str:
    if told := wrong_past(signed_on, today=today):
        return told
    if signed_on and approved_on and signed_on < approved_on:
        return _("Ha approvato lo schema il {approved}: non può averlo firmato prima.").format(
            approved=_day(approved_on)
        )
    return ""


def wrong_accession(joined_on: date | None, *, signed_on: date | None, today: date) -> str:
    if told := wrong_past(joined_on, today=today):
        return told
    if joined_on and signed_on and joined_on < signed_on:
        return _("L'atto è stato firmato il {signed}: non vi si aderisce prima.").format(
            signed=_day(signed_on)
        )
    return ""


def wrong_withdrawal(withdrew_on: date | None, *, bound_on: date | None, today: date) -> str:
    """One may give notice of leaving on a day to come."""
    if withdrew_on is None:
        return ""
    if bound_on and withdrew_on < bound_on:
        return _("È tra le parti dal {bound}: non può recedere prima.").format(bound=_day(bound_on))
    if withdrew_on > today + FURTHEST_START:
        return _too_far(withdrew_on)
    return _too_old(withdrew_on)


def wrong_start(starts_on: date | None, *, signed_on: date | None, today: date) -> str:
    if told := wrong_past(starts_on, today=today):
        return told
    if starts_on and signed_on and starts_on < signed_on:
        return _("L'ultima firma è del {signed}: l'atto non può essere in vigore prima.").format(
            signed=_day(signed_on)
        )
    return ""


def wrong_end(ends_on: date | None, *, starts_on: date | None, today: date) -> str:
    if ends_on is None:
        return ""
    if starts_on and ends_on < starts_on:
        return _(
            "Finisce il {end}, prima di cominciare il {start}: controlla i due giorni."
        ).format(end=_day(ends_on), start=_day(starts_on))
    if ends_on > today + FURTHEST_END:
        return _too_far(ends_on)
    return _too_old(ends_on)


def _too_far(day: date) -> str:
    return _("Il {day} è troppo lontano: controlla l'anno.").format(day=_day(day))


def wrong_start_words(earliest: date | None, latest: date | None, *, today: date) -> str:
    """Of words read into days, where either may be unknown: it may lie some years ahead."""
    if latest and latest < FIRST:
        return _too_old(latest)
    if earliest and earliest > today + FURTHEST_START:
        return _too_far(earliest)
    return ""


def wrong_end_words(
    earliest: date | None, latest: date | None, *, starts_earliest: date | None, today: date
) -> str:
    if latest and starts_earliest and latest < starts_earliest:
        return _("Finisce prima di cominciare: controlla i due giorni.")
    if latest and latest < FIRST:
        return _too_old(latest)
    if earliest and earliest > today + FURTHEST_END:
        return _too_far(earliest)
    return ""


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
