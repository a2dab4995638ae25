"""What can be done with networks. One verb, one transaction, one line of history."""

from registry.networks.actions.networks import change_network, create_network
from registry.networks.actions.offers import (
    add_service,
    change_service,
    record_figure,
    remove_figure,
    remove_service,
)
from registry.networks.actions.participations import (
    add_participation,
    add_source_row,
    change_participation,
    close_participation,
    confirm_participation,
    remove_participation,
    reopen_participation,
    restore_participation,
)
from registry.networks.actions.putting_back import can_put_back, put_back
from registry.networks.actions.sources import record_source
from registry.networks.actions.structure import (
    add_action,
    add_level,
    add_shelter,
    change_action,
    change_level,
    move_action,
    move_level,
    remove_action,
    remove_level,
    remove_shelter,
    set_scopes,
)

__all__ = [
    "add_action",
    "add_level",
    "add_participation",
    "add_service",
    "add_shelter",
    "add_source_row",
    "can_put_back",
    "change_action",
    "change_level",
    "change_network",
    "change_participation",
    "change_service",
    "close_participation",
    "confirm_participation",
    "create_network",
    "move_action",
    "move_level",
    "put_back",
    "record_figure",
    "record_source",
    "remove_action",
    "remove_figure",
    "remove_level",
    "remove_participation",
    "remove_service",
    "remove_shelter",
    "reopen_participation",
    "restore_participation",
    "set_scopes",
]
