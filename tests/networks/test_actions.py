"""What can be done with networks, by whom, and what is remembered of it."""

from datetime import UTC, date, datetime

import pytest

from registry.networks import actions, queries
from registry.networks.kinds import Basis, ShelterKind
from registry.networks.permissions import can_edit
from registry.networks.shapes import (
    ActionData,
    ClosingData,
    LevelData,
    NetworkData,
    NetworkFilters,
    ParticipationData,
    ServiceData,
    ShelterData,
    SourceRowData,
)
from registry.networks.tables import Participation
from registry.partners import queries as partners
from registry.partners.shapes import PartnerFilters
from registry.platform import clock
from registry.platform.accounts.roles import Visibility
from registry.platform.audit import events_about
from registry.platform.database import fetch_value
from registry.platform.errors import (
    AlreadyThere,
    InvalidInput,
    NotAllowed,
    NotFound,
    WrongStatus,
)
from registry.platform.lists import Ask
from tests.networks.make import a_network, a_partner, a_source, takes_part
from tests.people import People

SPRING = datetime(2026, 4, 21, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("operator_ge", True),
        ("legal_ge", True),
        ("manager_ge", True),
        ("operator_cr", False),
        ("ministry", False),
        ("admin", False),
    ],
)
async def test_only_the_network_s_own_office_writes_it(as_: People, who: str, may: bool) -> None:
    network = await a_network(by=as_.manager_ge)
    actor = getattr(as_, who)

    assert can_edit(actor, network.office) is may


async def test_another_office_cannot_add_a_participant_even_where_it_may_read(as_: People) -> None:
    network = await a_network(by=as_.manager_ge, visibility=Visibility.NETWORK)
    partner = await a_partner(by=as_.operator_cr)

    with pytest.raises(NotAllowed, match="altro ufficio"):
        await takes_part(network, partner, by=as_.operator_cr)


async def test_another_office_does_not_find_what_is_of_the_office(as_: People) -> None:
    network = await a_network(by=as_.manager_ge, visibility=Visibility.OFFICE)

    with pytest.raises(NotFound, match="non c'è, o il tuo ufficio non può vederla"):
        await queries.view(network.id, by=as_.operator_cr)


async def test_the_ministry_reads_what_is_not_reserved(as_: People) -> None:
    of_office = await a_network("Rete nota", by=as_.manager_ge, visibility=Visibility.OFFICE)
    reserved = await a_network("Rete riservata", by=as_.manager_ge, visibility=Visibility.RESERVED)

    shown = await queries.view(of_office.id, by=as_.ministry)

    assert shown.name == "Rete nota"
    with pytest.raises(NotFound):
        await queries.view(reserved.id, by=as_.ministry)


async def test_a_second_network_of_the_same_name_is_refused(as_: People) -> None:
    await a_network("HTH Liguria", by=as_.manager_ge)

    with pytest.raises(AlreadyThere, match="c'è già"):
        await a_network("hth liguria", by=as_.manager_ge)


async def test_a_stale_change_is_refused_and_loses_nothing(as_: People) -> None:
    network = await a_network("HTH", by=as_.manager_ge)
    await actions.change_network(
        network.id, NetworkData(name="HTH 2"), version=1, by=as_.manager_ge
    )

    with pytest.raises(AlreadyThere, match="Manager Ge ha cambiato questi dati alle"):
        await actions.change_network(
            network.id, NetworkData(name="HTH 3"), version=1, by=as_.operator_ge
        )

    assert (await queries.view(network.id, by=as_.manager_ge)).name == "HTH 2"


async def test_a_project_keeps_the_words_of_its_period_and_their_meaning(as_: People) -> None:
    network = await a_network(
        by=as_.manager_ge, when="15 mesi, dal 1° dicembre 2017 al 28 febbraio 2019"
    )

    shown = await queries.view(network.id, by=as_.manager_ge)

    assert shown.when_text == "15 mesi, dal 1° dicembre 2017 al 28 febbraio 2019"
    assert (shown.starts_latest, shown.ends_earliest) == (date(2017, 12, 1), date(2019, 2, 28))
    assert shown.warnings == []


async def test_a_period_that_does_not_add_up_is_kept_and_told(as_: People) -> None:
    network = await a_network(
        by=as_.manager_ge, when="15 mesi, dal 1° dicembre 2017 al 31 dicembre 2019"
    )

    shown = await queries.view(network.id, by=as_.manager_ge)

    assert len(shown.warnings) == 1
    assert shown.ends_latest == date(2019, 12, 31)


