"""What is there: deliveries, schede to look at, the matrix, what waits."""

from good_practices.intake.queries.finding import (
    find,
    find_by_bytes_or_none,
    find_by_number_or_none,
    find_circular_or_none,
    find_file,
    find_for_change,
    find_scheda,
    find_sending_office_or_none,
    hold_office,
    issue_receipt,
    package_of,
    receipt_file,
    same_editions,
)
from good_practices.intake.queries.listing import (
    accepted_schede,
    alarms_about,
    list_deliveries,
    list_refused,
    number_or_none,
)
from good_practices.intake.queries.matrix import matrix, not_answered
from good_practices.intake.queries.showing import review, view
from good_practices.intake.queries.waiting import (
    arrivals,
    counts,
    on_the_way,
    package_on_the_way,
    to_open,
)

__all__ = [
    "accepted_schede",
    "alarms_about",
    "arrivals",
    "counts",
    "find",
    "find_by_bytes_or_none",
    "find_by_number_or_none",
    "find_circular_or_none",
    "find_file",
    "find_for_change",
    "find_scheda",
    "find_sending_office_or_none",
    "hold_office",
    "issue_receipt",
    "list_deliveries",
    "list_refused",
    "matrix",
    "not_answered",
    "number_or_none",
    "on_the_way",
    "package_of",
    "package_on_the_way",
    "receipt_file",
    "review",
    "same_editions",
    "to_open",
    "view",
]
