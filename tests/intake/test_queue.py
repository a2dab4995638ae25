"""Esame and Raccolta: one list across deliveries, walked in its own order."""

import csv
import io

import pytest

from good_practices.intake import actions, queries
from good_practices.intake.pages.walking import after
from good_practices.intake.shapes import Looked, ReceivedFilters, Words
from good_practices.schede import actions as schede
from good_practices.schede.tables import Scheda
from registry.platform.audit import events_about
from registry.platform.database import fetch
from registry.platform.errors import InvalidInput, NotAllowed, WrongStatus
from registry.platform.lists import Ask
from tests.conftest import BrowserAs
from tests.intake.make import ASK, a_delivery, a_formal_scheda, a_scheda
from tests.people import People
from tests.submissions.make import a_sent_one

pytestmark = pytest.mark.usefixtures("db")

SEA, ORCHARD = "Sportello di orientamento al porto", "Orti condivisi in collina"


async def _queue(as_: People, q: str = "", sort: str = "", **filters: str) -> list[str]:
    listing = await queries.list_received(
        Ask(q=q, sort=sort), ReceivedFilters(**filters), by=as_.ministry
    )
    return [one.code for one in listing.items]


async def _three_offices(as_: People) -> None:
    await a_delivery(as_.ministry, a_scheda(1, title=SEA), a_scheda(2, field=5), office="pref-ge")
    await a_delivery(as_.ministry, a_formal_scheda(1, field=7, title=ORCHARD), office="pref-sv")
    await a_delivery(as_.ministry, a_scheda(1, field=5))


async def test_the_queue_crosses_deliveries_from_the_oldest(as_: People) -> None:
    await _three_offices(as_)

    assert await _queue(as_) == ["GE 2026/1", "GE 2026/2", "SV 2026/1", "CR 2026/1"]
    assert await _queue(as_, sort="office") == ["CR 2026/1", "GE 2026/1", "GE 2026/2", "SV 2026/1"]
    assert await _queue(as_, sort="-field") == ["SV 2026/1", "GE 2026/2", "CR 2026/1", "GE 2026/1"]


async def test_what_was_decided_leaves_the_queue_and_what_was_accepted_is_collected(
    as_: People,
) -> None:
    await _three_offices(as_)
    await actions.accept(1, 1, by=as_.ministry)
    await actions.send_back(2, 1, ASK, by=as_.ministry)

    assert await _queue(as_) == ["GE 2026/2", "CR 2026/1"]
    assert await _queue(as_, status="accepted") == ["GE 2026/1"]
    assert await _queue(as_, status="returned") == ["SV 2026/1"]
    assert len(await _queue(as_, status="all")) == 4


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"region": "07"}, ["GE 2026/1", "GE 2026/2", "SV 2026/1"]),
        ({"office": "pref-sv"}, ["SV 2026/1"]),
        ({"field": "5"}, ["GE 2026/2", "CR 2026/1"]),
        ({"act": "protocol"}, ["SV 2026/1"]),
        ({"act": "none"}, ["GE 2026/1", "GE 2026/2", "CR 2026/1"]),
        ({"q": "porto"}, ["GE 2026/1"]),
        ({"q": "savona"}, ["SV 2026/1"]),
        ({"q": "SV 2026/1"}, ["SV 2026/1"]),
        ({"year": "2025"}, []),
        ({"delivery": "1"}, ["GE 2026/1", "GE 2026/2"]),
    ],
)
async def test_each_filter_keeps_what_it_says(
    as_: People, asked: dict[str, str], found: list[str]
) -> None:
    await _three_offices(as_)

    assert await _queue(as_, **asked) == found


