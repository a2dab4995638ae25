"""A protocol says what its facts say, in the words of the library, and counts its articles."""

import re
from typing import Any

import msgspec
import pytest

from registry.partners.kinds import Family
from registry.platform.documents import extract_text, render
from registry.platform.documents.letter import REPRESENTATIVE
from registry.platform.errors import InvalidInput
from registry.protocols.letters.data import ProtocolData
from registry.protocols.letters.protocol import (
    ProtocolLetter,
    protocol_file_name,
    protocol_letter,
)
from registry.protocols.letters.warnings import protocol_warnings
from tests.documents.make import (
    a_final_protocol,
    a_party,
    a_protocol,
    a_protocol_of,
    protocol_facts,
)


def text_of(data: ProtocolData) -> str:
    """What the act says, with ordinary spaces and hyphens."""
    said = extract_text(render(protocol_letter(data)))
    return said.replace("\u00a0", " ").replace("\u2011", "-")


def refusals(data: ProtocolData) -> dict[str, str]:
    with pytest.raises(InvalidInput) as refused:
        protocol_letter(data)
    return refused.value.fields


def articles(letter: ProtocolLetter) -> dict[str, str]:
    """The headings by number."""
    return {one.number: one.heading for one in letter.articles}


def without(name: str, **changes: Any) -> ProtocolData:
    facts = {key: value for key, value in protocol_facts(**changes).items() if key != name}
    return msgspec.convert(facts, ProtocolData)


# --- parties ------------------------------------------------------------------------------


def test_each_party_stands_with_seat_code_office_and_authority() -> None:
    said = text_of(a_protocol())

    assert (
        "il Comune di Pieve Aurelia, con sede in Pieve Aurelia, via Roma 10, codice fiscale "
        "99999031000, rappresentato dalla Sindaca, «nome e cognome del legale rappresentante», "
        "giusta deliberazione della Giunta comunale n. 22 dell’11 marzo 2026, esecutiva, anche in "
        "rappresentanza della Conferenza dei sindaci del Distretto sociale di Pieve Aurelia "
        "(di seguito «Comune di Pieve Aurelia»);"
    ) in said


def test_a_plural_body_is_represented_in_the_plural() -> None:
    vigili = a_party(
        1, name="Vigili del fuoco di Valdoria", article="i", gender="m", number="p",
        short_name="Vigili del fuoco",
    )  # fmt: skip

    said = text_of(a_protocol(parties=[vigili], commitments=[
        {"by": ["Vigili del fuoco"], "to": ["accorrere"]},
        {"by": ["Prefettura"], "to": ["coordinare"]},
    ]))  # fmt: skip

    assert "i Vigili del fuoco di Valdoria, con sede" in said
    assert "rappresentati dal Sindaco" in said
    assert "I Vigili del fuoco si impegnano ad accorrere." in said


def test_two_parties_are_both_and_need_no_others() -> None:
    said = text_of(a_protocol_of(2))

    assert "entrambe le Parti, come sopra rappresentate" in said
    assert "concordate da entrambe le Parti" in said
    assert "comunicata all’altra Parte" in said
    assert "alle altre Parti" not in said


@pytest.mark.parametrize(
    ("parties", "table"),
    [(2, "signatures_whole"), (10, "signatures_whole"), (11, "signatures_short"),
     (12, "signatures_short"), (13, "signatures_medium"), (40, "signatures_medium"),
     (41, "signatures_long"), (150, "signatures_long")],
)  # fmt: skip
def test_the_signature_table_fits_the_number_of_parties(parties: int, table: str) -> None:
    letter = protocol_letter(a_protocol_of(parties))

    tables = {name: getattr(letter, name) for name in msgspec.structs.asdict(Tables())}
    assert [name for name, rows in tables.items() if rows] == [table]
    assert [row.number for row in tables[table]] == [str(n) for n in range(1, parties + 1)]


class Tables(msgspec.Struct):
    signatures_whole: str = ""
    signatures_short: str = ""
    signatures_medium: str = ""
    signatures_long: str = ""


