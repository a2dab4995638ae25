"""What is known of networks."""

from registry.networks.queries import narrowing as narrowing
from registry.networks.queries.history import (
    history_of,
    services_of,
    ties_of,
    to_confirm,
)
from registry.networks.queries.listing import SORTS, list_networks
from registry.networks.queries.offers import figures, find_service, service_as_told, services
from registry.networks.queries.one import (
    as_told,
    choices,
    find,
    find_by_name,
    find_participation,
    participation_as_told,
    sources,
    view,
    words_to_find,
)
from registry.networks.queries.participants import participants
from registry.networks.queries.structure import (
    PARTS,
    action_as_told,
    check_is_of,
    find_action,
    level_as_told,
    structure,
)
from registry.networks.queries.when import compare_days, who_on

__all__ = [
    "PARTS",
    "SORTS",
    "action_as_told",
    "as_told",
    "check_is_of",
    "choices",
    "compare_days",
    "figures",
    "find",
    "find_action",
    "find_by_name",
    "find_participation",
    "find_service",
    "history_of",
    "level_as_told",
    "list_networks",
    "participants",
    "participation_as_told",
    "service_as_told",
    "services",
    "services_of",
    "sources",
    "structure",
    "ties_of",
    "to_confirm",
    "view",
    "who_on",
    "words_to_find",
]
