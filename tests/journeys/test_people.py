"""Who administers adds a person, who comes in; and closes the door to one who has left."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Sitting
from tests.people import PASSWORD, email_of

pytestmark = pytest.mark.xdist_group("journeys")

FIRST_PASSWORD = "la-prima-password"


def test_a_person_is_added_comes_in_and_one_day_comes_in_no_more(sits: Sitting) -> None:
    admin, person = sits(), sits()
    admin.signs_in(email_of("admin"), PASSWORD)
    admin.follows("Utenti")
    admin.follows("Aggiungi una persona")

    admin.writes("Posta elettronica dell’ufficio", "area4.lodi@prova.example")
    admin.writes("Come si presenta", "Area IV Lodi")
    admin.chooses("Ufficio", "Prefettura – Ufficio Territoriale del Governo di Lodi")
    admin.chooses("Funzione", "Operatore")
    admin.writes("Prima password", "corta")
    admin.confirms()

    admin.is_at("Aggiungi una persona")
    admin.sees("almeno 12 caratteri")
    assert admin.field("Come si presenta").input_value() == "Area IV Lodi"
    admin.writes("Prima password", FIRST_PASSWORD)
    admin.confirms()
    admin.is_at("Utenti")

    person.signs_in("area4.lodi@prova.example", FIRST_PASSWORD)
    expect(person.page.get_by_role("banner")).to_contain_text("Area IV Lodi · Operatore")
    admin.presses("Disattiva", about="area4.lodi@prova.example")
    admin.sees("Disattivato")
    person.opens("/schede")
    person.is_at("Entra in Intese")
