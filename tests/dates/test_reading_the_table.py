"""The two tables that the room was made for: the phrases of the domain, the cells of Liguria."""

from dataclasses import dataclass
from datetime import date

import pytest

from registry.dates import ImpreciseDate, read, read_all
from registry.dates.imprecise import State


@dataclass(frozen=True)
class Row:
    typed: str
    edtf: str | None
    period: str | None = None
    earliest: str | None = None
    latest: str | None = None
    note: str | None = None


def found(when: ImpreciseDate) -> Row:
    def written(day: date | None) -> str | None:
        return day.isoformat() if day else None

    earliest, latest = written(when.earliest), written(when.latest)
    return Row(when.text, when.edtf, when.period, earliest, latest, when.note)


def day(typed: str, on: str, period: str | None = None, note: str | None = None) -> Row:
    return Row(typed, on, period, on, on, note)


def year(typed: str, in_year: str, period: str | None = None, note: str | None = None) -> Row:
    digits = in_year[:4]
    return Row(typed, in_year, period, f"{digits}-01-01", f"{digits}-12-31", note)


DOMAIN = [
    day("13/10/2010", "2010-10-13"),
    day("04/05/2015", "2015-05-04"),
    day("15/02/2012", "2012-02-15"),
    day("20/04/2015", "2015-04-20"),
    day(
        "01/12/2017 – adesione al progetto HTH Liguria",
        "2017-12-01",
        "2017-12-01/..",
        "adesione al progetto HTH Liguria",
    ),
    year(
        "Progetto Sunrise ex art. 18 – dall'anno 2010",
        "2010",
        "2010/..",
        "Progetto Sunrise ex art. 18",
    ),
    year("dall'anno 2001", "2001", "2001/.."),
    year("dall'anno 2004", "2004", "2004/.."),
    year("dall'anno 2006", "2006", "2006/.."),
    year("dall'anno 1997", "1997", "1997/.."),
    year("nel 2018", "2018"),
    Row("dai primi anni 2000", "200X", "2000~/..", "2000-01-01", "2003-12-31"),
    year("circa 2005", "2005~"),
    year("intorno al 2005", "2005~"),
    year("forse nel 2005", "2005?"),
    year("2005 (?)", "2005?"),
    year("circa 2005 (?)", "2005%"),
    Row("anni Novanta", "199X", None, "1990-01-01", "1999-12-31"),
    Row("anni '90", "199X", None, "1990-01-01", "1999-12-31"),
    Row("anni 2010", "201X", None, "2010-01-01", "2019-12-31"),
    Row("ottobre 2014", "2014-10", None, "2014-10-01", "2014-10-31"),
    Row("a ottobre 2014", "2014-10", None, "2014-10-01", "2014-10-31"),
    Row("primavera 2015", "2015-21", None, "2015-03-01", "2015-05-31"),
    Row("estate 2015", "2015-22", None, "2015-06-01", "2015-08-31"),
    Row("autunno 2015", "2015-23", None, "2015-09-01", "2015-11-30"),
    Row("inverno 2015", "2015-24", None, "2015-01-01", "2016-02-29"),
    Row("circa primavera 2015", "2015-21", None, "2015-03-01", "2015-05-31", "circa"),
    Row("primi mesi del 2014", "2014", None, "2014-01-01", "2014-04-30"),
    Row("fine 2017", "2017", None, "2017-10-01", "2017-12-31"),
    Row("metà 2016", "2016", None, "2016-05-01", "2016-08-31"),
    day("a far data dal 21 marzo 2014", "2014-03-21", "2014-03-21/.."),
    day("a partire dal 1° gennaio 2016", "2016-01-01", "2016-01-01/.."),
    day("a partire dal 1º gennaio 2016", "2016-01-01", "2016-01-01/.."),
    day("a partire dal 1.1.2016", "2016-01-01", "2016-01-01/.."),
    day("a partire dal 1 gennaio 2016", "2016-01-01", "2016-01-01/.."),
    day("a partire dal primo gennaio 2016", "2016-01-01", "2016-01-01/.."),
    day("l'11 novembre 2015", "2015-11-11"),
    day("dell' 11/11/2015", "2015-11-11"),
    day(
        "15 mesi, dal 1° dicembre 2017 al 28 febbraio 2019",
        "2017-12-01",
        "2017-12-01/2019-02-28",
    ),
    year("biennio 2016-2017", "2016", "2016/2017"),
    year("2014-2020", "2014", "2014/2020"),
    year("2014/2020", "2014", "2014/2020"),
    Row("a.s. 2015/16", "2015", "2015-09/2016-08", "2015-09-01", "2015-09-30"),
    Row("fino a dicembre 2018", None, "/2018-12", None, "2018-12-31"),
    day(
        "(durata) quattro anni dalla sottoscrizione 10/07/2025",
        "2025-07-10",
        "2025-07-10/2029-07-09",
    ),
]

