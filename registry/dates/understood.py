"""What was understood of a period, told to whoever typed it and to whoever reads it after.

Never a day that nobody wrote; the same sentence in whatever office it is read.
"""

from datetime import date

from registry.dates.imprecise import ImpreciseDate, State
from registry.platform.i18n import _

Bounds = tuple[date | None, date | None]


def period_in_words(
    *, starts: Bounds, ends: Bounds, goes_on: bool = False, state: str | None = None
) -> str:
    if state == State.IN_DEFINITION:
        return _("in corso di definizione")
    start, end = _between(*starts), _between(*ends)
    if not start and not end:
        return _("non l'abbiamo capito: resta come l'hai scritto")
    if end:
        return _("inizio {start}; fine {end}").format(start=start or "…", end=end)
    return _("inizio {start}, senza fine").format(start=start) if goes_on else start


def read_in_words(read: ImpreciseDate) -> str:
    return period_in_words(
        starts=(read.earliest, read.latest),
        ends=(read.ends_earliest, read.ends_latest),
        goes_on=read.goes_on,
        state=read.state,
    )


def _between(earliest: date | None, latest: date | None) -> str:
    if earliest == latest:
        return f"{earliest:%d/%m/%Y}" if earliest else ""
    if earliest and latest:
        return _("tra il {first:%d/%m/%Y} e il {last:%d/%m/%Y}").format(first=earliest, last=latest)
    if earliest:
        return _("non prima del {first:%d/%m/%Y}").format(first=earliest)
    return _("non dopo il {last:%d/%m/%Y}").format(last=latest)
