"""What can be done with partners. One verb, one transaction, one line of history."""

from registry.partners.actions.asking import answer, ask, reopen_question, withdraw_question
from registry.partners.actions.contacting import add_contact, remove_contact
from registry.partners.actions.naming import (
    add_identifier,
    add_name,
    remove_identifier,
    remove_name,
)
from registry.partners.actions.putting_back import can_put_back, put_back
from registry.partners.actions.registering import change, create
from registry.partners.actions.tying import (
    add_member,
    record_ties,
    remove_member,
    remove_succession,
    succeed,
)

__all__ = [
    "add_contact",
    "add_identifier",
    "add_member",
    "add_name",
    "answer",
    "ask",
    "can_put_back",
    "change",
    "create",
    "put_back",
    "record_ties",
    "remove_contact",
    "remove_identifier",
    "remove_member",
    "remove_name",
    "remove_succession",
    "reopen_question",
    "succeed",
    "withdraw_question",
]
