"""The protection of persons: what points at somebody is found, what does not passes in silence."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from good_practices.schede.findings import Level
from good_practices.schede.protection import RULES, scan, scan_text
from tests.schede.texts import ORDINARY

TOLD_IN_FULL = "Un giovane di 19 anni, arrivato dal Mali, lavora in un comune di 900 abitanti."

FOUND = [
    ("tax_code", "La signora (RSSMRA80A41H501W) segue il corso.", "RSSMRA80A41H501W"),
    ("tax_code", "Codice rss mra 80a01 h501u del beneficiario.", "rss mra 80a01 h501u"),
    ("tax_code", "Con omocodia: RSSMRA8LA01H501Z.", "RSSMRA8LA01H501Z"),
    ("birth", "Data di nascita: 03/05/1998.", "Data di nascita: 03/05/1998"),
    ("birth", "Uno, nato a Lagos il 3 maggio 1998, lavora.", "nato a Lagos il 3 maggio 1998"),
    ("birth", "È nata il 12.4.2001 e studia.", "nata il 12.4.2001"),
    ("papers", "Permesso di soggiorno n. I12345678 nuovo.", "Permesso di soggiorno n. I12345678"),
    ("papers", "CUI 05B4K2J e VESTANET CR0001234.", "CUI 05B4K2J"),
    ("papers", "passaporto numero YA1234567", "passaporto numero YA1234567"),
    ("court_case", "Nel procedimento penale n. 1234/2015 sono parte civile.",
     "procedimento penale n. 1234/2015"),
    ("court_case", "R.G.N.R. 812/16 della Procura.", "R.G.N.R. 812/16"),
    ("initials", "M. A., 23 anni, ha trovato casa.", "M. A."),
    ("protected_place", "La casa rifugio si trova in via Garibaldi 14, vicino alla stazione.",
     "casa rifugio si trova in via Garibaldi 14"),
    ("protected_place", "In piazza Roma 3 apre un alloggio protetto.",
     "piazza Roma 3 apre un alloggio protetto"),
    ("protected_place", "Casa di fuga: 26100 Cremona.", "Casa di fuga: 26100 Cremona"),
    ("protected_place", "La comunità per minori è a 45.13321, 10.02415.",
     "comunità per minori è a 45.13321, 10.02415"),
    ("recognisable", TOLD_IN_FULL, TOLD_IN_FULL[:-1]),
    ("recognisable", "Una donna nigeriana di 24 anni è stata assunta.",
     "Una donna nigeriana di 24 anni"),
    ("private_mailbox", "Per informazioni: sportello.esempio@libero.it.",
     "sportello.esempio@libero.it"),
    ("private_mailbox", "Scrivi a Rete.Donne@GMAIL.com", "Rete.Donne@GMAIL.com"),
    ("phone", "Chiama il 333 1234567.", "333 1234567"),
    ("phone", "Ufficio: 0372/488111.", "0372/488111"),
    ("phone", "Risponde al +39 0372 488 111", "+39 0372 488 111"),
    ("phone", "Tel. 488.111.22", "488.111.22"),
    ("named_person", "Referente: dott.ssa Maria Bianchi.", "dott.ssa Maria Bianchi"),
    ("bank_account", "IBAN IT60 X 05428 11101 000000123456", "IT60 X 05428 11101 000000123456"),
    ("protected_capacity", "L'appartamento protetto ha 2 posti letto a Chiavari.",
     "appartamento protetto ha 2 posti letto a Chiavari"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "passage"), FOUND)
def test_what_points_at_somebody_is_found_with_its_words(
    rule: str, text: str, passage: str
) -> None:
    found = scan_text(text)

    assert (rule, passage) in [(one.rule, one.passage) for one in found]
    assert all(text[one.start : one.end] == one.passage for one in found)


def test_every_rule_has_been_seen_to_find_something() -> None:
    assert {rule for rule, _text, _passage in FOUND} == {rule.code for rule in RULES}


@pytest.mark.parametrize("text", ORDINARY)
def test_the_ordinary_words_of_an_office_pass_in_silence(text: str) -> None:
    assert [(one.rule, one.passage) for one in scan_text(text)] == []


def test_age_and_origin_ask_and_with_a_small_place_they_stop() -> None:
    two = scan_text("Un giovane di 19 anni, arrivato dal Mali, lavora in un'officina.")
    three = scan_text(
        "Un giovane di 19 anni, arrivato dal Mali, lavora in un comune di 900 abitanti."
    )

    assert [one.level for one in two] == [Level.AMBER]
    assert [one.level for one in three] == [Level.RED]


def test_a_comune_of_five_thousand_does_not_point_at_one_person() -> None:
    text = "Un giovane di 19 anni, arrivato dal Mali, lavora in un comune di {} abitanti."

    assert scan_text(text.format("4.999"))[0].level is Level.RED
    assert scan_text(text.format("5.000"))[0].level is Level.AMBER


def test_what_is_proposed_says_the_same_and_points_at_nobody() -> None:
    text = "Tra gli inseriti u" + TOLD_IN_FULL[1:]
    found = scan_text(text)[0]

    rewritten = text[: found.start] + found.proposal + text[found.end :]

    assert rewritten == "Tra gli inseriti una persona, lavora in un comune del territorio."
    assert scan_text(rewritten) == []


def test_a_paragraph_of_its_own_is_far_enough_from_a_protected_place() -> None:
    apart = "La rete ha una casa rifugio.\n\nLo sportello è in via Garibaldi 14."

    assert scan_text(apart) == []
    assert scan_text(apart.replace("\n\n", " "))[0].rule == "protected_place"


def test_on_the_same_words_the_graver_finding_stays() -> None:
    text = "Casa rifugio, via Roma 5, tel. 0372 488111"

    found = scan_text(text)

    assert [one.rule for one in found] == ["protected_place", "phone"]


def test_every_field_is_read_and_told_by_name() -> None:
    found = scan(
        {"title": "Sportello", "contact_email": "area4@libero.it", "lessons": "M.A., 20 anni"}
    )

    assert [(one.field, one.rule) for one in found] == [
        ("contact_email", "private_mailbox"),
        ("lessons", "initials"),
    ]


def test_a_long_passage_is_quoted_by_its_ends() -> None:
    text = "La casa rifugio " + "accoglie donne sole o con figli e " * 3 + "è in via Garibaldi 14."

    found = scan_text(text)[0]

    assert " … " in found.quote
    assert found.quote.startswith("casa rifugio") and found.quote.endswith("via Garibaldi 14")


@settings(max_examples=60)
@given(st.text(alphabet="aeiNMLU0123 .,/@-\n'àvi", max_size=400))
def test_any_text_is_read_without_a_fault_and_findings_stand_where_they_say(text: str) -> None:
    for found in scan_text(text):
        assert text[found.start : found.end] == found.passage != ""


@pytest.mark.parametrize(
    "piece",
    ["a" * 50, "0 ", "1.", "via A ", "un giovane ", "nato a A", "casa rifugio ", "A.B.", "x@y.",
     "3331234567 ", "R.G.N.R. ", "Via Via ", "di 19 anni ", "comune di 9 "],
)  # fmt: skip
def test_a_hostile_text_is_read_as_fast_as_any(piece: str) -> None:
    text = piece * (20_000 // len(piece))

    started = time.thread_time()
    scan_text(text)

    assert time.thread_time() - started < 2  # seconds of work, however busy the machine is
