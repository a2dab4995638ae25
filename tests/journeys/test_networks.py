"""A network manager asks who was there on a day, and takes the table away."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from intese.demo import PASSWORD
from registry.platform.documents import extract_text
from tests.journeys.conftest import Sitting

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
