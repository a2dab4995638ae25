"""The JSON windows of acts, through a signed-in browser."""

from base64 import b64encode
from typing import Any

import httpx

from registry.protocols.lifecycle import IN_DEFINITION, SIGNING
from tests.conftest import BrowserAs
from tests.gate.papers import pdf
from tests.people import People
from tests.protocols.make import (
    GOVERNANCE,
    MONITORING,
    a_comune,
    a_draft,
    a_historic_act,
    an_act,
    parties_of,
    two_parties,
)

API = "/api/v1/protocols"
NEW = {"kind": "protocol", "subject": "l'accoglienza diffusa", "duration_months": 36}


def told(answer: httpx.Response) -> Any:
    assert answer.status_code in (200, 201), answer.text
    return answer.json()


async def test_an_act_is_made_read_changed_and_led_to_force(
    as_: People, browser_as: BrowserAs
) -> None:
    legal, head = await browser_as(as_.legal_cr), await browser_as(as_.head_cr)
    bodies = await two_parties(as_)
    parties = [
        {"partner": one.partner, "role": str(one.role), "needs_approval": False,
         "representative_office": "Presidente", "representative_article": "il",
         "representative_name": "Eva Rosa", "commitments": ["collaborare"],
         "authority_words": "giusta delega n. 1", "contact_unit": "Segreteria",
         "contact_email": "s@ente.example"}
        for one in bodies
    ]  # fmt: skip
    made = await legal.send_json("POST", API, NEW | {"parties": parties, "purposes": ["a"]})
    act = told(made)
    path = f"{API}/{act['id']}"

    text = {"drafting": {"governance": GOVERNANCE, "monitoring": MONITORING},
            "recitals": [{"kind": "premise", "text": "le parti collaborano"}]}  # fmt: skip
    version = {"If-Match": made.headers.get("etag", f'"{act["version"]}"')}
    told(await legal.send_json("PUT", f"{path}/text", text, **version))
    for verb in ("send-schema", "open-signing"):
        act = told(await legal.send_json("POST", f"{path}/{verb}", {}))
    for party in act["parties"]:
        signature = {"signed_on": "2026-04-16", "kind": "digital"}
        told(await legal.send_json("POST", f"{path}/parties/{party['id']}/sign", signature))
    told(await head.send_json("POST", f"{path}/declare-signed", {}))
    act = told(await legal.send_json("POST", f"{path}/set-in-force", {}))

    assert made.headers["location"] == path
    assert (act["status"], act["repertory_number"]) == ("in_force", 1)
    assert act["ends_latest"] == "2029-04-15"
    document = act["documents"][0]
    file = await legal.get(f"{path}/documents/{document['id']}")
    assert file.content.startswith(b"PK")


async def test_a_wrong_act_names_every_wrong_field(as_: People, browser_as: BrowserAs) -> None:
    client = await browser_as(as_.operator_cr)
    body = {"kind": "patto", "duration_months": 0, "parties": [{"role": "boss"}], "colore": "blu"}

    answer = await client.send_json("POST", API, body)

    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("application/problem+json")
    wrong = {"kind", "duration_months", "parties.0.role", "parties.0.partner", "colore"}
    assert set(answer.json()["fields"]) == wrong


async def test_a_list_answers_with_its_counts(as_: People, browser_as: BrowserAs) -> None:
    for n in range(3):
        await a_historic_act(f"Atto {n}", by=as_.operator_cr)
    client = await browser_as(as_.operator_cr)

    listing = told(await client.get(f"{API}?size=2&page=2&sort=-title&status=in_force"))

    assert [item["title"] for item in listing["items"]] == ["Atto 0"]
    assert (listing["total"], listing["page"], listing["size"]) == (3, 2, 2)
    assert listing["facets"]["status"][0]["count"] == 3


async def test_a_stale_change_is_refused_and_one_without_version_too(
    as_: People, browser_as: BrowserAs
) -> None:
    act = await a_draft(by=as_.operator_cr)
    client = await browser_as(as_.operator_cr)
    path = f"{API}/{act.id}"

    first = await client.send_json("PATCH", path, NEW, **{"If-Match": f'"{act.version}"'})
    stale = await client.send_json("PATCH", path, NEW, **{"If-Match": f'"{act.version}"'})
    without = await client.send_json("PATCH", path, NEW)

    assert first.headers["etag"] == f'"{act.version + 1}"'
    assert stale.status_code == 409
    assert set(without.json()["fields"]) == {"If-Match"}


async def test_what_lacks_is_told_by_its_path(as_: People, browser_as: BrowserAs) -> None:
    act = await a_draft(by=as_.operator_cr, with_=await two_parties(as_))
    client = await browser_as(as_.legal_cr)

    answer = await client.send_json("POST", f"{API}/{act.id}/open-signing", {})

    assert answer.status_code == 422
    assert "term" in answer.json()["fields"]


