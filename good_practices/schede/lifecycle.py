"""Which statuses a scheda has and which come next: data, and pure checks on it."""

from enum import StrEnum


class SchedaStatus(StrEnum):
    DRAFT = "draft"
    PROPOSED = "proposed"
    READY = "ready"
    SENT = "sent"
    DELIVERED = "delivered"
    UNDER_REVIEW = "under_review"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
