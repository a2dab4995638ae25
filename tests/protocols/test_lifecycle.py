"""The life of an act as data: words, arrows, the diagram; what the day makes of an act."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.platform.errors import WrongStatus
from registry.platform.settings import ROOT
from registry.platform.statuses import status
from registry.protocols import lifecycle
from registry.protocols.kinds import Renewal
from registry.protocols.lifecycle import (
    ARCHIVED,
    EXPIRED,
    IN_FORCE,
    NEXT,
    OWNERS,
    SIGNED,
    SIGNING,
    STATUS_LABELS,
    PartyStatus,
    ProtocolStatus,
    can_become,
    check_can_become,
    check_writable,
    diagram,
    is_in_force,
    may_be_in_force,
    standing,
)

DIAGRAM = ROOT / "docs" / "diagrams" / "protocol-lifecycle.md"
TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Act:
    """What the questions about time ask of an act."""

    status: str = IN_FORCE
    archived_from: str | None = None
    when_state: str | None = None
    starts_earliest: date | None = date(2010, 1, 1)
    starts_latest: date | None = date(2010, 12, 31)
    ends_earliest: date | None = None
    ends_latest: date | None = None
    renewal: str = Renewal.EXPRESS


@pytest.mark.parametrize("one", ProtocolStatus)
def test_every_status_has_an_owner_and_the_same_word_everywhere(one: ProtocolStatus) -> None:
    assert str(OWNERS[one])
    assert str(STATUS_LABELS[one]) == str(status(f"protocol:{one}").word)


@pytest.mark.parametrize("one", PartyStatus)
def test_every_status_of_a_party_has_an_icon_and_a_word(one: PartyStatus) -> None:
    assert status(f"party:{one}").word


def test_every_status_can_be_reached_and_left_but_the_last() -> None:
    reached = {new for ways in NEXT.values() for new in ways} | {lifecycle.PROPOSED}

    assert reached == set(ProtocolStatus)
    assert [one for one in ProtocolStatus if not NEXT[one]] == [ARCHIVED]


def test_the_diagram_of_the_documentation_is_fresh() -> None:
    assert diagram() in DIAGRAM.read_text("utf-8")


@given(st.lists(st.sampled_from(ProtocolStatus), max_size=30))
def test_no_walk_signs_what_was_not_at_the_signature(wishes: list[ProtocolStatus]) -> None:
    walk = [lifecycle.IN_DEFINITION]
    for wish in wishes:
        if can_become(walk[-1], wish):
            walk.append(wish)

    for before, after in pairwise(walk):
        assert before is not ARCHIVED
        assert after is not SIGNED or before is SIGNING
        assert after is not IN_FORCE or before is SIGNED
        assert after is not EXPIRED or before is IN_FORCE
    if EXPIRED in walk:
        assert lifecycle.SIGNING not in walk[walk.index(EXPIRED) :]


def test_an_expired_act_says_to_renew_it_first() -> None:
    with pytest.raises(WrongStatus, match="Prima rinnovalo"):
        check_can_become(EXPIRED, IN_FORCE)


def test_a_refused_way_names_the_ways_there_are() -> None:
    with pytest.raises(WrongStatus, match=r"«Alla firma»: non può diventare «In vigore».*Sottosc"):
        check_can_become(SIGNING, IN_FORCE)


def test_a_text_at_the_signature_is_locked() -> None:
    with pytest.raises(WrongStatus, match="firme già date non varranno più"):
        check_writable(SIGNING)


@pytest.mark.parametrize(
    ("day", "certain", "possible"),
    [
        (date(2009, 12, 31), False, False),
        (date(2010, 6, 1), False, True),
        (date(2011, 1, 1), True, True),
    ],
)
def test_a_year_begins_to_be_certain_when_it_is_over(
    day: date, certain: bool, possible: bool
) -> None:
    act = Act()

    assert (is_in_force(act, day), may_be_in_force(act, day)) == (certain, possible)


@pytest.mark.parametrize(
    ("day", "certain", "possible"),
    [
        (date(2017, 12, 31), True, True),
        (date(2018, 6, 1), False, True),
        (date(2019, 1, 1), False, False),
    ],
)
def test_an_act_that_ended_some_time_in_2018_is_certain_until_that_year(
    day: date, certain: bool, possible: bool
) -> None:
    act = Act(status=EXPIRED, ends_earliest=date(2018, 1, 1), ends_latest=date(2018, 12, 31))

    assert (is_in_force(act, day), may_be_in_force(act, day)) == (certain, possible)


def test_a_tacit_renewal_goes_on_after_its_term() -> None:
    end = date(2020, 5, 31)
    act = Act(ends_earliest=end, ends_latest=end, renewal=Renewal.TACIT)

    assert is_in_force(act, date(2026, 1, 1))


def test_a_draft_was_never_in_force_even_when_it_is_put_away() -> None:
    act = Act(status=ARCHIVED, archived_from=SIGNING, starts_earliest=None, starts_latest=None)

    assert not may_be_in_force(act, TODAY)


def test_an_act_put_away_after_its_term_was_in_force_then() -> None:
    end = date(2020, 5, 31)
    act = Act(status=ARCHIVED, archived_from=EXPIRED, ends_earliest=end, ends_latest=end)

    assert is_in_force(act, date(2015, 1, 1))
    assert not may_be_in_force(act, date(2021, 1, 1))


@pytest.mark.parametrize(
    ("end", "renewal", "shown"),
    [
        (None, Renewal.EXPRESS, "in_force"),
        (date(2026, 11, 22), Renewal.EXPRESS, "expired"),
        (date(2026, 11, 23), Renewal.EXPRESS, "expiring"),
        (date(2027, 3, 23), Renewal.EXPRESS, "expiring"),
        (date(2027, 3, 24), Renewal.EXPRESS, "in_force"),
        (date(2027, 3, 23), Renewal.TACIT, "renews_itself"),
        (date(2020, 3, 23), Renewal.TACIT, "in_force"),
    ],
)
def test_the_day_tells_what_is_near_its_term(
    end: date | None, renewal: Renewal, shown: str
) -> None:
    act = Act(ends_earliest=end, ends_latest=end, renewal=renewal)

    assert standing(act, TODAY) == shown
