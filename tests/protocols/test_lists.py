"""Finding acts: words, filters, imprecise dates, order, who may see; the home page's lists."""

from datetime import date, datetime
from typing import Any

import pytest

from registry.platform import clock
from registry.platform.accounts.roles import Actor, Visibility
from registry.platform.clock import ROME
from registry.platform.errors import InvalidInput
from registry.platform.lists import Ask, Listing
from registry.protocols import actions, queries
from registry.protocols.kinds import ActKind, Matter, PartyRole, Renewal
from registry.protocols.lifecycle import CIRCULATED, EXPIRED, IN_FORCE, SIGNED, SIGNING
from registry.protocols.shapes import HistoricPartyData, ProtocolFilters, ProtocolRow
from tests.people import People
from tests.protocols.make import a_body, a_comune, a_draft, a_historic_act, an_act, sign_all

pytestmark = pytest.mark.usefixtures("db")

NOW = datetime(2026, 11, 23, 9, tzinfo=ROME)


async def listed(by: Actor, q: str = "", sort: str = "", **filters: str) -> Listing[ProtocolRow]:
    with clock.standing_at(NOW):
        return await queries.list_protocols(Ask(q=q, sort=sort), ProtocolFilters(**filters), by=by)


async def titles(by: Actor, **asked: Any) -> list[str]:
    return [row.title for row in (await listed(by, **asked)).items]


async def test_an_act_is_found_by_its_parties_its_text_and_its_number(as_: People) -> None:
    caritas = await a_body("caritas", by=as_.operator_cr)
    await a_historic_act(
        "Accoglienza diffusa",
        by=as_.operator_cr,
        parties=[HistoricPartyData(partner=caritas.id, commitments=["cercare alloggi"])],
        repertory_words="Rep. 77/CU",
    )
    await a_historic_act("Altro", by=as_.operator_cr)

    for words in ("caritas", "alloggi", "77", "ACCOGLIENZA"):
        assert await titles(as_.operator_cr, q=words) == ["Accoglienza diffusa"], words
    assert await titles(as_.operator_cr, q="caporalato") == []


async def test_acts_are_filtered_by_kind_matter_place_partner_and_office(as_: People) -> None:
    crema = await a_comune("Crema", by=as_.operator_cr)
    await a_historic_act(
        "Tavolo lavoro",
        by=as_.operator_cr,
        kind=ActKind.TABLE,
        matters=[Matter.LABOUR, Matter.LEGALITY],
        places=["com:019035"],
        with_=[crema],
    )
    await a_historic_act("Di Genova", by=as_.operator_ge, matters=[Matter.RECEPTION])

    for filters in (
        {"kind": "table"},
        {"matter": "labour"},
        {"place": "prov:019"},
        {"place": "reg:03"},
        {"partner": str(crema.id)},
        {"office": "pref-cr"},
    ):
        assert await titles(as_.operator_cr, **filters) == ["Tavolo lavoro"], filters


@pytest.mark.parametrize(
    ("day", "certainly", "possibly"),
    [
        ("1/1/1995", set(), {"Anni Novanta"}),
        ("1° gennaio 2002", {"Anni Novanta"}, {"Primi Duemila"}),
        ("2005-06-01", {"Anni Novanta", "Primi Duemila"}, set()),
        ("1/6/2018", {"Primi Duemila", "Esatto"}, {"Anni Novanta"}),
        ("1/1/2020", {"Primi Duemila"}, set()),
    ],
)
async def test_who_was_in_force_on_a_day_certainly_or_possibly(
    as_: People, day: str, certainly: set[str], possibly: set[str]
) -> None:
    for title, when, ends, status in (
        ("Primi Duemila", "dai primi anni 2000", "", IN_FORCE),
        ("Anni Novanta", "anni Novanta", "2018", EXPIRED),
        ("Esatto", "dal 1° dicembre 2017 al 28 febbraio 2019", "", EXPIRED),
        ("Senza data", "in corso di definizione", "", IN_FORCE),
    ):
        await a_historic_act(title, by=as_.operator_cr, when=when, ends=ends, status=status)

    rows = (await listed(as_.operator_cr, in_force_on=day)).items

    assert {row.title for row in rows if row.certainty == "certain"} == certainly
    assert {row.title for row in rows if row.certainty == "possible"} == possibly
    only = await titles(as_.operator_cr, in_force_on=day, certainty="possible")
    assert set(only) == possibly


