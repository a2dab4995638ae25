"""Asking what is said of a file, in this process: that it is said from another is tried apart."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec

from registry.platform.signatures import Verdict
from registry.platform.signatures.inside import looking
from registry.platform.signatures.shapes import Anchor, Asked, Verdicts

NOW = datetime(2026, 11, 28, 10, 0, tzinfo=UTC)


def verdict_on(
    content: bytes,
    *beside: bytes,
    trusting: Sequence[Anchor] | None = None,
    now: datetime = NOW,
) -> Verdict:
    """What is said of a file; ``beside`` are those that may be its content."""
    packed = [] if trusting is None else [msgspec.msgpack.encode(list(trusting))]
    asked = Asked(companions=[len(beside)], moments=[now], has_anchors=trusting is not None)
    answer = looking.look(asked, [io.BytesIO(one) for one in (content, *beside, *packed)], None)
    (verdict,) = msgspec.json.decode(msgspec.json.encode(answer), type=Verdicts).of
    return verdict


def codes(verdict: Verdict) -> list[str]:
    """Everything that there is to say, of the file and of who signed."""
    facts = [*verdict.facts, *(fact for one in verdict.signers for fact in one.facts)]
    return [fact.code.value for fact in facts]


def names(verdict: Verdict) -> list[str | None]:
    return [one.name for one in verdict.signers]
