"""«Vai al punto» in a browser: whoever presses it is in the field, and writes."""

import pytest

from intese.demo import PASSWORD
from tests.journeys.conftest import Sitting
from tests.journeys.person import Person

pytestmark = pytest.mark.xdist_group("demo")

PREFETTURA = "Prefettura – Ufficio Territoriale del Governo di Cremona"
FOCUSED = "document.activeElement.id"


def in_front(person: Person) -> str:
    return str(person.page.evaluate(FOCUSED))


def test_each_point_of_an_act_that_lacks_much_leads_into_its_field(in_the_demo: Sitting) -> None:
    person = in_the_demo()
    person.signs_in("legale.cremona@demo.example", PASSWORD)
    person.types("g p")
    person.follows("Nuovo atto")
    person.follows("Scrivi un atto")
    person.chooses("Tipo di atto", "Accordo operativo territoriale")
    person.writes("Oggetto", "l’accoglienza di chi ha bisogno di aiuto")
    person.confirms()
    person.is_at("Parti dell’atto")
    page = person.page
    act = page.url.removesuffix("/parties")
    person.writes("Gli enti", f"{PREFETTURA}\nComune di Crema")
    person.presses("Aggiungi queste parti")
    person.sees("2 parti aggiunte.")

    page.goto(f"{act}/open-signing")
    links = page.get_by_role("link", name="Vai al punto").all()
    hrefs = [str(link.get_attribute("href")) for link in links]
    seen = []
    for n in range(len(hrefs)):
        page.goto(f"{act}/open-signing")
        page.get_by_role("link", name="Vai al punto").nth(n).click()
        page.wait_for_load_state("load")
        seen.append(in_front(person))

    assert len(hrefs) > 3
    assert seen == [href.partition("#")[2] for href in hrefs]


def test_each_point_of_a_scheda_leads_into_its_field(in_the_demo: Sitting) -> None:
    person = in_the_demo()
    person.signs_in("operatore.cremona@demo.example", PASSWORD)
    page = person.page
    page.goto(f"{page.url.rstrip('/')}/schede/new?field=9")
    person.writes("Titolo della pratica", "La casa di tutti")
    person.confirms()
    page.wait_for_selector("#lato-scheda")

    links = page.locator("#lato-scheda a[href^='#campo-']")
    hrefs = [str(link.get_attribute("href")) for link in links.all()]
    seen = []
    for n in range(len(hrefs)):
        links.nth(n).click()
        seen.append(in_front(person))

    assert len(hrefs) > 3
    assert seen == [href[1:] for href in hrefs]
