"""The engine: what goes in comes out, as it is, or somebody hears of it."""

import io
import zipfile
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from markupsafe import Markup

from registry.platform.documents import extract_text, render, templates
from registry.platform.documents.checks import LostText, check_complete, check_said, hole_in
from registry.platform.documents.compiled import CompiledTemplate
from registry.platform.documents.engine import TemplateFault, fill
from registry.platform.documents.package import finish, pack, read_parts
from registry.platform.documents.plain import plain_data
from registry.platform.documents.plain import texts as all_texts
from registry.platform.documents.sheets import open_template
from registry.platform.documents.text import UnreadablePart, parse_strictly
from registry.platform.documents.zipped import packed
from registry.platform.errors import InvalidInput
from tests.documents.templates import Bee, Note, a_template, paragraph

HOSTILE = [
    "A <B> & C",
    "R&D <S.p.A.>",
    "Rossi & Figli",
    "{{7*7}}",
    "{{ document_title }}",
    "{%p for x in y %}",
    "{%tr endfor %}",
    "{_{ 7*7 }_}",
    "{_% raw %_}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "]]> <![CDATA[ x ]]>",
    "<!-- nascosto -->",
    "</w:t></w:r></w:p>",
    "<w:br/>",
    "&lt;già&gt; &amp; &#64;",
    "d'intesa «così» “così” ‘così’",
    "Bozen/Südtirol, Škofja Loka, Vallée d’Aoste",
    "\u200fשלום\u200e, \u202eabc\u202c",
    "🐝 🇮🇹 👩‍👩‍👧",
    "due  spazi   e\u00a0uno fisso",
    "prima riga\nseconda riga",
    "colonna\tcolonna",
    "a\r\nb\rc",
    "C:\\percorso\\n",
    "x" * 20_000,
]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_is_printed_as_it_is_wherever_it_stands(value: str) -> None:
    note = Note(document_title=value, document_subject=value, text=value, bees=(Bee(value, value),))

    docx = render(note, template=a_template(header=paragraph("{{ text }}")))

    said = extract_text(docx, margins=True)
    wanted = " ".join(value.split())
    assert " ".join(said.split()).count(wanted) == 4
    assert " ".join(Document(io.BytesIO(docx)).core_properties.title.split()) == wanted


def test_the_title_of_the_file_is_escaped_once() -> None:
    docx = render(Note(document_title="Rossi & Figli, d'intesa"), template=a_template())

    assert Document(io.BytesIO(docx)).core_properties.title == "Rossi & Figli, d'intesa"


def test_what_a_document_said_can_be_said_by_the_next_one() -> None:
    first = extract_text(render(Note(text="{{7*7}} & <b>"), template=a_template()))

    second = extract_text(render(Note(text=first), template=a_template()))

    assert "{{7*7}} & <b>" in second


def any_text() -> st.SearchStrategy[str]:
    """Whatever XML can hold, and the pieces that templates and XML are made of."""
    signs = st.sampled_from(["{{", "}}", "{%", "%}", "{_{", "{#", "<", ">", "&", "]]>", "\n", "\t"])
    plain = st.text(
        st.characters(
            codec="utf-8", categories=("L", "N", "P", "S", "Z", "M", "Cf", "Co"),
            exclude_characters="\ufffe\uffff",
        ),
        max_size=30,
    )  # fmt: skip
    return st.lists(st.one_of(signs, plain), max_size=6).map("".join)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(text=any_text(), name=any_text(), honey=any_text())
def test_any_text_survives(text: str, name: str, honey: str) -> None:
    note = Note(text=text, bees=(Bee(name, honey), Bee(honey, name)))

    docx = render(note, template=TEMPLATE)

    said = " ".join(extract_text(docx).split())
    for value in (text, name, honey):
        assert " ".join(value.split()) in said


TEMPLATE = a_template()


@pytest.mark.parametrize(
    ("sign", "code"),
    [("\x00", "U+0000"), ("\x0b", "U+000B"), ("\x0c", "U+000C"), ("\x07", "U+0007"),
     ("\ud800", "U+D800"), ("\ufffe", "U+FFFE"), ("\uffff", "U+FFFF")],
)  # fmt: skip
def test_a_sign_that_no_file_can_hold_is_refused_with_its_place(sign: str, code: str) -> None:
    note = Note(text="bene", bees=(Bee("Maia", "due"), Bee(f"Wi{sign}lli", "tre")))

    with pytest.raises(InvalidInput) as refused:
        render(note, template=TEMPLATE)

    assert list(refused.value.fields) == ["bees.1.name"]
    assert code in refused.value.fields["bees.1.name"]


