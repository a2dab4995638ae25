"""A scheda of the registry as a .docx: what the letter needs, taken from the sheet."""

from good_practices.circulars.documents import code_of, form_of
from good_practices.circulars.shapes import CircularView
from good_practices.schede.checks import is_protection
from good_practices.schede.figures import counts_people
from good_practices.schede.letter_data import (
    FormalAct,
    Result,
    SchedaContact,
    SchedaLetterData,
)
from good_practices.schede.letters import scheda_file_name, scheda_letter
from good_practices.schede.lifecycle import DRAFT, PROPOSED, WITHDRAWN
from good_practices.schede.shapes import ActShown, ResultShown, SchedaView
from registry.dates.words import prep
from registry.platform.documents import Letter
from registry.platform.documents.letter import Stage, missing
from registry.platform.offices.words import short_unit

NOT_YET_FINAL = frozenset({DRAFT, PROPOSED, WITHDRAWN})
_FORMATS = {"docx": "Word", "doc": "Word", "odt": "ODT", "pdf": "PDF"}


def document(view: SchedaView, circular: CircularView) -> tuple[str, Letter]:
    """The file's name and the sheet in words: a draft is marked so, and says what is missing."""
    data = letter_data(view, circular, stage=stage_of(view))
    return scheda_file_name(data), scheda_letter(data, form_of(circular))


def stage_of(view: SchedaView) -> Stage:
    return Stage.DRAFT if view.status in NOT_YET_FINAL else Stage.FINAL


def letter_data(
    view: SchedaView, circular: CircularView, *, stage: Stage, sequence: int = 1
) -> SchedaLetterData:
    """What the letter is written from; ``sequence`` is the sheet's place in its batch."""
    acts = formal_acts(view)
    return SchedaLetterData(
        stage=stage,
        version=view.edition,
        sequence=sequence,
        year=view.year,
        circular=code_of(circular),
        office_name=view.office_name,
        office_short_name=short_office_name(view.office_name),
        field=view.field,
        field_other=view.field_other or _unsaid_specification(view, stage),
        title=view.title or missing("titolo della pratica"),
        when=view.when_text,
        territory=territory_of(view),
        promoter=view.promoter_name,
        lead_partner=view.lead_partner_name,
        partners=tuple(
            f"{one.name} ({one.activity})"[:400] if one.activity else one.name
            for one in view.partners
        ),
        # A draft that says «sì» and has nothing to show yet: the letter says what is missing.
        is_formalised=bool(acts) or (None if view.is_formalised else view.is_formalised),
        acts=acts,
        is_publishable=view.is_publishable,
        abstract=view.abstract,
        context=view.context,
        description=view.description,
        objectives=tuple(one for one in view.objectives if one.strip()),
        access=view.access_words,
        recipients=view.recipients_words,
        results=tuple(_result(one) for one in view.results),
        resources=view.fund_words,
        lessons=view.lessons,
        transferability=view.transferability,
        contact=_contact(view),
        has_no_personal_data=not any(is_protection(one) and one.stops for one in view.findings),
    )


def formal_acts(view: SchedaView) -> tuple[FormalAct, ...]:
    """The acts of the registry; where none is registered, the files that carry them."""
    if view.acts:
        return tuple(FormalAct(words=_act_words(act)) for act in view.acts)
    if not view.is_formalised:
        return ()
    return tuple(
        FormalAct(words=file.title or file.name, format=_FORMATS.get(file.kind, ""))
        for file in view.attachments
    )


def _act_words(act: ActShown) -> str:
    """«Accordo per il volontariato, del 22 settembre 2015»."""
    day = f", {prep(act.signed_on, 'di')}" if act.signed_on else ""
    return f"{act.title[:360]}{day}"


def short_office_name(name: str) -> str:
    """«Prefettura – UTG di Cremona», for the foot of the page."""
    return name.replace("Ufficio Territoriale del Governo", "UTG")[:200]


def territory_of(view: SchedaView) -> str:
    """The office's own words; where there are none, the names of the places."""
    return view.territory_words or ", ".join(place.name for place in view.places)[:600]


def _unsaid_specification(view: SchedaView, stage: Stage) -> str:
    is_needed = view.field_row.needs_specification and stage is Stage.DRAFT
    return missing("quale campo") if is_needed else ""


def _result(one: ResultShown) -> Result:
    indicator = f"{one.indicator} ({one.unit})" if one.unit else one.indicator
    source = ", ".join(words for words in (one.source, one.as_of) if words)
    return Result(
        indicator=indicator[:400],
        value=one.value_words[:80],
        source=source[:200],
        counts_people=counts_people(one.indicator, one.unit),
    )


def _contact(view: SchedaView) -> SchedaContact | None:
    """Whom the scheda names; where it names nobody, the unit that the office has written."""
    if view.contact_unit:
        return SchedaContact(unit=view.contact_unit, email=view.contact_email)
    unit = short_unit(view.office_unit)
    return SchedaContact(unit=unit, email=view.office_email) if unit else None
