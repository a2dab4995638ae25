"""What the page of an act says: whose place a party took, until when, which files, what presses."""

from datetime import date
from typing import Any

import pytest

from registry.partners import actions as partners
from registry.partners.kinds import Kind, NameKind, SuccessionKind
from registry.partners.shapes import NameData, PartnerData, SuccessionData
from registry.platform.accounts.roles import Actor
from registry.platform.documents import extract_text
from registry.platform.i18n import speaking
from registry.protocols import actions, overview, queries
from registry.protocols.kinds import ActKind, DocumentKind, RelationKind, Renewal
from registry.protocols.lifecycle import IN_DEFINITION, SIGNING
from registry.protocols.shapes import Filing, Reason, RelationData
from tests.conftest import BrowserAs
from tests.gate import papers
from tests.people import People
from tests.protocols.make import a_comune, a_historic_act, an_act, parties_of, sign_all
from tests.web.pages import read, said


async def follow(former: str, successor: int, kind: SuccessionKind, when: str, by: Actor) -> None:
    body = await a_comune(former, by=by)
    new = SuccessionData(successor=successor, kind=kind, when=when)
    await partners.succeed(body.id, new, by=by)


async def notes_of(act_id: int, by: Actor) -> list[str]:
    return [note.text for note in overview.footnotes(await queries.view(act_id, by=by))]


async def page_of(browser_as: BrowserAs, actor: Actor, path: str) -> Any:
    return read((await (await browser_as(actor)).get(path)).text)


async def test_two_comuni_that_became_one_are_told_in_one_note(as_: People) -> None:
    born = await a_comune("Borgo Oria", by=as_.operator_cr)
    for former in ("Borgo", "Oria"):
        await follow(former, born.id, SuccessionKind.MERGED, "dal 1° gennaio 2019", as_.operator_cr)
    act = await a_historic_act(by=as_.operator_cr, with_=[born])

    assert await notes_of(act.id, as_.operator_cr) == [
        "Nasce dalla fusione di Comune di Borgo e di Comune di Oria, dal 1° gennaio 2019:"
        " subentra nei rapporti in corso."
    ]


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (SuccessionKind.MERGED, "Vi confluisce Comune di Oria, nel 2016: subentra nei rapporti"),
        (SuccessionKind.ABSORBED, "Assorbe Comune di Oria, nel 2016: subentra nei rapporti"),
        (SuccessionKind.RENAMED, "È il nuovo nome di Comune di Oria, nel 2016."),
        (SuccessionKind.SPLIT, "Nasce dalla divisione di Comune di Oria, nel 2016."),
    ],
)
async def test_each_way_of_following_a_body_has_its_words(
    as_: People, kind: SuccessionKind, told: str
) -> None:
    body = await a_comune("Borgo", by=as_.operator_cr)
    await follow("Oria", body.id, kind, "nel 2016", as_.operator_cr)
    act = await a_historic_act(by=as_.operator_cr, with_=[body])

    (note,) = await notes_of(act.id, as_.operator_cr)

    assert note.startswith(told)


async def test_an_acronym_that_two_bodies_share_is_told_by_its_body(as_: People) -> None:
    agency = await partners.create(
        PartnerData(name="Agenzia di Tutela della Salute dell'Oria", kind=Kind.HEALTH_AGENCY),
        by=as_.operator_cr,
    )
    group = await partners.create(
        PartnerData(name="ATS Oria accogliente", kind=Kind.PURPOSE_GROUP), by=as_.operator_cr
    )
    act = await a_historic_act(by=as_.operator_cr, with_=[agency, group])

    without = await notes_of(act.id, as_.operator_cr)
    await partners.add_name(
        agency.id, NameData(name="ATS", kind=NameKind.ACRONYM), by=as_.operator_cr
    )

    assert without == ["«ATS» qui è un'associazione temporanea di scopo, non l'agenzia sanitaria."]
    assert await notes_of(act.id, as_.operator_cr) == [
        "«ATS» qui è l'Agenzia di tutela della salute, non un'associazione di scopo.",
        *without,
    ]


async def test_a_mark_leads_to_its_note_and_keeps_its_number_when_few_are_shown(
    as_: People, browser_as: BrowserAs
) -> None:
    act = await an_act(as_, SIGNING, other="comune")
    prefettura, comune = await parties_of(act.id)
    await follow("Oria", comune.partner, SuccessionKind.ABSORBED, "", as_.operator_cr)
    await follow("Nord", prefettura.partner, SuccessionKind.RENAMED, "", as_.operator_cr)
    await sign_all(act.id, as_)
    await actions.refuse_signature(
        act.id, comune.id, Reason(reason="certificato scaduto"), by=as_.legal_cr
    )

    whole = await page_of(browser_as, as_.legal_cr, f"/protocols/{act.id}")
    some = await page_of(browser_as, as_.legal_cr, f"/protocols/{act.id}?party=signature_not_valid")

    assert whole.xpath("//a[@class='nota-n']/@href") == ["#n1", "#n2"]
    assert some.xpath("//a[@class='nota-n']/@href") == ["#n2"]
    assert some.xpath("//ol[contains(@class, 'note-a-pie')]/li/@id") == ["n2"]
    assert "ha firmato il 16/04/2026. Certificato scaduto. Per l'art. 24 del CAD" in said(whole)


async def test_the_head_says_who_promotes_it_and_which_act_it_renews(
    as_: People, browser_as: BrowserAs
) -> None:
    old = await a_historic_act(by=as_.operator_cr, signed_on=date(2014, 10, 16))
    act = await an_act(as_, IN_DEFINITION)
    await actions.relate(
        act.id, RelationData(to_act=old.id, kind=RelationKind.RENEWS), by=as_.operator_cr
    )

    page = await page_of(browser_as, as_.legal_cr, f"/protocols/{act.id}")

    assert (
        "promosso dalla Prefettura – Ufficio Territoriale del Governo di Cremona · 2 parti"
        " · rinnova l'atto del 16/10/2014" in said(page)
    )


