"""The life of a scheda as data: every status reachable, every arrow walked, the diagram fresh."""

import pytest

from good_practices.schede import events
from good_practices.schede.lifecycle import (
    NEXT,
    OUTCOMES,
    OWNERS,
    SHOWN_OUTSIDE,
    STATUS_LABELS,
    SchedaStatus,
    can_become,
    check_can_become,
    check_can_write,
    check_not_held,
    diagram,
)
from registry.platform.audit.events import EVENTS, Event
from registry.platform.errors import WrongStatus
from registry.platform.settings import ROOT
from registry.platform.statuses import status

DIAGRAM = ROOT / "docs" / "diagrams" / "scheda-lifecycle.md"


@pytest.mark.parametrize("one", SchedaStatus)
def test_every_status_has_an_owner_and_the_same_word_everywhere(one: SchedaStatus) -> None:
    assert one in OWNERS
    assert str(STATUS_LABELS[one]) == str(status(f"scheda:{one}").word)


def test_every_status_can_be_reached_from_a_draft() -> None:
    reached, left = {SchedaStatus.DRAFT}, [SchedaStatus.DRAFT]
    while left:
        new = set(NEXT[left.pop()]) - reached
        reached |= new
        left += new

    assert reached == set(SchedaStatus)


def test_no_status_is_a_dead_end() -> None:
    assert [one for one in SchedaStatus if not NEXT[one]] == []


def test_only_who_approves_makes_a_scheda_ready_and_only_a_ready_one_is_sent() -> None:
    to_ready = {now for now in SchedaStatus if can_become(now, SchedaStatus.READY)}
    to_sent = {now for now in SchedaStatus if can_become(now, SchedaStatus.SENT)}

    assert to_ready == {SchedaStatus.PROPOSED, SchedaStatus.SENT}
    assert to_sent == {SchedaStatus.READY}


def test_a_refusal_says_where_the_scheda_is_and_where_it_may_go() -> None:
    with pytest.raises(WrongStatus) as refused:
        check_can_become(SchedaStatus.DRAFT, SchedaStatus.ACCEPTED)

    assert str(refused.value) == "La scheda è ancora una bozza: prima proponila al dirigente."


@pytest.mark.parametrize("now", list(SchedaStatus))
def test_every_refusal_of_a_step_is_a_sentence_without_the_names_of_statuses(
    now: SchedaStatus,
) -> None:
    for new in set(SchedaStatus) - set(NEXT[now]):
        with pytest.raises(WrongStatus, match=r"^La scheda [^«]+\.$"):
            check_can_become(now, new)


@pytest.mark.parametrize("one", sorted(set(SchedaStatus) - {SchedaStatus.DRAFT}))
def test_a_scheda_that_is_not_a_draft_is_not_written(one: SchedaStatus) -> None:
    with pytest.raises(WrongStatus, match="La scheda"):
        check_can_write(one)


def test_a_scheda_in_an_open_transmission_is_locked() -> None:
    check_not_held(None, SchedaStatus.READY)
    with pytest.raises(WrongStatus, match="prima toglila dall'invio o annullalo"):
        check_not_held(3, SchedaStatus.READY)
    with pytest.raises(WrongStatus, match="non si cambia finché il Ministero non risponde"):
        check_not_held(3, SchedaStatus.SENT)


def test_what_the_ministry_decides_comes_only_after_it_was_sent() -> None:
    before = {SchedaStatus.DRAFT, SchedaStatus.PROPOSED, SchedaStatus.WITHDRAWN}

    assert not any(
        can_become(now, new) for now in before for new in OUTCOMES - {SchedaStatus.READY}
    )
    assert SchedaStatus.REJECTED not in SHOWN_OUTSIDE


def test_every_event_of_the_room_has_a_sentence_that_can_be_filled() -> None:
    own = [one for one in vars(events).values() if isinstance(one, Event)]
    blanks = [
        "name",
        "fields",
        "circular",
        "file",
        "kind",
        "reason",
        "words",
        "edition",
        "status",
    ]

    told = [str(one.sentence).format(**dict.fromkeys(blanks, "x")) for one in own]

    assert all(one.name.startswith("scheda:") and EVENTS[one.name] is one for one in own)
    assert len(set(told)) == len(own)


def test_the_diagram_in_the_documents_is_the_one_of_the_code() -> None:
    assert diagram() in DIAGRAM.read_text("utf-8")