async def test_a_place_that_does_not_exist_is_told_beside_its_field(as_: People) -> None:
    with pytest.raises(InvalidInput) as refused:
        await a_network(by=as_.manager_ge, places=["prov:999"])

    assert set(refused.value.fields) == {"places"}


async def test_every_act_leaves_its_sentence_in_the_network_s_history(as_: People) -> None:
    network = await a_network("HTH", by=as_.manager_ge)
    partner = await a_partner("Questura di Genova", by=as_.manager_ge)
    row = await takes_part(network, partner, by=as_.manager_ge, when="15/02/2012")
    await actions.close_participation(
        row.id, ClosingData(ends="nel 2019", reason="tavolo sciolto"), by=as_.operator_ge
    )

    told = [event.sentence for event in await events_about("network", network.id)]

    assert told == [
        "Chiusa la partecipazione di Questura di Genova: nel 2019. tavolo sciolto",
        "Questura di Genova partecipa a HTH: Partner, 15/02/2012",
        "Registrata la rete HTH",
    ]


async def test_what_is_refused_leaves_no_trace(as_: People) -> None:
    network = await a_network("HTH", by=as_.manager_ge)
    partner = await a_partner(by=as_.manager_ge)

    with pytest.raises(InvalidInput):
        await takes_part(network, partner, by=as_.manager_ge, with_partners=[partner.id])

    assert await queries.participants(network.id, by=as_.manager_ge) == []
    assert len(await events_about("network", network.id)) == 1


async def test_the_last_news_is_the_source_s_until_somebody_says_otherwise(as_: People) -> None:
    network = await a_network(by=as_.manager_ge)
    source = await a_source("2020", by=as_.manager_ge)
    row = await takes_part(
        network, await a_partner(by=as_.manager_ge), by=as_.manager_ge, source=source.id
    )

    with clock.standing_at(SPRING):
        confirmed = await actions.confirm_participation(row.id, by=as_.manager_ge)

    assert row.last_news_on == date(2020, 12, 31)
    assert confirmed.last_news_on == date(2026, 4, 21)


async def test_a_changed_row_keeps_its_confirmation(as_: People) -> None:
    network = await a_network(by=as_.manager_ge)
    partner = await a_partner(by=as_.manager_ge)
    row = await takes_part(network, partner, by=as_.manager_ge, when="2010")
    with clock.standing_at(SPRING):
        await actions.confirm_participation(row.id, by=as_.manager_ge)

    changed = await actions.change_participation(
        row.id,
        ParticipationData(
            partner=partner.id, when="2010", activity="nuova", last_news="confermata dall'ufficio"
        ),
        by=as_.manager_ge,
    )

    assert (changed.activity, changed.last_news_on) == ("nuova", date(2026, 4, 21))


async def test_a_day_to_come_confirms_nothing(as_: People) -> None:
    network = await a_network(by=as_.manager_ge)
    row = await takes_part(network, await a_partner(by=as_.manager_ge), by=as_.manager_ge)

    with clock.standing_at(SPRING), pytest.raises(InvalidInput, match="deve ancora venire"):
        await actions.confirm_participation(row.id, on=date(2027, 1, 1), by=as_.manager_ge)


async def test_what_is_closed_is_not_confirmed_until_it_is_reopened(as_: People) -> None:
    network = await a_network(by=as_.manager_ge)
    row = await takes_part(network, await a_partner(by=as_.manager_ge), by=as_.manager_ge)
    await actions.close_participation(row.id, ClosingData(ends="non si sa"), by=as_.manager_ge)

    with pytest.raises(WrongStatus, match="Prima riaprila"):
        await actions.confirm_participation(row.id, by=as_.manager_ge)

    await actions.reopen_participation(row.id, by=as_.manager_ge)
    confirmed = await actions.confirm_participation(row.id, by=as_.manager_ge)
    assert confirmed.ends_text == ""


async def test_an_end_before_the_beginning_is_refused(as_: People) -> None:
    network = await a_network(by=as_.manager_ge)
    row = await takes_part(
        network, await a_partner(by=as_.manager_ge), by=as_.manager_ge, when="13/10/2010"
    )

    with pytest.raises(InvalidInput, match="prima dell'inizio"):
        await actions.close_participation(row.id, ClosingData(ends="nel 2009"), by=as_.manager_ge)


async def test_a_row_that_was_a_mistake_goes_and_comes_back(as_: People) -> None:
    network = await a_network(by=as_.manager_ge)
    row = await takes_part(network, await a_partner(by=as_.manager_ge), by=as_.manager_ge)

    await actions.remove_participation(row.id, by=as_.manager_ge)
    without = await queries.participants(network.id, by=as_.manager_ge)
    await actions.restore_participation(row.id, by=as_.manager_ge)

    assert without == []
    assert len(await queries.participants(network.id, by=as_.manager_ge)) == 1


