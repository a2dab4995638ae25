"""The pages of acts, through a signed-in browser."""

import html
import re
from datetime import date
from typing import Any

import pytest
from lxml.html import HtmlElement, document_fromstring

from registry.platform.audit import events_about
from registry.protocols import actions, queries
from registry.protocols.kinds import DocumentKind
from registry.protocols.lifecycle import (
    CIRCULATED,
    IN_DEFINITION,
    IN_FORCE,
    SIGNED,
    SIGNING,
)
from registry.protocols.shapes import Filing
from tests.conftest import BrowserAs
from tests.gate import papers
from tests.people import People
from tests.protocols.make import (
    a_body,
    a_comune,
    a_draft,
    a_historic_act,
    an_act,
    as_party,
    parties_of,
    sign_all,
    two_parties,
)
from tests.web.pages import said

FORM = {
    "kind": "protocol",
    "subject": "l'accoglienza diffusa",
    "duration_months": "36",
    "starts_from": "last_signature",
    "renewal": "express",
    "purposes": "favorire l'inclusione\n– sostenere i Comuni",
    "places": "provincia di Cremona\ncom:019035",
    "matters": ["reception", "health"],
    "when": "dai primi anni 2000",
}


async def test_an_empty_list_teaches_what_can_be_done(as_: People, browser_as: BrowserAs) -> None:
    client = await browser_as(as_.operator_cr)

    page = await client.get("/protocols")

    assert page.status_code == 200
    assert "registrare un atto già firmato" in page.text
    assert 'href="/protocols/register"' in page.text


async def test_an_act_is_begun_from_a_form(as_: People, browser_as: BrowserAs) -> None:
    client = await browser_as(as_.operator_cr)

    answer = await client.post_form("/protocols/draft", FORM)

    assert answer.status_code == 303, answer.text
    act_id = int(answer.headers["location"].split("/")[2])
    shown = await queries.view(act_id, by=as_.operator_cr)
    assert shown.purposes == ["favorire l'inclusione", "sostenere i Comuni"]
    assert [place.code for place in shown.places] == ["prov:019", "com:019035"]
    assert [str(matter) for matter in shown.matters] == ["reception", "health"]
    assert shown.when_text == "dai primi anni 2000"


async def test_a_wrong_form_comes_back_filled_in_with_the_words_beside_each_field(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.operator_cr)
    wrong = FORM | {"duration_months": "tre", "notice_days": "-4", "places": "Paperopoli",
                    "subject": "le <b>parole</b>"}  # fmt: skip

    answer = await client.post_form("/protocols/draft", wrong)

    assert answer.status_code == 422
    assert 'id="errore-campo-duration_months"' in answer.text
    assert 'id="errore-campo-notice_days"' in answer.text
    assert 'id="errore-campo-places"' in answer.text
    assert "le &lt;b&gt;parole&lt;/b&gt;" in answer.text
    assert "sostenere i Comuni" in answer.text
    assert re.search(r'value="health"\s+checked', answer.text)


async def test_a_doubtful_place_comes_back_with_what_it_may_be(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.operator_cr)

    answer = await client.post_form("/protocols/draft", FORM | {"places": "Cremona"})

    assert answer.status_code == 422
    assert "comune di Cremona (CR)" in answer.text
    assert "provincia di Cremona" in answer.text


async def test_an_act_already_signed_is_registered_from_a_form(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.operator_cr)
    told = {"kind": "protocol", "title": "Protocollo accoglienza", "status": "in_force",
            "signed_text": "16 ottobre 2014", "renewal": "unknown",
            "starts_from": "last_signature"}  # fmt: skip

    answer = await client.post_form("/protocols/register", told)
    page = await client.get(answer.headers["location"].removesuffix("/parties"))

    assert answer.status_code == 303
    assert "Protocollo accoglienza" in page.text
    assert "16 ottobre 2014" in page.text


