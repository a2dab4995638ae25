"""Coming in, going out, and what the door says to who has lost the key."""

import pytest
from playwright.sync_api import expect

from registry.platform.i18n import translations
from tests.journeys.conftest import Sitting
from tests.people import PASSWORD, email_of

pytestmark = pytest.mark.xdist_group("journeys")


def test_the_keyboard_brings_in_and_takes_out(sits: Sitting) -> None:
    person = sits()

    person.signs_in(email_of("legal_cr"), PASSWORD)
    expect(person.page.get_by_role("banner")).to_contain_text("Legal Cr · Ufficio legale")
    person.presses("Esci")

    person.is_at("Entra in Intese")
    person.opens("/partners")
    person.is_at("Entra in Intese")


def test_a_wrong_password_keeps_the_address_and_tells_how_many_tries_are_left(
    sits: Sitting,
) -> None:
    person = sits()

    person.opens("/sign-in")
    person.writes("Posta elettronica dell’ufficio", email_of("operator_ge"))
    person.writes("Password", "sbagliata-ma-lunga")
    person.confirms()

    person.sees("Posta o password non corrispondono. Restano 9 tentativi")
    assert person.field("Posta elettronica dell’ufficio").input_value() == email_of("operator_ge")
    assert person.field("Password").input_value() == ""


def test_a_link_in_a_mail_opens_after_the_sign_in(sits: Sitting) -> None:
    person = sits()

    person.opens("/partners?kind=municipality&sort=-name")
    person.writes("Posta elettronica dell’ufficio", email_of("manager_ge"))
    person.writes("Password", PASSWORD)
    person.presses("Entra")

    person.is_at("Partner")
    assert person.page.url.endswith("/partners?kind=municipality&sort=-name")


def test_the_pages_speak_english_to_who_asks(sits: Sitting) -> None:
    person = sits()
    english = translations("en").ugettext
    person.signs_in(email_of("legal_cr"), PASSWORD)
    person.opens("/partners?sort=-name")

    person.presses("English")

    expect(person.page.locator("html")).to_have_attribute("lang", "en")
    expect(person.page.get_by_role("button", name=english("Esci"))).to_be_visible()
    expect(person.page.get_by_role("link", name=english("Reti"), exact=True)).to_be_visible()
    assert person.page.url.endswith("/partners?sort=-name")
    person.presses("Italiano")
    expect(person.page.get_by_role("button", name="Esci")).to_be_visible()
