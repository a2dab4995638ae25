"""What an office writes of itself: who may, what is refused, what is only remarked, who did it."""

import pytest
from msgspec import convert, structs

from registry.platform.accounts.actions import PROGRAM
from registry.platform.audit import events_about
from registry.platform.errors import AlreadyThere, InvalidInput, NotAllowed, NotFound
from registry.platform.offices import actions, queries, words
from registry.platform.offices.permissions import can_change, can_see
from registry.platform.offices.shapes import OfficeData
from tests.people import People

pytestmark = pytest.mark.usefixtures("db")

CREMONA = OfficeData(
    unit_name="Area IV – Diritti civili, cittadinanza e immigrazione",
    head_title="Il Prefetto",
    seat_words="corso Vittorio Emanuele II 17",
    tax_code="99999001003",
    email="area4@prefettura.example",
    certified_email="protocollo@pec.prefettura.example",
    days_for_renewal=120,
    days_for_notice=20,
)


@pytest.fixture(autouse=True)
async def as_it_was(as_: People) -> None:
    """Offices are kept between tests: each begins with one that has written nothing."""
    await actions.change("pref-cr", OfficeData(), by=PROGRAM)


async def test_what_an_office_writes_stays_with_who_wrote_it(as_: People) -> None:
    await actions.change("pref-cr", CREMONA, by=as_.head_cr)

    office = await queries.view("pref-cr", by=as_.operator_cr)

    assert structs.asdict(office) | structs.asdict(CREMONA) == structs.asdict(office)
    assert {change.by for change in office.changed.values()} == {as_.head_cr.name}
    assert office.remarks == []


async def test_only_what_changes_is_remembered(as_: People) -> None:
    await actions.change("pref-cr", CREMONA, by=as_.head_cr)
    again = structs.replace(CREMONA, days_for_notice=30)

    await actions.change("pref-cr", again, by=as_.legal_cr)
    await actions.change("pref-cr", again, by=as_.legal_cr)

    office = await queries.view("pref-cr", by=as_.legal_cr)
    assert office.changed["days_for_notice"].by == as_.legal_cr.name
    assert office.changed["email"].by == as_.head_cr.name
    last = (await events_about("office", "pref-cr"))[0]
    assert last.sentence == (
        "Cambiate le impostazioni dell'ufficio: giorni per preparare una disdetta"
    )


@pytest.mark.parametrize(
    ("who", "sees", "changes"),
    [
        ("head_cr", True, True),
        ("legal_cr", True, True),
        ("operator_cr", True, False),
        ("head_ge", False, False),
        ("ministry", False, False),
        ("admin", True, True),
    ],
)
async def test_who_sees_and_who_changes_them(
    as_: People, who: str, sees: bool, changes: bool
) -> None:
    actor = getattr(as_, who)

    assert (can_see(actor, "pref-cr"), can_change(actor, "pref-cr")) == (sees, changes)


async def test_another_office_s_are_not_there_and_a_colleague_may_only_read(as_: People) -> None:
    with pytest.raises(NotFound):
        await queries.view("pref-cr", by=as_.head_ge)
    with pytest.raises(NotFound):
        await actions.change("pref-cr", CREMONA, by=as_.head_ge)
    with pytest.raises(NotAllowed, match="chi lo dirige"):
        await actions.change("pref-cr", CREMONA, by=as_.operator_cr)


async def test_every_wrong_value_is_told_beside_its_field(as_: People) -> None:
    wrong = OfficeData(tax_code="99999001004", email="area quattro", certified_email="pec@")

    with pytest.raises(InvalidInput) as refused:
        await actions.change("pref-cr", wrong, by=as_.head_cr)

    assert set(refused.value.fields) == {"tax_code", "email", "certified_email"}


@pytest.mark.parametrize(
    ("told", "remark"),
    [
        ({"email": "prefettura.cremona@libero.it"}, "casella privata"),
        ({"certified_email": "prefettura@gmail.com"}, "casella privata"),
        ({"email": "dici.buonepratiche@interno.it"}, 'comincia con "dici"'),
        ({"certified_email": "area4@interno.it"}, "non sembra una PEC"),
        ({"certified_email": "protocollo.prefcr@pec.interno.it"}, ""),
        ({"certified_email": "prefettura@legalmail.it"}, ""),
    ],
)
async def test_a_doubtful_mailbox_is_kept_and_remarked(
    as_: People, told: dict[str, str], remark: str
) -> None:
    await actions.change("pref-cr", convert(told, OfficeData), by=as_.head_cr)

    remarks = (await queries.view("pref-cr", by=as_.head_cr)).remarks

    assert len(remarks) == bool(remark)
    assert remark in " ".join(remarks)


async def test_a_stale_change_is_refused(as_: People) -> None:
    seen = (await queries.view("pref-cr", by=as_.head_cr)).version
    await actions.change("pref-cr", CREMONA, version=seen, by=as_.head_cr)

    with pytest.raises(AlreadyThere):
        await actions.change("pref-cr", OfficeData(), version=seen, by=as_.legal_cr)


@pytest.mark.parametrize(
    ("kind", "written", "head"),
    [
        ("prefettura", "", "Il Prefetto"),
        ("commissariato_governo", "", "Il Commissario del Governo"),
        ("presidenza_regione", "", "Il Presidente della Regione"),
        ("prefettura", "Il Prefetto vicario", "Il Prefetto vicario"),
        ("ministry", "", ""),
    ],
)
def test_who_signs_is_as_written_or_as_its_kind_says(kind: str, written: str, head: str) -> None:
    assert words.head_of(kind, written) == head


@pytest.mark.parametrize(
    ("title", "article", "office"),
    [
        ("Il Prefetto", "il", "Prefetto"),
        ("La Prefetta", "la", "Prefetta"),
        ("L’Assessora delegata", "l'", "Assessora delegata"),
        ("Prefetto", "", "Prefetto"),
    ],
)
def test_a_title_gives_its_article(title: str, article: str, office: str) -> None:
    assert words.split_title(title) == (article, office)


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("Area IV – Diritti civili, cittadinanza", "l’Area IV"),
        ("Servizio immigrazione", "il Servizio immigrazione"),
        ("Segreteria di sicurezza - Gabinetto", "la Segreteria di sicurezza"),
        ("Staff 2", "Staff 2"),
        ("", ""),
    ],
)
def test_a_unit_is_referred_to_with_its_article(unit: str, said: str) -> None:
    assert words.unit_with_article(unit) == said
