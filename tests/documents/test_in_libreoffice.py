"""Every document, opened by LibreOffice and read back from its pages."""

import fcntl
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import msgspec
import pytest
from lxml import etree
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from registry.networks.letters import operating_structure_example, operating_structure_letter
from registry.platform.documents import Letter, render
from registry.platform.documents.package import read_parts
from registry.platform.documents.text import W, paragraph_text
from registry.protocols.letters.protocol import protocol_letter
from tests.documents.expect import DOCUMENTS
from tests.documents.make import a_final_protocol, a_protocol, a_protocol_of, protocol_facts

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed"),
]


def _pushed_down(lines: int) -> Letter:
    """A protocol whose last article falls somewhere else on its page."""
    facts = protocol_facts()
    extra = [{"kind": "premesso", "text": f"ragione numero {n}"} for n in range(lines)]
    return protocol_letter(a_final_protocol(recitals=[*facts["recitals"], *extra]))


def _long_structure() -> Letter:
    facts = msgspec.to_builtins(operating_structure_example())
    actions = [{**one, "title": f"{one['title']} {n}"} for n in range(5)
               for one in facts["levels"][0]["actions"]]  # fmt: skip
    facts["levels"][0]["actions"] = actions
    return operating_structure_letter(msgspec.convert(facts, type(operating_structure_example())))


MADE: dict[str, Callable[[], Letter]] = {
    **DOCUMENTS,
    "protocollo-10-parti": lambda: protocol_letter(a_protocol_of(10)),
    "protocollo-13-parti": lambda: protocol_letter(a_protocol_of(13)),
    "protocollo-41-parti": lambda: protocol_letter(a_protocol_of(41)),
    "protocollo-34-parti": lambda: protocol_letter(a_protocol_of(34)),
    "protocollo-bozza": lambda: protocol_letter(a_protocol(stage="draft", term=None)),
    "struttura-lunga": _long_structure,
    **{f"spinto-{n}": lambda n=n: _pushed_down(n) for n in (4, 8, 12, 16)},  # type: ignore[misc]  # n is an int
}
PAGES = {
    "accordo": 5,
    "accordo-operativo": 6,
    "convenzione": 6,
    "addendum": 3,
    "adesione": 2,
    "scheda": 1,
    "modulo-circolare": 1,
    "lettera-trasmissione": 1,
    "tabella-rete": 1,
    "tabella-rete-atti": 1,
    "stato-firme": 1,
}


@pytest.fixture(scope="session")
def pdfs(run_folder: Path) -> Path:
    """All the documents as PDF: one soffice, one profile of its own, once for all the workers."""
    folder = run_folder / "pdf"
    folder.mkdir(exist_ok=True)
    with (run_folder / "pdf.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            _convert(folder)
            (folder / "done").touch()
    return folder


def _convert(folder: Path) -> None:
    assert SOFFICE
    files = []
    for name, make in MADE.items():
        files.append(folder / f"{name}.docx")
        files[-1].write_bytes(render(make()))
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    options = ["--headless", "--norestore", "--nolockcheck", "--convert-to", "pdf"]
    subprocess.run(  # noqa: S603  the program that is being tried
        [SOFFICE, profile, *options, "--outdir", str(folder), *map(str, files)],
        check=True,
        capture_output=True,
        timeout=300,
    )
    shutil.rmtree(folder / "profile")


@cache
def _pages(path: Path) -> tuple[str, ...]:
    return tuple(page.extract_text() for page in PdfReader(path).pages)


def pages(pdfs: Path, name: str) -> tuple[str, ...]:
    return _pages(pdfs / f"{name}.pdf")


def page_with(said: tuple[str, ...], words: str) -> int:
    """The first page that says it, with spaces as they come."""
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    return next(n for n, text in enumerate(said) if pattern.search(text))


every = pytest.mark.parametrize("name", MADE)


@every
def test_it_opens_and_every_page_says_which_it_is(name: str, pdfs: Path) -> None:
    said = pages(pdfs, name)

    for number, text in enumerate(said, start=1):
        assert f"Pagina {number} di {len(said)}" in text
        assert len(text.split()) > 15


@every
def test_every_font_is_in_the_file_and_is_the_one_we_chose(name: str, pdfs: Path) -> None:
    reader = PdfReader(pdfs / f"{name}.pdf")
    fonts: dict[str, bool] = {}
    for page in reader.pages:
        resources = page["/Resources"]
        assert isinstance(resources, DictionaryObject)
        for font in resources.get("/Font", DictionaryObject()).values():
            described = font.get_object()["/FontDescriptor"]
            embedded = any(key in described for key in ("/FontFile", "/FontFile2", "/FontFile3"))
            fonts[str(font.get_object()["/BaseFont"]).partition("+")[2]] = embedded

    families = {re.sub(r"-.*", "", one) for one in fonts}
    sheet = {"Carlito", "DejaVuSans"} if name == "modulo-circolare" else {"Carlito"}
    is_act = name.startswith(
        ("protocollo", "accordo", "convenzione", "adesione", "addendum", "lettera", "spinto")
    )
    assert families == ({"LiberationSerif"} if is_act else sheet)
    assert all(fonts.values())


@every
def test_no_heading_is_left_alone_at_the_foot_of_a_page(name: str, pdfs: Path) -> None:
    headings = set(_last_lines_of_headings(pdfs / f"{name}.docx"))

    ends = {_last_line(text) for text in pages(pdfs, name)}

    assert ends.isdisjoint(headings)


def _last_lines_of_headings(path: Path) -> Iterator[str]:
    """What would stand at the foot of the page: of «Articolo 7 / (Recesso)», the second line."""
    body = etree.fromstring(read_parts(path.read_bytes())["word/document.xml"])
    for paragraph in body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and str(style.get(f"{W}val")).startswith("Heading"):
            yield _plain(paragraph_text(paragraph).splitlines()[-1])


def _last_line(page: str) -> str:
    """The last line above the foot of the page, which counts the pages."""
    above = page[: page.rindex("Pagina ")].splitlines()[:-1]
    return _plain(above[-1])


def _plain(line: str) -> str:
    return " ".join(line.replace("\u2011", "-").split())


@pytest.mark.parametrize(("name", "count"), PAGES.items())
def test_a_short_document_takes_the_pages_it_should(name: str, count: int, pdfs: Path) -> None:
    assert len(pages(pdfs, name)) == count


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [("protocollo-2-parti", 6, 8), ("protocollo", 7, 10), ("protocollo-34-parti", 11, 14),
     ("protocollo-150-parti", 20, 28)],
)  # fmt: skip
def test_a_protocol_grows_with_its_parties(name: str, least: int, most: int, pdfs: Path) -> None:
    assert least <= len(pages(pdfs, name)) <= most


