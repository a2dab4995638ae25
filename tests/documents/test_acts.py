"""Agreements, conventions, addenda: each kind says what its law wants, and refuses the rest."""

from typing import Any

import msgspec
import pytest

from registry.partners.kinds import Family
from registry.platform.documents import extract_text, render
from registry.platform.errors import InvalidInput
from registry.protocols.letters.acts import (
    AddendumData,
    AgreementData,
    ConventionData,
    TerritorialData,
)
from registry.protocols.letters.data import ActData
from registry.protocols.letters.examples import (
    addendum_example,
    agreement_example,
    convention_example,
    territorial_example,
)
from registry.protocols.letters.pact import ProtocolLetter
from registry.protocols.letters.warnings import act_warnings
from registry.protocols.letters.writers import WRITERS, writer_of
from tests.documents.make import (
    a_final_protocol,
    a_party,
    a_protocol,
    a_protocol_of,
    a_territorial_of,
    tax_code,
)

PARENT = {
    "title": "protocollo d’intesa",
    "short_name": "protocollo",
    "subject": "l’accoglienza diffusa",
    "signed_on": "2026-04-16",
    "repertory": {"number": "12", "year": 2026},
}


def changed(example: msgspec.Struct, **changes: Any) -> Any:
    """The example with some facts changed, read again as it would be from JSON."""
    facts = {**msgspec.to_builtins(example), **changes}
    return msgspec.convert(facts, type(example))


def an_agreement(**changes: Any) -> AgreementData:
    data: AgreementData = changed(agreement_example(), **changes)
    return data


def a_territorial(**changes: Any) -> TerritorialData:
    data: TerritorialData = changed(territorial_example(), **changes)
    return data


def a_convention(**changes: Any) -> ConventionData:
    data: ConventionData = changed(convention_example(), **changes)
    return data


def an_addendum(**changes: Any) -> AddendumData:
    data: AddendumData = changed(addendum_example(), **changes)
    return data


def letter_of(data: ActData) -> ProtocolLetter:
    letter: ProtocolLetter = writer_of(data).build(data)
    return letter


def text_of(data: ActData) -> str:
    """What the act says, with ordinary spaces and hyphens."""
    return plain(render(letter_of(data)))


def plain(docx: bytes) -> str:
    return extract_text(docx).replace("\u00a0", " ").replace("\u2011", "-")


def refusals(data: ActData) -> dict[str, str]:
    with pytest.raises(InvalidInput) as refused:
        letter_of(data)
    return refused.value.fields


def headings(data: ActData) -> list[str]:
    return [article.heading for article in letter_of(data).articles]


def named(data: ActData) -> dict[str, Any]:
    """The facts of an act in which everybody who signs has a name."""
    facts: dict[str, Any] = msgspec.to_builtins(data)
    for n, party in enumerate([facts["promoter"], *facts["parties"]]):
        party["representative"]["name"] = f"Ada Prova {n}"
    return {**facts, "stage": "final"}


def final(data: ActData, **changes: Any) -> Any:
    return msgspec.convert({**named(data), **changes}, type(data))


# --- every kind -----------------------------------------------------------------------------


@pytest.mark.parametrize("writer", WRITERS, ids=lambda one: one.name)
def test_a_draft_of_little_comes_out_and_says_what_it_lacks(writer: Any) -> None:
    facts = msgspec.to_builtins(writer.example())
    optional = {
        name
        for name in facts
        if name not in msgspec.json.schema(writer.data)["$defs"][writer.data.__name__]["required"]
    }
    bare = {name: value for name, value in facts.items() if name not in optional}
    data = msgspec.convert({**bare, "stage": "draft"}, writer.data)

    said = extract_text(render(writer.build(data)))

    assert "[manca: " in said


@pytest.mark.parametrize(
    ("data", "title", "under"),
    [
        (an_agreement(), "ACCORDO", "ai sensi dell’articolo 15 della legge 7 agosto 1990"),
        (a_territorial(), "ACCORDO OPERATIVO TERRITORIALE", "in attuazione del protocollo"),
        (a_convention(), "CONVENZIONE", "ai sensi dell’articolo 56 del decreto legislativo"),
        (an_addendum(), "ATTO AGGIUNTIVO N. 1", "al protocollo d’intesa per l’accoglienza"),
    ],
)  # fmt: skip
def test_an_act_is_titled_after_its_kind(data: ActData, title: str, under: str) -> None:
    lines = text_of(data).splitlines()

    assert title in lines
    assert under in lines[lines.index(title) + 1]


