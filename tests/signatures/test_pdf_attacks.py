"""What people have done to signed PDFs so that they still looked signed: each is told.

Named as in the literature: incremental saving (ISA), wrapping (SWA), universal forgery (USF),
shadows that hide or replace, evil annotations and sneaky signatures on certified documents.
"""

import io
import re
from collections.abc import Callable

import pikepdf
import pytest
from pyhanko.sign.fields import MDPPerm

from registry.platform.signatures import Verdict
from tests.signatures.asking import codes, verdict_on
from tests.signatures.envelopes import By
from tests.signatures.pdfs import (
    A_PAGE,
    FONT,
    PAGE,
    WITH_A_FIELD,
    How,
    Objects,
    packed,
    pdf,
    signed,
    stream,
    update,
    with_evidence,
    words,
)
from tests.signatures.people import certifier, rossi, verdi

BY_ROSSI, BY_VERDI = By(rossi()), By(verdi())
SIGNED = signed(pdf(), BY_ROSSI)
OTHER = words(b"Durata: 99 mesi")
RANGE = re.compile(rb"/ByteRange ?\[[^]]*\]")


def _object_of(content: bytes, key: bytes) -> int:
    """The number of the last object that holds the key."""
    at = content.rindex(key)
    return int(re.findall(rb"(\d+) 0 obj", content[:at])[-1])


def _last_version(content: bytes, number: int) -> bytes:
    found = re.findall(rb"(?<!\d)%d 0 obj\s(.*?)\sendobj" % number, content, re.DOTALL)
    last: bytes = found[-1]
    return last


CATALOGUE = _last_version(SIGNED, 1)
SEAL = _object_of(SIGNED, b"/ByteRange")
FIELD = _object_of(SIGNED, b"/FT")
FORM = _object_of(SIGNED, b"/Fields")


def _is_refused(verdict: Verdict) -> bool:
    return not verdict.intact and not any(one.intact for one in verdict.signers)


@pytest.mark.parametrize(
    "changes",
    [
        {4: OTHER},
        {3: PAGE.replace(b"4 0 R", b"20 0 R"), 20: OTHER},
        {2: b"<< /Type /Pages /Kids [20 0 R] /Count 1 >>",
         20: PAGE.replace(b"4 0 R", b"21 0 R"), 21: OTHER},
        {2: b"<< /Type /Pages /Kids [3 0 R 20 0 R] /Count 2 >>", 20: PAGE},
        {1: CATALOGUE.replace(b"/Pages 2 0 R", b"/Pages 20 0 R"),
         20: b"<< /Type /Pages /Kids [21 0 R] /Count 1 >>",
         21: PAGE.replace(b"4 0 R", b"22 0 R").replace(b"2 0 R", b"20 0 R"), 22: OTHER},
        {5: FONT.replace(b"Helvetica", b"ZapfDingbats")},
        {3: PAGE.replace(b"[0 0 595 842]", b"[0 0 595 400]")},
        {3: PAGE[:-2] + b"/Annots [20 0 R] >>",
         20: b"<< /Type /Annot /Subtype /FreeText /Rect [72 700 400 780] /F 4"
             b" /Contents (99 mesi) /DA (/F1 12 Tf) >>"},
        {1: CATALOGUE[:-2] + b"/OpenAction << /S /JavaScript /JS (this.print()) >> >>"},
        {1: CATALOGUE[:-2] + b"/OCProperties << /OCGs [] /D << >> >> >>"},
        {1: CATALOGUE[:-2] + b"/Names << /EmbeddedFiles << /Names [] >> >> >>"},
    ],
    ids=["page's words", "page's content elsewhere", "another page", "one page more",
         "another tree of pages", "another font", "page cut", "annotation over the page",
         "script", "layers", "attachments"],
)  # fmt: skip
def test_isa_whatever_is_appended_to_what_is_seen_is_told(changes: Objects) -> None:
    verdict = verdict_on(update(SIGNED, changes))

    assert _is_refused(verdict)
    assert (verdict.modified_after_signing, verdict.covers_whole_file) == (True, False)
    assert codes(verdict) == ["changed_after_signing"]


def _appended(tail: bytes) -> bytes:
    return SIGNED + tail