async def test_a_party_is_looked_for_chosen_and_added_without_a_script(
    as_: People, browser_as: BrowserAs
) -> None:
    act = await a_draft(by=as_.operator_cr)
    comune = await a_comune("Soncino", by=as_.operator_cr)
    client = await browser_as(as_.operator_cr)

    found = await client.get(f"/protocols/{act.id}/parties?q=soncino")
    form = await client.get(f"/protocols/{act.id}/parties/new?partner={comune.id}")
    answer = await client.post_form(
        f"/protocols/{act.id}/parties/new",
        {"partner": str(comune.id), "role": "promoter", "needs_approval": "yes",
         "representative_office": "Sindaca", "representative_article": "la",
         "commitments": "ospitare il tavolo\ntenere il verbale"},
    )  # fmt: skip

    assert f"/protocols/{act.id}/parties/new?partner={comune.id}" in found.text
    assert "Comune di Soncino" in form.text
    assert answer.status_code == 303, answer.text
    party = (await queries.view(act.id, by=as_.operator_cr)).parties[0]
    assert (party.role, party.representative_office) == ("promoter", "Sindaca")
    assert party.commitments == ["ospitare il tavolo", "tenere il verbale"]


async def test_a_refused_party_form_keeps_what_was_typed(
    as_: People, browser_as: BrowserAs
) -> None:
    comune = await a_comune("Soncino", by=as_.operator_cr)
    act = await a_draft(by=as_.operator_cr, with_=[as_party(comune)])
    client = await browser_as(as_.operator_cr)

    answer = await client.post_form(
        f"/protocols/{act.id}/parties/new",
        {"partner": str(comune.id), "role": "signatory", "representative_office": "Assessora"},
    )

    assert answer.status_code == 409
    assert "già tra le parti" in answer.text
    assert "Assessora" in answer.text


async def test_parties_move_and_leave_by_plain_buttons(as_: People, browser_as: BrowserAs) -> None:
    act = await a_draft(by=as_.operator_cr, with_=await two_parties(as_))
    first, second = await parties_of(act.id)
    client = await browser_as(as_.operator_cr)

    await client.post_form(f"/protocols/{act.id}/parties/{second.id}/move", {"to": "1"})
    moved = [party.id for party in await parties_of(act.id)]
    await client.post_form(f"/protocols/{act.id}/parties/{first.id}/remove")

    assert moved == [second.id, first.id]
    assert [party.id for party in await parties_of(act.id)] == [second.id]


async def test_the_text_is_written_on_one_page(as_: People, browser_as: BrowserAs) -> None:
    act = await an_act(as_, IN_DEFINITION)
    client = await browser_as(as_.operator_cr)
    shown = await client.get(f"/protocols/{act.id}/draft")

    answer = await client.post_form(
        f"/protocols/{act.id}/draft",
        {"version": re.search(r'name="version" value="(\d+)"', shown.text)[1],  # type: ignore[index]  # it is there
         "recitals_premise": "prima premessa\nseconda premessa", "norms": ["l241", "tuel"],
         "citations": "la legge regionale 12 marzo 2008, n. 3",
         "common_commitments": "- riunirsi", "definitions": "Tavolo: il luogo del raccordo",
         "governance.full_name": "Tavolo per l'accoglienza", "governance.name": "Tavolo",
         "governance.short_name": "Tavolo", "governance.article": "il",
         "governance.gender": "m", "monitoring.frequency": "", "monitoring.data_due": "",
         "monitoring.report_due": "", "resources.regime": "none", "data_regime": "joint",
         "stamp_duty": "due", "signing": "digital", "withdrawal_days": "90"},
    )  # fmt: skip

    assert answer.status_code == 303, answer.text
    text = (await queries.view(act.id, by=as_.operator_cr)).text
    assert text is not None
    assert [one.text for one in text.recitals] == ["prima premessa", "seconda premessa"]
    assert [one.norm_key for one in text.citations] == ["l241", "tuel", ""]
    assert text.citations[2].gender == "f"
    assert text.common_commitments == ["riunirsi"]
    assert text.drafting.governance is not None
    assert text.drafting.governance.full_name == "Tavolo per l'accoglienza"
    assert text.drafting.monitoring is None
    assert text.drafting.personal_data.regime == "joint"
    assert text.drafting.withdrawal_days == 90


