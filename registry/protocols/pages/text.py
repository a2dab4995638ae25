"""The text of an act: recitals, citations, commitments, and what its clauses ask."""

from typing import Annotated, Any

from litestar import Controller, Request, Response, get, post
from litestar.datastructures import FormMultiDict
from litestar.params import FromPath
from msgspec import Meta, Struct, structs

from registry.platform.accounts.roles import Actor
from registry.platform.documents.italian import Article, Gender
from registry.platform.errors import InvalidInput, Refused
from registry.platform.i18n import _
from registry.platform.web.form_parts import saved_as
from registry.platform.web.forms import came_back, read_change, read_form
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.refusals import status_of
from registry.platform.web.shell import page, see
from registry.protocols import actions, drafts, queries
from registry.protocols.clauses.library import Norm, norms
from registry.protocols.drafts.protocol import SUBJECTS
from registry.protocols.kinds import ActKind, RecitalKind
from registry.protocols.letters.data import Definition
from registry.protocols.letters.rules import (
    AccessionRule,
    DataRegime,
    Governance,
    Indicator,
    Insurance,
    Monitoring,
    OpenTo,
    Procedures,
    ResourceRegime,
    Resources,
    ResourceShare,
    Signing,
    StampDuty,
)
from registry.protocols.pages.labels import LABELS
from registry.protocols.pages.own_text import (
    BASES,
    CHANGES,
    allotment_lines,
    amendment_rows,
    own_facts,
    share_lines,
    shares_of,
)
from registry.protocols.pages.reading import lines_of, text_of, without_blank_groups
from registry.protocols.pages.showing import TOLD_HERE, WORDS
from registry.protocols.permissions import WRITE_PROTOCOLS, check_can_write
from registry.protocols.queries import writing
from registry.protocols.shapes import (
    CitationData,
    Drafting,
    ProtocolView,
    RecitalData,
    TextData,
)

AnyRequest = Request[Any, Any, Any]
Many = Annotated[str, Meta(max_length=60000)]
GROUPS = ("governance", "monitoring", "insurance")


class ClauseForm(Struct, kw_only=True):
    """The clauses' questions as the page asks them; the rest of ``Drafting`` stays as it is."""

    unit: Annotated[str, Meta(max_length=300)] = ""
    object_words: Annotated[str, Meta(max_length=1000)] = ""
    common_interest: Annotated[str, Meta(max_length=1000)] = ""
    governance: Governance | None = None
    monitoring: Monitoring | None = None
    insurance: Insurance | None = None
    has_communication: bool = False
    resources: Resources = Resources()
    data_regime: DataRegime = DataRegime.AUTONOMOUS
    open_to: OpenTo | None = None
    renewal_months: Annotated[int, Meta(ge=1, le=1200)] | None = None
    review_months: Annotated[int, Meta(ge=1, le=1200)] | None = None
    withdrawal_days: Annotated[int, Meta(ge=1, le=3650)] | None = None
    for_public_interest: bool = False
    cure_days: Annotated[int, Meta(ge=1, le=100)] | None = None
    stamp_duty: StampDuty = StampDuty.TO_DETERMINE
    stamp_duty_bearer: Annotated[str, Meta(max_length=200)] = ""
    signing: Signing = Signing.DIGITAL


class AddendumForm(Struct, kw_only=True):
    unit: Annotated[str, Meta(max_length=300)] = ""
    signing: Signing = Signing.DIGITAL


