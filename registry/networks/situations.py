"""How a collaboration stands on a day, as the statuses that pages show. Pure."""

from datetime import date

from registry.networks.days import Span, Standing, on_day
from registry.networks.kinds import Basis

GOING, PERHAPS, ENDED = "participation:going", "participation:perhaps", "participation:ended"
WITHOUT_ACT = "participation:without_act"
IN_DEFINITION = "participation:in_definition"

WITHOUT = {Basis.NONE, Basis.PRACTICE}


def statuses_of(span: Span, basis: Basis, *, is_formalised: bool, on: date) -> list[str]:
    """The keys of the statuses, most telling first; empty for what has yet to begin."""
    if span.is_in_definition:
        return [IN_DEFINITION]
    told = [_of_time(span, on)]
    if basis in WITHOUT and not is_formalised:
        told.insert(0, WITHOUT_ACT)
    return [key for key in told if key]


def _of_time(span: Span, on: date) -> str:
    standing = on_day(span, on).standing
    if standing is Standing.CERTAIN:
        return GOING
    is_over = span.has_ended or (span.has_end and standing is Standing.OUT)
    if is_over and not (span.starts_earliest and on < span.starts_earliest):
        return ENDED
    return "" if standing is Standing.OUT else PERHAPS
