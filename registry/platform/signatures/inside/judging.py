"""From what was seen of a file to what is said of it: when each signed, and whether to trust."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from registry.platform.clock import ROME
from registry.platform.signatures.inside import stamps
from registry.platform.signatures.inside.signer import Checked, digest_of
from registry.platform.signatures.inside.stamps import Stamp
from registry.platform.signatures.inside.trust import Evidence, Trust
from registry.platform.signatures.shapes import Code, Fact, Format, Signer, Verdict

_CLOCKS_DIFFER = timedelta(days=1)
_UNTRUSTED = {
    Code.EXPIRED, Code.NOT_YET_VALID, Code.NOT_FOR_SIGNING, Code.WEAK_DIGEST, Code.WEAK_KEY,
    Code.CERTIFICATE_MISSING, Code.IN_THE_FUTURE,
}  # fmt: skip


@dataclass
class Entry:
    """Somebody who signed, with what came along to prove it."""

    checked: Checked
    evidence: Evidence
    stamps: list[Stamp] = field(default_factory=list)
    """Of the file after they signed it."""
    countersigns: str = ""


@dataclass
class Seen:
    """What was found in a file, before anybody asks about trust."""

    format: Format | None = None
    entries: list[Entry] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    is_whole: bool = True
    """Nothing of the file itself is wrong, whoever signed it."""
    covers_file: bool = False
    is_modified: bool = False
    wanted: str = ""

    def note(self, code: Code, **words: str) -> None:
        self.facts.append(Fact(code, words))


def verdict(seen: Seen, trust: Trust | None, *, now: datetime) -> Verdict:
    signers = [_signer(entry, trust, now) for entry in seen.entries]
    is_signed = bool(signers)
    return Verdict(
        format=seen.format if is_signed else None,
        signed=is_signed,
        intact=is_signed and seen.is_whole and all(one.intact for one in signers),
        covers_whole_file=is_signed and seen.covers_file,
        modified_after_signing=seen.is_modified,
        trusted=None if trust is None or not is_signed else all(one.trusted for one in signers),
        signers=signers,
        facts=seen.facts,
        wanted=seen.wanted,
    )


def _signer(entry: Entry, trust: Trust | None, now: datetime) -> Signer:
    checked = entry.checked
    proved_at = _proved_at(entry, trust)
    signer = Signer(
        name=checked.person.name,
        tax_code=checked.person.tax_code,
        organisation=checked.person.organisation,
        signed_at=proved_at or checked.claimed_at,
        is_stamped=proved_at is not None,
        intact=checked.intact,
        countersigns=entry.countersigns,
        valid_from=checked.valid_from,
        valid_until=checked.valid_until,
        issuer=checked.issuer,
        facts=checked.facts,
    )
    _look_at_validity(signer, now)
    if trust is not None:
        signer.trusted = _is_trusted(signer, entry, trust, proved_at=proved_at, now=now)
    return signer


def _proved_at(entry: Entry, trust: Trust | None) -> datetime | None:
    """The first instant at which somebody trusted saw the signature."""
    read = list(_stamps_of(entry.checked))
    if any(stamp is None or not stamp.intact for stamp in read):
        entry.checked.note(Code.STAMP_WRONG)
    seen = [*(stamp for stamp in read if stamp), *entry.stamps]
    return min((one.at for one in seen if trust and trust.dates(one, entry.evidence)), default=None)


def _stamps_of(checked: Checked) -> Iterator[Stamp | None]:
    for token in checked.tokens:
        yield stamps.read(token, lambda algorithm: digest_of([checked.signature], algorithm))


def _look_at_validity(signer: Signer, now: datetime) -> None:
    """Whether the certificate was good when they signed (CAD, art. 24)."""
    at = signer.signed_at or now
    if signer.valid_until and at > signer.valid_until:
        words = {"on": day(signer.valid_until), "signed_on": day(at)}
        signer.facts.append(Fact(Code.EXPIRED, words))
    elif signer.valid_from and at < signer.valid_from:
        words = {"on": day(signer.valid_from), "signed_on": day(at)}
        signer.facts.append(Fact(Code.NOT_YET_VALID, words))
    if at > now + _CLOCKS_DIFFER:
        signer.facts.append(Fact(Code.IN_THE_FUTURE, {"signed_on": day(at)}))


def _is_trusted(
    signer: Signer, entry: Entry, trust: Trust, *, proved_at: datetime | None, now: datetime
) -> bool:
    certificate = entry.checked.certificate
    if not signer.intact or certificate is None:
        return False
    is_trusted, facts = trust.has_issued(
        certificate, entry.evidence, signed_at=signer.signed_at or now, proved_at=proved_at or now
    )
    known = {fact.code for fact in signer.facts}
    if Code.EXPIRED in known or Code.NOT_YET_VALID in known:
        facts = [
            fact for fact in facts if fact.code not in (Code.EXPIRED_SINCE, Code.NOT_YET_VALID)
        ]
    signer.facts.extend(facts)
    return is_trusted and not known & _UNTRUSTED


def day(moment: datetime) -> str:
    return f"{moment.astimezone(ROME):%d/%m/%Y}"
