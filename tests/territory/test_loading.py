"""Loading a newer edition: what is new comes in, what was is not lost, twice is once."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from registry.platform.audit import events_about
from registry.platform.database import fetch, fetch_value
from registry.platform.errors import InvalidInput, NotAllowed
from registry.territory import actions, queries
from registry.territory.kinds import Deed
from tests.people import People
from tests.territory.make import Row, an_edition, rows_of, undone, write_rows

pytestmark = pytest.mark.usefixtures("db")

Change = Callable[[list[Row]], list[Row]]


def crema_becomes_crema_sul_serio(rows: list[Row]) -> list[Row]:
    """A comune is renamed on the 1st of March 2027."""
    old = next(row for row in rows if row["istat_code"] == "019035")
    new = {**old, "name_it": "Crema sul Serio", "valid_from": "2027-03-01"}
    old |= {"valid_to": "2027-02-28", "successor_code": "019035", "change_type": "renamed",
            "is_capital": ""}  # fmt: skip
    return [*rows, new]


def with_columns(key: str, value: str, /, **columns: str) -> Change:
    """The rows of that key and value with other columns."""

    def change(rows: list[Row]) -> list[Row]:
        return [row | columns if row[key] == value else row for row in rows]

    return change


def without(key: str, value: str) -> Change:
    return lambda rows: [row for row in rows if row[key] != value]


def dated(day: str) -> Change:
    return lambda rows: [row | {"as_of": day} for row in rows]


async def count_everything() -> list[int]:
    tables = ("region", "province", "municipality", "office", "office_coverage", "area",
              "area_member", "place", "place_within", "vintage", "territory_change")  # fmt: skip
    return [await fetch_value(f"SELECT count(*) FROM {table}") for table in tables]  # noqa: S608


async def test_loading_again_changes_nothing() -> None:
    before = await count_everything()

    report = await actions.load()

    assert not report.has_changed
    assert report.sentences() == ["Non è cambiato niente: questi dati ci sono già."]
    assert await count_everything() == before


async def test_reading_every_file_again_changes_nothing_either() -> None:
    async with undone():
        before = (await count_everything())[:-2]
        await fetch("UPDATE vintage SET digest = ''")

        report = await actions.load()

        assert (report.has_changed, report.unchanged_files) == (False, [])
        assert (await count_everything())[:-2] == before


async def test_a_renamed_comune_comes_in_and_its_former_name_stays(tmp_path: Path) -> None:
    edition = an_edition(tmp_path, municipalities=crema_becomes_crema_sul_serio)

    async with undone():
        report = await actions.load(edition)

        crema = await queries.find_place("com:019035")
        assert (crema.name, crema.former_names) == ("Crema sul Serio", ["Crema"])
        assert [(one.deed, one.key) for one in report.changes] == [
            (Deed.CLOSED, "019035 1928-05-29"),
            (Deed.ADDED, "019035 2027-03-01"),
        ]
        assert "valid_to: – → 2027-02-28" in str(report)
        assert await queries.is_within("com:019035", "area:distretto-cremasco")


async def test_the_former_values_of_what_changes_are_kept(tmp_path: Path) -> None:
    edition = an_edition(
        tmp_path, provinces=with_columns("istat_code", "035", name_it="Reggio Emilia")
    )

    async with undone():
        await actions.load(edition)

        kept = await fetch("SELECT * FROM territory_change WHERE table_name = 'province'")
        assert [(row["key"], row["deed"]) for row in kept] == [("035", "changed")]
        assert msgspec.json.decode(kept[0]["before"])["name"] == "Reggio nell'Emilia"
        assert msgspec.json.decode(kept[0]["after"])["name"] == "Reggio Emilia"
        assert (await queries.find_place("prov:035")).name == "Reggio Emilia"


async def test_a_row_that_the_newer_file_does_not_have_stays(tmp_path: Path) -> None:
    edition = an_edition(tmp_path, areas_examples=without("municipality_code", "019035"))

    async with undone():
        report = await actions.load(edition)

        assert await queries.is_within("com:019035", "area:distretto-cremasco")
        assert not report.has_changed
        assert next(one for one in report.tables if one.table == "area_member").absent == 1


async def test_a_province_that_passes_to_another_office_leaves_a_trace(tmp_path: Path) -> None:
    def to_nuoro(rows: list[Row]) -> list[Row]:
        with_gallura = with_columns("code", "pref-nu", covers_province_codes="113;114;116")
        return with_gallura(with_columns("code", "pref-ss", covers_province_codes="112")(rows))

    async with undone():
        report = await actions.load(an_edition(tmp_path, offices=to_nuoro))

        assert await queries.offices_serving("prov:113") == ["pref-nu"]
        assert {(one.deed, one.key) for one in report.changes} == {
            (Deed.WITHDRAWN, "pref-ss 113 2026-01-01"),
            (Deed.ADDED, "pref-nu 113 2026-01-01"),
        }


async def test_what_an_office_has_written_survives_a_newer_edition(tmp_path: Path) -> None:
    edition = an_edition(
        tmp_path, offices=with_columns("code", "pref-cr", name_official_it="Prefettura di Cremona")
    )

    async with undone():
        await fetch("UPDATE office SET certified_email = 'vera@pec.example' WHERE code = 'pref-cr'")
        await actions.load(edition)

        cremona = await queries.find_office("pref-cr")
        assert (cremona.name, cremona.certified_email) == (
            "Prefettura di Cremona", "vera@pec.example",
        )  # fmt: skip


async def test_a_folder_with_one_file_and_no_words_about_it_is_enough(tmp_path: Path) -> None:
    rows = with_columns("istat_code", "07", name_it="Liguria nuova")(rows_of("regions.csv"))
    write_rows(tmp_path / "regions.csv", rows)

    async with undone():
        await actions.load(tmp_path)

        vintages = {one.file: one.name for one in await queries.list_vintages()}
        assert vintages["regions.csv"] == tmp_path.name
        assert (await queries.find_place("reg:07")).name == "Liguria nuova"


async def test_an_older_edition_is_refused(tmp_path: Path) -> None:
    edition = an_edition(tmp_path, vintage=dated("2025-06-30"), regions=lambda rows: rows)

    with pytest.raises(InvalidInput, match="descrive il 30/06/2025, e c'è già la situazione"):
        await actions.load(edition)


async def test_only_who_administers_the_registry_loads(as_: People) -> None:
    with pytest.raises(NotAllowed):
        await actions.load(by=as_.operator_cr)


async def test_the_history_tells_who_loaded_what(as_: People, tmp_path: Path) -> None:
    edition = an_edition(tmp_path, municipalities=crema_becomes_crema_sul_serio)

    async with undone():
        await actions.load(edition, by=as_.admin)

        event = (await events_about("territory", "data"))[0]
        assert event.user_name == as_.admin.name
        assert event.sentence == (
            "Caricati i dati del territorio (ISTAT e ANPR, situazione al 21/02/2026):"
            " 1 righe nuove, 1 cambiate"
        )