async def test_a_wrong_text_comes_back_whole(as_: People, browser_as: BrowserAs) -> None:
    act = await an_act(as_, IN_DEFINITION)
    client = await browser_as(as_.operator_cr)

    answer = await client.post_form(
        f"/protocols/{act.id}/draft",
        {"recitals_premise": "una premessa lunga", "definitions": "senza due punti",
         "resources.regime": "none", "data_regime": "autonomous", "stamp_duty": "due",
         "signing": "digital", "norms": "l241"},
    )  # fmt: skip

    assert answer.status_code == 422
    assert "una premessa lunga" in answer.text
    assert "scrivi il termine, due punti" in answer.text
    assert re.search(r'value="l241"\s+checked', answer.text)


async def test_a_stale_form_is_refused_and_keeps_what_was_typed(
    as_: People, browser_as: BrowserAs
) -> None:
    act = await a_draft(by=as_.operator_cr)
    client = await browser_as(as_.operator_cr)
    await client.post_form(f"/protocols/{act.id}/edit", FORM | {"version": str(act.version)})

    answer = await client.post_form(
        f"/protocols/{act.id}/edit",
        FORM | {"version": str(act.version), "notes": "nota mai persa"},
    )

    assert answer.status_code == 409
    assert "Hai cambiato questo atto alle" in answer.text
    assert "nota mai persa" in answer.text


async def test_the_whole_way_is_walked_with_buttons(as_: People, browser_as: BrowserAs) -> None:
    act = await an_act(as_, IN_DEFINITION)
    legal, head = await browser_as(as_.legal_cr), await browser_as(as_.head_cr)
    path = f"/protocols/{act.id}"
    _prefettura, caritas = await parties_of(act.id)
    signing_day = {"signed_on": "16/04/2026", "kind": "digital"}

    answers = [
        await legal.post_form(f"{path}/send-schema", {"sent_on": "2/3/2026"}),
        await legal.post_form(f"{path}/parties/{caritas.id}/approve", {"approved_on": "3/3/2026"}),
        await legal.post_form(f"{path}/open-signing"),
    ]
    for party in await parties_of(act.id):
        answers.append(await legal.post_form(f"{path}/parties/{party.id}/sign", signing_day))
    answers.append(await head.post_form(f"{path}/declare-signed"))
    answers.append(await legal.post_form(f"{path}/set-in-force", {"starts_on": "16/4/2026"}))

    assert [answer.status_code for answer in answers] == [303] * len(answers)
    assert (await queries.find(act.id, by=as_.legal_cr)).status == IN_FORCE


async def test_what_lacks_is_listed_with_the_way_to_each_point(
    as_: People, browser_as: BrowserAs
) -> None:
    act = await a_draft(by=as_.operator_cr, with_=await two_parties(as_))
    client = await browser_as(as_.legal_cr)

    answer = await client.post_form(f"/protocols/{act.id}/open-signing")

    assert answer.status_code == 422
    assert "Manca una cosa al testo" in answer.text
    assert f'href="/protocols/{act.id}/edit"' in answer.text
    assert "durata. " in answer.text


async def test_a_refused_verb_is_told_on_the_act_s_page(as_: People, browser_as: BrowserAs) -> None:
    act = await an_act(as_, SIGNING)
    client = await browser_as(as_.head_cr)

    answer = await client.post_form(f"/protocols/{act.id}/declare-signed")

    assert answer.status_code == 409
    assert "Mancano 2 firme" in answer.text
    assert "Parti e firme" in answer.text


