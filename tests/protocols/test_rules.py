"""What the law and good drafting ask, as questions about values."""

from datetime import date

import pytest

from registry.partners.kinds import Nature
from registry.platform.errors import InvalidInput, WrongStatus
from registry.protocols import rules
from registry.protocols.kinds import ActKind, SignatureKind
from registry.protocols.lifecycle import PartyStatus
from registry.protocols.rules import TermFacts

PUBLIC, ECCLESIASTICAL = Nature.PUBLIC, Nature.ECCLESIASTICAL
ALL_PUBLIC = [PUBLIC, PUBLIC]
PAPER, DIGITAL = SignatureKind.PAPER, SignatureKind.DIGITAL


@pytest.mark.parametrize(
    ("kind", "natures", "signed_on", "is_void"),
    [
        (ActKind.ARTICLE_15, ALL_PUBLIC, date(2014, 6, 29), False),
        (ActKind.ARTICLE_15, ALL_PUBLIC, date(2014, 6, 30), True),
        (ActKind.PROTOCOL, ALL_PUBLIC, date(2026, 1, 1), True),
        (ActKind.CONVENTION, ALL_PUBLIC, None, True),
        (ActKind.PROTOCOL, [PUBLIC, ECCLESIASTICAL], date(2026, 1, 1), False),
        (ActKind.TABLE, ALL_PUBLIC, date(2026, 1, 1), False),
        (ActKind.PROTOCOL, [], date(2026, 1, 1), False),
    ],
)
def test_paper_makes_void_what_only_administrations_agree_on_since_30_june_2014(
    kind: ActKind, natures: list[Nature], signed_on: date | None, is_void: bool
) -> None:
    assert rules.is_digital_or_void(kind, natures, signed_on) is is_void


def test_paper_is_refused_with_the_law_that_refuses_it() -> None:
    with pytest.raises(InvalidInput, match=r"art\. 15, comma 2-bis, L\. 241/1990") as refused:
        rules.check_signature_kind(ActKind.PROTOCOL, ALL_PUBLIC, date(2026, 4, 16), PAPER)

    assert set(refused.value.fields) == {"signature_kind"}


@pytest.mark.parametrize("kind", [DIGITAL, SignatureKind.QUALIFIED, SignatureKind.ADVANCED])
def test_three_kinds_of_electronic_signature_are_as_good(kind: SignatureKind) -> None:
    rules.check_all_digital(ActKind.ARTICLE_15, ALL_PUBLIC, date(2026, 4, 16), [kind, kind])


def test_one_paper_among_digital_ones_is_enough_to_refuse() -> None:
    with pytest.raises(WrongStatus, match="altrimenti è nullo"):
        rules.check_all_digital(ActKind.ARTICLE_15, ALL_PUBLIC, date(2026, 4, 16), [DIGITAL, PAPER])


def test_an_old_paper_act_gives_no_warning() -> None:
    assert not rules.signature_remark(
        ActKind.PROTOCOL, ALL_PUBLIC, date(2010, 3, 1), [PAPER, PAPER]
    )


def test_a_recent_act_of_administrations_with_unknown_signatures_asks_to_look() -> None:
    told = rules.signature_remark(
        ActKind.TERRITORIAL, ALL_PUBLIC, date(2015, 9, 23), [SignatureKind.UNKNOWN] * 2
    )

    assert "Controlla gli originali" in told


def test_a_mixed_act_on_paper_only_reminds_to_keep_the_originals() -> None:
    told = rules.signature_remark(
        ActKind.PROTOCOL, [PUBLIC, ECCLESIASTICAL], date(2026, 4, 16), [DIGITAL, PAPER]
    )

    assert "vale" in told


def test_a_private_body_is_refused_in_an_agreement_between_administrations() -> None:
    with pytest.raises(InvalidInput, match="«Caritas» non è una pubblica amministrazione"):
        rules.check_nature_fits(ActKind.ARTICLE_15, "Caritas", ECCLESIASTICAL)


@pytest.mark.parametrize(
    ("kind", "bodies", "is_enough"),
    [
        (ActKind.PROTOCOL, 1, False),
        (ActKind.PROTOCOL, 2, True),
        (ActKind.ACCESSION, 1, True),
        (ActKind.TABLE, 0, False),
    ],
)
def test_an_agreement_needs_two_bodies_a_deed_of_accession_one(
    kind: ActKind, bodies: int, is_enough: bool
) -> None:
    if is_enough:
        rules.check_enough_parties(kind, bodies)
        return
    with pytest.raises(WrongStatus, match=r"aggiungil[ae]"):
        rules.check_enough_parties(kind, bodies)


def test_missing_signatures_are_counted() -> None:
    statuses = [PartyStatus.SIGNED, PartyStatus.AWAITING_SIGNATURE, PartyStatus.TEXT_TO_APPROVE]

    with pytest.raises(WrongStatus, match=r"^Mancano 2 firme: l'atto non può"):
        rules.check_all_signed(statuses)


def test_who_withdrew_is_not_waited_for() -> None:
    rules.check_all_signed([PartyStatus.SIGNED, PartyStatus.WITHDRAWN])


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 12, 1), 36, date(2029, 11, 30)),
        (date(2017, 12, 1), 15, date(2019, 2, 28)),
        (date(2025, 7, 10), 48, date(2029, 7, 9)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
    ],
)
def test_a_term_ends_the_day_before_the_same_day(start: date, months: int, end: date) -> None:
    assert rules.end_of_term(start, months) == end


def test_a_duration_that_does_not_add_up_is_told_with_its_days() -> None:
    facts = TermFacts(date(2026, 12, 1), date(2029, 12, 31), 36)

    assert rules.term_remark(facts) == (
        "36 mesi dal 01/12/2026 finiscono il 30/11/2029; l'atto dice 31/12/2029."
    )


@pytest.mark.parametrize(
    "facts",
    [
        TermFacts(date(2026, 12, 1), date(2029, 11, 30), 36),
        TermFacts(None, date(2029, 12, 31), 36),
        TermFacts(date(2026, 12, 1), None, 36),
        TermFacts(date(2026, 12, 1), date(2029, 12, 31), None),
    ],
)
def test_a_term_that_adds_up_or_is_not_all_known_gives_no_remark(facts: TermFacts) -> None:
    assert rules.term_remark(facts) == ""
