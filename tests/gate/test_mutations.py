"""Whatever becomes of a file on its way, there is a verdict and never an error."""

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from registry.platform import gate
from registry.platform.gate.inside.looking import look_at
from registry.platform.gate.inside.notes import Notes
from tests.gate import papers
from tests.gate.accepted import ACCEPTED, TOLD

WHOLE = {
    "accordo.docx": papers.word(),
    "accordo.odt": papers.odt(),
    "accordo.doc": papers.doc('x \x13 HYPERLINK "https://a.b" \x14a\x15', template="C:\\a.dot"),
    "accordo.pdf": papers.pdf(papers.with_form(), papers.carrying("a.xml", b"<a/>"), pages=2),
    "accordo.pdf.p7m": papers.indefinite(papers.p7m(papers.pdf())),
    "accordo.eml": papers.pec(),
}
NAMES = st.sampled_from(sorted(WHOLE))


def changed(content: bytes, seed: int, times: int) -> bytes:
    """Bytes turned, taken out, put in twice, cut off."""
    dice = random.Random(seed)  # noqa: S311  to be repeated, not to be secret
    made = bytearray(content)
    for _n in range(times):
        at, to = sorted(dice.randrange(len(made) + 1) for _n in range(2))
        match dice.randrange(5):
            case 0 if at < len(made):
                made[at] = dice.randrange(256)
            case 1:
                del made[at : min(to, at + 50)]
            case 2:
                made[at:at] = made[at : min(to, at + 200)]
            case 3 if at < len(made):
                made[at] ^= 1 << dice.randrange(8)
            case 4 if dice.random() < 0.1:
                del made[at:]
        made = made or bytearray(b"x")
    return bytes(made)


@settings(max_examples=400)
@given(NAMES, st.integers(0, 2**32), st.integers(1, 40))
@example("accordo.pdf", 195565, 1)  # a key of a dictionary that is no text
@example("accordo.eml", 14138, 9)  # nor is the name of a filter
def test_a_file_that_was_changed_anywhere_is_looked_at_to_the_end(
    name: str, seed: int, times: int
) -> None:
    """In this process, so that an exception is one: the fence would turn it into a reason."""
    notes = Notes()

    look_at(changed(WHOLE[name], seed, times), notes, name)

    assert isinstance(notes.found, list)


@settings(max_examples=15)
@given(NAMES, st.floats(0, 1))
def test_a_cut_file_has_a_verdict(name: str, part: float) -> None:
    whole = WHOLE[name]

    verdict = gate.examine(name, whole[: int(len(whole) * part)])

    assert verdict.accepted or verdict.reasons


@settings(max_examples=15)
@given(NAMES, NAMES, st.booleans())
def test_a_file_within_a_file_has_a_verdict(outer: str, inner: str, is_signed: bool) -> None:
    content = papers.p7m(WHOLE[inner]) if is_signed else WHOLE[inner]
    carried = papers.eml((inner, content), (outer, WHOLE[outer]))

    verdict = gate.examine("a.eml.p7m", papers.p7m(carried))

    assert verdict.accepted or verdict.reasons


@given(st.binary(max_size=2000), st.text(max_size=40))
def test_bytes_without_rhyme_are_looked_at_to_the_end(content: bytes, name: str) -> None:
    look_at(content, Notes(), name)


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_every_beginning_of_a_file_is_looked_at_to_the_end(name: str) -> None:
    whole = WHOLE[name]
    step = max(1, len(whole) // 150)

    for cut in range(0, len(whole), step):
        look_at(whole[:cut], Notes(), name)


def test_what_is_tried_here_is_ordinary() -> None:
    assert all(gate.examine(name, content).accepted for name, content in WHOLE.items())
    assert len(ACCEPTED) + len(TOLD) > 50
