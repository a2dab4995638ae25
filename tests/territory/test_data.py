"""What the registry begins with is whole and agrees with itself (data/SOURCES.md, checks)."""

import csv
import io
from datetime import date

import asyncpg
import pytest
import yaml

from registry.platform.database import fetch, fetch_value
from registry.territory import queries
from registry.territory.marks import is_known, notes_of
from tests.territory.make import rows_of, undone

pytestmark = pytest.mark.usefixtures("open_database")

COMUNI_PER_REGION = [1180, 74, 1501, 282, 559, 215, 234, 330, 273, 92,
                     225, 378, 305, 136, 550, 257, 131, 404, 391, 377]  # fmt: skip
SARDINIA = {"112": 66, "113": 26, "114": 53, "115": 87, "116": 23, "117": 28, "118": 70, "119": 24}
DAY_2025 = date(2025, 6, 1)


async def test_each_region_has_its_comuni() -> None:
    regions = await queries.list_regions()

    by_code = sorted(regions, key=lambda region: region.istat_code)
    assert [region.municipalities for region in by_code] == COMUNI_PER_REGION
    assert sum(COMUNI_PER_REGION) == 7894


async def test_sardinia_has_the_provinces_of_2026() -> None:
    rows = await fetch("""SELECT province, count(*) AS n FROM municipality m
                          JOIN province p ON p.istat_code = m.province
                          WHERE p.region = '20' AND m.valid_to IS NULL GROUP BY province""")

    assert {row["province"]: row["n"] for row in rows} == SARDINIA


async def test_every_row_of_the_files_is_kept() -> None:
    for table, file in (("region", "regions.csv"), ("province", "provinces.csv"),
                        ("municipality", "municipalities.csv"),
                        ("area_member", "areas_examples.csv")):  # fmt: skip
        kept = await fetch_value(f"SELECT count(*) FROM {table}")  # noqa: S608  named above

        assert kept == len(rows_of(file)), table


async def test_a_closed_comune_leads_to_one_that_follows_at_once_and_to_one_in_force() -> None:
    lost = await fetch("""
        SELECT m.istat_code FROM municipality m
        WHERE NOT EXISTS (SELECT 1 FROM municipality now
                          WHERE now.istat_code = m.current_code AND now.valid_to IS NULL)
           OR m.valid_to IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM municipality next
                WHERE next.istat_code = m.successor_code AND next.valid_from <= m.valid_to + 1
                  AND coalesce(next.valid_to, 'infinity') > m.valid_to)""")

    assert lost == []


async def test_no_two_periods_of_one_code_overlap() -> None:
    overlaps = await fetch("""
        SELECT a.istat_code FROM municipality a JOIN municipality b
          ON a.id < b.id AND (a.istat_code = b.istat_code OR a.cadastral_code = b.cadastral_code)
        WHERE daterange(a.valid_from, a.valid_to, '[]') && daterange(b.valid_from, b.valid_to, '[]')
    """)

    assert overlaps == []


async def test_a_comune_in_force_is_in_a_province_in_force() -> None:
    astray = await fetch("""SELECT m.istat_code FROM municipality m
                            JOIN province p ON p.istat_code = m.province
                            WHERE m.valid_to IS NULL AND p.valid_to IS NOT NULL""")

    assert astray == []


async def test_naples_and_novara_keep_their_abbreviations() -> None:
    naples, novara = await queries.find_province("NA"), await queries.find_province("NO")

    assert (naples.name, naples.abbreviation) == ("Napoli", "NA")
    assert (novara.name, novara.abbreviation) == ("Novara", "NO")


async def test_abbreviations_and_codes_survive_csv_and_yaml() -> None:
    rows = await fetch("SELECT istat_code, abbreviation FROM province ORDER BY istat_code")
    kept = [[row["istat_code"], row["abbreviation"]] for row in rows]

    out = io.StringIO()
    csv.writer(out).writerows(kept)
    from_csv = list(csv.reader(io.StringIO(out.getvalue())))
    from_yaml = yaml.safe_load(yaml.safe_dump(kept))

    assert from_csv == from_yaml == kept
    assert ["063", "NA"] in from_yaml
    assert ["003", "NO"] in from_yaml


async def test_the_database_itself_refuses_a_code_without_its_zeros() -> None:
    async with undone():
        with pytest.raises(asyncpg.CheckViolationError):
            await fetch("UPDATE municipality SET istat_code = '1001' WHERE istat_code = '001001'")


