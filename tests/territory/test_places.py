"""Places by their codes: names, what lies in what, how they are found."""

from datetime import date

import pytest

from registry.platform.errors import InvalidInput, NotFound
from registry.platform.lists import Ask
from registry.territory import queries
from registry.territory.kinds import PlaceKind
from registry.territory.shapes import PlaceFilters

pytestmark = pytest.mark.usefixtures("open_database")


@pytest.mark.parametrize(
    ("code", "label", "within"),
    [
        ("it", "Italia", []),
        ("reg:07", "Liguria", []),
        ("prov:019", "provincia di Cremona", ["reg:03"]),
        ("prov:010", "città metropolitana di Genova", ["reg:07"]),
        ("prov:011", "provincia della Spezia", ["reg:07"]),
        ("prov:084", "libero consorzio comunale di Agrigento", ["reg:19"]),
        ("prov:022", "provincia autonoma di Trento", ["reg:04"]),
        ("com:019035", "Crema (CR)", ["prov:019", "reg:03"]),
        ("area:distretto-cremasco", "Distretto / Ambito cremasco", ["prov:019", "reg:03"]),
    ],
)
async def test_a_place_says_its_name_and_what_it_lies_in(
    code: str, label: str, within: list[str]
) -> None:
    place = await queries.find_place(code)

    assert place.label == label
    assert [wider.code for wider in place.within] == within


async def test_a_comune_of_two_languages_has_both_names() -> None:
    bolzano = await queries.find_place("com:021008")
    ortisei = await queries.find_place("com:021061")

    assert (bolzano.name, bolzano.name_other) == ("Bolzano", "Bozen")
    assert ortisei.names == {"de": "St. Ulrich", "lld": "Urtijëi"}


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("prov:021", {"de": "Bozen"}),
        ("reg:02", {"fr": "Vallée d'Aoste"}),
        ("prov:032", {"sl": "Trst"}),
        ("com:007003", {"fr": "Aoste"}),
    ],
)
async def test_regions_and_provinces_have_their_other_names_too(
    code: str, names: dict[str, str]
) -> None:
    assert (await queries.find_place(code)).names == names


async def test_a_former_comune_says_until_when_and_who_has_its_place() -> None:
    piadena = await queries.find_place("com:019071")

    assert piadena.valid_to == date(2018, 12, 31)
    assert piadena.current_code == "com:019116"


async def test_a_renamed_comune_has_on_a_day_the_name_of_that_day() -> None:
    then = await queries.find_place("com:005014", on=date(2020, 1, 1))
    now = await queries.find_place("com:005014")

    assert (then.name, now.name) == ("Calliano", "Calliano Monferrato")


@pytest.mark.parametrize("code", ["com:019116", "prov:112"])
async def test_a_code_that_was_not_in_use_that_day_is_not_found(code: str) -> None:
    with pytest.raises(NotFound, match="non era in uso il 01/06/2005"):
        await queries.find_place(code, on=date(2005, 6, 1))


async def test_many_places_are_found_at_once_and_the_unknown_is_left_out() -> None:
    places = await queries.places_by_code({"reg:07", "com:010025", "com:999999"})

    assert {code: place.name for code, place in places.items()} == {
        "reg:07": "Liguria",
        "com:010025": "Genova",
    }


