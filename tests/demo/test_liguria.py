"""The table and the operating structure of Liguria: no row, no word and no date is lost."""

from typing import Any

import pytest

from registry.networks import queries as networks
from registry.networks.kinds import Basis
from registry.networks.rows import ActionView, LevelView, ParticipantRow
from registry.partners import queries as partners
from registry.platform.database import fetch
from registry.protocols import queries as protocols
from tests.demo.conftest import Told
from tests.demo.sources import ROWS, SOURCES, words_of


async def _rows_of(told: Told, n: int) -> list[ParticipantRow]:
    rows = await networks.participants(told.made["hth"], by=told.people["manager_ge"])
    return [row for row in rows if row.source_row == n]


@pytest.mark.parametrize(("n", "row"), ROWS)
async def test_every_cell_of_the_liguria_table_is_in_the_registry_word_for_word(
    told: Told, n: int, row: dict[str, Any]
) -> None:
    kept = await _rows_of(told, n)

    for one in kept:
        assert [one.source_cell, *one.source_row_words] == row["cells"]
        assert row["cells"][1] in (one.role_words, one.activity)
        assert one.when_text == row["cells"][2]
        assert one.source_title == "HTH Liguria – Rete di partenariato e collaborazione"
        assert one.source_file_name


@pytest.mark.parametrize(("n", "row"), ROWS)
async def test_every_body_of_a_cell_takes_part_by_itself(
    told: Told, n: int, row: dict[str, Any]
) -> None:
    kept = await _rows_of(told, n)

    assert [one.body.name for one in kept] == row["bodies"]


@pytest.mark.parametrize(("n", "row"), ROWS)
async def test_each_start_is_the_date_that_the_words_say(
    told: Told, n: int, row: dict[str, Any]
) -> None:
    for one in await fetch(
        "SELECT when_edtf, when_period, when_state, when_note FROM participation"
        " WHERE network = $1 AND source_row = $2",
        told.made["hth"],
        n,
    ):
        assert one["when_edtf"] == row.get("edtf")
        assert one["when_period"] == row.get("period")
        assert one["when_state"] == row.get("state")
        assert one["when_note"] == row["note"] if "note" in row else True


async def test_the_table_has_twelve_rows_and_no_more(told: Told) -> None:
    rows = await networks.participants(told.made["hth"], by=told.people["manager_ge"])

    assert {row.source_row for row in rows} == set(range(1, 13))


async def test_the_group_is_of_2016_and_its_member_active_since_the_early_2000s(told: Told) -> None:
    group = await partners.view(told.made["ats-incontrare"], by=told.people["manager_ge"])

    member = await fetch("SELECT * FROM membership WHERE member = $1", told.made["afet-aquilone"])

    assert [one.name for one in group.members] == ["Afet Aquilone onlus"]
    assert [row["when_edtf"] for row in member] == ["200X"]
    assert member[0]["when_period"] == "2000~/.."
    assert (await _rows_of(told, 9))[0].starts_earliest.year == 2016  # type: ignore[union-attr]  # it has a date


@pytest.mark.parametrize("name", ["Comune della Spezia", "Comune di La Spezia"])
async def test_the_same_place_under_two_names_is_one_partner(told: Told, name: str) -> None:
    spezia = await partners.view(told.made["comune-spezia"], by=told.people["manager_ge"])

    assert name in {spezia.name, *(one.name for one in spezia.names)}
    assert not await fetch("SELECT 1 FROM partner WHERE name = 'Comune di La Spezia'")


async def test_a_practice_that_became_an_act_says_when(told: Told) -> None:
    (row,) = await _rows_of(told, 10)

    assert (row.basis, row.formalised_text) == (Basis.PRACTICE, "nel 2018")


async def test_help_without_any_formal_protocol_is_recorded_as_such(told: Told) -> None:
    rows = await networks.participants(told.made["oltre-hth"], by=told.people["manager_ge"])

    informal = {row.body.name: row.basis_words for row in rows if row.basis is Basis.NONE}
    practice = {row.body.name for row in rows if row.basis is Basis.PRACTICE}

    assert informal == {
        "Comune della Spezia": "senza che alcun protocollo formale sia stato stilato"
    }
    assert practice == {"CGIL"}


async def test_the_act_on_labour_exploitation_is_in_definition_with_the_six_bodies_of_its_row(
    told: Told,
) -> None:
    act = await protocols.view(told.made["atto-lavoro"], by=told.people["manager_ge"])

    assert (act.status, act.when_state) == ("in_definition", "in_definition")
    assert [party.name for party in act.parties] == SOURCES["liguria"][10]["bodies"]


async def test_it_is_asked_whether_the_prefettura_is_a_party_of_the_act_of_2018(told: Told) -> None:
    by = told.people["manager_ge"]
    prefettura = await partners.view(told.made["prefettura-genova"], by=by)
    act = await protocols.view(told.made["atto-commissione"], by=by)

    assert any("2018" in one.question and one.is_open for one in prefettura.questions)
    assert {party.partner for party in act.parties} == {
        told.made["regione-liguria"],
        told.made["commissione-genova"],
    }


async def test_every_action_of_the_structure_is_there_with_all_its_lines(told: Told) -> None:
    tree = await networks.structure(told.made["hth"], by=told.people["manager_ge"])

    kept = [line for level in tree.levels for line in _of_level(level)]

    assert kept == [_expected(row) for row in SOURCES["structure"]]
    assert len(tree.scopes) == 6
    assert all(scope.lines for scope in tree.scopes)


def _of_level(level: LevelView) -> list[tuple[str, str, int, int, int]]:
    below = [line for one in level.levels for line in _of_level(one)]
    return [*(line for one in level.actions for line in _of_action(level.title, one)), *below]


def _of_action(level: str, action: ActionView) -> list[tuple[str, str, int, int, int]]:
    lines = len(action.access), len(action.activities), len(action.relations)
    own = (level, action.source_number, *lines)
    return [own, *(line for part in action.parts for line in _of_action(level, part))]


def _expected(row: dict[str, str]) -> tuple[str, str, int, int, int]:
    n = {name: int(row.get(name, 0)) for name in ("access", "activities", "relations")}
    return row["level"], row["number"], n["access"], n["activities"], n["relations"]


@pytest.mark.parametrize("fact", SOURCES["liguria_facts"])
async def test_the_operating_structure_as_a_document_says_every_fact(told: Told, fact: str) -> None:
    (path,) = told.out.glob("struttura-operativa_*.docx")

    assert fact.replace("’", "'") in words_of(path.read_bytes()).replace("’", "'")


async def test_protected_places_have_neither_address_nor_municipality(told: Told) -> None:
    rows = await fetch("SELECT * FROM shelter")

    assert len(rows) == 9
    assert {row["territory"] for row in rows} == {"reg:07", "prov:011"}
    assert set(rows[0].keys()) == {"id", "network", "kind", "for_whom", "territory"}
