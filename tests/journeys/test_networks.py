"""A network manager asks who was there on a day, and takes the table away."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from intese.demo import PASSWORD
from registry.platform.documents import extract_text
from tests.journeys.conftest import Sitting
from tests.journeys.looking import faults_to_see

pytestmark = pytest.mark.xdist_group("demo")


def test_who_was_partner_on_a_day_is_asked_and_the_table_is_taken_away(
    in_the_demo: Sitting, tmp_path: Path
) -> None:
    person = in_the_demo()
    person.signs_in("reti.genova@demo.example", PASSWORD)
    person.types("g r")
    person.follows("Progetto HTH Liguria")

    taken = person.takes("Scarica la tabella (Word)")
    person.writes("Chi era partner il", "1° gennaio 2018")
    person.presses("Mostra")

    person.is_at("Chi era partner di HTH Liguria: 1° gennaio 2018")
    expect(person.page.get_by_role("status").last).to_contain_text("12 certi, 0 possibili.")
    certain = person.page.get_by_role("table", name="Certi")
    expect(certain.get_by_role("rowheader", name="Questura di Genova")).to_be_visible()
    taken.save_as(tmp_path / "tabella.docx")
    words = extract_text((tmp_path / "tabella.docx").read_bytes())
    assert taken.suggested_filename == "tabella-rete_progetto-hth-liguria_2026.docx"
    assert "Comune di Ventimiglia" in words


PREFETTURA = "Prefettura – Ufficio Territoriale del Governo di Genova"
PROTOCOL = (
    "Protocollo d'intesa tra Regione Liguria e Commissione territoriale di Genova per il"
    " riconoscimento della protezione internazionale"
)


def test_a_partner_is_looked_at_asked_about_clarified_and_confirmed(in_the_demo: Sitting) -> None:
    person = in_the_demo()
    person.signs_in("reti.genova@demo.example", PASSWORD)
    person.follows("Partner")
    person.writes("Cerca per nome, nome precedente, sigla o codice", "prefettura genova")
    person.page.keyboard.press("Enter")
    person.follows(PREFETTURA)

    line = person.page.get_by_role("img", name=f"Linea del tempo: {PREFETTURA}")
    expect(line.locator("visible=true")).to_be_visible()
    expect(person.row(PROTOCOL)).to_contain_text("Forse continua")
    assert faults_to_see(person.page) == []
    person.writes("Chi era partner il", "gennaio 2016")
    person.presses("Mostra")
    person.is_at(f"Chi era partner di {PREFETTURA}: gennaio 2016")
    expect(person.page.get_by_role("status").last).to_contain_text("1 collaborazione certa")
    person.follows(PREFETTURA)

    person.writes("Che cosa hai saputo", "È parte dell’atto dal 2018: l’originale è in archivio.")
    person.presses("Registra la risposta")
    person.sees("Risposta registrata.")
    person.unfolds("Conferma o chiudi, una per una")
    person.presses("Continua", about=PROTOCOL)

    person.is_at(PREFETTURA)
    person.sees("Confermata: l'ultima notizia è di oggi.")
    expect(person.row(PROTOCOL)).not_to_contain_text("Forse continua")
    expect(person.page.get_by_role("main")).not_to_contain_text("Che cosa hai saputo")
    person.follows("Domande e risposte")
    expect(person.row("La Prefettura è parte dell")).to_contain_text("l’originale è in archivio")