@pytest.mark.parametrize("code", ["com:999999", "com:19036", "prov:CR", "", "Cremona", "it "])
async def test_a_code_that_is_no_place_is_refused_under_its_field(code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        await queries.check_places(["it", code], field="places.1")

    assert list(refused.value.fields) == ["places.1"]


@pytest.mark.parametrize(
    ("code", "wider", "answer"),
    [
        ("com:019036", "prov:019", True),
        ("com:019036", "reg:03", True),
        ("com:019036", "it", True),
        ("com:019036", "com:019036", True),
        ("com:019036", "prov:010", False),
        ("com:019035", "area:distretto-cremasco", True),
        ("com:019036", "area:distretto-cremasco", False),
        ("area:distretto-cremasco", "prov:019", True),
        ("prov:019", "com:019036", False),
        # What was: Monza was in the province of Milano, and is in that of Monza.
        ("com:015149", "prov:015", True),
        ("com:015149", "prov:108", True),
        ("com:108033", "prov:015", False),
        ("com:019071", "com:019116", True),
        ("com:019071", "area:distretto-casalasco", True),
        ("com:090003", "prov:112", True),
    ],
)
async def test_a_place_lies_inside_another_today_or_at_its_own_time(
    code: str, wider: str, answer: bool
) -> None:
    assert await queries.is_within(code, wider) is answer
    assert (code in await queries.places_inside(wider)) is answer


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("cremona", "prov:019"),
        ("CR", "prov:019"),
        ("NA", "prov:063"),
        ("no", "prov:003"),
        ("FO", "prov:040"),
        ("l’aquila", "prov:066"),
        ("Forli", "com:040012"),
        ("reggio emilia", "prov:035"),
        ("Bozen", "prov:021"),
        ("Urtijei", "com:021061"),
        ("trst", "prov:032"),
        ("019036", "com:019036"),
        ("com:019071", "com:019071"),
        ("drizzona", "com:019042"),
        ("ambito cremasco", "area:distretto-cremasco"),
    ],
)
async def test_a_place_is_found_by_name_code_or_abbreviation(text: str, first: str) -> None:
    found = await queries.search_places(text)

    assert found[0].code == first


async def test_a_renamed_comune_is_found_by_its_former_name() -> None:
    found = await queries.search_places("Castellinaldo")

    assert [(place.code, place.former_names) for place in found] == [
        ("com:004051", ["Castellinaldo"])
    ]


async def test_what_means_nothing_finds_nothing() -> None:
    assert await queries.search_places("%' OR 1=1 --") == []
    assert await queries.search_places("  ") == []


async def test_only_the_kind_that_is_asked_for_is_found() -> None:
    found = await queries.search_places("genova", kind=PlaceKind.MUNICIPALITY)

    assert found[0].code == "com:010025"
    assert {place.kind for place in found} == {PlaceKind.MUNICIPALITY}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("provincia di Cremona", "prov:019"),
        ("comune di Cremona", "com:019036"),
        ("Cremona (CR)", "com:019036"),
        ("  crema ", "com:019035"),
        ("com:019035 Crema", "com:019035"),
        ("Crema · com:019035", "com:019035"),
        ("NA", "prov:063"),
        ("NO", "prov:003"),
        ("no", "prov:003"),
        ("provincia della Spezia", "prov:011"),
        ("Città metropolitana di Genova", "prov:010"),
        ("Regione Liguria", "reg:07"),
        ("comune di Bozen", "com:021008"),
        ("Valle d'Aosta", "reg:02"),
        ("Italia", "it"),
        ("distretto / ambito cremasco", "area:distretto-cremasco"),
    ],
)
async def test_a_place_is_named_as_people_name_it(words: str, code: str) -> None:
    assert (await queries.place_named(words)).code == code


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Cremona", "«Cremona» può essere «provincia di Cremona», «comune di Cremona (CR)»"),
        ("Cremon", "Forse «provincia di Cremona»"),
        ("Atlantide", "Nessun luogo si chiama «Atlantide»"),
        ("com:999999", "Non c'è un luogo con il codice com:999999"),
        ("com:19036", "«com:19036» non è il codice di un luogo"),
    ],
)
async def test_a_name_that_is_nobodys_or_of_several_is_told_with_those_it_may_be(
    words: str, told: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        await queries.place_named(words, field="place")

    assert told in refused.value.fields["place"]


async def test_what_a_form_shows_of_a_place_is_read_back_as_that_place() -> None:
    places = await queries.list_places(Ask(size=200), PlaceFilters(kind=PlaceKind.PROVINCE))
    codes = [one.code for one in places.items if one.is_in_force]
    codes += [row.code for row in (await queries.list_areas())]
    codes += ["it", "reg:02", "reg:04", "reg:07", "com:019035", "com:066049", "com:021008"]

    labels = await queries.labels_of(codes)

    assert [(await queries.place_named(labels[code])).code for code in codes] == codes


async def test_an_office_is_offered_its_own_places_before_the_others() -> None:
    offered = await queries.places_offered("pref-cr")

    assert offered[:2] == ["provincia di Cremona", "Acquanegra Cremonese (CR)"]
    assert "Liguria" in offered
    assert "Genova (GE)" not in offered
