"""What comes: acts whose term is near, and acts that wait for somebody."""

from datetime import timedelta

from msgspec import convert

from registry.platform import clock
from registry.platform.accounts.roles import Actor
from registry.platform.database import fetch
from registry.platform.i18n import _, ngettext
from registry.protocols.queries import conditions
from registry.protocols.shapes import Awaiting, Deadline

_DEADLINES = f"""
SELECT a.id, a.title, a.kind, coalesce(nullif(a.ends_text, ''), a.when_text) AS ends_words,
       a.ends_latest AS ends_on, a.renewal, {conditions.standing("$2")} AS standing,
       CASE WHEN a.notice_days IS NOT NULL
            THEN coalesce(a.ends_earliest, a.ends_latest) - a.notice_days END AS notice_by
FROM protocol a
WHERE a.office = $1 AND a.status IN ('signed', 'in_force')
  AND a.ends_latest BETWEEN $2 AND $3
ORDER BY coalesce(a.ends_earliest, a.ends_latest), a.id
"""  # noqa: S608  only this file's own text is put together


async def expiring_within(days: int, *, by: Actor) -> list[Deadline]:
    """The office's acts whose term comes within so many days, soonest first."""
    today = clock.today()
    rows = await fetch(_DEADLINES, by.office, today, today + timedelta(days=days))
    return [convert(dict(row), Deadline, strict=False) for row in rows]


_AWAITING = f"""
SELECT a.id, a.title, a.kind, a.status, {conditions.standing("$2")} AS standing,
       ({conditions.waits_for_us("$2")}) AS is_ours,
       (SELECT count(*) FROM party p WHERE p.protocol = a.id AND (p.status = 'text_to_approve'
          OR a.status = 'signing' AND p.status IN ('text_approved', 'awaiting_signature',
                                                   'invited')))::int AS n_missing,
       (SELECT count(*) FROM party p WHERE p.protocol = a.id
          AND p.status = 'signature_not_valid')::int AS n_not_valid,
       (SELECT max(on_day) FROM protocol_step s WHERE s.protocol = a.id) AS since
FROM protocol a
WHERE a.office = $1 AND {conditions.may_wait("$2")}
"""  # noqa: S608  only this file's own text is put together


async def awaiting(*, by: Actor) -> list[Awaiting]:
    """The office's acts that wait for a person of it («us») or for a party («others»)."""
    rows = await fetch(
        f"SELECT * FROM ({_AWAITING}) w WHERE is_ours OR status IN ('circulated', 'signing')"  # noqa: S608
        " ORDER BY is_ours DESC, since NULLS LAST, id",
        by.office,
        clock.today(),
    )
    return [
        Awaiting(
            id=row["id"],
            title=row["title"],
            kind=convert(row["kind"], Awaiting.__annotations__["kind"]),
            status=convert(row["status"], Awaiting.__annotations__["status"]),
            waits_for="us" if row["is_ours"] else "others",
            reason=reason(row["standing"], row["n_missing"], row["n_not_valid"]),
            n_missing=row["n_missing"],
            since=row["since"],
        )
        for row in rows
    ]


def reason(standing: str, n_missing: int, n_not_valid: int = 0) -> str:
    """Why an act waits, in one sentence."""
    if standing == "signing" and n_not_valid:
        return _("Una firma non è valida: serve una nuova firma.")
    if standing == "signing":
        return _missing_signatures(n_missing)
    if standing == "circulated":
        return _missing_approvals(n_missing)
    return {
        "proposed": _("È solo proposto: comincia a scriverlo, o lascia cadere la proposta."),
        "in_definition": _("Il testo è da finire e da inviare alle parti."),
        "signed": _("È sottoscritto: segna da quando è in vigore."),
        "expiring": _("Il termine si avvicina: prepara il rinnovo, o lascialo scadere."),
        "renews_itself": _("Si rinnova da solo, se nessuno dà disdetta in tempo."),
        "expired": _("Il termine è passato: segnalo scaduto, o registra il rinnovo."),
    }.get(standing, "")


def _missing_signatures(n: int) -> str:
    if not n:
        return _("Hanno firmato tutti: si può dichiarare sottoscritto.")
    return ngettext("Manca una firma.", "Mancano %(n)s firme.", n).replace("%(n)s", str(n))


def _missing_approvals(n: int) -> str:
    if not n:
        return _("Lo schema è approvato: si può bloccare il testo e aprire la firma.")
    words = ngettext("Manca un'approvazione.", "Mancano %(n)s approvazioni.", n)
    return words.replace("%(n)s", str(n))
