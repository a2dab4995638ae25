"""What is asked about a file's signatures, and what is answered."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from msgspec import Struct

Format = Literal["pades", "cades"]


class Code(StrEnum):
    """What there is to say of a file or of a signer; ``words`` has the sentences."""

    # of a file
    NOT_SIGNED = "not_signed"
    ONLY_TIMESTAMP = "only_timestamp"
    ONLY_CERTIFICATES = "only_certificates"
    OTHER_SIGNATURE = "other_signature"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    TOO_DEEP = "too_deep"
    TOO_MANY = "too_many_signers"
    TIMEOUT = "timeout"
    OUT_OF_MEMORY = "out_of_memory"
    TRAILING_BYTES = "trailing_bytes"
    LATER_ADDITIONS = "later_additions"
    FORM_FILLED = "form_filled"
    UNREACHABLE = "signature_hidden"
    REMOVED = "signature_removed"
    TIMESTAMP_WRONG = "timestamp_wrong"
    # of a signer: what was signed
    CONTENT_CHANGED = "content_changed"
    CHANGED_AFTER = "changed_after_signing"
    BYTE_RANGE = "byte_range"
    CONTENT_MISSING = "content_missing"
    SIGNATURE_WRONG = "signature_wrong"
    DAMAGED_SIGNATURE = "signature_damaged"
    UNSUPPORTED_ALGORITHM = "unsupported_algorithm"
    # of a signer: who
    CERTIFICATE_MISSING = "certificate_missing"
    OTHER_CERTIFICATE = "other_certificate"
    EXPIRED = "certificate_expired"
    NOT_YET_VALID = "certificate_not_yet_valid"
    EXPIRED_SINCE = "certificate_expired_since"
    REVOKED = "certificate_revoked"
    REVOKED_SINCE = "certificate_revoked_since"
    SUSPENDED = "certificate_suspended"
    ISSUER_REVOKED = "issuer_revoked"
    NOT_FOR_SIGNING = "certificate_not_for_signing"
    WEAK_DIGEST = "weak_digest"
    WEAK_KEY = "weak_key"
    UNKNOWN_ISSUER = "unknown_issuer"
    CHAIN_WRONG = "certificate_chain"
    REVOCATION_UNKNOWN = "revocation_unknown"
    STAMP_WRONG = "signature_timestamp_wrong"
    IN_THE_FUTURE = "signed_in_the_future"


class Fact(Struct, frozen=True):
    """A code, and the words that its sentence needs."""

    code: Code
    words: dict[str, str] = {}


class Signer(Struct, kw_only=True):
    """Who signed, as their certificate says; countersigners are signers too."""

    name: str | None = None
    tax_code: str | None = None
    organisation: str | None = None
    signed_at: datetime | None = None
    """The instant of a trusted timestamp; without one, when they say that they did."""
    is_stamped: bool = False
    intact: bool = False
    trusted: bool | None = None
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    issuer: str = ""
    countersigns: str = ""
    """Whose signature they signed, where it is not the content."""
    facts: list[Fact] = []


class Verdict(Struct, kw_only=True):
    """What there is to say of one file. A file that nobody signed is not intact either."""

    format: Format | None = None
    signed: bool = False
    intact: bool = False
    covers_whole_file: bool = False
    modified_after_signing: bool = False
    trusted: bool | None = None
    signers: list[Signer] = []
    facts: list[Fact] = []
    wanted: str = ""
    """Of a signature whose content is elsewhere, its digest: «sha256:…»."""
    against: str = ""
    """By which rules and which anchors (``Trusted.mark``); empty where it is to be said again."""
    as_of: datetime | None = None
    """The day of which it speaks, where that is not the day on which it was said."""


class Reason(Struct, frozen=True):
    code: str
    message: str


class Told(Struct, kw_only=True):
    """A signer as ``intese verify --json`` tells it."""

    name: str | None
    tax_code: str | None
    organisation: str | None
    signed_at: datetime | None
    intact: bool
    trusted: bool | None


class Answer(Struct, kw_only=True):
    """A file as ``intese verify --json`` tells it."""

    file: str
    format: Format | None
    signed: bool
    intact: bool
    covers_whole_file: bool
    modified_after_signing: bool
    trusted: bool | None
    signers: list[Told]
    reasons: list[Reason]


class SignerShown(Struct, kw_only=True):
    """Who signed, as pages and windows show them: without their tax code, which nobody needs
    there. ``status`` and ``detail`` are how a page says how it stands."""

    name: str | None
    organisation: str | None
    signed_at: datetime | None
    intact: bool
    trusted: bool | None
    status: str
    detail: str
    issuer: str


class Signatures(Struct, kw_only=True):
    """The signatures of a file as they were when it was looked at."""

    signed: bool
    intact: bool
    covers_whole_file: bool
    modified_after_signing: bool
    trusted: bool | None
    status: str
    """Of the signature that stands worst; of a file that nobody signed, that it has none; of one
    that cannot be checked, or waits to be, that it is so (``detail``: why, or for what)."""
    signers: list[SignerShown]
    reasons: list[Reason]
    checked_at: datetime | None
    """None of a file that waits to be looked at."""
    detail: str = ""
    as_of: datetime | None = None
    """The day on which the file came, where it was looked at again after it."""
    is_outdated: bool = False
    """Those who are trusted have changed since: it will be looked at again."""


class Asked(Struct, kw_only=True):
    """Of a task: after its files come the anchors, where there are any.

    ``companions``: for each file how many follow that may be its content.
    """

    companions: list[int]
    moments: list[datetime]
    """Of each file, the instant at which it is judged."""
    has_anchors: bool


class Verdicts(Struct):
    of: list[Verdict]


class Anchor(Struct, frozen=True, kw_only=True):
    """A certificate that whoever administers the registry trusts, and for what, and when."""

    certificate: bytes
    subject: str
    """By which it is found: asn1crypto's ``Name.hashable``."""
    signs: bool = True
    """Whether it issues certificates of people who sign; else of timestamps only."""
    stamps: bool = True
    periods: list[tuple[datetime, datetime | None]] | None = None
    """In which its list says that it is qualified; None: whenever."""


class TrustedList(Struct, frozen=True, kw_only=True):
    """A list of certifiers (ETSI TS 119 612), and what its own signature says."""

    file: str
    territory: str
    issued_at: datetime | None
    next_update: datetime | None
    services: int
    signed_by: str
    """As its certificate says; empty where it has no signature."""
    is_intact: bool


class Trusted(Struct, frozen=True, kw_only=True):
    """The anchors as a verification takes them, None where there is nobody to trust; ``mark``
    is another whenever they are others."""

    packed: bytes | None
    mark: str


class FolderAsked(Struct):
    names: list[str]


class Anchors(Struct, kw_only=True):
    """What a folder of trust holds."""

    anchors: list[Anchor]
    certificates: int
    lists: list[TrustedList]
    unread: list[str]