@dataclass(frozen=True)
class Odd(Note):
    thing: Any = None


@pytest.mark.parametrize(
    "thing",
    [None, 1.5, date(2026, 4, 16), b"byte", {"a": "b"}, {"a"}, object(), Markup("<b>x</b>"), Note],
    ids=["none", "float", "date", "bytes", "dict", "set", "object", "markup", "class"],
)
def test_only_plain_data_reaches_a_template(thing: object) -> None:
    with pytest.raises(TypeError, match=r"^bees\.0\.honey: "):
        plain_data(Note(bees=(Bee("Maia", thing),)))  # type: ignore[arg-type]  # the point of it


def test_fields_called_like_methods_of_a_dict_are_fields() -> None:
    @dataclass(frozen=True)
    class Listing(Note):
        items: str = "dieci"
        values: str = "venti"

    body = paragraph("{{ items }} {{ values }} {{ text }}") + BEES
    docx = render(Listing(), template=a_template(body=body))

    assert "dieci venti" in extract_text(docx)


BEES = (
    paragraph("{%p for bee in bees %}")
    + paragraph("{{ bee.name }} {{ bee.honey }} {% if is_draft %}{% endif %}")
    + paragraph("{%p endfor %}")
)


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert render(Note(), template=TEMPLATE) == render(Note(), template=TEMPLATE)


def test_the_package_tells_nothing_of_who_made_it() -> None:
    traced = a_template(
        body='<w:p w:rsidR="00AB12CD"><w:r w:rsidRPr="00AB12CD"><w:t>{{ text }}</w:t></w:r>'
        f'</w:p><w:proofErr w:type="spellStart"/>{BEES}'
    )

    docx = render(Note(), template=traced)

    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"rsid" not in everything
    assert b"proofErr" not in everything
    assert b"Somebody" not in everything
    properties = Document(io.BytesIO(docx)).core_properties
    assert (properties.author, properties.last_modified_by) == ("", "")
    assert (properties.title, properties.subject) == ("Nota", "Api urbane")
    assert properties.language == "it-IT"


def test_left_overs_of_an_editor_are_taken_away() -> None:
    dirty = read_parts(TEMPLATE)
    dirty["docProps/thumbnail.jpeg"] = b"picture"
    dirty["word/printerSettings/printerSettings1.bin"] = b"printer"
    dirty["word/comments.xml"] = b"<w:comments xmlns:w='x'/>"
    dirty["_rels/.rels"] = dirty["_rels/.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="t" Type="x/thumbnail" Target="docProps/thumbnail.jpeg"/>'
        b"</Relationships>",
    )

    clean = read_parts(finish(pack(dirty), title="t", subject="s"))

    assert not [name for name in clean if "thumb" in name or "printer" in name or "comm" in name]
    assert b"thumbnail" not in clean["_rels/.rels"]


def test_a_word_that_would_be_lost_is_a_loud_error() -> None:
    @dataclass(frozen=True)
    class Chatty(Note):
        nobody_prints_me: str = "parole"

    data = plain_data(Chatty())

    with pytest.raises(LostText, match="nobody_prints_me"):
        check_complete(fill(TEMPLATE, data), data)


def test_a_text_said_twice_must_be_there_twice() -> None:
    once = fill(TEMPLATE, plain_data(Note(text="Maia", bees=())))

    with pytest.raises(LostText, match=r"text|bees"):
        check_complete(once, plain_data(Note(text="Maia", bees=(Bee("Maia", "Maia"),))))


@pytest.mark.parametrize("honey", ["due chili", "due\nchili"], ids=["as rendered", "with a break"])
def test_a_word_lost_after_the_render_is_a_loud_error(honey: str) -> None:
    note = Note(bees=(Bee("Ape Maia", honey),))
    filled = CompiledTemplate(open_template(TEMPLATE)).fill(plain_data(note))
    texts = [text for _path, text in all_texts(plain_data(note))]
    assert "Ape Maia" in check_said(filled.said, texts)

    document = next(one for one in filled.said if one.part.name == b"word/document.xml")
    without = document.part.content().replace(b"Ape Maia", b"Ape")
    kept = document._replace(part=packed("word/document.xml", without, level=1))

    with pytest.raises(LostText, match="Maia"):
        check_said([kept], texts)