@pytest.mark.parametrize(
    "content",
    [
        _appended(b"4 0 obj\n" + OTHER + b"\nendobj\n"),
        _appended(b"4 0 obj\n" + OTHER + b"\nendobj\n%%EOF\n"),
        _appended(b"4 0 obj\n" + OTHER + b"\nendobj\ntrailer\n<< /Root 1 0 R /Size 30 >>\n%%EOF\n"),
        _appended(b"4 0 obj\n" + OTHER + b"\nendobj\nstartxref\n0\n%%EOF\n"),
        _appended(b"MZ\x90\x00 a program"),
        _appended(b"%" * 3000 + b"\n4 0 obj\n" + OTHER + b"\nendobj\n"),
    ],
    ids=["no table", "no table but an end", "a trailer without table", "a table at nothing",
         "a program", "beyond a long comment"],
)  # fmt: skip
def test_isa_what_is_appended_without_a_table_is_told(content: bytes) -> None:
    """Readers that mend what is broken would show it."""
    verdict = verdict_on(content)

    assert _is_refused(verdict)
    assert not verdict.covers_whole_file


def _with_table(whole: bytes, row: bytes) -> bytes:
    """A later revision that has a table of objects and nothing else."""
    before = int(re.findall(rb"startxref\s+(\d+)", whole)[-1])
    size = max(int(one) for one in re.findall(rb"/Size (\d+)", whole))
    return whole + (
        b"xref\n0 1\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R /Prev %d >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (row, size, before, len(whole))
    )


def test_isa_a_new_table_that_shows_an_old_object_is_told() -> None:
    """No object is added: another that was there all the time is shown in its place."""
    whole = signed(pdf({**A_PAGE, 9: OTHER}), BY_ROSSI)

    row = b"4 1\n%010d 00000 n \n" % whole.index(b"9 0 obj")

    assert _is_refused(verdict_on(_with_table(whole, row)))


@pytest.mark.parametrize("base", [pdf(), packed(pdf())], ids=["plain", "packed"])
def test_shadow_replace_who_signs_may_not_bring_another_page_along(base: bytes) -> None:
    with pikepdf.open(io.BytesIO(base)) as document:
        number = document.pages[0].Contents.objgen[0]

    changed = signed(signed(base, BY_ROSSI), BY_VERDI, How("Firma2", more={number: OTHER}))

    assert [one.intact for one in verdict_on(changed).signers] == [False, True]


HIDDEN: Objects = {
    **A_PAGE,
    3: PAGE.replace(b"/Contents 4 0 R", b"/Contents [4 0 R 6 0 R]").replace(
        b"/Font", b"/XObject << /Cover 7 0 R >> /Font"
    ),
    4: words(b"Durata: 99 mesi"),
    6: stream(b"/Cover Do"),
    7: stream(b"1 1 1 rg 0 0 595 842 re f").replace(
        b"<< ", b"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] "
    ),
}


@pytest.mark.parametrize(
    "changes",
    [
        {7: stream(b"").replace(b"<< ", b"<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] ")},
        {7: b"<< /Type /XObject /Subtype /Image /Width 0 >>"},
        {7: b"<< /Type /Metadata /Subtype /XML >>"},
        {7: b"null"},
        {6: stream(b"")},
        {3: PAGE},
    ],
    ids=["cover emptied", "cover of another kind", "cover that is data about the file",
         "cover gone", "cover not drawn", "page without cover"],
)  # fmt: skip
def test_shadow_hide_what_covered_the_words_may_not_go(changes: Objects) -> None:
    assert _is_refused(verdict_on(update(signed(pdf(HIDDEN), BY_ROSSI), changes)))


def test_shadow_hide_an_object_taken_out_of_the_table_is_told() -> None:
    whole = signed(pdf(HIDDEN), BY_ROSSI)

    assert _is_refused(verdict_on(_with_table(whole, b"7 1\n0000000000 00001 f \n")))


BOTH: Objects = {
    **A_PAGE,
    10: b"<< /Type /Catalog /Pages 11 0 R >>",
    11: b"<< /Type /Pages /Kids [12 0 R] /Count 1 >>",
    12: PAGE.replace(b"2 0 R", b"11 0 R").replace(b"4 0 R", b"13 0 R"),
    13: OTHER,
}


def test_shadow_hide_and_replace_another_document_within_may_not_take_its_place() -> None:
    whole = signed(pdf(BOTH), BY_ROSSI)
    held = b" /AcroForm" + CATALOGUE.partition(b"/AcroForm")[2]

    by_root = update(whole, {20: b"null"}, root=10)
    by_root_alone = update(whole, {10: BOTH[10][:-2] + held}, root=10)
    by_pages = update(whole, {1: _last_version(whole, 1).replace(b"2 0 R", b"11 0 R")})

    for content in (by_root, by_root_alone, by_pages):
        verdict = verdict_on(content)
        assert not verdict.intact
        assert not any(one.intact for one in verdict.signers)


