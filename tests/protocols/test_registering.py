"""Acts already signed: what is known is kept, what is not stays unknown."""

from datetime import date
from typing import Any

import pytest

from registry.partners import queries as partners
from registry.partners.shapes import PartnerFilters
from registry.platform.errors import AlreadyThere, InvalidInput, WrongStatus
from registry.platform.lists import Ask
from registry.protocols import actions, queries
from registry.protocols.kinds import (
    ActKind,
    PartyRole,
    RelationKind,
    Renewal,
    SignatureKind,
)
from registry.protocols.lifecycle import EXPIRED, IN_DEFINITION, SIGNED, SIGNING, PartyStatus
from registry.protocols.shapes import (
    HistoricAct,
    HistoricFacts,
    HistoricPartyData,
    PartyData,
    RelationData,
)
from tests.people import People
from tests.protocols.make import a_body, a_comune, a_historic_act, an_act, parties_of

pytestmark = pytest.mark.usefixtures("db")


async def test_a_title_is_enough_to_register_an_act(as_: People) -> None:
    act = await a_historic_act("Accordo di cui resta solo il nome", by=as_.operator_cr)

    shown = await queries.view(act.id, by=as_.operator_cr)

    assert (shown.status, shown.signed_on, shown.parties) == ("in_force", None, [])


async def test_an_act_signed_on_two_days_is_dated_on_the_second_and_keeps_the_words(
    as_: People,
) -> None:
    act = await a_historic_act(by=as_.operator_cr, signed_text="22 e 23 settembre 2015")

    assert act.signed_text == "22 e 23 settembre 2015"
    assert act.signed_on == date(2015, 9, 23)


async def test_an_act_signed_some_time_in_a_year_has_no_day(as_: People) -> None:
    act = await a_historic_act(by=as_.operator_cr, signed_text="nel 2003")

    assert act.signed_text == "nel 2003"
    assert act.signed_on is None


async def test_an_exact_day_in_words_is_understood_and_begins_the_act(as_: People) -> None:
    act = await a_historic_act(
        by=as_.operator_cr, signed_text="16 ottobre 2014", duration_months=24
    )

    assert act.signed_on == date(2014, 10, 16)
    assert act.starts_earliest == date(2014, 10, 16)
    assert act.ends_latest == date(2016, 10, 15)


async def test_paper_before_30_june_2014_is_accepted(as_: People) -> None:
    bodies = [await a_comune(name, by=as_.operator_cr) for name in ("Crema", "Cremona")]
    parties = [
        HistoricPartyData(partner=body.id, signature_kind=SignatureKind.PAPER) for body in bodies
    ]

    act = await actions.register_historic(
        HistoricAct(
            kind=ActKind.ARTICLE_15, title="Accordo", signed_on=date(2013, 5, 2), parties=parties
        ),
        by=as_.operator_cr,
    )

    assert {party.status for party in await parties_of(act.id)} == {PartyStatus.SIGNED_ON_PAPER}


async def test_paper_among_administrations_after_that_day_is_void_and_refused(
    as_: People,
) -> None:
    bodies = [await a_comune(name, by=as_.operator_cr) for name in ("Crema", "Cremona")]
    parties = [
        HistoricPartyData(partner=body.id, signature_kind=SignatureKind.PAPER) for body in bodies
    ]

    with pytest.raises(InvalidInput, match="altrimenti è nullo"):
        await actions.register_historic(
            HistoricAct(
                kind=ActKind.PROTOCOL, title="X", signed_on=date(2015, 9, 23), parties=parties
            ),
            by=as_.operator_cr,
        )

    assert await queries.choices("", by=as_.operator_cr) == []


async def test_unknown_signatures_of_a_recent_act_are_asked_about(as_: People) -> None:
    bodies = [await a_comune(name, by=as_.operator_cr) for name in ("Crema", "Cremona")]

    act = await a_historic_act(by=as_.operator_cr, with_=bodies, signed_text="23/09/2015")

    shown = await queries.view(act.id, by=as_.operator_cr)
    assert "Controlla gli originali" in shown.remarks[0]


async def test_who_joined_and_who_left_stand_with_their_words(as_: People) -> None:
    crema = await a_comune("Crema", by=as_.operator_cr)
    soncino = await a_comune("Soncino", by=as_.operator_cr)
    parties = [
        HistoricPartyData(partner=crema.id, role=PartyRole.ACCEDING, joined="nel 2016"),
        HistoricPartyData(
            partner=soncino.id, withdrew_on=date(2018, 3, 1), withdrew_words="con nota"
        ),
    ]

    act = await a_historic_act(by=as_.operator_cr, parties=parties)

    joined, left = await parties_of(act.id)
    assert (joined.status, joined.joined_text) == (PartyStatus.ACCEDED, "nel 2016")
    assert (left.status, left.withdrew_words) == (PartyStatus.WITHDRAWN, "con nota")


