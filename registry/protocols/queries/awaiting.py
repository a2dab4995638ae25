"""Acts that wait for somebody: for a person of the office, or for a party."""

from typing import Any

from msgspec import convert

from registry.platform import clock
from registry.platform.accounts.roles import Actor
from registry.platform.database import fetch
from registry.platform.i18n import _, ngettext
from registry.protocols.queries import conditions
from registry.protocols.shapes import Awaiting

_AWAITING = f"""
SELECT a.id, a.title, a.kind, a.status, {conditions.standing("$2")} AS standing,
       ({conditions.waits_for_us("$2")}) AS is_ours,
       (SELECT count(*) FROM party p WHERE p.protocol = a.id AND (p.status = 'text_to_approve'
          OR a.status = 'signing' AND p.status IN ('text_approved', 'awaiting_signature',
                                                   'invited')))::int AS n_missing,
       (SELECT count(*) FROM party p WHERE p.protocol = a.id
          AND p.status = 'signature_not_valid')::int AS n_not_valid,
       (SELECT max(on_day) FROM protocol_step s WHERE s.protocol = a.id) AS since,
       a.renewal, a.notice_days, coalesce(a.ends_earliest, a.ends_latest) AS ends_near
FROM protocol a
WHERE a.office = $1 AND {conditions.may_wait("$2")}
"""  # noqa: S608  only this file's own text is put together
_DUE = """CASE WHEN w.standing = 'renews_itself' THEN w.ends_near - coalesce(w.notice_days, 0)
  WHEN w.standing IN ('expiring', 'expired') THEN w.ends_near END"""
# For the few acts at the approval or at the signature: the first party whose signature is to be
# made again, the first ones that have not approved or signed, how many have signed.
_ROWS = f"""
SELECT w.*, {_DUE} AS due_on, x.id AS not_valid, coalesce(x.name, '') AS not_valid_name,
       coalesce(x.signature_note, '') AS not_valid_note, n.signed, n.parties,
       CASE WHEN w.n_missing > 0 THEN ARRAY(
         SELECT coalesce(nullif(p.name_words, ''), b.name)
         FROM party p JOIN partner b ON b.id = p.partner
         WHERE p.protocol = w.id AND (p.status = 'text_to_approve' OR w.status = 'signing'
           AND p.status IN ('text_approved', 'awaiting_signature', 'invited'))
         ORDER BY p.position, p.id LIMIT 3) ELSE '{{}}' END AS missing_names
FROM ({_AWAITING}) w
LEFT JOIN LATERAL (
  SELECT p.id, coalesce(nullif(p.name_words, ''), b.name) AS name, p.signature_note
  FROM party p JOIN partner b ON b.id = p.partner
  WHERE p.protocol = w.id AND p.status = 'signature_not_valid' ORDER BY p.position LIMIT 1
) x ON w.status = 'signing',
LATERAL (SELECT count(*) FILTER (WHERE p.status IN ('signed', 'signed_on_paper', 'acceded'))::int
           AS signed, count(*)::int AS parties
         FROM party p WHERE p.protocol = w.id AND p.status <> 'withdrawn') n
WHERE w.is_ours OR w.status IN ('circulated', 'signing')
ORDER BY w.is_ours DESC, x.id IS NULL, due_on NULLS LAST, w.since NULLS LAST, w.id
"""  # noqa: S608


async def awaiting(*, by: Actor) -> list[Awaiting]:
    """The office's acts that wait for a person of it («us») or for a party («others»): on top the
    signatures to be made again, then what is due first."""
    return [_told(dict(row)) for row in await fetch(_ROWS, by.office, clock.today())]


def _told(row: dict[str, Any]) -> Awaiting:
    told = {
        "waits_for": "us" if row["is_ours"] else "others",
        "reason": reason(row["standing"], row["n_missing"], row["n_not_valid"]),
    }
    return convert(row | told, Awaiting, strict=False)


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


def who_is_missing(one: Awaiting) -> str:
    """The first of those that have not approved or signed, by name; the rest counted."""
    if one.n_missing <= len(one.missing_names):
        return ", ".join(one.missing_names)
    return _("{names} e altri {n}").format(
        names=", ".join(one.missing_names), n=one.n_missing - len(one.missing_names)
    )


def _missing_signatures(n: int) -> str:
    if not n:
        return _("Hanno firmato tutti: si può dichiarare sottoscritto.")
    return ngettext("Manca una firma.", "Mancano %(n)s firme.", n).replace("%(n)s", str(n))


def _missing_approvals(n: int) -> str:
    if not n:
        return _("Lo schema è approvato: si può bloccare il testo e aprire la firma.")
    words = ngettext("Manca un'approvazione.", "Mancano %(n)s approvazioni.", n)
    return words.replace("%(n)s", str(n))
