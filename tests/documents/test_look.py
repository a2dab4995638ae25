"""How a document is made: styles, language, headings, tables, margins. Read from its XML."""

import io
import zipfile
from collections.abc import Iterator
from functools import cache

import pytest
from lxml import etree

from registry.platform.documents import render
from registry.platform.documents.package import read_parts
from registry.platform.documents.text import W, paragraph_text
from tests.documents.expect import DOCUMENTS

ACTS = {
    "protocollo", "accordo", "convenzione", "adesione", "addendum", "lettera-trasmissione",
}  # fmt: skip
TWIP = 1440 / 25.4
SERIF = ("Liberation Serif", "Times New Roman")
SANS = ("Carlito", "Calibri")


@cache
def document(name: str) -> bytes:
    return render(DOCUMENTS[name]())


@cache
def part(name: str, path: str) -> etree._Element:
    return etree.fromstring(read_parts(document(name))[path])


def body(name: str) -> etree._Element:
    found = part(name, "word/document.xml").find(f"{W}body")
    assert found is not None
    return found


def style_of(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else str(style.get(f"{W}val"))


def styles(name: str) -> dict[str, etree._Element]:
    root = part(name, "word/styles.xml")
    return {str(one.get(f"{W}styleId")): one for one in root.iter(f"{W}style")}


def is_act(name: str) -> bool:
    return name.startswith(tuple(ACTS))


def tables(name: str) -> Iterator[etree._Element]:
    yield from body(name).iter(f"{W}tbl")


every = pytest.mark.parametrize("name", DOCUMENTS)


@every
def test_the_language_is_italian_and_the_font_has_a_twin(name: str) -> None:
    font, twin = SERIF if is_act(name) else SANS
    lang = part(name, "word/styles.xml").find(f".//{W}docDefaults//{W}lang")
    fonts = part(name, "word/fontTable.xml").find(f"{W}font")

    assert lang is not None
    assert lang.get(f"{W}val") == "it-IT"
    assert fonts is not None
    assert fonts.get(f"{W}name") == font
    assert [one.get(f"{W}val") for one in fonts.iter(f"{W}altName")] == [twin]


@every
def test_no_theme_and_no_numbering_decide_what_is_read(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(document(name))) as archive:
        names = set(archive.namelist())
        text = b"".join(archive.read(one) for one in names)

    assert not [one for one in names if "theme" in one or "numbering" in one or "comments" in one]
    assert b"asciiTheme" not in text
    assert b"w:numPr" not in text
    assert b"rsid" not in text
    assert b'autoHyphenation w:val="false"' in text


@every
def test_every_paragraph_has_a_style_that_exists(name: str) -> None:
    known = set(styles(name))

    used = {style_of(one) for one in body(name).iter(f"{W}p")}

    assert used <= known
    assert "" not in used
    assert "Comando" not in used


@every
def test_no_empty_paragraph_makes_room(name: str) -> None:
    empty = [
        style_of(one)
        for one in body(name).iter(f"{W}p")
        if not paragraph_text(one).strip() and not is_in_a_cell(one)
    ]

    assert empty == []


def is_in_a_cell(paragraph: etree._Element) -> bool:
    parent = paragraph.getparent()
    return parent is not None and parent.tag == f"{W}tc"


@every
def test_no_heading_jumps_a_level(name: str) -> None:
    known = styles(name)
    levels = []
    for paragraph in body(name).iter(f"{W}p"):
        outline = known[style_of(paragraph)].find(f"{W}pPr/{W}outlineLvl")
        if outline is not None:
            levels.append(int(str(outline.get(f"{W}val"))) + 1)

    titles = [one for one in body(name).iter(f"{W}p") if style_of(one) == "Title"]
    assert len(titles) == (0 if name == "lettera-trasmissione" else 1)
    before = 0
    for level in levels:
        assert level <= before + 1
        before = level


@every
def test_a_table_is_named_repeats_its_header_and_keeps_its_rows_whole(name: str) -> None:
    for table in tables(name):
        caption = table.find(f"{W}tblPr/{W}tblCaption")
        description = table.find(f"{W}tblPr/{W}tblDescription")
        assert caption is not None
        assert description is not None
        assert caption.get(f"{W}val")
        assert description.get(f"{W}val")
        for row in table.iter(f"{W}tr"):
            assert row.find(f"{W}trPr/{W}cantSplit") is not None
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.iter(f"{W}tr")]
        assert not any(heads[1:])


@every
def test_no_cell_is_left_blank_but_those_that_a_hand_fills_in(name: str) -> None:
    by_hand = {"Sottoscrizioni del patto"}

    for table in tables(name):
        caption = table.find(f"{W}tblPr/{W}tblCaption")
        assert caption is not None
        if caption.get(f"{W}val") not in by_hand:
            cells = ["".join(map(paragraph_text, cell.iter(f"{W}p")))
                     for cell in table.iter(f"{W}tc")]  # fmt: skip
            assert all(text.strip() for text in cells), caption.get(f"{W}val")


