"""A legal officer writes an act with its parties and takes it away in Word."""

from pathlib import Path

import pytest

from intese.demo import PASSWORD
from registry.platform.documents import extract_text
from tests import people
from tests.journeys.conftest import Sitting
from tests.journeys.person import Person

pytestmark = pytest.mark.xdist_group("demo")

SUBJECT = "l’insegnamento della lingua italiana agli adulti stranieri"
SLUG = "insegnamento-lingua-italiana"
PREFETTURA = "Prefettura – Ufficio Territoriale del Governo di Cremona"


def test_an_act_is_written_by_keyboard_and_taken_away_in_word(
    in_the_demo: Sitting, tmp_path: Path
) -> None:
    person = in_the_demo()
    person.signs_in("legale.cremona@demo.example", PASSWORD)

    begins_an_act(person)
    adds(person, PREFETTURA, search="prefettura cremona", promise="coordinare le attività")
    adds(person, "Comune di Crema", search="comune crema", promise="mettere a disposizione le aule")
    writes_why(person)
    taken = person.takes_by_button("Scarica il protocollo (Word)")

    taken.save_as(tmp_path / "protocollo.docx")
    words = " ".join(extract_text((tmp_path / "protocollo.docx").read_bytes()).split())
    assert (
        taken.suggested_filename == "protocollo_pref-cr_insegnamento-lingua-italiana_bozza-v1.docx"
    )
    assert "mettere a disposizione le aule" in words
    assert "la domanda di corsi serali supera i posti" in words
    assert "durata di tre anni" in words


def test_what_was_saved_of_an_act_by_mistake_is_undone_with_a_key(sits: Sitting) -> None:
    person = sits()
    person.signs_in(people.email_of("legal_cr"), people.PASSWORD)
    person.opens("/protocols/draft")
    person.chooses("Tipo di atto", "Protocollo d'intesa")
    person.writes("Oggetto", "lo sport di tutti")
    person.confirms()
    person.is_at("Parti dell’atto")
    person.follows("Torna all’atto")
    person.is_at("Protocollo d'intesa per lo sport di tutti")
    act = person.page.url.removeprefix(person.address)

    person.opens(f"{act}/edit")
    person.writes("Oggetto", "la scuola di tutti")
    person.writes("In vigore", "dal 2027")
    person.confirms()
    person.is_at("Protocollo d'intesa per la scuola di tutti")
    person.sees("Atto aggiornato.")
    person.types("z")

    person.sees("Rimesso com'era.")
    person.is_at("Protocollo d'intesa per lo sport di tutti")
    person.opens(f"{act}/edit")
    assert person.field("Oggetto").input_value() == "lo sport di tutti"
    assert person.field("In vigore").input_value() == ""
    person.opens(f"{act}/history")
    person.sees("Annullato: Cambiato l'atto: oggetto, titolo, in vigore")


def begins_an_act(person: Person) -> None:
    person.types("g p")
    person.follows("Nuovo atto")
    person.follows("Scrivi un atto")
    person.chooses("Tipo di atto", "Protocollo d'intesa")
    person.writes("Oggetto", SUBJECT)
    person.writes("Durata in mesi", "tre anni")
    person.confirms()

    person.is_at("Scrivi un atto")
    person.sees("Scrivi un numero da 1 a 1200.")
    assert person.field("Oggetto").input_value() == SUBJECT
    assert person.field("Durata in mesi").input_value() == "tre anni"
    person.writes("Durata in mesi", "36")
    person.confirms()
    person.is_at("Parti dell’atto")


def adds(person: Person, body: str, *, search: str, promise: str) -> None:
    person.writes("Cerca l’ente nel registro", search)
    person.page.keyboard.press("Enter")
    person.follows(body)
    person.is_at(body)
    person.writes("Carica di chi firma", "Prefetto" if body == PREFETTURA else "Sindaco")
    person.writes("Nome e cognome", "Nome Cognome")
    person.writes("Impegni", promise)
    person.writes("Ufficio referente", "Area IV")
    person.confirms()
    person.is_at("Parti dell’atto")


def writes_why(person: Person) -> None:
    person.follows("Torna all’atto")
    person.follows("Scrivi il testo")
    person.writes("Premesso che", "la domanda di corsi serali supera i posti")
    person.confirms()
    person.sees("Testo salvato")
    person.follows("Torna all’atto")