async def test_what_has_no_day_yet_says_from_what_it_will_be_counted(
    as_: People, browser_as: BrowserAs
) -> None:
    act = await an_act(as_, IN_DEFINITION, notice_days=60, renewal=Renewal.EXPRESS)

    page = await page_of(browser_as, as_.legal_cr, f"/protocols/{act.id}")

    terms = said(page.xpath("//section[@aria-labelledby='scadenze']")[0])
    assert "In vigore dall'ultima firma Scade 36 mesi dopo" in terms
    assert "Disdetta entro 60 giorni prima della fine" in terms
    assert "La fine e la disdetta si calcolano dall'ultima firma." in terms
    assert "Relazione semestrale, entro il 31 marzo" in terms
    assert "Da iniziare entro" not in terms


async def test_an_act_in_force_says_when_to_begin(as_: People, browser_as: BrowserAs) -> None:
    act = await a_historic_act(
        by=as_.operator_cr, when="dal 2020", ends="31/12/2030", renewal=Renewal.EXPRESS
    )

    page = await page_of(browser_as, as_.legal_cr, f"/protocols/{act.id}")

    terms = said(page.xpath("//section[@aria-labelledby='scadenze']")[0])
    assert "Da iniziare entro 02/10/2030" in terms


async def test_the_file_of_a_party_stands_in_its_row_and_the_text_says_it_is_locked(
    as_: People, browser_as: BrowserAs
) -> None:
    act = await an_act(as_, SIGNING)
    first, _second = await parties_of(act.id)
    filing = Filing(kind=DocumentKind.SIGNED, title="Firmato", party=first.id)
    await actions.attach(act.id, filing, name="a.pdf", content=papers.pdf(), by=as_.legal_cr)

    page = await page_of(browser_as, as_.legal_cr, f"/protocols/{act.id}")

    files = page.xpath("//section[@aria-labelledby='parti']//td//a[@download]")
    assert [said(one).split()[0] for one in files] == ["PDF"]
    documents = said(page.xpath("//section[@aria-labelledby='documenti']")[0])
    assert "Un file delle parti, nella tabella" in documents
    assert ", bloccata il " in documents
    assert "impronta " in documents


async def test_the_whole_history_is_counted(as_: People, browser_as: BrowserAs) -> None:
    act = await an_act(as_, SIGNING)
    await sign_all(act.id, as_)
    history = await page_of(browser_as, as_.legal_cr, f"/protocols/{act.id}/history")

    page = await page_of(browser_as, as_.legal_cr, f"/protocols/{act.id}")

    (link,) = page.xpath(f"//a[@href='/protocols/{act.id}/history'][contains(., '(')]")
    told = int(said(link).rpartition("(")[2].rstrip(")"))
    assert told == len(history.xpath("//main//tbody/tr | //main//ol/li | //main//ul/li"))
    assert told > 5


async def test_the_table_is_had_in_word_in_italian_whatever_the_reader_s_language(
    as_: People, browser_as: BrowserAs
) -> None:
    act = await an_act(as_, SIGNING)
    client = await browser_as(as_.legal_cr)

    answer = await client.get(f"/protocols/{act.id}/parties.docx")
    with speaking("en"):
        in_english = await client.get(f"/protocols/{act.id}/parties.docx?lang=en")

    assert answer.status_code == 200
    assert "stato-firme_pref-cr_" in answer.headers["content-disposition"]
    text = extract_text(answer.content)
    assert "Alla firma, firmato 0 di 2" in text
    assert "Attende la firma" in text
    assert extract_text(in_english.content) == text


async def test_an_act_without_parties_has_no_table_to_download(
    as_: People, browser_as: BrowserAs
) -> None:
    act = await a_historic_act(by=as_.operator_cr)
    client = await browser_as(as_.legal_cr)

    page = await client.get(f"/protocols/{act.id}")
    answer = await client.get(f"/protocols/{act.id}/parties.docx")

    assert "parties.docx" not in page.text
    assert answer.status_code == 409


async def test_the_list_has_the_columns_of_its_page_and_names_short(
    as_: People, browser_as: BrowserAs
) -> None:
    await an_act(as_, SIGNING)
    await a_historic_act(by=as_.operator_cr, kind=ActKind.PROTOCOL, when="dal 2020")

    page = await page_of(browser_as, as_.legal_cr, "/protocols")

    assert [said(one) for one in page.xpath("//thead//th")] == [
        "Oggetto", "Promotore", "Parti", "Firma", "Scade", "Stato",
    ]  # fmt: skip
    cells = [said(one) for one in page.xpath("//tbody//td")]
    assert "Prefettura di Cremona" in cells
    assert any(one.startswith("in vigore: dal 2020") for one in cells)


async def test_a_party_that_is_missing_waits_apart_from_the_signature_to_redo(
    as_: People, browser_as: BrowserAs
) -> None:
    act = await an_act(as_, SIGNING)
    first, _second = await parties_of(act.id)
    await actions.refuse_signature(
        act.id, first.id, Reason(reason="certificato scaduto"), by=as_.legal_cr
    )

    page = await page_of(browser_as, as_.legal_cr, "/")

    mine = said(page.xpath("//section[@aria-labelledby='aspettano-te']")[0])
    assert "Firma da rifare: Prefettura" in mine
    assert "firmato 0 di 2. Certificato scaduto." in mine
    assert "Una parte non ha firmatoCaritas diocesana" in said(page.xpath("//aside")[0])
