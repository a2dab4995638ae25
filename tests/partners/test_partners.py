"""What can be done with partners, by whom, and what is remembered of it."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from msgspec import structs

from registry.dates.reading import read
from registry.partners import actions, queries
from registry.partners.identifiers import Scheme
from registry.partners.kinds import Kind, NameKind, Nature, SuccessionKind
from registry.partners.shapes import (
    ContactData,
    IdentifierData,
    MemberData,
    NameData,
    PartnerData,
    PartnerFilters,
    SuccessionData,
    TieData,
)
from registry.partners.tables import Partner
from registry.platform import clock
from registry.platform.accounts.roles import Actor, Visibility
from registry.platform.audit import events_about
from registry.platform.clock import ROME
from registry.platform.database import transaction
from registry.platform.errors import AlreadyThere, InvalidInput, NotAllowed, NotFound, Stale
from registry.platform.lists import Ask
from tests.partners.make import a_partner
from tests.people import People

pytestmark = pytest.mark.usefixtures("db")

EVERYTHING = PartnerFilters()


async def test_a_partner_takes_its_nature_from_its_kind(as_: People) -> None:
    partner = await a_partner("Caritas Cremonese", kind=Kind.RELIGIOUS_BODY, by=as_.operator_cr)

    shown = await queries.view(partner.id, by=as_.operator_cr)

    assert shown.nature == Nature.ECCLESIASTICAL


async def test_the_same_body_is_not_registered_twice(as_: People) -> None:
    await a_partner("Comune di Crema", by=as_.operator_cr)

    with pytest.raises(AlreadyThere, match="c'è già"):
        await a_partner("COMUNE DI CREMA", by=as_.legal_cr)


async def test_a_place_that_does_not_exist_is_refused(as_: People) -> None:
    with pytest.raises(InvalidInput):
        await a_partner("Comune di Nessundove", place="com:999999", by=as_.operator_cr)


async def test_an_operator_of_one_office_cannot_change_another_s_partner(as_: People) -> None:
    partner = await a_partner("Comune di Genova", by=as_.operator_ge)

    with pytest.raises(NotAllowed, match="altro ufficio"):
        await actions.change(
            partner.id, PartnerData(name="Altro", kind=Kind.OTHER), by=as_.operator_cr
        )

    assert (await queries.find(partner.id, by=as_.operator_ge)).name == "Comune di Genova"


async def test_a_reserved_partner_does_not_exist_for_others(as_: People) -> None:
    partner = await a_partner("Casa rifugio", visibility=Visibility.RESERVED, by=as_.operator_ge)

    for reader in (as_.operator_cr, as_.ministry):
        with pytest.raises(NotFound):
            await queries.view(partner.id, by=reader)
        assert (await queries.list_partners(Ask(), EVERYTHING, by=reader)).total == 0


async def test_a_change_made_from_an_old_version_is_refused(as_: People) -> None:
    partner = await a_partner("Provincia di Cremona", kind=Kind.PROVINCE, by=as_.operator_cr)
    seen = partner.version
    renamed = PartnerData(name="Provincia di Cremona", kind=Kind.PROVINCE, notes="prima")
    await actions.change(partner.id, renamed, version=seen, by=as_.colleague_cr)

    with pytest.raises(Stale, match="Colleague Cr ha cambiato questo partner alle"):
        await actions.change(partner.id, renamed, version=seen, by=as_.operator_cr)


async def test_a_partner_is_found_by_its_former_name_without_accents(as_: People) -> None:
    partner = await a_partner("ATS della Val Padana", kind=Kind.HEALTH_AGENCY, by=as_.operator_cr)
    former = NameData(name="ASL di Città Vecchia", kind=NameKind.FORMER, when="fino al 2015")
    await actions.add_name(partner.id, former, by=as_.operator_cr)

    found = await queries.list_partners(Ask(q="citta vecchia"), EVERYTHING, by=as_.legal_ge)

    assert [row.former_name for row in found.items] == ["ASL di Città Vecchia"]


async def test_a_code_is_kept_once_and_in_its_register_s_form(as_: People) -> None:
    lule = await a_partner("Associazione Lule", kind=Kind.ASSOCIATION, by=as_.operator_cr)
    entry = IdentifierData(
        scheme=Scheme.IMMIGRATION_REGISTER, value="c/4/2000/mi", details="II sezione, lettera b)"
    )
    await actions.add_identifier(lule.id, entry, by=as_.operator_cr)

    with pytest.raises(AlreadyThere):
        await actions.add_identifier(lule.id, entry, by=as_.operator_cr)

    shown = await queries.view(lule.id, by=as_.operator_cr)
    assert [(code.value, code.details) for code in shown.identifiers] == [
        ("C/4/2000/MI", "II sezione, lettera b)")
    ]


async def test_a_group_has_members_from_the_time_that_the_source_tells(as_: People) -> None:
    group = await a_partner("ATS InConTraRe", kind=Kind.PURPOSE_GROUP, by=as_.manager_ge)
    member = await a_partner("Afet Aquilone", kind=Kind.ASSOCIATION, by=as_.manager_ge)
    joined = MemberData(member=member.id, when="dai primi anni 2000")
    await actions.add_member(group.id, joined, by=as_.manager_ge)

    shown = await queries.view(group.id, by=as_.manager_ge)

    assert [(row.name, row.when_text) for row in shown.members] == [
        ("Afet Aquilone", "dai primi anni 2000")
    ]


async def test_a_body_is_not_a_member_of_itself(as_: People) -> None:
    group = await a_partner("ATS InConTraRe", kind=Kind.PURPOSE_GROUP, by=as_.manager_ge)

    with pytest.raises(InvalidInput, match="se stesso"):
        await actions.add_member(group.id, MemberData(member=group.id), by=as_.manager_ge)


async def test_who_follows_a_body_is_shown_on_both(as_: People) -> None:
    old = await a_partner("ASL di Cremona", kind=Kind.HEALTH_AUTHORITY, by=as_.operator_cr)
    new = await a_partner("ATS della Val Padana", kind=Kind.HEALTH_AGENCY, by=as_.operator_cr)
    followed = SuccessionData(successor=new.id, kind=SuccessionKind.MERGED, when="1/1/2016")
    await actions.succeed(old.id, followed, by=as_.operator_cr)

    shown = await queries.view(new.id, by=as_.operator_cr)
    former = await queries.list_partners(
        Ask(), PartnerFilters(situation="ended"), by=as_.operator_cr
    )

    assert [row.name for row in shown.predecessors] == ["ASL di Cremona"]
    assert [row.name for row in former.items] == ["ASL di Cremona"]


async def test_a_question_stays_open_until_somebody_answers(as_: People) -> None:
    partner = await a_partner("Prefettura di Genova", kind=Kind.PREFETTURA, by=as_.manager_ge)
    await actions.ask(partner.id, "È parte dell'atto?", by=as_.manager_ge)
    question = (await queries.view(partner.id, by=as_.manager_ge)).questions[0]

    await actions.answer(partner.id, question.id, "Solo la prassi.", by=as_.manager_ge)

    after = (await queries.view(partner.id, by=as_.manager_ge)).questions[0]
    assert (after.is_open, after.answer) == (False, "Solo la prassi.")


async def test_an_office_to_write_to_can_be_taken_away(as_: People) -> None:
    partner = await a_partner(by=as_.operator_cr)
    await actions.add_contact(partner.id, ContactData(unit="Ufficio di piano"), by=as_.operator_cr)
    contact = (await queries.view(partner.id, by=as_.operator_cr)).contacts[0]

    await actions.remove_contact(partner.id, contact.id, by=as_.operator_cr)

    assert (await queries.view(partner.id, by=as_.operator_cr)).contacts == []


async def test_every_act_leaves_its_sentence(as_: People) -> None:
    partner = await a_partner("Comune di Cremona", by=as_.operator_cr)
    await actions.add_contact(partner.id, ContactData(unit="Ufficio di piano"), by=as_.operator_cr)

    told = [event.sentence for event in await events_about("partner", partner.id)]

    assert told == [
        "Aggiunto a Comune di Cremona il referente Ufficio di piano",
        "Registrato il partner Comune di Cremona",
    ]


async def test_the_list_sorts_by_the_earliest_possible_start(as_: People) -> None:
    since = {"Dal 2010": "2010", "Dal 2001": "dall'anno 2001", "Senza data": ""}
    for name, words in since.items():
        partner = await a_partner(name, kind=Kind.OTHER, by=as_.operator_cr)
        await _tie(partner.id, words)

    rows = await queries.list_partners(Ask(sort="since"), EVERYTHING, by=as_.operator_cr)

    assert [row.name for row in rows.items] == ["Dal 2001", "Dal 2010", "Senza data"]


async def _tie(partner_id: int, words: str) -> None:

    start = read(words) if words else None
    told = TieData(
        ties=1 if words else 0,
        since_text=words,
        since_earliest=start.earliest if start else None,
        since_latest=start.latest if start else None,
    )
    async with transaction():
        await actions.record_ties(partner_id, told, room="networks")


async def test_facets_count_only_what_the_filters_leave(as_: People) -> None:
    await a_partner("Comune di Cremona", by=as_.operator_cr)
    await a_partner("Comune di Crema", by=as_.operator_cr)
    await a_partner("CISVOL", kind=Kind.VOLUNTEER_CENTRE, by=as_.operator_cr)

    rows = await queries.list_partners(Ask(q="comune"), EVERYTHING, by=as_.operator_cr)

    assert [(facet.value, facet.count) for facet in rows.facets["kind"]] == [("municipality", 2)]
    assert rows.total == 2


@pytest.mark.parametrize("sort", ["name; DROP TABLE partner", "password", "-"])
async def test_an_order_that_the_list_does_not_have_is_refused(as_: People, sort: str) -> None:
    with pytest.raises(InvalidInput, match="ordinare"):
        await queries.list_partners(Ask(sort=sort), EVERYTHING, by=as_.operator_cr)


async def test_a_body_whose_ties_are_all_over_has_ended_from_the_day_after(as_: People) -> None:
    lule = await a_partner("Associazione Lule", kind=Kind.ASSOCIATION, by=as_.operator_cr)
    wings = TieData(ties=1, over_on=date(2019, 2, 28), is_going_on=True)
    async with transaction():
        await actions.record_ties(lule.id, wings, room="networks")

    with clock.standing_at(datetime(2019, 2, 28, 12, tzinfo=ROME)):
        assert await _situation(by=as_.operator_cr) == "active"
    with clock.standing_at(datetime(2019, 3, 1, 12, tzinfo=ROME)):
        assert await _situation(by=as_.operator_cr) == "ended"

    async with transaction():
        await actions.record_ties(lule.id, TieData(ties=1), room="protocols")
    assert await _situation(by=as_.operator_cr) == "perhaps_active"


async def _situation(*, by: Actor) -> str:
    rows = await queries.list_partners(Ask(q="lule"), EVERYTHING, by=by)
    return rows.items[0].situation


async def _one_of_each(by: Actor) -> tuple[Partner, dict[str, int]]:
    """A body with a name, a code, a member and a successor, and the number of each."""
    group = await a_partner("ATS InConTraRe", kind=Kind.PURPOSE_GROUP, by=by)
    member = await a_partner("Afet Aquilone", kind=Kind.ASSOCIATION, by=by)
    after = await a_partner("Rete InConTraRe", kind=Kind.NETWORK_BODY, by=by)
    name = NameData(name="Ats Incontrare", kind=NameKind.ALIAS, when="fino al 2018")
    code = IdentifierData(scheme=Scheme.TAX_CODE, value="80188230587", details="come è scritto")
    joined = MemberData(member=member.id, role="capofila", when="dai primi anni 2000")
    followed = SuccessionData(successor=after.id, kind=SuccessionKind.RENAMED, when="nel 2020")
    return group, {
        "names": (await actions.add_name(group.id, name, by=by)).id,
        "identifiers": (await actions.add_identifier(group.id, code, by=by)).id,
        "members": (await actions.add_member(group.id, joined, by=by)).id,
        "successions": (await actions.succeed(group.id, followed, by=by)).id,
    }


REMOVALS = {
    "names": (actions.remove_name, "names", "Tolto da ATS InConTraRe il nome Ats Incontrare"),
    "identifiers": (
        actions.remove_identifier, "identifiers", "Tolto da ATS InConTraRe il codice 80188230587",
    ),
    "members": (
        actions.remove_member, "members", "Tolto Afet Aquilone da ATS InConTraRe: non ne fa parte",
    ),
    "successions": (
        actions.remove_succession, "successors",
        "Tolta la successione: a ATS InConTraRe non segue Rete InConTraRe",
    ),
}  # fmt: skip


@pytest.mark.parametrize("part", REMOVALS)
async def test_what_was_a_mistake_is_taken_away_and_put_back_whole(as_: People, part: str) -> None:
    by = as_.manager_ge
    group, ids = await _one_of_each(by)
    remove, shown_as, sentence = REMOVALS[part]
    before = getattr(await queries.view(group.id, by=by), shown_as)

    event = await remove(group.id, ids[part], by=by)
    without = await queries.view(group.id, by=by)
    told = [one.sentence for one in await events_about("partner", group.id, limit=1)]
    await actions.put_back(group.id, event, by=by)

    after = getattr(await queries.view(group.id, by=by), shown_as)
    assert getattr(without, shown_as) == []
    assert told == [sentence]
    assert _facts(after) == _facts(before) != []


def _facts(rows: list[Any]) -> list[dict[str, Any]]:
    """What the rows say, whatever their number."""
    own = ("tie",) if rows and hasattr(rows[0], "tie") else ("id",)
    return [{k: v for k, v in structs.asdict(row).items() if k not in own} for row in rows]


@pytest.mark.parametrize("part", REMOVALS)
async def test_another_office_takes_nothing_away(as_: People, part: str) -> None:
    group, ids = await _one_of_each(as_.manager_ge)
    remove, _shown_as, _sentence = REMOVALS[part]

    with pytest.raises(NotAllowed):
        await remove(group.id, ids[part], by=as_.operator_cr)


@pytest.mark.parametrize("part", REMOVALS)
async def test_a_row_of_another_partner_is_not_taken_away_from_this_one(
    as_: People, part: str
) -> None:
    group, ids = await _one_of_each(as_.manager_ge)
    other = await a_partner("Comune di Savona", by=as_.manager_ge)
    remove, shown_as, _sentence = REMOVALS[part]

    with pytest.raises(NotFound):
        await remove(other.id, ids[part], by=as_.manager_ge)

    assert len(getattr(await queries.view(group.id, by=as_.manager_ge), shown_as)) == 1


async def test_a_name_taken_away_no_longer_finds_the_body_and_put_back_does(as_: People) -> None:
    by = as_.manager_ge
    val = await a_partner("ATS della Val Padana", kind=Kind.HEALTH_AGENCY, by=by)
    former = NameData(name="ASL di Cremona", kind=NameKind.FORMER)
    name = await actions.add_name(val.id, former, by=by)

    event = await actions.remove_name(val.id, name.id, by=by)
    lost = await queries.look_up("asl cremona", by=by)
    await actions.put_back(val.id, event, by=by)

    assert lost.items == []
    assert [one.id for one in (await queries.look_up("asl cremona", by=by)).items] == [val.id]


async def test_what_was_taken_away_is_put_back_once_and_within_thirty_days(as_: People) -> None:
    by = as_.manager_ge
    group, ids = await _one_of_each(by)
    event = await actions.remove_name(group.id, ids["names"], by=by)
    added = (await events_about("partner", group.id))[1]

    later = clock.standing_at(clock.now() + timedelta(days=31))
    with later, pytest.raises(NotFound, match="non si può più annullare"):
        await actions.put_back(group.id, event, by=by)
    with pytest.raises(NotFound):
        await actions.put_back(group.id, added.id, by=by)
    await actions.put_back(group.id, event, by=by)
    with pytest.raises(AlreadyThere):
        await actions.put_back(group.id, event, by=by)


async def test_an_event_of_another_partner_puts_nothing_back_here(as_: People) -> None:
    group, ids = await _one_of_each(as_.manager_ge)
    other = await a_partner("Comune di Savona", by=as_.manager_ge)
    event = await actions.remove_name(group.id, ids["names"], by=as_.manager_ge)

    with pytest.raises(NotFound):
        await actions.put_back(other.id, event, by=as_.manager_ge)


async def test_a_succession_has_two_ends_and_one_direction(as_: People) -> None:
    by = as_.operator_cr
    old = await a_partner("ASL di Cremona", kind=Kind.HEALTH_AUTHORITY, by=by)
    new = await a_partner("ATS della Val Padana", kind=Kind.HEALTH_AGENCY, by=by)
    followed = SuccessionData(successor=new.id, kind=SuccessionKind.MERGED)
    await actions.succeed(old.id, followed, by=by)

    with pytest.raises(AlreadyThere, match="gli succede già"):
        await actions.succeed(old.id, followed, by=by)
    for former, after, why in ((old, old, "a se stesso"), (new, old, "È il contrario")):
        with pytest.raises(InvalidInput, match=why):
            told = SuccessionData(successor=after.id, kind=SuccessionKind.MERGED)
            await actions.succeed(former.id, told, by=by)


async def test_a_body_that_follows_no_more_is_active_again(as_: People) -> None:
    by = as_.operator_cr
    lule = await a_partner("Associazione Lule", kind=Kind.ASSOCIATION, by=by)
    other = await a_partner("Fondazione Lule bis", kind=Kind.FOUNDATION, by=by)
    async with transaction():
        await actions.record_ties(lule.id, TieData(ties=1, is_going_on=True), room="networks")
    told = SuccessionData(successor=other.id, kind=SuccessionKind.ABSORBED)
    succession = await actions.succeed(lule.id, told, by=by)
    ended = await queries.list_partners(Ask(), PartnerFilters(situation="ended"), by=by)

    await actions.remove_succession(lule.id, succession.id, by=by)

    assert [row.name for row in ended.items] == ["Associazione Lule"]
    after = await queries.list_partners(Ask(), PartnerFilters(situation="active"), by=by)
    assert [row.name for row in after.items] == ["Associazione Lule"]


async def test_a_body_that_others_do_not_see_is_not_named_among_the_members(as_: People) -> None:
    group = await a_partner("ATS InConTraRe", kind=Kind.PURPOSE_GROUP, by=as_.manager_ge)
    shelter = await a_partner("Casa rifugio", visibility=Visibility.RESERVED, by=as_.manager_ge)
    await actions.add_member(group.id, MemberData(member=shelter.id), by=as_.manager_ge)

    ours = await queries.view(group.id, by=as_.operator_ge)
    theirs = await queries.view(group.id, by=as_.operator_cr)

    assert ([row.name for row in ours.members], theirs.members) == (["Casa rifugio"], [])


async def test_an_answer_that_was_wrong_is_taken_back_and_the_history_keeps_it(
    as_: People,
) -> None:
    partner = await a_partner("Prefettura di Genova", kind=Kind.PREFETTURA, by=as_.manager_ge)
    asked = await actions.ask(partner.id, "È parte dell'atto?", by=as_.manager_ge)
    await actions.answer(partner.id, asked.id, "No.", by=as_.manager_ge)

    await actions.reopen_question(partner.id, asked.id, by=as_.operator_ge)

    (question,) = (await queries.view(partner.id, by=as_.manager_ge)).questions
    told = [one.sentence for one in await events_about("partner", partner.id, limit=2)]
    assert (question.is_open, question.answer) == (True, "")
    assert told == [
        "Di nuovo da chiarire su Prefettura di Genova: È parte dell'atto?",
        "Chiarito su Prefettura di Genova: No.",
    ]


async def test_a_question_that_was_none_is_withdrawn_and_may_come_back(as_: People) -> None:
    partner = await a_partner(by=as_.operator_cr)
    asked = await actions.ask(partner.id, "  Di che anno è?  ", by=as_.operator_cr)

    event = await actions.withdraw_question(partner.id, asked.id, by=as_.operator_cr)
    without = (await queries.view(partner.id, by=as_.operator_cr)).questions
    await actions.put_back(partner.id, event, by=as_.operator_cr)

    after = (await queries.view(partner.id, by=as_.operator_cr)).questions
    assert (without, [one.question for one in after]) == ([], ["Di che anno è?"])


@pytest.mark.parametrize("words", ["", "   ", "x" * 1001])
async def test_a_question_without_words_or_without_end_is_refused(as_: People, words: str) -> None:
    partner = await a_partner(by=as_.operator_cr)

    with pytest.raises(InvalidInput):
        await actions.ask(partner.id, words, by=as_.operator_cr)


async def test_a_change_names_what_changed_in_words_and_one_that_says_the_same_is_none(
    as_: People,
) -> None:
    partner = await a_partner("Comune di Crema", by=as_.operator_cr)
    new = PartnerData(name="Comune di Crema", kind=Kind.MUNICIPALITY, seat_words="Crema", notes="x")

    for _again in range(2):
        await actions.change(partner.id, new, by=as_.operator_cr)

    told = [event.sentence for event in await events_about("partner", partner.id)]
    assert told[:-1] == ["Cambiato il partner Comune di Crema: sede, note"]
    assert (await queries.view(partner.id, by=as_.operator_cr)).version == 2


async def test_who_has_the_very_name_comes_first_and_many_are_said_to_be_more(
    as_: People,
) -> None:
    by = as_.operator_cr
    for n in range(13):
        await a_partner(f"Associazione Crema {n}", kind=Kind.ASSOCIATION, by=by)
    comune = await a_partner("Crema", place="com:019035", by=by)

    found = await queries.look_up("crema", by=by)
    besides = await queries.look_up("crema", by=by, besides=comune.id)

    assert (found.items[0].name, found.items[0].note) == ("Crema", "Comune · Crema")
    assert (len(found.items), found.has_more) == (12, True)
    assert comune.id not in [one.id for one in besides.items]
    assert (await queries.look_up(" ; -- ", by=by)).items == []


async def test_a_reserved_body_is_not_offered_to_others(as_: People) -> None:
    await a_partner("Casa rifugio", visibility=Visibility.RESERVED, by=as_.operator_ge)

    assert (await queries.look_up("rifugio", by=as_.operator_cr)).items == []
    assert len((await queries.look_up("rifugio", by=as_.manager_ge)).items) == 1