async def test_the_list_of_partners_knows_since_when_one_collaborates(as_: People) -> None:
    network = await a_network(by=as_.manager_ge)
    partner = await a_partner("Comune di Genova", by=as_.manager_ge)
    await takes_part(network, partner, by=as_.manager_ge, when="dall'anno 2010")
    await takes_part(network, partner, by=as_.manager_ge, when="dall'anno 2001")

    listing = await partners.list_partners(Ask(), PartnerFilters(), by=as_.manager_ge)

    assert (listing.items[0].collaborations, listing.items[0].since_text) == (2, "dall'anno 2001")


@pytest.mark.parametrize(
    ("whens", "situation"),
    [
        (["dal 1° dicembre 2017 al 28 febbraio 2019"], "ended"),
        (["dal 1° dicembre 2017 al 28 febbraio 2019", "dall'anno 2010"], "perhaps_active"),
        (["in corso di definizione"], "perhaps_active"),
    ],
)
async def test_a_partner_has_ended_when_each_collaboration_has_a_past_end(
    as_: People, whens: list[str], situation: str
) -> None:
    network = await a_network(by=as_.manager_ge)
    partner = await a_partner("Associazione Lule", by=as_.manager_ge)
    for when in whens:
        await takes_part(network, partner, by=as_.manager_ge, when=when)

    listing = await partners.list_partners(Ask(), PartnerFilters(), by=as_.manager_ge)

    assert listing.items[0].situation == situation


async def test_a_network_is_found_by_its_participants_and_by_its_actions(as_: People) -> None:
    network = await a_network("HTH Liguria", by=as_.manager_ge)
    await takes_part(network, await a_partner("AICCRE", by=as_.manager_ge), by=as_.manager_ge)
    level = await actions.add_level(network.id, LevelData(title="Regionale"), by=as_.manager_ge)
    await actions.add_action(level.id, ActionData(title="Unità di strada"), by=as_.manager_ge)

    found = [
        (await queries.list_networks(Ask(q=q), NetworkFilters(), by=as_.manager_ge)).total
        for q in ("aiccre", "strada", "caporalato")
    ]

    assert found == [1, 1, 0]


async def test_the_name_of_a_reserved_partner_is_hidden_from_other_offices(as_: People) -> None:
    network = await a_network(by=as_.manager_ge, visibility=Visibility.NETWORK)
    hidden = await a_partner("Casa delle donne", by=as_.manager_ge, visibility=Visibility.RESERVED)
    await takes_part(network, hidden, by=as_.manager_ge)

    seen_by = {
        who.office: (await queries.participants(network.id, by=who))[0].body
        for who in (as_.manager_ge, as_.operator_cr)
    }
    searched = await queries.list_networks(
        Ask(q="delle donne"), NetworkFilters(), by=as_.operator_cr
    )

    assert (seen_by["pref-ge"].id, seen_by["pref-ge"].name) == (hidden.id, "Casa delle donne")
    assert (seen_by["pref-cr"].id, seen_by["pref-cr"].name) == (
        None,
        "Ente riservato a un altro ufficio",
    )
    assert searched.total == 0


async def test_an_address_near_a_protected_place_is_refused_where_it_stands(as_: People) -> None:
    network = await a_network(by=as_.manager_ge)
    level = await actions.add_level(network.id, LevelData(title="Regionale"), by=as_.manager_ge)

    with pytest.raises(InvalidInput) as refused:
        await actions.add_action(
            level.id,
            ActionData(
                title="Accoglienza", activities=["Casa di fuga per donne", "via Garibaldi 3"]
            ),
            by=as_.manager_ge,
        )

    assert set(refused.value.fields) == {"activities"}


async def test_a_service_that_is_a_protected_place_has_no_place(as_: People) -> None:
    partner = await a_partner(by=as_.manager_ge)

    with pytest.raises(InvalidInput) as refused:
        await actions.add_service(
            ServiceData(name="Casa rifugio Aurora", provider=partner.id, place_words="Chiavari"),
            by=as_.manager_ge,
        )

    assert set(refused.value.fields) == {"place_words"}


async def test_a_protected_place_has_no_column_for_an_address(as_: People) -> None:
    network = await a_network(by=as_.manager_ge)
    new = ShelterData(kind=ShelterKind.ESCAPE_HOUSE, for_whom="donne", territory="prov:010")
    shelter = await actions.add_shelter(network.id, new, by=as_.manager_ge)

    columns = await fetch_value(
        "SELECT string_agg(column_name, ',' ORDER BY column_name)"
        " FROM information_schema.columns WHERE table_name = 'shelter'"
    )

    assert columns == "for_whom,id,kind,network,territory"
    assert shelter.territory == "prov:010"


