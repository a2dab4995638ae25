"""Cremona's acts, schede and bulletin, and the project that its Comune joined."""

from decimal import Decimal

import pytest

from good_practices.schede import queries as schede
from registry.networks import queries as networks
from registry.networks.rows import FigureView
from registry.partners import queries as partners
from registry.partners.identifiers import Scheme
from registry.platform.database import fetch
from registry.protocols import queries as protocols
from tests.demo.conftest import Told
from tests.demo.sources import SOURCES


async def _figures(told: Told, network: str) -> list[FigureView]:
    return (await networks.figures(told.made[network])).items


async def test_3267_is_2598_and_669(told: Told) -> None:
    whole, *parts = [one for one in await _figures(told, "regolarizzazione") if one.value != 3341]

    assert whole.value == Decimal(3267)
    assert [part.value for part in parts] == [Decimal(2598), Decimal(669)]
    assert {part.part_of for part in parts} == {whole.id}
    assert sum(part.value for part in parts) == whole.value


async def test_the_3341_applications_were_all_dealt_with(told: Told) -> None:
    values = {one.indicator: one.value_words for one in await _figures(told, "regolarizzazione")}

    assert values["Domande presentate ed evase"] == "3341"


async def test_about_a_hundred_victims_stays_about_a_hundred(told: Told) -> None:
    (figure,) = await _figures(told, "ritorno")

    assert (figure.value_words, figure.qualifier) == ("circa 100", "about")


async def test_eight_languages_are_left_as_printed_and_the_page_says_so(told: Told) -> None:
    (desk,) = await networks.services(told.made["carta"], by=told.people["operator_cr"])

    assert desk.languages_words == (
        "8 lingue (italiano,francese,spagnolo,arabocinese,albanese,tagalog,inglese)"
    )
    assert desk.warnings == ["La fonte dice 8 lingue e ne elenca 7: l'elenco è lasciato com'è."]


async def test_every_desk_of_the_bulletin_has_its_hours(told: Told) -> None:
    rows = await fetch(
        "SELECT s.name, h.days_words, h.hours_words FROM service s"
        " JOIN service_hours h ON h.service = s.id ORDER BY s.id, h.position"
    )

    kept: dict[str, list[list[str]]] = {}
    for row in rows:
        kept.setdefault(row["name"], []).append([row["days_words"], row["hours_words"]])

    assert kept == SOURCES["hours"]


async def test_the_mediators_speak_other_languages_on_friday(told: Told) -> None:
    (desk,) = await networks.services(told.made["mediatore"], by=told.people["operator_cr"])

    languages = {one.days_words: one.languages for one in desk.hours}

    assert languages["martedì"] == ["arabo", "cinese", "inglese", "francese"]
    assert languages["venerdì"] == ["arabo", "cinese", "francese"]


async def test_lule_is_in_the_register_as_it_is_written(told: Told) -> None:
    lule = await partners.view(told.made["lule"], by=told.people["operator_cr"])

    (entry,) = lule.identifiers

    assert (entry.scheme, entry.value) == (Scheme.IMMIGRATION_REGISTER, "C/4/2000/MI")
    assert entry.details.startswith("II° sezione")
    assert entry.details.endswith("art. 52, comma 1 lettera b")


async def test_mettiamo_le_ali_lasts_fifteen_months_in_seven_provinces(told: Told) -> None:
    project = await networks.view(told.made["ali"], by=told.people["operator_cr"])
    (kept,) = await fetch("SELECT when_period FROM network WHERE id = $1", project.id)

    assert kept["when_period"] == "2017-12-01/2019-02-28"
    assert project.warnings == []
    assert [place.name for place in project.places] == [
        "Bergamo", "Brescia", "Cremona", "Lodi", "Lecco", "Mantova", "Pavia",
    ]  # fmt: skip
    assert project.legal_bases == ["art. 18 del D. Lgs. 286/98", "art. 13 della Legge 228/03"]
    assert (len(project.objectives), len(project.activities)) == (6, 10)
    assert project.lead is not None
    assert project.lead.name == "Associazione Lule"


async def test_lule_works_since_1997_and_answered_thirteen_and_seven_calls(told: Told) -> None:
    (work,) = await networks.services_of(told.made["lule"], by=told.people["operator_cr"])

    assert work.when_text == "dall'anno 1997"
    assert [one.value_words for one in await _figures(told, "ali")] == ["13", "7"]


async def test_the_protocol_of_2014_has_the_parties_that_the_press_names(told: Told) -> None:
    act = await protocols.view(told.made["protocollo-2014"], by=told.people["operator_cr"])

    assert str(act.signed_on) == "2014-10-16"
    assert [party.name for party in act.parties] == [
        "Prefettura – Ufficio Territoriale del Governo di Cremona",
        "Provincia di Cremona",
        "Comune di Cremona",
        "Comune di Crema",
        "Comune di Casalmaggiore",
        "Azienda Sanitaria Locale della provincia di Cremona",
        "Caritas Cremonese",
    ]


async def test_the_territorial_agreement_derives_from_the_protocol(told: Told) -> None:
    act = await protocols.view(told.made["accordo-2015"], by=told.people["operator_cr"])

    (relation,) = act.relations

    assert relation.act == told.made["protocollo-2014"]
    assert (relation.kind, relation.note) == ("derives_from", "sulla scorta di tale documento")


async def test_the_volunteering_agreement_speaks_for_47_comuni(told: Told) -> None:
    act = await protocols.view(told.made["accordo-volontariato"], by=told.people["operator_cr"])

    assert act.parties[0].on_behalf_of_words == "dei 47 comuni del distretto"
    assert len(act.parties) == 6


@pytest.mark.parametrize(
    ("key", "ending"),
    [
        ("scheda-1", "con attori del territorio."),
        ("scheda-7", "nelle strutture ospitanti che nella comunità locale."),
    ],
)
async def test_the_headings_are_the_circular_s_also_where_the_source_drops_a_word(
    told: Told, key: str, ending: str
) -> None:
    scheda = await schede.view(told.made[key], by=told.people["operator_cr"])

    assert scheda.heading.endswith(ending)


async def test_each_scheda_was_written_by_one_and_approved_by_another(told: Told) -> None:
    for key in ("scheda-1", "scheda-7"):
        scheda = await schede.view(told.made[key], by=told.people["operator_cr"])

        assert scheda.writer_ids == [told.people["operator_cr"].user_id]
        assert scheda.approved_by == told.people["head_cr"].user_id


async def test_the_protocol_in_preparation_says_that_it_is_invented(told: Told) -> None:
    act = await protocols.view(told.made["rinnovo"], by=told.people["legal_cr"])

    assert act.notes.startswith("DIMOSTRATIVO")
    assert act.status == "signing"


@pytest.mark.parametrize("name", SOURCES["bodies"])
async def test_every_body_that_the_sources_name_is_a_partner(told: Told, name: str) -> None:
    assert await fetch("SELECT 1 FROM partner WHERE name = $1", name)