async def test_an_act_that_is_not_signed_is_not_registered_as_such(as_: People) -> None:
    with pytest.raises(InvalidInput) as refused:
        await a_historic_act(
            by=as_.operator_cr,
            status=IN_DEFINITION,
            signed_on=date(2999, 1, 1),
            repertory_year=2014,
        )

    assert set(refused.value.fields) == {"status", "signed_on", "repertory_number"}


async def test_an_act_knows_the_one_that_it_renews_and_is_known_by_it(as_: People) -> None:
    old = await a_historic_act("Protocollo del 2014", by=as_.operator_cr, status=EXPIRED)
    relation = RelationData(to_act=old.id, kind=RelationKind.RENEWS)

    new = await a_historic_act("Protocollo del 2020", by=as_.operator_cr, relations=[relation])

    forward = (await queries.view(new.id, by=as_.operator_cr)).relations[0]
    backward = (await queries.view(old.id, by=as_.operator_cr)).relations[0]
    assert (forward.words, forward.title) == ("rinnova", "Protocollo del 2014")
    assert (backward.words, backward.title) == ("è rinnovato da", "Protocollo del 2020")


async def test_a_number_already_in_the_repertory_is_not_given_twice(as_: People) -> None:
    facts: dict[str, Any] = {"repertory_year": 2026, "repertory_number": 1}
    await a_historic_act("Il primo", by=as_.operator_cr, **facts)

    with pytest.raises(AlreadyThere, match=r"Il repertorio n\. 1 del 2026 è già di un altro atto"):
        await a_historic_act("Il doppione", by=as_.operator_cr, **facts)
    signed = await an_act(as_, SIGNED)

    assert (signed.repertory_year, signed.repertory_number) == (2026, 2)


async def test_more_that_is_known_later_corrects_the_act(as_: People) -> None:
    act = await a_historic_act(by=as_.operator_cr)
    told = HistoricFacts(
        kind=ActKind.PROTOCOL,
        title="Protocollo del 2014",
        signed_on=date(2014, 10, 16),
        ends="fine 2027",
        renewal=Renewal.TACIT,
    )

    await actions.correct(act.id, told, version=act.version, by=as_.legal_cr)

    shown = await queries.view(act.id, by=as_.legal_cr)
    assert (shown.signed_on, shown.ends_latest) == (date(2014, 10, 16), date(2027, 12, 31))


async def test_an_act_written_here_is_not_corrected_like_a_registered_one(as_: People) -> None:
    act = await an_act(as_, SIGNED)

    with pytest.raises(WrongStatus, match="registrato già firmato"):
        told = HistoricFacts(kind=ActKind.PROTOCOL, title="X")
        await actions.correct(act.id, told, by=as_.legal_cr)


async def test_signatures_of_an_act_written_here_come_by_their_own_verb(as_: People) -> None:
    act = await an_act(as_, SIGNING)
    party = (await parties_of(act.id))[0]

    with pytest.raises((InvalidInput, WrongStatus)):
        told = HistoricPartyData(partner=party.partner, signed_on=date(2026, 1, 1))
        await actions.add_party(act.id, told, by=as_.operator_cr)


async def test_the_list_of_partners_knows_since_when_a_body_is_in_an_act(as_: People) -> None:
    prefettura = await a_body("prefettura", by=as_.operator_cr)
    await a_historic_act(by=as_.operator_cr, with_=[prefettura], when="dai primi anni 2000")

    listing = await partners.list_partners(Ask(), PartnerFilters(), by=as_.operator_cr)

    row = listing.items[0]
    assert (row.acts, row.since_text, row.situation) == (1, "dai primi anni 2000", "active")


async def test_a_body_whose_only_act_expired_has_ended(as_: People) -> None:
    prefettura = await a_body("prefettura", by=as_.operator_cr)
    term: dict[str, Any] = {"signed_text": "16 ottobre 2014", "duration_months": 24}
    await a_historic_act(by=as_.operator_cr, with_=[prefettura], **term)

    listing = await partners.list_partners(Ask(), PartnerFilters(), by=as_.operator_cr)

    assert listing.items[0].situation == "ended"


async def test_a_party_added_to_a_registered_act_is_a_party_at_once(as_: People) -> None:
    act = await a_historic_act(by=as_.operator_cr)
    comune = await a_comune("Crema", by=as_.operator_cr)

    told = HistoricPartyData(partner=comune.id, signed_on=date(2014, 10, 16))
    await actions.add_party(act.id, told, by=as_.operator_cr)

    assert (await parties_of(act.id))[0].status == PartyStatus.SIGNED


async def test_a_party_told_without_its_signature_is_taken_as_a_signatory(as_: People) -> None:
    act = await a_historic_act(by=as_.operator_cr)
    comune = await a_comune("Crema", by=as_.operator_cr)

    await actions.add_party(act.id, PartyData(partner=comune.id), by=as_.operator_cr)

    assert (await parties_of(act.id))[0].status == PartyStatus.SIGNED
