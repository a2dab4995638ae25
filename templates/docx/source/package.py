"""A template's package: the least that Word and LibreOffice want, and nothing else."""

from dataclasses import dataclass

from lxml import etree

from registry.platform.documents.package import pack
from source.styles import (
    ACT,
    ACT_STYLES,
    HEADER_RULE,
    NAMESPACE,
    SHEET,
    SHEET_STYLES,
    WIDE,
    Family,
    Style,
    font_table,
    styles_xml,
)  # fmt: skip
from source.words import TAB, Xml, bold, field, p, text, twips, when

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PARTS = {
    "styles": "styles",
    "settings": "settings",
    "fontTable": "fontTable",
    "header1": "header",
    "header2": "header",
    "footer1": "footer",
    "footer2": "footer",
    "footer3": "footer",
}
WIDE_FOOTER = "word/footer3.xml"
References = tuple[tuple[str, str], ...]
"""Which header and footer stand on the first page of a section, and on the others."""
FIRST: References = (
    ("header1", "default"),
    ("header2", "first"),
    ("footer1", "default"),
    ("footer2", "first"),
)
FOLLOWING: References = (
    ("header1", "default"),
    ("header1", "first"),
    ("footer1", "default"),
    ("footer1", "first"),
)
WIDE_REFERENCES: References = (
    ("header1", "default"),
    ("header1", "first"),
    ("footer3", "default"),
    ("footer3", "first"),
)


@dataclass(frozen=True)
class Page:
    """A page in millimetres, its family of styles and where its margins stand."""

    family: Family
    styles: tuple[Style, ...]
    width: float = 210
    height: float = 297
    top: float = 25
    bottom: float = 22
    left: float = 30
    right: float = 25


ACT_PAGE = Page(ACT, ACT_STYLES)
SHEET_PAGE = Page(SHEET, SHEET_STYLES, top=20, bottom=20, left=25, right=25)
WIDE_PAGE = Page(
    WIDE, SHEET_STYLES, width=297, height=210, top=20, bottom=20, left=20, right=20
)  # fmt: skip


def template(page: Page, *blocks: str, has_sections: bool = False) -> bytes:
    """The .docx of a template whose body is ``blocks``.

    Header from the second page: short title, and the mark of a draft. First page: the mark only,
    the strip is for the mail register's stamp. Footer: what identifies it, and page x of y.
    ``has_sections``: some of the blocks end a section (``ending``), so this page is the last.
    """
    mark = when("is_draft", p("Header", bold("{{ draft_mark }}")))
    first_mark = text("{% if is_draft %}{{ draft_mark }}{% endif %}", "<w:b/><w:bCs/>")
    ruled = p("Header", "{{ short_title }}").replace(
        '<w:pStyle w:val="Header"/>', '<w:pStyle w:val="Header"/>' + HEADER_RULE
    )
    footer = p("Footer", "{{ footer_left }}", TAB, "Pagina ", field("PAGE"), " di ",
               field("NUMPAGES"))  # fmt: skip
    last = FOLLOWING if has_sections else FIRST
    parts = {
        "word/document.xml": _document(page, "".join(blocks), last),
        "word/styles.xml": styles_xml(page.family, page.styles),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": font_table(page.family),
        "word/header1.xml": f"<w:hdr {NAMESPACE}>{mark}{ruled}</w:hdr>",
        "word/header2.xml": f"<w:hdr {NAMESPACE}>{p('Header', first_mark)}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {NAMESPACE}>{footer}</w:ftr>",
        "word/footer2.xml": f"<w:ftr {NAMESPACE}>{footer}</w:ftr>",
        **({WIDE_FOOTER: f"<w:ftr {NAMESPACE}>{_wide(footer)}</w:ftr>"} if has_sections else {}),
        "word/_rels/document.xml.rels": _relations(
            [
                (f"rId{n}", f"{R}/{kind}", f"{name}.xml")
                for n, (name, kind) in _numbered()
                if f"word/{name}.xml" != WIDE_FOOTER or has_sections
            ]
        ),
        **_envelope(has_sections=has_sections),
    }
    return pack({name: _well_formed(xml) for name, xml in parts.items()})


