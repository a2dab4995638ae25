"""Dates as people write them: each phrase of the table, and what must not become a date."""

import calendar
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.dates import edtf, read, read_all
from registry.dates.imprecise import State, as_json
from tests.dates.strategies import edtf_strings
from tests.dates.vectors import day, or_none, rows

PHRASES = [row.split(" | ") for row in rows("phrases_it.txt")]
UNKNOWN = rows("unknown_it.txt")
REPEATED = [
    *("a", "1", "?", "/", " ", "(", "X ", "1/", "'98", "il ", "dal ", "circa ", "legge 1 "),
    *("2010 e ", "gennaio, ", "gennaio/", "fino a ", "anni '80 ", "1°/", "non più dal 2010 "),
    *("01/12/2017 ", "durata 3 anni ", "in corso di ", "dal 1° marzo 2010 al 3 aprile 2012 "),
]
DRAFTS = [
    "In corso di definizione",
    "IN CORSO DI DEFINIZIONE",
    "in corso di definizione.",
    "in via di definizione",
    "in fase di definizione",
    "da definire",
    "ancora da definire",
    "in corso di stipula",
    "in corso di sottoscrizione",
    "in fase di firma",
    "in attesa di approvazione",
    "non ancora stipulato",
    "da formalizzare",
    "in itinere",
]


@pytest.mark.parametrize("row", PHRASES, ids=lambda row: row[0])
def test_a_phrase_is_read_as_the_table_says(row: list[str]) -> None:
    typed, written, period, earliest, latest, ends_earliest, ends_latest, note, said = row

    when = read(typed)

    assert (when.edtf, when.period) == (or_none(written), or_none(period))
    assert (when.earliest, when.latest) == (day(earliest), day(latest))
    assert (when.ends_earliest, when.ends_latest) == (day(ends_earliest), day(ends_latest))
    assert (when.note, when.words) == (or_none(note), said)


@pytest.mark.parametrize("typed", UNKNOWN)
def test_what_is_not_understood_is_said_to_be_unknown(typed: str) -> None:
    (when,) = read_all(typed)

    assert when.state is State.UNKNOWN
    assert when.text == typed
    nothing = (when.edtf, when.period, when.earliest, when.latest, when.words, when.note)
    assert nothing == (None,) * 6


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("12 marzo u.s.", "«12 marzo u.s.» conta dal giorno in cui è stato scritto"),
        ("dal 12 marzo p.v.", "«12 marzo p.v.» conta dal giorno in cui è stato scritto"),
        ("1Q 2015", "un trimestre o un quadrimestre"),
        ("IQ 2015", "«IQ 2015» può essere un trimestre o un quadrimestre"),
        ("dal II Q del 2015", "«II Q del 2015» può essere un trimestre o un quadrimestre"),
        ("quinta settimana di febbraio 2021", "quel mese non ha tante settimane"),
        ("prima e seconda settimana di marzo 2015", "elenca più giorni"),
        ("dal 3/3/2015 e Natale 2016", "Non si capisce «e Natale 2016»"),
        ("2013-2015-2016", "anni che non sono di seguito"),
    ],
)
def test_it_is_said_why_nothing_was_understood(typed: str, why: str) -> None:
    (warning,) = read(typed).warnings

    assert why in warning


def test_months_with_two_figures_of_a_year_are_to_be_looked_at() -> None:
    when = read("06/15 - 12/15")

    assert when.warnings == ("«06/15 - 12/15» è letto come da 06/2015 a 12/2015: controlla.",)


@pytest.mark.parametrize("typed", DRAFTS)
def test_an_act_being_drawn_up_is_a_state_and_no_date(typed: str) -> None:
    when = read(typed)

    assert when.state is State.IN_DEFINITION
    assert (when.edtf, when.period, when.earliest, when.latest) == (None,) * 4


def test_the_year_of_a_draft_is_no_start() -> None:
    when = read("dal 2019 in corso di definizione")

    assert when.state is State.IN_DEFINITION
    assert when.note == "dal 2019"