def test_up_to_ten_parties_the_last_article_stays_with_the_signatures() -> None:
    ten, eleven = (protocol_letter(a_protocol_of(n)).articles[-1] for n in (10, 11))

    assert all(comma.stays_with_next for comma in ten.commas)
    assert not any(comma.stays_with_next for comma in eleven.commas)


def test_from_thirteen_parties_they_are_grouped_by_family() -> None:
    letter = protocol_letter(a_protocol_of(14))

    assert [group.heading for group in letter.party_groups] == [
        "Amministrazioni dello Stato",
        "Regione ed enti locali",
        "Enti del Servizio sanitario",
        "Scuola e università",
        "Autorità giudiziaria",
        "Parti sociali",
        "Enti del Terzo settore e altri soggetti",
    ]


def test_over_forty_parties_only_the_promoter_is_named_and_the_others_stand_in_annex_a() -> None:
    letter = protocol_letter(a_protocol_of(150))
    said = text_of(a_protocol_of(150))

    assert letter.party_groups == ()
    assert "nell’Allegato A, che costituisce parte integrante del presente protocollo" in said
    numbers = [row.number for section in letter.annexes[0].party_sections for row in section.rows]
    assert numbers == [str(n) for n in range(1, 151)]
    assert [row.number for row in letter.signatures_long] == numbers


def test_over_forty_parties_a_family_commits_by_its_section() -> None:
    said = text_of(a_protocol_of(60))

    assert "I Comuni di cui all’Allegato A, sezione II, si impegnano a:" in said


def test_over_forty_parties_the_contacts_are_a_separate_document() -> None:
    letter = protocol_letter(a_protocol_of(41))

    listed = {line.title: line.published for line in letter.annex_list}
    assert listed["Uffici referenti e recapiti istituzionali (documento separato)"] == "no"
    assert not any(annex.contacts for annex in letter.annexes)


def test_a_hundred_and_fifty_parties_are_the_most() -> None:
    facts = protocol_facts(parties=[a_party(n) for n in range(1, 151)])

    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(facts, ProtocolData)


@pytest.mark.parametrize("field", ["name", "short_name", "tax_code"])
def test_no_two_parties_are_the_same(field: str) -> None:
    one = a_party(1)
    two = a_party(2, **{field: one[field]})

    wrong = refusals(a_protocol(parties=[one, two], commitments=[]))

    assert f"parties.1.{field}" in wrong


def test_a_tax_code_whose_digits_do_not_add_up_is_refused() -> None:
    wrong = refusals(a_protocol(parties=[a_party(1, tax_code="80001305441")], commitments=[]))

    assert wrong == {
        "parties.0.tax_code": "Le cifre non tornano: controlla il codice fiscale dell'ente."
    }


# --- commitments --------------------------------------------------------------------------


def test_a_lone_commitment_stands_in_its_sentence_and_two_are_letters() -> None:
    said = text_of(a_protocol())

    assert "4. L’ASL si impegna ad assicurare l’accesso ai servizi sanitari" in said
    assert "2. La Provincia si impegna a:\na) mettere a disposizione" in said


def test_parties_that_commit_together_are_joined() -> None:
    said = text_of(a_protocol())

    assert "3. Il Comune di Valdoria e il Comune di Pieve Aurelia si impegnano a:" in said


def test_a_party_without_commitments_cannot_sign() -> None:
    data = a_final_protocol(commitments=[{"by": ["Prefettura"], "to": ["coordinare"]}])

    wrong = refusals(data)

    assert set(wrong) == {f"parties.{n}" for n in range(6)}
    assert wrong["parties.0"].startswith("Non ha impegni")


def test_a_draft_says_who_has_no_commitments() -> None:
    said = text_of(a_protocol(commitments=[{"by": ["Prefettura"], "to": ["coordinare"]}]))

    assert "[manca: impegni del Comune di Valdoria]." in said


def test_a_commitment_of_nobody_is_told_with_a_likely_name() -> None:
    wrong = refusals(
        a_protocol(commitments=[
            {"by": ["Prefetura"], "to": ["x"]},
            {"to": ["y"]},
            {"family": "justice", "to": ["z"]},
        ])
    )  # fmt: skip

    assert "«Prefettura»" in wrong["commitments.0.by.0"]
    assert "commitments.1.by" in wrong
    assert "commitments.2.family" in wrong