async def test_paper_among_administrations_is_refused_beside_its_field(
    as_: People, browser_as: BrowserAs
) -> None:
    act = await an_act(as_, SIGNING, other="comune")
    comune = (await parties_of(act.id))[1]
    client = await browser_as(as_.legal_cr)

    answer = await client.post_form(
        f"/protocols/{act.id}/parties/{comune.id}/sign",
        {"signed_on": "16/04/2026", "kind": "paper", "note": "originale in cassaforte"},
    )

    assert answer.status_code == 422
    assert "art. 15, comma 2-bis" in answer.text
    assert "originale in cassaforte" in answer.text


@pytest.mark.parametrize(
    ("who", "shown"),
    [
        ("operator_cr", False),
        ("legal_cr", False),
        ("head_cr", True),
    ],
)
async def test_only_who_may_declare_it_signed_sees_the_button(
    as_: People, browser_as: BrowserAs, who: str, shown: bool
) -> None:
    act = await an_act(as_, SIGNING)
    await sign_all(act.id, as_)
    client = await browser_as(getattr(as_, who))

    page = await client.get(f"/protocols/{act.id}")

    assert page.status_code == 200
    assert ("Dichiara sottoscritto" in page.text) is shown


async def test_a_draft_is_downloaded_from_its_page(as_: People, browser_as: BrowserAs) -> None:
    act = await an_act(as_, IN_DEFINITION)
    client = await browser_as(as_.operator_cr)
    page = await client.get(f"/protocols/{act.id}")

    made = await client.post_form(f"/protocols/{act.id}/documents/draft")
    file = await client.get(made.headers["location"])

    assert "Scarica il protocollo (Word)" in page.text
    assert file.content.startswith(b"PK")
    assert "bozza-v1.docx" in file.headers["content-disposition"]


async def test_another_office_s_reserved_act_is_not_there(
    as_: People, browser_as: BrowserAs
) -> None:
    act = await a_historic_act(by=as_.operator_cr, visibility="reserved")
    filing = Filing(kind=DocumentKind.SCAN)
    document = await actions.attach(
        act.id, filing, name="a.pdf", content=papers.pdf(), by=as_.operator_cr
    )
    client = await browser_as(as_.legal_ge)

    for path in ("", "/history", "/parties.csv", f"/documents/{document.id}", "/draft"):
        assert (await client.get(f"/protocols/{act.id}{path}")).status_code == 404, path
    assert (await client.post_form(f"/protocols/{act.id}/archive")).status_code == 404


async def test_another_office_s_act_is_read_and_not_written(
    as_: People, browser_as: BrowserAs
) -> None:
    act = await a_historic_act(by=as_.operator_cr)
    client = await browser_as(as_.legal_ge)

    page = await client.get(f"/protocols/{act.id}")
    forms = [await client.get(f"/protocols/{act.id}/{one}") for one in ("edit", "draft", "parties")]
    posts = [
        await client.post_form(f"/protocols/{act.id}/edit", FORM),
        await client.post_form(f"/protocols/{act.id}/archive"),
        await client.post_form(f"/protocols/{act.id}/relate", {"kind": "amends", "to_act": "1"}),
    ]

    assert page.status_code == 200
    assert "Cambia le parti" not in page.text
    assert {answer.status_code for answer in (*forms, *posts)} == {403}
    assert len(await events_about("protocol", act.id)) == 1


async def test_the_export_takes_all_rows_and_no_formula_lives(
    as_: People, browser_as: BrowserAs
) -> None:
    for n in range(25):
        await a_historic_act(f"Atto {n:02}", by=as_.operator_cr)
    await a_historic_act("=2+5|' cmd'", by=as_.operator_cr, when="dai primi anni 2000")
    client = await browser_as(as_.operator_cr)

    answer = await client.get("/protocols/protocols.csv?sort=title")

    lines = answer.content.decode("utf-8-sig").splitlines()
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert len(lines) == 27
    assert any(line.startswith("'=2+5") and "dai primi anni 2000" in line for line in lines)


