"""Italian agreement: the mistakes that an act must not make."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.platform.documents.italian import (
    Article,
    Gender,
    Number,
    agreeing,
    capitalised,
    commits_to,
    in_words,
    joined,
    list_letter,
    punctuated,
    quantity,
    roman,
    seen_heading,
    with_article,
    with_preposition,
)

M, F = Gender.MASCULINE, Gender.FEMININE
S, P = Number.SINGULAR, Number.PLURAL


@pytest.mark.parametrize(
    ("article", "name", "forms"),
    [
        (Article.IL, "Comune", "il Comune · del Comune · al Comune · dal Comune · nel Comune"),
        (Article.LO, "Sportello", "lo Sportello · dello Sportello · allo Sportello · "
         "dallo Sportello · nello Sportello"),
        (Article.LA, "ASST", "la ASST · della ASST · alla ASST · dalla ASST · nella ASST"),
        (Article.ELIDED, "INPS", "l’INPS · dell’INPS · all’INPS · dall’INPS · nell’INPS"),
        (Article.I, "Comuni", "i Comuni · dei Comuni · ai Comuni · dai Comuni · nei Comuni"),
        (Article.GLI, "enti", "gli enti · degli enti · agli enti · dagli enti · negli enti"),
        (Article.LE, "Parti", "le Parti · delle Parti · alle Parti · dalle Parti · nelle Parti"),
        (Article.NONE, "UNHCR", "UNHCR · di UNHCR · a UNHCR · da UNHCR · in UNHCR"),
    ],
)  # fmt: skip
def test_an_article_joins_its_preposition(article: Article, name: str, forms: str) -> None:
    joined_forms = [with_article(article, name)] + [
        with_preposition(preposition, article, name) for preposition in ("di", "a", "da", "in")
    ]

    assert " · ".join(joined_forms) == forms


def test_con_and_per_stay_apart() -> None:
    assert with_preposition("con", Article.IL, "Comune") == "con il Comune"
    assert with_preposition("per", Article.ELIDED, "ASL") == "per l’ASL"


@pytest.mark.parametrize(
    ("gender", "number", "word"),
    [(M, S, "rappresentato"), (F, S, "rappresentata"), (M, P, "rappresentati"),
     (F, P, "rappresentate")],
)  # fmt: skip
def test_a_participle_agrees(gender: Gender, number: Number, word: str) -> None:
    assert agreeing("rappresentat", gender, number) == word


@pytest.mark.parametrize(
    ("forms", "heading"),
    [([(M, S)], "VISTO"), ([(F, S)], "VISTA"), ([(M, P)], "VISTI"), ([(F, P)], "VISTE"),
     ([(F, S), (F, S)], "VISTE"), ([(F, S), (M, S)], "VISTI"), ([(F, S), (M, P)], "VISTI")],
)  # fmt: skip
def test_the_heading_of_the_norms_agrees_with_them(
    forms: list[tuple[Gender, Number]], heading: str
) -> None:
    assert seen_heading(forms) == heading


@pytest.mark.parametrize(
    ("words", "text"),
    [(["A"], "A"), (["A", "B"], "A e B"), (["A", "B", "C"], "A, B e C"),
     (["Comuni", "enti"], "Comuni ed enti"), (["enti", "adesione"], "enti e adesione"), ([], "")],
)  # fmt: skip
def test_words_are_joined_as_they_are_spoken(words: list[str], text: str) -> None:
    assert joined(words) == text


@pytest.mark.parametrize(
    ("first", "are_many", "text"),
    [("assicurare", False, "si impegna ad"), ("fornire", False, "si impegna a"),
     ("aprire", True, "si impegnano ad"), ("ospitare", True, "si impegnano a")],
)  # fmt: skip
def test_a_commitment_takes_its_d_only_before_a(first: str, are_many: bool, text: str) -> None:
    assert commits_to(first, are_many=are_many) == text


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "zero"), (1, "uno"), (8, "otto"), (17, "diciassette"), (20, "venti"), (21, "ventuno"),
     (23, "ventitré"), (28, "ventotto"), (30, "trenta"), (33, "trentatré"), (45, "quarantacinque"),
     (61, "sessantuno"), (88, "ottantotto"), (90, "novanta"), (99, "novantanove"), (100, "cento"),
     (365, "365")],
)  # fmt: skip
def test_numbers_are_words_up_to_a_hundred(number: int, words: str) -> None:
    assert in_words(number) == words


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [(1, "anni", "un anno"), (1, "mesi", "un mese"), (1, "giorni", "un giorno"),
     (3, "anni", "tre anni"), (60, "giorni", "sessanta giorni")],
)  # fmt: skip
def test_one_is_singular(number: int, unit: str, words: str) -> None:
    assert quantity(number, unit) == words


def test_the_letters_of_a_list_go_on_after_z() -> None:
    assert [list_letter(n) for n in (0, 25, 26, 27, 51, 52)] == ["a", "z", "aa", "ab", "az", "ba"]


@given(st.integers(min_value=0, max_value=20_000))
def test_no_two_items_have_the_same_letter(position: int) -> None:
    assert list_letter(position) != list_letter(position + 1)


def test_sections_are_roman() -> None:
    assert [roman(n) for n in (1, 2, 4, 5, 7, 9, 14, 40)] == [
        "I", "II", "IV", "V", "VII", "IX", "XIV", "XL"
    ]  # fmt: skip


def test_a_list_closes_once() -> None:
    assert punctuated(["uno;", "due.", "tre"]) == ["uno;", "due;", "tre."]
    assert punctuated(["solo"], last_sign=";") == ["solo;"]


def test_only_the_first_letter_is_raised() -> None:
    assert capitalised("la ASST") == "La ASST"
    assert capitalised("") == ""
