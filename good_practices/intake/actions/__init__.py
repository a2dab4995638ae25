"""What can be done with what arrives."""

from good_practices.intake.actions.assigning import assign
from good_practices.intake.actions.bringing import (
    bring,
    bring_one,
    check_how_many,
    lay_aside,
    try_again,
)
from good_practices.intake.actions.deciding import accept, open_review, reject, send_back
from good_practices.intake.actions.looking import look_at
from good_practices.intake.actions.receiving import (
    Reception,
    receive,
    receive_file,
    receive_sent,
    take_in,
)
from good_practices.intake.actions.refusing import settle

__all__ = [
    "Reception",
    "accept",
    "assign",
    "bring",
    "bring_one",
    "check_how_many",
    "lay_aside",
    "look_at",
    "open_review",
    "receive",
    "receive_file",
    "receive_sent",
    "reject",
    "send_back",
    "settle",
    "take_in",
    "try_again",
]
