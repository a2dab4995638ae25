"""What is there: deliveries, schede to look at, the matrix, what waits."""

from good_practices.intake.queries import coded as coded
from good_practices.intake.queries.asking import number_or_none
from good_practices.intake.queries.finding import (
    deliveries_without_kinds,
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
    reviewers,
    same_editions,
)
from good_practices.intake.queries.listing import alarms_about, list_deliveries, list_refused
from good_practices.intake.queries.matrix import matrix, not_answered
from good_practices.intake.queries.received import (
    AS_SENT,
    BY_FIELD,
    OLDEST_FIRST,
    accepted_schede,
    list_received,
    places_of,
)
from good_practices.intake.queries.showing import review, view
from good_practices.intake.queries.uploads import (
    KEPT_ASIDE,
    files_waiting,
    find_upload,
    find_uploaded,
    upload_view,
    uploads_of,
)
from good_practices.intake.queries.waiting import (
    arrivals,
    counts,
    on_the_way,
    package_on_the_way,
    to_open,
)

__all__ = [
    "AS_SENT",
    "BY_FIELD",
    "KEPT_ASIDE",
    "OLDEST_FIRST",
    "accepted_schede",
    "alarms_about",
    "arrivals",
    "counts",
    "deliveries_without_kinds",
    "files_waiting",
    "find",
    "find_by_bytes_or_none",
    "find_by_number_or_none",
    "find_circular_or_none",
    "find_file",
    "find_for_change",
    "find_scheda",
    "find_sending_office_or_none",
    "find_upload",
    "find_uploaded",
    "hold_office",
    "issue_receipt",
    "list_deliveries",
    "list_received",
    "list_refused",
    "matrix",
    "not_answered",
    "number_or_none",
    "on_the_way",
    "package_of",
    "package_on_the_way",
    "places_of",
    "receipt_file",
    "review",
    "reviewers",
    "same_editions",
    "to_open",
    "upload_view",
    "uploads_of",
    "view",
]