@every
def test_no_cell_is_merged_and_columns_fill_the_page(name: str) -> None:
    for table in tables(name):
        width = text_width(section_of(table))
        columns = [int(str(one.get(f"{W}w"))) for one in table.iter(f"{W}gridCol")]
        assert not list(table.iter(f"{W}gridSpan", f"{W}vMerge"))
        assert {len(row.findall(f"{W}tc")) for row in table.iter(f"{W}tr")} == {len(columns)}
        assert abs(sum(columns) - width * TWIP) < 5


def section_of(block: etree._Element) -> etree._Element:
    """The section that a block of the body lies in: it ends at the first mark that follows."""
    following = [block, *block.itersiblings()]
    marks = (mark for one in following for mark in one.iter(f"{W}sectPr"))
    return next(marks)


def text_width(section: etree._Element) -> float:
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    assert size is not None
    assert margins is not None
    sides = sum(int(str(margins.get(f"{W}{side}"))) for side in ("left", "right"))
    return (int(str(size.get(f"{W}w"))) - sides) / TWIP


@every
def test_the_page_is_that_of_its_kind(name: str) -> None:
    for section in body(name).iter(f"{W}sectPr"):
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        assert size is not None
        assert margins is not None
        mm = [round(int(str(margins.get(f"{W}{side}"))) / TWIP) for side in
              ("top", "bottom", "left", "right", "header", "footer")]  # fmt: skip
        is_wide = size.get(f"{W}orient") == "landscape"
        upright = [25, 22, 30, 25, 11, 10] if is_act(name) else [20, 20, 25, 25, 11, 10]
        assert mm == ([20, 20, 20, 20, 11, 10] if is_wide else upright)
        assert section.find(f"{W}titlePg") is not None


@pytest.mark.parametrize(
    ("name", "widths"),
    [("protocollo", [155]), ("scheda", [160]), ("tabella-rete-atti", [257]),
     ("raccolta", [160, 257, 160])],
)  # fmt: skip
def test_a_page_lies_on_its_side_only_where_a_table_wants_it(
    name: str, widths: list[float]
) -> None:
    sections = list(body(name).iter(f"{W}sectPr"))

    assert [round(text_width(one)) for one in sections] == widths


@every
def test_the_first_page_keeps_its_strip_for_the_stamp_of_the_mail_register(name: str) -> None:
    letter = DOCUMENTS[name]()

    first = [paragraph_text(one) for one in part(name, "word/header2.xml").iter(f"{W}p")]
    later = [paragraph_text(one) for one in part(name, "word/header1.xml").iter(f"{W}p")]

    mark = getattr(letter, "draft_mark")  # noqa: B009  every letter has it
    title = getattr(letter, "short_title")  # noqa: B009
    assert first == [mark]
    assert later == ([mark, title] if letter.is_draft else [title])


@every
def test_every_page_says_which_it_is_of_how_many(name: str) -> None:
    for footer in ("word/footer1.xml", "word/footer2.xml"):
        codes = [str(one.text).strip() for one in part(name, footer).iter(f"{W}instrText")]
        assert codes == ["PAGE", "NUMPAGES"]


def test_a_line_that_announces_a_list_stays_with_it() -> None:
    for paragraph in body("protocollo").iter(f"{W}p"):
        if paragraph_text(paragraph).endswith(":") and style_of(paragraph) == "Comma":
            assert paragraph.find(f"{W}pPr/{W}keepNext") is not None


def test_a_line_with_a_mailbox_is_not_justified() -> None:
    lines = [one for one in body("adesione").iter(f"{W}p") if "@" in paragraph_text(one)]

    assert lines
    for line in lines:
        justification = line.find(f"{W}pPr/{W}jc")
        assert justification is not None
        assert justification.get(f"{W}val") == "left"


def test_a_sign_that_the_font_lacks_is_in_another_font_with_a_word_beside() -> None:
    runs = body("modulo-circolare").iter(f"{W}r")
    signs = [one for one in runs if one.findtext(f"{W}t") in {"☒", "☐"}]

    assert len(signs) == 11
    for sign in signs:
        fonts = sign.find(f"{W}rPr/{W}rFonts")
        assert fonts is not None
        assert fonts.get(f"{W}ascii") == "DejaVu Sans"


@pytest.mark.parametrize("name", ["protocollo", "scheda"])
def test_every_colour_of_text_is_read_by_who_sees_little(name: str) -> None:
    colours = {str(one.get(f"{W}val")) for one in part(name, "word/styles.xml").iter(f"{W}color")}

    assert colours
    for colour in colours:
        assert contrast_with(colour, "FFFFFF") >= 4.5
        assert contrast_with(colour, "E8ECF0") >= 4.5


def contrast_with(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """WCAG 2.1: the relative luminance of an RGB colour."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_short_signature_table_is_whole_and_a_long_one_is_not() -> None:
    def keeping(name: str) -> list[bool]:
        table = next(
            one for one in tables(name)
            if one.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") == "Sottoscrizioni"  # type: ignore[union-attr]  # tested above
        )  # fmt: skip
        return [row.find(f".//{W}keepNext") is not None for row in table.iter(f"{W}tr")]

    assert keeping("protocollo") == [True] * 7 + [False]
    assert keeping("protocollo-14-parti") == [True, True] + [False] * 11 + [True, False]