async def test_the_list_keeps_its_day_and_says_how_many_are_sure(
    as_: People, browser_as: BrowserAs
) -> None:
    await a_historic_act("Certo", by=as_.operator_cr, when="anni Novanta")
    await a_historic_act("Forse", by=as_.operator_cr, when="dai primi anni 2000")
    client = await browser_as(as_.operator_cr)

    page = await client.get("/protocols?in_force_on=1/1/2002&sort=starts_on")
    wrong = await client.get("/protocols?in_force_on=ieri l'altro")

    assert "1 certi, 1 possibili" in page.text
    assert "forse, allora" in page.text
    assert wrong.status_code == 422
    assert "Scrivi un giorno, un mese o un anno" in wrong.text
    assert 'value="ieri l&#39;altro"' in wrong.text
    assert "Certo" in wrong.text
    assert "Forse" in wrong.text


@pytest.mark.parametrize(
    ("words", "certain", "possible"),
    [
        ("oggi", set(), set()),
        ("2001", {"Lungo"}, {"Mezzo"}),
        ("marzo 2001", {"Lungo"}, set()),
        ("settembre 2001", {"Lungo", "Mezzo"}, set()),
        ("1/7/2001", {"Lungo", "Mezzo"}, set()),
    ],
)
async def test_who_was_in_force_is_asked_with_words(
    as_: People, browser_as: BrowserAs, words: str, certain: set[str], possible: set[str]
) -> None:
    await a_historic_act("Lungo", by=as_.operator_cr, when="dal 1/1/1999 al 31/12/2005")
    await a_historic_act("Mezzo", by=as_.operator_cr, when="dal 1/7/2001 al 31/12/2005")
    client = await browser_as(as_.operator_cr)

    answer = await client.get(f"/api/v1/protocols?in_force_on={words}")

    told = [(one["title"], one["certainty"]) for one in answer.json()["items"]]
    assert {title for title, how in told if how == "certain"} == certain
    assert {title for title, how in told if how == "possible"} == possible


async def test_every_page_of_an_act_opens_in_every_status(
    as_: People, browser_as: BrowserAs
) -> None:
    client = await browser_as(as_.legal_cr)
    acts = [(await a_historic_act(by=as_.operator_cr, status=SIGNED)).id]
    acts.append((await an_act(as_, SIGNED, is_open_to_accession=True, subject="uno")).id)

    for act_id in acts:
        for path in ("", "/edit", "/draft", "/parties", "/history", "/attach", "/relate",
                     "/replace", "/terminate", "/archive", "/reopen", "/accede",
                     "/set-in-force", "/signatures", "/days"):  # fmt: skip
            answer = await client.get(f"/protocols/{act_id}{path}")
            assert answer.status_code == 200, (path, answer.text[-2000:])


async def test_a_circulated_act_leads_to_the_approvals(as_: People, browser_as: BrowserAs) -> None:
    act = await an_act(as_, CIRCULATED)
    caritas = (await parties_of(act.id))[1]
    client = await browser_as(as_.legal_cr)

    page = await client.get(f"/protocols/{act.id}")
    party = await client.get(f"/protocols/{act.id}/parties/{caritas.id}")

    assert "Manca un&#39;approvazione." in page.text
    assert f'href="/protocols/{act.id}/parties/{caritas.id}"' in page.text
    assert "Registra l’approvazione" in party.text


async def test_a_file_is_attached_from_a_form(as_: People, browser_as: BrowserAs) -> None:
    act = await a_historic_act(by=as_.operator_cr)
    client = await browser_as(as_.operator_cr)

    good = await client.post_form(
        f"/protocols/{act.id}/attach", {"kind": "signed", "title": "Originale"},
        files={"file": ("atto.pdf", papers.pdf(), "application/pdf")},
    )  # fmt: skip
    bad = await client.post_form(
        f"/protocols/{act.id}/attach", {"kind": "signed", "title": "Originale"},
        files={"file": ("atto.pdf", b"MZ", "application/pdf")},
    )  # fmt: skip

    assert good.status_code == 303
    assert bad.status_code == 422
    assert "Originale" in bad.text


