"""docxtpl is the oracle: a compiled template says the same, part for part, whatever it is told."""

import io
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from docx import Document
from docxtpl import DocxTemplate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined
from lxml import etree
from PIL import Image

from intese.letters import KINDS
from registry.platform.documents import extract_text, render
from registry.platform.documents.compiled import CompiledTemplate, Unfit
from registry.platform.documents.contents import has_contents, with_contents
from registry.platform.documents.engine import fill
from registry.platform.documents.letter import Inset, Link, Picture
from registry.platform.documents.long_way import fill_the_long_way
from registry.platform.documents.package import CORE, read_parts
from registry.platform.documents.plain import plain_data
from registry.platform.documents.sheets import DOCUMENT, open_template
from registry.platform.documents.templates import read_template
from registry.platform.documents.text import W
from tests.documents.templates import (
    Bee,
    Note,
    a_template,
    paragraph,
    split_paragraph,
    text_box,
)

LETTERS = {one.__name__: one for kind in KINDS.values() for one in kind.letters}
TYPES = "[Content_Types].xml"

words = st.one_of(
    st.sampled_from(["", " ", "A <B> & C", "d'intesa «così»", "{{7*7}}", "due\nrighe", "una\ttab",
                     "{_{ x }_}", "n. 12", "  spazi  ", "&amp; &#64;", "]]>"]),
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=20),
)  # fmt: skip


def letters(kind: Any) -> st.SearchStrategy[Any]:
    """Any letter of that class: whatever its types admit, to the last comma."""
    if kind is str:
        return words
    if kind is int:
        return st.integers(0, 9)
    if kind is bool:
        return st.booleans()
    if get_origin(kind) is tuple:
        return st.lists(letters(get_args(kind)[0]), max_size=3).map(tuple)
    assert is_dataclass(kind)
    assert isinstance(kind, type)
    hints = get_type_hints(kind)
    return st.builds(kind, **{one.name: letters(hints[one.name]) for one in fields(kind)})


def canonical(part: bytes) -> bytes:
    return etree.tostring(etree.fromstring(part), method="c14n")


def relations(part: bytes) -> list[tuple[str, ...]]:
    """Relationships and content types have no order."""
    return sorted(tuple(sorted(map(str, one.items()))) for one in etree.fromstring(part))


def assert_same(docx: bytes, oracle: bytes) -> None:
    ours, theirs = read_parts(docx), read_parts(oracle)
    assert ours.keys() == theirs.keys()
    for name, part in ours.items():
        if name == TYPES or name.endswith(".rels"):
            assert relations(part) == relations(theirs[name]), name
        else:
            assert canonical(part) == canonical(theirs[name]), name


@pytest.mark.parametrize("name", LETTERS)
@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(draw=st.data())
def test_a_compiled_template_makes_what_docxtpl_makes(name: str, draw: st.DataObject) -> None:
    sheets = open_template(read_template(LETTERS[name].template))
    data = plain_data(draw.draw(letters(LETTERS[name])))

    try:
        compiled = CompiledTemplate(sheets).fill(data).docx
    except Unfit:
        return

    assert_same(compiled, fill_the_long_way(sheets, data))


@pytest.mark.parametrize("name", KINDS)
def test_docxtpl_as_its_documentation_shows_it_agrees_too(name: str) -> None:
    letter = KINDS[name].build(KINDS[name].example())

    assert_same_as_docxtpl(read_template(letter.template), plain_data(letter))


def assert_same_as_docxtpl(template: bytes, data: Any) -> None:
    """But for the runs without text that it leaves, and the traces that the template had."""
    document = DocxTemplate(io.BytesIO(template))
    document.render(data, Environment(autoescape=True, undefined=StrictUndefined))
    oracle = io.BytesIO()
    document.save(oracle)

    ours, theirs = read_parts(fill(template, data)), read_parts(oracle.getvalue())
    if has_contents(theirs[DOCUMENT].decode()):
        # Linking a table of contents is ours: docxtpl knows nothing of it.
        root = etree.fromstring(theirs[DOCUMENT])
        theirs[DOCUMENT] = with_contents(etree.tostring(root, encoding="unicode")).encode()
    assert ours.keys() == theirs.keys()
    for part in ours.keys() - {CORE, TYPES}:
        if not part.endswith(".rels"):
            assert without_empty_runs(ours[part]) == without_empty_runs(theirs[part]), part


def without_empty_runs(part: bytes) -> bytes:
    root = etree.fromstring(part)
    for run in list(root.iter(f"{W}r")):
        said = [one for one in run if one.tag != f"{W}rPr"]
        if all(one.tag == f"{W}t" and not one.text for one in said):
            run.getparent().remove(run)  # type: ignore[union-attr]
    return etree.tostring(root, method="c14n")


