"""The circular's rules R1-R6 on a sheet, and the sentences that people read."""

import pytest

from good_practices.schede.checks import CHECKS, findings_of, is_protection, what_stops
from good_practices.schede.findings import Finding, Level
from good_practices.schede.shapes import ActShown, SchedaView
from tests.schede.make import VOLUNTEERING, a_file, a_sheet

AN_ACT = ActShown(id=1, title="Accordo", signed_on=None)


def of_rule(sheet: SchedaView, rule: str) -> list[Finding]:
    return [one for one in findings_of(sheet) if one.rule == rule]


def test_a_complete_sheet_has_nothing_to_say() -> None:
    assert findings_of(a_sheet()) == []


CASES = [
    ("specification", Level.RED, a_sheet(11), "Hai segnato 11) altro: scrivi quale."),
    ("title", Level.RED, a_sheet(title="  "), "Manca il titolo della pratica."),
    ("long_title", Level.RED, a_sheet(title="parola " * 16), "ha 16 parole: al massimo 15"),
    ("description", Level.RED, a_sheet(description="\n"), "la circolare la chiede in ogni caso"),
    ("long_description", Level.RED, a_sheet(description="x" * 4001), "4.001 caratteri"),
    ("short_description", Level.NOTE, a_sheet(description="x" * 62),
     "La descrizione è molto breve (62 caratteri). Va bene, ma di solito ne servono 80."),
    ("formalised", Level.RED, a_sheet(is_formalised=None), "formalizzata in un atto"),
    ("act_file", Level.RED, a_sheet(is_formalised=True, description=VOLUNTEERING),
     "Il testo dice «ha siglato un accordo»: allegalo in Word o PDF."),
    ("act_in_registry", Level.AMBER, a_sheet(is_formalised=True), "protocollo del registro"),
    ("says_signed", Level.AMBER, a_sheet(description=VOLUNTEERING), "«ha siglato un accordo»"),
    ("mailbox_slip", Level.NOTE, a_sheet(contact_email="dici.area4@interno.it"),
     'la casella del Dipartimento comincia con "dlci"'),
    ("anonymity", Level.RED, a_sheet(6), "dichiara che nessuno si può riconoscere"),
    ("groups", Level.NOTE, a_sheet(10), "quali categorie"),
    ("period", Level.NOTE, a_sheet(when_text=""), "Manca il periodo"),
    ("period_words", Level.NOTE, a_sheet(when_text="boh", when_state="unknown"), "«boh»"),
    ("territory", Level.NOTE, a_sheet(territory_words=""), "ambito territoriale"),
    ("contact", Level.RED, a_sheet(contact_unit=""), "a cui scrivere"),
    ("consent", Level.RED, a_sheet(is_publishable=None), "si può pubblicare"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "level", "sheet", "words"), CASES)
def test_what_is_missing_is_said_with_its_gravity(
    rule: str, level: Level, sheet: SchedaView, words: str
) -> None:
    found = of_rule(sheet, rule)

    assert [one.level for one in found] == [level]
    assert words in found[0].sentence


def test_every_check_has_been_seen_to_speak() -> None:
    assert {rule for rule, _level, _sheet, _words in CASES} == {check.code for check in CHECKS}


def test_a_formalised_practice_needs_its_file_and_its_act() -> None:
    sheet = a_sheet(is_formalised=True)

    assert [one.rule for one in what_stops(findings_of(sheet))] == ["act_file", "act_in_registry"]
    sheet.attachments, sheet.acts = [a_file()], [AN_ACT]
    assert findings_of(sheet) == []


def test_a_practice_without_an_act_needs_no_file() -> None:
    assert what_stops(findings_of(a_sheet(is_formalised=False))) == []


def test_other_with_its_specification_is_complete() -> None:
    sheet = a_sheet(11, field_other="mediazione nelle scuole")

    assert findings_of(sheet) == []


def test_stories_with_their_declaration_are_complete() -> None:
    assert findings_of(a_sheet(6, is_story_anonymised=True)) == []


def test_eighty_characters_are_enough_and_four_thousand_not_too_many() -> None:
    assert findings_of(a_sheet(description="x" * 80)) == []
    assert findings_of(a_sheet(description="x" * 4000)) == []


def test_a_reason_frees_what_asks_for_one_and_stays_with_it() -> None:
    sheet = a_sheet(description="Scrivi a sportello.esempio@libero.it. " * 3)
    key = ("private_mailbox", "sportello.esempio@libero.it")

    found = findings_of(sheet, {key: "È la casella dello sportello comunale."})

    assert what_stops(found) == []
    assert {one.reason for one in found} == {"È la casella dello sportello comunale."}


def test_a_reason_frees_nothing_that_stops() -> None:
    sheet = a_sheet(description="Il codice è RSSMRA80A01H501U. " * 4)

    found = findings_of(sheet, {("tax_code", "RSSMRA80A01H501U"): "Perché sì, va bene così."})

    assert {one.level for one in what_stops(found)} == {Level.RED}


def test_a_reason_belongs_to_its_words_only() -> None:
    sheet = a_sheet(description="Scrivi ad altro.esempio@gmail.com. " * 3)
    reasons = {("private_mailbox", "sportello.esempio@libero.it"): "È la casella del comune."}

    assert what_stops(findings_of(sheet, reasons)) != []


@pytest.mark.parametrize("field", ["title", "abstract", "context", "lessons", "contact_unit"])
def test_every_text_that_leaves_is_read_for_persons(field: str) -> None:
    found = findings_of(a_sheet(7, **{field: "Referente: dott. Mario Bianchi"}))

    assert [(one.field, one.rule) for one in found] == [(field, "named_person")]
    assert is_protection(found[0])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Gli enti hanno sottoscritto un protocollo d'intesa nel 2014.",
         "hanno sottoscritto un protocollo"),
        ("È stata firmata la convenzione con il comune.", "È stata firmata la convenzione"),
        ("La Prefettura ha già stipulato due accordi.", "ha già stipulato due accordi"),
    ],
)  # fmt: skip
def test_a_text_that_tells_of_a_signed_act_is_quoted(text: str, words: str) -> None:
    found = of_rule(a_sheet(description=text + " Corsi e attività." * 5), "says_signed")

    assert [one.passage for one in found] == [words]


@pytest.mark.parametrize(
    "text",
    ["Il protocollo è in corso di definizione.", "I corsi hanno dato buoni accordi musicali.",
     "Si prevede di siglare un'intesa."],
)  # fmt: skip
def test_a_text_about_an_act_not_signed_is_left_alone(text: str) -> None:
    assert of_rule(a_sheet(description=text + " Corsi e attività." * 5), "says_signed") == []


def test_what_is_told_in_lines_is_rewritten_by_hand() -> None:
    told = "Un giovane di 19 anni, arrivato dal Mali, lavora in un comune di 900 abitanti."

    (in_a_line,) = findings_of(a_sheet(objectives=[told]))
    (in_a_text,) = findings_of(a_sheet(context=told))

    assert (in_a_line.field, in_a_line.proposal) == ("objectives", "")
    assert in_a_text.proposal.startswith("Una persona, lavora")
