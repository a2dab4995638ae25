"""What is known of schede."""

from good_practices.schede.queries.collection import marked_fields, meter, specification_of
from good_practices.schede.queries.finding import (
    can_be_undone,
    find,
    find_attachment,
    find_for_change,
    opened_by_ministry_or_none,
    snapshot,
    view,
    words_to_find,
)
from good_practices.schede.queries.listing import list_schede, ready_to_send
from good_practices.schede.queries.near import offices_with_field, others_of_practice
from good_practices.schede.queries.waiting import waiting_for

__all__ = [
    "can_be_undone",
    "find",
    "find_attachment",
    "find_for_change",
    "list_schede",
    "marked_fields",
    "meter",
    "offices_with_field",
    "opened_by_ministry_or_none",
    "others_of_practice",
    "ready_to_send",
    "snapshot",
    "specification_of",
    "view",
    "waiting_for",
    "words_to_find",
]
