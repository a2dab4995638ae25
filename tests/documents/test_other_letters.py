"""Accession, schede, the circular's form, the letter that carries them, the network's documents."""

from typing import Any

import msgspec
import pytest

from good_practices.circulars.letter_data import CircularFormData
from good_practices.circulars.letters import (
    circular_form_example,
    circular_form_letter,
    circular_form_warnings,
    circular_of,
)
from good_practices.schede.letter_data import SchedaLetterData
from good_practices.schede.letters import scheda_example, scheda_file_name, scheda_letter
from good_practices.submissions.letter_data import TransmittalData
from good_practices.submissions.letters import transmittal_example, transmittal_letter
from registry.networks.letter_data import NetworkTableData, OperatingStructureData
from registry.networks.letters import (
    NetworkTableWithActsLetter,
    network_table_example,
    network_table_letter,
    operating_structure_example,
    operating_structure_letter,
)
from registry.platform.documents import Letter, extract_text, render
from registry.platform.errors import InvalidInput
from registry.protocols.letters.accession import accession_file_name, accession_letter
from registry.protocols.letters.data import AccessionData
from registry.protocols.letters.examples import accession_example


def changed(example: msgspec.Struct, **changes: Any) -> Any:
    """The example with some facts changed, read again as it would be from JSON."""
    facts = {**msgspec.to_builtins(example), **changes}
    return msgspec.convert(facts, type(example))


def said(letter: Letter) -> str:
    text = extract_text(render(letter), margins=True)
    return text.replace("\u00a0", " ").replace("\u2011", "-")


def refusals(build: Any, data: msgspec.Struct) -> dict[str, str]:
    with pytest.raises(InvalidInput) as refused:
        build(data)
    return refused.value.fields


# --- accession ------------------------------------------------------------------------------


def an_accession(**changes: Any) -> AccessionData:
    data: AccessionData = changed(accession_example(), **changes)
    return data


def test_the_acceptance_says_by_itself_what_is_accepted() -> None:
    page = said(accession_letter(an_accession())).split("ACCETTAZIONE DELL’ADESIONE")[1]

    assert "il Comune di Borgo Lampreda aderisce al protocollo d’intesa" in page
    assert "sottoscritto il 16 aprile 2026 (rep. n. 12/2026)" in page


def test_an_accession_without_an_office_or_a_tax_code_is_no_final_deed() -> None:
    acceding = msgspec.to_builtins(accession_example().acceding)
    bare = {key: acceding[key] for key in ("name", "article", "gender", "short_name")}

    wrong = refusals(accession_letter, an_accession(stage="final", acceding=bare, commitments=[]))

    assert set(wrong) == {
        "acceding.contact", "acceding.tax_code", "acceding.seat", "acceding.representative",
        "commitments",
    }  # fmt: skip


def test_commitments_that_do_not_fit_the_page_go_to_an_annex() -> None:
    many = [f"assicurare il servizio numero {n} sul proprio territorio" for n in range(40)]

    text = said(accession_letter(an_accession(commitments=many)))

    assert "gli impegni specifici elencati nell’Allegato;" in text
    assert "40. assicurare il servizio numero 39" in text


def test_a_final_deed_may_wait_for_the_name_of_who_accepts() -> None:
    acceding = msgspec.to_builtins(accession_example().acceding)
    acceding["representative"]["name"] = "Ada Prova"

    text = said(accession_letter(an_accession(stage="final", acceding=acceding)))

    assert "Il Prefetto · «nome e cognome»" in text
    assert "Ada Prova" in text


def test_who_joins_a_convention_joins_it_in_the_feminine() -> None:
    parent = msgspec.to_builtins(accession_example().parent)
    parent |= {"title": "convenzione", "article": "la", "gender": "f", "short_name": "convenzione"}

    text = said(accession_letter(an_accession(parent=parent)))

    assert "il 16 aprile 2026 è stata sottoscritta la convenzione per" in text
    assert "alla convenzione per" in text
    assert "nel rispetto dell’articolo 9 della convenzione" in text


def test_the_deed_is_named_after_the_act_and_the_body() -> None:
    assert accession_file_name(an_accession(slug="", stage="final")) == (
        "adesione_pref-vd_2026-012_comune-borgo-lampreda.docx"
    )


# --- schede ---------------------------------------------------------------------------------


def a_scheda(**changes: Any) -> SchedaLetterData:
    data: SchedaLetterData = changed(scheda_example(), **changes)
    return data


@pytest.mark.parametrize("number", range(1, 12))
def test_the_title_of_a_scheda_is_the_circulars_own(number: int) -> None:
    field = circular_of("5973/2015").fields[number - 1]

    letter = scheda_letter(a_scheda(field=number, field_other="orti" if number == 11 else ""))

    assert letter.title.startswith(f"Scheda {number}: {field.text[0].upper()}")
    assert field.text[1:].replace("'", "’").rstrip(".;") in letter.title.replace("\u00a0", " ")
    assert letter.title.endswith(".")


