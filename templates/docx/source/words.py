"""Paragraphs, runs and tables as WordprocessingML, short to write and the same each time.

A template is built from these, so that the seven of them agree in the smallest thing, and so
that a difference between the script and the committed file is a difference somebody made.
"""

import re
from collections.abc import Collection, Sequence
from xml.sax.saxutils import escape, quoteattr

FILL = "E8ECF0"
RULE = "7F8A94"
COMMAND = "Comando"
# A run without properties. One with a {%r tag vanishes with it, so it stays alone.
PLAIN_RUN = re.compile(
    r'<w:r>((?:<w:tab/>|<w:br/>|<w:t xml:space="preserve">(?:(?!\{%r)[^<])*</w:t>)+)</w:r>'
)
PLAIN_RUNS = re.compile(f"(?:{PLAIN_RUN.pattern}){{2,}}")


def twips(millimetres: float) -> int:
    """Word's unit: a twentieth of a point."""
    return round(millimetres * 1440 / 25.4)


# --- runs ---------------------------------------------------------------------------------


class Xml(str):
    """Text that is XML already."""

    __slots__ = ()


def text(words: str, properties: str = "") -> Xml:
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return Xml(f'<w:r>{inner}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>')


def bold(words: str) -> Xml:
    return text(words, "<w:b/><w:bCs/>")


def italic(words: str) -> Xml:
    return text(words, "<w:i/><w:iCs/>")


def sized(points: float) -> str:
    """Run properties of text larger than its style: on a cover."""
    size = round(points * 2)
    return f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def symbol(sign: str) -> Xml:
    """A sign that Carlito lacks, in DejaVu Sans."""
    fonts = " ".join(f'w:{use}="DejaVu Sans"' for use in ("ascii", "hAnsi", "eastAsia", "cs"))
    return text(sign, f"<w:rFonts {fonts}/>")


TAB = Xml("<w:r><w:tab/></w:r>")
BREAK = Xml("<w:r><w:br/></w:r>")