def test_a_file_is_named_after_the_kind_of_act() -> None:
    names = {writer_of(one).file_name(one) for one in (
        final(an_agreement()), final(a_territorial()), final(a_convention()), final(an_addendum()),
        a_final_protocol(kind="ro", procedures={"access_ways": ["diretto"]}),
        a_final_protocol(kind="aq"),
    )}  # fmt: skip

    assert names == {
        "accordo-art15_pref-vd_2026-015_mediazione-linguistica.docx",
        "accordo-operativo_pref-vd_2026-020_distretto-pieve-aurelia.docx",
        "convenzione_pref-vd_2026-018_sportello-ascolto.docx",
        "addendum-1_pref-vd_2029-003_accoglienza-diffusa.docx",
        "raccordo_pref-vd_2026-012_accoglienza-diffusa.docx",
        "accordo-quadro_pref-vd_2026-012_accoglienza-diffusa.docx",
    }


def test_what_one_aim_says_is_a_sentence_and_two_are_letters() -> None:
    one = text_of(a_protocol(purpose={"aims": ["favorire l’inclusione"]}))
    two = text_of(a_protocol(purpose={"aims": ["favorire l’inclusione", "informare"]}))

    assert "Le Parti perseguono, in particolare, la finalità di favorire l’inclusione." in one
    assert "le seguenti finalità:\na) favorire l’inclusione;\nb) informare." in two


# --- the agreement of art. 15 -----------------------------------------------------------------


def test_a_private_body_is_refused_where_it_stands_in_an_agreement_of_article_15() -> None:
    caritas = a_party(1, Family.OTHER, name="Caritas", nature="ecclesiastical")
    facts = {"parties": [*msgspec.to_builtins(agreement_example())["parties"], caritas]}

    wrong = refusals(an_agreement(**facts, commitments=[]))

    assert "«Caritas» non è una pubblica amministrazione" in wrong["parties.1.nature"]


def test_an_agreement_of_article_15_says_the_common_interest_or_is_not_signed() -> None:
    bare = {**named(agreement_example()), "common_interest": ""}

    wrong = refusals(msgspec.convert(bare, AgreementData))
    draft = msgspec.convert({**bare, "stage": "draft"}, AgreementData)

    assert set(wrong) == {"common_interest"}
    assert "un interesse comune, consistente [manca: interesse comune delle Parti]" in text_of(
        draft
    )
    runs = [run for block in letter_of(draft).opening for one in block.texts for run in one.runs]
    assert any(run.is_bold and "interesse comune" in run.text for run in runs)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"clause": "disputes", "variant": "court"}, "changes.0.variant"),
        (
            {"clause": "disputes", "commas": [{"text": "È competente il foro di Valdoria."}]},
            "changes.0.commas.0",
        ),
        (
            {"clause": "disputes", "commas": [{"text": "Decide un collegio arbitrale."}]},
            "changes.0.commas.0",
        ),
    ],
)
def test_no_court_is_chosen_in_an_agreement_between_administrations(
    change: dict[str, Any], path: str
) -> None:
    wrong = refusals(an_agreement(changes=[change]))

    assert "niente foro" in wrong[path]


def test_an_agreement_leaves_its_disputes_to_the_administrative_judge() -> None:
    said = text_of(an_agreement())

    assert "sono devolute alla giurisdizione esclusiva del giudice amministrativo" in said
    assert "foro" not in said


def test_an_agreement_between_administrations_is_void_unless_signed_digitally() -> None:
    assert "a pena di nullità, dall’articolo 15, comma 2-bis" in text_of(final(an_agreement()))
    assert "signing" in refusals(an_agreement(signing="paper"))


def test_nobody_signs_an_agreement_without_a_tax_code_and_a_title() -> None:
    facts = named(agreement_example())
    asl = {name: value for name, value in facts["parties"][0].items() if name != "authority"}
    facts["parties"] = [{**asl, "tax_code": ""}]

    wrong = refusals(msgspec.convert(facts, AgreementData))
    said = text_of(msgspec.convert({**facts, "stage": "draft"}, AgreementData))

    assert set(wrong) == {"parties.0.tax_code", "parties.0.authority"}
    assert "[manca: titolo di legittimazione dell’Azienda sanitaria locale di Valdoria]" in said