async def test_a_scheda_that_comes_back_is_of_the_second_round(as_: People) -> None:
    await a_delivery(as_.ministry, a_scheda(1), a_scheda(2), number=1)
    await actions.send_back(1, 1, ASK, by=as_.ministry)
    await a_delivery(as_.ministry, a_scheda(1, edition=2), number=2)

    listing = await queries.list_received(Ask(), ReceivedFilters(), by=as_.ministry)

    assert [(one.code, one.round) for one in listing.items] == [("CR 2026/2", 1), ("CR 2026/1", 2)]
    assert await _queue(as_, round="again") == ["CR 2026/1"]
    assert await _queue(as_, round="first") == ["CR 2026/2"]


async def test_filters_count_what_the_others_keep(as_: People) -> None:
    await _three_offices(as_)
    await actions.accept(1, 1, by=as_.ministry)

    listing = await queries.list_received(Ask(), ReceivedFilters(field="5"), by=as_.ministry)

    counts = {name: [(one.value, one.count) for one in found]
              for name, found in listing.facets.items()}  # fmt: skip
    assert counts["field"] == [("5", 2), ("7", 1)]
    assert sorted(counts["region"]) == [("03", 1), ("07", 1)]
    assert counts["waiting"] == [("", 2)]
    assert counts["status"] == [("delivered", 1), ("under_review", 1)]
    assert counts["act"] == [("none", 2)]


async def test_a_filter_that_means_nothing_is_refused(as_: People) -> None:
    for wrong in ({"status": "chissà"}, {"field": "cinque"}, {"act": "patto"}, {"round": "3"}):
        with pytest.raises(InvalidInput):
            await _queue(as_, **wrong)
    with pytest.raises(InvalidInput):
        await _queue(as_, sort="colore")


async def test_a_decision_leads_on_to_the_next_of_the_queue(
    as_: People, browser_as: BrowserAs
) -> None:
    await _three_offices(as_)
    client = await browser_as(as_.ministry)

    async def accept(path: str) -> str:
        answer = await client.post_form(path, {"decision": "accepted"})
        return str(answer.headers["location"])

    second = await accept("/intake/1/schede/1/decide?region=07")
    third = await accept("/intake/1/schede/2/decide?region=07")
    end = await accept("/intake/2/schede/1/decide?region=07")

    assert second == "/intake/1/schede/2?region=07"
    assert third == "/intake/2/schede/1?region=07"
    assert end == "/intake/schede?region=07#scheda-2-1"


async def test_previous_and_next_walk_the_list_that_one_came_from(
    as_: People, browser_as: BrowserAs
) -> None:
    await _three_offices(as_)
    client = await browser_as(as_.ministry)

    queue = await client.get("/intake/1/schede/2")
    fields = await client.get("/intake/1/schede/2?field=5")
    delivery = await client.get("/intake/1/schede/2?delivery=1&status=all")

    assert "2 di 4" in queue.text
    assert 'href="/intake/1/schede/1" data-previous' in queue.text
    assert 'href="/intake/2/schede/1" data-next' in queue.text
    assert "1 di 2" in fields.text
    assert 'href="/intake/3/schede/1?field=5" data-next' in fields.text
    assert "2 di 2" in delivery.text
    assert "data-next" not in delivery.text


def test_after_the_last_comes_what_was_left_behind() -> None:
    before = [(1, 1), (1, 2), (2, 1)]

    assert after((1, 2), before, [(1, 1), (2, 1)]) == (2, 1)
    assert after((2, 1), before, [(1, 1)]) == (1, 1)
    assert after((1, 1), before, [(1, 1), (3, 1)]) == (3, 1)
    assert after((2, 1), before, []) is None


