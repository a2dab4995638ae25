"""Signing in: who may, how often one may be wrong, and when a session ends."""

import asyncio
from datetime import timedelta

import pytest

from registry.platform import clock
from registry.platform.accounts import actions, doors, people, queries
from registry.platform.database import fetch, fetch_value
from registry.platform.errors import NotAllowed
from tests.conftest import BrowserAs
from tests.people import PASSWORD, People, email_of

pytestmark = pytest.mark.usefixtures("db")

HERE = "127.0.0.1"
OFFICE = "192.0.2.10"


async def test_who_signs_in_is_known_by_the_session(as_: People) -> None:
    token = await actions.sign_in(email_of("operator_cr"), PASSWORD, address=HERE)

    found = await queries.actor_of_session_or_none(token)

    assert found is not None
    assert found[0] == as_.operator_cr


async def test_a_session_left_alone_for_half_an_hour_is_over(as_: People) -> None:
    token = await actions.sign_in(as_.legal_cr.email, PASSWORD, address=HERE)

    with clock.standing_at(clock.now() + timedelta(minutes=31)):
        assert await queries.actor_of_session_or_none(token) is None


async def test_after_ten_wrong_passwords_even_the_right_one_waits(as_: People) -> None:
    for _attempt in range(10):
        with pytest.raises(NotAllowed, match="non corrispondono"):
            await actions.sign_in(as_.legal_cr.email, "sbagliata-di-sicuro", address=HERE)

    with pytest.raises(NotAllowed, match="Troppi tentativi"):
        await actions.sign_in(as_.legal_cr.email, PASSWORD, address=HERE)


async def _guess(email: str, *, times: int, address: str) -> None:
    for _attempt in range(times):
        with pytest.raises(NotAllowed):
            await actions.sign_in(email, "sbagliata-di-sicuro", address=address)


async def test_who_guesses_from_elsewhere_does_not_shut_out_who_signs_in_from_the_office(
    as_: People,
) -> None:
    await actions.sign_in(as_.legal_cr.email, PASSWORD, address=OFFICE)

    await _guess(as_.legal_cr.email, times=12, address=HERE)

    assert await actions.sign_in(as_.legal_cr.email, PASSWORD, address=OFFICE)
    with pytest.raises(NotAllowed, match="Troppi tentativi"):
        await _guess_once_more(as_.operator_cr.email)


async def _guess_once_more(email: str) -> None:
    await _guess(email, times=10, address=HERE)
    await actions.sign_in(email, PASSWORD, address=HERE)


async def test_an_office_behind_one_address_goes_on_when_one_of_it_is_wrong_ten_times(
    as_: People,
) -> None:
    await _guess(as_.operator_cr.email, times=10, address=OFFICE)

    assert await actions.sign_in(as_.legal_cr.email, PASSWORD, address=OFFICE)
    with pytest.raises(NotAllowed, match="Troppi tentativi"):
        await actions.sign_in(as_.operator_cr.email, PASSWORD, address=OFFICE)


async def test_who_tries_many_accounts_from_one_address_is_stopped_and_its_people_are_not(
    as_: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doors, "BY_ADDRESS", 20)
    await actions.sign_in(as_.legal_cr.email, PASSWORD, address=OFFICE)

    for number in range(20):
        await _guess(f"nessuno{number}@prova.example", times=1, address=OFFICE)

    with pytest.raises(NotAllowed, match="Troppi tentativi"):
        await actions.sign_in("nessuno20@prova.example", PASSWORD, address=OFFICE)
    with pytest.raises(NotAllowed, match="Troppi tentativi"):
        await actions.sign_in(as_.operator_cr.email, PASSWORD, address=OFFICE)
    assert await actions.sign_in(as_.legal_cr.email, PASSWORD, address=OFFICE)


