"""Beginning an act and writing it: facts, parties, text."""

from datetime import date

import pytest

from registry.dates.columns import columns_of
from registry.partners.kinds import Kind
from registry.platform.accounts.roles import Visibility
from registry.platform.audit import events_about
from registry.platform.errors import (
    AlreadyThere,
    InvalidInput,
    NotAllowed,
    NotFound,
    Stale,
    WrongStatus,
)
from registry.protocols import actions, events, queries
from registry.protocols.actions.values import columns_for, columns_of_party
from registry.protocols.kinds import ActKind, Matter, PartyRole, Renewal
from registry.protocols.lifecycle import CIRCULATED, PROPOSED, SIGNING
from registry.protocols.shapes import (
    ArticleData,
    HistoricFacts,
    HistoricPartyDetails,
    NewProtocol,
    ParagraphData,
    PartyDetails,
    ProtocolData,
    TextData,
)
from tests.partners.make import a_partner
from tests.people import People
from tests.protocols.make import (
    a_body,
    a_comune,
    a_draft,
    a_historic_act,
    an_act,
    as_party,
    parties_of,
    two_parties,
)

pytestmark = pytest.mark.usefixtures("db")


async def test_a_title_is_made_from_kind_and_subject(as_: People) -> None:
    act = await a_draft("l'accoglienza diffusa", by=as_.operator_cr)

    assert act.title == "Protocollo d'intesa per l'accoglienza diffusa"


async def test_an_act_without_subject_and_title_is_not_begun(as_: People) -> None:
    with pytest.raises(InvalidInput) as refused:
        await actions.draft(NewProtocol(kind=ActKind.PROTOCOL), by=as_.operator_cr)

    assert set(refused.value.fields) == {"subject"}


async def test_an_act_about_people_in_danger_begins_hidden_from_other_offices(
    as_: People,
) -> None:
    open_one = await a_draft(by=as_.operator_cr, matters=[Matter.RECEPTION])
    delicate = await a_historic_act("Emersione", by=as_.operator_cr, matters=[Matter.TRAFFICKING])

    assert open_one.visibility == Visibility.NETWORK
    with pytest.raises(NotFound):
        await queries.view(delicate.id, by=as_.operator_ge)
    assert (await queries.view(delicate.id, by=as_.ministry)).visibility == Visibility.OFFICE


async def test_words_of_the_date_are_kept_and_understood(as_: People) -> None:
    act = await a_draft(by=as_.operator_cr, when="dai primi anni 2000", ends="fine 2027")

    shown = await queries.view(act.id, by=as_.operator_cr)

    assert (shown.when_text, shown.ends_text) == ("dai primi anni 2000", "fine 2027")
    assert shown.starts_latest == date(2003, 12, 31)
    assert shown.ends_latest == date(2027, 12, 31)


async def test_an_act_in_definition_has_a_state_and_no_date(as_: People) -> None:
    act = await a_draft(by=as_.operator_cr, when="in corso di definizione")

    shown = await queries.view(act.id, by=as_.operator_cr)

    assert shown.when_state == "in_definition"
    assert shown.starts_earliest is None


async def test_places_are_checked_and_named(as_: People) -> None:
    act = await a_draft(by=as_.operator_cr, places=["prov:019", "com:019035"])

    shown = await queries.view(act.id, by=as_.operator_cr)

    assert [place.name for place in shown.places] == ["Cremona", "Crema"]
    with pytest.raises(InvalidInput) as refused:
        await a_draft(by=as_.operator_cr, places=["com:999999"])
    assert "places" in refused.value.fields


async def test_a_wrong_party_is_told_at_its_place(as_: People) -> None:
    prefettura = await a_body("prefettura", by=as_.operator_cr)
    caritas = await a_body("caritas", by=as_.operator_cr)

    with pytest.raises(InvalidInput, match="solo tra amministrazioni") as refused:
        await a_draft(
            by=as_.operator_cr,
            kind=ActKind.ARTICLE_15,
            with_=[as_party(prefettura, PartyRole.PROMOTER), as_party(caritas)],
        )

    assert set(refused.value.fields) == {"parties.1.partner"}


async def test_an_act_with_a_private_body_does_not_become_an_article_15_agreement(
    as_: People,
) -> None:
    act = await a_draft(by=as_.operator_cr, with_=await two_parties(as_))

    with pytest.raises(InvalidInput, match="Caritas diocesana di Cremona"):
        new = ProtocolData(kind=ActKind.ARTICLE_15, subject="l'accoglienza")
        await actions.change(act.id, new, by=as_.operator_cr)

    assert (await queries.find(act.id, by=as_.operator_cr)).kind == ActKind.PROTOCOL


