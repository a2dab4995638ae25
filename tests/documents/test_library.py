"""The clause library: everything that the law's people write there can be printed."""

from collections.abc import Iterator

import pytest

from registry.platform.documents.letter import Stage
from registry.platform.documents.need import Needs
from registry.protocols.clauses.library import (
    PLACE,
    Clause,
    act_kinds,
    article_order,
    clauses,
    filled,
    formulas,
    holds,
    norms,
    pact,
    phrases,
)
from registry.protocols.letters import convention
from registry.protocols.letters.data import ActKindCode
from registry.protocols.letters.examples import convention_example
from registry.protocols.letters.ground import act_words, gather
from registry.protocols.letters.pact import composed
from registry.protocols.letters.parties import signatories
from registry.protocols.letters.protocol import protocol_letter
from tests.documents.make import a_protocol, protocol_facts


def texts(clause: Clause) -> Iterator[str]:
    yield clause.heading
    for variant in clause.variants:
        for comma in variant.commas:
            yield comma.text
            yield from (letter.text for letter in comma.letters)


def known_words() -> set[str]:
    """The words of a protocol that has a bit of everything, and those of a convention."""
    data = a_protocol(
        parent={
            "title": "protocollo d’intesa",
            "short_name": "protocollo",
            "subject": "l’accoglienza diffusa",
            "signed_on": "2026-04-16",
        },
        procedures={
            "access_ways": ["tramite sportello"],
            "response_time": {"count": 2, "unit": "giorni"},
        },
        withdrawal={"cure_time": {"count": 30, "unit": "giorni"}},
        accession={"open_to": "all", "until": "2027-01-01"},
        term={"ends_on": "2029-01-01", "review": {"count": 1, "unit": "anni"}},
    )
    needs = Needs(Stage.DRAFT)
    ground = gather(data, signatories(data.promoter, data.parties), needs)
    of_convention = composed(convention_example(), needs, convention.own_of).ground.words
    planned = {"annexes.updatable_cap", "publication.exclusions"}
    return {*ground.words, *of_convention, *planned, *(f"ref.{name}" for name in clauses())}


@pytest.mark.parametrize("name", clauses())
def test_every_place_of_a_clause_has_its_words(name: str) -> None:
    wanted = {place for text in texts(clauses()[name]) for place in PLACE.findall(text)}

    assert {one for one in wanted - known_words() if not one.startswith("annex.")} == set()


@pytest.mark.parametrize("name", clauses())
def test_a_clause_has_a_last_variant_that_always_stands(name: str) -> None:
    clause = clauses()[name]

    assert clause.variants[-1].when == ()
    assert all(variant.when for variant in clause.variants[:-1])
    assert clause.version >= 1


@pytest.mark.parametrize("name", clauses())
def test_clauses_are_written_in_the_signs_of_an_act(name: str) -> None:
    for text in texts(clauses()[name]):
        assert "'" not in text
        assert '"' not in text
        assert "  " not in text


def test_the_twenty_two_clauses_are_there_in_their_order() -> None:
    codes = [clause.code for clause in clauses().values()]
    ordered = [name for article in article_order() for name in article]

    assert codes == [f"A{n}" for n in range(1, 23)]
    assert ordered == list(clauses())


def test_a_kind_of_act_names_clauses_that_exist_once() -> None:
    for kind in act_kinds().values():
        named = [*kind.always, *kind.optional]
        assert len(named) == len(set(named))
        assert set(named) <= set(clauses())


@pytest.mark.parametrize(
    ("kind", "forms"),
    [
        ("pi", "il presente protocollo · del presente protocollo · al presente protocollo"),
        (
            "conv",
            "la presente convenzione · della presente convenzione · alla presente convenzione",
        ),
        ("a15", "il presente accordo · del presente accordo · al presente accordo"),
    ],
)
def test_an_act_calls_itself_in_every_form(kind: str, forms: str) -> None:
    words = act_words(kind)

    assert " · ".join(words[f"act_{form}"] for form in ("this", "of_this", "to_this")) == forms


@pytest.mark.parametrize("kind", list(ActKindCode))
def test_every_kind_that_this_document_writes_comes_out(kind: ActKindCode) -> None:
    procedures = {"access_ways": ["diretto"]}

    letter = protocol_letter(a_protocol(kind=kind.value, procedures=procedures, commitments=[]))

    assert letter.title == act_kinds()[kind.value].title.upper()


def test_there_are_eighty_norms_each_with_its_article_and_form() -> None:
    articles = ("il ", "la ", "gli ", "le ", "l’")

    assert len(norms()) == 80
    for norm in norms().values():
        assert norm.citation.startswith(articles), norm.id
        assert norm.certainty, norm.id
        assert not (norm.since and norm.until) or norm.since < norm.until, norm.id


def test_a_decree_law_is_cited_with_its_conversion() -> None:
    decrees = [norm for norm in norms().values() if norm.citation.startswith("il decreto-legge")]

    assert decrees
    assert all("convertito, con modificazioni, dalla legge" in norm.citation for norm in decrees)


def test_ready_phrases_ask_only_for_words_that_an_act_has() -> None:
    known = known_words()
    for family in ("recitals", "aims", "commitments"):
        for phrase in phrases(family):
            assert set(PLACE.findall(phrase.text)) <= known, phrase.text
            assert not phrase.text.endswith((";", ".", ",")), phrase.text


def test_the_pact_asks_only_for_words_that_an_act_has() -> None:
    wanted = {place for comma in pact().commas for place in PLACE.findall(comma.text)}

    assert wanted <= known_words()


def test_conditions_are_read_both_ways() -> None:
    assert holds(["a", "not b"], {"a"})
    assert not holds(["a", "not b"], {"a", "b"})
    assert not holds(["a"], set())
    assert holds([], set())


def test_what_fills_a_place_is_not_read_again() -> None:
    words = {"party.name": "{{ party.tax_code }}", "party.tax_code": "segreto"}

    assert filled("Ente {{ party.name }}.", words) == "Ente {{ party.tax_code }}."


def test_a_place_that_nobody_fills_is_a_fault_of_the_library() -> None:
    with pytest.raises(KeyError):
        filled("{{ wasps.sting }}", {})


def test_the_formulas_have_a_heading_for_every_recital_and_start() -> None:
    facts = protocol_facts()

    assert {one["kind"] for one in facts["recitals"]} <= set(formulas()["recital_headings"])
    assert set(formulas()["starts"]) == {"last_signature", "signature", "certified_notice"}
