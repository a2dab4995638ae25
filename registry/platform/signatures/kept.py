"""What was found of a file's signatures on the day when it came in, kept beside the file.

The facts are kept, not the words: whoever reads the page reads them in their language.
"""

import asyncio
from collections.abc import Collection
from datetime import datetime

import msgspec
import structlog
from piccolo.columns import JSONB, Timestamptz, Varchar
from piccolo.table import Table

from registry.platform import clock
from registry.platform.database import DB, fetch
from registry.platform.errors import Refused
from registry.platform.signatures import anchors
from registry.platform.signatures.shapes import Signatures, SignerShown, Verdict
from registry.platform.signatures.verifying import AT_ONCE, verify
from registry.platform.signatures.words import reasons, standing

KINDS = frozenset({"pdf", "p7m"})
"""Of files that may carry signatures."""

MISSING = "signature:missing"
WORSE = ["signature:valid", "signature:intact", "signature:not_proved", "signature:not_valid"]

_log = structlog.get_logger(__name__)


class SignatureCheck(Table, db=DB, tablename="signature_check"):
    """One for the bytes, whoever holds them: the newest."""

    file = Varchar(64, primary_key=True)
    verdict = JSONB()
    checked_at = Timestamptz()


async def look_at(kind: str | None, content: bytes) -> Verdict | None:
    """What there is to say, while somebody waits; None of a kind that carries no signature."""
    if kind not in KINDS:
        return None
    try:
        trusted = await asyncio.to_thread(anchors.packed)
    except Refused as refused:
        _log.warning("signatures", without_trust=refused.sentence)
        trusted = None
    return await verify(content, anchors=trusted, limits=AT_ONCE)


async def keep(digest: str, verdict: Verdict | None) -> None:
    if verdict is None:
        return
    await fetch(
        "INSERT INTO signature_check (file, verdict, checked_at) VALUES ($1, $2, $3)"
        " ON CONFLICT (file) DO UPDATE SET verdict = EXCLUDED.verdict,"
        " checked_at = EXCLUDED.checked_at",
        digest,
        msgspec.json.encode(verdict).decode(),
        clock.now(),
    )


async def of_files(digests: Collection[str]) -> dict[str, Signatures]:
    """By the SHA-256 of each file that was looked at."""
    rows = await fetch(
        "SELECT file, verdict, checked_at FROM signature_check WHERE file = ANY($1)",
        list(digests),
    )
    return {
        row["file"]: _shown(msgspec.json.decode(row["verdict"], type=Verdict), row["checked_at"])
        for row in rows
    }


def _shown(verdict: Verdict, checked_at: datetime) -> Signatures:
    signers = []
    for one in verdict.signers:
        status, detail = standing(one)
        signers.append(
            SignerShown(
                name=one.name,
                organisation=one.organisation,
                signed_at=one.signed_at,
                intact=one.intact,
                trusted=one.trusted,
                status=status,
                detail=detail,
                issuer=one.issuer,
            )
        )
    return Signatures(
        signed=verdict.signed,
        intact=verdict.intact,
        covers_whole_file=verdict.covers_whole_file,
        modified_after_signing=verdict.modified_after_signing,
        trusted=verdict.trusted,
        status=max((one.status for one in signers), key=WORSE.index, default=MISSING),
        signers=signers,
        reasons=reasons(verdict),
        checked_at=checked_at,
    )
