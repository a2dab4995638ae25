"""The pages and the API of batches, through signed-in browsers."""

from tests.conftest import BrowserAs
from tests.people import People
from tests.schede.make import a_ready_scheda
from tests.submissions.make import a_frozen_one, a_registered_one, a_sent_one, a_submission


async def test_an_operator_prepares_a_batch_and_the_head_lets_it_leave(
    as_: People, browser_as: BrowserAs
) -> None:
    scheda = await a_ready_scheda(as_.operator_cr, as_.head_cr)
    operator, head = await browser_as(as_.operator_cr), await browser_as(as_.head_cr)

    opened = await operator.post_form("/submissions/new", {"schede": str(scheda.id)})
    at = opened.headers["location"]
    frozen = await operator.post_form(f"{at}/freeze")
    registered = await operator.post_form(
        f"{at}/register",
        {"number": "0012345", "on": "22/11/2026", "signer_title": "IL PREFETTO",
         "signer_name": "Chi firma"},
    )  # fmt: skip
    refused = await operator.post_form(f"{at}/send")
    sent = await head.post_form(f"{at}/send")
    shown = await head.get(at)

    assert [one.status_code for one in (opened, frozen, registered, refused, sent)] == [
        303, 303, 303, 403, 303,
    ]  # fmt: skip
    assert "Inviato" in shown.text
    assert "0012345" in shown.text


async def test_a_batch_without_schede_is_asked_for_again(
    as_: People, browser_as: BrowserAs
) -> None:
    await a_ready_scheda(as_.operator_cr, as_.head_cr)
    client = await browser_as(as_.operator_cr)

    answer = await client.post_form("/submissions/new", {})

    assert answer.status_code == 422
    assert "C’è un punto da correggere" in answer.text


async def test_an_invio_opened_by_mistake_is_cancelled_and_taken_back(
    as_: People, browser_as: BrowserAs
) -> None:
    submission = await a_frozen_one(as_)
    client = await browser_as(as_.operator_cr)
    at = f"/submissions/{submission.id}"

    before = await client.get(at)
    cancelled = await client.post_form(f"{at}/cancel", {"version": "2"})
    after = await client.get(at)
    listed = await client.get("/submissions")
    resumed = await client.post_form(f"{at}/resume")

    assert "Annulla l’invio" in before.text
    assert (cancelled.status_code, resumed.status_code) == (303, 303)
    assert "L’invio è annullato" in after.text and f'action="{at}/resume"' in after.text
    assert "Scarica il pacco" not in after.text
    assert "Annullato" in listed.text
    assert "In preparazione" in (await client.get(at)).text


async def test_who_leaves_no_scheda_in_an_invio_is_told_beside_the_boxes(
    as_: People, browser_as: BrowserAs
) -> None:
    submission = await a_submission(as_)
    client = await browser_as(as_.operator_cr)

    answer = await client.post_form(f"/submissions/{submission.id}/schede", {"version": "1"})

    assert answer.status_code == 422
    assert answer.text.count("Un invio porta almeno una scheda") == 2
    assert "<details open>" in answer.text


async def test_a_step_that_was_already_made_is_told_on_the_page_of_the_invio(
    as_: People, browser_as: BrowserAs
) -> None:
    submission = await a_sent_one(as_)
    client = await browser_as(as_.head_cr)

    answer = await client.post_form(f"/submissions/{submission.id}/send")

    assert answer.status_code == 409
    assert "L&#39;invio è già partito" in answer.text and "Le schede dell’invio" in answer.text


async def test_what_leaves_is_shown_before_it_leaves(as_: People, browser_as: BrowserAs) -> None:
    submission = await a_registered_one(as_)
    client = await browser_as(as_.head_cr)

    page = await client.get(f"/submissions/{submission.id}/send")

    assert "Esce 1 scheda" in page.text
    assert "00_lettera_trasmissione.docx" in page.text


async def test_the_package_and_each_of_its_files_can_be_downloaded(
    as_: People, browser_as: BrowserAs
) -> None:
    submission = await a_frozen_one(as_)
    client = await browser_as(as_.operator_cr)
    at = f"/submissions/{submission.id}"

    package = await client.get(f"{at}/package")
    form = await client.get(f"{at}/files/00_modulo_circolare.docx")
    nothing = await client.get(f"{at}/files/niente.docx")

    assert package.content[:2] == form.content[:2] == b"PK"
    assert "TRASM_CR_" in package.headers["content-disposition"]
    assert nothing.status_code == 404


async def test_another_office_finds_no_batch(as_: People, browser_as: BrowserAs) -> None:
    submission = await a_sent_one(as_)
    client = await browser_as(as_.operator_ge)

    page = await client.get(f"/submissions/{submission.id}")
    package = await client.get(f"/api/v1/submissions/{submission.id}/package")

    assert page.status_code == package.status_code == 404


async def test_a_receipt_that_is_no_receipt_is_refused_beside_its_field(
    as_: People, browser_as: BrowserAs
) -> None:
    submission = await a_sent_one(as_)
    client = await browser_as(as_.operator_cr)

    answer = await client.post_form(
        f"/submissions/{submission.id}/receipt",
        files={"file": ("ricevuta.json", b"{non json", "application/json")},
    )

    assert answer.status_code == 422
    assert "JSON leggibile" in answer.text


async def test_the_api_walks_the_same_road(as_: People, browser_as: BrowserAs) -> None:
    scheda = await a_ready_scheda(as_.operator_cr, as_.head_cr)
    client = await browser_as(as_.operator_cr)

    made = await client.send_json("POST", "/api/v1/submissions", {"schede": [scheda.id]})
    at = made.headers["location"]
    frozen = await client.send_json("POST", f"{at}/freeze", {}, **{"If-Match": '"1"'})
    stale = await client.send_json("POST", f"{at}/reopen", {}, **{"If-Match": '"1"'})
    listed = (await client.get("/api/v1/submissions?status=verified")).json()

    assert (made.status_code, frozen.status_code, stale.status_code) == (201, 200, 409)
    assert [one["name"] for one in listed["items"]] == [made.json()["name"]]
