"""What can be done with what arrives."""

from good_practices.intake.actions.deciding import accept, open_review, reject, send_back
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
    "open_review",
    "receive",
    "receive_file",
    "receive_sent",
    "reject",
    "send_back",
    "settle",
    "take_in",
]
