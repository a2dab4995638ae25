"""Who edits a template in Word is told what is wrong, in which paragraph, with a quote."""

from dataclasses import dataclass, field

import pytest

from registry.platform.documents import check_template
from registry.platform.documents.findings import Code, Finding
from registry.platform.documents.letter import Link
from registry.platform.documents.text import extract_text
from registry.platform.errors import InvalidInput
from tests.documents.templates import BODY, Note, a_template, paragraph, split_paragraph


def findings(template: bytes, letter: type = Note) -> list[Finding]:
    return check_template(letter, template)


def one(template: bytes, letter: type = Note) -> Finding:
    (found,) = findings(template, letter)
    return found


def table(*rows: str) -> str:
    grid = '<w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid>'
    cells = "".join(f"<w:tr><w:tc><w:tcPr/>{paragraph(text)}</w:tc></w:tr>" for text in rows)
    return f"<w:tbl><w:tblPr/>{grid}{cells}</w:tbl>"


def test_a_wrong_name_is_told_with_its_paragraph_its_words_and_the_name_that_was_meant() -> None:
    found = one(a_template(more=paragraph("Oggetto: {{ txet }} e basta")))

    assert found.code is Code.UNKNOWN_FIELD
    assert found.where == "testo, capoverso 6"
    assert found.quote == "Oggetto: {{ txet }} e basta"
    assert "«txet»: forse volevi «text»" in found.sentence


def test_paragraphs_that_hold_a_command_count_too() -> None:
    found = one(a_template(body=BODY + paragraph("{%p if wasps %}") + paragraph("{%p endif %}")))

    assert found.where == "testo, capoverso 6"


def test_a_row_of_a_table_is_found_by_its_paragraph() -> None:
    rows = table("{%tr for bee in bees %}", "{{ bee.hony }}", "{%tr endfor %}")

    found = one(a_template(more=rows))

    assert found.where == "testo, capoverso 7"
    assert "forse volevi «honey»" in found.sentence


@pytest.mark.parametrize(
    "broken",
    [
        paragraph("{{ text"),
        paragraph("{{ text }"),
        paragraph("text }}"),
        paragraph("{{ te") + paragraph("xt }}"),
        paragraph("{% if is_draft }}"),
        paragraph("{{ {{ text }} }}"),
    ],
)
def test_a_tag_that_is_not_whole_in_its_paragraph_is_told(broken: str) -> None:
    found = findings(a_template(more=broken))

    assert {one.code for one in found} == {Code.BROKEN_TAG}
    assert found[0].where == "testo, capoverso 6"


def test_a_tag_cut_over_runs_is_whole() -> None:
    assert findings(a_template(more=split_paragraph("Ecco {{ text }} qui"))) == []


def test_single_braces_around_a_field_are_told() -> None:
    found = one(a_template(more=paragraph("Vedi { text } e {altro}")))

    assert "{{ text }}" in found.sentence


@dataclass(frozen=True)
class Linked(Note):
    site: Link = field(kw_only=True)


def test_rich_text_without_its_mark_would_be_lost_and_is_told() -> None:
    plain = one(a_template(more=paragraph("{{ site }}")), Linked)
    marked = findings(a_template(more=paragraph("{{r site }}")), Linked)
    wrong = findings(a_template(more=paragraph("{{r text }}")))

    assert (plain.code, marked) == (Code.RICH_TEXT, [])
    assert "{{r site }}" in plain.sentence
    assert [one.code for one in wrong] == [Code.RICH_TEXT]


def test_a_list_where_a_text_is_wanted_is_told() -> None:
    assert one(a_template(more=paragraph("{{ bees }}"))).code is Code.NOT_PRINTABLE


def test_a_loop_that_does_not_end_is_told_once_and_nothing_is_called_missing() -> None:
    found = findings(a_template(more=paragraph("{%p for bee in bees %}")))

    assert [one.code for one in found] == [Code.SYNTAX]


def test_a_field_that_is_not_printed_is_told_without_a_place() -> None:
    found = findings(a_template(body=paragraph("{{ text }}")))

    assert {one.code for one in found} == {Code.NOT_PRINTED}
    assert {one.where for one in found} == {""}


@dataclass(frozen=True)
class Register:
    document_title: str
    document_subject: str
    heading: str
    lines: tuple[str, ...]


ASKED_ONLY = "{%p if heading %}", "Con un titolo", "{%p endif %}"
PRINTED = "{{ heading }}", "{%p for line in lines %}", "{{ line }}", "{%p endfor %}"


@pytest.mark.parametrize(
    ("said", "forgotten"),
    [
        ((*ASKED_ONLY, *PRINTED[1:]), ["Register.heading"]),
        ((*PRINTED[:2], "Riga", PRINTED[3]), ["Register.lines"]),
        ((*PRINTED[:2], *PRINTED[1:], PRINTED[3]), []),
        (PRINTED, []),
    ],
)  # fmt: skip
def test_a_text_that_is_asked_for_and_never_printed_is_told(
    said: tuple[str, ...], forgotten: list[str]
) -> None:
    template = a_template(body="".join(paragraph(text) for text in said))

    found = findings(template, Register)

    assert [one.sentence for one in found] == [
        f"il campo {name} non è stampato" for name in forgotten
    ]


def test_a_tag_in_a_header_that_nothing_refers_to_is_told() -> None:
    header = b'<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' \
             b"<w:p><w:r><w:t>{{ text }}</w:t></w:r></w:p></w:hdr>"  # fmt: skip

    assert one(a_template(parts={"word/header9.xml": header})).code is Code.NOT_FILLED


def relisted(template: bytes, *, flags: int = 0, method: int = 0, name: bytes = b"") -> bytes:
    """Its text with other flags or another method in the list of parts, or another name."""
    raw = bytearray(template)
    at = raw.rfind(b"word/document.xml") - 46
    raw[at + 8 : at + 10] = (int.from_bytes(raw[at + 8 : at + 10], "little") | flags).to_bytes(
        2, "little"
    )
    if method:
        raw[at + 10 : at + 12] = method.to_bytes(2, "little")
    raw[at + 46 : at + 46 + len(name)] = name
    return bytes(raw)


def without_inflation(template: bytes) -> bytes:
    """The bytes of its text are no deflate any more."""
    raw, name = bytearray(template), b"word/document.xml"
    at = raw.find(name) + len(name)
    raw[at : at + 40] = b"\xff" * 40
    return bytes(raw)


@pytest.mark.parametrize(
    "broken",
    [
        b"", b"PK\3\4",
        relisted(a_template(), flags=1), relisted(a_template(), method=99),
        relisted(a_template(), flags=0x800, name=b"\xe0\xe8"), without_inflation(a_template()),
    ],
    ids=["nothing", "its beginning", "encrypted", "packed otherwise", "a name that is no text",
         "spoilt"],
)  # fmt: skip
def test_what_is_no_word_document_any_more_is_told_as_that(broken: bytes) -> None:
    assert one(broken).code is Code.UNREADABLE
    with pytest.raises(InvalidInput, match="non è un documento Word leggibile"):
        extract_text(broken)
