"""What several templates have in common: letterhead, articles, signature rows."""

from collections.abc import Callable, Collection, Sequence

from source.words import (
    BREAK,
    TAB,
    Xml,
    bold,
    cell,
    each,
    keeping,
    p,
    row,
    rows_of,
    rows_when,
    runs_of,
    table,
    text,
    when,
)  # fmt: skip

DASH = "–"
SIGNATURE_HEADER = ("N.", "Parte", "Rappresentante", "Sottoscrizione")


def letterhead() -> Xml:
    """The office's lines; the rule is below the unit, or below the last line."""
    return Xml(
        each("line", "letterhead.lines", p("Ente intestazione", "{{ line }}"))
        + when("letterhead.ruled_line", p("Ente ultima riga", "{{ letterhead.ruled_line }}"))
        + when("letterhead.unit", p("Ente sottotitolo", "{{ letterhead.unit }}"))
    )


def commas(name: str) -> Xml:
    """The commas of ``name``, each with its letters: numbers are text and a tab, never lists."""
    letters = each("letter", "comma.letters", _fitted("letter", _letter))
    numbered = _fitted("comma", _numbered_comma)
    single = _fitted("comma", _single_comma)
    return each("comma", name, when("comma.number", numbered, otherwise=[single]), letters)


def _fitted(item: str, paragraph: Callable[..., Xml]) -> Xml:
    """The paragraph kept with the next one, left-aligned, or as its style says."""
    return when(
        f"{item}.stays_with_next",
        paragraph(keep=True),
        otherwise=[
            when(f"{item}.is_left", paragraph(left=True), otherwise=[paragraph()]),
        ],
    )


def _numbered_comma(*, keep: bool = False, left: bool = False) -> Xml:
    return p("Comma", "{{ comma.number }}", TAB, runs_of("comma.runs"), keep=keep, left=left)


def _single_comma(*, keep: bool = False, left: bool = False) -> Xml:
    return p("Comma unico", runs_of("comma.runs"), keep=keep, left=left)


def _letter(*, keep: bool = False, left: bool = False) -> Xml:
    return p("Lettera", "{{ letter.mark }}", TAB, runs_of("letter.runs"), keep=keep, left=left)


def opening_blocks(name: str) -> Xml:
    """PREMESSO CHE, VISTI, CONSIDERATO CHE: a heading and its items."""
    return each(
        "block",
        name,
        p("Heading 1", "{{ block.heading }}"),
        each(
            "item",
            "block.texts",
            when(
                "block.is_list",
                p("Premessa", DASH, TAB, runs_of("item.runs")),
                otherwise=[p("Comma unico", runs_of("item.runs"))],
            ),
        ),
    )


def two_line_heading(
    style: str, first: str, second: str, *, new_page: bool = False, before: float | None = None
) -> Xml:
    return p(style, first, BREAK, second, new_page=new_page, before=before)


def article_heading(style: str = "Heading 2") -> Xml:
    rubric = text("({{ article.heading }})", "<w:i/><w:iCs/>")
    return two_line_heading(style, "Articolo {{ article.number }}", rubric)


def article_under_title() -> Xml:
    """Where no other heading stands between the title and the articles: no level is jumped."""
    return article_heading("Heading 1")


def signature_table(name: str, widths: Sequence[float], height: float) -> Xml:
    """One row a party; the letter says which rows stay on the page of the next one."""
    line = row(
        cell("{{ signature.number }}"),
        cell(p("Tabella", bold("{{ signature.party }}"))),
        line_cell("signature.representative"),
        cell("{{ signature.signed_as }}"),
        height=height,
    )
    kept = rows_when("signature.stays_with_next", keeping(line), otherwise=[line])
    return when(
        name,
        table(
            widths,
            rows_of("signature", name, *kept),
            header=SIGNATURE_HEADER,
            caption="Sottoscrizioni",
            description="Per ciascuna Parte: numero, denominazione, rappresentante e forma della "
            "sottoscrizione",
        ),
    )


def _lines(item: str, name: str) -> list[str]:
    """A cell's paragraphs, one for each text of ``name``."""
    return [each(item, name, p("Tabella", f"{{{{ {item} }}}}"))]


def lines_cell(name: str) -> str:
    return cell(*_lines("line", name))


def line_cell(name: str) -> str:
    """A cell's paragraphs, one for each line of ``name``, with what is missing in bold."""
    return cell(each("line", name, p("Tabella", runs_of("line.runs"))))


def plain_rows(item: str, items: str, fields: Sequence[str], *, whole: bool = False) -> list[str]:
    """One row for each of ``items`` with the named fields; ``whole`` keeps the table together."""
    line = row(*(cell(f"{{{{ {item}.{name} }}}}") for name in fields))
    if not whole:
        return rows_of(item, items, line)
    return rows_of(item, items, *rows_when(f"{item}.is_last", line, otherwise=[keeping(line)]))


def summed(item: str, items: str, fields: Sequence[str], *, figures: Collection[int]) -> list[str]:
    """Rows with numbers on the right; the sums at the end in bold, never alone on a page."""
    cells = tuple(f"{{{{ {item}.{name} }}}}" for name in fields)
    return summed_rows(item, items, cells, "", figures=figures)


def summed_rows(
    item: str, items: str, cells: Sequence[str | None], lines: str, *, figures: Collection[int]
) -> list[str]:
    """``lines`` fills the cell that is None, one paragraph each."""

    def line(*, is_total: bool = False) -> str:
        written = []
        for position, words in enumerate(cells):
            shown = _summed_lines(lines, is_total=is_total) if words is None else None
            content = bold(words or "") if is_total else words or ""
            paragraph = shown or p("Tabella", content, right=position in figures)
            written.append(cell(paragraph))
        return row(*written)

    plain = rows_when(f"{item}.stays_with_next", keeping(line()), otherwise=[line()])
    return rows_of(
        item, items, *rows_when(f"{item}.is_total", line(is_total=True), otherwise=plain)
    )


def _summed_lines(name: str, *, is_total: bool) -> Xml:
    words = "{{ line }}"
    return each("line", name, p("Tabella", bold(words) if is_total else words))
