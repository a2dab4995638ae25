"""A create sent twice is done once."""

import asyncio

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
