"""What acts have in common: every fact of the act at the place where its letter wants it."""

from datetime import date
from typing import Any

from registry.platform.documents.italian import Gender, Number
from registry.platform.documents.letter import Stage
from registry.protocols.drafts.bodies import (
    BodyFacts,
    OfficeFacts,
    letterhead_of,
    party_of,
    short_name_of,
    split_parties,
)
from registry.protocols.kinds import ACT_KINDS, ActKind, Matter, RecitalKind, Renewal, StartsFrom
from registry.protocols.letters import data as letter
from registry.protocols.letters.facts import (
    Duration,
    Repertory,
    Subject,
    Unit,
)
from registry.protocols.letters.rules import AccessionRule, OpenTo, Start, Term, Withdrawal
from registry.protocols.letters.rules import Renewal as LetterRenewal
from registry.protocols.shapes import (
    ArticleData,
    CitationData,
    Drafting,
    ProtocolView,
    RecitalData,
)

SUBJECTS = {
    Matter.RECEPTION: Subject.RECEPTION,
    Matter.INTEGRATION: Subject.INTEGRATION,
    Matter.VOLUNTEERING: Subject.VOLUNTEERING,
    Matter.LABOUR: Subject.LABOUR,
    Matter.TRAFFICKING: Subject.TRAFFICKING,
    Matter.GENDER_VIOLENCE: Subject.VIOLENCE,
    Matter.MINORS: Subject.MINORS,
    Matter.HEALTH: Subject.HEALTH,
    Matter.LANGUAGE: Subject.LANGUAGE,
    Matter.HOUSING: Subject.HOUSING,
    Matter.LEGALITY: Subject.LEGALITY,
    Matter.URBAN_SAFETY: Subject.URBAN_SAFETY,
    Matter.USURY_RACKET: Subject.RACKETS,
    Matter.FAMILY_REUNION: Subject.FAMILY_REUNION,
    Matter.VULNERABLE: Subject.VULNERABLE,
    Matter.OTHER: Subject.OTHER,
}
RECITALS = {
    RecitalKind.PREMISE: letter.RecitalKind.PREMISED,
    RecitalKind.GIVEN: letter.RecitalKind.ACKNOWLEDGED,
    RecitalKind.NOTED: letter.RecitalKind.NOTED,
    RecitalKind.CONSIDERED: letter.RecitalKind.CONSIDERED,
    RecitalKind.DEEMED: letter.RecitalKind.HELD,
}
STARTS = {
    StartsFrom.LAST_SIGNATURE: Start.LAST_SIGNATURE,
    StartsFrom.COMMUNICATION: Start.CERTIFIED_NOTICE,
    StartsFrom.FIXED_DAY: Start.SIGNATURE,
}
DEFAULT_NOTICE_DAYS = 60


def frame_facts(
    act: ProtocolView,
    bodies: dict[int, BodyFacts],
    office: OfficeFacts,
    *,
    stage: Stage,
    version: int,
) -> dict[str, Any]:
    """What every act has: who it is of, who signs it, its premises, its annexes."""
    promoter, others = split_parties(act)
    text = act.text
    assert text is not None  # noqa: S101  a view of one act always has its text
    told = text.drafting
    return {
        "stage": stage,
        "version": version,
        "office": act.office,
        "letterhead": letterhead_of(office, told),
        "short_title": act.title[:400],
        "subjects": tuple(SUBJECTS[matter] for matter in act.matters),
        "repertory": repertory_of(act),
        "signed_on": act.signed_on,
        "promoter": party_of(promoter, bodies),
        "parties": tuple(party_of(party, bodies) for party in others),
        "recitals": tuple(_recital(one) for one in text.recitals),
        "norms": tuple(_norm(one) for one in text.citations),
        "signing": told.signing,
        "changes": tuple(_change(one) for one in text.articles if one.clause),
        "own_articles": tuple(
            _own_article(n, one, after=_FIRST.get(act.kind, "purpose"))
            for n, one in enumerate(text.articles)
            if not one.clause
        ),
        "annexes": told.annexes,
    }


def pact_facts(act: ProtocolView, bodies: dict[int, BodyFacts]) -> dict[str, Any]:
    """What the parties do together, clause by clause."""
    text = act.text
    assert text is not None  # noqa: S101  a view of one act always has its text
    told = text.drafting
    return {
        "subject": subject_of(act),
        "territory": act.territory_words,
        "common_interest": told.common_interest,
        "purpose": letter.Purpose(
            aims=tuple(act.purposes),
            beneficiaries=act.beneficiaries_words,
            object=told.object_words,
        ),
        "definitions": told.definitions,
        "common_commitments": tuple(text.common_commitments),
        "commitments": (*told.group_commitments, *_commitments(act, bodies)),
        "procedures": told.procedures,
        "governance": told.governance,
        "monitoring": told.monitoring,
        "has_communication": told.has_communication,
        "resources": told.resources,
        "personal_data": told.personal_data,
        "insurance": told.insurance,
        "accession": _accession(act, told),
        "amendments": told.amendments,
        "allotment": told.allotment,
        "term": term_of(act, told),
        "withdrawal": _withdrawal(told),
        "stamp_duty": told.stamp_duty,
        "stamp_duty_bearer": told.stamp_duty_bearer,
    }


