"""A body enters the registry, is corrected, found again, and gets its names."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Sitting
from tests.journeys.looking import faults_to_see
from tests.people import PASSWORD, email_of

pytestmark = pytest.mark.xdist_group("journeys")


def test_a_partner_is_registered_and_a_wrong_form_comes_back_as_it_was_typed(
    sits: Sitting,
) -> None:
    person = sits()
    person.signs_in(email_of("legal_cr"), PASSWORD)
    person.follows("Partner")
    person.follows("Nuovo partner")

    person.writes("Nome ufficiale, senza articolo", "Comune di Soncino")
    person.chooses("Tipo", "Comune")
    person.writes("Territorio", "Atlantide")
    person.writes("Note", "Capofila dell’ambito\nper il 2026")
    person.confirms()

    person.is_at("Nuovo partner")
    expect(person.page.get_by_role("alert")).to_be_focused()
    assert person.field("Nome ufficiale, senza articolo").input_value() == "Comune di Soncino"
    assert person.field("Territorio").input_value() == "Atlantide"
    assert person.field("Note").input_value() == "Capofila dell’ambito\nper il 2026"

    person.writes("Territorio", "Soncino")
    person.confirms()

    person.is_at("Comune di Soncino")
    person.sees("Capofila dell’ambito")


def test_a_former_name_finds_the_body_that_has_another_today(sits: Sitting) -> None:
    person = sits()
    person.signs_in(email_of("manager_ge"), PASSWORD)
    person.opens("/partners/new")
    person.writes("Nome ufficiale, senza articolo", "ATS della Val Padana")
    person.chooses("Tipo", "Azienda sanitaria")
    person.confirms()
    person.is_at("ATS della Val Padana")

    person.follows("Nomi e codici")
    person.unfolds("Aggiungi un nome")
    person.writes("Nome", "ASL di Cremona")
    person.chooses("Che cos’è", "Nome precedente")
    person.writes("Quando", "fino al 31 dicembre 2015")
    person.presses("Aggiungi il nome")

    person.sees("fino al 31 dicembre 2015")
    person.types("/")
    person.page.keyboard.insert_text("asl cremona")
    person.page.keyboard.press("Enter")
    expect(
        person.page.get_by_role("main").get_by_role("link", name="ATS della Val Padana")
    ).to_be_visible()


def test_rows_are_walked_and_opened_by_letters(sits: Sitting) -> None:
    person = sits()
    person.signs_in(email_of("operator_ge"), PASSWORD)
    for name in ("Rete dei Navigli, sede B", "Rete dei Navigli, sede A"):
        person.opens("/partners/new")
        person.writes("Nome ufficiale, senza articolo", name)
        person.chooses("Tipo", "Associazione")
        person.confirms()
        person.is_at(name)

    person.opens("/partners?q=navigli&sort=name")
    person.types("j j k")
    person.page.keyboard.press("Enter")

    person.is_at("Rete dei Navigli, sede A")
    person.types("Escape")
    person.is_at("Partner")
    person.types("g p")
    person.is_at("Protocolli")


def test_a_mistake_among_names_and_members_is_undone(sits: Sitting) -> None:
    person = sits()
    person.signs_in(email_of("manager_ge"), PASSWORD)
    for name, kind in (("ATS InConTraRe", "Associazione temporanea"), ("Afet Aquilone", "Altro")):
        person.opens("/partners/new")
        person.writes("Nome ufficiale, senza articolo", name)
        person.chooses("Tipo", kind)
        person.confirms()
        person.is_at(name)
    person.opens("/partners?q=incontrare")
    person.follows("ATS InConTraRe")

    person.unfolds("Altre azioni")
    person.follows("Aggiungi chi ne fa parte")
    person.writes("Cerca l’ente nel registro", "aquilone")
    person.page.keyboard.press("Enter")
    person.follows("Afet Aquilone")
    person.writes("Da quando", "dai primi anni 2000")
    person.confirms()

    person.is_at("ATS InConTraRe: nomi e codici")
    member = person.page.get_by_role("table", name="Chi ne fa parte")
    expect(member).to_contain_text("dai primi anni 2000")
    assert faults_to_see(person.page) == []
    person.presses("Togli", about="Afet Aquilone")
    expect(member).to_have_count(0)
    person.presses("Annulla")
    expect(member).to_contain_text("dai primi anni 2000")
    person.follows("Storia delle modifiche")
    person.sees("Tolto Afet Aquilone da ATS InConTraRe: non ne fa parte")


@pytest.mark.parametrize("has_script", [True, False], ids=["with script", "without script"])
def test_two_people_on_one_partner_see_both_versions_and_one_chooses(
    sits: Sitting, has_script: bool
) -> None:
    name = f"Comune di Pizzighettone {has_script}"
    first, second = sits(), sits(java_script_enabled=has_script)
    first.signs_in(email_of("legal_cr"), PASSWORD)
    first.opens("/partners/new")
    first.writes("Nome ufficiale, senza articolo", name)
    first.chooses("Tipo", "Comune")
    first.confirms()
    first.is_at(name)
    form = first.page.url + "/edit"
    second.signs_in(email_of("operator_cr"), PASSWORD)
    for person in (first, second):
        person.page.goto(form)

    first.writes("Note", "Capofila dell’ambito dal 2026")
    first.writes("Sede", "Pizzighettone, via del Municipio 10")
    first.confirms()
    first.is_at(name)
    second.writes("Note", "Capofila dell’ambito dal 2025")
    second.presses("Salva le modifiche")

    expect(second.page.get_by_role("alert")).to_contain_text("Legal Cr ha cambiato questo partner")
    assert second.field("Note").input_value() == "Capofila dell’ambito dal 2025"
    assert second.field("Sede").input_value() == "Pizzighettone, via del Municipio 10"
    second.sees("Legal Cr ha scritto:")
    if has_script:
        expect(second.page.get_by_role("alert")).to_be_focused()
        assert faults_to_see(second.page) == []
    second.follows("Note")
    second.ticks("Tieni questa versione")
    second.presses("Salva le modifiche")

    second.is_at(name)
    second.sees("Capofila dell’ambito dal 2026")
    second.sees("Pizzighettone, via del Municipio 10")
