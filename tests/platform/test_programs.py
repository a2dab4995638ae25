"""What every program may rely on: methods, statuses, headers, sizes, one meaning of PATCH."""

from typing import Any

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from intese.app import LARGEST_FORM, create_app
from registry.networks import actions as networks
from registry.networks.shapes import ActionData, HoursData, LevelData, NetworkData, ServiceData
from registry.partners.kinds import KINDS, Kind
from registry.platform import gate
from registry.platform.web.api import LARGEST_JSON
from tests.conftest import BrowserAs
from tests.networks.make import a_network, a_partner, takes_part
from tests.people import People
from tests.protocols.make import a_draft, a_historic_act, parties_of
from tests.submissions.make import a_submission
from tests.web_client import Browser, browser

NEW = {"name": "Comune di Soncino", "kind": "municipality"}


# Methods and statuses.


@pytest.mark.parametrize("path", ["/partners", "/api/v1/partners", "/healthz", "/sign-in"])
async def test_head_says_what_get_says_without_saying_it(
    as_: People, browser_as: BrowserAs, path: str
) -> None:
    client = await browser_as(as_.operator_cr)

    got, head = await client.get(path), await client.head(path)

    assert head.status_code == got.status_code
    assert head.headers["content-type"] == got.headers["content-type"]
    assert head.content == b""


async def test_a_verb_that_an_address_does_not_take_is_told_those_that_it_takes(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.operator_cr)

    api = await client.request("DELETE", "/api/v1/partners")
    page = await client.request("PUT", "/partners")

    assert api.status_code == page.status_code == 405
    assert set(api.headers["allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}
    assert "POST" in page.headers["allow"]
    assert "si guarda" not in api.text + page.text


async def test_nobody_is_told_to_sign_in_with_a_key_and_not_of_old_pages(db: None) -> None:
    async with browser(create_app()) as client:
        answer = await client.post("/api/v1/partners", json=NEW)

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert answer.json()["title"] == "Per questo bisogna entrare: un programma usa la sua chiave."


async def test_the_session_without_its_token_changes_nothing_by_the_api(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.operator_cr)

    answer = await client.post("/api/v1/partners", json=NEW)

    assert answer.status_code == 403
    assert "X-CSRF-Token" in answer.json()["title"]


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "text/json"])
async def test_what_is_not_json_is_not_read_as_json(
    as_: People, browser_as: BrowserAs, kind: str
) -> None:
    client = await browser_as(as_.operator_cr)

    answer = await client.post(
        "/api/v1/partners",
        content=b'{"name": "x", "kind": "other"}',
        headers={"Content-Type": kind, "X-CSRF-Token": client.token},
    )

    assert answer.status_code == 415
    assert "application/json" in answer.json()["title"]


async def test_an_odd_sign_in_an_address_is_told_by_the_name_of_the_filter(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.operator_cr)

    api = await client.get("/api/v1/partners?q=cre%00ma")
    page = await client.get("/partners?q=%00")

    assert api.status_code == page.status_code == 422
    assert set(api.json()["fields"]) == {"q"}


async def test_text_says_its_charset_once(as_: People, browser_as: BrowserAs) -> None:
    client = await browser_as(as_.operator_cr)

    kinds = [
        (await client.get(path)).headers["content-type"]
        for path in ("/partners/partners.csv", "/metrics", "/healthz")
    ]

    assert [kind.count("charset") for kind in kinds] == [1, 1, 1]


# Sizes.


async def test_a_body_longer_than_anything_of_ours_is_refused(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.operator_cr)

    long_json = await client.send_json(
        "POST", "/api/v1/partners", NEW | {"notes": "x" * LARGEST_JSON}
    )
    long_form = await client.post_form("/partners", NEW | {"notes": "x" * LARGEST_FORM})
    file = await client.post(
        "/schede/999999/attachments",
        data={"csrf_token": client.token},
        files={"file": ("a.docx", b"x" * (LARGEST_FORM + 1))},
    )

    assert long_json.status_code == long_form.status_code == 413
    assert "troppo grande" in long_json.json()["title"]
    assert file.status_code == 404


async def test_a_key_that_is_too_long_is_refused_and_not_cut(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.operator_cr)

    long, whole = [
        await client.send_json("POST", "/api/v1/partners", NEW, **{"Idempotency-Key": key})
        for key in ("k" * 201, "k" * 200)
    ]

    assert long.status_code == 422
    assert set(long.json()["fields"]) == {"Idempotency-Key"}
    assert whole.status_code == 201


# One meaning of PATCH.