# --- articles and references ---------------------------------------------------------------


def test_articles_are_numbered_without_gaps() -> None:
    for data in (a_protocol(), without("governance"), a_protocol_of(2), without("accession")):
        numbers = [int(one.number) for one in protocol_letter(data).articles]

        assert numbers == list(range(1, len(numbers) + 1))


def test_references_follow_when_an_article_goes() -> None:
    said = text_of(without("governance"))

    assert "Tavolo" not in said.split("Articolo 3")[1].split("Articolo 4")[0]
    assert "redigere la relazione di cui all’articolo 6." in said
    assert "la copertura di cui all’articolo 9, comma 3;" in said
    assert "comunicazioni di cui all’articolo 5, comma 2." in said


def test_a_reference_to_what_is_not_there_is_told() -> None:
    wrong = refusals(
        a_protocol(commitments=[
            {"by": ["Prefettura"], "to": ["fare quanto all’{{ ref.monitorig }}"]},
        ])
    )  # fmt: skip

    assert "«ref.monitoring»" in wrong["commitments.0.to.0"]


def test_only_known_places_are_filled_in_what_people_write() -> None:
    data = a_protocol(short_title="Protocollo {{ ref.monitoring }} {{7*7}} {% if %}")

    letter = protocol_letter(data)

    assert letter.short_title == "Protocollo {{ ref.monitoring }} {{7*7}} {% if %}"


def test_an_own_article_takes_its_place_and_can_be_referred_to() -> None:
    own = {
        "key": "training",
        "after": "contacts",
        "heading": "Formazione congiunta",
        "commas": [{"text": "Le Parti organizzano una giornata l’anno."}],
    }
    data = a_protocol(
        own_articles=[own],
        common_commitments=["partecipare alla formazione di cui all’{{ ref.training }}"],
    )

    said = text_of(data)

    assert "Articolo 7\n(Formazione congiunta)\nLe Parti organizzano" in said
    assert "e) partecipare alla formazione di cui all’articolo 7." in said
    assert "relazione di cui all’articolo 8." in said


def test_a_clause_can_be_rewritten_and_keeps_its_place() -> None:
    change = {
        "clause": "resources",
        "heading": "Oneri",
        "commas": [{"text": "Uno."}, {"text": "Due."}],
    }

    said = text_of(a_protocol(changes=[change]))

    assert "Articolo 8\n(Oneri)\n1. Uno.\n2. Due.\nArticolo 9" in said


def test_a_clause_can_be_left_out_unless_it_must_stand() -> None:
    assert "(Controversie)" not in text_of(
        a_protocol(changes=[{"clause": "disputes", "omit": True}])
    )

    wrong = refusals(
        a_protocol(changes=[
            {"clause": "term", "omit": True},
            {"clause": "insurance", "omit": True},
            {"clause": "tem"},
            {"clause": "resources", "variant": "free"},
        ])
    )  # fmt: skip

    assert set(wrong) == {
        "changes.0.omit", "changes.1.omit", "changes.2.clause", "changes.3.variant"
    }  # fmt: skip


def test_a_variant_that_asks_for_facts_which_are_not_there_is_told() -> None:
    changes = [{"clause": "governance", "variant": "table"}]

    wrong = refusals(without("governance", changes=changes))

    assert set(wrong) == {"changes.0.variant", "changes.0.heading"}


def test_one_comma_has_no_number_and_two_have() -> None:
    letter = protocol_letter(a_protocol())
    by_heading = {one.heading: one for one in letter.articles}

    assert [comma.number for comma in by_heading["Risorse e oneri"].commas] == [""]
    assert [comma.number for comma in by_heading["Referenti"].commas] == ["1.", "2."]


def test_the_network_of_protection_is_never_left_out() -> None:
    data = a_protocol(
        subjects=["tratta"], insurance=None, annexes=[], commitments=[],
        procedures={"access_ways": ["tramite il Numero Verde 800 290 290"]},
    )  # fmt: skip

    said = text_of(data)

    assert "(Riservatezza e tutela della sicurezza)" in said
    assert "(Modalità operative e di accesso)" in said
    assert "e le prese in carico già avviate" in said