AWAITED: Objects = {**A_PAGE, 3: PAGE.replace(b"/Contents 4 0 R", b"/Contents [4 0 R 30 0 R]")}


def test_shadow_an_object_that_was_awaited_may_not_arrive() -> None:
    """The page pointed at it from the first day, and it was not there."""
    whole = signed(pdf(AWAITED), BY_ROSSI)

    assert _is_refused(verdict_on(update(whole, {30: OTHER})))
    assert not verdict_on(signed(whole, BY_VERDI, How("Firma2", more={30: OTHER}))).intact


def test_shadow_replace_what_a_filled_in_field_shows_is_a_form_and_no_page() -> None:
    """The looks of a field may change with its value; an object of the page may not with it."""
    whole = signed(pdf(WITH_A_FIELD), BY_ROSSI)
    filled = {6: WITH_A_FIELD[6].replace(b"(12 mesi)", b"(24 mesi)")}

    assert _is_refused(verdict_on(update(whole, {**filled, 4: OTHER})))
    assert _is_refused(verdict_on(update(whole, {**filled, 5: FONT.replace(b"Hel", b"Col")})))


def test_an_annotation_becomes_no_field_of_the_page_that_draws_over_it() -> None:
    whole = signed(pdf(WITH_A_FIELD), BY_ROSSI)
    wide = WITH_A_FIELD[6].replace(b"[72 600 300 620]", b"[0 0 595 842]")

    assert _is_refused(verdict_on(update(whole, {6: wide})))


def _resealed(change: Callable[[bytes], bytes]) -> bytes:
    """The signature's own dictionary written again in a later revision."""
    return update(SIGNED, {SEAL: change(_last_version(SIGNED, SEAL)), 4: OTHER})


def _with_range(numbers: bytes) -> Callable[[bytes], bytes]:
    return lambda seal: RANGE.sub(b"/ByteRange [%s]" % numbers, seal)


def _with_contents(value: bytes) -> Callable[[bytes], bytes]:
    return lambda seal: re.sub(rb"/Contents <[0-9a-fA-F]*>", b"/Contents " + value, seal)


def _without(key: bytes) -> Callable[[bytes], bytes]:
    return lambda seal: seal.replace(key, b"/Altro")


@pytest.mark.parametrize(
    "change",
    [
        _without(b"/ByteRange"), _with_range(b""), _with_range(b"0"), _with_range(b"0 0 0 0"),
        _with_range(b"0 10 20"), _with_range(b"-1 5 7 9"), _with_range(b"0 -1 -1 -1"),
        _with_range(b"0 100 100 99999999"), _with_range(b"0 1 2 3 4 5"), _with_range(b"null"),
        _with_range(b"0 9999999999999999999999 1 1"), _with_range(b"(a) (b) (c) (d)"),
        lambda seal: RANGE.sub(b"/ByteRange null", seal),
        lambda seal: RANGE.sub(b"/ByteRange 1 0 R", seal),
        _without(b"/Contents"), _with_contents(b"<>"), _with_contents(b"<00>"),
        _with_contents(b"<3000>"), _with_contents(b"null"), _with_contents(b"()"),
        _with_contents(b"1 0 R"), _with_contents(b"[]"), _without(b"/SubFilter"),
        lambda seal: b"null", lambda seal: b"<< >>", lambda seal: b"<< /Type /Sig >>",
        lambda seal: b"[]", lambda seal: b"(firma)",
    ],
)  # fmt: skip
def test_usf_a_signature_without_its_parts_is_never_intact(
    change: Callable[[bytes], bytes],
) -> None:
    verdict = verdict_on(_resealed(change))

    assert not verdict.intact
    assert not any(one.intact for one in verdict.signers)
    assert not verdict.covers_whole_file


def test_swa_what_is_put_between_the_two_stretches_is_told() -> None:
    """The second stretch is moved along, and what stands before it nobody signed."""
    start, length, again, more = map(
        int, re.findall(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)", SIGNED)[0]
    )
    evil = b"\n4 0 obj\n" + OTHER + b"\nendobj\n"
    for gap in (evil, b" " * len(evil), b"<" + evil.hex().encode() + b">"):
        moved = SIGNED[:again] + gap + SIGNED[again:]
        new = b"/ByteRange [%d %d %d %d" % (start, length, again + len(gap), more)
        old = re.findall(rb"/ByteRange \[\d+ \d+ \d+ \d+ *", SIGNED)[0]
        aside = moved.replace(old, new.ljust(len(old)))
        for content in (moved, aside):
            assert _is_refused(verdict_on(content))