def test_a_draft_beside_something_that_goes_on_is_another_fact() -> None:
    going_on, draft = read_all("dal 2010; nuovo protocollo in corso di definizione")

    assert going_on.period == "2010/.."
    assert (draft.state, draft.note) == (State.IN_DEFINITION, "nuovo protocollo")


@pytest.mark.parametrize(
    ("typed", "facts"),
    [
        (
            "Dal 1998 al 2003 come progetto Arcobaleno, poi dal 2004 come HTH",
            [("1998/2003", "come progetto Arcobaleno"), ("2004/..", "come HTH")],
        ),
        ("2010 (avvio), 2012 (firma)", [("2010/..", "avvio"), (None, "firma")]),
        (
            "nel 2010 avviato il tavolo, nel 2012 stipulato il protocollo",
            [("2010/..", "avviato il tavolo"), (None, "stipulato il protocollo")],
        ),
        (
            "20 aprile 2015 - firma; 1° maggio 2015 - avvio",
            [(None, "firma"), ("2015-05-01/..", "avvio")],
        ),
        ("prima nel 2015, poi nel 2018", [(None, "prima"), (None, None)]),
        ("nel 2010, oggi sciolta", [(None, "oggi sciolta")]),
        ("2010 e 2011", [(None, None), (None, None)]),
        ("anni 2001-2003 e 2005", [("2001/2003", None), (None, None)]),
        ("Dal 2010 al 2012 e dal 2015 ad oggi", [("2010/2012", None), ("2015/..", None)]),
        (
            "attivi da molti anni; dal 2010 in rete",
            [(None, None), ("2010/..", "in rete")],
        ),
        (
            "formalizzate nel 2018 ma attive da molti anni",
            [("/2018", "attive"), (None, "formalizzate")],
        ),
        ("nel 2010 avviato, concluso nel 2012", [("2010/2012", "avviato")]),
        ("13/10/2010 e 15/02/2012", [(None, None), (None, None)]),
        ("1 e 3 aprile 2015", [(None, None), (None, None)]),
        ("marzo e dicembre 2016", [(None, None), (None, None)]),
        ("negli anni 2010, 2012 e 2014", [(None, None), (None, None), (None, None)]),
        (
            "a.s. 2015/16 e 2018/19",
            [("2015-09/2016-08", None), ("2018-09/2019-08", None)],
        ),
        ("dal 2010, ora concluso", [("2010/", "ora concluso")]),
        (
            "dal 2010 (interrotto nel 2020, ripreso nel 2022)",
            [("2010/2020", None), ("2022/..", "ripreso")],
        ),
        ("firma 3/3/2015 avvio 4/4/2015", [(None, "firma"), ("2015-04-04/..", "avvio")]),
        (
            "art. 18 dal 2001, art. 13 dal 2006",
            [("2001/..", "art. 18"), ("2006/..", "art. 13")],
        ),
    ],
)
def test_each_fact_of_a_cell_keeps_its_period_and_its_words(
    typed: str, facts: list[tuple[str | None, str | None]]
) -> None:
    assert [(when.period, when.note) for when in read_all(typed)] == facts


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("31/02/2015", "non è un giorno del calendario"),
        ("12/25/2015", "non è un giorno del calendario"),
        ("5/2010", "il numero di un atto"),
        ("2022-23", "una stagione"),
        ("anni '20", "non è chiaro il secolo"),
        ("2015/04/12", "comincia dall'anno"),
        ("da gennaio", "manca l'anno"),
        ("dal 2012 al 2010", "la fine viene prima dell'inizio"),
        ("lunedì 13 ottobre 2010", "giorno della settimana"),
        ("non dal 2010", "dice quando non è"),
        ("entro 30 giorni dal 15/02/2012", "conta da un'altra data"),
        ("al 31/12/2015", "scrivi «fino al» o «il»"),
        ("dal 2016-2017", "in quale degli anni"),
        ("3, 15 marzo 2016", "elenca più giorni"),
        ("3 marzo", "manca l'anno"),
        ("1 dicembre", "manca l'anno"),
        ("I5/02/2012", "non sono chiare"),
        ("1 5/02/2012", "non sono chiare"),
        ("[2000..2003]", "un insieme di date"),
        ("fine '90", "un anno o un decennio"),
        ("dal 2010 non più attivo", "l'inizio o la fine"),
        ("15/02/2012 (revocato)", "l'inizio o la fine"),
        ("entro il 2010 o il 2011", "manca una delle due date"),
        ("parola " * 400, "troppo lungo"),
    ],
)
def test_what_was_almost_a_date_says_why_it_is_not_one(typed: str, why: str) -> None:
    when = read(typed)

    assert when.state is State.UNKNOWN
    assert why in " ".join(when.warnings)


