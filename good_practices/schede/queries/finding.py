"""One scheda, with everything that the room knows of it."""

from datetime import datetime
from typing import Any

from msgspec import Struct, convert, to_builtins

from good_practices.circulars.naming import circular_name
from good_practices.circulars.shapes import FieldRow
from good_practices.schede.checks import findings_of, texts_of
from good_practices.schede.kinds import PARTNER_ROLES, PartnerRole
from good_practices.schede.lifecycle import SHOWN_OUTSIDE
from good_practices.schede.naming import heading_of, scheda_code
from good_practices.schede.queries.conditions import STANDING, VISIBLE
from good_practices.schede.shapes import (
    ActShown,
    AttachmentShown,
    PartnerShown,
    PlaceShown,
    ResultShown,
    SchedaView,
    SearchWords,
)
from good_practices.schede.tables import Scheda, SchedaAttachment
from registry.platform import search
from registry.platform.accounts.roles import Actor, Visibility
from registry.platform.accounts.sight import reader
from registry.platform.database import connection, fetch, fetch_parts
from registry.platform.errors import NotFound
from registry.platform.i18n import _
from registry.platform.signatures import kept
from registry.protocols.queries import conditions
from registry.territory import queries as territory

_SHEET = f"""
SELECT s.*, {STANDING} AS standing, o.name AS office_name,
       o.unit_name AS office_unit, o.email AS office_email,
       c.number AS circular_number, c.issued_on, c.reference AS circular_reference,
       f.number AS f_number, f.short_name, f.text, f.needs_specification, f.tells_stories,
       f.sub_items, f.aliases,
       coalesce(p.name, '') AS promoter_name, coalesce(l.name, '') AS lead_partner_name,
       coalesce(w.name, '') AS written_by_name, coalesce(a.name, '') AS approved_by_name
FROM scheda s
JOIN office o ON o.code = s.office
JOIN circular c ON c.id = s.circular
JOIN circular_field f ON f.circular = s.circular AND f.number = s.field
LEFT JOIN partner p ON p.id = s.promoter
LEFT JOIN partner l ON l.id = s.lead_partner
LEFT JOIN person w ON w.id = s.written_by
LEFT JOIN person a ON a.id = s.approved_by
WHERE {VISIBLE} AND s.id = $3
"""  # noqa: S608  only this file's own text is put together


def _gone() -> NotFound:
    return NotFound(_("Questa scheda non c'è, o il tuo ufficio non può vederla."))


async def find(scheda_id: int, *, by: Actor) -> Scheda:
    """The row, if this person may see it."""
    rows = await fetch(
        f"SELECT id FROM scheda s WHERE {VISIBLE} AND s.id = $3",  # noqa: S608
        *reader(by),
        scheda_id,
    )
    scheda = await Scheda.objects().get(Scheda.id == scheda_id) if rows else None
    if scheda is None:
        raise _gone()
    return scheda


async def find_for_change(scheda_id: int, *, by: Actor) -> Scheda:
    """The row as it is now, held until the act ends."""
    await connection().execute("SELECT 1 FROM scheda WHERE id = $1 FOR UPDATE", scheda_id)
    return await find(scheda_id, by=by)


async def find_attachment(scheda_id: int, attachment_id: int, *, by: Actor) -> SchedaAttachment:
    """The file as it was attached; one taken away is found too, for who takes it back."""
    await find(scheda_id, by=by)
    attachment = await SchedaAttachment.objects().get(
        (SchedaAttachment.id == attachment_id) & (SchedaAttachment.scheda == scheda_id)
    )
    if attachment is None:
        raise NotFound(_("Questo allegato non c'è più."))
    return attachment


async def view(scheda_id: int, *, by: Actor) -> SchedaView:
    """The scheda with its parts and, for its own office, with what there is to say of it."""
    rows = await fetch(_SHEET, *reader(by), scheda_id)
    if not rows:
        raise _gone()
    sheet = convert(_values(rows[0]), SchedaView)
    parts = await fetch_parts(_PARTS, *reader(by), scheda_id)
    await _add_parts(sheet, parts)
    if by.belongs_to(sheet.office):
        sheet.findings = findings_of(sheet, _by_passage(parts["explanations"]))
    else:
        _leave_inside(sheet)
    return sheet


def _leave_inside(sheet: SchedaView) -> None:
    """Outside its office nobody reads who wrote, who approved, what was asked to correct."""
    sheet.written_by = sheet.approved_by = sheet.submission_id = None
    sheet.written_by_name = sheet.approved_by_name = sheet.returned_words = ""
    sheet.writer_ids = []


def _values(row: Any) -> dict[str, Any]:
    values = dict(row)
    values["field_row"] = FieldRow(
        number=row["f_number"],
        short_name=row["short_name"],
        text=row["text"],
        needs_specification=row["needs_specification"],
        tells_stories=row["tells_stories"],
        sub_items=row["sub_items"],
        aliases=row["aliases"],
    )
    values["code"] = scheda_code(row["office"], row["year"], row["number"])
    values["heading"] = heading_of(row["field"], row["text"], row["field_other"])
    values["circular_name"] = circular_name(row["circular_number"], row["issued_on"])
    return values