async def test_the_same_body_is_a_party_once(as_: People) -> None:
    comune = await a_comune("Crema", by=as_.operator_cr)
    act = await a_draft(by=as_.operator_cr, with_=[as_party(comune)])

    with pytest.raises(AlreadyThere, match="già tra le parti"):
        await actions.add_party(act.id, as_party(comune), by=as_.operator_cr)
    with pytest.raises(AlreadyThere, match="due volte"):
        await a_draft(by=as_.operator_cr, with_=[as_party(comune), as_party(comune)])


async def test_parties_keep_the_order_that_they_are_given(as_: People) -> None:
    names = ["Crema", "Cremona", "Soncino"]
    bodies = [await a_comune(name, by=as_.operator_cr) for name in names]
    act = await a_draft(by=as_.operator_cr, with_=[as_party(body) for body in bodies])
    last = (await parties_of(act.id))[-1]

    await actions.move_party(act.id, last.id, 1, by=as_.operator_cr)

    shown = await queries.view(act.id, by=as_.operator_cr)
    assert [party.name for party in shown.parties] == [
        "Comune di Soncino",
        "Comune di Crema",
        "Comune di Cremona",
    ]
    assert [party.number for party in shown.parties] == [1, 2, 3]


async def test_the_promoter_is_the_first_of_the_act_wherever_it_was_written(as_: People) -> None:
    comune = await a_comune("Crema", by=as_.operator_cr)
    prefettura = await a_body("prefettura", by=as_.operator_cr)
    parties = [as_party(comune), as_party(prefettura, PartyRole.PROMOTER)]

    act = await a_draft(by=as_.operator_cr, with_=parties)

    shown = await queries.view(act.id, by=as_.operator_cr)
    assert shown.promoter == prefettura.id
    assert shown.parties[0].partner == prefettura.id


async def test_more_than_twelve_parties_stand_by_family(as_: People) -> None:
    comuni = [await a_comune(f"Paese {n:02}", by=as_.operator_cr) for n in range(12)]
    questura = await a_partner("Questura di Cremona", kind=Kind.QUESTURA, by=as_.operator_cr)

    act = await a_draft(by=as_.operator_cr, with_=[as_party(body) for body in [*comuni, questura]])

    shown = await queries.view(act.id, by=as_.operator_cr)
    assert shown.parties[0].name == "Questura di Cremona"


async def test_a_removed_party_leaves_with_its_commitments(as_: People) -> None:
    act = await a_draft(by=as_.operator_cr, with_=await two_parties(as_))
    caritas = (await parties_of(act.id))[1]

    await actions.remove_party(act.id, caritas.id, by=as_.operator_cr)

    shown = await queries.view(act.id, by=as_.operator_cr)
    assert [party.commitments for party in shown.parties] == [["coordinare le attività"]]


async def test_a_part_of_the_text_takes_its_place_whole_and_leaves_the_rest(as_: People) -> None:
    act = await a_draft(by=as_.operator_cr, with_=await two_parties(as_))
    article = ArticleData(
        heading="Formazione", paragraphs=[ParagraphData(text="Le parti formano gli operatori.")]
    )
    await actions.write_text(act.id, TextData(articles=[article]), by=as_.operator_cr)

    await actions.write_text(act.id, TextData(common_commitments=["riunirsi"]), by=as_.legal_cr)

    shown = await queries.view(act.id, by=as_.operator_cr)
    assert shown.text is not None
    assert shown.text.articles == [article]
    assert shown.text.common_commitments == ["riunirsi"]
    assert shown.written_by == as_.legal_cr.user_id


async def test_a_change_says_which_facts_it_changed(as_: People) -> None:
    act = await a_draft(by=as_.operator_cr)
    new = ProtocolData(kind=ActKind.PROTOCOL, subject="l'accoglienza diffusa", duration_months=36)

    await actions.change(act.id, new, version=act.version, by=as_.operator_cr)

    events = await events_about("protocol", act.id)
    assert events[0].sentence == "Cambiato l'atto: durata in mesi"


async def test_a_title_follows_the_subject_until_somebody_writes_another(as_: People) -> None:
    act = await a_draft("l'accoglienza", by=as_.operator_cr)

    for subject, title, became in (
        ("la scuola", "", "Protocollo d'intesa per la scuola"),
        ("il lavoro", "Protocollo d'intesa per la scuola", "Protocollo d'intesa per il lavoro"),
        ("la casa", "Patto per la casa", "Patto per la casa"),
        ("la salute", "Patto per la casa", "Patto per la casa"),
    ):
        new = ProtocolData(kind=ActKind.PROTOCOL, subject=subject, title=title)
        await actions.change(act.id, new, by=as_.operator_cr)
        assert (await queries.find(act.id, by=as_.operator_cr)).title == became


async def test_a_change_that_changes_nothing_is_not_told(as_: People) -> None:
    act = await a_draft("l'accoglienza", by=as_.operator_cr)

    same = ProtocolData(kind=ActKind.PROTOCOL, subject="l'accoglienza")
    await actions.change(act.id, same, version=act.version, by=as_.operator_cr)

    assert (await queries.find(act.id, by=as_.operator_cr)).version == act.version
    assert len(await events_about("protocol", act.id)) == 1