@pytest.mark.parametrize(
    ("typed", "warning"),
    [
        ("01/12/17", "l'anno ha due cifre: l'abbiamo letto come 2017"),
        ("nel '98", "l'anno ha due cifre: l'abbiamo letto come 1998"),
        ("2011-12", "è letto come mese"),
        ("2010 o 2011", "lascia la scelta"),
        ("triennio 2022-2025", "gli anni sono 4"),
        ("15 mesi, dal 1° dicembre 2017 al 31 marzo 2019", "La durata finisce il 28/02/2019"),
        ("13/10/2010 e 15/02/2012", "più di una data"),
        ("01/12/1017", "1017 è un anno insolito"),
        ("02/2015", "è letto come mese"),
        ("nov./dic. 2015", "lascia la scelta"),
        ("dal 1/1/2015 (12 mesi, fino al 30/6/2016)", "La durata finisce il 31/12/2015"),
    ],
)
def test_what_was_chosen_or_does_not_add_up_is_told(typed: str, warning: str) -> None:
    when = read(typed)

    assert when.is_dated
    assert warning in " ".join(when.warnings)


def test_a_duration_that_does_not_add_up_keeps_the_stated_end() -> None:
    when = read("15 mesi, dal 1° dicembre 2017 al 31 marzo 2019")

    assert when.period == "2017-12-01/2019-03-31"
    assert "il testo dice 31/03/2019" in when.warnings[0]


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)), st.sampled_from("/.-"), st.booleans())
@settings(max_examples=300)
def test_the_day_comes_before_the_month_always(on: date, mark: str, padded: bool) -> None:
    parts = (f"{on.day:02}", f"{on.month:02}") if padded else (f"{on.day}", f"{on.month}")

    when = read(mark.join([*parts, f"{on.year}"]))

    assert (when.edtf, when.earliest, when.latest) == (on.isoformat(), on, on)


WEEKS = {2: "seconda", 3: "terza", 4: "quarta", 5: "quinta"}
MONTHS = ("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto",
          "settembre", "ottobre", "novembre", "dicembre")  # fmt: skip


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(sorted(WEEKS)))
@settings(max_examples=300)
def test_the_week_of_a_month_holds_it_however_weeks_are_counted(of: date, n: int) -> None:
    month = list(calendar.Calendar().itermonthdates(of.year, of.month))
    from_monday = [month[at : at + 7] for at in range(0, len(month), 7)]
    whole = [week for week in from_monday if week[0].month == of.month]
    sevens = [[of.replace(day=day) for day in range(7 * n - 6, 7 * n + 1) if day <= last_of(of)]]
    counted = [*from_monday[n - 1 : n], *whole[n - 1 : n], *sevens]
    days = {day for week in counted for day in week if (day.year, day.month) == (of.year, of.month)}

    when = read(f"{WEEKS[n]} settimana di {MONTHS[of.month - 1]} {of.year}")

    if days:
        assert (when.earliest, when.latest) == (min(days), max(days))
    else:
        assert when.state is State.UNKNOWN


def last_of(month: date) -> int:
    return calendar.monthrange(month.year, month.month)[1]


FEASTS = {"Natale": (12, 25), "Ferragosto": (8, 15), "Capodanno": (1, 1)}