def _numbered() -> list[tuple[int, tuple[str, str]]]:
    return list(enumerate(PARTS.items(), start=1))


def ending(paragraph: str, page: Page, *, is_first: bool = False) -> Xml:
    """The paragraph, the last of a section that lies on ``page``."""
    section = _section(page, FIRST if is_first else WIDE_REFERENCES)
    return Xml(paragraph.replace("</w:pPr>", f"{section}</w:pPr>", 1))


def _wide(footer: str) -> str:
    """The footer of a landscape page within an upright document: its number at the far end."""
    tabs = "".join(
        f'<w:tab w:val="{kind}" w:pos="{twips(place)}"/>'
        for kind, place in (("clear", SHEET.text_width), ("right", WIDE.text_width))
    )
    return footer.replace(
        '<w:pStyle w:val="Footer"/>', f'<w:pStyle w:val="Footer"/><w:tabs>{tabs}</w:tabs>'
    )


def _document(page: Page, body: str, references: References) -> str:
    section = _section(page, references)
    return f'<w:document {NAMESPACE} xmlns:r="{R}"><w:body>{body}{section}</w:body></w:document>'


def _section(page: Page, references: References) -> str:
    numbers = {name: n for n, (name, _kind) in _numbered()}
    named = "".join(
        f'<w:{part[:-1]}Reference w:type="{kind}" r:id="rId{numbers[part]}"/>'
        for part, kind in references
    )
    landscape = ' w:orient="landscape"' if page.width > page.height else ""
    edges = "".join(
        f' w:{side}="{twips(size)}"'
        for side, size in (
            ("top", page.top),
            ("right", page.right),
            ("bottom", page.bottom),
            ("left", page.left),
            ("header", 11),
            ("footer", 10),
            ("gutter", 0),
        )
    )
    return (
        f'<w:sectPr>{named}<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"'
        f"{landscape}/><w:pgMar{edges}/><w:cols/><w:titlePg/></w:sectPr>"
    )


def _settings() -> str:
    word = "http://schemas.microsoft.com/office/word"
    return (
        f'<w:settings {NAMESPACE}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
        '<w:autoHyphenation w:val="false"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        f'<w:compatSetting w:name="compatibilityMode" w:uri="{word}" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="it-IT"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
        "</w:settings>"
    )


def _envelope(*, has_sections: bool) -> dict[str, str]:
    overrides = {
        "/word/document.xml": f"{WORD_TYPE}.document.main+xml",
        **{
            f"/word/{name}.xml": f"{WORD_TYPE}.{kind}+xml"
            for name, kind in PARTS.items()
            if f"word/{name}.xml" != WIDE_FOOTER or has_sections
        },
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument"
        ".extended-properties+xml",
    }
    listed = "".join(
        f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides.items()
    )
    core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    return {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>',
        "_rels/.rels": _relations(
            [
                ("rId1", f"{R}/officeDocument", "word/document.xml"),
                ("rId2", f"{RELATIONSHIPS}/metadata/core-properties", "docProps/core.xml"),
                ("rId3", f"{R}/extended-properties", "docProps/app.xml"),
            ]
        ),
        "docProps/app.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/'
        '2006/extended-properties"><Application>Intese</Application></Properties>',
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{core}" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{{ document_title }}</dc:title>'
        "<dc:subject>{{ document_subject }}</dc:subject><dc:creator></dc:creator>"
        "<dc:language>it-IT</dc:language></cp:coreProperties>",
    }


def _relations(rows: list[tuple[str, str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>'
        for name, kind, target in rows
    )
    return f'<Relationships xmlns="{RELATIONSHIPS}">{listed}</Relationships>'


def _well_formed(xml: str) -> bytes:
    """Parsed and written again: a mistake in a template stops the build, not Word."""
    root = etree.fromstring(xml.encode())
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