def test_a_few_people_are_less_than_five_and_things_are_counted() -> None:
    results = [
        {"indicator": "Persone", "value": "3"},
        {"indicator": "Nessuno", "value": "0"},
        {"indicator": "Molte persone", "value": "5"},
        {"indicator": "Sportelli", "value": "2", "counts_people": False},
        {"indicator": "Circa", "value": "circa 4"},
    ]

    letter = scheda_letter(a_scheda(results=results))

    told = {row.indicator: row.value for section in letter.sections for row in section.results}
    assert told == {
        "Persone": "< 5", "Nessuno": "0", "Molte persone": "5", "Sportelli": "2", "Circa": "circa 4"
    }  # fmt: skip


def test_heads_without_text_vanish_and_the_short_form_has_only_two() -> None:
    empty = a_scheda(abstract="", objectives=[], results=[], transferability="")
    brief = a_scheda(is_brief=True)

    assert [one.heading for one in scheda_letter(empty).sections] == [
        "Descrizione della buona pratica", "Referente"
    ]  # fmt: skip
    assert [one.heading for one in scheda_letter(brief).sections] == [
        "Descrizione della buona pratica", "Documenti allegati"
    ]  # fmt: skip
    assert scheda_letter(brief).identity == ()
    assert said(scheda_letter(brief))


def test_a_scheda_says_what_it_lacks() -> None:
    assert set(refusals(scheda_letter, a_scheda(description="", contact=None))) == {
        "description", "contact"
    }  # fmt: skip
    assert set(refusals(scheda_letter, a_scheda(field=11))) == {"field_other"}
    assert set(refusals(scheda_letter, a_scheda(field=12))) == {"field"}
    assert set(refusals(scheda_letter, a_scheda(acts=[]))) == {"acts"}
    assert set(refusals(scheda_letter, a_scheda(is_formalised=False))) == {"is_formalised"}
    assert set(refusals(scheda_letter, a_scheda(circular="1/2015"))) == {"circular"}


def test_a_practice_without_an_act_says_so() -> None:
    letter = scheda_letter(a_scheda(is_formalised=False, acts=[]))

    assert ("Formalizzazione", "No: prassi senza atto formale") in [
        (line.label, line.words.runs[0].text) for line in letter.identity
    ]


def test_a_scheda_is_named_after_its_place_and_field() -> None:
    assert scheda_file_name(a_scheda(slug="", sequence=3)) == (
        "03_scheda_campo07_attivita-utilita-sociale.docx"
    )


# --- the circular's form --------------------------------------------------------------------


def a_form(**changes: Any) -> CircularFormData:
    data: CircularFormData = changed(circular_form_example(), **changes)
    return data


def test_the_form_has_all_its_fields_and_every_mark_a_word() -> None:
    text = said(circular_form_letter(a_form()))

    assert [line[:4] for line in text.splitlines() if line[:1] in "☒☐"] == [
        "☒ sì", "☐ no", "☐ no", "☐ no", "☐ no", "☐ no", "☒ sì", "☐ no", "☐ no", "☐ no", "☐ no"
    ]  # fmt: skip


def test_other_must_say_what_and_then_says_it() -> None:
    answers = [{"field": 11, "paragraphs": ["Orti."]}]

    assert set(refusals(circular_form_letter, a_form(answers=answers))) == {"other"}
    assert "☒ sì | 11 | altro: orti sociali" in said(
        circular_form_letter(a_form(answers=answers, other="orti sociali"))
    )


def test_every_marked_field_is_described_once() -> None:
    answers = [
        {"field": 1, "is_in_scheda": False},
        {"field": 1},
        {"field": 12},
    ]

    assert set(refusals(circular_form_letter, a_form(answers=answers))) == {
        "answers.0.paragraphs", "answers.1.field", "answers.2.field"
    }  # fmt: skip


def test_a_draft_of_the_form_says_in_bold_which_field_has_no_words() -> None:
    answers = [{"field": 3, "is_in_scheda": False}]

    letter = circular_form_letter(a_form(answers=answers, stage="draft"))

    (run,) = letter.answers[0].paragraphs[0].runs
    assert run.is_bold
    assert "[manca: descrizione del campo 3]" in said(letter)


def test_the_mailbox_that_is_a_slip_of_the_pen_gets_a_warning() -> None:
    assert circular_form_warnings(a_form()) == []
    assert circular_form_warnings(a_form(mailbox="dici.buonepratiche@interno.it"))


# --- the letter -----------------------------------------------------------------------------


def a_transmittal(**changes: Any) -> TransmittalData:
    data: TransmittalData = changed(transmittal_example(), **changes)
    return data


def sheets(count: int) -> list[dict[str, Any]]:
    return [
        {"field": n % 11 + 1, "title": f"Pratica {n}", "file_name": f"{n:02}_scheda.docx"}
        for n in range(1, count + 1)
    ]


def test_one_scheda_is_singular() -> None:
    text = said(transmittal_letter(a_transmittal(schede=sheets(1), acts=[])))

    assert "Trasmissione di n. 1 scheda." in text
    assert (
        "si trasmette la scheda relativa alla buona pratica realizzata nel territorio della "
        "provincia di Valdoria."
    ) in text