async def test_no_history_tells_the_name_of_a_column(as_: People) -> None:
    act = await a_historic_act(by=as_.operator_cr)
    told = HistoricFacts(
        kind=ActKind.CONVENTION, title="Convenzione", subject="la scuola", when="dal 2019",
        ends="31/12/2030", duration_words="fino al rinnovo", renewal=Renewal.EXPRESS,
        notice_days=30, costs="nessuno", notes="nota", purposes=["capire"],
        signed_on=date(2019, 1, 7), repertory_words="Rep. 7", registered_number="12",
        registered_on=date(2019, 1, 8), places=["prov:019"],
        visibility=Visibility.OFFICE, is_open_to_accession=True,
    )  # fmt: skip

    await actions.correct(act.id, told, by=as_.operator_cr)

    sentence = (await events_about("protocol", act.id))[0].sentence
    assert "_" not in sentence
    assert sentence.startswith("Corretto l'atto registrato: tipo di atto, oggetto")
    for words in ("titolo", "in vigore", "luoghi", "giorno della firma", "chi lo vede"):
        assert words in sentence


def test_every_fact_of_an_act_and_of_a_party_has_its_words() -> None:
    understood = {name for name in columns_of("", "") if not name.endswith("_text")}
    facts = set(columns_for(ProtocolData(kind=ActKind.OTHER, title="x"))) - understood
    of_party = set(columns_of_party(HistoricPartyDetails()))

    assert facts <= events.FIELDS.keys()
    assert of_party <= events.PARTY_FIELDS.keys()


async def test_a_change_made_from_an_old_version_is_refused(as_: People) -> None:
    act = await a_draft(by=as_.operator_cr)
    new = ProtocolData(kind=ActKind.PROTOCOL, subject="l'accoglienza", notes="prima")
    await actions.change(act.id, new, version=act.version, by=as_.colleague_cr)

    with pytest.raises(Stale, match="Colleague Cr ha cambiato questo atto"):
        await actions.change(act.id, new, version=act.version, by=as_.operator_cr)


async def test_another_office_s_draft_cannot_even_be_found_to_be_changed(as_: People) -> None:
    act = await a_draft(by=as_.operator_cr)
    new = ProtocolData(kind=ActKind.PROTOCOL, subject="altro")

    for verb in (
        actions.change(act.id, new, by=as_.legal_ge),
        actions.write_text(act.id, TextData(), by=as_.operator_ge),
        actions.send_schema(act.id, by=as_.head_ge),
        actions.archive(act.id, by=as_.head_ge),
    ):
        with pytest.raises(NotFound):
            await verb


async def test_who_neither_works_in_a_prefettura_nor_leads_writes_no_act(as_: People) -> None:
    for nobody in (as_.ministry, as_.admin):
        with pytest.raises(NotAllowed):
            await a_draft(by=nobody)


async def test_text_and_parties_are_locked_once_the_schema_is_out(as_: People) -> None:
    act = await an_act(as_, CIRCULATED)
    comune = await a_comune("Crema", by=as_.operator_cr)
    party = (await parties_of(act.id))[1]

    for verb in (
        actions.write_text(act.id, TextData(), by=as_.operator_cr),
        actions.add_party(act.id, as_party(comune), by=as_.operator_cr),
        actions.remove_party(act.id, party.id, by=as_.operator_cr),
        actions.set_commitments(act.id, party.id, ["altro"], by=as_.operator_cr),
    ):
        with pytest.raises(WrongStatus, match="prima riportalo in stesura"):
            await verb


async def test_who_signs_for_a_body_may_still_be_told_while_it_approves(as_: People) -> None:
    act = await an_act(as_, CIRCULATED)
    party = (await parties_of(act.id))[1]
    told = PartyDetails(representative_office="Direttrice", representative_name="Eva Rosa")

    await actions.change_party(act.id, party.id, told, by=as_.operator_cr)

    assert (await queries.find_party(act.id, party.id)).representative_name == "Eva Rosa"


async def test_at_the_signature_not_even_that_changes(as_: People) -> None:
    act = await an_act(as_, SIGNING)
    party = (await parties_of(act.id))[1]

    with pytest.raises(WrongStatus, match="Il testo è bloccato"):
        await actions.change_party(act.id, party.id, PartyDetails(), by=as_.operator_cr)


async def test_a_proposal_waits_to_be_written(as_: People) -> None:
    act = await a_draft(by=as_.operator_cr, is_proposed=True)
    assert act.status == PROPOSED

    await actions.start(act.id, by=as_.operator_cr)

    shown = await queries.view(act.id, by=as_.operator_cr)
    assert [step.status for step in shown.steps] == ["proposed", "in_definition"]