async def test_a_pasted_list_becomes_parties_and_what_is_not_found_stays_in_the_field(
    as_: People, browser_as: BrowserAs
) -> None:
    act = await a_draft(by=as_.operator_cr)
    for name in ("Crema", "Soncino", "Soresina"):
        await a_comune(name, by=as_.operator_cr)
    await a_body("caritas", by=as_.operator_cr)
    client = await browser_as(as_.operator_cr)
    pasted = "1. Comune di Crema;\n- comune di SONCINO\tSindaco\n99999041009\nComune di Sorezina"
    path = f"/protocols/{act.id}/parties"

    answer = await client.post_form(f"{path}/many", {"names": pasted, "role": "signatory"})
    again = await client.post_form(
        f"{path}/many", {"names": "Comune di Crema\nComune di Soresina", "role": "signatory"}
    )

    field = answer.text.partition('name="names"')[2].partition("</textarea>")[0]
    assert answer.status_code == 422
    assert "3 parti aggiunte." in answer.text
    assert field.strip().endswith("Comune di Sorezina")
    assert "Crema" not in field
    assert again.status_code == 303
    shown = await queries.view(act.id, by=as_.operator_cr)
    assert [party.name for party in sorted(shown.parties, key=lambda one: one.position)] == [
        "Comune di Crema",
        "Comune di Soncino",
        "Caritas diocesana di Cremona",
        "Comune di Soresina",
    ]
    told = [one.sentence for one in await events_about("protocol", act.id)]
    assert told[0] == "Aggiunta la parte Comune di Soresina"


async def test_an_office_of_the_state_is_not_asked_to_approve_a_pasted_list_s_text(
    as_: People, browser_as: BrowserAs
) -> None:
    act = await a_draft(by=as_.operator_cr)
    prefettura = await a_body("prefettura", by=as_.operator_cr)
    comune = await a_comune("Crema", by=as_.operator_cr)
    client = await browser_as(as_.operator_cr)

    told = {"names": f"{prefettura.name}\n{comune.name}", "role": "signatory"}
    await client.post_form(f"/protocols/{act.id}/parties/many", told)

    parties = await parties_of(act.id)
    assert [party.needs_approval for party in parties] == [False, True]


async def test_the_text_is_saved_by_itself_and_told_once(
    as_: People, browser_as: BrowserAs
) -> None:
    act = await a_draft(by=as_.operator_cr)
    client = await browser_as(as_.operator_cr)
    form = {"resources.regime": "none", "data_regime": "autonomous", "signing": "digital",
            "stamp_duty": "to_determine", "version": str(act.version)}  # fmt: skip
    path = f"/protocols/{act.id}/draft/save"

    first = await client.post_form(path, form | {"recitals_premise": "una prem"})
    version = first.headers["X-Version"]
    second = await client.post_form(
        path, form | {"recitals_premise": "una premessa intera", "version": version}
    )
    same = await client.post_form(
        path,
        form | {"recitals_premise": "una premessa intera", "version": second.headers["X-Version"]},
    )
    stale = await client.post_form(path, form | {"recitals_premise": "altra", "version": version})

    assert [one.status_code for one in (first, second, same, stale)] == [204, 204, 204, 409]
    assert same.headers["X-Version"] == second.headers["X-Version"]
    events = [one.event for one in await events_about("protocol", act.id)]
    assert events == ["protocol:write_text", "protocol:draft"]
    text = (await queries.view(act.id, by=as_.operator_cr)).text
    assert text is not None
    assert [one.text for one in text.recitals] == ["una premessa intera"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"resources.total": "12.000,00 €"}, "resources.regime"),
        ({"resources.fund": "FAMI"}, "resources.regime"),
        ({"shares": "ASL; mediazione; 12.480,00"}, "resources.regime"),
        ({"indicators": "Posti; numero; Prefettura; annuale"}, "monitoring.frequency"),
        ({"stamp_duty_bearer": "il Comune"}, "stamp_duty"),
    ],
)
async def test_what_was_typed_and_the_text_would_not_say_is_never_dropped_in_silence(
    as_: People, browser_as: BrowserAs, typed: dict[str, str], field: str
) -> None:
    act = await a_draft(by=as_.operator_cr)
    client = await browser_as(as_.operator_cr)
    form = {"resources.regime": "none", "data_regime": "autonomous", "signing": "digital",
            "stamp_duty": "to_determine"}  # fmt: skip

    answer = await client.post_form(f"/protocols/{act.id}/draft", form | typed)

    assert answer.status_code == 422
    assert f'href="#campo-{field}"' in answer.text