def cell(text: str) -> str:
    return f"<w:tc><w:tcPr><w:tcW w:w='3000' w:type='dxa'/></w:tcPr>{paragraph(text)}</w:tc>"


def table(*rows: list[str], columns: int) -> str:
    grid = '<w:gridCol w:w="3000"/>' * columns
    inside = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{inside}</w:tbl>"


EACH = "for bee in bees"
PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing"><wp:docPr id="7" name="Stemma"/></wp:inline></w:drawing></w:r></w:p>'
)
SHAPES: dict[str, dict[str, Any]] = {
    "header and footer": {"header": paragraph("{{ text }}"), "footer": paragraph("{{ text }}")},
    "footnote": {"footnote": "{{ text }}"},
    "tag cut over runs": {"more": split_paragraph("{{ text }} e {% if is_draft %}x{% endif %}")},
    "text box": {"more": text_box("{{ text }}")},
    "run by run": {"more": paragraph("{%r for bee in bees %}") + paragraph("{%r endfor %}")},
    "rows by a loop": {
        "more": table([f"{{%tr {EACH} %}}"], ["{{ bee.name }}", "{{ bee.honey }}"],
                      ["{%tr endfor %}"], columns=2),
    },
    "cells merged down a loop": {
        "more": table([f"{{%tr {EACH} %}}"], ["{% vm %}{{ bee.name }}", "{{ bee.honey }}"],
                      ["{%tr endfor %}"], columns=2),
    },
    "cells merged along a loop": {
        "more": table([f"{{%tc {EACH} %}}", "{% hm %}{{ text }}", "{%tc endfor %}"],
                      [f"{{%tc {EACH} %}}", "{{ bee.name }}", "{%tc endfor %}"], columns=3),
    },
    "columns by a loop": {
        "more": table([f"{{%tc {EACH} %}}", "{{ bee.name }}", "{%tc endfor %}"], columns=1),
    },
    "a colour and a width by the letter": {
        "more": table(["{% colspan wide %}{{ text }}"], ["a", "b"], columns=2)
        + table(["{% cellbg colour %}{{ text }}"], columns=1),
    },
    "a row longer than its grid": {"more": table(["a", "b", "{{ text }}"], columns=2)},
    "a table within a table": {
        "more": table(["PLACE"], columns=1).replace(paragraph("PLACE"), table(["x"], columns=1))
    },
    "pictures": {"more": PICTURE + paragraph(f"{{%p {EACH} %}}") + PICTURE
                 + paragraph("{%p endfor %}")},
    "braces that a tag would be": {"more": paragraph("{_{ text }_}")},
}  # fmt: skip


@dataclass(frozen=True)
class Broad(Note):
    """A note with what only some shapes ask for."""

    wide: int = 2
    colour: str = "FFCC00"


@pytest.mark.parametrize("bees", [0, 1, 3])
@pytest.mark.parametrize("shape", SHAPES)
def test_whatever_a_template_may_hold_comes_out_as_docxtpl_makes_it(shape: str, bees: int) -> None:
    template = a_template(**SHAPES[shape])
    letter = Broad(text="A <B> & C", bees=tuple(Bee(f"Ape {n}", "due") for n in range(bees)))
    data = plain_data(letter)

    assert_same(fill(template, data), fill_the_long_way(open_template(template), data))
    assert_same_as_docxtpl(template, data)


def a_logo() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (2, 2), "navy").save(target, "PNG")
    return target.getvalue()


@dataclass(frozen=True)
class Rich(Note):
    logo: Picture = field(kw_only=True)
    site: Link = field(kw_only=True)
    annex: Inset = field(kw_only=True)


def test_a_picture_a_link_and_an_inset_go_the_long_way() -> None:
    annex = io.BytesIO()
    inset = Document()
    inset.add_paragraph("Patto di volontariato")
    inset.save(annex)
    template = a_template(
        more=paragraph("{{ logo }}") + paragraph("{{r site }}") + paragraph("{{p annex }}")
    )

    letter = Rich(
        logo=Picture(a_logo(), 22, "Stemma di Valdoria"),
        site=Link("il sito & la rete", "https://prefettura-valdoria.example/?a=1&b=2"),
        annex=Inset(annex.getvalue()),
    )

    docx = render(letter, template=template)

    said = extract_text(docx)
    assert "il sito & la rete" in said
    assert "Patto di volontariato" in said
    relations_ = read_parts(docx)["word/_rels/document.xml.rels"].decode()
    assert "https://prefettura-valdoria.example/?a=1&amp;b=2" in relations_
    assert 'descr="Stemma di Valdoria"' in read_parts(docx)["word/document.xml"].decode()
    assert "word/media/image1.png" in read_parts(docx)


def test_a_letter_of_text_is_never_made_the_long_way() -> None:
    """Choosing the slow path by mistake would make each document twenty times dearer."""
    for letter in LETTERS.values():
        assert not open_template(read_template(letter.template)).needs_docxtpl
