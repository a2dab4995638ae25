"""What is known of acts."""

from registry.protocols.queries import narrowing as narrowing
from registry.protocols.queries.awaiting import awaiting, who_is_missing
from registry.protocols.queries.deadlines import (
    deadline_of,
    expiring_within,
    list_deadlines,
)
from registry.protocols.queries.finding import (
    commitments_of,
    day_of_step,
    find,
    find_by_title,
    find_document,
    find_party,
    network_ids_of,
    partners_of,
    place_codes_of,
    view,
    words_to_find,
)
from registry.protocols.queries.histories import history_of_partner, ties_of
from registry.protocols.queries.joined import accession_facts, acts_joined_later
from registry.protocols.queries.listing import (
    choices,
    count_standings,
    list_protocols,
    rows_to_export,
)
from registry.protocols.queries.readiness import readiness
from registry.protocols.queries.writing import documents_by_template

__all__ = [
    "accession_facts",
    "acts_joined_later",
    "awaiting",
    "choices",
    "commitments_of",
    "count_standings",
    "day_of_step",
    "deadline_of",
    "documents_by_template",
    "expiring_within",
    "find",
    "find_by_title",
    "find_document",
    "find_party",
    "history_of_partner",
    "list_deadlines",
    "list_protocols",
    "network_ids_of",
    "partners_of",
    "place_codes_of",
    "readiness",
    "rows_to_export",
    "ties_of",
    "view",
    "who_is_missing",
    "words_to_find",
]