def test_only_administrations_may_join_an_agreement_between_administrations() -> None:
    assert "accession.open_to" in refusals(an_agreement(accession={"open_to": "all"}))
    assert "all’adesione di altre amministrazioni pubbliche" in text_of(
        an_agreement(accession={"open_to": "public"})
    )


def test_the_resources_add_up_and_stand_in_an_annex() -> None:
    said = text_of(an_agreement())

    assert (
        "nella misura indicata nell’Allegato A, per un importo complessivo di 26.810,50 €" in said
    )
    assert "ASL | formazione dei mediatori | 1.850,50 €\nTotale | — | 26.810,50 €" in said


@pytest.mark.parametrize(
    ("resources", "path"),
    [
        ({"total": "26.000,00 €"}, "resources.total"),
        ({"regime": "none"}, "resources.regime"),
        (
            {"shares": [{"party": "Comune", "resource": "sede", "amount": "10"}]},
            "resources.shares.0.party",
        ),
    ],
)
def test_shares_that_do_not_fit_are_told(resources: dict[str, Any], path: str) -> None:
    facts = msgspec.to_builtins(agreement_example())["resources"]

    assert path in refusals(an_agreement(resources={**facts, **resources}))


@pytest.mark.parametrize("amount", ["12,5", "1.23", "-3", "12.345.60", "mille"])
def test_an_amount_is_written_as_italy_writes_it(amount: str) -> None:
    shares = [{"party": "ASL", "resource": "sede", "amount": amount}]

    with pytest.raises(msgspec.ValidationError):
        an_agreement(resources={"regime": "shared", "shares": shares})


# --- the agreement of art. 11 -----------------------------------------------------------------


def with_a_private(**changes: Any) -> AgreementData:
    coop = a_party(1, Family.OTHER, short_name="Cooperativa")
    facts = {
        "kind": "a11",
        "parties": [coop],
        "commitments": [
            {"by": ["Prefettura"], "to": ["coordinare"]},
            {"by": ["Cooperativa"], "to": ["accogliere"]},
        ],
        "resources": {},
        "recitals": [{"kind": "considerato", "text": "l’accordo evita un provvedimento"}],
        "determination": {"act": "determinazione del Prefetto", "number": "3", "on": "2026-05-04"},
    }
    return an_agreement(**{**facts, **changes})


def test_an_agreement_with_private_bodies_follows_a_determination_and_a_reason() -> None:
    said = text_of(with_a_private())

    assert "ai sensi dell’articolo 11 della legge 7 agosto 1990, n. 241, per" in said
    assert (
        "ai sensi dell’articolo 11, comma 4-bis, della legge 7 agosto 1990, n. 241, con "
        "determinazione del Prefetto n. 3 del 4 maggio 2026;"
    ) in said
    assert "giurisdizione esclusiva" in said
    assert set(refusals(final(with_a_private(), determination=None, recitals=[]))) == {
        "determination", "recitals"
    }  # fmt: skip


def test_an_agreement_of_article_11_among_administrations_is_doubtful() -> None:
    told = act_warnings(with_a_private(parties=[a_party(1, Family.HEALTH)]))

    assert any("articolo 15" in one for one in told)


# --- the territorial operating agreement --------------------------------------------------------


def test_a_territorial_agreement_says_first_which_act_it_carries_out() -> None:
    said = text_of(a_territorial())

    assert (
        "PREMESSO CHE\n– il 16 aprile 2026 è stato sottoscritto il protocollo d’intesa per "
        "l’accoglienza diffusa e le attività di utilità sociale (rep. n. 12/2026 della Prefettura "
        "di Valdoria; di seguito «protocollo»), il cui articolo 4 impegna i Comuni"
    ) in said
    assert "e ha la stessa scadenza del protocollo, fissata al 15 aprile 2029." in said


def test_the_places_are_shared_in_an_annex_that_adds_up() -> None:
    said = text_of(a_territorial())

    assert "nella misura indicata nell’Allegato A, per complessivi 82 posti." in said
    assert "Comune | Abitanti | Criterio | Posti\nPieve Aurelia | 12.480 | popolazione | 25" in said
    assert "Montebruno | 870 | correttivo | 2\nTotale | 41.300 | — | 82" in said