@given(
    st.sampled_from(sorted(FEASTS)),
    st.integers(1900, 2099),
    st.sampled_from(["", "a ", "il ", "il giorno di ", "del "]),
    st.sampled_from(["", ",", " (?)", " insieme", "/2016", "-17", " e Pasqua 2016", "00"]),
)
@settings(max_examples=300)
def test_a_feast_is_its_day_or_no_day_never_another(
    feast: str, year: int, before: str, after: str
) -> None:
    when = read(f"{before}{feast} {year}{after}")

    on = date(year, *FEASTS[feast])
    if before != "del " and after in ("", ",", " (?)"):
        assert (when.earliest, when.latest) == (on, on)
    else:
        holds_it = when.earliest and when.latest and when.earliest <= on <= when.latest
        assert holds_it or when.state is State.UNKNOWN


@given(st.integers(1900, 2099), st.sampled_from(["1S", "2S", "1°S", "2ªS", "S1", "3S", "0S", "1s"]))
def test_a_half_year_in_letters_is_that_half_or_nothing(year: int, half: str) -> None:
    when = read(f"{half} {year}")

    first = {"1": 1, "2": 7}.get(half[0])
    is_that_half = first and half.endswith("S") and when.earliest == date(year, first, 1)
    assert is_that_half or when.state is State.UNKNOWN


@given(st.integers(0, 40), st.integers(0, 20), st.integers(1000, 2999), st.sampled_from("/.-"))
@settings(max_examples=300)
def test_figures_are_that_day_or_no_day_never_another(
    first: int, second: int, year: int, mark: str
) -> None:
    when = read(f"{first:02}{mark}{second:02}{mark}{year}")

    is_that_day = when.earliest and (when.earliest.day, when.earliest.month) == (first, second)
    assert is_that_day or when.state is State.UNKNOWN


@given(st.text())
def test_reading_never_raises_and_keeps_the_text_as_typed(text: str) -> None:
    facts = read_all(text)

    assert facts
    assert all(when.text == text for when in facts)


ITALIAN_PIECES = [
    *("dal", "dall'", "al", "all'", "da", "a", "il", "nel", "del", "di", "fino al", "entro"),
    *("prima del", "dopo il", "tra", "e", "o", "non", "circa", "forse", "(?)", "–", "-", ",", "("),
    *(")", ";", ".", "/", "13/10/2010", "31/02/2015", "2010", "2014-2020", "2015/16", "1°", "15"),
    *("marzo", "dicembre", "ottobre 2014", "primavera", "anni", "Novanta", "'90", "primi", "fine"),
    *("metà", "biennio", "a.s.", "15 mesi", "durata", "per", "tre anni", "dalla sottoscrizione"),
    *("in corso di definizione", "da molti anni", "formalizzate", "adesione", "concluso", "ma"),
    *("art. 18", "L. 228/03", "n. 5973", "oggi", "lunedì", "secolo", "XX", "un giorno", "Comune"),
    *("2010/..", "2005~", "199X", "/2018", "5/2010", "primo", "semestre", "prorogato al"),
    *(
        "non più",
        "sospeso",
        "disdetto",
        "almeno",
        "giorno successivo",
        "aa.ss.",
        "2016/17",
        "02/2015",
    ),
    *("novembre/dicembre 2015", "'80", "triennale", "convenzione", "scad.", "pre-", "oltre", "via"),
    *("seconda settimana di", "quinta settimana", "marzo 2015", "Natale 2015", "a Capodanno 2016"),
    *("1S 2015", "I quad.", "I Q 2015", "biennio"),
    *("mesi 3", "I5/02/2012", "XX settembre", "2.010", "1 e 3 aprile 2015", "inverno", "prima"),
]


@given(st.lists(st.sampled_from(ITALIAN_PIECES), max_size=12).map(" ".join))
@settings(max_examples=500)
def test_whatever_is_read_holds_together(text: str) -> None:
    for when in read_all(text):
        assert when.text == text
        assert when.edtf is None or edtf.is_valid(when.edtf)
        assert when.period is None or edtf.is_valid(when.period)
        assert when.earliest is None or when.latest is None or when.earliest <= when.latest
        ends = when.ends_earliest, when.ends_latest
        assert ends[0] is None or ends[1] is None or ends[0] <= ends[1]
        assert when.is_dated == (when.state is None)
        assert when.is_dated or (when.edtf, when.period, when.earliest, when.latest) == (None,) * 4
        assert list(as_json(when)) == [
            *("text", "edtf", "period", "earliest", "latest"),
            *("precision", "state", "note", "words"),
        ]


