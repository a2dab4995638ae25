"""Dates in words: Italian with its elisions, German, French, Slovene, English, and back."""

from datetime import date

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from registry.dates import ImpreciseDate, read, read_all, words
from registry.dates.edtf import of_decade, of_month, of_year
from registry.dates.imprecise import State
from registry.dates.meaning import Moment, Part
from tests.dates.strategies import edtf_strings
from tests.dates.test_reading_phrases import ITALIAN_PIECES
from tests.dates.vectors import rows

FIRST_OF_DECEMBER, EIGHTH_OF_MARCH = date(2017, 12, 1), date(2015, 3, 8)
ELEVENTH_OF_NOVEMBER = date(2015, 11, 11)


@pytest.mark.parametrize(
    ("on", "il", "di", "a", "da"),
    [
        (
            FIRST_OF_DECEMBER,
            "il 1° dicembre 2017",
            "del 1° dicembre 2017",
            "al 1° dicembre 2017",
            "dal 1° dicembre 2017",
        ),
        (
            EIGHTH_OF_MARCH,
            "l'8 marzo 2015",
            "dell'8 marzo 2015",
            "all'8 marzo 2015",
            "dall'8 marzo 2015",
        ),
        (
            ELEVENTH_OF_NOVEMBER,
            "l'11 novembre 2015",
            "dell'11 novembre 2015",
            "all'11 novembre 2015",
            "dall'11 novembre 2015",
        ),
        (
            date(2018, 4, 18),
            "il 18 aprile 2018",
            "del 18 aprile 2018",
            "al 18 aprile 2018",
            "dal 18 aprile 2018",
        ),
    ],
)
def test_the_article_is_elided_before_eight_and_eleven(
    on: date, il: str, di: str, a: str, da: str
) -> None:
    said = [words.prep(on, preposition) for preposition in ("il", "di", "a", "da")]

    assert said == [il, di, a, da]


def test_only_the_eighth_and_the_eleventh_of_a_month_are_elided() -> None:
    elided = [on for on in range(1, 32) if "'" in words.prep(date(2018, 1, on), "da")]

    assert elided == [8, 11]


@pytest.mark.parametrize(
    ("moment", "preposition", "said"),
    [
        (Moment(of_month(2015, 4)), "a", "ad aprile 2015"),
        (Moment(of_month(2015, 8)), "a", "ad agosto 2015"),
        (Moment(of_month(2014, 10)), "a", "a ottobre 2014"),
        (Moment(of_month(2014, 10)), "di", "di ottobre 2014"),
        (Moment(of_year(2010)), "di", "del 2010"),
        (Moment(of_month(2015, 21)), "da", "dalla primavera 2015"),
        (Moment(of_month(2015, 22)), "da", "dall'estate 2015"),
        (Moment(of_month(2015, 23)), "di", "dell'autunno 2015"),
        (Moment(of_decade(1990)), "da", "dagli anni Novanta"),
        (Moment(of_decade(2000), Part.EARLY), "da", "dai primi anni 2000"),
        (Moment(of_decade(2000), Part.MIDDLE), "da", "dalla metà degli anni 2000"),
        (Moment(of_year(2017), Part.LATE), "a", "alla fine del 2017"),
    ],
)
def test_every_moment_takes_its_own_preposition(
    moment: Moment, preposition: str, said: str
) -> None:
    assert words.prep(moment, preposition) == said


def test_acts_want_the_printed_apostrophe() -> None:
    said = words.prep(EIGHTH_OF_MARCH, "da", apostrophe=words.PRINTED_APOSTROPHE)

    assert said == "dall’8 marzo 2015"
    assert read("dall'anno 2010").in_words(apostrophe="’") == "dall’anno 2010"


def test_a_day_is_written_in_words_in_acts_and_in_figures_on_pages() -> None:
    assert words.day_in_words(FIRST_OF_DECEMBER) == "1° dicembre 2017"
    assert words.day_in_figures(FIRST_OF_DECEMBER) == "01/12/2017"
    assert words.day_in_figures(date(409, 2, 3)) == "03/02/0409"


