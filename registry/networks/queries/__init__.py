"""What is known of networks."""

from registry.networks.queries import narrowing as narrowing
from registry.networks.queries.history import (
    history_of,
    services_of,
    ties_of,
    to_confirm,
)
from registry.networks.queries.listing import list_networks
from registry.networks.queries.offers import figures, find_service, services
from registry.networks.queries.one import (
    choices,
    find,
    find_by_name,
    find_participation,
    sources,
    view,
    words_to_find,
)
from registry.networks.queries.participants import participants
from registry.networks.queries.structure import find_action, structure
from registry.networks.queries.when import compare_days, who_on

__all__ = [
    "choices",
    "compare_days",
    "figures",
    "find",
    "find_action",
    "find_by_name",
    "find_participation",
    "find_service",
    "history_of",
    "list_networks",
    "participants",
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