def field(code: str) -> Xml:
    """A field that Word and LibreOffice compute: PAGE, NUMPAGES."""
    return Xml(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def runs_of(name: str) -> Xml:
    """The stretches of text of ``name``, bold where they say so."""
    return Xml(
        text(f"{{%r for run in {name} %}}")
        + text("{%r if run.is_bold %}")
        + bold("{{ run.text }}")
        + text("{%r else %}")
        + text("{{ run.text }}")
        + text("{%r endif %}")
        + text("{%r endfor %}")
    )


# --- paragraphs ---------------------------------------------------------------------------


def p(
    style: str,
    *content: str,
    keep: bool = False,
    new_page: bool = False,
    left: bool = False,
    right: bool = False,
    before: float | None = None,
    after: float | None = None,
) -> Xml:
    """A paragraph in ``style``; ``before`` and ``after`` in points, where they differ from it."""
    spacing = "".join(
        f' w:{side}="{round(points * 20)}"'
        for side, points in (("before", before), ("after", after))
        if points is not None
    )
    properties = (
        f'<w:pStyle w:val="{style_id(style)}"/>'
        + ("<w:keepNext/><w:keepLines/>" if keep else "")
        + ("<w:pageBreakBefore/>" if new_page else "")
        + (f"<w:spacing{spacing}/>" if spacing else "")
        + ('<w:jc w:val="left"/>' if left else '<w:jc w:val="right"/>' if right else "")
    )
    runs = _joined("".join(item if isinstance(item, Xml) else text(item) for item in content))
    return Xml(f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>")


def _joined(runs: str) -> str:
    """Plain runs that follow one another as one: a number, its tab and its text."""
    return PLAIN_RUNS.sub(lambda many: f"<w:r>{PLAIN_RUN.sub(_inside, many.group())}</w:r>", runs)


def _inside(run: re.Match[str]) -> str:
    return run.group(1)


def style_id(name: str) -> str:
    return name.replace(" ", "")


def each(item: str, items: str, *blocks: str) -> Xml:
    return _command(f"for {item} in {items}", blocks, "endfor")


def when(condition: str, *blocks: str, otherwise: Sequence[str] = ()) -> Xml:
    if not otherwise:
        return _command(f"if {condition}", blocks, "endif")
    both = (*blocks, p(COMMAND, "{%p else %}"), *otherwise)
    return _command(f"if {condition}", both, "endif")


def _command(opening: str, blocks: Sequence[str], closing: str) -> Xml:
    inside = "".join(blocks)
    return Xml(p(COMMAND, f"{{%p {opening} %}}") + inside + p(COMMAND, f"{{%p {closing} %}}"))


# --- tables -------------------------------------------------------------------------------


def table(
    widths: Sequence[float],
    rows: Sequence[str],
    *,
    caption: str,
    description: str,
    header: Sequence[str] = (),
    keep_header: bool = True,
    figures: Collection[int] = (),
) -> Xml:
    """A grid of fixed widths (mm) with a repeated header row, named for a screen reader.

    ``figures`` are the columns whose header stands on the right, above their numbers.
    """
    columns = [twips(width) for width in widths]
    head = row(
        *(
            cell(words, style="Tabella intestazione", fill=True, right=position in figures)
            for position, words in enumerate(header)
        )
    )
    head = head.replace("<w:trPr><w:cantSplit/>", "<w:trPr><w:cantSplit/><w:tblHeader/>")
    if keep_header:
        head = keeping(head)
    first_row = 1 if header else 0
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 45), ("left", 85), ("bottom", 45), ("right", 85))
    )
    properties = (
        f'<w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar>"
        f'<w:tblLook w:val="06{first_row * 2}0" w:firstRow="{first_row}" w:lastRow="0" '
        'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(caption)}/>"
        f"<w:tblDescription w:val={quoteattr(description)}/>"
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    body = "".join(_sized(one, columns) for one in ([head] if header else []) + list(rows))
    return Xml(f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>")


def row(*cells: str, height: float = 0) -> str:
    """A row that does not break across pages, at least ``height`` mm high."""
    least = f'<w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>' if height else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{least}</w:trPr>{''.join(cells)}</w:tr>"


def cell(*content: str, style: str = "Tabella", fill: bool = False, right: bool = False) -> str:
    """A cell: paragraphs as given, or the words as one paragraph."""
    inside = "".join(
        item if item.startswith("<w:p>") else p(style, item, right=right) for item in content
    )
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{FILL}"/>' if fill else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="WIDTH" w:type="dxa"/>{shade}</w:tcPr>{inside}</w:tc>'


def rows_of(item: str, items: str, *rows: str) -> list[str]:
    return [_row_command(f"for {item} in {items}"), *rows, _row_command("endfor")]


def rows_when(condition: str, *rows: str, otherwise: Sequence[str] = ()) -> list[str]:
    middle = [_row_command("else"), *otherwise] if otherwise else []
    return [_row_command(f"if {condition}"), *rows, *middle, _row_command("endif")]


def keeping(one: str) -> str:
    """The row, kept on the page of the next one."""
    plain = '<w:pStyle w:val="Tabella"/>'
    head = '<w:pStyle w:val="Tabellaintestazione"/>'
    one = one.replace("<w:keepNext/>", "")
    return one.replace(plain, plain + "<w:keepNext/>").replace(head, head + "<w:keepNext/>")


def _row_command(tag: str) -> str:
    size = '<w:tcW w:w="WIDTH" w:type="dxa"/><w:gridSpan w:val="ALL"/>'
    words = p(COMMAND, f"{{%tr {tag} %}}")
    return f"<w:tr><w:tc><w:tcPr>{size}</w:tcPr>{words}</w:tc></w:tr>"


def _sized(one: str, columns: Sequence[int]) -> str:
    if '"ALL"' in one:
        return one.replace('"ALL"', f'"{len(columns)}"').replace('"WIDTH"', f'"{sum(columns)}"')
    for width in columns:
        one = one.replace('"WIDTH"', f'"{width}"', 1)
    return one