def _withdrawal(told: Drafting) -> Withdrawal:
    return Withdrawal(
        notice=days(told.withdrawal_days or DEFAULT_NOTICE_DAYS),
        for_public_interest=told.for_public_interest,
        cure_time=days(told.cure_days) if told.cure_days else None,
    )


def _norm(one: CitationData) -> letter.NormCitation:
    return letter.NormCitation(
        id=one.norm_key,
        in_particular=one.in_particular,
        citation=one.text,
        gender=Gender(one.gender),
        number=Number(one.number),
    )


def subject_of(act: ProtocolView) -> str:
    """What stands after «per»; an act without a subject says its title."""
    return act.subject.removeprefix("per ") or act.title


def repertory_of(act: ProtocolView) -> Repertory | None:
    if act.repertory_number is None or act.repertory_year is None:
        return None
    return Repertory(number=str(act.repertory_number), year=act.repertory_year)


def _recital(one: RecitalData) -> letter.Recital:
    return letter.Recital(kind=RECITALS[one.kind], text=one.text)


def _commitments(act: ProtocolView, bodies: dict[int, BodyFacts]) -> list[letter.Commitment]:
    """Who promises the same things promises them in one comma, where the first of them stands."""
    together: dict[tuple[str, ...], list[str]] = {}
    for row in act.parties:
        if row.commitments and row.joined_on is None:
            promised = together.setdefault(tuple(row.commitments), [])
            promised.append(short_name_of(row, bodies[row.partner]))
    return [letter.Commitment(by=tuple(by), to=to) for to, by in together.items()]


def _accession(act: ProtocolView, told: Drafting) -> AccessionRule | None:
    if not act.is_open_to_accession:
        return AccessionRule(open_to=OpenTo.NOBODY) if told.accession else None
    open_to = OpenTo.PUBLIC if ACT_KINDS[act.kind].is_public_only else OpenTo.ALL
    return told.accession or AccessionRule(open_to=open_to)


def term_of(act: ProtocolView, told: Drafting) -> Term | None:
    """How long it lasts; None while nobody has said it."""
    duration = months(act.duration_months)
    ends_on = None if duration else exact(act.ends_earliest, act.ends_latest)
    is_told = duration or ends_on or act.duration_words
    if not is_told:
        return None
    starts_on = exact(act.starts_earliest, act.starts_latest)
    is_fixed = act.starts_from is StartsFrom.FIXED_DAY
    return Term(
        starts=STARTS[act.starts_from],
        starts_on=starts_on if is_fixed else None,
        duration=duration,
        ends_on=ends_on,
        event="" if duration or ends_on else act.duration_words,
        review=months(told.review_months),
        renewal=_renewal(act.renewal),
        renewal_for=months(told.renewal_months),
        notice=days(act.notice_days or DEFAULT_NOTICE_DAYS),
    )


def _renewal(renewal: Renewal) -> LetterRenewal:
    return LetterRenewal.NONE if renewal is Renewal.UNKNOWN else LetterRenewal(renewal.value)


def months(count: int | None) -> Duration | None:
    """Thirty-six months are written «tre anni»."""
    if count is None:
        return None
    years, rest = divmod(count, 12)
    if rest == 0:
        return Duration(count=years, unit=Unit.YEARS)
    return Duration(count=count, unit=Unit.MONTHS)


def days(count: int) -> Duration:
    return Duration(count=count, unit=Unit.DAYS)


def exact(earliest: date | None, latest: date | None) -> date | None:
    return earliest if earliest == latest else None


def _change(one: ArticleData) -> letter.ClauseChange:
    return letter.ClauseChange(
        clause=one.clause,
        omit=one.is_omitted,
        variant=one.variant,
        heading=one.heading,
        commas=_commas(one),
    )


_FIRST = {ActKind.ADDENDUM: "saving"}
"""After which article stands one that does not say after which: an addendum has no purpose."""


def _own_article(position: int, one: ArticleData, *, after: str) -> letter.OwnArticle:
    return letter.OwnArticle(
        key=f"own_{_letters(position)}",
        after=one.after or after,
        heading=one.heading or "Altre disposizioni",
        commas=_commas(one),
    )


def _letters(position: int) -> str:
    """A name of letters only, as references want it: 0 is a, 27 is bb."""
    return chr(ord("a") + position % 26) * (position // 26 + 1)


def _commas(one: ArticleData) -> tuple[letter.CommaData, ...]:
    return tuple(
        letter.CommaData(text=paragraph.text, letters=tuple(paragraph.letters))
        for paragraph in one.paragraphs
    )
