"""The page of the text asks of each kind of act what its letter wants, and gives it back."""

from typing import Any

import pytest

from registry.protocols import actions, queries
from registry.protocols.kinds import ActKind, RelationKind
from registry.protocols.lifecycle import IN_DEFINITION, IN_FORCE
from registry.protocols.shapes import Drafting, RelationData
from tests.conftest import BrowserAs
from tests.people import People
from tests.protocols.make import a_draft, an_act, two_parties

pytestmark = pytest.mark.usefixtures("db")

CHOICES = {
    "resources.regime": "none", "data_regime": "none", "stamp_duty": "to_determine",
    "signing": "digital", "open_to": "",
}  # fmt: skip


async def drafting_of(act_id: int, as_: People) -> Drafting:
    text = (await queries.view(act_id, by=as_.legal_cr)).text
    assert text is not None
    return text.drafting


async def an_act_of(kind: ActKind, as_: People) -> int:
    act = await a_draft(by=as_.operator_cr, kind=kind, with_=await two_parties(as_, "comune"))
    return act.id


async def written(client: Any, act_id: int, **fields: str) -> Any:
    return await client.post_form(f"/protocols/{act_id}/draft", CHOICES | fields)


@pytest.mark.parametrize("separator", ["; ", "\t"])
async def test_an_allotment_is_pasted_as_a_spreadsheet_gives_it(
    as_: People, browser_as: BrowserAs, separator: str
) -> None:
    act_id = await an_act_of(ActKind.TERRITORIAL, as_)
    client = await browser_as(as_.legal_cr)
    rows = [
        ("Comune", "Abitanti", "Criterio", "Posti"),
        ("Crema", "34.473", "popolazione", "69"),
        ("Ripalta Guerina", "530", "correttivo", "4"),
        ("Totale", "35.003", "", "73"),
    ]

    lines = "\n".join(separator.join(row) for row in rows)
    saved = await written(client, act_id, allotment=lines, allotment_updated="ogni anno")
    page = await client.get(f"/protocols/{act_id}/draft")

    allotment = (await drafting_of(act_id, as_)).allotment
    assert saved.status_code == 303, saved.text
    assert allotment is not None
    assert [(row.municipality, row.inhabitants, row.places) for row in allotment.rows] == [
        ("Crema", 34473, 69), ("Ripalta Guerina", 530, 4)
    ]  # fmt: skip
    assert (allotment.total_inhabitants, allotment.total_places) == (35003, 73)
    assert (
        "Crema; 34.473; popolazione; 69\nRipalta Guerina; 530; correttivo; 4\nTotale" in page.text
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Crema; molti; popolazione; 69", "«molti» non è un numero intero"),
        ("Crema; 34473", "servono Comune, abitanti, criterio e posti"),
        ("Crema; 34473; popolazione; -2", "«-2» non è un numero intero"),
        ("Crema; 34473; popolazione; ²", "non è un numero intero"),
    ],
)
async def test_a_line_that_is_no_allotment_comes_back_with_what_is_wrong(
    as_: People, browser_as: BrowserAs, line: str, told: str
) -> None:
    act_id = await an_act_of(ActKind.TERRITORIAL, as_)
    client = await browser_as(as_.legal_cr)

    page = await written(client, act_id, allotment=line)

    assert page.status_code == 422
    assert told in page.text
    assert line in page.text


async def test_the_shares_of_the_parties_are_typed_a_line_each(
    as_: People, browser_as: BrowserAs
) -> None:
    act_id = await an_act_of(ActKind.ARTICLE_15, as_)
    client = await browser_as(as_.legal_cr)
    shares = "Prefettura; ore di mediazione; 12.480,00 €\nComune di Casalmaggiore; sede; 500"

    saved = await written(client, act_id, shares=shares, **{"resources.regime": "shared"})
    wrong = await written(client, act_id, shares="Prefettura; sede; mille")

    kept = (await drafting_of(act_id, as_)).resources
    assert saved.status_code == 303, saved.text
    assert [(one.party, one.amount) for one in kept.shares] == [
        ("Prefettura", "12.480,00"), ("Comune di Casalmaggiore", "500")
    ]  # fmt: skip
    assert wrong.status_code == 422
    assert "Prefettura; sede; mille" in wrong.text