async def test_actions_are_numbered_without_gaps_whatever_the_source_printed(as_: People) -> None:
    network = await a_network(by=as_.manager_ge)
    level = await actions.add_level(network.id, LevelData(title="Regionale"), by=as_.manager_ge)
    first = await actions.add_action(
        level.id, ActionData(title="Emersione", source_number="2."), by=as_.manager_ge
    )
    for title, number in (("Prima emergenza", "2.1"), ("Prima assistenza", "2.3")):
        await actions.add_action(
            level.id,
            ActionData(title=title, source_number=number, parent=first.id),
            by=as_.manager_ge,
        )

    tree = await queries.structure(network.id, by=as_.manager_ge)

    parts = tree.levels[0].actions[0].parts
    assert [(part.number, part.source_number) for part in parts] == [("1.1", "2.1"), ("1.2", "2.3")]


async def test_an_action_moves_one_place_and_stays_at_the_end(as_: People) -> None:
    network = await a_network(by=as_.manager_ge)
    level = await actions.add_level(network.id, LevelData(title="Regionale"), by=as_.manager_ge)
    added = [
        await actions.add_action(level.id, ActionData(title=title), by=as_.manager_ge)
        for title in ("prima", "seconda", "terza")
    ]

    await actions.move_action(added[2].id, up=True, by=as_.manager_ge)
    await actions.move_action(added[0].id, up=True, by=as_.manager_ge)

    tree = await queries.structure(network.id, by=as_.manager_ge)
    assert [action.title for action in tree.levels[0].actions] == ["prima", "terza", "seconda"]


async def test_a_part_of_another_level_s_action_is_refused(as_: People) -> None:
    network = await a_network(by=as_.manager_ge)
    one = await actions.add_level(network.id, LevelData(title="Regionale"), by=as_.manager_ge)
    two = await actions.add_level(network.id, LevelData(title="Territoriale"), by=as_.manager_ge)
    action = await actions.add_action(one.id, ActionData(title="Emersione"), by=as_.manager_ge)

    with pytest.raises(InvalidInput, match="stesso livello"):
        await actions.add_action(
            two.id, ActionData(title="Parte", parent=action.id), by=as_.manager_ge
        )


async def test_a_source_of_another_office_cannot_be_used(as_: People) -> None:
    network = await a_network(by=as_.manager_ge)
    theirs = await a_source(by=as_.operator_cr)
    partner = await a_partner(by=as_.manager_ge)

    with pytest.raises(InvalidInput, match="altro ufficio"):
        await takes_part(network, partner, by=as_.manager_ge, source=theirs.id)


async def test_a_row_of_four_bodies_enters_whole_or_not_at_all(as_: People) -> None:
    network = await a_network(by=as_.manager_ge)
    one = await a_partner(by=as_.manager_ge)

    with pytest.raises(InvalidInput):
        await actions.add_source_row(
            network.id, SourceRowData(partners=[one.id, 99_999]), by=as_.manager_ge
        )

    assert await Participation.count() == 0


async def test_a_practice_that_became_an_act_keeps_both_facts(as_: People) -> None:
    network = await a_network(by=as_.manager_ge)
    row = await takes_part(
        network,
        await a_partner(by=as_.manager_ge),
        by=as_.manager_ge,
        basis=Basis.PRACTICE,
        when="attive da molti anni",
        formalised="nel 2018",
    )

    assert row.when_text == "attive da molti anni"
    assert row.starts_latest is None
    assert (row.formalised_earliest, row.formalised_latest) == (
        date(2018, 1, 1),
        date(2018, 12, 31),
    )


async def test_those_without_news_for_two_years_wait_for_their_own_office(as_: People) -> None:
    network = await a_network(by=as_.manager_ge, visibility=Visibility.NETWORK)
    old, new = await a_source("2020", by=as_.manager_ge), await a_source("2026", by=as_.manager_ge)
    stale = await a_partner("AICCRE", by=as_.manager_ge)
    fresh = await a_partner("Questura di Genova", by=as_.manager_ge)
    await takes_part(network, stale, by=as_.manager_ge, when="2010", source=old.id)
    await takes_part(network, fresh, by=as_.manager_ge, when="2012", source=new.id)

    with clock.standing_at(SPRING):
        ours = await queries.to_confirm(by=as_.operator_ge)
        theirs = await queries.to_confirm(by=as_.operator_cr)

    assert [row.body.name for row in ours] == ["AICCRE"]
    assert theirs == []
