"""What the clauses of one act can lean on: its facts, its words and its lists."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from registry.partners.kinds import Nature
from registry.platform.documents.italian import (
    Article,
    Gender,
    capitalised,
    in_words,
    with_article,
    with_preposition,
)
from registry.platform.documents.need import Needs, WordBook
from registry.platform.i18n import _
from registry.protocols.clauses.library import act_kinds, formulas
from registry.protocols.letters.cited import put_cited
from registry.protocols.letters.data import PactData
from registry.protocols.letters.facts import PROTECTED, Party, Subject
from registry.protocols.letters.parties import Signatory
from registry.protocols.letters.rules import (
    DataRegime,
    Governance,
    OpenTo,
    Renewal,
    ResourceRegime,
    Resources,
    Signing,
    StampDuty,
    Start,
)
from registry.protocols.letters.words import (
    cents_of,
    duration_words,
    ending,
    euros,
    on_day,
    short_name,
)

DIGITAL_SINCE = date(2014, 6, 30)
"""From this day agreements between administrations are void unless signed digitally
(L. 241/1990, art. 15, c. 2-bis)."""
STAMP_CODE_SINCE = date(2027, 1, 1)
"""Stamp duty and registration move to d.lgs. 123/2025."""


@dataclass
class Ground:
    """``lists``: for each name, the texts that people wrote, with the path of each."""

    words: WordBook
    facts: set[str] = field(default_factory=set)
    lists: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def add_list(self, name: str, texts: Sequence[str], path: str) -> None:
        self.lists[name] = [(f"{path}.{n}", text) for n, text in enumerate(texts)]
        if texts:
            self.facts.add(name)

    def note(self, **facts: bool) -> None:
        self.facts |= {name for name, holds in facts.items() if holds}


def gather(data: PactData, everyone: Sequence[Signatory], needs: Needs) -> Ground:
    """The ground of an act, but for annexes and cross-references, which come after."""
    ground = Ground(WordBook(needs))
    for topic in TOPICS:
        topic(data, ground, needs)
    _about_parties(data, everyone, ground, needs)
    return ground


def act_words(kind: str) -> dict[str, str]:
    """«il presente protocollo» in its five forms, and the ending of its participles."""
    noun, gender = act_kinds()[kind].noun, act_kinds()[kind].gender
    article = Article.LA if gender is Gender.FEMININE else Article.IL
    this = f"presente {noun}"
    return {
        "act_this": with_article(article, this),
        "act_this_cap": capitalised(with_article(article, this)),
        "act_of_this": with_preposition("di", article, this),
        "act_to_this": with_preposition("a", article, this),
        "act_in_this": with_preposition("in", article, this),
        "act_by_this": with_preposition("da", article, this),
        "act_o": ending(gender),
    }


def party_words(prefix: str, party: Party) -> dict[str, str]:
    """The forms of a defined term: the, of, to, by, and the ending of its participles."""
    return {
        f"{prefix}_the": short_name(party),
        f"{prefix}_the_cap": capitalised(short_name(party)),
        f"{prefix}_of": short_name(party, "di"),
        f"{prefix}_to": short_name(party, "a"),
        f"{prefix}_by": short_name(party, "da"),
        f"{prefix}_o": ending(party.gender, party.number),
    }


def _about_act(data: PactData, ground: Ground, needs: Needs) -> None:
    ground.words.put(**act_words(data.code), **party_words("promoter", data.promoter))
    wants_interest = "common_interest" in act_kinds()[data.code].wants
    ground.note(common_interest=bool(data.common_interest) or wants_interest)
    what = "interesse comune delle Parti"
    ground.words.ask("act.common_interest", data.common_interest, "common_interest", what)
    ground.words.put(
        act_territory=data.territory,
        purpose_object=data.purpose.object or data.subject,
        purpose_territory_inside=f", {data.territory}," if data.territory else "",
        purpose_territory=f", {data.territory}" if data.territory else "",
        purpose_beneficiaries=data.purpose.beneficiaries,
    )
    aims = data.purpose.aims
    ground.add_list("aims", aims, "purpose.aims")
    ground.note(lone_aim=len(aims) == 1)
    ground.add_list("common_commitments", data.common_commitments, "common_commitments")
    terms = sorted(data.definitions, key=lambda one: one.term.casefold())
    ground.add_list("definitions", [f"«{one.term}»: {one.meaning}" for one in terms], "definitions")
    ground.note(
        beneficiaries=bool(data.purpose.beneficiaries),
        protected=not PROTECTED.isdisjoint(data.subjects),
        minors=Subject.MINORS in data.subjects,
        volunteering=Subject.VOLUNTEERING in data.subjects,
        communication=data.has_communication,
    )


def _about_parent(data: PactData, ground: Ground, needs: Needs) -> None:
    """The act that this one carries out: always named where the kind of act wants one."""
    parent = data.parent
    if parent is None:
        return
    ground.note(parent=True)
    put_cited(ground.words, parent)
    because = parent.because.strip().lstrip(",").strip()
    ground.words.put(parent_because=f", {because}" if because else "")


def _about_body(data: PactData, ground: Ground, needs: Needs) -> None:
    body = data.governance
    if body is None:
        return
    ground.note(
        body=True,
        existing_council=body.is_existing_council,
        restricted_body=bool(body.members),
    )
    ground.words.put(**_body_words(body))
    for name, value, what in (
        ("chair", body.chair, "chi presiede"),
        ("frequency", body.frequency, "cadenza delle riunioni"),
        ("secretariat", body.secretariat, "chi cura la segreteria"),
        ("members", body.members, "componenti"),
    ):
        of_body = with_preposition("di", body.article, body.short_name)
        ground.words.ask(f"body.{name}", value, f"governance.{name}", f"{what} {of_body}")


def _body_words(body: Governance) -> dict[str, str]:
    short = with_article(body.article, body.short_name)
    differs = body.full_name != body.short_name
    return {
        "body_heading": capitalised(body.name),
        "body_full": with_article(body.article, body.full_name),
        "body_defined": f" (di seguito «{body.short_name}»)" if differs else "",
        "body_to_known": with_preposition("a", body.article, body.name),
        "body_the": short,
        "body_the_cap": capitalised(short),
        "body_of": with_preposition("di", body.article, body.short_name),
        "body_to": with_preposition("a", body.article, body.short_name),
        "body_by": with_preposition("da", body.article, body.short_name),
        "body_o": ending(body.gender),
    }


def _about_work(data: PactData, ground: Ground, needs: Needs) -> None:
    if data.procedures:
        ground.note(procedures=True, response_time=data.procedures.response_time is not None)
        ground.add_list("access_ways", data.procedures.access_ways, "procedures.access_ways")
        if data.procedures.response_time:
            time = duration_words(data.procedures.response_time)
            ground.words.put(procedures_response_time=time)
    if data.monitoring:
        also = f" e {data.monitoring.also_to}" if data.monitoring.also_to else ""
        ground.note(monitoring=True, indicators=bool(data.monitoring.indicators))
        ground.words.put(
            monitoring_frequency=data.monitoring.frequency,
            monitoring_data_due=data.monitoring.data_due,
            monitoring_report_due=data.monitoring.report_due,
            monitoring_also_to=also,
        )


def _about_resources(data: PactData, ground: Ground, needs: Needs) -> None:
    resources = data.resources
    ground.note(
        resources_shared=resources.regime is ResourceRegime.SHARED,
        resources_fund=resources.regime is ResourceRegime.FUND,
    )
    total = total_of(resources)
    ground.words.ask("resources.total", total, "resources.total", "importo complessivo")
    ground.words.ask("resources.fund", resources.fund, "resources.fund", "fondo")
    ground.words.put(
        resources_source=f" ({resources.source})" if resources.source else "",
        resources_cup=f", CUP {resources.cup}" if resources.cup else "",
    )


def total_of(resources: Resources) -> str:
    """As it was written, or the sum of the shares."""
    if resources.total or not resources.shares:
        return resources.total
    return euros(sum(cents_of(share.amount) for share in resources.shares))


def _about_personal_data(data: PactData, ground: Ground, needs: Needs) -> None:
    rule = data.personal_data
    ground.note(
        data_joint=rule.regime is DataRegime.JOINT,
        data_processor=rule.regime is DataRegime.PROCESSOR,
        data_none=rule.regime is DataRegime.NONE,
    )
    known = {one.short_name: one for one in (data.promoter, *data.parties)}
    for name in ("controller", "processor"):
        given = str(getattr(rule, name))
        if given and given not in known:
            needs.refuse(f"personal_data.{name}", _("Nessuna parte ha questo nome breve."))
        words = short_name(known[given]) if given in known else ""
        ground.words.ask(f"data.{name}", words, f"personal_data.{name}", "titolare o responsabile")
    for name, what in (
        ("legal_basis", "base giuridica del trattamento"),
        ("processing", "trattamento"),
        ("joint_parties", "contitolari"),
        ("contact_point", "punto di contatto per gli interessati"),
    ):
        ground.words.ask(f"data.{name}", getattr(rule, name), f"personal_data.{name}", what)


def _about_safety(data: PactData, ground: Ground, needs: Needs) -> None:
    bearer = data.insurance.bearer if data.insurance else ""
    by_body = bool(data.insurance and data.insurance.by_third_sector_body)
    ground.note(third_sector_insurance=by_body)
    if by_body and not bearer:
        bearer = "l’ente del Terzo settore per il cui tramite è svolta l’attività"
    ground.words.ask(
        "insurance.bearer_cap",
        capitalised(bearer),
        "insurance.bearer",
        "chi assicura i volontari",
    )


def _about_accession(data: PactData, ground: Ground, needs: Needs) -> None:
    rule = data.accession
    if rule is None:
        return
    ground.note(
        accession=True,
        accession_closed=rule.open_to is OpenTo.NOBODY,
        accession_public=rule.open_to is OpenTo.PUBLIC,
        accession_until=rule.until is not None,
    )
    until = on_day(rule.until, "a") if rule.until else ""
    ground.words.put(accession_decision_time=duration_words(rule.decision_time))
    ground.words.put(accession_until=until)


def _about_amendments(data: PactData, ground: Ground, needs: Needs) -> None:
    ground.note(amendments_by_majority=bool(data.amendments.majority))
    ground.words.put(amendments_majority=data.amendments.majority)


def _about_term(data: PactData, ground: Ground, needs: Needs) -> None:
    term = data.term
    if term is None:
        ground.words.ask("term.duration", "", "term", "durata")
        ground.words.put(term_starts=formulas()["starts"][Start.LAST_SIGNATURE.value])
        return
    is_open = not (term.duration or term.ends_on or term.event or term.as_parent)
    ground.note(
        term_as_parent=term.as_parent and data.parent is not None,
        term_event=bool(term.event),
        term_open=is_open,
        term_fixed=bool(term.ends_on and not term.event),
        renewal_express=term.renewal is Renewal.EXPRESS,
        renewal_tacit=term.renewal is Renewal.TACIT,
    )
    if term.duration and (term.ends_on or term.event):
        needs.refuse("term.duration", _("Scegli: una durata, oppure un giorno o un evento."))
    if term.as_parent and (data.parent is None or term.duration or term.ends_on or term.event):
        sentence = _("La scadenza dell'atto che si attua vuole quell'atto, e nessun'altra durata.")
        needs.refuse("term.as_parent", sentence)
    renewal = term.renewal_for or term.duration
    starts = formulas()["starts"][term.starts.value]
    ground.words.put(
        term_starts=on_day(term.starts_on, "da") if term.starts_on else starts,
        term_duration=duration_words(term.duration) if term.duration else "",
        term_to_end=on_day(term.ends_on, "a") if term.ends_on else "",
        term_event=term.event,
        term_latest=f" e comunque non oltre {on_day(term.ends_on)}" if term.ends_on else "",
        term_notice=duration_words(term.notice),
    )
    for name, duration, what in (
        ("renewal", renewal, "per quanto si rinnova"),
        ("review", term.review, "ogni quanto si verifica"),
    ):
        words = duration_words(duration) if duration else ""
        field_name = "renewal_for" if name == "renewal" else name
        ground.words.ask(f"term.{name}", words, f"term.{field_name}", what)


def _about_end(data: PactData, ground: Ground, needs: Needs) -> None:
    cure = data.withdrawal.cure_time
    ground.note(
        termination=cure is not None,
        stamp_exempt_public=data.stamp_duty is StampDuty.EXEMPT_PUBLIC,
        stamp_exempt_third_sector=data.stamp_duty is StampDuty.EXEMPT_THIRD_SECTOR,
        stamp_due=data.stamp_duty is StampDuty.DUE,
        stamp_code_2027=bool(data.signed_on and data.signed_on >= STAMP_CODE_SINCE),
    )
    ground.words.put(
        withdrawal_notice=duration_words(data.withdrawal.notice),
        withdrawal_cure_time=duration_words(cure) if cure else "",
    )
    is_reasoned = data.withdrawal.for_public_interest
    ground.words.put(
        withdrawal_reasons=f", {formulas()['public_interest']}," if is_reasoned else "",
        withdrawal_costs=f", {formulas()['costs_stay']}" if is_reasoned else "",
    )
    ground.words.ask(
        "stamp_duty.bearer", data.stamp_duty_bearer, "stamp_duty_bearer", "chi paga il bollo"
    )


def _about_parties(
    data: PactData, everyone: Sequence[Signatory], ground: Ground, needs: Needs
) -> None:
    is_pair = len(everyone) == 2
    are_public = all(one.party.nature is Nature.PUBLIC for one in everyone)
    kind = act_kinds()[data.code]
    is_modern = data.signed_on is None or data.signed_on >= DIGITAL_SINCE
    is_void_on_paper = are_public and is_modern and kind.is_digital_or_void
    ground.note(
        two_parties=is_pair,
        all_public=are_public,
        void_unless_digital=is_void_on_paper,
        signing_mixed=data.signing is Signing.MIXED,
        signing_paper=data.signing is Signing.PAPER,
    )
    each = "entrambe le Parti" if is_pair else "tutte le Parti"
    ground.words.put(
        parties_of_each=f"di {each}",
        parties_by_each=f"da {each}",
        parties_to_other="all’altra Parte" if is_pair else "alle altre Parti",
        signing_copies=in_words(len(everyone)),
    )
    if is_void_on_paper and data.signing is not Signing.DIGITAL:
        sentence = _(
            "Fra sole amministrazioni pubbliche l'atto è nullo se non è firmato digitalmente "
            "(legge 241/1990, articolo 15, comma 2-bis): scegli la firma digitale."
        )
        needs.refuse("signing", sentence)


TOPICS: tuple[Callable[[PactData, Ground, Needs], None], ...] = (
    _about_act,
    _about_parent,
    _about_body,
    _about_work,
    _about_resources,
    _about_personal_data,
    _about_safety,
    _about_accession,
    _about_amendments,
    _about_term,
    _about_end,
)