@pytest.mark.parametrize(
    ("allotment", "path", "told"),
    [
        ({"total_places": 81}, "allotment.total_places", "La somma è 82, non 81"),
        ({"total_inhabitants": 40000}, "allotment.total_inhabitants", "La somma è 41.300"),
    ],
)
def test_a_total_that_is_not_the_sum_is_told(
    allotment: dict[str, Any], path: str, told: str
) -> None:
    facts = msgspec.to_builtins(territorial_example())["allotment"]

    assert told in refusals(a_territorial(allotment={**facts, **allotment}))[path]


def test_a_comune_has_one_line_however_it_is_called() -> None:
    facts = msgspec.to_builtins(territorial_example())["allotment"]
    rows = [*facts["rows"], {"municipality": "Comune di Rivafonda", "inhabitants": 1, "places": 1}]

    wrong = refusals(a_territorial(allotment={"rows": rows}))

    assert set(wrong) == {"allotment.rows.5.municipality"}


def test_a_territorial_agreement_without_its_act_or_its_places_is_only_a_draft() -> None:
    facts: dict[str, Any] = {
        "parent": None, "allotment": None, "commitments": [], "term": None, "changes": []
    }  # fmt: skip
    draft = a_territorial(**facts, stage="draft")

    said = text_of(draft)
    wrong = refusals(final(draft, **facts))

    assert "in attuazione [manca: atto che si attua]" in said
    assert "[manca: riparto tra i Comuni]." in said
    assert {"parent", "allotment", "procedures", "term"} <= set(wrong)


def test_an_act_whose_day_is_two_days_is_named_by_them() -> None:
    parent = {**PARENT, "signed_on": None, "signed_words": "22 e 23 settembre 2015"}

    said = text_of(a_territorial(parent=parent))

    assert "in attuazione del protocollo d’intesa del 22 e 23 settembre 2015" in said
    assert "– il 22 e 23 settembre 2015 è stato sottoscritto" in said
    unknown = {**parent, "signed_words": ""}
    assert "parent.signed_on" in refusals(final(a_territorial(), parent=unknown))


def test_over_forty_comuni_the_allotment_is_the_list_of_the_parties() -> None:
    letter = letter_of(a_territorial_of(45))
    said = text_of(a_territorial_of(45))

    first = letter.annexes[0]
    assert first.title == "Elenco delle Parti e riparto"
    assert first.party_sections == ()
    assert [line.number for line in first.party_allotment[:-1]] == [str(n) for n in range(1, 46)]
    assert "I Comuni di cui all’Allegato A si impegnano a:" in said
    assert "sezione I" not in said
    assert f"giusta deliberazione n. 1 dell’8 marzo 2026 | {tax_code(1)} | 1.000 | 2" in said
    assert "— | Totale | — | 44.946 | 88" in said


def test_over_forty_a_comune_that_is_no_party_has_no_place_in_the_list() -> None:
    stranger = {"municipality": "Borgo Altrove", "inhabitants": 10, "places": 1}
    rows = [*msgspec.to_builtins(a_territorial_of(45))["allotment"]["rows"], stranger]

    wrong = refusals(a_territorial_of(45, allotment={"rows": rows}))

    assert set(wrong) == {"allotment.rows.44.municipality"}


def test_a_comune_that_signs_and_is_not_in_the_allotment_is_a_warning() -> None:
    rows = msgspec.to_builtins(territorial_example())["allotment"]["rows"]

    told = act_warnings(a_territorial(allotment={"rows": rows[1:]}))

    assert "Comune di Pieve Aurelia: firma, ma non è nel riparto." in told


def test_any_act_may_carry_out_another() -> None:
    said = text_of(a_protocol(parent=PARENT))

    assert "PREMESSO CHE\n– il 16 aprile 2026 è stato sottoscritto il protocollo d’intesa" in said
    assert "Il presente protocollo dà attuazione al protocollo, nel territorio" in said


# --- the convention -----------------------------------------------------------------------------


