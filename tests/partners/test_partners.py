"""What can be done with partners, by whom, and what is remembered of it."""

from datetime import date, datetime

import pytest

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
from registry.platform import clock
from registry.platform.accounts.roles import Actor, Visibility
from registry.platform.audit import events_about
from registry.platform.clock import ROME
from registry.platform.database import transaction
from registry.platform.errors import AlreadyThere, InvalidInput, NotAllowed, NotFound
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

    with pytest.raises(AlreadyThere, match="Qualcuno ha cambiato"):
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
