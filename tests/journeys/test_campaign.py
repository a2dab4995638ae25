"""The circle of a campaign: from a Prefettura's desk to the Ministry's, and back."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Sitting
from tests.journeys.person import Person
from tests.people import PASSWORD, email_of
from tests.schede.make import word

pytestmark = pytest.mark.xdist_group("journeys")

LANGUAGE = "Corsi di italiano nei comuni"
VOLUNTEERS = "Volontariato dei richiedenti asilo"
REQUEST = "Il testo dell’accordo allegato non ha data: unite la copia firmata."


def test_a_campaign_goes_all_the_way_round_by_keyboard_alone(sits: Sitting, tmp_path: Path) -> None:
    operator, head, ministry = sits(), sits(), sits()
    operator.signs_in(email_of("operator_cr"), PASSWORD)
    head.signs_in(email_of("head_cr"), PASSWORD)
    ministry.signs_in(email_of("ministry"), PASSWORD)

    writes_the_language_scheda(operator)
    writes_the_volunteers_scheda(operator, tmp_path)
    approves(head, LANGUAGE)
    approves(head, VOLUNTEERS)
    package = prepares_a_batch(operator, tmp_path)
    lets_it_leave(head)
    takes_it_in(ministry, package)
    accepts_the_first_and_returns_the_second(ministry)

    operator.follows("Schede")
    expect(operator.row(LANGUAGE)).to_contain_text("Accolta")
    expect(operator.row(VOLUNTEERS)).to_contain_text("Restituita")
    operator.follows(VOLUNTEERS)
    operator.sees(REQUEST)
    operator.presses("Correggi la scheda")
    operator.sees("Scheda riaperta")


def opens_a_scheda(person: Person, field: str, title: str) -> None:
    person.opens("/schede")
    person.follows("Nuova scheda")
    person.picks(field, group="Campo della circolare")
    person.writes("Titolo della pratica", title)
    person.confirms()
    person.is_at("Scheda")


def writes_the_language_scheda(person: Person) -> None:
    opens_a_scheda(person, "5) apprendimento", LANGUAGE)
    person.confirms()
    expect(person.page.get_by_role("alert")).to_be_focused()
    person.sees("Manca la descrizione")

    person.writes(
        "Sintetica descrizione della buona pratica",
        "Corsi serali di italiano tenuti nei comuni della provincia da insegnanti e volontari.",
    )
    person.picks("No, è una prassi senza atto", group="La pratica è formalizzata in un atto?")
    person.writes("Periodo", "dall’autunno 2015")
    person.writes("Ambito territoriale", "Provincia di Cremona")
    person.writes("Ufficio a cui scrivere", "Area IV")
    person.picks("Sì", group="La scheda si può pubblicare?")
    person.confirms()
    person.sees("Scheda proposta al dirigente.")


def writes_the_volunteers_scheda(person: Person, folder: Path) -> None:
    act = folder / "accordo.docx"
    act.write_bytes(word("Accordo operativo territoriale per il volontariato"))
    opens_a_scheda(person, "7) processi", VOLUNTEERS)
    person.writes(
        "Sintetica descrizione della buona pratica",
        "Le persone ospitate scelgono attività di pubblica utilità nei comuni, con assicurazione"
        " e formazione, insieme alle associazioni del territorio.",
    )
    person.picks("Sì, in un protocollo", group="La pratica è formalizzata in un atto?")
    person.writes("Periodo", "dal 9 aprile 2015")
    person.writes("Ambito territoriale", "Distretto cremonese")
    person.writes("Ufficio a cui scrivere", "Area IV")
    person.picks("Sì", group="La scheda si può pubblicare?")
    with person.page.expect_response("**/save"):
        person.types("Alt+s")
    person.gives("Atto allegato", act)
    person.presses("Allega il file")
    expect(person.page.get_by_role("link", name="accordo.docx")).to_be_visible()
    person.presses("Proponi al dirigente")
    expect(person.page.get_by_role("alert")).to_contain_text("non è collegato a un protocollo")

    person.unfolds("È corretto, spiego perché")
    person.writes("Perché", "L’accordo entra nel registro con la prossima riunione.")
    person.presses("Registra la spiegazione", about="L'atto nel registro")
    person.presses("Proponi al dirigente")
    person.sees("Scheda proposta al dirigente.")


def approves(head: Person, title: str) -> None:
    head.opens("/schede?status=proposed")
    head.follows(title)
    head.presses("Approva la scheda")
    head.sees("Scheda approvata")


def prepares_a_batch(person: Person, folder: Path) -> Path:
    person.follows("Invii")
    person.follows("Prepara un invio")
    person.presses("Apri l’invio")
    person.presses("Prepara e verifica il pacco (2)")
    person.sees("Pacco preparato e verificato.")
    person.writes("Numero", "0012345")
    person.writes("Data", "domani")
    person.writes("Nome e cognome di chi firma", "Nome Cognome")
    person.confirms()
    assert person.field("Numero").input_value() == "0012345"
    person.writes("Data", "1/11/2026")
    person.confirms()
    person.sees("Numero di protocollo registrato.")
    taken = person.takes("Scarica il pacco (zip)")
    package = folder / taken.suggested_filename
    taken.save_as(package)
    return package


def lets_it_leave(head: Person) -> None:
    head.opens("/submissions")
    head.follows("TRASM_CR_2026_0001")
    head.follows("Fai partire l’invio")
    head.presses("Fai partire 2 schede")
    head.sees("Invio segnato come partito.")


def takes_it_in(person: Person, package: Path) -> None:
    person.follows("In arrivo")
    person.gives("Pacchi arrivati", package)
    person.presses("Carica e verifica")
    person.is_at("Invio TRASM_CR_2026_0001")
    person.sees("ognuno con l’impronta SHA-512 uguale a quella dichiarata")
    person.presses("Prendi in carico")


def accepts_the_first_and_returns_the_second(person: Person) -> None:
    person.is_at("scheda 5")
    person.presses("Accogli la scheda")
    person.is_at("Come la vede la Prefettura")
    person.presses("Accogli la scheda")
    person.is_at("scheda 7")
    person.page.wait_for_load_state()
    person.types("r")
    expect(person.field("Parole per la Prefettura")).to_be_focused()
    person.page.keyboard.insert_text(REQUEST)
    person.presses("Restituisci con queste parole")
    person.is_at("Come la vede la Prefettura")
    person.presses("Restituisci con queste parole")
    person.sees("Restituita")