ATS = (
    "L'ATS come soggetto giuridico si è costituita (ed ha iniziato a collaborare con Regione)"
    " nel 2016 ma gli enti che ne fanno parte sono attivi nel campo della tratta dai primi"
    " anni 2000"
)
PRACTICE = (
    "Le prassi operative già consolidate e attive da molti anni sono state formalizzate"
    " attraverso la stipula di un protocollo nel 2018."
)
ADHERENCE = "adesione al progetto HTH Liguria"

LIGURIA = [
    ("AICCRE", day("13/10/2010", "2010-10-13")),
    ("Questura di Genova", day("15/02/2012", "2012-02-15")),
    (
        "Comune di Ventimiglia",
        day(f"01/12/2017 – {ADHERENCE}", "2017-12-01", "2017-12-01/..", ADHERENCE),
    ),
    (
        "Comune di Savona",
        year(
            "Progetto Sunrise ex art. 18 – dall'anno 2010",
            "2010",
            "2010/..",
            "Progetto Sunrise ex art. 18",
        ),
    ),
    (
        "Comune di Genova",
        year(
            "Progetto Sunrise ex art. 18 – dall'anno 2001",
            "2001",
            "2001/..",
            "Progetto Sunrise ex art. 18",
        ),
    ),
    (
        "Comune di Chiavari",
        year(
            "Progetto Nuovi Orizzonti ex art. 13 – dall'anno 2006",
            "2006",
            "2006/..",
            "Progetto Nuovi Orizzonti ex art. 13",
        ),
    ),
    (
        "Comune della Spezia",
        year(
            "Progetto Lucciola e progetto Oltre la strada – dall'anno 2004",
            "2004",
            "2004/..",
            "Progetto Lucciola e progetto Oltre la strada",
        ),
    ),
    (
        "ANCI Liguria",
        day(f"01/12/2017 – {ADHERENCE}", "2017-12-01", "2017-12-01/..", ADHERENCE),
    ),
    (
        "ATS InConTraRe",
        year(
            ATS,
            "2016",
            "2016/..",
            "L'ATS come soggetto giuridico si è costituita (ed ha iniziato a collaborare con"
            " Regione)",
        ),
    ),
    (
        "Prefettura di Genova",
        Row(
            PRACTICE,
            None,
            "/2018",
            None,
            "2018-12-31",
            "Le prassi operative già consolidate e attive",
        ),
    ),
    ("Organizzazioni sindacali", Row("In corso di definizione", None)),
    ("Prefettura, Regione, Comune, Università", day("20/04/2015", "2015-04-20")),
]


@pytest.mark.parametrize("row", DOMAIN, ids=lambda row: row.typed)
def test_the_phrases_of_the_domain_are_read_as_its_table_says(row: Row) -> None:
    when = read(row.typed)

    assert found(when) == row
    assert when.state is None


def test_in_corso_di_definizione_is_a_state_and_no_date() -> None:
    when = read("In corso di definizione")

    assert found(when) == Row("In corso di definizione", None)
    assert when.state is State.IN_DEFINITION


@pytest.mark.parametrize(("partner", "row"), LIGURIA, ids=[partner for partner, _row in LIGURIA])
def test_the_twelve_cells_of_liguria_are_read_without_losing_a_word(partner: str, row: Row) -> None:
    when = read(row.typed)

    assert found(when) == row, partner
    assert when.state == (State.IN_DEFINITION if row.period is row.edtf is row.latest else None)


def test_the_cell_of_the_ats_holds_two_facts_and_both_are_kept() -> None:
    founded, members = read_all(ATS)

    assert (founded.edtf, founded.period) == ("2016", "2016/..")
    assert (members.edtf, members.period) == ("200X", "2000~/..")
    assert (members.earliest, members.latest) == (date(2000, 1, 1), date(2003, 12, 31))
    assert members.note == "gli enti che ne fanno parte sono attivi nel campo della tratta"


def test_a_practice_of_many_years_had_begun_when_it_became_an_act() -> None:
    practice, act = read_all(PRACTICE)

    assert (practice.edtf, practice.period, practice.latest) == (None, "/2018", date(2018, 12, 31))
    assert (act.edtf, act.period) == ("2018", None)
    assert act.note == "sono state formalizzate attraverso la stipula di un protocollo"


def test_reading_the_first_of_more_facts_says_that_there_are_more() -> None:
    when = read(ATS)

    assert when.warnings == ("Nel testo c'è più di una data: questa è la prima.",)