async def test_a_convention_is_asked_on_which_law_it_stands(
    as_: People, browser_as: BrowserAs
) -> None:
    act_id = await an_act_of(ActKind.CONVENTION, as_)
    client = await browser_as(as_.legal_cr)

    saved = await written(
        client, act_id, basis="art30_tuel", consultation="Ci si consulta ogni anno.",
        guarantees="Ciascuno risponde per sé.\nSi tiene un registro.", cure_days="30",
    )  # fmt: skip

    told = await drafting_of(act_id, as_)
    assert saved.status_code == 303, saved.text
    assert (told.basis, len(told.consultation), len(told.guarantees)) == ("art30_tuel", 1, 2)
    assert told.cure_days == 30
    other = await client.get(f"/protocols/{await an_other(as_)}/draft")
    assert 'name="basis"' not in other.text


async def an_other(as_: People) -> int:
    return (await a_draft("la mediazione", by=as_.operator_cr)).id


async def test_what_a_page_does_not_ask_stays_as_it_was(as_: People, browser_as: BrowserAs) -> None:
    act_id = await an_act_of(ActKind.CONVENTION, as_)
    client = await browser_as(as_.legal_cr)
    await written(client, act_id, basis="art30_tuel", guarantees="Ciascuno risponde per sé.")
    protocol = {"kind": "protocol", "subject": "l'accoglienza", "starts_from": "last_signature",
                "renewal": "unknown"}  # fmt: skip
    await client.post_form(f"/protocols/{act_id}/edit", protocol)

    await written(client, act_id, common_commitments="riunirsi")

    told = await drafting_of(act_id, as_)
    assert told.basis == "art30_tuel"
    assert told.guarantees == ("Ciascuno risponde per sé.",)


CHANGE = {
    "amending.0.change": "replace_words",
    "amending.0.article": "5",
    "amending.0.comma": "2",
    "amending.0.old_words": "trimestrale",
    "amending.0.new_words": "semestrale",
    "amending.1.change": "insert_after",
    "amending.1.article": "7",
    "amending.1.heading": "Formazione congiunta",
    "amending.1.text": "1. Le Parti organizzano:\na) una giornata;\nb) un corso;\n2. Si vedono.",
    "amending.2.change": "",
    "amending.3.change": "delete",
}


async def an_addendum(as_: People) -> int:
    parent = await an_act(as_, IN_FORCE)
    act = await a_draft("la proroga", by=as_.operator_cr, kind=ActKind.ADDENDUM)
    tie = RelationData(to_act=parent.id, kind=RelationKind.AMENDS)
    await actions.relate(act.id, tie, by=as_.operator_cr)
    return act.id


async def test_the_changes_of_an_addendum_are_asked_one_by_one_and_shown_again(
    as_: People, browser_as: BrowserAs
) -> None:
    act_id = await an_addendum(as_)
    client = await browser_as(as_.legal_cr)

    saved = await client.post_form(
        f"/protocols/{act_id}/draft", {"signing": "digital", "ordinal": "", **CHANGE}
    )
    page = await client.get(f"/protocols/{act_id}/draft")

    told = (await drafting_of(act_id, as_)).amending
    assert saved.status_code == 303, saved.text
    assert [one.change for one in told] == ["replace_words", "insert_after"]
    assert [(comma.text, comma.letters) for comma in told[1].commas] == [
        ("Le Parti organizzano:", ("una giornata;", "un corso;")), ("Si vedono.", ())
    ]  # fmt: skip
    assert "Le Parti organizzano:\na) una giornata;\nb) un corso;\nSi vedono." in page.text
    assert 'name="amending.3.article"' in page.text
    assert "Gli articoli in vigore" in page.text
    assert 'name="governance.full_name"' not in page.text


