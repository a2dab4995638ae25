"""Signing in: who may, how often one may be wrong, and when a session ends."""

from datetime import timedelta

import pytest

from registry.platform import clock
from registry.platform.accounts import actions, people, queries
from registry.platform.errors import NotAllowed
from tests.conftest import BrowserAs
from tests.people import PASSWORD, People, email_of

pytestmark = pytest.mark.usefixtures("db")

HERE = "127.0.0.1"


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
