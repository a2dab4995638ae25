"""What is asked of the gate and what it says."""

from msgspec import Struct

MIB = 1024**2


class Bounds(Struct, frozen=True, kw_only=True):
    """How much one zip may hold."""

    members: int = 2_000
    unpacked: int = 200 * MIB
    """Bytes, counted while they come out."""
    ratio: int = 100
    """How many times larger than its packed bytes a member may be, once it is…"""
    ratio_from: int = 20 * MIB
    """…this large: a white page of a small file may shrink a thousand times."""
    depth: int = 16
    longest_name: int = 255


A_DOCUMENT = Bounds()


class Asked(Struct, frozen=True):
    """To a task: the name by which the file is offered."""

    name: str


class Found(Struct, frozen=True):
    """Something that was seen: a key of the policy's rules, a detail, and in which file inside."""

    rule: str
    what: str = ""
    inside: str = ""


class Seen(Struct, frozen=True, kw_only=True):
    """From a task. ``sort`` is what the bytes are, a key of the policy's sorts."""

    sort: str
    is_signed: bool = False
    found: list[Found] = []


class Reason(Struct, frozen=True):
    code: str
    message: str


class Verdict(Struct, frozen=True, kw_only=True):
    """``kind`` is what the content is, when it is one of those that are taken. An accepted file
    may have reasons too: what whoever keeps it should know."""

    accepted: bool
    kind: str | None = None
    sha256: str
    signed: bool = False
    reasons: list[Reason] = []

    def sentences(self) -> str:
        return " ".join(reason.message for reason in self.reasons)