def test_a_convention_is_feminine_from_the_first_article_to_the_signature() -> None:
    said = text_of(a_convention())

    assert "La presente convenzione è sottoscritta con firma digitale" in said
    assert "può essere rinnovata" in said
    assert "può essere risolta per grave inadempimento" in said
    assert "il presente" not in said.lower()


def test_the_court_is_chosen_only_where_somebody_is_private() -> None:
    public = {"basis": "generic", "parties": [a_party(1)], "commitments": [], "resources": {},
              "stamp_duty": "to_determine"}  # fmt: skip

    assert "è competente il foro di Valdoria." in text_of(a_convention())
    assert set(refusals(a_convention(**public))) == {"court"}
    said = text_of(a_convention(**public, court=""))
    assert "giurisdizione esclusiva del giudice amministrativo" in said
    assert "a pena di nullità" in said


def test_a_convention_among_local_bodies_says_what_the_tuel_asks() -> None:
    facts = {"basis": "art30_tuel", "guarantees": [], "court": ""}

    assert {"consultation", "guarantees"} <= set(refusals(final(a_convention(**facts))))
    whole = a_convention(
        **{**facts, "consultation": ["I Comuni si consultano ogni anno."],
           "guarantees": ["Ciascun Comune risponde per quanto gli spetta."]}
    )  # fmt: skip
    assert headings(whole)[3:6] == [
        "Impegni di ciascuna Parte", "Garanzie", "Forme di consultazione"
    ]  # fmt: skip
    assert any("riguarda gli enti locali" in one for one in act_warnings(whole))


def test_a_convention_of_article_56_wants_the_third_sector() -> None:
    assert "basis" in refusals(
        a_convention(parties=[a_party(1)], commitments=[], resources={}, court="")
    )


# --- the operating link -------------------------------------------------------------------------


def a_link(**changes: Any) -> ActData:
    facts = {
        "kind": "ro",
        "subjects": [],
        "recitals": [],
        "norms": [],
        "common_interest": "",
        "annexes": [],
        "procedures": {"access_ways": ["tramite sportello"]},
        "parties": [a_party(1)],
        "commitments": [
            {"by": ["Prefettura"], "to": ["coordinare"]},
            {"by": [a_party(1)["short_name"]], "to": ["accogliere"]},
        ],
    }
    return a_protocol(**{**facts, **changes})


def test_an_operating_link_is_light() -> None:
    said = text_of(a_link())

    assert "RACCORDO OPERATIVO" in said
    assert "«Parti»,\nsi raccordano nei modi che seguono.\nArticolo 1\n(Oggetto e finalità)" in said
    assert "TUTTO CIÒ PREMESSO" not in said
    assert "Durata" not in said
    assert "a pena di nullità" not in said


def test_an_operating_link_may_go_unsigned() -> None:
    changes = [{"clause": "signing", "omit": True}]

    letter = letter_of(a_link(changes=changes))

    assert letter.closing == ""
    assert letter.signatures_whole == ()
    assert render(letter)


# --- the addendum -------------------------------------------------------------------------------


def changes_of(**amendment: Any) -> str:
    """The sentence of one change, alone in its addendum."""
    data = an_addendum(amendments=[{"article": "5", **amendment}], new_end=None)
    said = text_of(data)
    return said.split("(Modifiche)\n")[1].split("\nArticolo 2")[0]


