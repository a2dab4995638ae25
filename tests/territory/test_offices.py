"""Which office serves a place, and what an office covers."""

from datetime import date

import pytest

from registry.platform.errors import InvalidInput, NotFound
from registry.platform.lists import Ask
from registry.territory import queries
from registry.territory.kinds import OfficeKind
from registry.territory.shapes import OfficeFilters

pytestmark = pytest.mark.usefixtures("open_database")

IN_2020 = date(2020, 1, 1)
IN_2026 = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("place", "day", "offices"),
    [
        ("com:019036", IN_2026, ["pref-cr"]),
        ("prov:010", IN_2026, ["pref-ge"]),
        ("prov:021", IN_2026, ["comgov-bz"]),
        ("reg:02", IN_2026, ["presreg-ao"]),
        ("reg:04", IN_2026, ["comgov-bz", "comgov-tn"]),
        ("reg:07", IN_2026, ["pref-ge", "pref-im", "pref-sp", "pref-sv"]),
        ("area:distretto-cremasco", IN_2026, ["pref-cr"]),
        # Seui was of Cagliari until 2025.
        ("com:116023", IN_2020, ["pref-ca"]),
        ("com:116023", IN_2026, ["pref-nu"]),
        # A code of the past, today: by the comune that has its place.
        ("com:015149", IN_2026, ["pref-mb"]),
        ("com:015149", date(2005, 1, 1), ["pref-mi"]),
        ("prov:090", IN_2026, ["pref-ss"]),
        # The sources do not say.
        ("prov:104", date(2010, 1, 1), []),
    ],
)
async def test_a_place_is_served_by_its_offices_of_the_day(
    place: str, day: date, offices: list[str]
) -> None:
    assert await queries.offices_serving(place, on=day) == offices


async def test_all_of_italy_is_served_by_all_of_them() -> None:
    assert len(await queries.offices_serving("it", on=IN_2026)) == 106


async def test_an_office_covers_other_provinces_before_and_since_2026() -> None:
    assert await queries.places_of_office("pref-ca", on=IN_2020) == ["prov:092", "prov:111"]
    assert await queries.places_of_office("pref-ca", on=IN_2026) == [
        "prov:117", "prov:118", "prov:119",
    ]  # fmt: skip
    assert await queries.places_of_office("pref-cr", on=IN_2026) == ["prov:019"]


async def test_an_office_tells_what_it_covers_and_what_is_uncertain() -> None:
    cagliari = await queries.find_office("pref-ca")

    assert [(one.abbreviation, one.municipalities) for one in cagliari.serves] == [
        ("CA", 70), ("VS", 28), ("CI", 24),
    ]  # fmt: skip
    assert len(cagliari.marks) == 1
    assert cagliari.certified_email == ""
    assert cagliari.suggested_email == "protocollo.prefca@pec.interno.it"


async def test_the_ministry_is_not_one_of_the_106() -> None:
    with pytest.raises(NotFound):
        await queries.find_office("dlci")


@pytest.mark.parametrize(
    ("q", "filters", "codes"),
    [
        ("bozen", OfficeFilters(), ["comgov-bz"]),
        ("", OfficeFilters(kind=OfficeKind.PRESIDENZA_REGIONE), ["presreg-ao"]),
        ("", OfficeFilters(region="07"), ["pref-ge", "pref-im", "pref-sp", "pref-sv"]),
        ("sulcis", OfficeFilters(), ["pref-ca"]),
        ("pref-mb", OfficeFilters(), ["pref-mb"]),
        ("", OfficeFilters(place="com:019071"), ["pref-cr"]),
        ("novara no", OfficeFilters(), ["pref-no"]),
    ],
)
async def test_offices_are_found_by_words_and_filters(
    q: str, filters: OfficeFilters, codes: list[str]
) -> None:
    listing = await queries.list_offices(Ask(q=q), filters)

    assert [row.code for row in listing.items] == codes
    assert listing.total == len(codes)


async def test_the_doubtful_and_the_others_are_all_of_them() -> None:
    doubtful = await queries.list_offices(Ask(), OfficeFilters(to_check="yes"))
    others = await queries.list_offices(Ask(), OfficeFilters(to_check="no"))

    assert (doubtful.total, others.total) == (11, 95)


async def test_an_order_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        await queries.list_offices(Ask(sort="prefetto"), OfficeFilters())

    assert list(refused.value.fields) == ["sort"]
