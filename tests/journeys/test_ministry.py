"""The Ministry's day by keyboard alone: arrivals, the examination, the matrix, the collection."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from tests.intake.make import a_formal_scheda, a_package, a_scheda
from tests.journeys.conftest import MOMENT, Sitting
from tests.journeys.looking import barriers
from tests.journeys.person import Person
from tests.people import PASSWORD, email_of

pytestmark = pytest.mark.xdist_group("journeys")

REQUEST = "Indicate l’ufficio e una casella istituzionale al posto del recapito personale."


@dataclass(frozen=True)
class Screen:
    """How wide it is, and the offices whose packages arrive on it."""

    width: int
    region: str
    offices: tuple[str, str]
    names: tuple[str, str]


DESK = Screen(1280, "Liguria", ("pref-ge", "pref-sv"), ("GE", "SV"))
PHONE = Screen(390, "Puglia", ("pref-ba", "pref-le"), ("BA", "LE"))


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["1280", "390"])
def test_the_ministry_walks_from_what_arrives_to_the_collection(
    sits: Sitting, tmp_path: Path, screen: Screen
) -> None:
    person = sits(viewport={"width": screen.width, "height": 800})
    person.signs_in(email_of("ministry"), PASSWORD)

    brings_three_packages(person, tmp_path, screen)
    takes_charge_of_both(person, screen)
    examines_one_after_the_other(person, screen)
    reads_the_matrix(person, screen)
    finds_it_in_the_collection(person, screen)


def brings_three_packages(person: Person, folder: Path, screen: Screen) -> None:
    first, second = screen.offices
    files = {
        "primo.zip": a_package(
            a_scheda(1, field=5, title=f"Scuola di italiano, {first}"),
            a_formal_scheda(2, field=7, title=f"Orti condivisi, {first}"),
            office=first,
        ),
        "secondo.zip": a_package(a_scheda(1, field=4, title=f"Sportello, {second}"), office=second),
        "rotto.zip": b"non e' uno zip",
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    person.follows("In arrivo")
    is_clean(person, screen, "In arrivo")
    person.gives("Pacchi arrivati", *(folder / name for name in files))
    person.presses("Carica e verifica")

    person.is_at("3 pacchi caricati")
    expect(person.page.locator("#come-va")).to_have_text(
        "2 pronti, 1 con problemi", timeout=4 * MOMENT
    )
    person.sees("Il file non è uno zip leggibile")
    is_clean(person, screen, "3 pacchi caricati")
    person.presses("Riprova questo")
    expect(person.page.locator("#come-va")).to_have_text(
        "2 pronti, 1 con problemi", timeout=4 * MOMENT
    )


def takes_charge_of_both(person: Person, screen: Screen) -> None:
    person.follows("Torna in arrivo")
    for code in screen.names:
        person.ticks(f"Scegli TRASM_{code}_2026_0001")
    person.presses("Prendi in carico")

    person.page.get_by_text("2 invii presi in carico.").wait_for()
    expect(person.row(f"TRASM_{screen.names[0]}_2026_0001")).to_contain_text("In esame")
    is_clean(person, screen, "In arrivo")


def examines_one_after_the_other(person: Person, screen: Screen) -> None:
    person.follows("Esame")
    person.follows(f"{screen.region} 3")
    is_clean(person, screen, "Esame")
    person.types("j Enter")
    expect(person.page.get_by_text("1 di 3", exact=True)).to_be_visible()
    person.types("j")
    expect(person.page.get_by_text("2 di 3", exact=True)).to_be_visible()
    person.types("k")
    expect(person.page.get_by_text("1 di 3", exact=True)).to_be_visible()
    first = person.page.locator("h1").inner_text()

    person.presses("Da guardare", about="Periodo, segna guardato")
    expect(person.page.get_by_role("status").filter(has_text="guardati 1 campi")).to_be_visible()
    expect(person.page.locator("#guarda-when")).to_be_focused()
    is_clean(person, screen, "scheda")
    person.presses("Accogli la scheda")
    person.is_at("Come la vede la Prefettura")
    is_clean(person, screen, "Come la vede")
    person.presses("Torna all’esame")
    expect(person.page.locator("h1")).to_have_text(first)
    person.confirms()
    person.is_at("Come la vede la Prefettura")
    person.confirms()

    person.page.get_by_text("Scheda accolta.").wait_for()
    expect(person.page.locator("h1")).not_to_have_text(first)
    person.types("r")
    expect(person.field("Parole per la Prefettura")).to_be_focused()
    person.page.keyboard.insert_text(REQUEST)
    person.presses("Vedi come la Prefettura")
    person.is_at("Come la vede la Prefettura")
    person.sees("Che cosa chiede il Ministero")
    is_clean(person, screen, "Come la vede")
    person.presses("Restituisci con queste parole")

    person.page.get_by_text("Scheda restituita.").wait_for()
    is_clean(person, screen, "scheda")
    person.types("Escape")
    person.is_at("Esame")
    expect(person.page.locator("tr.scelta-riga")).to_have_count(1)


def reads_the_matrix(person: Person, screen: Screen) -> None:
    person.follows("Quadro")
    is_clean(person, screen, "Quadro")
    if screen is DESK:
        person.follows(f"Uffici: {screen.region}")
        expect(person.row("Prefettura di Savona")).to_be_visible()
        is_clean(person, screen, "Quadro")
    person.follows("Tipo di atto")
    expect(person.page.locator("main")).to_contain_text("Una scheda con atti di due tipi")
    is_clean(person, screen, "Quadro")
    person.follows("Solo regioni")
    expect(person.page.locator(".filtri [aria-current]").first).to_have_text("Solo regioni")
    is_clean(person, screen, "Quadro")


def finds_it_in_the_collection(person: Person, screen: Screen) -> None:
    person.follows("Raccolta")
    person.writes("Cerca nel titolo, nel testo, tra partner, territori e uffici", screen.offices[0])
    person.page.keyboard.press("Enter")
    expect(person.page.locator("main")).to_contain_text("1 scheda accolta")
    is_clean(person, screen, "Raccolta")
    person.types("j Enter")
    person.is_at("scheda")
    person.sees("Decisa il")
    person.types("Escape")
    person.is_at("Raccolta")


def is_clean(person: Person, screen: Screen, at: str) -> None:
    """The page of this title has come, nothing on it bars the way, it does not scroll sideways."""
    person.is_at(at)
    person.page.wait_for_load_state()
    person.page.evaluate(AXE_SCRIPT)
    assert barriers(person.page) == []
    assert person.page.evaluate("document.documentElement.scrollWidth") <= screen.width