@pytest.mark.parametrize(
    ("typed", "italian", "german", "french", "slovene", "english"),
    [
        (
            "1/12/2017",
            "1° dicembre 2017",
            "1. Dezember 2017",
            "1er décembre 2017",
            "1. december 2017",
            "1 December 2017",
        ),
        (
            "dal 1/12/2017 al 28/2/2019",
            "dal 1° dicembre 2017 al 28 febbraio 2019",
            "vom 1. Dezember 2017 bis zum 28. Februar 2019",
            "du 1er décembre 2017 au 28 février 2019",
            "od 1. decembra 2017 do 28. februarja 2019",
            "from 1 December 2017 to 28 February 2019",
        ),
        (
            "dall'8 marzo 2015",
            "dall'8 marzo 2015",
            "seit dem 8. März 2015",
            "depuis le 8 mars 2015",
            "od 8. marca 2015",
            "since 8 March 2015",
        ),
        ("dal 2010", "dall'anno 2010", "seit 2010", "depuis 2010", "od leta 2010", "since 2010"),
        ("nel 2010", "anno 2010", "2010", "2010", "leto 2010", "2010"),
        (
            "circa 2005",
            "circa 2005",
            "ca. 2005",
            "vers 2005",
            "približno leto 2005",
            "about 2005",
        ),
        (
            "anni 2000",
            "anni 2000",
            "2000er Jahre",
            "années 2000",
            "leta 2000–2009",
            "2000s",
        ),
        (
            "dai primi anni 2000",
            "dai primi anni 2000",
            "seit Anfang der 2000er Jahre",
            "depuis le début des années 2000",
            "od začetka let 2000–2009",
            "since the early 2000s",
        ),
        (
            "da ottobre 2014 ad aprile 2015",
            "da ottobre 2014 ad aprile 2015",
            "von Oktober 2014 bis April 2015",
            "d'octobre 2014 à avril 2015",
            "od oktobra 2014 do aprila 2015",
            "from October 2014 to April 2015",
        ),
        (
            "fine 2017",
            "fine 2017",
            "Ende 2017",
            "fin 2017",
            "konec leta 2017",
            "late 2017",
        ),
        (
            "dall'estate 2015",
            "dall'estate 2015",
            "seit dem Sommer 2015",
            "depuis l'été 2015",
            "od poletja 2015",
            "since summer 2015",
        ),
        (
            "fino al 2018",
            "fino al 2018",
            "bis 2018",
            "jusqu'en 2018",
            "do leta 2018",
            "until 2018",
        ),
        (
            "prima dell'8 marzo 2015",
            "prima dell'8 marzo 2015",
            "vor dem 8. März 2015",
            "avant le 8 mars 2015",
            "prej kot 8. marca 2015",
            "before 8 March 2015",
        ),
        (
            "entro il 2018",
            "entro il 2018",
            "spätestens 2018",
            "au plus tard en 2018",
            "najpozneje leta 2018",
            "by 2018",
        ),
        (
            "tra il 2010 e il 2012",
            "tra il 2010 e il 2012",
            "zwischen 2010 und 2012",
            "entre 2010 et 2012",
            "enkrat od leta 2010 do leta 2012",
            "between 2010 and 2012",
        ),
        (
            "a.s. 2015/16",
            "anno scolastico 2015/2016",
            "Schuljahr 2015/2016",
            "année scolaire 2015/2016",
            "šolsko leto 2015/2016",
            "school year 2015/2016",
        ),
        (
            "20XX",
            "XXI secolo",
            "21. Jahrhundert",
            "21e siècle",
            "21. stoletje",
            "21st century",
        ),
        (
            "in corso di definizione",
            "in corso di definizione",
            "in Ausarbeitung",
            "en cours de définition",
            "v pripravi",
            "being drawn up",
        ),
    ],
)
def test_what_was_understood_is_said_in_five_languages(
    typed: str, italian: str, german: str, french: str, slovene: str, english: str
) -> None:
    when = read(typed)

    said = [when.in_words(language) for language in ("it", "de", "fr", "sl", "en")]

    assert said == [italian, german, french, slovene, english]