async def test_costs_that_the_text_does_not_say_are_told_before_the_schema_leaves(
    as_: People, browser_as: BrowserAs
) -> None:
    act = await an_act(as_, IN_DEFINITION, costs="3.000 euro l'anno")
    client = await browser_as(as_.legal_cr)

    page = (await client.get(f"/protocols/{act.id}/send-schema")).text

    assert "c'è scritto «3.000 euro" in html.unescape(page)
    assert "il testo dice che non ci sono oneri" in page


async def test_who_joins_is_told_by_name_and_nothing_typed_is_lost(
    as_: People, browser_as: BrowserAs
) -> None:
    act = await an_act(as_, IN_FORCE, is_open_to_accession=True)
    for name in ("Sergnano", "Sergnano Nuovo"):
        await a_comune(name, by=as_.operator_cr)
    client = await browser_as(as_.legal_cr)
    path = f"/protocols/{act.id}/accede"
    typed = {"joined_on": "3/11/2026", "commitments": "ospitare un corso\naprire la sala"}

    nobody = await client.post_form(path, typed | {"body": "Comune di Atlantide"})
    several = await client.post_form(path, typed | {"body": "sergnano"})
    without_day = await client.post_form(path, {"commitments": "uno"})
    done = await client.post_form(path, typed | {"body": "comune di SERGNANO"})

    assert [one.status_code for one in (nobody, several, without_day)] == [422] * 3
    for answer in (nobody, several):
        assert "ospitare un corso\naprire la sala" in answer.text
        assert 'value="3/11/2026"' in answer.text
    assert "«Comune di Atlantide» non è tra i partner" in nobody.text
    assert "scegli quale" in several.text
    assert several.text.count('name="partner"') == 2
    assert "Scrivi chi aderisce." in without_day.text
    assert "Manca: è necessario." in without_day.text
    assert done.status_code == 303
    party = (await queries.view(act.id, by=as_.legal_cr)).parties[-1]
    assert (party.name, party.commitments) == (
        "Comune di Sergnano",
        ["ospitare un corso", "aprire la sala"],
    )


@pytest.mark.parametrize(
    ("facts", "button"),
    [
        ({"status": "signed", "signed_on": date(2026, 4, 16)}, "set-in-force"),
        ({"status": "in_force", "when": "dal 2019", "ends": "31/12/2020"}, "expire"),
    ],
)
async def test_what_a_registered_act_asks_has_its_button(
    as_: People, browser_as: BrowserAs, facts: dict[str, Any], button: str
) -> None:
    act = await a_historic_act(by=as_.operator_cr, **facts)
    client = await browser_as(as_.legal_cr)

    page = (await client.get(f"/protocols/{act.id}")).text
    told = {"starts_on": "20/4/2026"} if button == "set-in-force" else {}
    done = await client.post_form(f"/protocols/{act.id}/{button}", told)

    assert f"/protocols/{act.id}/{button}" in page
    assert done.status_code == 303


@pytest.mark.parametrize("verb", ["send-schema", "open-signing", "declare-signed", "set-in-force"])
async def test_the_page_of_a_verb_is_not_shown_out_of_its_moment(
    as_: People, browser_as: BrowserAs, verb: str
) -> None:
    act = await an_act(as_, IN_FORCE)
    client = await browser_as(as_.head_cr)

    answer = await client.get(f"/protocols/{act.id}/{verb}")

    assert answer.status_code == 409
    assert "non può diventare" in answer.text