async def test_a_day_that_is_not_a_day_is_asked_again(as_: People) -> None:
    for words in ("boh", "dopo il 2018", "l'altro giorno"):
        with pytest.raises(InvalidInput) as refused:
            await listed(as_.operator_cr, in_force_on=words)
        assert set(refused.value.fields) == {"in_force_on"}


async def test_imprecise_dates_are_sorted_by_the_earliest_day_they_may_mean(
    as_: People,
) -> None:
    for title, when in (
        ("Terzo", "2010"),
        ("Primo", "anni Novanta"),
        ("Quarto", "circa ottobre 2014"),
        ("Secondo", "dai primi anni 2000"),
    ):
        await a_historic_act(title, by=as_.operator_cr, when=when)
    await a_historic_act("Ultimo, senza data", by=as_.operator_cr)

    ordered = await titles(as_.operator_cr, sort="starts_on")

    assert ordered == ["Primo", "Secondo", "Terzo", "Quarto", "Ultimo, senza data"]


async def test_an_unknown_order_or_filter_is_refused_with_the_known_ones(as_: People) -> None:
    with pytest.raises(InvalidInput, match="expires_on"):
        await listed(as_.operator_cr, sort="colore")
    with pytest.raises(InvalidInput, match=r"to_do|preparing"):
        await listed(as_.operator_cr, view="mie")
    with pytest.raises(InvalidInput):
        await listed(as_.operator_cr, partner="1 OR 1=1")


async def test_the_views_hold_what_they_say(as_: People) -> None:
    await a_draft("il primo", by=as_.operator_cr)
    signing = await an_act(as_, SIGNING, subject="la firma")
    await a_historic_act("Presto", by=as_.operator_cr, when="dal 2020", ends="31/12/2026")
    await a_historic_act("Lontano", by=as_.operator_cr, when="dal 2020", ends="31/12/2030")
    await a_historic_act("Finito", by=as_.operator_cr, when="dal 2010", ends="31/12/2012")

    assert await titles(as_.operator_cr, view="signing") == [signing.title]
    assert await titles(as_.operator_cr, view="expiring") == ["Presto"]
    assert set(await titles(as_.operator_cr, view="in_force")) == {"Presto", "Lontano"}
    assert set(await titles(as_.operator_cr, view="preparing")) == {
        "Protocollo d'intesa per il primo"
    }
    assert await titles(as_.operator_cr, status="expired") == ["Finito"]


async def test_facets_count_what_their_links_show(as_: People) -> None:
    await a_historic_act("Presto", by=as_.operator_cr, when="dal 2020", ends="31/12/2026")
    await a_historic_act("Lontano", by=as_.operator_cr, when="dal 2020", ends="31/12/2030")

    facets = (await listed(as_.operator_cr)).facets

    for facet in facets["status"]:
        shown = await listed(as_.operator_cr, status=facet.value)
        assert shown.total == facet.count, facet
    assert {facet.value: facet.label for facet in facets["kind"]} == {
        "protocol": "Protocollo d'intesa"
    }


async def test_what_waits_for_us_is_apart_from_what_waits_for_others(as_: People) -> None:
    circulated = await an_act(as_, CIRCULATED)

    told = {one.id: one for one in await queries.awaiting(by=as_.legal_cr)}

    assert told[circulated.id].waits_for == "others"
    assert told[circulated.id].reason == "Manca un'approvazione."
    assert await titles(as_.legal_cr, view="to_do") == []