_PARTS = {
    "partners": "SELECT r.partner, p.name, r.role, r.activity, '' AS role_label"
    " FROM scheda_partner r JOIN partner p ON p.id = r.partner"
    " WHERE r.scheda = $3 ORDER BY r.position, r.id",
    "results": "SELECT indicator, value_words, number::float8, qualifier, unit, as_of, source"
    " FROM scheda_result WHERE scheda = $3 ORDER BY position",
    "acts": "SELECT p.id, p.title, p.signed_on FROM scheda_act a"  # noqa: S608  our own text
    " JOIN protocol p ON p.id = a.protocol"
    f" WHERE a.scheda = $3 AND {conditions.visible('p')} ORDER BY p.signed_on NULLS LAST, p.id",
    "places": "SELECT place FROM scheda_place WHERE scheda = $3 ORDER BY id",
    "explanations": "SELECT rule, passage, reason FROM scheda_explanation"
    " WHERE scheda = $3 AND withdrawn_at IS NULL",
}
_ATTACHMENTS = (
    "SELECT id, name, title, file AS sha256, size, kind, added_at FROM scheda_attachment"
    " WHERE scheda = $1 AND removed_at IS NULL ORDER BY id"
)


async def _add_parts(sheet: SchedaView, parts: dict[str, list[Any]]) -> None:
    sheet.partners = convert(parts["partners"], list[PartnerShown])
    for partner in sheet.partners:
        partner.role_label = str(PARTNER_ROLES[PartnerRole(partner.role)])
    sheet.results = convert(parts["results"], list[ResultShown])
    sheet.acts = convert(parts["acts"], list[ActShown])
    codes = [row["place"] for row in parts["places"]]
    places = await territory.places_by_code(codes)
    sheet.places = [PlaceShown(code=code, name=places[code].label) for code in codes]
    attached = await fetch(_ATTACHMENTS, sheet.id)
    sheet.attachments = [convert(dict(row), AttachmentShown) for row in attached]
    known = await kept.of_files({one.sha256 for one in sheet.attachments})
    for file in sheet.attachments:
        file.signatures = known.get(file.sha256)


def _by_passage(explanations: list[Any]) -> dict[tuple[str, str], str]:
    """The reasons written for a scheda, by rule and passage."""
    return {(row["rule"], row["passage"]): row["reason"] for row in explanations}


class CanBeUndone(Struct, kw_only=True):
    """By their numbers, as the history tells them."""

    rewritings: set[int]
    explanations: dict[tuple[str, str], int]
    """By rule and passage."""
    withdrawn: set[int]
    """Explanations that were taken away."""


async def can_be_undone(scheda_id: int) -> CanBeUndone:
    rewritten = await fetch("SELECT id FROM scheda_rewriting WHERE scheda = $1", scheda_id)
    explained = await fetch(
        "SELECT id, rule, passage, withdrawn_at FROM scheda_explanation WHERE scheda = $1",
        scheda_id,
    )
    standing = [row for row in explained if row["withdrawn_at"] is None]
    return CanBeUndone(
        rewritings={row["id"] for row in rewritten},
        explanations={(row["rule"], row["passage"]): row["id"] for row in standing},
        withdrawn={row["id"] for row in explained if row["withdrawn_at"] is not None},
    )


_INSIDE_ONLY = frozenset({"findings", "writer_ids", "written_by", "approved_by", "submission_id"})


async def snapshot(scheda_id: int, *, by: Actor) -> dict[str, Any]:
    """The scheda as plain data, to be frozen in a transmission: what leaves the office.

    Names of persons and notes of the office stay inside.
    """
    sheet = await view(scheda_id, by=by)
    values: dict[str, Any] = to_builtins(sheet)
    for name in [*_INSIDE_ONLY, "written_by_name", "approved_by_name", "returned_words"]:
        del values[name]
    return {"schema": 1, **values}


# «CR 2026/3», as ``naming.scheda_code`` writes it.
search.CODES["schede"] = (
    "SELECT id FROM scheda WHERE upper(regexp_replace(office, '^.*-', '')) || year || number = $1"
)


async def words_to_find(scheda_id: int, *, by: Actor) -> SearchWords:
    """Every word by which a scheda is looked for, and who may find it.

    Before it is sent it is the office's own work, whatever its visibility will be.
    """
    sheet = await view(scheda_id, by=by)
    names = [one.name for one in sheet.partners] + [act.title for act in sheet.acts]
    body = [*texts_of(sheet).values(), sheet.promoter_name, sheet.lead_partner_name, *names]
    body += [place.name for place in sheet.places]
    is_shown = sheet.status in SHOWN_OUTSIDE
    return SearchWords(
        title=sheet.title or sheet.heading,
        facts=f"{sheet.code} · {sheet.heading} · {sheet.office_name}",
        body=" ".join(filter(None, body)),
        office=sheet.office,
        visibility=sheet.visibility if is_shown else Visibility.RESERVED,
    )


# What the Ministry's first answer after the last departure says: that it has opened it.
_OPENED = """
SELECT min(at) AS at FROM audit_event
WHERE about_kind = 'scheda' AND about_id = $1 AND event = 'scheda:outcome'
  AND details ->> 'became' IN ('under_review', 'returned', 'accepted', 'rejected')
  AND at >= (SELECT max(at) FROM audit_event
             WHERE about_kind = 'scheda' AND about_id = $1 AND event = 'scheda:send')
"""


async def opened_by_ministry_or_none(scheda_id: int) -> datetime | None:
    """When the Ministry opened what was sent last; None when nobody there has, or told so."""
    rows = await fetch(_OPENED, str(scheda_id))
    opened_at: datetime | None = rows[0]["at"]
    return opened_at