async def test_the_list_of_signatures_stands_alone_and_says_how_many(
    as_: People, browser_as: BrowserAs
) -> None:
    act = await an_act(as_, SIGNING)
    prefettura, _caritas = await parties_of(act.id)
    client = await browser_as(as_.operator_cr)
    legal = await browser_as(as_.legal_cr)
    told = {"signed_on": "16/4/2026", "kind": "digital"}
    await legal.post_form(f"/protocols/{act.id}/parties/{prefettura.id}/sign", told)

    page = (await client.get(f"/protocols/{act.id}/signatures")).text

    assert "1 di 2" in page
    assert "16/04/2026" in page
    assert "Prefetto, Anna Bianchi" in page
    assert "data-print" in page
    assert "Registra" not in page.partition("<main")[2].partition("</main")[0]


async def test_a_pasted_line_with_a_slip_is_offered_the_bodies_written_nearly_so(
    as_: People, browser_as: BrowserAs
) -> None:
    act = await a_draft(by=as_.operator_cr)
    for name in ("Cremona", "Crema", "Soncino"):
        await a_comune(name, by=as_.operator_cr)
    client = await browser_as(as_.operator_cr)

    told = {"names": "Comune di Cremna\nCaritas di Bolzano", "role": "signatory"}
    back = await client.post_form(f"/protocols/{act.id}/parties/many", told)

    page: HtmlElement = document_fromstring(back.text)
    lines = [said(one) for one in page.xpath("//section[@aria-labelledby='molte']//li")]
    assert lines[0] == "«Comune di Cremna» può essere: Comune di Cremona, Comune di Crema"
    assert lines[1].startswith("«Caritas di Bolzano» non è tra i partner.")
    assert await parties_of(act.id) == []


@pytest.mark.parametrize(
    ("mailbox", "told"),
    [
        ("dici.buonepratiche@interno.it", "comincia con .{1,7}dlci"),
        ("mario.rossi@gmail.com", "è una casella privata"),
    ],
)
async def test_the_mailbox_of_a_party_is_looked_at_and_kept_as_it_was_typed(
    as_: People, browser_as: BrowserAs, mailbox: str, told: str
) -> None:
    act = await a_draft(by=as_.operator_cr)
    comune = await a_comune("Crema", by=as_.operator_cr)
    client, at = await browser_as(as_.operator_cr), f"/protocols/{act.id}/parties"
    new = {"partner": str(comune.id), "role": "signatory", "contact_email": mailbox}

    added = await client.post_form(f"{at}/new", new)
    page = await client.get(added.headers["location"])

    assert re.search(told, page.text)
    assert [party.contact_email for party in await parties_of(act.id)] == [mailbox]


async def test_what_is_no_address_of_a_party_is_refused_beside_its_field(
    as_: People, browser_as: BrowserAs
) -> None:
    act = await a_draft(by=as_.operator_cr)
    comune = await a_comune("Crema", by=as_.operator_cr)
    client, at = await browser_as(as_.operator_cr), f"/protocols/{act.id}/parties"
    new = {"partner": str(comune.id), "role": "signatory", "contact_certified_email": "crema.pec"}

    back = await client.post_form(f"{at}/new", new)

    assert back.status_code == 422
    page: HtmlElement = document_fromstring(back.text)
    assert "PEC – Scrivi un indirizzo di posta" in said(page)


@pytest.mark.parametrize("has_signatures", [False, True])
async def test_the_page_that_declares_an_act_signed_tells_the_last_day_if_there_is_one(
    as_: People, browser_as: BrowserAs, has_signatures: bool
) -> None:
    act = await an_act(as_, SIGNING)
    if has_signatures:
        await sign_all(act.id, as_)
    client = await browser_as(as_.legal_cr)

    answer = await client.get(f"/protocols/{act.id}/declare-signed")

    assert answer.status_code == 200
    assert ("prende la data dell’ultima firma, " in answer.text) is has_signatures