def test_a_network_act_says_how_one_gets_in_before_it_is_signed() -> None:
    wrong = refusals(a_final_protocol(subjects=["violenza"], annexes=[]))

    assert "procedures" in wrong


# --- what is missing ------------------------------------------------------------------------


def test_a_draft_shows_in_bold_what_is_missing_and_a_final_is_refused_with_all_of_it() -> None:
    bare = a_party(1)
    for name in ("seat", "representative", "contact"):
        bare.pop(name)
    facts = {"parties": [bare], "commitments": [], "term": None}

    letter = protocol_letter(a_protocol(**facts, stage="draft"))
    bold = [run.text for run in letter.party_groups[0].entries[0].runs if run.is_bold]

    assert "[manca: sede del Comune di Castel Lambro 1]" in bold
    assert "[manca: rappresentante del Comune di Castel Lambro 1]" in bold
    assert "ha durata di [manca: durata]" in text_of(a_protocol(**facts, stage="draft"))
    wrong = refusals(a_protocol(**facts, stage="final"))
    assert set(wrong) == {
        "promoter", "promoter.representative.name", "parties.0", "parties.0.seat",
        "parties.0.representative", "parties.0.contact", "term",
    }  # fmt: skip


def test_a_schema_waits_for_names_only() -> None:
    letter = protocol_letter(a_protocol())

    assert letter.is_draft
    assert letter.draft_mark == "SCHEMA – non sottoscrivibile"
    assert REPRESENTATIVE in render_text(letter)
    assert "promoter.representative.name" in refusals(a_protocol(stage="final"))


def render_text(letter: ProtocolLetter) -> str:
    return extract_text(render(letter), margins=True)


def test_the_mark_of_a_draft_is_on_every_page_and_a_final_has_none() -> None:
    draft = render_text(protocol_letter(a_protocol(stage="draft")))
    final = render_text(protocol_letter(a_final_protocol()))

    assert draft.count("BOZZA – non sottoscrivibile") == 2
    assert "non sottoscrivibile" not in final


def test_a_final_protocol_has_no_place_left_open() -> None:
    said = text_of(a_final_protocol())

    assert not re.search(r"_{3,}|…|\[|\{|«nome", said)


# --- rules of law ---------------------------------------------------------------------------


def test_administrations_alone_sign_digitally_or_the_act_is_void() -> None:
    assert "signing" in refusals(a_final_protocol(signing="paper"))
    assert "signing" in refusals(a_final_protocol(signing="mixed"))
    assert "a pena di nullità" in text_of(a_final_protocol())


def test_with_a_private_party_the_words_on_nullity_go() -> None:
    private = a_party(1, Family.SOCIAL)
    facts = {
        "parties": [private],
        "commitments": [
            {"by": [private["short_name"]], "to": ["partecipare"]},
            {"by": ["Prefettura"], "to": ["coordinare"]},
        ],
    }

    said = text_of(a_final_protocol(**facts, signing="mixed"))

    assert "a pena di nullità" not in said
    assert "acquisita dalla Prefettura" in said
    assert "siti istituzionali delle amministrazioni firmatarie" in said


def test_an_act_of_2005_could_be_signed_on_paper() -> None:
    said = text_of(a_final_protocol(signing="paper", signed_on="2005-03-01"))

    assert "Redatto in sette originali, uno per ciascuna Parte." in said
    assert "Letto, confermato e sottoscritto.\n" in said


def test_controllers_together_annex_their_agreement() -> None:
    joint = {
        "regime": "joint", "processing": "nella gestione delle segnalazioni",
        "joint_parties": "la Prefettura e l’ASL", "contact_point": "l’Area IV",
    }  # fmt: skip

    assert "joint_controllers" in refusals(a_protocol(personal_data=joint))["annexes"]

    annexes = [*protocol_facts()["annexes"], {
        "key": "joint_controllers", "title": "Accordo di contitolarità", "content": "separate",
    }]  # fmt: skip
    said = text_of(a_protocol(personal_data=joint, annexes=annexes))
    assert "è allegato al presente protocollo (Allegato E)" in said