@pytest.mark.parametrize(("count", "is_apart"), [(6, False), (7, True)])
def test_from_seven_schede_the_lists_are_apart(count: int, is_apart: bool) -> None:
    letter = transmittal_letter(a_transmittal(schede=sheets(count)))
    text = said(letter)

    assert bool(letter.annex_summary) is is_apart
    assert ("come da elenco allegato" in text) is is_apart
    assert ("Allegato – Elenco" in text) is is_apart


def test_parts_supplements_and_numbers_are_told() -> None:
    text = said(
        transmittal_letter(a_transmittal(
            part={"number": 1, "of": 3},
            supplements={"number": "0001234", "on": "2026-10-08"},
            registration={"number": "0004321", "on": "2026-11-01"},
        ))
    )  # fmt: skip

    assert "Rif. nota prot. n. 0001234 dell’8 ottobre 2026." in text
    assert "circolare n. 5973 dell’11 novembre 2015 – invio 1 di 3" in text
    assert "Prot. n. 0004321 del 1° novembre 2026 Valdoria, 1° novembre 2026" in text


def test_a_final_letter_waits_for_its_number_but_not_for_who_signs() -> None:
    signer = msgspec.to_builtins(transmittal_example().signer)

    assert set(refusals(transmittal_letter, a_transmittal(stage="final"))) == {"signer.name"}
    named = a_transmittal(stage="final", signer={**signer, "name": "Ada Prova"})
    assert "Prot. n. «numero» del «data di protocollo»" in said(transmittal_letter(named))


def test_a_scheda_cites_acts_that_are_enclosed() -> None:
    schede = [{"field": 1, "title": "x", "acts": ["C"], "file_name": "x.docx"}]

    assert set(refusals(transmittal_letter, a_transmittal(schede=schede))) == {"schede.0.acts.0"}


# --- networks -------------------------------------------------------------------------------


def a_table(**changes: Any) -> NetworkTableData:
    data: NetworkTableData = changed(network_table_example(), **changes)
    return data


def test_a_date_is_printed_as_it_was_typed_and_an_unknown_one_is_a_dash() -> None:
    text = said(network_table_letter(a_table()))

    assert "| Progetto Ponte – dall'anno 2012" in text
    assert "Caritas diocesana di Valdoria | Accoglienza e ascolto | —" in text


def test_a_table_with_acts_lies_on_its_side() -> None:
    letter = network_table_letter(a_table(with_acts=True))

    assert isinstance(letter, NetworkTableWithActsLetter)
    assert "per le segnalazioni | 15/02/2016 | protocollo | protocollo rep. n. 4/2016" in said(
        letter
    )


@pytest.mark.parametrize(("rows", "headings"), [(40, 1), (41, 2)])
def test_over_forty_rows_each_family_has_its_table(rows: int, headings: int) -> None:
    listed = [
        {"partner": f"Ente {n}", "family": "state" if n % 2 else "health"} for n in range(rows)
    ]

    letter = network_table_letter(a_table(rows=listed))

    assert len(letter.groups) == headings
    assert sum(len(group.rows) for group in letter.groups) == rows


def a_structure(**changes: Any) -> OperatingStructureData:
    data: OperatingStructureData = changed(operating_structure_example(), **changes)
    return data


def levels_with(action: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"title": "Livello regionale", "actions": [action]}]


def test_actions_are_numbered_by_the_document() -> None:
    letter = operating_structure_letter(a_structure())

    headings = [
        heading
        for level in letter.levels
        for action in level.actions
        for heading in (action.heading, *(part.heading for part in action.parts))
    ]
    assert headings == [
        "1. Unità operativa provinciale", "1.1 Sportello", "1.2 Raccordo con il Numero Verde",
        "2. Accoglienza in emergenza", "3. Unità di strada (Distretto di Pieve Aurelia)",
    ]  # fmt: skip


@pytest.mark.parametrize(("actions", "has_contents"), [(6, False), (7, True)])
def test_many_actions_want_a_table_of_contents(actions: int, has_contents: bool) -> None:
    level = {"title": "Livello", "actions": [{"title": f"Azione {n}"} for n in range(actions)]}

    letter = operating_structure_letter(a_structure(levels=[level]))

    assert bool(letter.contents) is has_contents
    assert said(letter)


def test_a_protected_place_cannot_be_found_from_the_document() -> None:
    action = {
        "title": "Accoglienza",
        "description": "La casa di fuga di via Garibaldi 12 accoglie le donne.",
        "activities": ["alloggio protetto con 2 posti letto"],
    }

    wrong = refusals(operating_structure_letter, a_structure(levels=levels_with(action)))

    assert set(wrong) == {
        "levels.0.actions.0.description", "levels.0.actions.0.activities.0"
    }  # fmt: skip


def test_who_only_takes_part_is_not_called_a_promoter() -> None:
    action = {
        "title": "Coordinamento",
        "promoter_kind": "participants",
        "promoters": ["Regione", "ATS"],
        "access": ["interno"],
    }

    text = said(operating_structure_letter(a_structure(levels=levels_with(action))))

    assert "Soggetti partecipanti | Regione; ATS" in text
    assert "Modalità di accesso | interno" in text