@pytest.mark.parametrize("typed", [row.split(" | ")[0] for row in rows("phrases_it.txt")])
@pytest.mark.parametrize("language", ["de", "fr", "sl", "en"])
def test_every_phrase_can_be_said_in_every_language(typed: str, language: str) -> None:
    said = read(typed).in_words(language)

    assert said
    assert not set("{}") & set(said)


@pytest.mark.parametrize("typed", [row.split(" | ")[0] for row in rows("phrases_it.txt")])
@pytest.mark.parametrize("language", ["de", "fr", "sl", "en"])
def test_its_own_words_in_another_language_are_never_read_as_another_date(
    typed: str, language: str
) -> None:
    when = read(typed)

    again = read_all(when.in_words(language), language)

    assert again[0].state is State.UNKNOWN or [understood(one) for one in again] == [
        understood(when)
    ]


@pytest.mark.parametrize(
    ("language", "typed", "said"),
    [
        ("fr", "jusqu'à fin 2018", "fino alla fine del 2018"),
        ("fr", "année scolaire 2015/2016", "anno scolastico 2015/2016"),
        ("en", "until the end of 2018", "fino alla fine del 2018"),
        ("en", "since at least 2010", "almeno dal 2010"),
        ("en", "first half of the 1990s", "prima metà degli anni Novanta"),
        ("de", "Schuljahr 2015/16", "anno scolastico 2015/2016"),
        ("de", "in den 90er Jahren", "anni Novanta"),
        ("de", "bis zum 31. Dezember 2018", "fino al 31 dicembre 2018"),
        ("sl", "od začetka let 2000–2009", "dai primi anni 2000"),
        ("sl", "sredina let 1990–1999", "metà anni Novanta"),
        ("sl", "pred začetkom leta 2010", "prima del 2010"),
        ("sl", "v devetdesetih letih", "anni Novanta"),
    ],
)
def test_what_the_other_languages_say_is_read(language: str, typed: str, said: str) -> None:
    assert read(typed, language).words == said


def test_what_was_not_understood_is_said_with_the_words_as_typed() -> None:
    assert read("da molti anni").in_words("de") == "da molti anni"


@pytest.mark.parametrize("text", ["Y170000002", "-0044-03-15", "0409", "3341", "Y-17000"])
def test_years_that_no_act_has_stay_in_edtf(text: str) -> None:
    assert read(text).words == text


def test_an_instant_is_said_with_its_time() -> None:
    assert read("2004-01-01T10:10:10Z").words == "1° gennaio 2004, ore 10:10:10Z"


def understood(when: ImpreciseDate) -> tuple[object, ...]:
    return when.edtf, when.period, when.earliest, when.latest, when.state


@given(edtf_strings(1000, 2999))
@settings(max_examples=500)
def test_reading_the_words_of_an_edtf_string_gives_it_back(text: str) -> None:
    when = read(text)
    assume(when.words)

    again = read(when.words or "")

    assert understood(again) == understood(when)
    assert again.words == when.words


@pytest.mark.parametrize("typed", [row.split(" | ")[0] for row in rows("phrases_it.txt")])
def test_reading_the_words_of_a_phrase_gives_the_same_date(typed: str) -> None:
    when = read(typed)

    again = read(when.words or "")

    assert understood(again) == understood(when)


@given(st.lists(st.sampled_from(ITALIAN_PIECES), max_size=10).map(" ".join))
@example("primavera '90 durata un giorno")
@settings(max_examples=500)
def test_reading_the_words_of_whatever_was_read_gives_the_same_date(text: str) -> None:
    for when in read_all(text):
        if when.words:
            assert understood(read(when.words)) == understood(when)