async def patched(client: Browser, path: str, version: int = 1, **fields: Any) -> httpx.Response:
    return await client.send_json("PATCH", path, fields, **{"If-Match": f'"{version}"'})


async def test_a_partner_keeps_what_a_change_does_not_name(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.operator_cr)
    more = {"notes": "Dal 1998", "email": "a@ente.example", "short_name": "Soncino"}
    made = await client.send_json("POST", "/api/v1/partners", NEW | more)
    path = made.headers["location"]

    named = await patched(client, path, name="Comune di Crema")
    emptied = await patched(client, path, 2, notes=None, email="b@ente.example")
    wrong = await patched(client, path, 3, name=None, kind="nuvola", neme="x")

    assert named.json()["name"] == "Comune di Crema"
    assert {name: named.json()[name] for name in more} == more
    assert (emptied.json()["notes"], emptied.json()["email"]) == ("", "b@ente.example")
    assert emptied.json()["short_name"] == "Soncino"
    assert set(wrong.json()["fields"]) == {"name", "kind", "neme"}


async def test_a_new_kind_of_partner_brings_its_own_nature(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.operator_cr)
    made = await client.send_json("POST", "/api/v1/partners", NEW)

    changed = await patched(client, made.headers["location"], kind="social_cooperative")

    assert made.json()["nature"] == "public"
    assert changed.json()["nature"] == KINDS[Kind.SOCIAL_COOPERATIVE].nature != "public"


async def test_a_network_and_its_rows_keep_what_a_change_does_not_name(
    as_: People, browser_as: BrowserAs
) -> None:
    me = as_.manager_ge
    lead, other = await a_partner(by=me), await a_partner("Comune di Crema", by=me)
    network = await networks.create_network(
        NetworkData(name="HTH", lead_partner=lead.id, when="dal 2016", places=["it"],
                    objectives=["uno", "due"], last_news="2020"), by=me)  # fmt: skip
    row = await takes_part(network, lead, by=me, when="dal 2017", with_partners=[other.id],
                           activity="corsi", formalised="nel 2018")  # fmt: skip
    client = await browser_as(me)
    at = f"/api/v1/networks/{network.id}"
    before = (await client.get(at)).json()
    row_before = (await client.get(f"{at}/participations/{row.id}")).json()

    after = (await patched(client, at, fund="FAMI")).json()
    row_after = (await patched(client, f"{at}/participations/{row.id}", role_words="guida")).json()

    assert same(before, after, but=("fund", "version", "changed_at"))
    assert same(row_before, row_after, but=("role_words", "version"))


async def test_the_parts_of_a_structure_keep_what_a_change_does_not_name(
    as_: People, browser_as: BrowserAs
) -> None:
    me = as_.manager_ge
    body, network = await a_partner(by=me), await a_network(by=me)
    level = await networks.add_level(
        network.id, LevelData(title="Regionale", kind="regional"), by=me  # type: ignore[arg-type]  # the shape checks it
    )  # fmt: skip
    action = await networks.add_action(
        level.id, ActionData(title="Aggancio", promoters=[body.id], access=["a", "b"]), by=me
    )
    hours = [HoursData(days="lunedì", hours="9-12")]
    service = await networks.add_service(
        ServiceData(name="Sportello", provider=body.id, hours=hours, when="dal 2019", phone="010"),
        network=network.id, by=me)  # fmt: skip
    client = await browser_as(me)
    at = f"/api/v1/networks/{network.id}"

    levels = (await patched(client, f"{at}/structure/levels/{level.id}", title="Locale")).json()
    path = f"{at}/structure/actions/{action.id}"
    actions = (await patched(client, path, title="Contatto")).json()
    services = (await patched(client, f"{at}/services/{service.id}", name="Ascolto")).json()

    assert (levels["levels"][0]["title"], levels["levels"][0]["kind"]) == ("Locale", "regional")
    changed = actions["levels"][0]["actions"][0]
    assert (changed["title"], changed["access"]) == ("Contatto", ["a", "b"])
    assert [one["id"] for one in changed["promoters"]] == [body.id]
    desk = services
    assert (desk["name"], desk["phone"], desk["when_text"]) == ("Ascolto", "010", "dal 2019")
    assert desk["hours"][0]["days_words"] == "lunedì"


