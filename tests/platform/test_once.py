"""What is sent twice is done once, by a program and by a person."""

import asyncio
import re

from tests.conftest import BrowserAs
from tests.people import People

CREMA = {"name": "Comune di Crema", "kind": "municipality"}


async def test_the_same_request_with_the_same_key_is_done_once_and_answered_alike(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.operator_cr)

    answers = await asyncio.gather(
        *(
            client.send_json("POST", "/api/v1/partners", CREMA, **{"Idempotency-Key": "a-1"})
            for _n in range(12)
        )
    )
    listed = (await client.get("/api/v1/partners")).json()

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    assert {answer.headers["location"] for answer in answers} == {"/api/v1/partners/1"}
    assert listed["total"] == 1


async def test_a_key_of_another_request_is_refused(as_: People, browser_as: BrowserAs) -> None:
    client = await browser_as(as_.operator_cr)
    await client.send_json("POST", "/api/v1/partners", CREMA, **{"Idempotency-Key": "a-1"})

    other = await client.send_json(
        "POST", "/api/v1/partners", {**CREMA, "notes": "x"}, **{"Idempotency-Key": "a-1"}
    )

    assert other.status_code == 409
    assert "chiave" in other.json()["title"]


async def test_a_refused_request_leaves_its_key_free(as_: People, browser_as: BrowserAs) -> None:
    client = await browser_as(as_.operator_cr)
    wrong = {**CREMA, "place": "com:999999"}

    first = await client.send_json("POST", "/api/v1/partners", wrong, **{"Idempotency-Key": "a-1"})
    mended = await client.send_json("POST", "/api/v1/partners", CREMA, **{"Idempotency-Key": "a-1"})

    assert (first.status_code, mended.status_code) == (422, 201)


async def test_the_same_key_of_two_people_is_two_keys(as_: People, browser_as: BrowserAs) -> None:
    one, other = await browser_as(as_.operator_cr), await browser_as(as_.operator_ge)

    first = await one.send_json("POST", "/api/v1/partners", CREMA, **{"Idempotency-Key": "a"})
    second = await other.send_json(
        "POST",
        "/api/v1/partners",
        {"name": "Comune di Chiavari", "kind": "municipality"},
        **{"Idempotency-Key": "a"},
    )

    assert (first.status_code, second.status_code) == (201, 201)


async def test_a_button_pressed_five_times_without_script_opens_one_scheda(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.operator_cr)
    form = {"field": "4", "title": "Sportello al porto", "once": _once_in(
        (await client.get("/schede/new")).text
    )}  # fmt: skip

    answers = await asyncio.gather(*(client.post_form("/schede", form) for _n in range(5)))
    listed = (await client.get("/api/v1/schede")).json()

    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.headers["location"] for answer in answers}) == 1
    assert all("said=" in answer.headers["set-cookie"] for answer in answers)
    assert listed["total"] == 1


async def test_a_form_changed_after_going_back_is_another_one(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.operator_cr)
    once = _once_in((await client.get("/schede/new")).text)

    for title in ("La prima", "La seconda", "La seconda"):
        await client.post_form("/schede", {"field": "4", "title": title, "once": once})

    listed = (await client.get("/api/v1/schede?sort=number")).json()
    assert [one["title"] for one in listed["items"]] == ["La prima", "La seconda"]


async def test_a_form_that_was_refused_can_be_sent_again_as_it_is(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.operator_cr)
    once = _once_in((await client.get("/schede/new")).text)

    refused = [await client.post_form("/schede", {"title": "x", "once": once}) for _n in range(2)]
    done = await client.post_form("/schede", {"field": "4", "title": "x", "once": once})

    assert [one.status_code for one in refused] == [422, 422]
    assert done.status_code == 303


async def test_every_form_of_our_pages_has_its_own_mark(as_: People, browser_as: BrowserAs) -> None:
    client = await browser_as(as_.operator_cr)
    page = (await client.get("/schede/new")).text + (await client.get("/schede/new")).text

    marks = re.findall(r'name="once" value="([^"]+)"', page)

    assert len(marks) == page.count('name="csrf_token"') == len(set(marks))


def _once_in(page: str) -> str:
    """The mark of the form in the middle of the page."""
    found = re.search(r'action="/schede".*?name="once" value="([^"]+)"', page, re.DOTALL)
    assert found
    return found[1]
