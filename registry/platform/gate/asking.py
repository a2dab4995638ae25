"""Asking the gate: the file is looked at in the fence, the policy is applied here."""

import hashlib
import unicodedata
from collections.abc import Collection, Iterable

import structlog

from registry.platform import metrics
from registry.platform.contained import (
    MIB,
    Broke,
    Died,
    Failed,
    Limits,
    OutOfMemory,
    OutOfTime,
    Task,
    TooMuchOutput,
    run,
    run_async,
)
from registry.platform.errors import InvalidInput
from registry.platform.gate.policy import KINDS, LARGEST, LARGEST_EVER, LARGEST_OF, RULES, SORTS
from registry.platform.gate.shapes import Asked, Bounds, Found, Reason, Seen, Verdict

LOOK = Task("registry.platform.gate.inside.looking:look", asks=Asked, answers=Seen)
LOOK_AT_ARCHIVE = Task(
    "registry.platform.gate.inside.looking:look_at_archive", asks=Bounds, answers=Seen
)
LIMITS = Limits(seconds=60, cpu_seconds=20, memory=512 * MIB, answer=MIB // 2)
OF_A_SORT = {"other_type", "name_says_other", "name_says_nothing"}
FAILURES: dict[type[Failed], str] = {
    OutOfTime: "timeout", OutOfMemory: "too_complex", TooMuchOutput: "damaged",
    Broke: "damaged", Died: "damaged",
}  # fmt: skip

_log = structlog.get_logger(__name__)


def look(name: str, content: bytes) -> Seen:
    """What is in the file. Raises a :class:`Failed` when it cannot be told."""
    return run(LOOK, _asked(name), files=[content], limits=LIMITS)


async def look_async(name: str, content: bytes) -> Seen:
    return await run_async(LOOK, _asked(name), files=[content], limits=LIMITS)


def _asked(name: str) -> Asked:
    """Names of files may hold what is no text."""
    return Asked(name.encode("utf-8", "replace").decode())


def examine(name: str, content: bytes, *, kinds: Collection[str] = KINDS) -> Verdict:
    """What the gate thinks of ``content`` offered as ``name``. Whatever the file is, there is a
    verdict."""
    try:
        seen = unseen(content) or look(name, content)
    except Failed as failure:
        seen = told_of(failure)
    return judged(seen, content, kinds)


async def examine_async(name: str, content: bytes, *, kinds: Collection[str] = KINDS) -> Verdict:
    try:
        seen = unseen(content) or await look_async(name, content)
    except Failed as failure:
        seen = told_of(failure)
    return judged(seen, content, kinds)


async def let_in(name: str, content: bytes, *, kinds: Collection[str] = KINDS) -> Verdict:
    """The verdict on a file that may come in; raises InvalidInput with why it may not."""
    verdict = await examine_async(name, content, kinds=kinds)
    if not verdict.accepted:
        raise InvalidInput(file=verdict.sentences())
    return verdict


def examine_archive(content: bytes, bounds: Bounds) -> list[Found]:
    """What forbids to unpack a zip; nothing when every member comes out as it was told."""
    try:
        seen = run(LOOK_AT_ARCHIVE, bounds, files=[content], limits=LIMITS)
    except Failed as failure:
        seen = told_of(failure)
    return seen.found


def unseen(content: bytes) -> Seen | None:
    """What can be said of a file by its length; None when it is to be looked at."""
    if not content:
        return Seen(sort="unknown", found=[Found("empty")])
    return _TOO_LARGE if len(content) > LARGEST_EVER else None


_TOO_LARGE = Seen(sort="unknown", found=[Found("too_large", f"{LARGEST_EVER // MIB} MB")])


def too_large(sha256: str) -> Verdict:
    """On a file that nobody has read into memory."""
    return Verdict(accepted=False, sha256=sha256, reasons=_reasons(_TOO_LARGE.found))


def judged(seen: Seen, content: bytes, kinds: Collection[str]) -> Verdict:
    found = list(seen.found)
    largest = LARGEST_OF.get(seen.sort, LARGEST)
    if len(content) > largest and not any(one.rule == "too_large" for one in found):
        found.insert(0, Found("too_large", f"{largest // MIB} MB"))
    if seen.sort in KINDS and seen.sort not in kinds:
        found.append(Found("not_here", ", ".join(f".{kind}" for kind in kinds)))
    refused = [one for one in found if RULES[one.rule].is_refused]
    told = [one for one in found if not RULES[one.rule].is_refused]
    accepted = not refused and seen.sort in KINDS
    reason = RULES[refused[0].rule].code if refused else "" if accepted else "wrong_type"
    metrics.VERDICTS.labels("accepted" if accepted else "refused", reason).inc()
    return Verdict(
        accepted=accepted,
        kind=seen.sort if seen.sort in KINDS else None,
        sha256=hashlib.sha256(content).hexdigest(),
        signed=seen.is_signed,
        reasons=_reasons([*refused, *told]),
    )


def told_of(failure: Failed) -> Seen:
    """A file that could not be looked at whole. Which fault it was is for who mends the gate."""
    rule = next((rule for kind, rule in FAILURES.items() if isinstance(failure, kind)), "damaged")
    _log.warning("gate", failure=type(failure).__name__, about=str(failure))
    return Seen(sort="unknown", found=[Found(rule)])


def _reasons(found: Iterable[Found]) -> list[Reason]:
    return list(dict.fromkeys(_reason(one) for one in found if one.rule in RULES))


def _reason(found: Found) -> Reason:
    rule = RULES[found.rule]
    what = str(SORTS.get(found.what, "")) if found.rule in OF_A_SORT else _plain(found.what)
    sentence = str(rule.sentence).format(what=what or "…")
    where = _plain(found.inside)
    return Reason(rule.code, f"{where}: {sentence}" if where else sentence)


def _plain(words: str) -> str:
    """What comes from the fence is a stranger's too."""
    return "".join(sign for sign in words[:200] if unicodedata.category(sign)[0] != "C")