async def test_an_act_and_its_parties_keep_what_a_change_does_not_name(
    as_: People, browser_as: BrowserAs
) -> None:
    me = as_.operator_cr
    body = await a_partner(by=me)
    client = await browser_as(me)
    drafts = [await a_draft(by=me), await a_historic_act(by=me, with_=[body])]

    for act in drafts:
        at = f"/api/v1/protocols/{act.id}"
        before = (await client.get(at)).json()
        after = (await patched(client, at, before["version"], notes="nuova")).json()
        assert after["notes"] == "nuova"
        assert same(before, after, but=("notes", "version", "changed_at", "written_by"))

    [party] = await parties_of(drafts[1].id)
    at = f"/api/v1/protocols/{drafts[1].id}"
    before = (await client.get(at)).json()
    path = f"{at}/parties/{party.id}"
    after = (await patched(client, path, before["version"], note="nuova")).json()
    assert same(before["parties"][0], after["parties"][0], but=("note",))


async def test_a_title_that_was_made_of_the_subject_follows_it(
    as_: People, browser_as: BrowserAs
) -> None:
    act = await a_draft(by=as_.operator_cr)
    client = await browser_as(as_.operator_cr)

    after = await patched(
        client, f"/api/v1/protocols/{act.id}", act.version, subject="la lettura ad alta voce"
    )

    assert after.json()["title"].endswith("la lettura ad alta voce")


async def test_a_batch_keeps_its_schede_when_a_change_names_none(
    as_: People, browser_as: BrowserAs
) -> None:
    batch = await a_submission(as_)
    client = await browser_as(as_.operator_cr)
    path = f"/api/v1/submissions/{batch.id}"
    before = (await client.get(path)).json()

    kept = await patched(client, path, before["version"])

    assert kept.status_code == 200
    assert [one["scheda"] for one in kept.json()["items"]] == [
        one["scheda"] for one in before["items"]
    ]


def same(before: dict[str, Any], after: dict[str, Any], *, but: tuple[str, ...]) -> bool:
    differ = [name for name in before if name not in but and before[name] != after.get(name)]
    assert differ == [], {name: (before[name], after.get(name)) for name in differ}
    return True


# Numbers that are no identifiers.


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("/partners/{partner}/members", {"member": 2**31}, "member"),
        ("/partners/{partner}/succeed", {"successor": 2**40, "kind": "merged"}, "successor"),
        ("/schede", {"field": 1, "promoter": 2**31}, "promoter"),
        ("/schede", {"field": 1, "acts": [2**63]}, "acts.0"),
        ("/schede", {"field": 1, "partners": [{"partner": -1}]}, "partners.0.partner"),
        ("/schede", {"field": 1, "circular": 2**31}, "circular"),
        ("/schede", {"field": 1, "same_practice_as": 2**31}, "same_practice_as"),
        ("/submissions", {"schede": [2**31]}, "schede.0"),
        ("/networks/{network}/participations", {"partner": 0}, "partner"),
        ("/networks/{network}/services", {"name": "xx", "provider": 2**31}, "provider"),
        ("/networks/{network}/structure/levels", {"title": "xx", "parent": 2**31}, "parent"),
    ],
)
async def test_a_number_that_names_nothing_is_refused_beside_its_field(
    as_: People, browser_as: BrowserAs, path: str, body: dict[str, Any], field: str
) -> None:
    partner, network = await a_partner(by=as_.operator_cr), await a_network(by=as_.operator_cr)
    client = await browser_as(as_.operator_cr)

    at = path.format(partner=partner.id, network=network.id)
    answer = await client.send_json("POST", f"/api/v1{at}", body)

    assert answer.status_code == 422
    assert field in answer.json()["fields"]


# What the program counts.


async def test_the_metrics_count_requests_jobs_connections_and_files(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.operator_cr)
    before = told(await client.get("/metrics"))

    await client.get("/api/v1/partners/1")
    await client.get("/nowhere/at/all")
    gate.examine("lettera.docx", b"")
    after = told(await client.get("/metrics"))

    one = ("intese_requests_total", "GET", "/api/v1/partners/{partner_id}", "404")
    none = ("intese_requests_total", "GET", "(none)", "404")
    assert [after[key] - before.get(key, 0) for key in (one, none)] == [1, 1]
    assert ("intese_jobs", "queued") in after
    assert after[("intese_database_up",)] == 1
    assert ("intese_database_connections", "idle") in after
    refused = [key for key in after if key[:2] == ("intese_gate_verdicts_total", "refused")]
    assert refused
    assert any(key[0] == "intese_request_seconds_count" for key in after)


def told(answer: httpx.Response) -> dict[tuple[str, ...], float]:
    return {
        (one.name, *(one.labels[name] for name in ("verdict", "method", "route", "status", "state",
                                                   "use", "reason") if name in one.labels)):
        one.value
        for family in text_string_to_metric_families(answer.text)
        for one in family.samples
    }  # fmt: skip
