"""What can be done with schede."""

from good_practices.schede.actions.attaching import attach, remove_attachment, restore_attachment
from good_practices.schede.actions.deciding import approve, propose, reopen, send_back, withdraw
from good_practices.schede.actions.explaining import anonymise, explain
from good_practices.schede.actions.sending import hold, mark_outcome, mark_sent, release
from good_practices.schede.actions.writing import change, mark, patch, write

__all__ = [
    "anonymise",
    "approve",
    "attach",
    "change",
    "explain",
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
    "send_back",
    "withdraw",
    "write",
]