async def test_the_collection_shows_what_was_accepted_by_field_with_its_documents(
    as_: People, browser_as: BrowserAs
) -> None:
    await _three_offices(as_)
    for place in ((1, 1), (2, 1), (3, 1)):
        await actions.accept(*place, by=as_.ministry)
    client = await browser_as(as_.ministry)

    shown = await client.get("/intake/collection")
    found = await client.get("/intake/collection?q=orti")
    sheet = await client.get("/intake/2/schede/1?status=accepted&q=orti")
    rows = list(csv.reader(io.StringIO(
        (await client.get("/intake/collection.csv?region=07")).content.decode("utf-8-sig")
    ), delimiter=";"))  # fmt: skip
    listed = (await client.get("/api/v1/intake/collection?field=7")).json()

    text = " ".join(shown.text.split())
    assert text.index("GE 2026/1") < text.index("CR 2026/1") < text.index("SV 2026/1")
    assert "3 schede accolte" in text
    assert SEA not in found.text and ORCHARD in found.text
    assert "Una rete di comuni accoglie in case piccole" in sheet.text
    assert 'href="/intake/collection?q=orti#scheda-2-1"' in sheet.text
    assert [row[2] for row in rows[1:]] == ["GE 2026/1", "SV 2026/1"]
    assert (listed["total"], listed["items"][0]["documents"]) == (1, 1)


async def test_whoever_is_given_a_delivery_finds_it_as_theirs_and_the_sender_is_not_told(
    as_: People,
) -> None:
    submission = await a_sent_one(as_)
    came = await actions.receive_sent(submission.id, by=as_.ministry)
    me = as_.ministry.user_id
    assert me is not None

    assigned = await actions.assign(came.delivery.id, me, by=as_.ministry)
    again = await actions.assign(came.delivery.id, me, by=as_.ministry)

    events = [one.sentence for one in await events_about("delivery", came.delivery.id)]
    assert (assigned.assigned_to, assigned.status) == (me, "to_open")
    assert again.version == assigned.version
    assert events[0] == "Assegnato l'invio TRASM_CR_2026_0001 a Ministry"
    assert await _queue(as_, assigned="mine") == ["CR 2026/1"]
    assert await _queue(as_, assigned="nobody") == []
    assert [one.status for one in await Scheda.objects()] == ["delivered"]


async def test_a_delivery_is_given_to_who_examines_and_while_there_is_something_to_decide(
    as_: People,
) -> None:
    delivery = await a_delivery(as_.ministry)
    operator, me = as_.operator_cr.user_id, as_.ministry.user_id
    assert operator is not None and me is not None

    with pytest.raises(InvalidInput):
        await actions.assign(delivery.id, operator, by=as_.ministry)
    with pytest.raises(NotAllowed):
        await actions.assign(delivery.id, me, by=as_.head_cr)
    await actions.accept(delivery.id, 1, by=as_.ministry)
    await fetch("UPDATE delivery SET assigned_to = NULL")
    with pytest.raises(WrongStatus, match="niente da decidere"):
        await actions.assign(delivery.id, me, by=as_.ministry)


async def test_many_are_taken_up_at_once_and_what_cannot_be_is_told(
    as_: People, browser_as: BrowserAs
) -> None:
    await _three_offices(as_)
    await a_delivery(as_.ministry, a_scheda(1, edition=2), number=2)
    client = await browser_as(as_.ministry)

    answer = await client.post_form("/intake/take-up?sort=office", {"delivery": ["1", "2", "3"]})
    told = await client.get(answer.headers["location"])
    await client.post_form("/intake/assign", {"delivery": ["1"], "to": "999"})
    to_nobody = await client.get("/intake")
    await client.post_form("/intake/take-up")
    nothing = await client.get("/intake")

    assert answer.headers["location"] == "/intake?sort=office"
    assert "2 invii presi in carico." in told.text
    assert "non c&#39;è più niente da decidere" in told.text
    assert (await queries.counts()).under_review == 2
    assert "Scegli una persona" in to_nobody.text
    assert "Scegli almeno un invio" in nothing.text