async def test_a_wrong_change_is_told_at_its_own_place(as_: People, browser_as: BrowserAs) -> None:
    act_id = await an_addendum(as_)
    client = await browser_as(as_.legal_cr)
    wrong = {"signing": "digital", **CHANGE, "amending.0.article": "cinque",
             "amending.1.change": ""}  # fmt: skip

    page = await client.post_form(f"/protocols/{act_id}/draft", wrong)

    assert page.status_code == 422
    assert 'id="errore-campo-amending-0-article"' in page.text.replace(".", "-")
    assert 'id="errore-campo-amending-1-change"' in page.text.replace(".", "-")
    assert "cinque" in page.text


async def test_the_parties_of_today_are_taken_from_the_page(
    as_: People, browser_as: BrowserAs
) -> None:
    act_id = await an_addendum(as_)
    client = await browser_as(as_.legal_cr)

    before = await client.get(f"/protocols/{act_id}/parties")
    taken = await client.post_form(f"/protocols/{act_id}/parties/take")
    after = await client.get(f"/protocols/{act_id}/parties")

    assert "Mancano 2 parti dell’atto che si modifica" in before.text
    assert taken.status_code == 303
    assert "Mancano" not in after.text
    assert len((await queries.view(act_id, by=as_.legal_cr)).parties) == 2


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        (ActKind.ARTICLE_15, "Scarica l&#39;accordo (Word)"),
        (ActKind.CONVENTION, "Scarica la convenzione (Word)"),
        (ActKind.OPERATING_LINK, "Scarica il raccordo (Word)"),
    ],
)
async def test_the_word_of_an_act_is_called_by_its_name(
    as_: People, browser_as: BrowserAs, kind: ActKind, label: str
) -> None:
    act_id = await an_act_of(kind, as_)
    client = await browser_as(as_.legal_cr)

    page = await client.get(f"/protocols/{act_id}")
    made = await client.post_form(f"/protocols/{act_id}/documents/draft")

    assert label in page.text
    assert made.status_code == 303
    assert "referenti (Word)" not in page.text


async def test_the_consolidated_text_is_downloaded_from_the_page(
    as_: People, browser_as: BrowserAs
) -> None:
    act_id = await an_addendum(as_)
    await actions.take_parties(act_id, by=as_.operator_cr)
    client = await browser_as(as_.legal_cr)
    refused = await client.post_form(f"/protocols/{act_id}/annex")
    extended = {"kind": "addendum", "subject": "la proroga", "ends": "31/12/2035",
                "starts_from": "last_signature", "renewal": "unknown"}  # fmt: skip
    await client.post_form(f"/protocols/{act_id}/edit", extended)

    page = await client.get(f"/protocols/{act_id}")
    made = await client.post_form(f"/protocols/{act_id}/annex")
    file = await client.get(made.headers["location"])

    assert refused.status_code == 409
    assert "testo coordinato" in refused.text
    assert "Scarica il testo coordinato (Word)" in page.text
    assert "allegato-a_bozza-v1.docx" in file.headers["content-disposition"]


async def test_what_lacks_leads_to_the_page_where_it_is_put_right(
    as_: People, browser_as: BrowserAs
) -> None:
    act = await a_draft(by=as_.operator_cr, kind=ActKind.ADDENDUM, with_=await two_parties(as_))
    client = await browser_as(as_.legal_cr)

    page = await client.post_form(f"/protocols/{act.id}/documents/draft")

    assert page.status_code == 422
    assert f'href="/protocols/{act.id}/relate#contenuto"' in page.text
    assert (await queries.find(act.id, by=as_.legal_cr)).status == IN_DEFINITION
