"""What is checked, read and compared of a package: rules on values, without a database."""

import io
import time
import zipfile

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from good_practices.circulars.shapes import CircularView
from good_practices.intake.checks import (
    OWN_FILES,
    check_says_one_office,
    doubts_of,
    findings_of,
    is_offered,
)
from good_practices.intake.comparison import Edition, changes
from good_practices.intake.reading import read_beside, text_or_none
from good_practices.intake.sheet import Attached, sheet_of
from good_practices.submissions.exchange import PartnerEntry, ResultEntry, When
from good_practices.submissions.unpack import open_package
from registry.platform import gate
from registry.platform.errors import InvalidInput
from tests.gate import papers
from tests.intake.make import a_formal_scheda, a_scheda, a_summary, document, zipped
from tests.schede.make import FORM, field_row

CIRCULAR = CircularView(
    id=1, number=FORM.number, issued_on=FORM.issued_on, edition=1, is_current=True, name="5973",
    title="", reference="", sender_lines=[], instructions=[], description_heading="", mailbox="",
    mailbox_warning="", fields=[field_row(n) for n in range(1, 12)],
)  # fmt: skip


def _findings(*schede: object, **changed: object) -> list[str]:
    package = open_package(zipped(a_summary(*schede, **changed)))  # type: ignore[arg-type]  # the maker checks
    doubts = {
        name: doubts_of(gate.examine(name, data))
        for name, data in package.files.items()
        if name not in OWN_FILES
    }
    return [one.kind.value for one in findings_of(package, CIRCULAR, doubts)]


def test_a_package_in_order_has_nothing_to_look_at() -> None:
    assert _findings(a_formal_scheda(1), a_scheda(2, field=7)) == []


def test_an_act_that_is_told_and_not_attached_is_missing() -> None:
    assert _findings(a_scheda(is_formalised=True)) == ["act_missing"]


def test_a_field_in_other_words_is_pointed_at_unless_they_are_a_known_variant() -> None:
    variants = field_row(1).aliases
    assert variants

    assert _findings(a_scheda(field_text="Tutt'altro")) == ["field_worded_otherwise"]
    assert _findings(a_scheda(field_text=f" {variants[0].upper()}. ")) == []


def test_a_name_made_of_another_office_is_refused() -> None:
    with pytest.raises(InvalidInput, match="TRASM_GE_2026_0001"):
        check_says_one_office(a_summary(office="pref-ge", name="TRASM_CR_2026_0001"))


@pytest.mark.parametrize(
    ("name", "content", "doubts", "offered"),
    [
        ("01_scheda.docx", None, [], True),
        ("gioco.exe", b"MZ\x90", ["wrong_type"], False),
        ("atto.pdf", papers.word(), ["extension_mismatch"], False),
        ("atto.pdf", papers.pdf(papers.opening(papers.js())), ["active_content"], False),
        ("atto.pdf", b"%PDF-1.4 troncato", ["damaged"], True),
        ("atto.pdf.p7m", papers.p7m(papers.pdf()), [], True),
        ("atto.pdf.p7m", papers.p7m(None), ["wrong_type"], False),
    ],
)
def test_a_file_that_could_act_is_not_offered(
    name: str, content: bytes | None, doubts: list[str], offered: bool
) -> None:
    verdict = gate.examine(name, document("Una scheda") if content is None else content)
    found = doubts_of(verdict)

    assert found == doubts
    assert is_offered(found) == offered


def test_the_sheet_says_only_the_heads_that_say_something() -> None:
    entry = a_scheda(
        partners=(PartnerEntry(name="Caritas", role="signatory", activity="alloggi"),),
        results=(ResultEntry(indicator="vittime", value_words="circa 100"),),
    )

    heads = {head.key: head.paragraphs for head in sheet_of(entry)}

    assert heads["partners"] == ("Caritas (Firmatario dell’accordo): alloggi",)
    assert heads["results"] == ("vittime: circa 100",)
    assert "lessons" not in heads


@pytest.mark.parametrize(
    ("when", "note"),
    [
        (When(text="dal 16/10/2014", earliest=a_scheda().when.earliest),
         "inteso: inizio 16/10/2014, senza fine"),
        (When(text="da sempre"), "data non capita"),
        (When(text=""), None),
    ],
)  # fmt: skip
def test_what_was_understood_of_a_date_is_told_and_no_day_is_invented(
    when: When, note: str | None
) -> None:
    heads = {head.key: head.note for head in sheet_of(a_scheda(when=when))}

    assert heads.get("when") == note


def test_before_and_after_shows_only_what_changed_word_by_word() -> None:
    before = Edition(entry=a_scheda(description="Una rete di nove comuni."))
    after = Edition(entry=a_scheda(description="Una rete di dieci comuni.", abstract="Nuova."))

    found = {one.key: one for one in changes(before, after)}

    assert set(found) == {"description", "abstract"}
    assert [(p.text, p.is_changed) for p in found["description"].after] == [
        ("Una rete di ", False), ("dieci ", True), ("comuni.", False),
    ]  # fmt: skip
    assert found["abstract"].before == []


@given(st.text(max_size=300), st.text(max_size=300))
def test_before_and_after_never_lose_a_word(was: str, now: str) -> None:
    told = changes(Edition(entry=a_scheda(lessons=was)), Edition(entry=a_scheda(lessons=now)))

    for one in told:
        before, after = ("".join(p.text for p in side) for side in (one.before, one.after))
        assert before.split() == was.split()
        assert after.split() == now.split()


def test_a_file_replaced_under_the_same_title_is_a_change() -> None:
    old, new = (Attached(title="Accordo", sha512=digest) for digest in ("a" * 128, "b" * 128))

    told = changes(
        Edition(entry=a_scheda(), attached=(old,)), Edition(entry=a_scheda(), attached=(new,))
    )

    assert [one.key for one in told] == ["files"]


def test_long_and_empty_repetitions_are_compared_in_a_moment() -> None:
    before, after = a_scheda(lessons="a " * 5000), a_scheda(lessons="a " * 4000 + "b " * 1000)
    began = time.thread_time()

    changes(Edition(entry=before), Edition(entry=after))

    assert time.thread_time() - began < 5


def test_words_in_common_are_marked_where_at_least_four_follow_each_other() -> None:
    reading = read_beside(
        "Si conviene che una rete di comuni accoglie.\nDi cui alla legge.",
        "È nata una rete di comuni. Di cui alla norma.",
    )

    marked = [[p.text for p in line.pieces if p.is_shared] for line in reading.lines]
    assert marked == [["una rete di comuni"], []]
    assert reading.has_shared


@given(st.text(max_size=400), st.text(max_size=200))
def test_reading_beside_shows_every_line_whole(text: str, sheet: str) -> None:
    reading = read_beside(text, sheet)

    shown = ["".join(piece.text for piece in line.pieces) for line in reading.lines]
    assert shown == [line for line in text.splitlines() if line.strip()]


def test_a_document_is_read_and_a_bomb_is_not() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 50_000_000)

    assert text_or_none("a.docx", document("Si conviene.")) == "Si conviene."
    assert text_or_none("a.docx", bomb.getvalue()) is None
    assert text_or_none("a.docx", b"niente") is None
    assert text_or_none("a.pdf", b"%PDF-1.4") is None


def test_what_a_package_says_is_kept_as_it_was_frozen() -> None:
    entry = a_scheda()

    assert msgspec.json.decode(msgspec.json.encode(entry), type=type(entry)) == entry
