"""How an act ends, who joins it and who leaves it meanwhile."""

from datetime import date, datetime

import pytest

from registry.platform import clock
from registry.platform.audit import events_about
from registry.platform.clock import ROME
from registry.platform.errors import AlreadyThere, InvalidInput, WrongStatus
from registry.protocols import actions, queries
from registry.protocols.kinds import ActKind, DocumentKind, RelationKind, Renewal
from registry.protocols.lifecycle import (
    ARCHIVED,
    EXPIRED,
    IN_DEFINITION,
    IN_FORCE,
    REPLACED,
    TERMINATED,
    PartyStatus,
)
from registry.protocols.shapes import (
    AccessionData,
    Ending,
    Filing,
    PartyData,
    RelationData,
    Replacement,
    Withdrawal,
)
from tests.gate import papers
from tests.people import People
from tests.protocols.make import (
    a_body,
    a_comune,
    a_draft,
    a_historic_act,
    an_act,
    parties_of,
    sign_all,
)

pytestmark = pytest.mark.usefixtures("db")

AFTER_THE_TERM = datetime(2029, 4, 16, 8, tzinfo=ROME)
ON_THE_LAST_DAY = datetime(2029, 4, 15, 23, 59, tzinfo=ROME)


async def test_the_night_after_its_term_an_act_is_expired(as_: People) -> None:
    act = await an_act(as_, IN_FORCE)

    with clock.standing_at(ON_THE_LAST_DAY):
        assert await actions.expire_due() == 0
    with clock.standing_at(AFTER_THE_TERM):
        assert await actions.expire_due() == 1
        assert await actions.expire_due() == 0

    assert (await queries.find(act.id, by=as_.legal_cr)).status == EXPIRED
    assert (await events_about("protocol", act.id))[0].user_name == "Intese"


async def test_an_act_that_renews_itself_does_not_expire(as_: People) -> None:
    act = await an_act(as_, IN_FORCE, renewal=Renewal.TACIT)

    with clock.standing_at(AFTER_THE_TERM):
        assert await actions.expire_due() == 0
        with pytest.raises(WrongStatus, match="Si rinnova da solo"):
            await actions.expire(act.id, by=as_.legal_cr)


async def test_an_act_does_not_expire_before_its_term(as_: People) -> None:
    act = await an_act(as_, IN_FORCE)

    with clock.standing_at(ON_THE_LAST_DAY), pytest.raises(WrongStatus, match="non è ancora"):
        await actions.expire(act.id, by=as_.legal_cr)


async def test_a_dissolved_act_keeps_the_words_of_the_term_that_was_agreed(as_: People) -> None:
    act = await an_act(as_, IN_FORCE)
    why = Ending(ended_on=date(2026, 9, 30), reason="mutuo consenso")

    await actions.terminate(act.id, why, by=as_.legal_cr)

    shown = await queries.view(act.id, by=as_.legal_cr)
    assert (shown.status, shown.ends_latest) == (TERMINATED, date(2026, 9, 30))
    assert shown.ends_text == "15 aprile 2029"
    assert shown.ended_words == "mutuo consenso"


async def test_an_act_does_not_end_before_it_began(as_: People) -> None:
    act = await an_act(as_, IN_FORCE)

    with pytest.raises(InvalidInput, match="prima di cominciare"):
        why = Ending(ended_on=date(2026, 1, 1), reason="errore")
        await actions.terminate(act.id, why, by=as_.legal_cr)


async def test_the_act_that_takes_its_place_is_tied_to_it(as_: People) -> None:
    old = await an_act(as_, IN_FORCE)
    new = await a_historic_act("Protocollo del 2027", by=as_.operator_cr)
    told = Replacement(by_act=new.id, kind=RelationKind.SUPERSEDES, ended_on=date(2026, 10, 1))

    await actions.replace(old.id, told, by=as_.legal_cr)

    shown = await queries.view(old.id, by=as_.legal_cr)
    assert (shown.status, shown.ended_on) == (REPLACED, date(2026, 10, 1))
    assert shown.relations[0].words == "è sostituito da"


async def test_a_draft_takes_nobody_s_place(as_: People) -> None:
    old = await an_act(as_, IN_FORCE)
    new = await a_draft("il seguito", by=as_.operator_cr)

    with pytest.raises(WrongStatus, match="non è ancora firmato"):
        told = Replacement(by_act=new.id, ended_on=date(2026, 10, 1))
        await actions.replace(old.id, told, by=as_.legal_cr)


async def test_an_archived_act_keeps_what_it_was_and_changes_no_more(as_: People) -> None:
    act = await an_act(as_, IN_DEFINITION)

    await actions.archive(act.id, by=as_.legal_cr)

    shown = await queries.view(act.id, by=as_.legal_cr)
    assert (shown.status, shown.archived_from) == (ARCHIVED, IN_DEFINITION)
    with pytest.raises(WrongStatus, match="non cambia più"):
        await actions.archive(act.id, by=as_.legal_cr)