def test_the_duty_on_stamps_cites_the_law_of_the_day_of_signature() -> None:
    before = text_of(a_protocol(stamp_duty="exempt_public", signed_on="2026-12-31"))
    after = text_of(a_protocol(stamp_duty="exempt_public", signed_on="2027-01-01"))

    assert "26 ottobre 1972, n. 642" in before
    assert "1° agosto 2025, n. 123" in after


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ({"duration": {"count": 1, "unit": "anni"}}, "ha durata di un anno dalla data"),
        ({"duration": {"count": 15, "unit": "mesi"}, "starts_on": "2017-12-01"},
         "ha durata di quindici mesi dal 1° dicembre 2017."),
        ({"ends_on": "2029-12-31", "starts": "certified_notice"},
         "del perfezionamento delle firme e fino al 31 dicembre 2029."),
        ({"event": "al termine del Piano triennale", "ends_on": "2028-04-11"},
         "e fino al termine del Piano triennale e comunque non oltre l’11 aprile 2028."),
        ({"review": {"count": 2, "unit": "anni"}}, "che ne verificano l’attualità ogni due anni."),
        ({"duration": {"count": 4, "unit": "anni"}, "renewal": "tacit"},
         "si rinnova tacitamente per un uguale periodo, per una sola volta"),
    ],
)  # fmt: skip
def test_how_long_it_lasts(term: dict[str, Any], words: str) -> None:
    assert words in text_of(a_protocol(term=term))


def test_a_duration_and_a_day_together_are_refused() -> None:
    term = {"duration": {"count": 3, "unit": "anni"}, "ends_on": "2029-01-01"}

    assert "term.duration" in refusals(a_protocol(term=term))


def test_one_norm_or_only_feminine_norms_change_the_heading() -> None:
    laws = [{"id": "l241"}, {"id": "l328"}]

    assert "\nVISTE\n– la legge" in text_of(a_protocol(norms=laws))
    assert "\nVISTA\n– la legge" in text_of(a_protocol(norms=laws[:1]))
    assert "VIST" not in text_of(a_protocol(norms=[]))


def test_an_unknown_norm_is_told() -> None:
    wrong = refusals(a_protocol(norms=[{"id": "l9999"}, {}]))

    assert set(wrong) == {"norms.0.id", "norms.1"}


def test_a_repealed_norm_is_a_warning_and_no_more() -> None:
    data = a_protocol(norms=[{"id": "l266"}], signed_on="2026-04-16")

    told = protocol_warnings(data)

    assert any("legge 11 agosto 1991, n. 266" in one and "vigente all'epoca" in one for one in told)
    assert protocol_letter(data)


def test_recitals_keep_their_kind_and_order() -> None:
    recitals = [
        {"kind": "premesso", "text": "uno"},
        {"kind": "dato_atto", "text": "due;"},
        {"kind": "considerato", "text": "tre"},
    ]

    letter = protocol_letter(a_protocol(recitals=recitals, norms=[], common_interest=""))

    told = [
        (one.heading, tuple(run.text for text in one.texts for run in text.runs))
        for one in letter.opening
    ]
    assert told == [
        ("PREMESSO CHE", ("uno;",)),
        ("DATO ATTO CHE", ("due;",)),
        ("CONSIDERATO CHE", ("tre;",)),
    ]


def test_annexes_are_lettered_in_order_and_hidden_ones_named_in_the_text() -> None:
    annexes = [
        {"key": "map", "title": "Mappa", "content": "separate", "is_published": False},
        {"key": "duties", "title": "Turni", "nature": "operativo", "is_published": False,
         "commas": [{"text": "Come da {{ annex.map }}."}]},
    ]  # fmt: skip

    said = text_of(a_protocol(annexes=annexes))

    assert "con esclusione degli Allegati A, B e C." in said
    assert "Come da Allegato A." in said
    assert "A | Mappa | operativo | no" in said


# --- names of files -------------------------------------------------------------------------


def test_the_file_is_named_after_office_number_and_subject() -> None:
    assert protocol_file_name(a_final_protocol()) == (
        "protocollo_pref-vd_2026-012_accoglienza-diffusa.docx"
    )
    assert protocol_file_name(a_protocol(repertory=None, version=3, slug="", stage="draft")) == (
        "protocollo_pref-vd_accoglienza-diffusa-richiedenti_bozza-v3.docx"
    )
