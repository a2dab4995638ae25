"""The signatures of an envelope (CAdES, «.p7m», «.p7s»), and what it holds."""

from collections.abc import Callable, Iterator
from functools import cache, partial

from registry.platform.signatures.inside import envelope, stamps
from registry.platform.signatures.inside.ber import Wrong
from registry.platform.signatures.inside.broken import BROKEN
from registry.platform.signatures.inside.brought import brought_by
from registry.platform.signatures.inside.envelope import Signed
from registry.platform.signatures.inside.judging import Entry, Seen
from registry.platform.signatures.inside.signer import Certificates, Checked, check, digest_of
from registry.platform.signatures.inside.trust import Evidence
from registry.platform.signatures.shapes import Code, Fact

MOST_SIGNERS = 1001
Look = Callable[[bytes], Seen]
_OF_THE_WHOLE = {Code.TOO_DEEP, Code.ENCRYPTED}
"""What an inner layer has to say even if nobody signed it."""


def look(inside: bytes, kind: bytes, companions: list[bytes], look_within: Look) -> Seen:
    """``companions``: files of which one may be the content, where it is not in the envelope."""
    if kind in envelope.ENCRYPTED:
        return Seen(facts=[Fact(Code.ENCRYPTED)])
    try:
        if kind == envelope.TIMESTAMPED:
            return _look_at_dated(inside, look_within)
        if kind == envelope.SIGNED:
            return _look_at_signed(envelope.signed_data(inside), companions, look_within)
    except (Wrong, *BROKEN):
        return Seen(facts=[Fact(Code.DAMAGED)], is_whole=False)
    return Seen()


def _look_at_signed(signed: Signed, companions: list[bytes], look_within: Look) -> Seen:
    if signed.content_type == envelope.TIMESTAMP:
        return Seen(facts=[Fact(Code.ONLY_TIMESTAMP)])
    if not signed.signers:
        return Seen(facts=[Fact(Code.ONLY_CERTIFICATES)])
    checked, content = _checked(signed, companions)
    seen = Seen(format="cades", covers_file=content is not None and not signed.has_more)
    evidence = evidence_of(signed)
    seen.entries = [entry for one in checked for entry in _entries(one, evidence)]
    seen.is_modified = any(one.has(Code.CONTENT_CHANGED) for one in checked)
    if content is None:
        seen.wanted = next((one.wanted for one in checked if one.wanted), "")
    if signed.has_more:
        seen.note(Code.TRAILING_BYTES)
    if signed.content:
        _take_in(seen, look_within(signed.content))
    return seen


def _take_in(seen: Seen, inner: Seen) -> None:
    seen.entries += inner.entries
    seen.is_modified |= inner.is_modified
    told = [fact for fact in inner.facts if inner.entries or fact.code in _OF_THE_WHOLE]
    seen.facts += told
    if inner.entries or told:
        seen.is_whole &= inner.is_whole


def _checked(signed: Signed, companions: list[bytes]) -> tuple[list[Checked], bytes | None]:
    """The signers, and the content that they were held against: the envelope's own, or the one
    beside it that somebody did sign."""
    if signed.content is not None:
        return _check_all(signed, signed.content), signed.content
    tried = [(_check_all(signed, one), one) for one in companions]
    for checked, content in tried:
        if any(one.intact for one in checked):
            return checked, content
    if len(tried) == 1:
        return tried[0]
    checked = _check_all(signed, None)
    for one in checked:
        one.note(Code.CONTENT_MISSING)
    return checked, None


def _check_all(signed: Signed, content: bytes | None) -> list[Checked]:
    certificates = Certificates(signed.certificates)
    digest = None if content is None else cache(partial(digest_of, [content]))
    kind = stamps.name_of(signed.content_type)
    checked = [
        check(one, certificates, digest, content_type=kind) for one in signed.signers[:MOST_SIGNERS]
    ]
    if content is not None and envelope.are_attributes(content):
        for one in checked:
            _refuse_attributes(one)
    return checked


def _refuse_attributes(checked: Checked) -> None:
    """What somebody signed of a text's attributes is no text that they signed: a signature over
    the first, stripped of them, is right over the second (RFC 5652 keeps the two no further
    apart)."""
    if checked.intact and checked.is_bare:
        checked.intact = False
        checked.note(Code.DAMAGED_SIGNATURE)


def _entries(checked: Checked, evidence: Evidence, countersigns: str = "") -> Iterator[Entry]:
    """A signer, then who countersigned them."""
    yield Entry(checked, evidence + Evidence.of(checked.brought), countersigns=countersigns)
    for one in checked.countersigners:
        yield from _entries(one, evidence, checked.person.name or "…")


def evidence_of(signed: Signed) -> Evidence:
    return Evidence.of(brought_by(signed))


def _look_at_dated(inside: bytes, look_within: Look) -> Seen:
    """A «.tsd»: an envelope dated whole, as certifiers keep them."""
    content, tokens = envelope.timestamped(inside)
    if content is None:
        return Seen()
    seen = look_within(content)
    for token in tokens:
        stamp = stamps.read(token, partial(digest_of, [content]))
        if stamp is not None and stamp.intact:
            for entry in seen.entries:
                entry.stamps.append(stamp)
        else:
            seen.note(Code.TIMESTAMP_WRONG)
            seen.is_whole = False
    return seen
