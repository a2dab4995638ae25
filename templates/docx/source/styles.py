"""The styles: Italian names, two families. Acts in Liberation Serif, sheets in Carlito."""

from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from source.words import RULE, style_id, twips

BLUE = "17324D"
GREY = "454545"
BLACK = "000000"
BUILT_IN = {
    "Normal": "Normal",
    "Title": "Title",
    "Subtitle": "Subtitle",
    "Heading 1": "heading 1",
    "Heading 2": "heading 2",
    "Heading 3": "heading 3",
    "Caption": "caption",
    "Header": "header",
    "Footer": "footer",
}


@dataclass(frozen=True)
class Family:
    """A family's font and its metric twin, which a PC without the font uses."""

    font: str
    twin: str
    panose: str
    kind: str
    text_width: float


ACT = Family("Liberation Serif", "Times New Roman", "02020603050405020304", "roman", 155)
SHEET = Family("Carlito", "Calibri", "020F0502020204030204", "swiss", 160)
WIDE = Family("Carlito", "Calibri", "020F0502020204030204", "swiss", 257)


@dataclass(frozen=True)
class Style:
    """Sizes in points, indents and tabs in millimetres; None inherits."""

    name: str
    size: float | None = None
    based_on: str = "Normal"
    is_bold: bool = False
    is_italic: bool = False
    align: str | None = None
    before: float | None = None
    after: float | None = None
    line: float | None = None
    left: float = 0
    right: float = 0
    hanging: float = 0
    tab: float = 0
    right_tab: float = 0
    keep_next: bool = False
    keep_lines: bool = False
    outline: int | None = None
    color: str | None = None
    rule: tuple[float, str, int] | None = None
    """Below the paragraph: points, colour, distance in points."""


ACT_STYLES = (
    Style("Normal", 11.5, align="both", before=0, after=6, line=1.12, color=BLACK),
    Style("Ente intestazione", 14, is_bold=True, align="center", after=0, keep_next=True),
    Style("Ente sottotitolo", 10.5, align="center", after=6, keep_next=True, rule=(0.75, BLUE, 6)),
    Style(
        "Ente ultima riga",
        based_on="Ente intestazione",
        after=6,
        rule=(0.75, BLUE, 6),
    ),
    Style("Registrazione", 10.5, align="left", before=4, after=0),
    Style(
        "Title", 18, is_bold=True, align="center", before=16, after=4, line=1, keep_next=True
    ),
    Style("Subtitle", 13, is_bold=True, align="center", left=10, right=10, after=14),
    Style("Congiunzione", is_bold=True, align="center", before=4, after=4, keep_next=True),
    Style(
        "Heading 1", 11.5, is_bold=True, align="center", before=12, after=6, keep_next=True,
        keep_lines=True, outline=0,
    ),
    Style(
        "Heading 2", 11.5, is_bold=True, align="center", before=12, after=5, keep_next=True,
        keep_lines=True, outline=1,
    ),
    Style(
        "Heading 3", 11, is_bold=True, align="left", before=8, after=3, keep_next=True,
        keep_lines=True, outline=2,
    ),
    # Looks like Heading 3; its level is that of its place, so that no level is jumped.
    Style("Gruppo di parti", based_on="Heading 3", outline=0),
    Style("Sezione di allegato", based_on="Heading 3", outline=1),
    Style("Parte", after=5, keep_lines=True),
    Style("Premessa", left=6, hanging=6, tab=6, after=4),
    Style("Formula", align="center", after=4),
    Style("Comma", left=7, hanging=7, tab=7, after=4),
    Style("Comma unico", after=4),
    Style("Lettera", left=14, hanging=7, tab=14, after=3),
    Style("Chiusura", align="left", before=12, after=8, keep_next=True),
    Style("Tabella", 9.5, align="left", after=0, line=1),
    Style("Tabella intestazione", based_on="Tabella", is_bold=True),
    Style("Caption", 9.5, is_bold=True, align="left", before=0, after=3, keep_next=True),
    Style("Nota", 9, align="left", after=4, color=GREY),
    Style("Protocollo e data", align="left", before=4, after=10, right_tab=155),
    Style("Destinatario", align="left", left=62, after=0),
    Style("Oggetto", is_bold=True, align="left", before=13, after=11, left=25, hanging=25,
          tab=25, keep_lines=True),
    Style("Firma", align="center", left=78, after=0, keep_next=True, keep_lines=True),
    Style("Header", 8.5, align="left", after=0, line=1, color=GREY, right_tab=155),
    Style("Footer", 8.5, align="left", after=0, line=1, color=GREY, right_tab=155),
    Style("Comando", 8, align="left", before=0, after=0, line=1, color=GREY),
)  # fmt: skip