async def test_a_body_joins_an_act_open_to_others(as_: People) -> None:
    act = await an_act(as_, IN_FORCE, is_open_to_accession=True)
    comune = await a_comune("Sergnano", by=as_.operator_cr)

    joined = AccessionData(
        partner=comune.id, joined_on=date(2026, 11, 3), commitments=["ospitare un corso"]
    )
    await actions.accede(act.id, joined, by=as_.legal_cr)

    party = (await queries.view(act.id, by=as_.legal_cr)).parties[-1]
    assert (party.status, party.joined_on) == (PartyStatus.ACCEDED, date(2026, 11, 3))
    assert party.commitments == ["ospitare un corso"]


async def test_nobody_joins_a_closed_act(as_: People) -> None:
    act = await an_act(as_, IN_FORCE)
    comune = await a_comune("Sergnano", by=as_.operator_cr)

    with pytest.raises(WrongStatus, match="non è aperto all'adesione"):
        joined = AccessionData(partner=comune.id, joined_on=date(2026, 11, 3))
        await actions.accede(act.id, joined, by=as_.legal_cr)


async def test_nobody_joins_an_act_before_it_was_signed(as_: People) -> None:
    act = await an_act(as_, IN_FORCE, is_open_to_accession=True)
    comune = await a_comune("Sergnano", by=as_.operator_cr)

    with pytest.raises(InvalidInput, match="non vi si aderisce prima"):
        joined = AccessionData(partner=comune.id, joined_on=date(2026, 4, 1))
        await actions.accede(act.id, joined, by=as_.legal_cr)


async def test_a_private_body_does_not_join_an_article_15_agreement(as_: People) -> None:
    act = await a_historic_act(
        by=as_.operator_cr, kind=ActKind.ARTICLE_15, is_open_to_accession=True
    )
    caritas = await a_body("caritas", by=as_.operator_cr)

    with pytest.raises(InvalidInput, match="solo tra amministrazioni"):
        joined = AccessionData(partner=caritas.id, joined_on=date(2026, 11, 3))
        await actions.accede(act.id, joined, by=as_.legal_cr)


async def test_a_party_leaves_and_may_come_back(as_: People) -> None:
    act = await an_act(as_, IN_FORCE, is_open_to_accession=True)
    caritas = (await parties_of(act.id))[1]
    joined = AccessionData(partner=caritas.partner, joined_on=date(2026, 11, 3))
    with pytest.raises(AlreadyThere):
        await actions.accede(act.id, joined, by=as_.legal_cr)

    told = Withdrawal(withdrew_on=date(2026, 9, 1), words="con PEC del 3 luglio")
    await actions.withdraw(act.id, caritas.id, told, by=as_.legal_cr)
    with pytest.raises(WrongStatus, match="già receduto"):
        await actions.withdraw(act.id, caritas.id, told, by=as_.legal_cr)
    await actions.accede(act.id, joined, by=as_.legal_cr)

    back = await queries.find_party(act.id, caritas.id)
    assert (back.status, back.withdrew_on) == (PartyStatus.ACCEDED, date(2026, 9, 1))


async def test_an_act_is_tied_to_others_but_not_to_itself_nor_twice(as_: People) -> None:
    act = await a_draft(by=as_.operator_cr)
    other = await a_historic_act(by=as_.operator_cr)
    tie = RelationData(to_act=other.id, kind=RelationKind.IMPLEMENTS)

    await actions.relate(act.id, tie, by=as_.operator_cr)

    with pytest.raises(AlreadyThere, match="già"):
        await actions.relate(act.id, tie, by=as_.operator_cr)
    with pytest.raises(InvalidInput, match="se stesso"):
        itself = RelationData(to_act=act.id, kind=RelationKind.AMENDS)
        await actions.relate(act.id, itself, by=as_.operator_cr)


async def test_a_tie_can_be_taken_away(as_: People) -> None:
    act = await a_draft(by=as_.operator_cr)
    other = await a_historic_act(by=as_.operator_cr)
    tie = RelationData(to_act=other.id, kind=RelationKind.IMPLEMENTS)
    relation = await actions.relate(act.id, tie, by=as_.operator_cr)

    await actions.unrelate(act.id, relation.id, by=as_.operator_cr)

    assert (await queries.view(act.id, by=as_.operator_cr)).relations == []
    assert "Tolto il legame: attua" in (await events_about("protocol", act.id))[0].sentence


async def test_the_number_of_an_act_put_away_is_not_given_again(as_: People) -> None:
    first = await an_act(as_, IN_FORCE)
    why = Ending(ended_on=date(2026, 9, 30), reason="mutuo consenso")
    await actions.terminate(first.id, why, by=as_.legal_cr)
    await actions.archive(first.id, by=as_.legal_cr)

    parties = [PartyData(partner=one.partner) for one in await parties_of(first.id)]
    second = await a_draft("il seguito", by=as_.operator_cr, with_=parties, kind=ActKind.TABLE)
    filing = Filing(kind=DocumentKind.FINAL)
    await actions.attach(
        second.id, filing, name="decreto.pdf", content=papers.pdf(), by=as_.operator_cr
    )
    await actions.open_signing(second.id, by=as_.legal_cr)
    await sign_all(second.id, as_)
    signed = await actions.declare_signed(second.id, by=as_.head_cr)

    assert (first.repertory_number, signed.repertory_number) == (1, 2)
