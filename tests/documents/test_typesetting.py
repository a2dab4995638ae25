"""Spaces that hold, apostrophes, names of files."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.platform.documents.naming import file_name, slug_of
from registry.platform.documents.typesetting import (
    HELD,
    MAY_HOLD,
    NBSP,
    VERBATIM,
    typeset,
    typeset_all,
)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("dell'articolo 15", "dell’articolo\u00a015"),
        ("n. 241", "n.\u00a0241"),
        ("rep. n. 12/2026", "rep.\u00a0n.\u00a012/2026"),
        ("gli articoli 2 e 3", "gli articoli\u00a02 e 3"),
        ("comma 1, lettera a), numero 2)", "comma\u00a01, lettera\u00a0a), numero\u00a02)"),
        ("Allegato B", "Allegato\u00a0B"),
        ("il 7 agosto 1990", "il 7\u00a0agosto 1990"),
        ("1° gennaio 2027", "1°\u00a0gennaio 2027"),
        ("regolamento (UE) 2016/679", "regolamento (UE)\u00a02016/679"),
        ("22-bis", "22\u2011bis"),
        ("comma 2-quater", "comma\u00a02\u2011quater"),
        ("lettera di trasmissione", "lettera di trasmissione"),
        ("un allegato unico", "un allegato unico"),
        ("22-biscotti", "22-biscotti"),
        ("rock 'n' roll", "rock 'n’ roll"),
    ],
)
def test_an_act_breaks_its_lines_where_it_may(typed: str, printed: str) -> None:
    assert typeset(typed) == printed


def test_typesetting_twice_changes_nothing() -> None:
    once = typeset("dell'articolo 22-bis, comma 1, del 7 agosto 1990, n. 241")

    assert typeset(once) == once


def test_what_is_verbatim_is_not_touched() -> None:
    @dataclass(frozen=True)
    class Inside:
        words: str
        as_typed: str = field(metadata=VERBATIM)

    letter = typeset_all((Inside("dall'anno 2001", "dall'anno 2001"),))

    assert letter == (Inside("dall’anno 2001", "dall'anno 2001"),)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("l’accoglienza diffusa dei richiedenti", "accoglienza-diffusa-richiedenti"),
        ("Attività di utilità sociale", "attivita-utilita-sociale"),
        ("Škofja Loka / Südtirol", "skofja-loka-sudtirol"),
        ("…", ""),
    ],
)
def test_a_slug_is_made_of_the_words_that_say_something(text: str, slug: str) -> None:
    assert slug_of(text) == slug


def test_a_file_name_leaves_out_what_is_missing_and_marks_a_draft() -> None:
    assert file_name("protocollo", "pref-vd", "", "accoglienza") == (
        "protocollo_pref-vd_accoglienza.docx"
    )
    assert file_name("protocollo", "x", draft=3) == "protocollo_x_bozza-v3.docx"


def test_a_file_name_is_never_longer_than_a_hundred() -> None:
    name = file_name("protocollo", "a" * 200, draft=12)

    assert len(name) == 100
    assert name.endswith("_bozza-v12.docx")


PIECES = ("n.", "nn.", "artt.", "l'articolo", "comma", "lettera", "a)", "ab)", "Allegato", "B",
          "12", "5", "1°", "marzo", "(UE)", "n", "2016/679", "«numero»", "/", "e", "(art.", "«x",
          "22-bis")  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join))
def test_the_quick_look_before_typesetting_misses_nothing(text: str) -> None:
    held = HELD.sub(lambda match: match.group()[:-1] + NBSP, text)

    assert held == text or MAY_HOLD.search(text)
