"""The pages of schede, asked for by real people with real forms."""

import io
import re
import zipfile
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import unquote

import httpx
from lxml.html import fromstring

from good_practices.schede import actions, queries
from good_practices.schede.checks import CHECKS
from good_practices.schede.lifecycle import SchedaStatus
from good_practices.schede.shapes import Outcome
from registry.platform.documents import extract_text
from tests.networks.counting import statements
from tests.partners.make import a_partner
from tests.people import People
from tests.schede import make
from tests.web_client import Browser

BrowserAs = Callable[..., Awaitable[Browser]]

FORM = {
    "field": "5",
    "title": "Corsi di italiano",
    "description": "Corsi serali. " * 10,
    "is_formalised": "no",
    "is_publishable": "yes",
    "contact_unit": "Area IV",
    "when": "dall'anno 2015",
    "visibility": "office",
}


def marked_as_draft(docx: bytes) -> bool:
    """Whether the head of the pages says so."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        heads = [name for name in package.namelist() if "header" in name and "rels" not in name]
        return any(b"BOZZA" in package.read(name) for name in heads)


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split()).replace("&#39;", "'")


async def test_an_operator_opens_a_scheda_and_lands_in_its_editor(
    browser_as: BrowserAs, as_: People
) -> None:
    browser = await browser_as(as_.operator_cr)

    answer = await browser.post_form("/schede", {"field": "7", "title": "Volontariato"})

    assert (answer.status_code, answer.headers["location"]) == (303, "/schede/1")
    editor = await browser.get("/schede/1")
    assert "Scheda 7: Coinvolgimento volontario" in editor.text
    assert "strutture ospitanti che nella comunità locale" in editor.text


async def test_a_form_with_something_wrong_comes_back_filled_in(
    browser_as: BrowserAs, as_: People
) -> None:
    scheda = await make.a_scheda(as_.operator_cr)
    browser = await browser_as(as_.operator_cr)
    wrong = {**FORM, "abstract": "x" * 351, "promoter": "Ente ignoto"}

    answer = await browser.post_form(f"/schede/{scheda.id}", {**wrong, "version": "1"})

    assert answer.status_code == 422
    assert "Ci sono 2 punti da correggere" in answer.text
    assert "Nessun partner si chiama «Ente ignoto»" in answer.text
    assert 'value="Ente ignoto"' in answer.text and "x" * 351 in answer.text
    told = plain(answer.text)
    assert "In una o due frasi – È troppo lungo: 351 caratteri, al massimo 350." in told
    assert "Promotore – Nessun partner si chiama" in told


async def test_a_new_scheda_without_a_field_comes_back_with_its_title(
    browser_as: BrowserAs, as_: People
) -> None:
    browser = await browser_as(as_.operator_cr)

    answer = await browser.post_form("/schede", {"title": "Senza campo"})

    assert answer.status_code == 422
    assert 'value="Senza campo"' in answer.text


async def test_a_title_has_one_limit_and_is_told_it_when_the_scheda_is_opened(
    browser_as: BrowserAs, as_: People
) -> None:
    browser = await browser_as(as_.operator_cr)
    many = " ".join(["parola"] * 16)

    words = await browser.post_form("/schede", {"field": "1", "title": many})
    letters = await browser.post_form("/schede", {"field": "1", "title": "x" * 250})
    more = await browser.post_form("/schede", {"field": "1", "title": "x" * 5000})

    assert "Titolo della pratica – Il titolo ha 16 parole: al massimo 15." in plain(words.text)
    assert "È troppo lungo: 250 caratteri, al massimo 200." in letters.text
    assert "È troppo lungo: 5.000 caratteri, al massimo 200." in more.text


async def test_after_a_return_what_was_explained_is_put_before_who_corrects(
    browser_as: BrowserAs, as_: People
) -> None:
    scheda = await make.a_scheda(as_.operator_cr, description="rete.esempio@gmail.com " * 5)
    browser = await browser_as(as_.operator_cr)
    await explaining(browser, scheda.id, "È la casella dello sportello.")
    await actions.propose(scheda.id, by=as_.operator_cr)
    await actions.approve(scheda.id, by=as_.head_cr)
    await actions.hold(scheda.id, 1, by=as_.operator_cr)
    await actions.mark_sent(scheda.id, by=as_.operator_cr)
    outcome = Outcome(status=SchedaStatus.RETURNED, words="Dell'accordo manca la casella.")
    await actions.mark_outcome(scheda.id, outcome, by=as_.operator_cr)
    await actions.reopen(scheda.id, by=as_.operator_cr)

    shown = plain((await browser.get(f"/schede/{scheda.id}")).text)
    history = plain((await browser.get(f"/schede/{scheda.id}/history")).text)

    assert "guarda se è per questo" in shown
    assert "è «Restituita». Dell'accordo manca la casella." in history


async def test_bodies_acts_and_places_are_named_in_the_form(
    browser_as: BrowserAs, as_: People
) -> None:
    comune = await a_partner("Comune di Crema", by=as_.operator_cr)
    act = await make.an_act(as_.legal_cr, "Accordo operativo territoriale")
    scheda = await make.a_scheda(as_.operator_cr)
    browser = await browser_as(as_.operator_cr)
    typed = {
        **FORM, "is_formalised": "yes", "promoter": "comune di crema",
        "partners.0.partner": f"Comune di Crema · n. {comune.id}", "partners.0.role": "partner",
        "partners.0.activity": "Corsi", "partners.1.partner": "", "partners.1.role": "partner",
        "acts.0": "Accordo operativo territoriale", "acts.1": "", "places.0": "Crema (CR)",
        "places.1": "Liguria · reg:07", "objectives": "- Primo\n- Secondo\n",
        "results.0.indicator": "Iscritti", "results.0.value_words": "circa 40",
        "results.1.indicator": "", "results.1.value_words": "",
    }  # fmt: skip

    answer = await browser.post_form(f"/schede/{scheda.id}", typed)

    assert answer.status_code == 303, plain(answer.text)
    sheet = await queries.view(scheda.id, by=as_.operator_cr)
    assert (sheet.promoter, sheet.partners[0].partner) == (comune.id, comune.id)
    assert [one.id for one in sheet.acts] == [act.id]
    assert [one.code for one in sheet.places] == ["com:019035", "reg:07"]
    assert (sheet.objectives, sheet.results[0].number) == (["Primo", "Secondo"], 40)


async def test_what_the_editor_shows_saves_back_to_the_same(
    browser_as: BrowserAs, as_: People
) -> None:
    comune = await a_partner("Comune di Crema", by=as_.operator_cr)
    act = await make.an_act(as_.legal_cr)
    scheda = await make.a_formal_scheda(
        as_.operator_cr, act, promoter=comune.id, places=["prov:019", "com:019035"],
        objectives=["Primo"], results=[{"indicator": "Iscritti", "value_words": "40"}],
        vulnerable_groups=[], is_publishable=False,
    )  # fmt: skip
    browser = await browser_as(as_.operator_cr)
    before = (await queries.view(scheda.id, by=as_.operator_cr)).data()

    page = await browser.get(f"/schede/{scheda.id}")
    answer = await browser.post_form(f"/schede/{scheda.id}", fields_of(page.text))

    assert answer.status_code == 303, plain(answer.text)
    assert (await queries.view(scheda.id, by=as_.operator_cr)).data() == before


def fields_of(html: str) -> dict[str, Any]:
    """What a browser without a script would send for the form of the sheet."""
    form: Any = next(one for one in fromstring(html).iter("form") if one.get("id") == "scheda")
    own = [one for one in form.inputs if one.get("form") in (None, "scheda")]
    values: dict[str, Any] = {}
    for one in own:
        if one.name == "csrf_token" or one.get("type") == "submit" or not one.name:
            continue
        if one.get("type") in ("radio", "checkbox") and not one.get("checked"):
            continue
        values[one.name] = one.get("value") if one.tag == "input" else one.value
    return values


async def test_an_autosave_answers_with_the_version_and_what_is_left_to_do(
    browser_as: BrowserAs, as_: People
) -> None:
    scheda = await make.a_scheda(as_.operator_cr)
    browser = await browser_as(as_.operator_cr)
    typed = {**FORM, "description": "Scrivi a rete.esempio@gmail.com. " * 4, "version": "1"}

    answer = await browser.post_form(f"/schede/{scheda.id}/save", typed)

    assert (answer.status_code, answer.headers["x-version"]) == (200, "2")
    assert 'id="lato-scheda"' in answer.text and 'hx-swap-oob="true"' in answer.text
    assert "rete.esempio@gmail.com" in answer.text


async def test_a_stale_save_shows_both_versions_and_keeps_what_was_typed(
    browser_as: BrowserAs, as_: People
) -> None:
    scheda = await make.a_scheda(as_.operator_cr)
    await actions.patch(scheda.id, {"title": "Del collega"}, by=as_.colleague_cr)
    browser = await browser_as(as_.operator_cr)

    answer = await browser.post_form(
        f"/schede/{scheda.id}", {**FORM, "title": "Il mio", "version": "1"}
    )

    assert answer.status_code == 409
    assert "Del collega" in answer.text and 'value="Il mio"' in answer.text
    assert 'name="version" value="2"' in answer.text


async def test_who_proposes_with_something_missing_is_told_in_the_editor(
    browser_as: BrowserAs, as_: People
) -> None:
    scheda = await make.a_scheda(as_.operator_cr)
    browser = await browser_as(as_.operator_cr)

    answer = await browser.post_form(
        f"/schede/{scheda.id}", {**FORM, "title": "", "then": "propose"}
    )

    assert answer.status_code == 422
    assert "Manca il titolo della pratica." in answer.text


async def test_the_walk_of_two_people_in_the_browser(browser_as: BrowserAs, as_: People) -> None:
    scheda = await make.a_scheda(as_.operator_cr)
    operator, head = await browser_as(as_.operator_cr), await browser_as(as_.head_cr)

    await operator.post_form(f"/schede/{scheda.id}", {**FORM, "then": "propose"})
    to_read = await head.get(f"/schede/{scheda.id}")
    await head.post_form(f"/schede/{scheda.id}/send-back", {"words": "Spiega chi paga."})
    back = await operator.get(f"/schede/{scheda.id}")
    await operator.post_form(f"/schede/{scheda.id}", {**FORM, "then": "propose"})
    approved = await head.post_form(f"/schede/{scheda.id}/approve", {})

    assert "Approva la scheda" in to_read.text
    assert "Spiega chi paga." in back.text
    assert approved.status_code == 303
    assert (await queries.view(scheda.id, by=as_.operator_cr)).status == "ready"


async def test_words_to_send_back_are_asked_for(browser_as: BrowserAs, as_: People) -> None:
    scheda = await make.a_proposed_scheda(as_.operator_cr)
    head = await browser_as(as_.head_cr)

    answer = await head.post_form(f"/schede/{scheda.id}/send-back", {"words": ""})

    assert answer.status_code == 422


async def test_a_file_is_attached_taken_away_and_taken_back(
    browser_as: BrowserAs, as_: People
) -> None:
    scheda = await make.a_scheda(as_.operator_cr)
    browser = await browser_as(as_.operator_cr)
    at, content = f"/schede/{scheda.id}", make.word()

    await browser.post_form(at, {**FORM, "then": "attach"}, files={"file": ("a.docx", content)})
    read = await browser.get(f"{at}/attachments/1")
    taken = await browser.post_form(at, {**FORM, "then": "remove.1"})
    shown = await browser.get(at)
    await browser.post_form(f"{at}/attachments/1/restore")

    assert read.content == content
    assert read.headers["content-disposition"].startswith("attachment")
    assert taken.status_code == 303
    assert "File tolto." in shown.text and f"{at}/attachments/1/restore" in shown.text
    assert len((await queries.view(scheda.id, by=as_.operator_cr)).attachments) == 1


async def test_who_attaches_a_file_loses_nothing_of_what_they_wrote(
    browser_as: BrowserAs, as_: People
) -> None:
    scheda = await make.a_scheda(as_.operator_cr)
    browser = await browser_as(as_.operator_cr)
    typed = {**FORM, "title": "Scritto un momento fa", "version": "1", "then": "attach"}

    answer = await browser.post_form(
        f"/schede/{scheda.id}", typed, files={"file": ("accordo.docx", make.word())}
    )

    assert answer.headers["location"] == f"/schede/{scheda.id}#allegati"
    sheet = await queries.view(scheda.id, by=as_.operator_cr)
    assert (sheet.title, len(sheet.attachments)) == ("Scritto un momento fa", 1)


async def test_a_file_that_is_refused_is_told_beside_its_field_and_the_rest_is_kept(
    browser_as: BrowserAs, as_: People
) -> None:
    scheda = await make.a_scheda(as_.operator_cr)
    browser = await browser_as(as_.operator_cr)
    typed = {**FORM, "title": "Scritto un momento fa", "version": "1", "then": "attach"}

    answer = await browser.post_form(
        f"/schede/{scheda.id}", typed, files={"file": ("virus.exe", b"MZ")}
    )

    assert answer.status_code == 422
    assert "Atto allegato – " in plain(answer.text) and "qui non si carica" in answer.text
    assert (await queries.view(scheda.id, by=as_.operator_cr)).title == "Scritto un momento fa"


async def test_who_was_slower_is_told_that_their_file_is_not_attached(
    browser_as: BrowserAs, as_: People
) -> None:
    scheda = await make.a_scheda(as_.operator_cr)
    await actions.patch(scheda.id, {"title": "Del collega"}, by=as_.colleague_cr)
    browser = await browser_as(as_.operator_cr)

    answer = await browser.post_form(
        f"/schede/{scheda.id}",
        {**FORM, "title": "Il mio", "version": "1", "then": "attach"},
        files={"file": ("accordo.docx", make.word())},
    )

    assert answer.status_code == 409
    assert "Il file non è ancora allegato: sceglilo di nuovo." in answer.text
    assert (await queries.view(scheda.id, by=as_.operator_cr)).attachments == []


async def test_one_wrong_field_keeps_nothing_else_from_being_saved(
    browser_as: BrowserAs, as_: People
) -> None:
    scheda = await make.a_scheda(as_.operator_cr, contact_email="area4@prefettura.example")
    browser = await browser_as(as_.operator_cr)
    typed = {
        **FORM, "title": "Il mio titolo", "contact_email": "mezza", "acts.0": "Accordo ancora da",
        "description": "Scrivi a rete.esempio@gmail.com. " * 125, "version": "1",
    }  # fmt: skip

    answer = await browser.post_form(f"/schede/{scheda.id}/save", typed)
    again = await browser.post_form(f"/schede/{scheda.id}", {**typed, "version": "2"})

    assert (answer.status_code, answer.headers["x-version"]) == (200, "2")
    told = unquote(answer.headers["x-unsaved"])
    assert told.startswith("Salvato, tranne questi campi: Sintetica descrizione, Atti del registro")
    assert "Casella dell’ufficio – Scrivi un indirizzo di posta" in plain(answer.text)
    assert "rete.esempio@gmail.com" in answer.text, "the box speaks of the text that one sees"
    sheet = await queries.view(scheda.id, by=as_.operator_cr)
    assert (sheet.title, sheet.contact_email) == ("Il mio titolo", "area4@prefettura.example")
    assert "rete.esempio" not in sheet.description
    assert again.status_code == 422 and 'value="mezza"' in again.text
    assert "Salvato, tranne questi campi" in again.text and "Salvato il " not in again.text
    assert "niente che indichi una persona" not in again.text


async def test_what_could_not_be_saved_is_not_taken_for_somebody_elses_change(
    browser_as: BrowserAs, as_: People
) -> None:
    scheda = await make.a_scheda(as_.operator_cr, contact_email="area4@prefettura.example")
    browser = await browser_as(as_.operator_cr)
    typed = fields_of((await browser.get(f"/schede/{scheda.id}")).text)

    refused = await browser.post_form(f"/schede/{scheda.id}", {**typed, "contact_email": "mezza"})
    mended = fields_of(refused.text) | {"contact_email": "area5@prefettura.example"}
    answer = await browser.post_form(f"/schede/{scheda.id}", mended)

    assert (refused.status_code, answer.status_code) == (422, 303)
    sheet = await queries.view(scheda.id, by=as_.operator_cr)
    assert sheet.contact_email == "area5@prefettura.example"


async def test_every_point_that_stops_is_counted_and_says_where_it_is(
    browser_as: BrowserAs, as_: People
) -> None:
    scheda = await make.a_scheda(as_.operator_cr)
    browser = await browser_as(as_.operator_cr)
    text = "Scrivi a rete.esempio@gmail.com o chiama il 333 1234567. " * 2
    typed = {**FORM, "contact_unit": "", "description": text, "then": "propose"}

    answer = await browser.post_form(f"/schede/{scheda.id}", typed)

    told = plain(answer.text)
    assert "Ci sono 5 punti da correggere" in told
    assert told.count("Sintetica descrizione della buona pratica – Casella privata.") == 2
    assert "Ufficio a cui scrivere – Manca l'ufficio a cui scrivere." in told
    assert 'href="#campo-contact_unit"' in answer.text


async def test_the_act_in_the_registry_is_asked_for_beside_its_field(
    browser_as: BrowserAs, as_: People
) -> None:
    scheda = await make.a_scheda(as_.operator_cr, is_formalised=True)
    browser = await browser_as(as_.operator_cr)

    page: Any = fromstring((await browser.get(f"/schede/{scheda.id}")).text)

    field: Any = page.get_element_by_id("campo-acts.0").getparent()
    words = " ".join(field.text_content().split())
    assert words.startswith("Atto nel registro Comincia"), "not «(facoltativo)»: it stops"
    assert "L'atto non è collegato a un protocollo del registro. Non c’è: spiego perché" in words
    (link,) = field.xpath(".//a[starts-with(@href, '#spiega-')]")
    assert page.get_element_by_id(link.get("href")[1:]).tag == "details"


async def explaining(browser: Browser, scheda_id: int, words: str, **more: str) -> httpx.Response:
    """The first reason that the page asks for, with these words."""
    page: Any = fromstring((await browser.get(f"/schede/{scheda_id}")).text)
    key = page.xpath("//textarea[starts-with(@name, 'reason.')]")[0].get("name")[len("reason.") :]
    typed = {**fields_of((await browser.get(f"/schede/{scheda_id}")).text), **more}
    return await browser.post_form(
        f"/schede/{scheda_id}", {**typed, f"reason.{key}": words, "then": f"explain.{key}"}
    )


async def test_a_reason_too_short_comes_back_open(browser_as: BrowserAs, as_: People) -> None:
    scheda = await make.a_scheda(as_.operator_cr, description="rete.esempio@gmail.com " * 5)
    browser = await browser_as(as_.operator_cr)

    refused = await explaining(browser, scheda.id, "boh", title="Scritto un momento fa")
    taken = await explaining(browser, scheda.id, "È la casella dello sportello.")

    assert (refused.status_code, taken.status_code) == (422, 303)
    assert "boh" in refused.text
    assert fromstring(refused.text).xpath("//details[starts-with(@id, 'spiega-')]/@open")
    assert "Perché – Scrivi almeno 10 caratteri" in plain(refused.text)
    assert (await queries.view(scheda.id, by=as_.operator_cr)).title == "Scritto un momento fa"


async def test_what_was_explained_is_still_in_the_text_and_the_page_says_so(
    browser_as: BrowserAs, as_: People
) -> None:
    scheda = await make.a_scheda(as_.operator_cr, description="rete.esempio@gmail.com " * 5)
    browser = await browser_as(as_.operator_cr)
    await explaining(browser, scheda.id, "È la casella dello sportello.")

    shown = await browser.get(f"/schede/{scheda.id}")

    assert "Il testo contiene ancora" in plain(shown.text)
    assert "niente che indichi una persona" not in shown.text


async def test_a_reason_is_taken_back_from_what_is_told_and_from_the_history(
    browser_as: BrowserAs, as_: People
) -> None:
    scheda = await make.a_scheda(as_.operator_cr, description="rete.esempio@gmail.com " * 5)
    browser = await browser_as(as_.operator_cr)
    await explaining(browser, scheda.id, "È la casella dello sportello.")
    told = await browser.get(f"/schede/{scheda.id}")
    history = await browser.get(f"/schede/{scheda.id}/history")

    (undo,) = undo_in(history.text)
    await browser.post_form(undo)

    assert undo_in(told.text) == [undo]
    assert "rete.esempio" not in history.text, "the history never has the passage"
    sheet = await queries.view(scheda.id, by=as_.operator_cr)
    assert next(one.reason for one in sheet.findings if one.rule == "private_mailbox") == ""


async def test_a_reason_taken_away_is_put_back_from_what_is_told_and_from_the_history(
    browser_as: BrowserAs, as_: People
) -> None:
    scheda = await make.a_scheda(as_.operator_cr, description="rete.esempio@gmail.com " * 5)
    browser, at = await browser_as(as_.operator_cr), f"/schede/{scheda.id}"
    await explaining(browser, scheda.id, "È la casella dello sportello.")
    page: Any = fromstring((await browser.get(at)).text)
    verb = page.xpath("//button[starts-with(@value, 'withdraw-reason.')]/@value")[0]

    await browser.post_form(at, {**fields_of((await browser.get(at)).text), "then": verb})
    told, history = await browser.get(at), await browser.get(f"{at}/history")
    without = await queries.view(scheda.id, by=as_.operator_cr)
    await browser.post_form(undo_in(told.text)[0])

    assert undo_in(told.text)[0] in undo_in(history.text)
    assert "rete.esempio" not in history.text, "the history never has the passage"
    again = await queries.view(scheda.id, by=as_.operator_cr)
    assert [_reason_of(sheet) for sheet in (without, again)] == [
        "",
        "È la casella dello sportello.",
    ]


def _reason_of(sheet: Any) -> str:
    return str(next(one.reason for one in sheet.findings if one.rule == "private_mailbox"))


async def test_who_writes_while_somebody_proposes_the_scheda_keeps_their_words_and_is_told(
    browser_as: BrowserAs, as_: People
) -> None:
    scheda = await make.a_scheda(as_.operator_cr)
    me, at = await browser_as(as_.operator_cr), f"/schede/{scheda.id}"
    typed = fields_of((await me.get(at)).text) | {"lessons": "Parole scritte a lungo"}
    await actions.propose(scheda.id, by=as_.colleague_cr)

    back = await me.post_form(at, typed)
    again = await me.post_form(at, fields_of(back.text))

    assert (back.status_code, again.status_code) == (409, 409)
    assert "Colleague Cr ha cambiato" in plain(back.text)
    assert "Parole scritte a lungo" in back.text and "Parole scritte a lungo" in again.text
    assert "Adesso non si può fare" not in again.text, "the form, and no page of an error"


def undo_in(html: str) -> list[str]:
    """The addresses of the buttons «Annulla»."""
    forms: Any = fromstring(html).iter("form")
    return [one.get("action") for one in forms if one.text_content().strip().startswith("Annulla")]


async def test_the_anonymous_form_is_written_by_a_button_and_taken_back(
    browser_as: BrowserAs, as_: People
) -> None:
    text = "Un giovane di 19 anni, arrivato dal Mali, lavora in un comune di 900 abitanti. " * 2
    scheda = await make.a_scheda(as_.operator_cr, description=text)
    found = (await queries.view(scheda.id, by=as_.operator_cr)).findings[0]
    browser = await browser_as(as_.operator_cr)
    typed = fields_of((await browser.get(f"/schede/{scheda.id}")).text)
    typed |= {"title": "Scritto un momento fa", "then": f"anonymise.{found.key}"}

    await browser.post_form(f"/schede/{scheda.id}", typed)
    rewritten = await queries.view(scheda.id, by=as_.operator_cr)
    told = await browser.get(f"/schede/{scheda.id}")
    history = await browser.get(f"/schede/{scheda.id}/history")
    await browser.post_form(undo_in(told.text)[0])

    assert rewritten.title == "Scritto un momento fa"
    assert rewritten.description.startswith("Una persona, lavora in un comune del territorio.")
    assert undo_in(history.text) == undo_in(told.text)
    assert "Mali" not in history.text
    back = await queries.view(scheda.id, by=as_.operator_cr)
    assert back.description == text.strip()


async def test_proposing_and_approving_are_undone_with_one_press(
    browser_as: BrowserAs, as_: People
) -> None:
    scheda = await make.a_scheda(as_.operator_cr)
    at = f"/schede/{scheda.id}"
    operator, head = await browser_as(as_.operator_cr), await browser_as(as_.head_cr)

    await operator.post_form(at, {**FORM, "then": "propose"})
    await operator.post_form(undo_in((await operator.get(at)).text)[0])
    taken_back = await queries.view(scheda.id, by=as_.operator_cr)
    await operator.post_form(at, {**FORM, "then": "propose"})
    await head.post_form(f"{at}/approve", {})
    approved = await head.get(f"{at}/history")
    await head.post_form(undo_in(approved.text)[0])
    thought_again = await queries.view(scheda.id, by=as_.operator_cr)

    assert (taken_back.status, thought_again.status) == ("draft", "proposed")
    assert thought_again.approved_by is None


async def test_the_list_has_the_meter_the_filters_and_an_address_to_share(
    browser_as: BrowserAs, as_: People
) -> None:
    await make.a_scheda(as_.operator_cr, field=5, title="Corsi serali")
    await make.a_scheda(as_.operator_cr, field=7, title="Volontariato")
    browser = await browser_as(as_.operator_cr)

    whole = await browser.get("/schede")
    some = await browser.get("/schede?field=7&sort=title")

    assert "La raccolta: 2 campi segnati" in plain(whole.text)
    assert "Corsi serali" in whole.text and "Volontariato" in whole.text
    assert "Corsi serali" not in some.text and "Volontariato" in some.text


async def test_ticked_fields_come_out_in_the_form_in_word(
    browser_as: BrowserAs, as_: People
) -> None:
    browser = await browser_as(as_.operator_cr)

    none = await browser.get("/schede/form")
    await browser.post_form("/schede/marks", {"fields": ["1", "7"]})
    some = await browser.get("/schede/form")

    text = extract_text(some.content)
    assert none.status_code == 409
    assert some.headers["content-disposition"].startswith("attachment")
    assert text.count("☒") == 2 and text.count("☐") == 9


async def test_the_form_in_word_is_offered_when_it_can_be_written_else_the_reason_stands_there(
    browser_as: BrowserAs, as_: People
) -> None:
    browser = await browser_as(as_.operator_cr)
    told = []
    for fields in ([], ["1", "11"]):
        if fields:
            await browser.post_form("/schede/marks", {"fields": fields})
        told.append(await _form_button(browser))

    why, leads_to = told[1]
    empty = await browser.get(leads_to)
    opened = await browser.post_form("/schede", {"field": "11", "title": "Corsi"})
    unsaid = await _form_button(browser)
    editor = await browser.get(unsaid[1])
    refused = await browser.get("/schede/form")
    await browser.post_form(
        opened.headers["location"], {**FORM, "field": "11", "field_other": "Sport"}
    )
    form = await browser.get("/schede/form")

    assert told[0] == ("Non hai ancora segnato nessun campo: segnane almeno uno.", "/schede/marks")
    assert (why, leads_to) == ("Hai segnato 11) altro: scrivi quale.", "/schede/new?field=11")
    assert 'name="field_other"' in empty.text
    assert unsaid == (why, f"{opened.headers['location']}#campo-field_other")
    assert 'id="campo-field_other"' in editor.text
    assert (refused.status_code, why in plain(refused.text)) == (409, True)
    assert await _form_button(browser) == ("", "/schede/form")
    assert "altro: Sport" in extract_text(form.content)


async def test_what_altro_means_is_said_at_once_where_the_scheda_is_opened(
    browser_as: BrowserAs, as_: People
) -> None:
    browser = await browser_as(as_.operator_cr)

    await browser.post_form("/schede", {"field": "11", "field_other": "Sport di tutti"})
    form = await browser.get("/schede/form")

    assert "altro: Sport di tutti" in extract_text(form.content)


async def test_what_was_typed_for_altro_under_another_field_does_not_say_what_altro_is(
    browser_as: BrowserAs, as_: People
) -> None:
    browser = await browser_as(as_.operator_cr)

    await browser.post_form("/schede", {"field": "5", "field_other": "Sport di tutti"})
    await browser.post_form("/schede/marks", {"fields": ["11"]})

    assert await _form_button(browser) == (
        "Hai segnato 11) altro: scrivi quale.", "/schede/new?field=11",
    )  # fmt: skip


async def _form_button(browser: Browser) -> tuple[str, str]:
    """Why the form in Word cannot be had yet, if so, and where what stands there leads."""
    listed = fromstring((await browser.get("/schede")).text)
    words = "//*[@aria-disabled][contains(., 'Modulo')]/following-sibling::*"
    why = str(listed.xpath(f"normalize-space({words}/text())"))
    offered = str(listed.xpath("string(//a[@href='/schede/form']/@href)"))
    return why, offered or str(listed.xpath(f"string({words}/a/@href)"))


async def test_the_sheet_comes_out_in_word_with_its_generated_title(
    browser_as: BrowserAs, as_: People
) -> None:
    act = await make.an_act(as_.legal_cr, "Accordo per il volontariato")
    scheda = await make.a_formal_scheda(as_.operator_cr, act)
    browser = await browser_as(as_.operator_cr)

    answer = await browser.get(f"/schede/{scheda.id}/document")

    text = extract_text(answer.content)
    assert "Scheda 7: Processi di coinvolgimento volontario" in text
    assert "Accordo per il volontariato" in text
    assert marked_as_draft(answer.content)


async def test_a_draft_that_lacks_everything_still_comes_out_marked(
    browser_as: BrowserAs, as_: People
) -> None:
    scheda = await make.a_scheda(
        as_.operator_cr, field=11, title="", description="", is_formalised=None, when="",
        territory_words="", is_publishable=None, contact_unit="",
    )  # fmt: skip
    browser = await browser_as(as_.operator_cr)

    answer = await browser.get(f"/schede/{scheda.id}/document")

    assert "[manca: titolo della pratica]" in extract_text(answer.content)


async def test_a_sheet_that_points_at_somebody_does_not_say_that_it_points_at_nobody(
    browser_as: BrowserAs, as_: People
) -> None:
    safe = await make.a_scheda(as_.operator_cr)
    unsafe = await make.a_scheda(as_.operator_cr, description="RSSMRA80A01H501U " * 6)
    browser = await browser_as(as_.operator_cr)

    texts = [
        extract_text((await browser.get(f"/schede/{one.id}/document")).content)
        for one in (safe, unsafe)
    ]

    assert ["La scheda non contiene dati personali" in text for text in texts] == [True, False]


async def test_a_ready_sheet_is_no_longer_marked_as_a_draft(
    browser_as: BrowserAs, as_: People
) -> None:
    scheda = await make.a_ready_scheda(as_.operator_cr, as_.head_cr)
    browser = await browser_as(as_.operator_cr)

    answer = await browser.get(f"/schede/{scheda.id}/document")

    assert answer.status_code == 200 and not marked_as_draft(answer.content)


async def test_another_office_reads_a_sent_scheda_and_nothing_of_who_wrote_it(
    browser_as: BrowserAs, as_: People
) -> None:
    scheda = await make.a_sent_scheda(as_.operator_cr, as_.head_cr, visibility="network")
    other, ministry = await browser_as(as_.operator_ge), await browser_as(as_.ministry)

    for browser in (other, ministry):
        page = await browser.get(f"/schede/{scheda.id}")
        history = await browser.get(f"/schede/{scheda.id}/history")
        assert page.status_code == 200
        assert as_.operator_cr.name not in page.text and as_.head_cr.name not in page.text
        assert "Altre azioni" not in plain(page.text.split("<main")[1])
        assert history.status_code == 404


async def test_a_scheda_kept_inside_is_not_there_for_others(
    browser_as: BrowserAs, as_: People
) -> None:
    scheda = await make.a_scheda(as_.operator_cr)
    attached = await actions.attach(scheda.id, "a.docx", make.word(), by=as_.operator_cr)
    other = await browser_as(as_.operator_ge)

    for path in ("", "/history", "/document", f"/attachments/{attached.id}"):
        assert (await other.get(f"/schede/{scheda.id}{path}")).status_code == 404, path
    for verb in ("propose", "reopen", "withdraw", "save"):
        answer = await other.post_form(f"/schede/{scheda.id}/{verb}", FORM)
        assert answer.status_code == 404, verb


async def test_all_the_rows_come_out_as_a_table(browser_as: BrowserAs, as_: People) -> None:
    await make.a_scheda(as_.operator_cr, title="=HYPERLINK(1)")
    browser = await browser_as(as_.operator_cr)

    answer = await browser.get("/schede/schede.csv?field=5")

    assert "'=HYPERLINK(1)" in answer.content.decode("utf-8-sig")


async def test_what_is_typed_is_text_and_never_markup(browser_as: BrowserAs, as_: People) -> None:
    evil = "<script>alert(1)</script>"
    scheda = await make.a_scheda(as_.operator_cr, title=evil, description=evil * 5, context=evil)
    browser = await browser_as(as_.operator_cr)

    for path in ("/schede", f"/schede/{scheda.id}", "/schede?q=script"):
        assert evil not in (await browser.get(path)).text
    await actions.propose(scheda.id, by=as_.operator_cr)
    assert evil not in (await browser.get(f"/schede/{scheda.id}")).text


async def test_each_thing_that_a_scheda_lacks_leads_to_its_field(
    browser_as: BrowserAs, as_: People
) -> None:
    browser = await browser_as(as_.operator_cr)
    led = set()
    for field, more in (
        (11, {"title": "", "description": "", "is_formalised": None, "contact_unit": "",
              "is_publishable": None, "when": "", "territory_words": ""}),
        (6, {"is_formalised": True, "when": "boh", "contact_email": "dici.x@interno.it"}),
        (10, {"description": "La rete ha siglato un accordo. rete.esempio@gmail.com " * 4}),
    ):  # fmt: skip
        scheda = await make.a_scheda(as_.operator_cr, field=field, **more)

        page: Any = fromstring((await browser.get(f"/schede/{scheda.id}")).text)

        hrefs = page.xpath("//aside//a[starts-with(@href, '#campo-')]/@href")
        assert [href for href in hrefs if href[1:] not in page.xpath("//@id")] == []
        led |= {one.rule for one in (await queries.view(scheda.id, by=as_.operator_cr)).findings}

    # Of one field there may be other things to say.
    alike = {"long_title", "long_description", "short_description", "groups"}
    assert {check.code for check in CHECKS} - led <= alike


HOUSEKEEPING = 5
"""Of the connection, around a look: its beginning, its end, and what it leaves clean."""


async def test_the_editor_asks_as_often_for_a_full_sheet_as_for_a_bare_one_and_not_often(
    browser_as: BrowserAs, as_: People
) -> None:
    act = await make.an_act(as_.legal_cr, "Accordo per il volontariato")
    bodies = [await a_partner(f"Comune {n}", by=as_.operator_cr) for n in range(9)]
    lines = [{"partner": body.id, "role": "partner"} for body in bodies]
    results = [{"indicator": f"corsi {n}", "value_words": "circa 10"} for n in range(5)]
    bare = await make.a_formal_scheda(as_.operator_cr, act)
    full = await make.a_formal_scheda(
        as_.operator_cr, act, field=5, partners=lines, results=results, places=["com:019036"]
    )
    browser = await browser_as(as_.operator_cr)

    counts = []
    for scheda in (bare, full):
        async with statements() as asked:
            answer = await browser.get(f"/schede/{scheda.id}")
        counts.append(len(asked) - HOUSEKEEPING)

    assert "Comune 8" in answer.text and "corsi 4" in answer.text
    assert counts[0] == counts[1] <= 20
