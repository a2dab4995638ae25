"""A legal officer makes documents in series, without a mouse, and mends what was wrong."""

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from intese.demo import PASSWORD
from tests.batches.make import lines, numbers_in
from tests.journeys.conftest import Sitting
from tests.journeys.looking import faults_to_see

pytestmark = pytest.mark.xdist_group("demo")

LONG = 120_000
MANY, MADE = 2400, "2.399"


def test_documents_are_made_paused_and_taken_by_keyboard(
    in_the_demo: Sitting, tmp_path: Path
) -> None:
    (tmp_path / "dati.jsonl").write_bytes(lines(MANY, wrong=[3]))
    person = in_the_demo()
    page = person.page
    person.signs_in("legale.cremona@demo.example", PASSWORD)

    person.types("g p")
    person.follows("Documenti in serie")
    person.follows("Nuova serie")
    person.is_at("Nuova serie di documenti")
    assert faults_to_see(page) == []
    person.chooses("Documento", "Scheda di buona pratica")
    person.gives("Il file con i dati (.jsonl)", tmp_path / "dati.jsonl")
    person.presses("Controlla le righe")
    expect(page.get_by_text("Aspetta il via").first).to_be_visible(timeout=LONG)
    page.reload()
    person.sees("Riga 3")
    assert faults_to_see(page) == []
    person.presses(f"Produci {MADE} documenti")
    person.presses("Metti in pausa")
    person.sees("In pausa: quello che è fatto resta.")
    assert faults_to_see(page) == []
    person.presses("Riprendi")
    expect(page.get_by_text("Finito").first).to_be_visible(timeout=LONG)
    page.reload()
    taken = person.takes(f"Scarica {MADE} documenti")
    mended = person.takes("Scarica le righe da correggere (.jsonl)")

    taken.save_as(tmp_path / "parte.zip")
    mended.save_as(tmp_path / "resto.jsonl")
    numbers = numbers_in(zipfile.ZipFile(tmp_path / "parte.zip"))
    assert numbers == [1, 2, *range(4, MANY + 1)]
    third = (tmp_path / "dati.jsonl").read_bytes().splitlines()[2]
    assert (tmp_path / "resto.jsonl").read_bytes() == third + b"\n"
