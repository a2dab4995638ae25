"""How what arrives stands: data, and one function of how its schede stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from good_practices.intake.lifecycle import (
    ACCEPTED,
    DECISIONS,
    DELIVERED,
    DELIVERY_LABELS,
    DELIVERY_NEXT,
    NEXT,
    RETURNED,
    REVIEW_LABELS,
    UNDER_REVIEW,
    DeliveryStatus,
    ReviewStatus,
    Standing,
    can_decide,
    check_can_decide,
    delivery_standing,
)
from good_practices.schede.lifecycle import OUTCOMES, SchedaStatus
from registry.platform.errors import WrongStatus
from registry.platform.statuses import status

schede = st.lists(
    st.builds(Standing, st.sampled_from(ReviewStatus), st.booleans()), min_size=1, max_size=6
)


@pytest.mark.parametrize("one", ReviewStatus)
def test_a_scheda_has_the_same_name_and_word_on_both_sides(one: ReviewStatus) -> None:
    assert SchedaStatus(one.value) in OUTCOMES
    assert str(REVIEW_LABELS[one]) == str(status(f"scheda:{one}").word)


@pytest.mark.parametrize("one", DeliveryStatus)
def test_a_delivery_has_its_word_in_the_statuses(one: DeliveryStatus) -> None:
    assert str(DELIVERY_LABELS[one]) == str(status(f"intake:{one}").word)


def test_a_scheda_is_decided_once_and_only_in_its_newest_edition() -> None:
    may = {(one, latest) for one in ReviewStatus for latest in (True, False)
           if can_decide(one, is_latest=latest)}  # fmt: skip

    assert may == {(DELIVERED, True), (UNDER_REVIEW, True)}
    assert {one for one in ReviewStatus if set(NEXT[one]) >= DECISIONS} == {DELIVERED, UNDER_REVIEW}
    with pytest.raises(WrongStatus, match="«Restituita»"):
        check_can_decide(RETURNED, is_latest=True)


@pytest.mark.parametrize(
    ("standings", "is_opened", "came_back", "expected"),
    [
        ([Standing(DELIVERED, True)], False, False, DeliveryStatus.TO_OPEN),
        ([Standing(DELIVERED, True)], False, True, DeliveryStatus.CAME_BACK),
        ([Standing(UNDER_REVIEW, True)], True, True, DeliveryStatus.UNDER_REVIEW),
        ([Standing(ACCEPTED, True), Standing(DELIVERED, True)], True, False,
         DeliveryStatus.UNDER_REVIEW),
        ([Standing(ACCEPTED, True), Standing(RETURNED, True)], True, False,
         DeliveryStatus.RETURNED),
        ([Standing(ACCEPTED, True), Standing(RETURNED, False)], True, False,
         DeliveryStatus.CLOSED),
        ([Standing(DELIVERED, False)], False, False, DeliveryStatus.CLOSED),
    ],
)  # fmt: skip
def test_a_delivery_stands_as_its_schede_stand(
    standings: list[Standing], is_opened: bool, came_back: bool, expected: DeliveryStatus
) -> None:
    assert delivery_standing(standings, is_opened=is_opened, came_back=came_back) == expected


@given(schede, st.booleans(), st.booleans(), st.data())
def test_whatever_happens_next_a_delivery_goes_only_where_its_life_says(
    before: list[Standing], is_opened: bool, came_back: bool, data: st.DataObject
) -> None:
    """A decision, a look or a newer edition: the delivery stays or follows an arrow."""
    is_opened = is_opened or any(one.status is not DELIVERED for one in before)
    place = data.draw(st.integers(0, len(before) - 1))
    one = before[place]
    ways = [Standing(one.status, False)]
    ways += [Standing(new, True) for new in NEXT[one.status] if one.is_latest]
    after = [*before[:place], data.draw(st.sampled_from(ways)), *before[place + 1 :]]

    was = delivery_standing(before, is_opened=is_opened, came_back=came_back)
    opens = after[place].status is not one.status
    now = delivery_standing(after, is_opened=is_opened or opens, came_back=came_back)

    assert now is was or now in DELIVERY_NEXT[was]
