"""Cremona's renewal of thirty-four parties, the acts near their term, the office's own page."""

from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta
from itertools import groupby

import pytest

from registry.dates.words import day_in_words
from registry.platform import clock
from registry.platform.lists import Ask
from registry.platform.offices import queries as offices
from registry.protocols import overview
from registry.protocols import queries as protocols
from registry.protocols.shapes import DeadlineFilters, ProtocolView
from tests.demo.conftest import Told
from tests.demo.sources import SOURCES, words_of
from tests.web.pages import read, said
from tests.web_client import Browser

Enter = Callable[[str], Awaitable[Browser]]


@pytest.fixture
async def renewal(told: Told) -> ProtocolView:
    return await protocols.view(told.made["rinnovo"], by=told.people["legal_cr"])


async def test_the_renewal_has_thirty_four_bodies_of_the_province_in_six_groups(
    renewal: ProtocolView,
) -> None:
    groups = {
        family.value: [party.name for party in members]
        for family, members in groupby(renewal.parties, key=lambda one: one.family)
    }

    assert groups == SOURCES["renewal"]
    assert len(renewal.parties) == 34


async def test_most_have_signed_and_four_ask_or_tell_something(renewal: ProtocolView) -> None:
    statuses = {party.name: party.status.value for party in renewal.parties}

    assert Counter(statuses.values()) == {
        "signed": 30, "awaiting_signature": 1, "text_to_approve": 1,
        "signature_not_valid": 1, "signed_on_paper": 1,
    }  # fmt: skip
    assert {name: one for name, one in statuses.items() if one != "signed"} == {
        "Comune di Gussola": "awaiting_signature",
        "Comune di Sospiro": "text_to_approve",
        "Agenzia di Tutela della Salute della Val Padana": "signature_not_valid",
        "UIL Cremona – Mantova": "signed_on_paper",
    }


async def test_nobody_signed_before_the_signature_opened_nor_tomorrow(
    renewal: ProtocolView,
) -> None:
    opened = {step.status.value: step.on_day for step in renewal.steps}

    approvals = [one.approved_on for one in renewal.parties if one.approved_on]
    signatures = [one.signed_on for one in renewal.parties if one.signed_on]

    assert opened["circulated"] <= min(approvals)
    assert max(approvals) <= opened["signing"] <= min(signatures)
    assert max(signatures) <= clock.today()


async def test_who_represents_a_body_is_an_office_and_never_somebody(
    renewal: ProtocolView,
) -> None:
    assert {party.representative_name for party in renewal.parties} == {"Nome Cognome"}


async def test_the_notes_tell_whose_place_a_body_took(renewal: ProtocolView) -> None:
    names = {party.id: party.name for party in renewal.parties}

    notes = {names[note.party]: note.text for note in overview.footnotes(renewal)}

    assert notes == {
        "Comune di Piadena Drizzona": (
            "Nasce dalla fusione del Comune di Piadena e del Comune di Drizzona, dal 1° gennaio"
            " 2019: subentra nei rapporti in corso."
        ),
        "Agenzia di Tutela della Salute della Val Padana": (
            "Vi confluisce Azienda Sanitaria Locale della provincia di Cremona, nel 2016: subentra"
            " nei rapporti in corso. «ATS» qui è l'Agenzia di tutela della salute, non"
            " un'associazione di scopo."
        ),
    }


async def test_the_page_of_the_act_shows_the_groups_the_notes_and_what_to_do(
    told: Told, enter: Enter
) -> None:
    client = await enter("legal_cr")

    page = read((await client.get(f"/protocols/{told.made['rinnovo']}")).text)

    assert [said(one) for one in page.xpath("//tr[@class='gruppo']/th")] == [
        "Amministrazioni dello Stato · firmato 5 di 5",
        "Regione ed enti locali · firmato 16 di 18",
        "Enti del Servizio sanitario · firmato 2 di 3",
        "Scuola e università · firmato 2 di 2",
        "Parti sociali · firmato 3 di 3",
        "Enti del Terzo settore e altri soggetti · firmato 3 di 3",
    ]
    assert [said(row.xpath("./th")[0]) for row in page.xpath("//tr[@class='qui']")] == [
        "Comune di Gussola", "Comune di Sospiro",
        "Agenzia di Tutela della Salute della Val Padana 2",
    ]  # fmt: skip
    assert len(page.xpath("//ol[contains(@class, 'note-a-pie')]/li")) == 2


async def test_the_text_that_was_signed_names_every_party(told: Told) -> None:
    (docx,) = told.out.glob("protocollo_*.docx")

    text = words_of(docx.read_bytes())

    for group in SOURCES["renewal"].values():
        for name in group:
            assert name in text
    assert "[manca" not in text


async def test_three_acts_come_to_their_term_each_its_own_way(told: Told) -> None:
    listing = await protocols.list_deadlines(Ask(), DeadlineFilters(), by=told.people["legal_cr"])

    terms = {one.title: one for one in listing.items}

    italian = terms["Convenzione per i corsi di lingua italiana"]
    assert (italian.what, italian.parties, italian.first_party) == ("renews_itself", 7, "CPIA")
    assert italian.ends_text == day_in_words(clock.today() + timedelta(days=38))
    assert italian.notice_by is not None
    assert italian.begin_by is not None
    assert italian.begin_by < clock.today() < italian.notice_by
    network = terms["Protocollo della rete provinciale contro la violenza di genere"]
    assert (network.what, network.parties, network.notice_by) == ("express_renewal", 21, None)
    table = terms["Tavolo provinciale per il lavoro agricolo"]
    assert not table.is_exact
    assert table.parties == 10
    assert len(terms) == 3


async def test_the_day_of_the_legal_officer_has_what_presses_on_top(
    told: Told, enter: Enter
) -> None:
    client = await enter("legal_cr")

    page = read((await client.get("/")).text)

    things = [said(one) for one in page.xpath("//section[@aria-labelledby='aspettano-te']//li//a")]
    assert things[0] == "Firma da rifare: Agenzia di Tutela della Salute della Val Padana"
    assert "Convenzione per i corsi di lingua italiana" in things
    assert "2 parti non hanno firmato" in said(page)
    assert "Comune di Gussola, Comune di Sospiro." in said(page)


async def test_the_office_has_written_what_the_sources_say_and_no_address(told: Told) -> None:
    office = await offices.find("pref-cr")

    assert office.unit_name.startswith("Area IV – ")
    assert office.head_title == "Il Prefetto"
    assert (office.seat_words, office.tax_code, office.certified_email) == ("", "", "")
    assert (office.days_for_renewal, office.days_for_notice) == (90, 15)
