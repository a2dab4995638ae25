"""The gate: ordinary files come in, what hides something does not, and each is told why."""

import hashlib

import pytest

from registry.platform import gate
from registry.platform.gate.policy import SENTENCES
from tests.gate import papers
from tests.gate.accepted import ACCEPTED, TOLD, signed_pdf
from tests.gate.refused import REFUSED

SELDOM = {"timeout"}
"""Told of a clock, which is tried in tests/contained."""


@pytest.mark.parametrize("what", ACCEPTED)
def test_an_ordinary_file_comes_in_without_a_word(what: str) -> None:
    verdict = gate.examine(*ACCEPTED[what])

    assert (verdict.accepted, verdict.reasons) == (True, [])


@pytest.mark.parametrize("what", TOLD)
def test_a_file_with_something_to_know_comes_in_with_its_reason(what: str) -> None:
    code, name, content = TOLD[what]

    verdict = gate.examine(name, content)

    assert verdict.accepted
    assert {reason.code for reason in verdict.reasons} == {code}
    assert all(reason.message for reason in verdict.reasons)


@pytest.mark.parametrize("what", REFUSED)
def test_what_hides_something_is_refused_with_its_reason(what: str) -> None:
    code, name, content = REFUSED[what]

    verdict = gate.examine(name, content)

    assert not verdict.accepted
    assert code in [reason.code for reason in verdict.reasons]
    assert all(reason.message for reason in verdict.reasons)


def test_every_reason_has_been_seen_here() -> None:
    assert {code for code, _name, _content in REFUSED.values()} | SELDOM == set(SENTENCES)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", signed_pdf(), "pdf"),
        ("a.pdf.p7m", papers.p7m(papers.pdf()), "p7m"),
        ("a.eml", papers.pec(), "eml"),
    ],
)
def test_a_signed_file_is_recognised(name: str, content: bytes, kind: str) -> None:
    verdict = gate.examine(name, content)

    assert (verdict.accepted, verdict.kind, verdict.signed) == (True, kind, True)


def test_the_verdict_names_the_very_bytes() -> None:
    content = papers.word()

    assert gate.examine("a.docx", content).sha256 == hashlib.sha256(content).hexdigest()


def test_a_room_may_want_some_kinds_only() -> None:
    verdict = gate.examine("a.pdf", papers.pdf(), kinds=("docx",))

    assert not verdict.accepted
    assert "docx" in verdict.sentences()


def test_what_is_told_of_a_file_inside_names_it() -> None:
    content = papers.eml(("bilancio.docx", REFUSED["macros under their name"][2]))

    verdict = gate.examine("m.eml", content)

    assert any("bilancio.docx" in reason.message for reason in verdict.reasons)


def test_a_strangers_words_are_told_short_and_on_one_line() -> None:
    long = "http://a.example/" + "x" * 500 + "&#10;\u202e"

    verdict = gate.examine("a.docx", papers.word(papers.related(long, "image")))

    assert all(len(reason.message) < 300 for reason in verdict.reasons)
    assert not any("\n" in reason.message or "\u202e" in reason.message
                   for reason in verdict.reasons)  # fmt: skip
