"""People: changed, kept out and let in again; somebody always administers the registry."""

from collections.abc import AsyncIterator

import pytest

from registry.platform import audit
from registry.platform.accounts import actions, people, queries
from registry.platform.accounts.people import NewUser, Person
from registry.platform.accounts.roles import Actor, Role
from registry.platform.accounts.tables import User
from registry.platform.errors import AlreadyThere, InvalidInput, NotAllowed, WrongStatus
from registry.platform.lists import Ask
from tests.conftest import BrowserAs
from tests.people import PASSWORD, People

HERE = "127.0.0.1"


@pytest.fixture
async def newcomer(as_: People) -> AsyncIterator[Actor]:
    """Somebody of Cremona who is there for one test: people are kept from test to test."""
    new = NewUser(
        email="nuova@prova.example", name="Nuova", office="pref-cr", role=Role.OPERATOR,
        password=PASSWORD,
    )  # fmt: skip
    user = await people.add_user(new, by=as_.admin)
    yield await queries.actor_by_email(new.email)
    await User.delete().where(User.id == user.id)


def as_is(email: str, **changes: object) -> Person:
    told: dict[str, object] = {"email": email, "name": "Ufficio", "office": "pref-cr"}
    return Person(**{**told, "role": Role.OPERATOR, **changes})  # type: ignore[arg-type]


async def test_a_changed_function_ends_the_sessions_and_is_remembered(
    as_: People, newcomer: Actor
) -> None:
    token = await actions.sign_in(newcomer.email, PASSWORD, address=HERE)

    new = as_is(newcomer.email, role=Role.LEGAL)
    await people.change_user(newcomer.user_id or 0, new, by=as_.admin)

    assert await queries.actor_of_session_or_none(token) is None
    assert (await queries.actor_by_email(newcomer.email)).role is Role.LEGAL
    told = await audit.events_about("user", newcomer.user_id or 0)
    assert "con la funzione Ufficio legale" in told[0].sentence


async def test_a_changed_name_ends_no_session(as_: People, newcomer: Actor) -> None:
    token = await actions.sign_in(newcomer.email, PASSWORD, address=HERE)

    new = as_is(newcomer.email, name="Area IV")
    await people.change_user(newcomer.user_id or 0, new, by=as_.admin)

    assert await queries.actor_of_session_or_none(token) is not None


async def test_the_last_who_administers_can_neither_leave_nor_become_something_else(
    as_: People,
) -> None:
    await people.disable_user(as_.other_admin.user_id or 0, by=as_.admin)

    with pytest.raises(WrongStatus, match="unica persona"):
        await people.disable_user(as_.admin.user_id or 0, by=as_.admin)
    with pytest.raises(WrongStatus, match="unica persona"):
        await people.change_user(
            as_.admin.user_id or 0,
            as_is(as_.admin.email, office="dlci", role=Role.MINISTRY),
            by=as_.admin,
        )
    await people.enable_user(as_.other_admin.user_id or 0, by=as_.admin)


async def test_who_was_kept_out_comes_in_again(as_: People, newcomer: Actor) -> None:
    await people.disable_user(newcomer.user_id or 0, by=as_.admin)
    await people.enable_user(newcomer.user_id or 0, by=as_.admin)

    assert await actions.sign_in(newcomer.email, PASSWORD, address=HERE)


async def test_a_new_password_ends_the_old_one_and_every_session(
    as_: People, newcomer: Actor
) -> None:
    token = await actions.sign_in(newcomer.email, PASSWORD, address=HERE)

    await people.give_password(newcomer.user_id or 0, "una-password-nuova", by=as_.admin)

    assert await queries.actor_of_session_or_none(token) is None
    with pytest.raises(NotAllowed):
        await actions.sign_in(newcomer.email, PASSWORD, address=HERE)
    assert await actions.sign_in(newcomer.email, "una-password-nuova", address=HERE)


async def test_everything_wrong_is_told_at_once(as_: People) -> None:
    new = NewUser(email="x", name="X", office="pref-xx", role=Role.MINISTRY, password="corta")

    with pytest.raises(InvalidInput) as refused:
        await people.add_user(new, by=as_.admin)

    assert set(refused.value.fields) == {"email", "office", "password"}


@pytest.mark.parametrize(
    ("office", "role"),
    [("pref-lo", Role.MINISTRY), ("dlci", Role.OPERATOR), ("dlci", Role.LEGAL)],
)
async def test_the_ministry_examines_and_the_offices_write(
    as_: People, newcomer: Actor, office: str, role: Role
) -> None:
    with pytest.raises(InvalidInput, match="non è di un ufficio"):
        await people.change_user(
            newcomer.user_id or 0,
            as_is(newcomer.email, office=office, role=role),
            by=as_.admin,
        )


async def test_an_address_is_of_one_person(as_: People, newcomer: Actor) -> None:
    with pytest.raises(AlreadyThere):
        await people.change_user(newcomer.user_id or 0, as_is(as_.legal_cr.email), by=as_.admin)


async def test_only_who_administers_changes_people(as_: People) -> None:
    with pytest.raises(NotAllowed):
        await people.disable_user(as_.legal_cr.user_id or 0, by=as_.head_cr)


async def test_people_are_found_by_address_name_and_office(as_: People) -> None:
    cremona = await queries.list_people(Ask(q="cremona"))
    legal = await queries.list_people(Ask(), role="legal")

    assert {row.office_name for row in cremona.items} == {
        "Prefettura – Ufficio Territoriale del Governo di Cremona"
    }
    assert {row.role for row in legal.items} == {Role.LEGAL}


async def test_the_page_undoes_and_corrects(as_: People, browser_as: BrowserAs) -> None:
    admin = await browser_as(as_.admin)
    who = as_.manager_ge

    gone = await admin.post_form(f"/users/{who.user_id}/disable")
    listed = (await admin.get("/users?status=disabled")).text
    back = await admin.post_form(f"/users/{who.user_id}/enable")
    wrong = await admin.post_form(f"/users/{who.user_id}", {"email": "x", "name": ""})

    assert (gone.status_code, back.status_code) == (303, 303)
    assert "Riattiva" in listed
    assert wrong.status_code == 422


async def test_the_history_is_searched_by_office_subject_day_and_words(
    as_: People, browser_as: BrowserAs
) -> None:
    admin = await browser_as(as_.admin)
    await people.disable_user(as_.manager_ge.user_id or 0, by=as_.admin)
    await people.enable_user(as_.manager_ge.user_id or 0, by=as_.admin)

    found = (await admin.get("/audit?subject=user&q=manager.ge")).text
    none = (await admin.get("/audit?subject=user&until=1/1/2001")).text
    odd = (await admin.get("/audit?since=boh")).text

    assert "Disattivato manager.ge@prova.example" in found
    assert "Nessuna operazione con questi filtri" in none
    assert "Scrivi un giorno" in odd
