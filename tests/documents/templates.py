"""Small letters and small templates, with a place for everything that a template can hold."""

from dataclasses import dataclass
from typing import ClassVar
from xml.sax.saxutils import escape

from registry.platform.documents.package import pack

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@dataclass(frozen=True)
class Bee:
    name: str
    honey: str


@dataclass(frozen=True)
class Note:
    """The least letter: a title, a text, some bees."""

    template: ClassVar[str] = "note.docx"
    open_places: ClassVar[tuple[str, ...]] = ()

    document_title: str = "Nota"
    document_subject: str = "Api urbane"
    is_draft: bool = True
    text: str = "Le api stanno bene."
    bees: tuple[Bee, ...] = (Bee("Ape Maia", "due chili"),)


def paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def split_paragraph(text: str) -> str:
    """The text cut over runs, as Word does when somebody edits it."""
    half = len(text) // 2
    runs = "".join(
        f'<w:r><w:rPr><w:lang w:val="it-IT"/></w:rPr><w:t xml:space="preserve">{escape(piece)}'
        "</w:t></w:r>"
        for piece in (text[:half], text[half:])
    )
    return f"<w:p>{runs}</w:p>"


def table_row(text: str) -> str:
    cell = f'<w:tc><w:tcPr><w:tcW w:w="9000" w:type="dxa"/></w:tcPr>{paragraph(text)}</w:tc>'
    return (
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid>'
        f"<w:tr>{cell}</w:tr></w:tbl>"
    )


def text_box(text: str) -> str:
    return (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>'
        f"<w:txbxContent>{paragraph(text)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )


BODY = (
    paragraph("{{ text }}")
    + paragraph("{% if is_draft %}bozza{% endif %}")
    + paragraph("{%p for bee in bees %}")
    + paragraph("{{ bee.name }}: {{ bee.honey }}")
    + paragraph("{%p endfor %}")
)


def a_template(
    *,
    body: str = BODY,
    more: str = "",
    header: str = "",
    footer: str = "",
    footnote: str = "",
    title: str = "{{ document_title }}",
    subject: str = "{{ document_subject }}",
    parts: dict[str, bytes] | None = None,
) -> bytes:
    """A .docx that reads the letter ``Note``, and whatever a test adds in a place."""
    blobs = {
        "word/document.xml": _word("document", f"<w:body>{body}{more}{_section()}</w:body>"),
        "word/header1.xml": _word("hdr", header or paragraph("testata")),
        "word/footer1.xml": _word("ftr", footer or paragraph("piede")),
        "word/footnotes.xml": _word("footnotes", _footnotes(footnote)),
        "word/styles.xml": _word("styles", ""),
        "word/_rels/document.xml.rels": _relations(
            [(n, f"{R}/{n}", f"{n}1.xml") for n in ("header", "footer")]
            + [(n, f"{R}/{n}", f"{n}.xml") for n in ("footnotes", "styles")]
        ),
        "docProps/core.xml": _core(title, subject),
        "_rels/.rels": _relations(
            [
                ("main", f"{R}/officeDocument", "word/document.xml"),
                ("core", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ]
        ),
        "[Content_Types].xml": _types(),
    }
    return pack({**blobs, **(parts or {})})


def _word(name: str, inside: str) -> bytes:
    root = f'<w:{name} xmlns:w="{W}" xmlns:r="{R}">{inside}</w:{name}>'
    return f'<?xml version="1.0" encoding="UTF-8"?>{root}'.encode()


def _section() -> str:
    references = '<w:headerReference w:type="default" r:id="header"/>'
    references += '<w:footerReference w:type="default" r:id="footer"/>'
    return f'<w:sectPr>{references}<w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'


def _footnotes(text: str) -> str:
    return f'<w:footnote w:id="1">{paragraph(text or "nota")}</w:footnote>'


def _core(title: str, subject: str) -> bytes:
    return (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:subject>{escape(subject)}</dc:subject>"
        "<dc:creator>Somebody</dc:creator></cp:coreProperties>"
    ).encode()


def _relations(rows: list[tuple[str, str, str]]) -> bytes:
    listed = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>'
        for name, kind, target in rows
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'.encode()


def _types() -> bytes:
    kinds = {
        "/word/document.xml": "document.main",
        "/word/header1.xml": "header",
        "/word/footer1.xml": "footer",
        "/word/footnotes.xml": "footnotes",
        "/word/styles.xml": "styles",
    }
    overrides = "".join(
        f'<Override PartName="{part}" ContentType="{WORD_TYPE}.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}'
        f'<Override PartName="/docProps/core.xml" ContentType="{core}"/></Types>'
    ).encode()
