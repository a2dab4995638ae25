"""A broken delivery is refused with file, row and column, and changes nothing."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.platform.database import fetch_value
from registry.platform.errors import InvalidInput
from registry.territory import actions
from registry.territory.vintages.reading import find_files, read_lines
from registry.territory.vintages.records import RegionRecord
from registry.territory.vintages.sheets import REGIONS, SHEETS
from tests.territory.make import Row, an_edition, only, rows_of
from tests.territory.test_loading import with_columns, without

Change = Callable[[list[Row]], list[Row]]

CREMONA, PIADENA = ("istat_code", "019036"), ("istat_code", "019071")
IVANO = ("istat_code", "022099")


def row_of(file: str, key: str, value: str) -> int:
    """The line of the file, as a spreadsheet counts it."""
    return 2 + next(n for n, row in enumerate(rows_of(file)) if row[key] == value)


BROKEN_CELLS: list[tuple[str, tuple[str, str], str, str, str]] = [
    ("municipalities", CREMONA, "istat_code", "19036", "servono 6 cifre"),
    ("municipalities", CREMONA, "istat_code", "０19036", "servono 6 cifre"),
    ("municipalities", CREMONA, "cadastral_code", "d150", "scrivilo come D150"),
    ("municipalities", CREMONA, "name_it", "", "manca: è necessario"),
    ("municipalities", CREMONA, "valid_from", "28/08/1940", "scrivilo come 2026-01-31"),
    ("municipalities", CREMONA, "valid_from", "1940-02-30", "non è un giorno"),
    ("municipalities", CREMONA, "is_capital", "sì", "1 è sì, 0 è no"),
    ("municipalities", CREMONA, "name_other_lang", "en", "le voci sono de, fr, sl, lld"),
    ("municipalities", PIADENA, "change_type", "sold", "le voci sono recoded"),
    ("provinces", ("istat_code", "063"), "abbreviation", "", "scrivilo come CR"),
    ("provinces", ("istat_code", "019"), "kind", "provincia", "le voci sono province"),
    ("offices", ("code", "pref-cr"), "code", "Pref CR", "scrivilo come"),
    ("offices", ("code", "pref-cr"), "pec_suggestion", "protocollo", "non è una casella"),
    ("areas_examples", ("municipality_code", "019035"), "kind", "boh", "le voci sono ambito"),
]


@pytest.mark.parametrize(("name", "which", "column", "value", "why"), BROKEN_CELLS)
async def test_a_broken_cell_is_refused_with_its_place(
    name: str, which: tuple[str, str], column: str, value: str, why: str,
    tmp_path: Path, open_database: None,
) -> None:  # fmt: skip
    edition = an_edition(tmp_path, **{name: with_columns(*which, **{column: value})})

    with pytest.raises(InvalidInput) as refused:
        await actions.load(edition)

    place = f"{name}.csv:{row_of(f'{name}.csv', *which)}:{column}"
    assert why in refused.value.fields[place]


DISAGREEMENTS: list[tuple[str, tuple[str, str], str, str, str]] = [
    ("municipalities", CREMONA, "province_code", "999", "la provincia 999 non c'è"),
    ("municipalities", CREMONA, "province_code", "090", "la provincia 090 non è più in vigore"),
    ("municipalities", CREMONA, "current_code", "019035", "qui va il suo stesso codice"),
    ("municipalities", PIADENA, "successor_code", "019999", "non c'è un comune 019999"),
    ("municipalities", PIADENA, "successor_code", "", "deve portare a un altro"),
    ("municipalities", PIADENA, "current_code", "019042", "oggi non è in vigore"),
    ("municipalities", PIADENA, "valid_to", "1900-01-01", "la fine viene prima dell'inizio"),
    ("municipalities", PIADENA, "valid_to", "2019-06-30",
     "Piadena Drizzona c'è già dal 01/01/2019: i due periodi si sovrappongono"),
    ("municipalities", PIADENA, "change_type", "absorbed", "non c'era ancora"),
    ("municipalities", PIADENA, "cadastral_code", "D150",
     "nello stesso periodo è anche di Piadena, 019071"),
    ("provinces", ("istat_code", "019"), "region_code", "21", "la regione 21 non c'è"),
    ("provinces", ("istat_code", "019"), "valid_to", "2026-06-30", "ha ancora 113 comuni"),
    ("provinces", ("istat_code", "019"), "abbreviation", "MN", "è già della riga"),
    ("offices", ("code", "pref-cr"), "covers_province_codes", "019;020", "è già di"),
    ("offices", ("code", "pref-cr"), "covers_province_codes", "199", "la provincia 199 non c'è"),
    ("offices", ("code", "pref-cr"), "seat_municipality_code", "019071", "non è in vigore"),
    ("areas_examples", ("municipality_code", "019035"), "municipality_name", "Cremona",
     "il codice 019035 è di Crema"),
    ("areas_examples", ("municipality_code", "019035"), "seat", "Cremona", "altrove è «Crema»"),
    ("areas_examples", ("municipality_code", "019071"), "valid_to", "",
     "Piadena è stato un comune fino al 31/12/2018: l'area ha già quello che lo ha preso"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "which", "column", "value", "why"), DISAGREEMENTS)
async def test_rows_that_disagree_are_refused_with_their_place(
    name: str, which: tuple[str, str], column: str, value: str, why: str,
    tmp_path: Path, open_database: None,
) -> None:  # fmt: skip
    edition = an_edition(tmp_path, **{name: with_columns(*which, **{column: value})})

    with pytest.raises(InvalidInput) as refused:
        await actions.load(edition)

    told = {place: words for place, words in refused.value.fields.items() if why in words}
    assert all(place.startswith(f"{name}.csv:") for place in told)
    assert any(place.endswith(f":{column}") for place in told)


async def test_a_comune_that_only_changes_its_code_does_not_overlap_its_successor(
    tmp_path: Path, open_database: None
) -> None:
    closed = next(row for row in rows_of("municipalities.csv") if row["change_type"] == "recoded")
    later = with_columns("istat_code", closed["istat_code"], valid_to="2099-12-31")

    with pytest.raises(InvalidInput, match="i due periodi si sovrappongono") as refused:
        await actions.load(an_edition(tmp_path, municipalities=later))

    assert "absorbed" not in str(refused.value)


async def test_only_a_comune_that_is_absorbed_stands_beside_the_one_that_takes_it_in(
    tmp_path: Path, open_database: None
) -> None:
    """Ivano-Fracena joined Castel Ivano half a year after that was made of three others."""
    merged = with_columns(*IVANO, change_type="merged")

    with pytest.raises(InvalidInput) as refused:
        await actions.load(an_edition(tmp_path, municipalities=merged))

    place = f"municipalities.csv:{row_of('municipalities.csv', *IVANO)}:valid_to"
    why = (
        "Castel Ivano c'è già dal 01/01/2016: i due periodi si sovrappongono;"
        " se lo ha preso quando c'era già, il cambiamento è «absorbed»"
    )
    assert why in refused.value.fields[place]


async def test_after_a_refusal_nothing_has_changed(tmp_path: Path, open_database: None) -> None:
    before = await fetch_value("SELECT count(*) FROM vintage")
    edition = an_edition(
        tmp_path,
        regions=with_columns("istat_code", "07", name_it="Altra"),
        offices=with_columns("code", "pref-cr", region_code="99"),
    )

    with pytest.raises(InvalidInput, match="Non ho cambiato niente"):
        await actions.load(edition)

    assert await fetch_value("SELECT name FROM region WHERE istat_code = '07'") == "Liguria"
    assert await fetch_value("SELECT count(*) FROM vintage") == before


def test_an_unknown_and_a_missing_column_are_named(tmp_path: Path) -> None:
    header = ",".join(REGIONS.columns).replace("name_it", "nome_it")
    folder = only("regions.csv", tmp_path, header + "\n")

    with pytest.raises(InvalidInput) as refused:
        read_lines(REGIONS, find_files(folder)[0].content)

    assert "forse «name_it»?" in refused.value.fields["regions.csv:1:nome_it"]
    assert refused.value.fields["regions.csv:1:name_it"].endswith("colonna name_it: manca.")


@pytest.mark.parametrize(
    ("content", "place", "why"),
    [
        (b"", "regions.csv:1:istat_code", "manca"),
        (b"istat_code;name_it\n07;Liguria\n", "regions.csv:1", "divise da virgole"),
        (b"istat_code,name_it\n07,Ligurie\xff\n", "regions.csv:2", "UTF-8"),
        (b"istat_code,name_it\n07,Ligu\x00ria\n", "regions.csv:2", "UTF-8"),
    ],
)
def test_a_file_that_is_not_our_csv_is_refused(content: bytes, place: str, why: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_lines(REGIONS, content)

    assert why in refused.value.fields[place]


@pytest.mark.parametrize(
    ("line", "place", "why"),
    [
        ("07,Liguria", "regions.csv:2", "ha 2 celle e le colonne sono 10"),
        ('07,"Lig"uria,,,,,1948-01-01,,Liguria,', "regions.csv:2", "virgolette"),
    ],
)
def test_a_row_that_is_torn_is_refused(line: str, place: str, why: str) -> None:
    content = f"{','.join(REGIONS.columns)}\n{line}\n".encode()

    with pytest.raises(InvalidInput) as refused:
        read_lines(REGIONS, content)

    assert why in refused.value.fields[place]


def test_the_same_row_twice_is_refused() -> None:
    line = "07,Liguria,,,,ITC3,1948-01-01,,Liguria,"

    with pytest.raises(InvalidInput) as refused:
        read_lines(REGIONS, f"{','.join(REGIONS.columns)}\n{line}\n{line}\n".encode())

    assert "la stessa cosa della riga 2" in refused.value.fields["regions.csv:3:istat_code"]


def test_of_many_mistakes_the_first_twenty_are_told_and_the_others_counted() -> None:
    lines = "\n".join(["7,Liguria,,,,ITC3,1948-01-01,,Liguria,"] * 50)

    with pytest.raises(InvalidInput) as refused:
        read_lines(REGIONS, f"{','.join(REGIONS.columns)}\n{lines}\n".encode())

    assert len(refused.value.fields) == 21
    assert "altri 30 punti" in refused.value.fields[""]


def test_a_file_that_we_do_not_know_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"comuni\.csv: è un file che non conosco"):
        find_files(only("comuni.csv", tmp_path, "a,b\n"))


@pytest.mark.parametrize("folder", ["", "nowhere"])
def test_a_folder_without_data_is_refused(folder: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=str(tmp_path)):
        find_files(tmp_path / folder)


async def test_a_comune_that_disappears_while_others_lead_to_it_is_refused(
    tmp_path: Path, open_database: None
) -> None:
    edition = an_edition(
        tmp_path,
        municipalities=with_columns("istat_code", "019116", valid_to="2027-01-01",
                                    successor_code="019036", current_code="019036",
                                    change_type="merged"),
    )  # fmt: skip

    with pytest.raises(InvalidInput) as refused:
        await actions.load(edition)

    place = f"municipalities.csv:{row_of('municipalities.csv', 'istat_code', '019116')}:istat_code"
    assert "2 comuni di prima portano ancora qui" in refused.value.fields[place]


def test_an_edition_without_one_of_its_rows_can_be_read(tmp_path: Path) -> None:
    edition = an_edition(tmp_path, municipalities=without("istat_code", "019036"))

    found = {one.sheet.file: one for one in find_files(edition)}

    lines = read_lines(SHEETS["municipalities.csv"], found["municipalities.csv"].content)
    assert len(lines) == len(rows_of("municipalities.csv")) - 1


names = st.text(
    st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=30
).map(str.strip).filter(bool)  # fmt: skip


@given(names, st.one_of(names, st.just("NA"), st.just("NO"), st.just("null"), st.just("")))
def test_what_is_written_is_what_is_read(name: str, other: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(REGIONS.columns)
    writer.writerow(["07", name, other, "", "", "ITC3;ITC4", "1948-01-01", "", name, other])

    [(n, line)] = read_lines(REGIONS, out.getvalue().encode())

    assert isinstance(line, RegionRecord)
    assert (n, line.istat_code, line.name, line.name_de) == (2, "07", name, other)
    assert (line.nuts2, line.valid_to) == (["ITC3", "ITC4"], None)