async def test_there_are_106_offices_and_each_sits_in_a_capital() -> None:
    rows = await fetch("SELECT kind, count(*) AS n FROM office GROUP BY kind")
    seats = await fetch_value("""SELECT count(*) FROM office o JOIN municipality m
        ON m.istat_code = o.seat_code AND m.valid_to IS NULL AND m.is_capital
        WHERE o.kind <> 'ministry'""")

    assert {row["kind"]: row["n"] for row in rows} == {
        "prefettura": 103, "commissariato_governo": 2, "presidenza_regione": 1, "ministry": 1,
    }  # fmt: skip
    assert seats == 106


async def test_the_offices_keep_the_codes_of_the_data() -> None:
    rows = await fetch("SELECT code FROM office WHERE kind <> 'ministry'")

    assert {row["code"] for row in rows} == {row["code"] for row in rows_of("offices.csv")}


@pytest.mark.parametrize(("day", "provinces"), [(date(2026, 11, 22), 110), (DAY_2025, 107)])
async def test_every_province_in_force_is_of_exactly_one_office(day: date, provinces: int) -> None:
    rows = await fetch(
        """SELECT p.istat_code, count(c.id) AS n FROM province p
           LEFT JOIN office_coverage c ON c.province = p.istat_code
             AND coalesce(c.valid_from, $1) <= $1 AND coalesce(c.valid_to, $1) >= $1
           WHERE p.valid_from <= $1 AND coalesce(p.valid_to, $1) >= $1
           GROUP BY p.istat_code""",
        day,
    )

    assert len(rows) == provinces
    assert {row["n"] for row in rows} == {1}


async def test_what_the_offices_cover_in_sardinia_since_2026_is_marked() -> None:
    rows = await fetch("SELECT province FROM office_coverage WHERE to_check <> ''")

    assert {row["province"] for row in rows} == set(SARDINIA)


async def test_a_suggested_mailbox_is_never_an_office_s_address() -> None:
    addresses = await fetch("SELECT code FROM office WHERE certified_email <> '' OR email <> ''")
    suggested = await fetch("SELECT DISTINCT status FROM office_suggestion")

    assert addresses == []
    assert [row["status"] for row in suggested] == ["unverified"]


async def test_the_districts_of_cremona_share_out_its_113_comuni() -> None:
    areas = {area.code: area.members for area in await queries.list_areas()}
    districts = [f"area:distretto-{name}" for name in ("cremasco", "cremonese", "casalasco")]
    comuni = {code for one in districts for code in await queries.places_inside(one)}
    in_force = await fetch_value(
        "SELECT count(*) FROM place WHERE code = ANY($1::text[]) AND kind = 'municipality'"
        " AND valid_to IS NULL",
        list(comuni),
    )

    assert [areas[one] for one in districts] == [48, 47, 18]
    assert in_force == 113


async def test_names_stand_in_the_languages_that_the_data_give() -> None:
    rows = await fetch("""SELECT province, name_other_lang AS lang, count(*) AS n FROM municipality
                          WHERE valid_to IS NULL AND name_other <> '' GROUP BY 1, 2""")
    counts = {(row["province"], row["lang"]): row["n"] for row in rows}

    assert counts["021", "de"] == 116
    assert counts["007", "fr"] == 1
    assert counts["022", "lld"] == 5
    assert sum(n for (_province, lang), n in counts.items() if lang == "sl") == 12


async def test_every_doubt_of_the_data_is_told_in_italian() -> None:
    columns = (("region", "to_check"), ("province", "to_check"), ("municipality", "to_check"),
               ("area_member", "to_check"), ("office", "notes"), ("office_coverage", "to_check"),
               ("office_suggestion", "note"))  # fmt: skip
    marks = {
        row["mark"]
        for table, column in columns
        for row in await fetch(f"SELECT DISTINCT {column} AS mark FROM {table}")  # noqa: S608
    }

    notes = {note for mark in marks for note in mark.split("; ") if note}
    assert [note for note in sorted(notes) if not is_known(note)] == []
    assert len(notes) > 50


def test_a_doubt_that_we_have_no_words_for_is_shown_as_it_is() -> None:
    assert notes_of("never heard of; replaced by 118") == [
        "«never heard of»",
        "la sostituisce la 118",
    ]


async def test_each_file_says_whose_it_is_and_under_which_licence() -> None:
    vintages = await queries.list_vintages()

    assert len(vintages) == 5
    assert all(one.source and one.licence and one.note for one in vintages)
