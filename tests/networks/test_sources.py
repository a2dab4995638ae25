"""What the other source documents say fits without losing a fact."""

from registry.networks import queries
from tests.networks.documents import LANGUAGES, bulletin, structure_of, wings
from tests.networks.make import liguria
from tests.people import People


async def test_mettiamo_le_ali_keeps_lead_provinces_bases_and_objectives(as_: People) -> None:
    network = await wings(by=as_.operator_cr)

    shown = await queries.view(network.id, by=as_.operator_cr)

    assert shown.lead is not None
    assert shown.lead.name == "Associazione Lule"
    assert [place.name for place in shown.places] == [
        "Bergamo", "Brescia", "Cremona", "Lodi", "Lecco", "Mantova", "Pavia",
    ]  # fmt: skip
    assert shown.legal_bases == ["art. 18 del d.lgs. 286/98", "art. 13 della legge 228/03"]
    assert len(shown.objectives) == 6
    assert shown.understood == "dal 1° dicembre 2017 al 28 febbraio 2019"


async def test_a_desk_keeps_its_hours_languages_and_the_day_it_is_closed(as_: People) -> None:
    network, _service = await bulletin(by=as_.operator_cr)

    desk = (await queries.services(network.id, by=as_.operator_cr))[0]

    assert [(one.days_words, one.hours_words) for one in desk.hours] == [
        ("lunedì", "dalle 8.30 alle 11.30"),
        ("martedì", "dalle 8.30 alle 11.30"),
        ("giovedì", "CHIUSO"),
    ]
    assert desk.hours[1].languages == ["arabo", "cinese", "inglese", "francese"]
    assert desk.languages_words == LANGUAGES


async def test_eight_languages_of_which_seven_are_listed_are_told_and_not_repaired(
    as_: People,
) -> None:
    network, _service = await bulletin(by=as_.operator_cr)

    desk = (await queries.services(network.id, by=as_.operator_cr))[0]

    assert len(desk.languages) == 7
    assert desk.warnings == ["La fonte dice 8 lingue e ne elenca 7: l'elenco è lasciato com'è."]


async def test_the_figures_of_the_bulletin_add_up_and_keep_their_circa(as_: People) -> None:
    network, _service = await bulletin(by=as_.operator_cr)

    told = await queries.figures(network.id)

    assert told.warnings == []
    assert [figure.value_words for figure in told.items] == [
        "3341", "3267", "2598", "669", "circa 100",
    ]  # fmt: skip
    assert told.items[-1].qualifier == "about"


async def test_the_operating_structure_is_a_tree_in_the_order_of_the_document(as_: People) -> None:
    there = await liguria(by=as_.manager_ge)
    await structure_of(there, by=as_.manager_ge)

    tree = await queries.structure(there.network.id, by=as_.manager_ge)

    assert [scope.area_words for scope in tree.scopes] == [
        "Intero territorio regionale",
        "Conferenza dei Sindaci ASL 1 imperiese",
    ]
    regional, territorial = tree.levels
    assert [action.number for action in regional.actions] == ["1", "2"]
    assert regional.actions[0].parts[0].title == "Sportello e back office"
    assert territorial.levels[0].actions[0].number == "3"
    assert [body.name for body in regional.actions[0].promoters] == [
        "ATS InConTraRe",
        "Comune di Genova",
    ]
    assert [one.for_whom for one in tree.shelters] == ["donne", "uomini"]
