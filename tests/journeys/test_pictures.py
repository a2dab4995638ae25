"""The pictures of the guide and of the README, taken from the demo registry as it is today.

They are taken each time, so that one that can no longer be taken is noticed;
``INTESE_UPDATE_PICTURES=1`` writes them into ``docs/guida/figure``.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FloatRect

from intese.demo import PASSWORD
from registry.platform.settings import ROOT
from tests.journeys.conftest import DESK
from tests.journeys.palette import reduced
from tests.journeys.person import Person
from tests.journeys.served import Site

pytestmark = pytest.mark.xdist_group("demo")

FIGURES = ROOT / "docs/guida/figure"
IS_UPDATING = os.environ.get("INTESE_UPDATE_PICTURES") == "1"
ROOM = 120_000  # bytes that one picture may take
ALL_ROOM = 1_500_000
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
PDFTOPPM = shutil.which("pdftoppm")
REFERENCE = re.compile(r"!\[[^\]]+\]\(([^)]+\.png)\)")
DOTS = 72  # an inch: a sheet is as wide as a column of text


@dataclass(frozen=True)
class View:
    """A page that ``who`` opens, then the links to follow from there; cut where it matters."""

    who: str
    path: str
    links: tuple[str, ...] = ()
    height: int = 800
    width: int = 1280


LEGAL = "legale.cremona@demo.example"
OPERATOR = "operatore.cremona@demo.example"
OPERATOR_GE = "operatore.genova@demo.example"
MANAGER = "reti.genova@demo.example"
MINISTRY = "esame@demo.example"
ADMIN = "amministratore@demo.example"

PAGES = {
    "ingresso": View("", "/sign-in", height=470),
    "oggi-legale": View(LEGAL, "/", height=640),
    "oggi-operatore": View(OPERATOR, "/", height=730),
    "oggi-ministero": View(MINISTRY, "/", height=640),
    "partner-linea": View(MANAGER, "/partners?q=comune+genova", ("Comune di Genova",)),
    "rete": View(MANAGER, "/networks", ("Progetto HTH Liguria",)),
    "rete-disegno": View(MANAGER, "/networks", ("Progetto HTH Liguria", "Disegno")),
    "chi-era": View(
        MANAGER, "/networks/1/on?day=1%C2%B0+gennaio+2018", height=620
    ),
    "protocollo": View(LEGAL, "/protocols?status=signing", (
        "Protocollo d'intesa per l'accoglienza diffusa dei richiedenti protezione internazionale"
        " e la promozione di attività di utilità sociale",)),
    "scheda": View(OPERATOR_GE, "/schede", (
        "La rete HTH Liguria contro la tratta e lo sfruttamento minorile",)),
    "invio": View(OPERATOR, "/submissions", ("TRASM_CR_2026_0001",)),
    "in-arrivo": View(MINISTRY, "/intake", height=640, width=912),
    "esame": View(MINISTRY, "/intake", (
        "TRASM_CR_2026_0002", "Mediatori culturali in Questura e al Commissariato di Crema")),
    "modello": View(ADMIN, "/settings/templates/protocollo.docx", height=900),
    "ricerca": View(LEGAL, "/search?q=accoglienza", height=700),
}  # fmt: skip
DOCUMENTS = {"protocollo-word": "protocollo_*.docx", "scheda-word": "01_scheda_*.docx"}


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return FIGURES if IS_UPDATING else tmp_path_factory.mktemp("figure")


@pytest.fixture(scope="module")
def people(chromium: Browser, demo_site: Site) -> Iterator[dict[str, Person]]:
    """Each one signed in once; ``""`` is whoever has not."""
    contexts = {who: chromium.new_context(**DESK) for who in {view.who for view in PAGES.values()}}
    sitting = {
        who: Person(context.new_page(), demo_site.address) for who, context in contexts.items()
    }
    for who, person in sitting.items():
        if who:
            person.signs_in(who, PASSWORD)
    yield sitting
    for context in contexts.values():
        context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_picture_of_a_page_is_taken(name: str, people: dict[str, Person], taken: Path) -> None:
    view = PAGES[name]
    person = people[view.who]

    person.opens(view.path)
    for link in view.links:
        person.page.get_by_role("main").get_by_role("link", name=link, exact=True).first.click()
        person.page.wait_for_load_state()
    person.page.evaluate("document.fonts.ready.then(() => null)")
    person.page.evaluate("document.activeElement.blur()")
    cut: FloatRect = {"x": 0, "y": 0, "width": view.width, "height": view.height}
    keep(taken / f"{name}.png", person.page.screenshot(clip=cut, animations="disabled"))


@pytest.mark.libreoffice
@pytest.mark.skipif(not (SOFFICE and PDFTOPPM), reason="LibreOffice or poppler is not here")
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_picture_of_a_document_is_taken(
    name: str, demo_site: Site, taken: Path, tmp_path: Path
) -> None:
    document = next((demo_site.folder / "out").glob(DOCUMENTS[name]))

    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    options = ["--headless", "--norestore", "--nolockcheck", "--convert-to", "pdf"]
    run(SOFFICE, profile, *options, "--outdir", tmp_path, document)
    sheet = tmp_path / document.with_suffix(".pdf").name
    run(PDFTOPPM, "-png", "-r", DOTS, "-f", 1, "-l", 1, "-singlefile", sheet, tmp_path / name)

    keep(taken / f"{name}.png", (tmp_path / f"{name}.png").read_bytes())


def run(program: str | None, *words: object) -> None:
    assert program
    subprocess.run([program, *map(str, words)], check=True, capture_output=True, timeout=120)  # noqa: S603  programs of this machine


def keep(path: Path, picture: bytes) -> None:
    """Small when it is for the guide; the tests only need to have taken it."""
    assert picture.startswith(b"\x89PNG")
    if IS_UPDATING:
        path.parent.mkdir(parents=True, exist_ok=True)
        picture = reduced(picture)
        assert len(picture) < ROOM
    path.write_bytes(picture)


def test_every_picture_that_the_papers_show_is_one_of_these() -> None:
    shown = {
        (paper.parent / found).resolve()
        for paper in (ROOT / "README.md", *ROOT.glob("docs/**/*.md"))
        for found in REFERENCE.findall(paper.read_text("utf-8"))
    }

    assert {path.stem for path in shown} <= {*PAGES, *DOCUMENTS}
    assert {path for path in shown if not path.is_file()} == set()
    assert {path.stem for path in FIGURES.glob("*.png")} == {path.stem for path in shown}
    assert sum(path.stat().st_size for path in FIGURES.glob("*.png")) < ALL_ROOM
