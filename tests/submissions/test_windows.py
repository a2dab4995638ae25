"""The pages and the API of batches, through signed-in browsers."""

import re
from html import unescape

import pytest

from good_practices.schede import actions as schede
from good_practices.submissions import actions, queries
from good_practices.submissions.actions import to_json
from good_practices.submissions.exchange import Receipt
from good_practices.submissions.shapes import NewSubmission, RegistrationData
from good_practices.submissions.tables import Submission
from registry.platform import clock
from registry.platform.accounts.roles import Actor
from tests.conftest import BrowserAs
from tests.people import People
from tests.schede.make import a_ready_scheda, a_scheda, word
from tests.submissions.make import a_frozen_one, a_registered_one, a_sent_one, a_submission


def plain(html: str) -> str:
    """The words of a page, as they are read."""
    words = " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
    return re.sub(r" ([,.:;])", r"\1", words)


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
    assert "non è una ricevuta del Ministero, o non è arrivato intero" in answer.text


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


async def test_the_confirmation_says_what_leaves_and_for_whom(
    as_: People, browser_as: BrowserAs
) -> None:
    submission = await a_registered_one_with_files(as_)
    client = await browser_as(as_.head_cr)

    page = plain((await client.get(f"/submissions/{submission.id}/send")).text)

    assert "Esce 1 scheda con 2 atti e allegati, in tutto 5 file" in page
    view = await queries.view(submission.id, by=as_.head_cr)
    assert view.mailbox in page and view.registered_number in page


async def a_registered_one_with_files(as_: People) -> Submission:
    """Of one scheda, which carries two files."""
    draft = await a_scheda(as_.operator_cr)
    for n in range(2):
        await schede.attach(draft.id, f"accordo-{n}.docx", word(f"Accordo {n}"), by=as_.operator_cr)
    await schede.propose(draft.id, by=as_.operator_cr)
    await schede.approve(draft.id, by=as_.head_cr)
    submission = await actions.create(NewSubmission(schede=[draft.id]), by=as_.operator_cr)
    await actions.freeze(submission.id, by=as_.operator_cr)
    given = RegistrationData(number="0012345", on=clock.today(), signer_name="Chi firma")
    return await actions.register(submission.id, given, by=as_.operator_cr)


async def test_once_it_has_left_there_is_no_button_to_let_it_leave(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.head_cr)
    pages = []
    for submission in (await a_sent_one(as_), await a_frozen_one(as_)):
        pages.append(plain((await client.get(f"/submissions/{submission.id}/send")).text))

    assert not any("Fai partire 1 scheda" in one for one in pages)
    assert "L'invio è già partito e non si cambia" in pages[0]
    assert "L'invio non ha ancora il numero di protocollo" in pages[1]


async def test_after_it_has_left_the_page_says_that_the_package_is_still_to_be_mailed(
    as_: People, browser_as: BrowserAs
) -> None:
    submission = await a_registered_one(as_)
    head = await browser_as(as_.head_cr)
    at = f"/submissions/{submission.id}"

    sent = await head.post_form(f"{at}/send")
    shown = await head.get(at)
    await actions.take_receipt(await a_receipt_of(submission.id, by=as_.head_cr), by=as_.head_cr)
    answered = await head.get(at)

    assert sent.headers["location"] == f"{at}#da-mandare"
    assert "Manca un passo: mandare il pacco con la PEC" in plain(shown.text)
    assert "Manca un passo" not in plain(answered.text)


async def a_receipt_of(submission_id: int, *, by: Actor) -> Receipt:
    view = await queries.view(submission_id, by=by)
    return Receipt(
        format="intese-ricevuta/1", package=view.name, office=view.office, year=view.year,
        number=view.number, package_sha512=view.package_sha512, receipt_number="RIC 2026/1",
        received_at=clock.now(), issued_at=clock.now(),
    )  # fmt: skip


async def test_a_receipt_of_another_invio_leads_to_that_one(
    as_: People, browser_as: BrowserAs
) -> None:
    first, second = await a_sent_one(as_), await a_sent_one(as_)
    receipt = to_json(await a_receipt_of(first.id, by=as_.head_cr)).encode()
    client = await browser_as(as_.operator_cr)

    answer = await client.post_form(
        f"/submissions/{second.id}/receipt", files={"file": ("ricevuta.json", receipt)}
    )
    shown = await client.get(answer.headers["location"])

    name = (await queries.view(first.id, by=as_.operator_cr)).name
    assert answer.headers["location"] == f"/submissions/{first.id}#ricevute"
    assert f"La ricevuta è dell'invio {name}: l'abbiamo registrata qui" in plain(shown.text)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("ricevuta.pdf", b"%PDF-1.7", "«ricevuta.pdf» non è una ricevuta: la ricevuta del"),
        ("altro.json", b'{"nome": 1}', "«altro.json» non è una ricevuta del Ministero"),
    ],
)
async def test_a_file_that_is_no_receipt_is_told_in_one_sentence(
    as_: People, browser_as: BrowserAs, name: str, content: bytes, told: str
) -> None:
    submission = await a_sent_one(as_)
    client = await browser_as(as_.operator_cr)

    answer = await client.post_form(
        f"/submissions/{submission.id}/receipt", files={"file": (name, content)}
    )

    page = plain(answer.text)
    assert answer.status_code == 422
    assert f"Ricevuta arrivata come file – {told}" in page
    assert "C’è un punto da correggere" in page and "Manca: è necessario" not in page


async def test_a_number_of_the_register_that_another_invio_has_is_asked_about(
    as_: People, browser_as: BrowserAs
) -> None:
    first = await a_registered_one(as_)
    second = await a_frozen_one(as_)
    client = await browser_as(as_.operator_cr)
    same = {"number": first.registered_number.lstrip("0"), "on": f"{clock.today():%d/%m/%Y}",
            "signer_title": "IL PREFETTO", "signer_name": "Chi firma"}  # fmt: skip

    asked = await client.post_form(f"/submissions/{second.id}/register", same)
    taken = await client.post_form(
        f"/submissions/{second.id}/register", {**same, "is_shared": "yes"}
    )

    name = (await queries.view(first.id, by=as_.operator_cr)).name
    assert (asked.status_code, taken.status_code) == (422, 303)
    assert f"è già dell'invio {name}: guarda il registro" in plain(asked.text)
    assert "È giusto: il numero vale per tutti e due gli invii" in asked.text
