"""Who administers changes a template in Word; a second person looks at it and puts it in use."""

import io
from pathlib import Path

import pytest
from docx import Document

from registry.platform.documents import extract_text
from tests.journeys.conftest import Sitting
from tests.people import PASSWORD, email_of

pytestmark = pytest.mark.xdist_group("journeys")

LETTER = "Scheda di buona pratica"
OURS = "Modello dell’ufficio"


def test_a_template_changed_in_word_is_put_in_use_by_a_second_person(
    sits: Sitting, tmp_path: Path
) -> None:
    first, second, operator = sits(), sits(), sits()
    first.signs_in(email_of("admin"), PASSWORD)
    second.signs_in(email_of("other_admin"), PASSWORD)
    operator.signs_in(email_of("legal_cr"), PASSWORD)
    first.follows("Impostazioni")
    first.follows("Modelli e clausole")
    first.follows(LETTER)

    taken = Document(str(first.takes("Scarica il modello").path()))
    changed = tmp_path / "scheda dell'ufficio.docx"
    taken.add_paragraph(OURS)
    taken.save(str(changed))
    first.gives("Il modello in Word (.docx)", changed)
    first.writes("Che cosa cambia", "Una riga in fondo")
    first.presses("Carica la versione")
    first.sees("aspetta una seconda persona")

    second.opens("/settings/templates")
    second.follows(LETTER)
    looked_at = extract_text(second.takes("Guarda l’esempio in Word").path().read_bytes())
    second.presses("Metti in uso la versione 1")
    second.sees("La versione 1 è in uso.")
    operator.follows("Modelli e clausole")
    operator.follows(LETTER)
    tried = extract_text(operator.takes("Prova con l’esempio").path().read_bytes())

    assert OURS in looked_at
    assert OURS in tried


def test_a_template_that_forgets_a_word_is_told_where_and_what_was_typed_stays(
    sits: Sitting, tmp_path: Path
) -> None:
    admin = sits()
    admin.signs_in(email_of("admin"), PASSWORD)
    admin.opens("/settings/templates")
    admin.follows(LETTER)
    template = Document(str(admin.takes("Scarica il modello").path()))
    paragraph = next(one for one in template.paragraphs if "{{" in one.text)
    forgotten = paragraph.text
    paragraph.clear()  # type: ignore[no-untyped-call]
    wrong = io.BytesIO()
    template.save(wrong)
    (tmp_path / "monco.docx").write_bytes(wrong.getvalue())

    admin.gives("Il modello in Word (.docx)", tmp_path / "monco.docx")
    admin.writes("Che cosa cambia", "Ho tolto una riga")
    admin.presses("Carica la versione")

    assert forgotten
    admin.sees("non è stampato")
    assert admin.field("Che cosa cambia").input_value() == "Ho tolto una riga"