async def test_the_own_door_closes_too_and_opens_after_a_quarter_of_an_hour(as_: People) -> None:
    await actions.sign_in(as_.legal_cr.email, PASSWORD, address=OFFICE)
    await _guess(as_.legal_cr.email, times=10, address=OFFICE)

    with pytest.raises(NotAllowed, match="Troppi tentativi"):
        await actions.sign_in(as_.legal_cr.email, PASSWORD, address=OFFICE)
    with clock.standing_at(clock.now() + timedelta(minutes=16)):
        assert await actions.sign_in(as_.legal_cr.email, PASSWORD, address=OFFICE)


async def test_many_wrong_passwords_at_once_are_not_more_tries_than_one_by_one(
    as_: People,
) -> None:
    wrong = (
        actions.sign_in(as_.legal_cr.email, "sbagliata-di-sicuro", address=HERE) for _ in range(15)
    )
    said = [str(one) for one in await asyncio.gather(*wrong, return_exceptions=True)]

    assert sum("Troppi tentativi" in one for one in said) == 5
    assert sorted(one for one in said if "Restano" in one)[0].split("Restano ")[1][0] == "0"


async def test_who_exists_is_told_neither_by_the_words_nor_by_the_tries_that_are_left(
    as_: People,
) -> None:
    told = []
    for email in (as_.legal_cr.email, "nessuno@prova.example"):
        with pytest.raises(NotAllowed) as refused:
            await actions.sign_in(email, "sbagliata-di-sicuro", address=HERE)
        told.append(refused.value.sentence)

    assert told[0] == told[1]


async def test_a_new_password_opens_the_door_again_and_old_tries_are_forgotten(
    as_: People,
) -> None:
    await _guess(as_.legal_cr.email, times=10, address=HERE)

    await people.give_password(as_.legal_cr.user_id or 0, PASSWORD, by=as_.admin)

    assert await actions.sign_in(as_.legal_cr.email, PASSWORD, address=HERE)
    with clock.standing_at(clock.now() + timedelta(days=200)):
        await doors.forget_old()
    assert await fetch_value("SELECT count(*) FROM sign_in_place") == 0
    assert await fetch_value("SELECT count(*) FROM sign_in_failure") == 0


async def test_where_people_sign_in_from_is_not_kept_in_words(as_: People) -> None:
    await actions.sign_in(as_.legal_cr.email, PASSWORD, address="203.0.113.77")
    await _guess(as_.operator_cr.email, times=1, address="203.0.113.77")

    kept = await fetch("SELECT place AS words FROM sign_in_place"
                       " UNION ALL SELECT key FROM sign_in_failure")  # fmt: skip

    assert len(kept) == 3
    assert not [row for row in kept if "203.0.113" in row["words"]]


async def test_who_signs_out_is_nobody(as_: People) -> None:
    token = await actions.sign_in(as_.legal_cr.email, PASSWORD, address=HERE)

    await actions.sign_out(token, by=as_.legal_cr)

    assert await queries.actor_of_session_or_none(token) is None


async def test_a_disabled_person_neither_signs_in_nor_stays_in(as_: People) -> None:
    new = people.NewUser(
        email="breve@prova.example",
        name="Breve",
        office="pref-cr",
        role=as_.operator_cr.role,
        password=PASSWORD,
    )
    user = await people.add_user(new, by=as_.admin)
    token = await actions.sign_in(new.email, PASSWORD, address=HERE)

    await people.disable_user(user.id, by=as_.admin)

    assert await queries.actor_of_session_or_none(token) is None
    with pytest.raises(NotAllowed):
        await actions.sign_in(new.email, PASSWORD, address=HERE)


async def test_the_door_opens_to_who_has_sent_nothing_yet(browser_as: BrowserAs) -> None:
    client = await browser_as()

    plain, going_on = await client.get("/sign-in"), await client.get("/sign-in?next=/partners")

    assert (plain.status_code, going_on.status_code) == (200, 200)
    assert 'name="carried"' not in plain.text
    assert 'value="/partners"' in going_on.text