@pytest.mark.parametrize(
    ("amendment", "sentence"),
    [
        (
            {"change": "replace_words", "comma": "2", "old_words": "trimestrale",
             "new_words": "semestrale"},
            "all’articolo 5, comma 2, la parola: «trimestrale» è sostituita dalla seguente: "
            "«semestrale».",
        ),
        (
            {"change": "replace_words", "comma": "2", "old_words": "con cadenza trimestrale",
             "new_words": "due volte l’anno"},
            "all’articolo 5, comma 2, le parole: «con cadenza trimestrale» sono sostituite dalle "
            "seguenti: «due volte l’anno».",
        ),
        (
            {"change": "add_words", "comma": "4", "old_words": "resoconto sintetico",
             "new_words": "e numerato"},
            "all’articolo 5, comma 4, dopo le parole: «resoconto sintetico» sono inserite le "
            "seguenti: «e numerato».",
        ),
        (
            {"change": "delete_words", "comma": "3", "old_words": "propone aggiornamenti e"},
            "all’articolo 5, comma 3, le parole: «propone aggiornamenti e» sono soppresse.",
        ),
        (
            {"change": "replace", "comma": "5", "new_words": "La partecipazione è gratuita."},
            "all’articolo 5, il comma 5 è sostituito dal seguente: «5. La partecipazione è "
            "gratuita.».",
        ),
        (
            {"change": "insert_after", "comma": "2", "new_words": "Il «Tavolo» invita altri enti."},
            "all’articolo 5, dopo il comma 2 è inserito il seguente: «2-bis. Il “Tavolo” invita "
            "altri enti.».",
        ),
        ({"change": "delete", "comma": "5"}, "all’articolo 5, il comma 5 è soppresso."),
        ({"change": "delete"}, "l’articolo 5 è soppresso."),
        (
            {"change": "delete", "article": "3", "comma": "1", "letter": "d"},
            "all’articolo 3, comma 1, la lettera d) è soppressa.",
        ),
        (
            {"change": "insert_after", "article": "3", "comma": "1", "letter": "b",
             "new_words": "incontrarsi ogni anno;"},
            "all’articolo 3, comma 1, dopo la lettera b) è inserita la seguente: «b-bis) "
            "incontrarsi ogni anno;».",
        ),
        (
            {"change": "replace", "heading": "Cabina di regia", "commas": [{"text": "È nuova."}]},
            "l’articolo 5 è sostituito dal seguente: «Art. 5 (Cabina di regia) – È nuova.».",
        ),
    ],
)  # fmt: skip
def test_a_change_is_written_as_acts_write_it(amendment: dict[str, Any], sentence: str) -> None:
    expected = f"Al protocollo è apportata la seguente modificazione: {sentence}"

    assert changes_of(**amendment) == expected


def test_many_changes_are_letters_and_a_new_article_goes_on_below() -> None:
    said = text_of(an_addendum())

    assert "Al protocollo sono apportate le seguenti modificazioni:\na) all’articolo 5" in said
    assert "b) dopo l’articolo 7 è inserito il seguente: «Art. 7-bis (Formazione congiunta)" in said
    assert "\n b) l’orientamento ai servizi del territorio.»;\nc) all’articolo 11" in said


def test_the_box_says_at_a_glance_what_changes() -> None:
    box = {line.label: line.words.replace("\u00a0", " ") for line in letter_of(an_addendum()).box}

    assert box == {
        "Atto modificato": "Protocollo d’intesa del 16 aprile 2026 (rep. n. 12/2026)",
        "Natura": "modifica, integrazione e proroga",
        "Articoli toccati": "5, 7\u2011bis, 11, 13",
        "Nuova scadenza": "15 aprile 2031",
    }


def test_an_extension_alone_changes_no_article_but_that_of_the_term() -> None:
    letter = letter_of(an_addendum(amendments=[]))

    assert [line.words for line in letter.box][1:3] == ["proroga", "13"]
    assert [one.heading for one in letter.articles] == [
        "Proroga", "Clausola di salvezza", "Sottoscrizione"
    ]  # fmt: skip
    assert letter.covenant.endswith("convengono quanto segue.")


def test_an_addendum_that_changes_nothing_is_not_signed() -> None:
    nothing: dict[str, Any] = {"amendments": [], "new_end": None}

    assert set(refusals(final(an_addendum(), **nothing))) == {"amendments"}
    assert "[manca: modifiche o nuova scadenza]." in text_of(an_addendum(**nothing, stage="draft"))


def test_who_joined_and_who_left_is_said_among_the_premises() -> None:
    bodies = [{"name": f"Comune di {name}", "article": "il"} for name in ("Poggio", "Edolo")]

    said = text_of(an_addendum(joined=bodies, withdrawn=bodies[:1]))

    assert "– al protocollo hanno aderito il Comune di Poggio e il Comune di Edolo;" in said
    assert "– dal protocollo ha receduto il Comune di Poggio;" in said