@pytest.mark.parametrize(
    "name",
    ["protocollo-2-parti", "protocollo", "protocollo-10-parti", "spinto-4", "spinto-8",
     "spinto-12", "spinto-16"],
)  # fmt: skip
def test_short_signatures_stay_with_the_last_article(name: str, pdfs: Path) -> None:
    said = pages(pdfs, name)
    page = said[page_with(said, "Letto, confermato e sottoscritto")]

    assert re.search(r"\(Sottoscrizione\)", page)
    assert "Rappresentante" in page
    parties = len(MADE[name]().signatures_whole)  # type: ignore[attr-defined]  # a protocol
    rows = re.findall(r"Documento\s+sottoscritto\s+con\s+firma\s+digitale", page)
    assert len(rows) == parties


@pytest.mark.parametrize("parties", [14, 34, 150])
def test_long_signatures_repeat_their_header_and_leave_no_row_alone(
    parties: int, pdfs: Path
) -> None:
    said = pages(pdfs, f"protocollo-{parties}-parti")
    first = page_with(said, "Letto, confermato e sottoscritto")
    last = page_with(said, "Elenco degli allegati")

    for text in said[first : last + 1]:
        rows = len(re.findall(r"Firma digitale", text))
        assert rows == 0 or rows >= 2
        assert rows == 0 or "Sottoscrizione" in text


def test_the_acceptance_of_an_accession_is_a_page_of_its_own(pdfs: Path) -> None:
    first, second = pages(pdfs, "adesione")

    assert "ACCETTAZIONE" not in first
    assert "ACCETTAZIONE DELL’ADESIONE" in second
    assert "Il Prefetto" in second


def test_the_first_annex_and_the_binding_ones_begin_a_page(pdfs: Path) -> None:
    said = pages(pdfs, "protocollo")
    signed = page_with(said, "Letto, confermato e sottoscritto")

    territory = page_with(said[signed + 1 :], "Territorio di riferimento") + signed + 1
    assert said[territory].index("Allegato A") < 300
    assert "Uffici referenti" in said[territory]
    assert "Allegato D" in said[-1]
    assert "Allegato C" not in said[-1]


def test_a_draft_says_so_on_every_page(pdfs: Path) -> None:
    said = pages(pdfs, "protocollo-bozza")

    assert all("BOZZA – non sottoscrivibile" in text for text in said)
    assert any("[manca: durata]" in text for text in said)


def test_the_contents_of_the_volume_know_their_pages_across_its_sections(pdfs: Path) -> None:
    said = pages(pdfs, "raccolta")
    contents = said[1].split("Contenuti")[1].rpartition("Prefettura")[0]
    entries = re.findall(r"^(.*[a-z]) (\d+)$", contents, flags=re.MULTILINE)

    assert len(entries) == 12
    for heading, page in entries:
        assert heading in said[int(page) - 1].replace("\n", " ")


def test_the_contents_know_their_pages(pdfs: Path) -> None:
    said = pages(pdfs, "struttura-lunga")
    entries = re.findall(r"(\d+\. [^\n]+?)\s*(\d+)\n", said[0].split("Sintesi degli ambiti")[0])

    assert len(entries) == 11
    for heading, page in entries:
        assert heading.strip() in said[int(page) - 1].replace("\n", " ")


def test_the_title_of_the_file_is_the_title_of_the_pdf(pdfs: Path) -> None:
    metadata = PdfReader(pdfs / "scheda.pdf").metadata

    assert metadata is not None
    assert metadata.title == (
        "Scheda 7 – Attività di utilità sociale nei Comuni del Distretto di Pieve Aurelia"
    )
    assert not metadata.author
