"""What was found of a file's signatures, kept beside the file.

The facts are kept, not the words: whoever reads the page reads them in their language.
"""

import asyncio
from collections.abc import Collection
from datetime import datetime
from typing import Any

import msgspec
import structlog
from piccolo.columns import JSONB, Timestamptz, Varchar
from piccolo.table import Table

from registry.platform import clock
from registry.platform.database import DB, fetch
from registry.platform.errors import Refused
from registry.platform.i18n import _
from registry.platform.signatures import anchors
from registry.platform.signatures.shapes import (
    Code,
    Signatures,
    SignerShown,
    Trusted,
    Verdict,
)
from registry.platform.signatures.verifying import AT_ONCE, verify
from registry.platform.signatures.words import reasons, standing, why_not_checked
from registry.platform.storage.files import MEDIA_TYPES

KINDS = frozenset({"pdf", "p7m"})
"""Of files that may carry signatures."""
OPENLY = [MEDIA_TYPES[".pdf"], MEDIA_TYPES[".p7m"]]
"""The same as their kept bytes are described."""
MEDIA = [*OPENLY, "application/octet-stream"]
"""And those of which the name says nothing: they are looked at, and wait on no page."""

MISSING = "signature:missing"
NOT_CHECKED = "signature:not_checked"
BEING_CHECKED = "signature:being_checked"
WORSE = ["signature:valid", "signature:intact", "signature:not_proved", "signature:not_valid"]

_HURRIED = {Code.TIMEOUT, Code.OUT_OF_MEMORY}

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
    trusted = await trusted_now()
    verdict = await verify(content, anchors=trusted.packed, limits=AT_ONCE)
    # What there was no time for is left to those who look again at leisure.
    is_whole = not any(fact.code in _HURRIED for fact in verdict.facts)
    verdict.against = trusted.mark if is_whole else ""
    return verdict


async def trusted_now() -> Trusted:
    """Whom to believe; nobody, where the folder that was named cannot be read."""
    try:
        return await asyncio.to_thread(anchors.trusted)
    except Refused as refused:
        _log.warning("signatures", without_trust=refused.sentence)
        return anchors.NOBODY


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


async def lacking(digests: Collection[str]) -> list[str]:
    """Those that may carry signatures, at which nobody has looked yet."""
    rows = await fetch(_OF_FILES, list(digests), MEDIA)
    return [row["file"] for row in rows if row["verdict"] is None]


_OF_FILES = """
SELECT f.sha256 AS file, c.verdict, c.checked_at FROM stored_file f
LEFT JOIN signature_check c ON c.file = f.sha256
WHERE f.sha256 = ANY($1) AND (c.file IS NOT NULL OR f.media_type = ANY($2))
"""
_IN_LINE = """
SELECT j.state, asked.file FROM job j, jsonb_array_elements_text(j.arguments -> 'files')
  AS asked (file)
WHERE j.state IN ('queued', 'running') AND j.kind = 'signatures:check' AND asked.file = ANY($1)
"""


async def of_files(digests: Collection[str]) -> dict[str, Signatures]:
    """By the SHA-256 of each file that may carry signatures; those at which nobody has looked
    yet say that they wait."""
    rows = await fetch(_OF_FILES, list(digests), OPENLY)
    waiting = [row["file"] for row in rows if row["verdict"] is None]
    in_line = await fetch(_IN_LINE, waiting) if waiting else []
    states = {row["file"]: row["state"] for row in in_line}
    mark = await asyncio.to_thread(anchors.mark_or_none) if rows else None
    return {
        row["file"]: _waiting(states.get(row["file"])) if row["verdict"] is None
        else _shown(row, mark)
        for row in rows
    }  # fmt: skip


def _waiting(state: str | None) -> Signatures:
    """``state``: of the job that is to look at it; None where none was asked for it by name."""
    known = {
        "running": _("controllo in corso"),
        "queued": _("controllo in coda, fra poco"),
    }
    return Signatures(
        signed=False,
        intact=False,
        covers_whole_file=False,
        modified_after_signing=False,
        trusted=None,
        status=BEING_CHECKED,
        detail=known.get(state or "", _("controllo in attesa, al più tardi stanotte")),
        signers=[],
        reasons=[],
        checked_at=None,
    )


def _shown(row: Any, mark: str | None) -> Signatures:
    verdict = msgspec.json.decode(row["verdict"], type=Verdict)
    checked_at: datetime = row["checked_at"]
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
    unchecked = "" if signers else why_not_checked(verdict)
    nobody = NOT_CHECKED if unchecked else MISSING
    return Signatures(
        signed=verdict.signed,
        intact=verdict.intact,
        covers_whole_file=verdict.covers_whole_file,
        modified_after_signing=verdict.modified_after_signing,
        trusted=verdict.trusted,
        status=max((one.status for one in signers), key=WORSE.index, default=nobody),
        detail=unchecked,
        signers=signers,
        reasons=reasons(verdict),
        checked_at=checked_at,
        as_of=verdict.as_of,
        is_outdated=mark is not None and verdict.against != mark,
    )