@pytest.mark.parametrize(
    ("amendment", "path", "told"),
    [
        ({"change": "replace_words", "comma": "2", "old_words": "x"}, "new_words", "parole nuove"),
        ({"change": "delete", "new_words": "x"}, "new_words", "toglile"),
        ({"change": "insert_after", "letter": "a", "new_words": "x"}, "comma", "quale comma"),
        ({"change": "replace"}, "heading", "titolo"),
        ({"change": "delete", "article": "40"}, "article", "non c'è nell'atto"),
        ({"change": "delete", "comma": "9"}, "comma", "non c'è questo comma"),
        ({"change": "delete", "comma": "2", "letter": "a"}, "letter", "non c'è questa lettera"),
        (
            {"change": "delete_words", "comma": "2", "old_words": "mensile"},
            "old_words", "non ci sono",
        ),
        ({"change": "delete_words", "old_words": "Tavolo"}, "old_words", "volte"),
    ],
)  # fmt: skip
def test_a_change_that_finds_nothing_is_told_where_it_stands(
    amendment: dict[str, Any], path: str, told: str
) -> None:
    wrong = refusals(an_addendum(amendments=[{"article": "5", **amendment}]))

    assert told in wrong[f"amendments.0.{path}"]


def test_without_the_text_of_the_act_the_changes_are_taken_on_trust() -> None:
    parent = {**msgspec.to_builtins(addendum_example())["parent"], "text": []}

    data = an_addendum(parent=parent, amendments=[{"change": "delete", "article": "40"}])

    assert "l’articolo 40 è soppresso" in text_of(data)
    assert writer_of(data).apart(data) == []


def test_the_new_end_comes_after_the_old_one() -> None:
    assert "new_end" in refusals(an_addendum(new_end="2029-04-15"))
    late = act_warnings(an_addendum(signed_on="2029-04-16"))
    assert any("già passata" in one for one in late)


def test_the_text_with_its_changes_is_a_file_apart_without_a_value_of_its_own() -> None:
    data = final(an_addendum())

    (apart,) = writer_of(data).apart(data)
    said = plain(render(apart.letter))

    assert apart.file_name == "addendum-1_pref-vd_2029-003_accoglienza-diffusa_allegato-a.docx"
    assert "Testo coordinato, privo di valore autonomo." in said
    assert "2. Il Tavolo si riunisce con cadenza ((semestrale)) e ogni volta" in said
    assert "Articolo 7-bis\n(Formazione congiunta)\n1. ((Le Parti organizzano" in said
    assert "3. ((soppresso))" in said
    assert "((La scadenza del protocollo è prorogata al 15 aprile 2031.))" in said
    assert "Articolo 17\n(Sottoscrizione)" in said
    assert (
        "A | Testo coordinato, privo di valore autonomo (documento separato) | operativo | sì"
    ) in text_of(data)


def test_what_is_inserted_twice_is_numbered_onwards() -> None:
    twice = [
        {"change": "insert_after", "article": "7", "heading": name, "commas": [{"text": "Uno."}]}
        for name in ("Prima", "Seconda")
    ]

    said = text_of(an_addendum(amendments=twice))

    assert "«Art. 7-bis (Prima)" in said
    assert "«Art. 7-ter (Seconda)" in said


# --- annexes that are files of their own --------------------------------------------------------


def test_over_forty_parties_the_contacts_are_a_file_that_is_not_published() -> None:
    data = a_protocol_of(41)

    (apart,) = writer_of(data).apart(data)
    said = plain(render(apart.letter))

    assert apart.title == "Allegato D – Uffici referenti e recapiti istituzionali"
    assert apart.file_name == "protocollo_pref-vd_2026-012_accoglienza-diffusa_allegato-d.docx"
    assert "D | Uffici referenti e recapiti istituzionali (documento separato)" in text_of(data)
    assert "Allegato operativo, non soggetto a pubblicazione." in said
    assert len(apart.letter.contacts) == 41
    assert "Prefettura | Area IV | ufficio@prefettura-valdoria.example" in said


def test_up_to_forty_parties_nothing_is_apart() -> None:
    data = a_protocol_of(40)

    assert writer_of(data).apart(data) == []


def test_the_annex_of_a_draft_has_the_version_of_its_act() -> None:
    facts = msgspec.to_builtins(a_protocol_of(41))
    data = msgspec.convert({**facts, "stage": "draft", "version": 3}, type(a_protocol_of(41)))

    (apart,) = writer_of(data).apart(data)

    assert apart.file_name.endswith("_accoglienza-diffusa_allegato-d_bozza-v3.docx")
    assert apart.letter.is_draft