async def test_a_verb_out_of_its_moment_is_a_conflict(as_: People, browser_as: BrowserAs) -> None:
    act = await an_act(as_, SIGNING)
    client = await browser_as(as_.legal_cr)

    answer = await client.send_json("POST", f"{API}/{act.id}/set-in-force", {})

    assert answer.status_code in (409, 422)
    assert answer.json()["title"]


async def test_roles_and_offices_hold_for_programs_too(as_: People, browser_as: BrowserAs) -> None:
    act = await an_act(as_, IN_DEFINITION)
    hidden = await a_historic_act(by=as_.operator_cr, visibility="reserved")
    clerk, other = await browser_as(as_.operator_cr), await browser_as(as_.legal_ge)
    ministry, nobody = await browser_as(as_.ministry), await browser_as()

    told_statuses = [
        (await clerk.send_json("POST", f"{API}/{act.id}/send-schema", {})).status_code,
        (await other.send_json("POST", f"{API}/{act.id}/send-schema", {})).status_code,
        (await ministry.send_json("POST", API, NEW)).status_code,
        (await other.get(f"{API}/{hidden.id}")).status_code,
        (await nobody.get(f"{API}/{act.id}")).status_code,
        (await ministry.get(f"{API}/{act.id}")).status_code,
    ]

    assert told_statuses == [403, 404, 403, 404, 401, 404]


async def test_an_old_act_is_registered_and_corrected(as_: People, browser_as: BrowserAs) -> None:
    comune = await a_comune("Crema", by=as_.operator_cr)
    client = await browser_as(as_.operator_cr)
    body: dict[str, Any] = {"kind": "territorial", "title": "Accordo cremasco",
            "signed_text": "22 e 23 settembre 2015",
            "parties": [{"partner": comune.id, "signature_kind": "unknown"}]}  # fmt: skip
    act = told(await client.send_json("POST", f"{API}/register", body))

    body = {"kind": "territorial", "title": "Accordo cremasco", "duration_months": 12,
            "signed_on": "2015-09-23"}  # fmt: skip
    changed = told(
        await client.send_json("PATCH", f"{API}/{act['id']}", body, **{"If-Match": '"1"'})
    )

    assert act["signed_on"] == "2015-09-23"
    assert (changed["ends_latest"], changed["standing"]) == ("2016-09-22", "expired")


async def test_parties_are_ordered_changed_and_removed(as_: People, browser_as: BrowserAs) -> None:
    act = await a_draft(by=as_.operator_cr, with_=await two_parties(as_))
    first, second = [party.id for party in await parties_of(act.id)]
    client = await browser_as(as_.operator_cr)
    path = f"{API}/{act.id}/parties"

    wrong = await client.send_json("PUT", path, {"parties": [first]}, **{"If-Match": '"1"'})
    told(await client.send_json("PUT", path, {"parties": [second, first]}, **{"If-Match": '"1"'}))
    changed = told(
        await client.send_json(
            "PATCH", f"{path}/{second}", {"note": "nuova"}, **{"If-Match": '"2"'}
        )
    )
    left = told(await client.send_json("DELETE", f"{path}/{first}", {}, **{"If-Match": '"3"'}))

    assert wrong.status_code == 422
    assert changed["parties"][1]["note"] == "nuova"
    assert [party["id"] for party in left["parties"]] == [second]


async def test_what_comes_and_what_waits_are_asked_by_programs(
    as_: People, browser_as: BrowserAs
) -> None:
    await a_draft(by=as_.operator_cr)
    client = await browser_as(as_.legal_cr)

    terms = told(await client.get(f"{API}/deadlines?days=30"))
    waiting = told(await client.get(f"{API}/awaiting"))
    wrong = await client.get(f"{API}/deadlines?days=abc")

    assert (terms["items"], terms["total"]) == ([], 0)
    assert waiting["items"][0]["waits_for"] == "us"
    assert set(wrong.json()["fields"]) == {"days"}


async def test_a_file_comes_in_base64_or_not_at_all(as_: People, browser_as: BrowserAs) -> None:
    act = await a_historic_act(by=as_.operator_cr)
    client = await browser_as(as_.operator_cr)
    body = {"name": "atto.pdf", "kind": "scan", "content": b64encode(pdf()).decode()}

    good = await client.send_json("POST", f"{API}/{act.id}/documents", body)
    bad = await client.send_json("POST", f"{API}/{act.id}/documents", body | {"content": "@@"})

    assert told(good)["documents"][0]["name"] == "atto.pdf"
    assert set(bad.json()["fields"]) == {"content"}
