"""The same work where the browser runs no script: forms post, filters are links."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Sitting
from tests.people import PASSWORD, email_of
from tests.schede.make import word

pytestmark = pytest.mark.xdist_group("journeys")

TITLE = "Orientamento ai servizi nel porto"


def test_a_scheda_is_written_and_proposed_without_script(sits: Sitting) -> None:
    person = sits(java_script_enabled=False)
    person.signs_in(email_of("operator_ge"), PASSWORD)

    person.follows("Schede")
    person.follows("Nuova scheda")
    person.picks("4) orientamento", group="Campo della circolare")
    person.writes("Titolo della pratica", TITLE)
    person.presses("Apri la scheda")
    person.writes("Sintetica descrizione della buona pratica", "Troppo poco.")
    person.presses("Proponi al dirigente")

    person.is_at("Scheda 4")
    expect(person.page.get_by_role("alert")).to_contain_text("Di' se la pratica")
    description = person.field("Sintetica descrizione della buona pratica")
    assert description.input_value() == "Troppo poco."
    person.writes(
        "Sintetica descrizione della buona pratica",
        "Uno sportello al varco accoglie chi sbarca, spiega diritti e servizi e accompagna agli"
        " uffici, con mediatori e volontari.",
    )
    person.picks("No, è una prassi senza atto", group="La pratica è formalizzata in un atto?")
    person.writes("Ufficio a cui scrivere", "Area IV")
    person.picks("Sì", group="La scheda si può pubblicare?")
    person.presses("Proponi al dirigente")

    person.sees("Scheda proposta al dirigente.")
    person.follows("Schede")
    person.writes("Cerca nel titolo, nel testo, tra partner e territori", "porto")
    person.page.keyboard.press("Enter")
    expect(person.row(TITLE)).to_contain_text("Dal dirigente")


def test_a_file_is_attached_and_a_point_explained_and_nothing_written_is_lost(
    sits: Sitting, tmp_path: Path
) -> None:
    act = tmp_path / "accordo.docx"
    act.write_bytes(word("Accordo per lo sportello al varco"))
    person = sits(java_script_enabled=False)
    person.signs_in(email_of("operator_ge"), PASSWORD)
    person.opens("/schede/new")
    person.picks("3) ", group="Campo della circolare")
    person.presses("Apri la scheda")

    person.writes("Titolo della pratica", "Sportello mobile")
    person.writes("Casella dell’ufficio", "non ancora")
    person.gives("Atto allegato", act)
    person.presses("Allega il file")

    person.sees("File allegato.")
    expect(person.page.get_by_role("alert")).to_contain_text("Casella dell’ufficio – Scrivi un")
    expect(person.page.get_by_role("link", name="accordo.docx")).to_be_visible()
    assert person.field("Titolo della pratica").input_value() == "Sportello mobile"
    assert person.field("Casella dell’ufficio").input_value() == "non ancora"
    person.writes("Casella dell’ufficio", "")
    person.writes(
        "Sintetica descrizione della buona pratica", "Chi sbarca scrive a varco@gmail.com."
    )
    person.presses("Salva")
    person.unfolds("È corretto, spiego perché")
    person.writes("Perché", "È la casella che il Comune ha dato allo sportello.")
    person.writes("Titolo della pratica", "Sportello mobile al varco")
    person.presses("Registra la spiegazione", about="Casella privata")

    person.sees("Spiegazione registrata.")
    expect(person.page.locator("#protezione")).to_contain_text("un punto che hai spiegato")
    assert person.field("Titolo della pratica").input_value() == "Sportello mobile al varco"
    person.presses("Annulla")
    person.sees("Spiegazione tolta.")
