"""Schede of the tests: sheets as values, and schede that walk the real actions."""

import io
from datetime import UTC, datetime
from functools import cache
from typing import Any

from docx import Document
from msgspec import convert, to_builtins

from good_practices.circulars.naming import circular_name
from good_practices.circulars.reading import DATA, read_circular
from good_practices.circulars.shapes import FieldRow
from good_practices.schede import actions
from good_practices.schede.lifecycle import SchedaStatus
from good_practices.schede.naming import heading_of
from good_practices.schede.shapes import AttachmentShown, NewScheda, Outcome, SchedaView
from good_practices.schede.tables import Scheda
from registry.platform.accounts.roles import Actor, Visibility
from registry.protocols import actions as protocols
from registry.protocols.kinds import ActKind
from registry.protocols.shapes import NewProtocol
from registry.protocols.tables import Protocol
from tests.schede.texts import NETWORK, VOLUNTEERING

FORM = read_circular(DATA / "circolare-5973-2015.toml")
THEN = datetime(2026, 11, 23, 8, 12, tzinfo=UTC)
TITLE = "Volontariato e pubblica utilità dei richiedenti asilo"


def field_row(number: int) -> FieldRow:
    data = FORM.fields[number - 1]
    return FieldRow(**{name: getattr(data, name) for name in FieldRow.__struct_fields__})


def a_sheet(field: int = 7, **more: Any) -> SchedaView:
    """A sheet with nothing left to say of it, and then changed."""
    row = field_row(field)
    values: dict[str, Any] = {
        "id": 1, "code": "CR 2026/1", "office": "pref-cr", "office_name": "Prefettura di Cremona",
        "year": 2026, "number": 1, "practice": 1, "circular": 1,
        "circular_name": circular_name(FORM.number, FORM.issued_on),
        "circular_reference": FORM.reference, "field": field, "field_row": row,
        "field_other": "", "heading": heading_of(field, row.text, ""), "vulnerable_groups": [],
        "title": TITLE, "abstract": "", "description": "Corsi e attività. " * 10,
        "is_formalised": False, "when_text": "dall'anno 2015", "when_period": "2015/..",
        "when_state": None, "starts_earliest": None, "starts_latest": None,
        "ends_earliest": None, "ends_latest": None, "territory_words": "Distretto cremonese",
        "promoter": None, "promoter_name": "", "lead_partner": None, "lead_partner_name": "",
        "context": "", "objectives": [], "access_words": "", "recipients_words": "",
        "fund_words": "", "lessons": "", "transferability": "", "is_story_anonymised": False,
        "is_publishable": True, "contact_unit": "Area IV", "contact_email": "",
        "visibility": Visibility.OFFICE, "status": SchedaStatus.DRAFT, "standing": "draft",
        "edition": 1, "written_by": 1, "written_by_name": "", "writer_ids": [1],
        "approved_by": None, "approved_by_name": "", "approved_at": None, "returned_words": "",
        "returned_at": None, "submission_id": None, "version": 1, "created_at": THEN,
        "changed_at": THEN,
    }  # fmt: skip
    return SchedaView(**values | more)


def a_file(name: str = "accordo.docx") -> AttachmentShown:
    return AttachmentShown(
        id=1, name=name, title="", sha256="0" * 64, size=1000, kind="docx", added_at=THEN
    )


@cache
def word(text: str = "Accordo operativo territoriale") -> bytes:
    """A real .docx with these words: the same bytes each time, whatever the second."""
    made = io.BytesIO()
    document = Document()
    document.add_paragraph(text)
    document.save(made)
    return made.getvalue()


async def an_act(by: Actor, title: str = "Accordo per il volontariato") -> Protocol:
    return await protocols.draft(NewProtocol(kind=ActKind.PROTOCOL, title=title), by=by)


async def a_scheda(by: Actor, **more: Any) -> Scheda:
    """A draft that lacks nothing: a practice without an act."""
    values: dict[str, Any] = {
        "field": 5, "title": "Corsi di italiano nei comuni", "description": "Corsi serali. " * 10,
        "is_formalised": False, "when": "dall'anno 2015", "territory_words": "Provincia",
        "is_publishable": True, "contact_unit": "Area IV",
    }  # fmt: skip
    return await actions.write(convert(to_builtins(values | more), NewScheda), by=by)


async def a_formal_scheda(by: Actor, act: Protocol, **more: Any) -> Scheda:
    """A draft of field 7 with its act, in the registry and attached."""
    told = {"field": 7, "title": TITLE, "description": VOLUNTEERING, "is_formalised": True}
    scheda = await a_scheda(by, **{**told, "acts": [act.id], **more})
    await actions.attach(scheda.id, "accordo.docx", word(), title="Accordo", by=by)
    return scheda


async def a_proposed_scheda(by: Actor, **more: Any) -> Scheda:
    return await actions.propose((await a_scheda(by, **more)).id, by=by)


async def a_ready_scheda(by: Actor, head: Actor, **more: Any) -> Scheda:
    return await actions.approve((await a_proposed_scheda(by, **more)).id, by=head)


async def a_sent_scheda(by: Actor, head: Actor, **more: Any) -> Scheda:
    scheda = await a_ready_scheda(by, head, **more)
    await actions.hold(scheda.id, 1, by=by)
    return await actions.mark_sent(scheda.id, by=by)


async def a_returned_scheda(by: Actor, head: Actor, words: str = "Manca l'allegato") -> Scheda:
    scheda = await a_sent_scheda(by, head)
    outcome = Outcome(status=SchedaStatus.RETURNED, words=words)
    return await actions.mark_outcome(scheda.id, outcome, by=by)


__all__ = ["NETWORK", "VOLUNTEERING"]
