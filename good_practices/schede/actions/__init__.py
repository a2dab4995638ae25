"""What can be done with schede."""

from good_practices.schede.actions.attaching import attach, remove_attachment, restore_attachment
from good_practices.schede.actions.deciding import (
    approve,
    propose,
    reopen,
    send_back,
    withdraw,
    withdraw_approval,
)
from good_practices.schede.actions.explaining import (
    anonymise,
    explain,
    forget_rewritings,
    restore_explanation,
    undo_rewriting,
    withdraw_explanation,
)
from good_practices.schede.actions.sending import hold, mark_outcome, mark_sent, release
from good_practices.schede.actions.writing import change, mark, patch, write

__all__ = [
    "anonymise",
    "approve",
    "attach",
    "change",
    "explain",
    "forget_rewritings",
    "hold",
    "mark",
    "mark_outcome",
    "mark_sent",
    "patch",
    "propose",
    "release",
    "remove_attachment",
    "reopen",
    "restore_attachment",
    "restore_explanation",
    "send_back",
    "undo_rewriting",
    "withdraw",
    "withdraw_approval",
    "withdraw_explanation",
    "write",
]