async def test_an_act_that_all_have_signed_waits_for_us(as_: People) -> None:
    act = await an_act(as_, SIGNING)
    await sign_all(act.id, as_)

    told = await queries.awaiting(by=as_.head_cr)

    assert (told[0].id, told[0].waits_for) == (act.id, "us")
    assert "dichiarare sottoscritto" in told[0].reason
    assert await queries.awaiting(by=as_.head_ge) == []


async def test_a_signed_act_waits_to_be_set_in_force(as_: People) -> None:
    await an_act(as_, SIGNED)

    told = await queries.awaiting(by=as_.legal_cr)

    assert "da quando è in vigore" in told[0].reason


async def test_terms_come_with_the_last_day_to_say_no(as_: People) -> None:
    await a_historic_act(
        "Corsi di italiano",
        by=as_.operator_cr,
        when="dal 1° gennaio 2024",
        ends="31 dicembre 2026",
        renewal=Renewal.TACIT,
        notice_days=30,
    )
    await a_historic_act("Lontano", by=as_.operator_cr, when="dal 2020", ends="31/12/2030")

    with clock.standing_at(NOW):
        terms = await queries.expiring_within(120, by=as_.legal_cr)

    assert [term.title for term in terms] == ["Corsi di italiano"]
    assert (terms[0].notice_by, terms[0].standing) == (date(2026, 12, 1), "renews_itself")
    assert terms[0].ends_words == "31 dicembre 2026"


async def test_other_offices_see_what_visibility_says(as_: People) -> None:
    for visibility in Visibility:
        await a_historic_act(str(visibility), by=as_.operator_cr, visibility=visibility)

    seen = {
        who: set(await titles(actor))
        for who, actor in (
            ("cr", as_.operator_cr), ("ge", as_.operator_ge), ("ministry", as_.ministry)
        )
    }  # fmt: skip

    assert seen["cr"] == {"public", "network", "office", "reserved"}
    assert seen["ge"] == {"public", "network"}
    assert seen["ministry"] == {"public", "network", "office"}


async def test_a_partner_s_history_tells_what_it_was_in_each_act(as_: People) -> None:
    crema = await a_comune("Crema", by=as_.operator_cr)
    others = [await a_comune(f"Paese {n}", by=as_.operator_cr) for n in range(7)]
    party = HistoricPartyData(
        partner=crema.id,
        role=PartyRole.ACCEDING,
        joined="nel 2016",
        withdrew_on=date(2018, 3, 1),
        withdrew_words="con nota",
        name_words="Città di Crema",
    )
    parties = [*(HistoricPartyData(partner=one.id) for one in others), party]
    await a_historic_act("Recente", by=as_.operator_cr, when="dal 2014", parties=parties)
    await a_historic_act("Antico", by=as_.operator_cr, when="anni Novanta", with_=[crema])
    await a_historic_act(
        "Nascosto", by=as_.operator_ge, visibility=Visibility.RESERVED, with_=[crema]
    )

    history = await queries.history_of_partner(crema.id, by=as_.operator_cr)

    assert [row.title for row in history] == ["Antico", "Recente"]
    recent = history[1]
    assert (recent.words, recent.role_label) == ("nel 2016", "Aderente")
    assert (recent.ends_latest, recent.ends_words) == (date(2018, 3, 1), "con nota")
    assert (len(recent.others), recent.n_others) == (5, 7)


async def test_acts_without_documents_dates_or_parties_can_be_looked_for(as_: People) -> None:
    crema = await a_comune("Crema", by=as_.operator_cr)
    soncino = await a_comune("Soncino", by=as_.operator_cr)
    await a_historic_act("Tutto", by=as_.operator_cr, when="dal 2014", with_=[crema, soncino])
    bare = await a_historic_act("Nudo", by=as_.operator_cr)

    assert await titles(as_.operator_cr, lacking="dates") == ["Nudo"]
    assert await titles(as_.operator_cr, lacking="parties") == ["Nudo"]
    assert set(await titles(as_.operator_cr, lacking="document")) == {"Tutto", "Nudo"}
    await actions.archive((await a_draft("x", by=as_.operator_cr)).id, by=as_.legal_cr)
    assert bare.title in await titles(as_.operator_cr, lacking="document")
