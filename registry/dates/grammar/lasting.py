"""Durations put beside the dates that they count from, and checked against a stated end."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from registry.dates import edtf
from registry.dates.days import MONTHS_A_YEAR, UNBOUNDED, Bounds, Duration, last_day
from registry.dates.edtf import Date, Precision
from registry.dates.grammar import sayings
from registry.dates.grammar.cursor import Cursor
from registry.dates.grammar.items import Item, Lasting, Said
from registry.dates.grammar.terms import Term
from registry.dates.meaning import ABOUT, Kind, Meaning, Moment, both

COUNTED_FROM = (Term.PUNCTUATION, Term.SINCE, Term.SIGNING, Term.IN, Term.STARTING, Term.TO)


def with_durations(c: Cursor, items: list[Item]) -> list[Item]:
    """«15 mesi, dal …», «dal … per 15 mesi», «quattro anni dalla sottoscrizione (…)».

    A duration that stands elsewhere («3 anni di attività dal 2010») counts nothing; nor
    does one beside more than one date, except for the years that it counts out: «per due
    anni, 2015 e 2016»."""
    done, waiting, at = list[Item](), None, 0
    while at < len(items):
        item, at = items[at], at + 1
        if isinstance(item, Lasting):
            before = done[-1] if done else None
            is_after = isinstance(before, Said) and _follows(c, before, item)
            is_after = is_after and len(_row(c, done[::-1])) == 1
            waiting = None if is_after else item
            if is_after and isinstance(before, Said):
                done[-1] = replace(before, end=_end_of(c, item), duration=item.duration)
        elif isinstance(item, Said) and waiting and _counts_from(c, waiting.end, item.start):
            row = _row(c, items[at - 1 :])
            row = row if len(row) > 1 or _leads_to(c, waiting, item) else []
            done.extend(_counted(waiting, row) if row else [item])
            waiting, at = None, at + max(0, len(row) - 1)
        else:
            done.append(item)
            waiting = None
    return done


def _row(c: Cursor, items: Sequence[Item]) -> list[Said]:
    """The dates at the beginning of these that only «e» or a comma joins, in either order."""
    row = list[Said]()
    for item in items:
        if not isinstance(item, Said):
            break
        last = row[-1] if row else None
        if last:
            first, second = sorted((last, item), key=lambda said: said.start)
            between = c.tokens[first.end : second.start]
            if not all(token.key == "," or Term.AND in token for token in between):
                break
        row.append(item)
        if item.meaning.kind is not Kind.ON:
            break
    return row


def _counted(lasting: Lasting, row: list[Said]) -> list[Said]:
    first = row[0]
    if len(row) == 1:
        return [replace(first, start=lasting.start, duration=lasting.duration)]
    starts = [said.meaning.start for said in row if said.meaning.start]
    are_years = all(one.precision is Precision.YEAR for one in starts)
    years = [one.date.first_year for one in starts if are_years and isinstance(one.date, Date)]
    are_counted = lasting.duration == Duration(months=MONTHS_A_YEAR * len(row))
    if not (are_counted and years) or years != list(range(years[0], years[0] + len(row))):
        return row
    meaning = Meaning(Kind.FROM_TO, starts[0], starts[-1])
    return [Said(lasting.start, row[-1].end, meaning, first.warnings)]


def _leads_to(c: Cursor, lasting: Lasting, said: Said) -> bool:
    """«15 mesi dal …», «quattro anni dalla sottoscrizione, …»; not «tre mesi del 2015»."""
    between = c.tokens[lasting.end : said.start]
    has_since = said.meaning.kind is not Kind.ON or any(Term.SINCE in token for token in between)
    return lasting.is_labelled or has_since


def _counts_from(c: Cursor, start: int, end: int) -> bool:
    return all(any(term in token for term in COUNTED_FROM) for token in c.tokens[start:end])


def _follows(c: Cursor, said: Said, lasting: Lasting) -> bool:
    """A duration after a date is its own if it says «durata», «per», or stands by itself."""
    between = c.tokens[said.end : lasting.start]
    if any(Term.ENDING in token for token in between):
        return False  # «dal 2015, rinnovato per 3 anni»: from then, and nobody says when
    if lasting.is_labelled:
        return not any(token.key in (".", ";") for token in between)
    after = c.tokens[lasting.end] if lasting.end < len(c.tokens) else None
    is_by_itself = after is None or Term.PUNCTUATION in after
    has_marks = bool(between) and all(Term.PUNCTUATION in token for token in between)
    return has_marks and is_by_itself


def _end_of(c: Cursor, lasting: Lasting) -> int:
    """With «dalla sottoscrizione», where it follows."""
    end = lasting.end
    while end < len(c.tokens) and _counts_from(c, end, end + 1):
        end += 1
    while end > lasting.end and Term.PUNCTUATION in c.tokens[end - 1]:
        end -= 1
    return end


def settled(meaning: Meaning, duration: Duration) -> tuple[Meaning, tuple[str, ...]]:
    """The end that the duration gives where none is told, or a warning if it is another."""
    if meaning.kind is Kind.FROM_TO:
        return meaning, _other_end(meaning, duration)
    if meaning.kind in (Kind.ON, Kind.SINCE) and meaning.start:
        return _until_it_ends(meaning.start, duration) or meaning, ()
    return meaning, ()


def _ends(start: Moment, duration: Duration) -> Bounds:
    bounds = start.bounds
    if bounds.earliest is None or bounds.latest is None:
        return UNBOUNDED
    return Bounds(last_day(bounds.earliest, duration), last_day(bounds.latest, duration))


def _until_it_ends(start: Moment, duration: Duration) -> Meaning | None:
    ends = _ends(start, duration)
    if ends.latest is None:
        return None
    if start.precision is Precision.DAY:
        end = Moment(edtf.of_day(ends.latest), qualifier=start.qualifier)
        return Meaning(Kind.FROM_TO, start, end)
    # From some day of 2018, three years end on some day of 2021, more or less.
    end = Moment(_as_precise(start, ends.latest), qualifier=both(ABOUT, start.qualifier))
    return Meaning(Kind.FROM_TO, start, end, ends=ends)


def _as_precise(start: Moment, day: date) -> Date:
    # A season too ends about a month: the bare year could end before the season begins.
    if start.precision in (Precision.MONTH, Precision.SEASON):
        return edtf.of_month(day.year, day.month)
    return edtf.of_year(day.year)


def _other_end(meaning: Meaning, duration: Duration) -> tuple[str, ...]:
    """A warning if the duration cannot end where the text says; the stated end is kept."""
    if meaning.start is None or meaning.end is None:
        return ()
    computed, stated = _ends(meaning.start, duration), meaning.end.bounds
    if not (computed.earliest and computed.latest and stated.earliest and stated.latest):
        return ()
    if computed.earliest <= stated.latest and stated.earliest <= computed.latest:
        return ()
    return (sayings.other_end(computed.latest, stated.latest),)