async def test_ticks_are_kept_and_make_nothing_stale(as_: People, browser_as: BrowserAs) -> None:
    delivery = await a_delivery(as_.ministry)
    seen = (await queries.review(delivery.id, 1)).version
    client = await browser_as(as_.ministry)

    ticked = await client.post_form(
        "/intake/1/schede/1/looked?field=1", {"keys": "title", "is_looked": "yes"}
    )
    await actions.look_at(1, 1, Looked(keys=["when", "files"]), by=as_.ministry)
    await actions.look_at(1, 1, Looked(keys=["files"], is_looked=False), by=as_.ministry)

    review = await queries.review(delivery.id, 1)
    assert ticked.headers["location"] == "/intake/1/schede/1?field=1#capo-title"
    assert review.looked_at == ["title", "when"]
    assert "guardati 2 campi su" in (await client.get("/intake/1/schede/1")).text
    await actions.accept(delivery.id, 1, version=seen, by=as_.ministry)
    with pytest.raises(WrongStatus):
        await actions.look_at(1, 1, Looked(keys=["title"]), by=as_.ministry)


async def test_only_heads_of_the_sheet_are_ticked_and_by_who_examines(as_: People) -> None:
    await a_delivery(as_.ministry)

    with pytest.raises(InvalidInput):
        await actions.look_at(1, 1, Looked(keys=["<b>"]), by=as_.ministry)
    with pytest.raises(NotAllowed):
        await actions.look_at(1, 1, Looked(keys=["title"]), by=as_.operator_cr)


async def test_what_has_not_changed_since_it_was_read_need_not_be_read_again(as_: People) -> None:
    await a_delivery(as_.ministry, a_scheda(1), number=1)
    await actions.look_at(1, 1, Looked(keys=["title", "description"]), by=as_.ministry)
    await actions.send_back(1, 1, ASK, by=as_.ministry)
    await a_delivery(as_.ministry, a_scheda(1, edition=2, description="Nove comuni."), number=2)

    assert (await queries.review(2, 1)).looked_at == ["title"]


async def test_the_preview_shows_the_words_as_the_prefettura_will_read_them(
    as_: People, browser_as: BrowserAs
) -> None:
    submission = await a_sent_one(as_)
    await actions.receive_sent(submission.id, by=as_.ministry)
    ministry, office = await browser_as(as_.ministry), await browser_as(as_.operator_cr)

    preview = await ministry.post_form("/intake/1/schede/1/preview", {"words": ASK.words})
    empty = await ministry.post_form("/intake/1/schede/1/preview", {"words": ""})
    still = [one.status for one in await Scheda.objects()]
    await actions.send_back(1, 1, ASK, by=as_.ministry)
    theirs = await office.get("/schede/1")

    notice = '<p class="testo">Allegate l&#39;accordo operativo territoriale.</p>'
    assert notice in preview.text and notice in theirs.text
    assert "Che cosa chiede il Ministero" in preview.text
    assert "Senza parole la scheda non si restituisce" in empty.text
    assert still == ["delivered"]


async def test_each_side_sees_when_the_other_opened_it(as_: People, browser_as: BrowserAs) -> None:
    submission = await a_sent_one(as_)
    await actions.receive_sent(submission.id, by=as_.ministry)
    office, ministry = await browser_as(as_.operator_cr), await browser_as(as_.ministry)
    unopened = await office.get("/schede/1")
    await actions.open_review(1, by=as_.ministry)
    opened = await office.get("/schede/1")
    batch = await office.get(f"/submissions/{submission.id}")
    await actions.send_back(1, 1, Words(words="Manca la data."), by=as_.ministry)
    unread = await ministry.get("/intake/1/schede/1")
    await schede.reopen(1, by=as_.operator_cr)
    read = await ministry.get("/intake/1/schede/1")

    assert "Il Ministero l’ha aperta il" not in unopened.text
    assert "Il Ministero l’ha aperta il" in opened.text
    assert "aperto dal Ministero il" in batch.text
    assert "La Prefettura l’ha aperta per correggerla" not in unread.text
    assert "La Prefettura l’ha aperta per correggerla" in read.text
