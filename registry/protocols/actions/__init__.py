"""What can be done with acts: one verb, one transaction, one event."""

from registry.protocols.actions.circulating import record_approval, reopen, send_schema
from registry.protocols.actions.dating import correct_days
from registry.protocols.actions.drafting import change, draft, start, write_text
from registry.protocols.actions.ending import archive, expire, expire_due, replace, terminate
from registry.protocols.actions.filing import attach
from registry.protocols.actions.joining import accede, withdraw
from registry.protocols.actions.parties import (
    add_parties,
    add_party,
    change_party,
    move_party,
    order_parties,
    remove_party,
    set_commitments,
    take_parties,
)
from registry.protocols.actions.producing import produce, produce_accession, produce_apart
from registry.protocols.actions.putting_back import can_put_back, put_back, undone
from registry.protocols.actions.registering import correct, register_historic
from registry.protocols.actions.relating import formalise, relate, unrelate
from registry.protocols.actions.signing import (
    declare_signed,
    open_signing,
    record_signature,
    refuse_signature,
    set_in_force,
)

__all__ = [
    "accede",
    "add_parties",
    "add_party",
    "archive",
    "attach",
    "can_put_back",
    "change",
    "change_party",
    "correct",
    "correct_days",
    "declare_signed",
    "draft",
    "expire",
    "expire_due",
    "formalise",
    "move_party",
    "open_signing",
    "order_parties",
    "produce",
    "produce_accession",
    "produce_apart",
    "put_back",
    "record_approval",
    "record_signature",
    "refuse_signature",
    "register_historic",
    "relate",
    "remove_party",
    "reopen",
    "replace",
    "send_schema",
    "set_commitments",
    "set_in_force",
    "start",
    "take_parties",
    "terminate",
    "undone",
    "unrelate",
    "withdraw",
    "write_text",
]