class TextPages(Controller):
    path = "/protocols/{protocol_id:int}/draft"

    @get("/", guards=[requires(WRITE_PROTOCOLS)])
    async def show(self, protocol_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        return await _text_page(protocol_id, actor)

    @post("/", guards=[requires(WRITE_PROTOCOLS)], status_code=303)
    async def write(
        self, request: AnyRequest, protocol_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form, version = await read_change(request)
        try:
            act = await queries.view(protocol_id, by=actor)
            text = read_text(form, act)
            await actions.write_text(protocol_id, text, version=version, by=actor)
        except TOLD_HERE as refused:
            return await _text_page(protocol_id, actor, refused=refused, form=form)
        return see(f"/protocols/{protocol_id}/draft", said=_("Testo salvato."))

    @post("/save", guards=[requires(WRITE_PROTOCOLS)], status_code=204)
    async def autosave(
        self, request: AnyRequest, protocol_id: FromPath[int], actor: CurrentActor
    ) -> Response[None]:
        """What the page sends at every pause; the answer has the new version."""
        form, version = await read_change(request)
        act = await queries.view(protocol_id, by=actor)
        text = read_text(form, act)
        saved = await actions.write_text(
            protocol_id, text, version=version, is_autosave=True, by=actor
        )
        return Response(None, status_code=204, headers=saved_as(saved.version, form))


async def _text_page(
    protocol_id: int,
    actor: Actor,
    *,
    refused: Refused | None = None,
    form: FormMultiDict | None = None,
) -> Response[str]:
    act = await queries.view(protocol_id, by=actor)
    check_can_write(actor, act.office)
    ours, others = norms_for(act)
    around = await writing.around(act, by=actor)
    assert act.text is not None  # noqa: S101  a view of one act always has its text
    told = act.text.drafting
    return page(
        "protocols/draft.html",
        status=status_of(refused) if refused else 200,
        act=act,
        parent=around.parent,
        parent_articles=drafts.text_in_force(around),
        missing_parties=drafts.missing_parties(act, around),
        changes=CHANGES,
        bases=BASES,
        amendment_rows=amendment_rows(told),
        allotment_lines=allotment_lines(told.allotment),
        share_lines=share_lines(told.resources.shares),
        norms=ours,
        other_norms=others,
        options=LABELS,
        articles=[(one.value, one.value or _("senza articolo")) for one in Article],
        genders=[(Gender.MASCULINE.value, _("maschile")), (Gender.FEMININE.value, _("femminile"))],
        **WORDS,
        **(came_back(refused, form) if refused and form is not None else {}),
    )


def norms_for(act: ProtocolView) -> tuple[list[Norm], list[Norm]]:
    """The norms of these matters, or already cited, and the others."""
    matters = {SUBJECTS[matter].value for matter in act.matters} | {"tutte"}
    cited = {one.norm_key for one in act.text.citations} if act.text else set()
    everything = list(norms().values())
    ours = [one for one in everything if one.id in cited or not matters.isdisjoint(one.subjects)]
    return ours, [one for one in everything if one not in ours]


def read_text(form: FormMultiDict, act: ProtocolView) -> TextData:
    """What the page says, beside what only programs write, which stays."""
    assert act.text is not None  # noqa: S101  a view of one act always has its text
    if act.kind is ActKind.ADDENDUM:
        drafting = _amended(act.text.drafting, form)
    else:
        told = read_form(ClauseForm, without_blank_groups(form, *GROUPS))
        drafting = _merged(act.text.drafting, told, form, act.kind)
    return TextData(
        recitals=[
            RecitalData(kind=kind, text=line)
            for kind in RecitalKind
            for line in lines_of(text_of(form, f"recitals_{kind}"))
        ],
        citations=_citations(form, act),
        common_commitments=lines_of(text_of(form, "common_commitments")),
        drafting=drafting,
    )


def _citations(form: FormMultiDict, act: ProtocolView) -> list[CitationData]:
    """The norms that were ticked, in the library's order, then those written in full."""
    assert act.text is not None  # noqa: S101  a view of one act always has its text
    ticked = {value for value in form.getall("norms", []) if isinstance(value, str)}
    particular = {one.norm_key: one.in_particular for one in act.text.citations}
    ours = [
        CitationData(norm_key=key, in_particular=particular.get(key))
        for key in norms()
        if key in ticked
    ]
    return ours + [citation_of(line) for line in lines_of(text_of(form, "citations"))]


def citation_of(text: str) -> CitationData:
    """A citation in full, agreeing with the article that it begins with."""
    first = text.split(maxsplit=1)[0].lower()
    gender = "f" if first in ("la", "le") else "m"
    number = "p" if first in ("i", "gli", "le") else "s"
    return CitationData(text=text, gender=gender, number=number)


def _amended(kept: Drafting, form: FormMultiDict) -> Drafting:
    """An addendum has its changes, its office and how it is signed; the rest is of its act."""
    told = read_form(AddendumForm, form)
    return structs.replace(
        kept, unit=told.unit, signing=told.signing, **own_facts(ActKind.ADDENDUM, form)
    )


def _merged(kept: Drafting, told: ClauseForm, form: FormMultiDict, kind: ActKind) -> Drafting:
    plain = {
        name: getattr(told, name)
        for name in told.__struct_fields__
        if name not in ("monitoring", "data_regime", "open_to", "resources")
    }
    shares = shares_of(text_of(form, "shares"))
    _check_heard(told, shares, text_of(form, "indicators"))
    return structs.replace(
        kept,
        **plain,
        **own_facts(kind, form),
        resources=structs.replace(told.resources, shares=shares),
        definitions=_definitions(text_of(form, "definitions")),
        procedures=_procedures(kept, lines_of(text_of(form, "access_ways"))),
        monitoring=_monitoring(kept, told, text_of(form, "indicators")),
        personal_data=structs.replace(kept.personal_data, regime=told.data_regime),
        accession=_accession(kept, told.open_to),
    )


def _check_heard(told: ClauseForm, shares: tuple[ResourceShare, ...], indicators: str) -> None:
    """What was typed where the text would not say it is told, and never dropped in silence."""
    wrong: dict[str, str] = {}
    money = told.resources
    has_money = bool(money.total or money.source or money.fund or money.cup or shares)
    if money.regime is ResourceRegime.NONE and has_money:
        wrong["resources.regime"] = _(
            "Hai scritto importi o un fondo, ma è scelto «Nessun onere nuovo o maggiore»:"
            " scegli come si sostiene la spesa, o svuota quei campi."
        )
    if told.monitoring is None and indicators.strip():
        wrong["monitoring.frequency"] = _(
            "Hai scritto gli indicatori: di' anche con che cadenza si raccolgono."
        )
    if told.stamp_duty is not StampDuty.DUE and told.stamp_duty_bearer:
        wrong["stamp_duty"] = _(
            "Hai scritto a carico di chi è il bollo: scegli «Dovuta», o svuota quel campo."
        )
    if wrong:
        raise InvalidInput.of(wrong)


def _definitions(text: str) -> tuple[Definition, ...]:
    """One a line: «termine: significato»."""
    found = []
    for line in lines_of(text):
        term, colon, meaning = line.partition(":")
        if not (colon and term.strip() and meaning.strip()):
            sentence = _("«{line}»: scrivi il termine, due punti, e che cosa significa.")
            raise InvalidInput(definitions=sentence.format(line=line))
        found.append(Definition(term=term.strip(), meaning=meaning.strip()))
    return tuple(found)


def _procedures(kept: Drafting, ways: list[str]) -> Procedures | None:
    if not ways:
        return None
    if kept.procedures is None:
        return Procedures(access_ways=tuple(ways))
    return structs.replace(kept.procedures, access_ways=tuple(ways))


def _monitoring(kept: Drafting, told: ClauseForm, text: str) -> Monitoring | None:
    if told.monitoring is None:
        return None
    note = kept.monitoring.note if kept.monitoring else ""
    return structs.replace(told.monitoring, indicators=_indicators(text), note=note)


def _indicators(text: str) -> tuple[Indicator, ...]:
    """One a line: name; unit; source; frequency."""
    found = []
    for line in lines_of(text):
        parts = [part.strip() for part in line.split(";")]
        if len(parts) != 4 or not all(parts):
            sentence = _("«{line}»: servono nome, unità, fonte e cadenza, con il punto e virgola.")
            raise InvalidInput(indicators=sentence.format(line=line))
        name, unit, source, frequency = parts
        found.append(Indicator(name=name, unit=unit, source=source, frequency=frequency))
    return tuple(found)


def _accession(kept: Drafting, open_to: OpenTo | None) -> AccessionRule | None:
    if open_to is None:
        return None
    if kept.accession is None:
        return AccessionRule(open_to=open_to)
    return structs.replace(kept.accession, open_to=open_to)
