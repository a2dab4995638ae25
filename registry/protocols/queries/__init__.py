"""What is known of acts."""

from registry.protocols.queries.deadlines import awaiting, expiring_within
from registry.protocols.queries.finding import (
    commitments_of,
    find,
    find_by_title,
    find_document,
    find_party,
    partners_of,
    view,
    words_to_find,
)
from registry.protocols.queries.histories import history_of_partner, ties_of
from registry.protocols.queries.listing import choices, list_protocols, rows_to_export
from registry.protocols.queries.writing import documents_by_template

__all__ = [
    "awaiting",
    "choices",
    "commitments_of",
    "documents_by_template",
    "expiring_within",
    "find",
    "find_by_title",
    "find_document",
    "find_party",
    "history_of_partner",
    "list_protocols",
    "partners_of",
    "rows_to_export",
    "ties_of",
    "view",
    "words_to_find",
]