SHEET_STYLES = (
    Style("Normal", 10.5, align="left", before=0, after=4, line=1.08, color=BLACK),
    Style("Ente intestazione", 12, is_bold=True, after=0, keep_next=True),
    Style("Ente sottotitolo", 10, after=5, keep_next=True, rule=(0.75, BLUE, 6)),
    Style("Ente ultima riga", based_on="Ente intestazione", after=5, rule=(0.75, BLUE, 6)),
    Style("Title", 15, is_bold=True, before=6, after=6, line=1, keep_next=True, color=BLUE),
    Style("Subtitle", 11, after=6, color=GREY),
    Style("Soprattitolo", 18, before=170, after=0, keep_next=True),
    Style("Heading 1", 12, is_bold=True, before=8, after=2, keep_next=True, keep_lines=True,
          outline=0, color=BLUE),
    Style("Heading 2", 11, is_bold=True, before=8, after=2, keep_next=True, keep_lines=True,
          outline=1, color=BLACK),
    Style("Heading 3", 10.5, is_bold=True, before=6, after=2, keep_next=True, keep_lines=True,
          outline=2, color=BLACK),
    Style("Etichetta", is_bold=True, before=4, after=2, keep_next=True),
    Style("Punto", left=6, hanging=6, tab=6, after=2),
    Style("Indice 1", left=0, after=2, right_tab=160),
    Style("Indice 2", left=6, after=1, right_tab=160),
    Style("Tabella", 9.5, after=0, line=1),
    Style("Tabella intestazione", based_on="Tabella", is_bold=True, color=BLUE),
    Style("Caption", 9.5, is_bold=True, before=4, after=3, keep_next=True),
    Style("Nota", 9, before=8, after=0, color=GREY),
    Style("Header", 8.5, after=0, line=1, color=GREY, right_tab=160),
    Style("Footer", 8.5, after=0, line=1, color=GREY, right_tab=160),
    Style("Comando", 8, before=0, after=0, line=1, color=GREY),
)  # fmt: skip


def styles_xml(family: Family, styles: tuple[Style, ...]) -> str:
    """``word/styles.xml``: language and font by default, then every style."""
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts(family.font)}"
        '<w:sz w:val="22"/><w:szCs w:val="22"/>'
        '<w:lang w:val="it-IT" w:eastAsia="it-IT" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    plain = (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/>'
        "<w:semiHidden/></w:style>"
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    wide = family.text_width
    fitted = "".join(_style(one, family, wide) for one in styles)
    return f"<w:styles {NAMESPACE}>{defaults}{fitted}{plain}</w:styles>"


NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def fonts(name: str) -> str:
    uses = " ".join(f"w:{use}={quoteattr(name)}" for use in ("ascii", "hAnsi", "eastAsia", "cs"))
    return f"<w:rFonts {uses}/>"


def font_table(family: Family) -> str:
    """``word/fontTable.xml``: a PC without the font takes its twin, and no line moves."""
    return (
        f"<w:fonts {NAMESPACE}><w:font w:name={quoteattr(family.font)}>"
        f"<w:altName w:val={quoteattr(family.twin)}/><w:panose1 w:val={quoteattr(family.panose)}/>"
        f'<w:charset w:val="00"/><w:family w:val={quoteattr(family.kind)}/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def _style(style: Style, family: Family, text_width: float) -> str:
    is_normal = style.name == "Normal"
    name = BUILT_IN.get(style.name, style.name)
    kind = 'w:default="1"' if is_normal else "" if style.name in BUILT_IN else 'w:customStyle="1"'
    based = "" if is_normal else f"<w:basedOn w:val={quoteattr(style_id(style.based_on))}/>"
    return (
        f'<w:style w:type="paragraph" {kind} w:styleId={quoteattr(style_id(style.name))}>'
        f"<w:name w:val={quoteattr(name)}/>{based}<w:qFormat/>"
        f"<w:pPr>{_paragraph(style, text_width)}</w:pPr><w:rPr>{_letters(style, family)}</w:rPr>"
        "</w:style>"
    )


def _paragraph(style: Style, text_width: float) -> str:
    tabs = f'<w:tab w:val="left" w:pos="{twips(style.tab)}"/>' if style.tab else ""
    if style.right_tab:
        tabs += f'<w:tab w:val="right" w:pos="{twips(text_width)}"/>'
    pieces = [
        "<w:keepNext/>" if style.keep_next else "",
        "<w:keepLines/>" if style.keep_lines else "",
        "<w:widowControl/>",
        _rule(style),
        f"<w:tabs>{tabs}</w:tabs>" if tabs else "",
        _spacing(style),
        _indent(style),
        f'<w:jc w:val="{style.align}"/>' if style.align else "",
        f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline is not None else "",
    ]
    return "".join(pieces)


def _rule(style: Style) -> str:
    if not style.rule:
        return ""
    points, color, space = style.rule
    size = round(points * 8)
    edge = f'<w:bottom w:val="single" w:sz="{size}" w:space="{space}" w:color="{color}"/>'
    return f"<w:pBdr>{edge}</w:pBdr>"


def _spacing(style: Style) -> str:
    values = {
        "before": style.before and round(style.before * 20),
        "after": style.after and round(style.after * 20),
        "line": style.line and round(style.line * 240),
    }
    given = {
        name: value if value is not None else None
        for name, value in values.items()
        if getattr(style, name) is not None
    }
    words = "".join(f' w:{name}="{value or 0}"' for name, value in given.items())
    return f'<w:spacing{words} w:lineRule="auto"/>' if words else ""


def _indent(style: Style) -> str:
    parts = (("left", style.left), ("right", style.right), ("hanging", style.hanging))
    words = "".join(f' w:{name}="{twips(size)}"' for name, size in parts if size)
    return f"<w:ind{words}/>" if words else ""


def _letters(style: Style, family: Family) -> str:
    half_points = style.size and round(style.size * 2)
    return "".join(
        [
            fonts(family.font) if style.name == "Normal" else "",
            "<w:b/><w:bCs/>" if style.is_bold else "",
            "<w:i/><w:iCs/>" if style.is_italic else "",
            f'<w:color w:val="{style.color}"/>' if style.color else "",
            f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>' if half_points else "",
        ]
    )


HEADER_RULE = f'<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="3" w:color="{RULE}"/></w:pBdr>'