def test_a_value_that_was_printed_too_few_times_is_a_loud_error() -> None:
    filled = CompiledTemplate(open_template(TEMPLATE)).fill(plain_data(Note(text="Maia", bees=())))

    with pytest.raises(LostText, match="Maia"):
        check_said(filled.said, ["Maia", "Maia"])


def test_a_template_that_changes_on_the_disk_is_read_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(templates, "FOLDER", tmp_path)
    file = tmp_path / f"{tmp_path.name}.docx"
    file.write_bytes(b"uno")
    first = templates.read_template(file.name)

    assert templates.read_template(file.name) is first
    file.write_bytes(b"un altro")

    assert templates.read_template(file.name) == b"un altro"


def test_a_template_that_asks_what_the_letter_has_not_is_a_fault() -> None:
    with pytest.raises(TemplateFault, match="wasps"):
        render(Note(), template=a_template(more=paragraph("{{ wasps }}")))


def test_nothing_is_repaired_in_silence() -> None:
    for wrong in (b"<a>", b"<a>&nbsp;</a>", b"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>"):
        with pytest.raises(UnreadablePart):
            parse_strictly(wrong)


def test_an_external_entity_is_never_read(tmp_path: Any) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("PWNED")
    parts = read_parts(TEMPLATE)
    parts["word/document.xml"] = (
        f'<!DOCTYPE w [<!ENTITY x SYSTEM "file://{secret}">]>'.encode() + b"<w>&x;</w>"
    )

    with pytest.raises(InvalidInput):
        extract_text(pack(parts))


@pytest.mark.parametrize("blob", [b"", b"PK", b"%PDF-1.7", pack({
    "[Content_Types].xml": b"", "_rels/.rels": b"", "word/document.xml": b"<w"})])  # fmt: skip
def test_what_is_no_document_is_refused_in_words(blob: bytes) -> None:
    with pytest.raises(InvalidInput, match="non è un documento Word"):
        extract_text(blob)


@pytest.mark.parametrize(
    "hole",
    ["____", "nato a ______", "……", "..........", "[[nome]]", "{{ nome }}", "[manca: sede]",
     "n. XX", "XX/XX/2026", "XXXX", "«nome e cognome del legale rappresentante»", "«numero»"],
)  # fmt: skip
def test_a_final_text_leaves_no_place_open(hole: str) -> None:
    final = Note(is_draft=False, bees=(Bee("Maia", hole),))

    with pytest.raises(InvalidInput, match="posto vuoto") as refused:
        render(final, template=TEMPLATE)

    assert list(refused.value.fields) == ["bees.0.honey"]
    assert render(replace(final, is_draft=True), template=TEMPLATE)


@pytest.mark.parametrize(
    "text", ["via XX Settembre 1", "«Tavolo»", "art. 3… e oltre", "[1]", "a_b", "1 x 2 = 2"]
)
def test_what_only_looks_like_a_hole_may_stand(text: str) -> None:
    assert hole_in(text) == ""
    assert render(Note(is_draft=False, text=text), template=TEMPLATE)


def test_a_place_that_an_office_fills_later_may_stay_open() -> None:
    @dataclass(frozen=True)
    class Numbered(Note):
        open_places: ClassVar[tuple[str, ...]] = ("«numero»",)

    assert render(Numbered(is_draft=False, text="Prot. n. «numero»"), template=TEMPLATE)


def test_a_table_row_is_one_line_and_deleted_text_is_not_read() -> None:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    cells = "".join(
        f"<w:tc><w:p><w:r><w:t>{a}</w:t></w:r></w:p><w:p><w:r><w:t>{b}</w:t></w:r></w:p></w:tc>"
        for a, b in (("uno", "due"), ("tre", "quattro"))
    )
    body = (
        f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
        "<w:p><w:del><w:r><w:delText>via</w:delText></w:r></w:del>"
        "<w:r><w:t>1.</w:t><w:tab/><w:t>resta</w:t><w:br/><w:t>sotto</w:t></w:r></w:p>"
    )
    parts = read_parts(TEMPLATE)
    parts["word/document.xml"] = (
        f'<w:document xmlns:w="{w}"><w:body>{body}</w:body></w:document>'.encode()
    )

    assert extract_text(pack(parts)) == "uno · due | tre · quattro\n1. resta\nsotto"


def test_xml_of_every_part_is_well_formed_after_rendering() -> None:
    docx = render(Note(text="A <B> & C"), template=TEMPLATE)

    for name, blob in read_parts(docx).items():
        assert etree.fromstring(blob) is not None, name