def test_swa_a_second_dictionary_in_the_gap_is_no_signature_of_the_file() -> None:
    length, again, more = map(int, re.findall(rb"/ByteRange \[0 (\d+) (\d+) (\d+)", SIGNED)[0])
    contents = SIGNED[length:again]
    inside = b"\n%d 0 obj\n<< /Type /Sig /SubFilter /ETSI.CAdES.detached /Contents %s"
    gap = contents + inside % (SEAL, contents)
    for _turn in range(4):
        gap = contents + inside % (SEAL, contents)
        gap += b" /ByteRange [0 %d %d %d] >>\nendobj\n" % (length, length + len(gap) + 60, more)
    wrapped = SIGNED[:length] + gap + SIGNED[again:]

    assert _is_refused(verdict_on(wrapped))


def test_the_gap_holds_the_signature_that_is_checked_and_nothing_else() -> None:
    """Two strings: one between the stretches, another where the dictionary points."""
    other = signed(pdf({**A_PAGE, 4: OTHER}), BY_VERDI)
    theirs = re.findall(rb"/Contents (<[0-9a-fA-F]*>)", other)[0]

    verdict = verdict_on(_resealed(_with_contents(theirs)))

    assert _is_refused(verdict)


def test_a_signature_taken_from_one_file_into_another_is_told() -> None:
    other = pdf({**A_PAGE, 4: OTHER})
    tail = SIGNED[len(pdf()) :]

    assert not verdict_on(other + tail).intact


def test_a_field_without_value_does_not_take_a_signature_away() -> None:
    field = _last_version(SIGNED, FIELD)
    gone = update(SIGNED, {FIELD: re.sub(rb"/V \d+ 0 R", b"", field)})
    out = update(SIGNED, {1: A_PAGE[1]})

    for content in (gone, out):
        verdict = verdict_on(content)
        assert not verdict.intact
        assert "signature_removed" in codes(verdict)


CERTIFIED = signed(pdf(), BY_ROSSI, How(allows=MDPPerm.ANNOTATE))


def test_eaa_an_annotation_on_a_certified_document_is_never_silent() -> None:
    note = (
        b"<< /Type /Annot /Subtype /FreeText /Rect [72 700 400 780] /F 4 /Contents (99 mesi)"
        b" /DA (/F1 12 Tf) >>"
    )
    page = _last_version(CERTIFIED, 3)
    annots = (
        page.replace(b"/Annots [", b"/Annots [20 0 R ")
        if b"/Annots [" in page
        else (page[:-2] + b"/Annots [20 0 R] >>")
    )

    verdict = verdict_on(update(CERTIFIED, {3: annots, 20: note}))

    assert verdict.modified_after_signing
    assert not verdict.intact


@pytest.mark.parametrize("who", ["nobody", "somebody"])
def test_ssa_a_signature_field_that_covers_the_page_is_told(who: str) -> None:
    if who == "somebody":
        content = signed(SIGNED, BY_VERDI, How("Firma2", box=(0, 0, 595, 842)))
    else:
        page = PAGE[:-2] + b"/Annots [20 0 R] >>"
        form = _last_version(SIGNED, FORM).replace(b"/Fields [", b"/Fields [20 0 R ")
        blank = (
            b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (Altra) /Rect [72 740 400 790] /F 4"
            b" /P 3 0 R /AP << /N 21 0 R >> >>"
        )
        look = stream(b"1 1 1 rg 0 0 328 50 re f").replace(
            b"<< ", b"<< /Type /XObject /Subtype /Form /BBox [0 0 328 50] "
        )
        content = update(SIGNED, {FORM: form, 3: page, 20: blank, 21: look})

    assert not verdict_on(content).signers[0].intact


def test_evidence_that_brings_along_another_page_is_no_evidence() -> None:
    kept = with_evidence(SIGNED, [rossi(), certifier()], [])

    assert _is_refused(verdict_on(update(kept, {4: OTHER})))
    assert _is_refused(verdict_on(update(update(SIGNED, {4: OTHER}), {1: CATALOGUE})))


def test_what_came_back_to_what_it_was_was_changed_all_the_same() -> None:
    there_and_back = update(update(SIGNED, {4: OTHER}), {4: A_PAGE[4]})

    assert _is_refused(verdict_on(there_and_back))