@given(edtf_strings())
@settings(max_examples=300)
def test_a_valid_edtf_string_is_accepted_as_input(text: str) -> None:
    value = edtf.parse(text)

    when = read(text)

    if when.state is State.UNKNOWN:  # a lone slash; 2022-23, which is also two years
        assert text == "/" or when.warnings
    elif isinstance(value, edtf.Interval):
        assert when.period == text
    else:
        assert (when.edtf, when.period) == (text, None)


@pytest.mark.parametrize("piece", REPEATED)
def test_a_text_of_a_hundred_kilobytes_is_answered_at_once(piece: str) -> None:
    read(piece)
    started = time.process_time()
    when = read(piece * (100_000 // len(piece)))
    spent = time.process_time() - started

    assert when.state is State.UNKNOWN
    assert spent < 0.05


@pytest.mark.parametrize("piece", REPEATED)
def test_the_longest_text_that_is_read_takes_no_time_to_notice(piece: str) -> None:
    """A thousand characters are the worst: of more words than MOST_TOKENS none is read."""
    text = (piece * 1_000)[:1_000]
    read(text)
    started = time.process_time()
    read_all(text)
    spent = time.process_time() - started

    assert spent < 0.25  # 40 ms on the machine of the bench, and slack for a busy one


@pytest.mark.parametrize(
    "typed",
    ["meta\u0300 2016", "\ufeffmetà 2016", "\u200bmetà\u200b 2016", "metà\u00a02016"],
)
def test_signs_that_nobody_sees_change_nothing_but_the_text(typed: str) -> None:
    """A Mac and a PDF part letters and accents, spreadsheets begin with a byte order mark."""
    when = read(typed)

    assert (when.text, when.words) == (typed, "metà 2016")


def test_spaces_around_change_nothing_but_the_text() -> None:
    when = read("  dal 2010\n")

    assert (when.text, when.edtf, when.note) == ("  dal 2010\n", "2010", None)


@pytest.mark.parametrize(
    ("language", "typed", "written", "period"),
    [
        ("de", "1. Dezember 2017", "2017-12-01", None),
        ("de", "01.12.2017", "2017-12-01", None),
        (
            "de",
            "vom 1. Dezember 2017 bis zum 28. Februar 2019",
            "2017-12-01",
            "2017-12-01/2019-02-28",
        ),
        ("de", "Protokoll vom 1. Dezember 2017", "2017-12-01", None),
        ("de", "seit 2010", "2010", "2010/.."),
        ("de", "1990er Jahre", "199X", None),
        ("de", "ca. 2005", "2005~", None),
        ("de", "bis 2018", None, "/2018"),
        ("de", "31. Februar 2015", None, None),
        ("fr", "1er décembre 2017", "2017-12-01", None),
        ("fr", "du 1er décembre 2017 au 28 février 2019", "2017-12-01", "2017-12-01/2019-02-28"),
        ("fr", "protocole de 2010", "2010", None),
        ("fr", "depuis 2010", "2010", "2010/.."),
        ("fr", "les années 1990", "199X", None),
        ("fr", "été 2015", "2015-22", None),
        ("sl", "1. december 2017", "2017-12-01", None),
        ("sl", "od 1. decembra 2017 do 28. februarja 2019", "2017-12-01", "2017-12-01/2019-02-28"),
        ("sl", "od leta 2010", "2010", "2010/.."),
        ("en", "1 December 2017", "2017-12-01", None),
        ("en", "December 1, 2017", "2017-12-01", None),
        ("en", "04/05/2015", "2015-05-04", None),
        ("en", "from 1 December 2017 to 28 February 2019", "2017-12-01", "2017-12-01/2019-02-28"),
        ("en", "since the 1990s", "199X", "1990~/.."),
        ("en", "since 2010", "2010", "2010/.."),
        ("xx", "dal 2010", "2010", "2010/.."),
    ],
)
def test_plain_dates_are_read_in_the_other_languages_too(
    language: str, typed: str, written: str | None, period: str | None
) -> None:
    when = read(typed, language)

    assert (when.edtf, when.period) == (written, period)
