"""The sheets: scheda, modulo della circolare, tabella rete, struttura operativa, stato firme."""

from source.package import SHEET_PAGE, WIDE_PAGE, Page, ending, template
from source.pieces import letterhead, lines_cell, plain_rows, summed
from source.words import (
    TAB,
    Xml,
    bold,
    cell,
    each,
    p,
    row,
    rows_of,
    rows_when,
    runs_of,
    sized,
    symbol,
    table,
    text,
    when,
)  # fmt: skip

BULLET = "•"


def scheda() -> bytes:
    return template(
        SHEET_PAGE,
        letterhead(),
        p("Title", "{{ title }}"),
        when("identity", _identity()),
        _sections("sections", "Heading 1"),
        when("note", p("Nota", "{{ note }}")),
    )


def _sections(name: str, style: str) -> Xml:
    return each(
        "section",
        name,
        p(style, "{{ section.heading }}"),
        each("paragraph", "section.paragraphs", p("Normal", runs_of("paragraph.runs"))),
        _points("section.points"),
        when("section.results", _results()),
    )


def _identity(name: str = "identity") -> Xml:
    line = row(
        cell("{{ line.label }}", style="Tabella intestazione"),
        cell(p("Tabella", runs_of("line.words.runs"))),
    )
    return table(
        (42, 118),
        rows_of("line", name, line),
        caption="Dati identificativi della scheda",
        description="Voce e contenuto",
    )


def _points(name: str) -> Xml:
    return each("point", name, p("Punto", BULLET, TAB, "{{ point }}"))


def _results() -> Xml:
    return table(
        (90, 30, 40),
        plain_rows("result", "section.results", ("indicator", "value", "source")),
        header=("Indicatore", "Valore", "Fonte"),
        caption="Risultati",
        description="Indicatore, valore e fonte",
    )


def volume() -> bytes:
    """Upright, then the matrix on its side, then upright again for the indexes."""
    return template(
        SHEET_PAGE,
        letterhead(),
        p("Soprattitolo", "{{ subject }}"),
        p("Title", text("{{ title }}", sized(28)), after=10),
        p("Subtitle", text("{{ year }}", sized(16))),
        p("Etichetta", "Nota", new_page=True),
        each("line", "colophon", p("Normal", "{{ line }}")),
        p("Etichetta", "Contenuti", before=16),
        _contents(),
        p("Heading 1", "{{ overview_heading }}", new_page=True),
        each("paragraph", "introduction", p("Normal", runs_of("paragraph.runs"))),
        _overview(),
        each(
            "chapter",
            "chapters",
            p("Heading 1", "{{ chapter.heading }}", new_page=True),
            each(
                "scheda",
                "chapter.schede",
                p("Heading 2", "{{ scheda.heading }}", before=16, after=4),
                when("scheda.identity", _identity("scheda.identity")),
                _sections("scheda.sections", "Heading 3"),
            ),
        ),
        ending(p("Nota", "{{ schede_note }}"), SHEET_PAGE, is_first=True),
        p("Heading 1", "{{ matrix_heading }}"),
        _matrix(),
        ending(p("Nota", "{{ matrix_note }}"), WIDE_PAGE),
        p("Heading 1", "{{ bodies_heading }}"),
        when(
            "bodies",
            _index("bodies", "Ente", "Enti e schede che li riguardano"),
            otherwise=[p("Normal", "Le schede non indicano enti.")],
        ),
        when(
            "acts",
            p("Heading 1", "{{ acts_heading }}", before=16),
            _index("acts", "Atto", "Atti e schede che li citano"),
        ),
        has_sections=True,
    )


def _overview() -> Xml:
    return table(
        (100, 30, 30),
        summed("line", "overview", ("field", "schede", "acts"), figures={1, 2}),
        header=("Campo", "Schede", "Atti"),
        figures={1, 2},
        caption="Quadro delle schede",
        description="Per ciascun campo della circolare: numero di schede e di atti",
    )


def _matrix() -> Xml:
    counts = [f"c{n}" for n in range(1, 12)]
    figures = set(range(1, 13))
    return table(
        (70, *([15] * 11), 22),
        summed("line", "matrix", ("office", *counts, "total"), figures=figures),
        header=("Ufficio", *(str(n) for n in range(1, 12)), "Totale"),
        figures=figures,
        caption="Schede per ufficio e campo",
        description="Una riga per ufficio; una colonna per ciascuno degli undici campi; il totale",
    )


def _index(name: str, header: str, description: str) -> Xml:
    return table(
        (110, 50),
        plain_rows("line", name, ("words", "where")),
        header=(header, "Schede"),
        caption=header,
        description=description,
    )


def circular_form() -> bytes:
    return template(
        SHEET_PAGE,
        letterhead(),
        p("Etichetta", "{{ attached_to }}"),
        p("Title", "{{ title }}"),
        each("instruction", "instructions", p("Normal", "{{ instruction }}")),
        p("Normal", bold("Ufficio che risponde: "), "{{ answering_office }}"),
        _marks(),
        p("Etichetta", "{{ description_heading }}", before=12),
        each(
            "answer",
            "answers",
            p("Heading 1", "{{ answer.heading }}"),
            each("paragraph", "answer.paragraphs", p("Normal", runs_of("paragraph.runs"))),
            when("answer.attached", p("Normal", "{{ answer.attached }}")),
            when("answer.see", p("Normal", text("{{ answer.see }}", "<w:i/><w:iCs/>"))),
        ),
        p("Nota", "{{ mailbox_line }}"),
    )


def _marks() -> Xml:
    """The sign is always followed by a word, which a screen reader says."""
    marked = cell(p("Tabella", symbol("☒"), " sì"))
    unmarked = cell(p("Tabella", symbol("☐"), " no"))
    words = (cell("{{ mark.number }}"), cell("{{ mark.words }}"))
    return table(
        (14, 12, 134),
        rows_of(
            "mark",
            "marks",
            *rows_when("mark.is_marked", row(marked, *words), otherwise=[row(unmarked, *words)]),
        ),
        header=("Segno", "N.", "Campo"),
        caption="Campi della circolare",
        description="Segno, numero e oggetto di ciascun campo",
    )


def network_table() -> bytes:
    return _network(SHEET_PAGE, (50, 62, 48), ("partner", "activity", "since"))


def network_table_with_acts() -> bytes:
    fields = ("partner", "activity", "since", "basis", "acts")
    return _network(WIDE_PAGE, (62, 75, 50, 30, 40), fields)


NETWORK_HEADER = {
    "partner": "Partner",
    "activity": "Attività svolte",
    "since": "Inizio collaborazione",
    "basis": "Formalizzazione",
    "acts": "Atti",
}


def _network(page: Page, widths: tuple[float, ...], fields: tuple[str, ...]) -> bytes:
    return template(
        page,
        letterhead(),
        p("Title", "{{ title }}"),
        when("subtitle", p("Subtitle", "{{ subtitle }}")),
        each(
            "group",
            "groups",
            when("group.heading", p("Heading 1", "{{ group.heading }}")),
            table(
                widths,
                plain_rows("line", "group.rows", fields),
                header=[NETWORK_HEADER[name] for name in fields],
                caption="Rete di partenariato e collaborazione",
                description=", ".join(NETWORK_HEADER[name] for name in fields),
            ),
        ),
        when("note", p("Nota", "{{ note }}")),
    )


def operating_structure() -> bytes:
    return template(
        SHEET_PAGE,
        letterhead(),
        p("Title", "{{ title }}"),
        when("subtitle", p("Subtitle", "{{ subtitle }}")),
        p("Etichetta", "STRUTTURA DELL’INTERVENTO OPERATIVO"),
        p("Normal", "{{ version }}"),
        each("paragraph", "introduction", p("Normal", "{{ paragraph }}")),
        when("contents", p("Etichetta", "Contenuti"), _contents()),
        when("areas", p("Heading 1", "Sintesi degli ambiti operativi"), _areas()),
        each(
            "level",
            "levels",
            p("Heading 1", "{{ level.heading }}"),
            each("action", "level.actions", _action()),
        ),
        when("partners", p("Heading 1", "Rete di partenariato e collaborazione"), _partners()),
        when("note", p("Nota", "{{ note }}")),
    )


def _contents() -> Xml:
    line = when(
        "entry.is_level",
        p("Indice 1", bold("{{ entry.words }}")),
        otherwise=[p("Indice 2", "{{ entry.words }}")],
    )
    return each("entry", "contents", line)


def _areas() -> Xml:
    return table(
        (50, 110),
        rows_of("area", "areas", row(cell("{{ area.name }}"), lines_cell("area.actions"))),
        header=("Ambito", "Azioni"),
        caption="Sintesi degli ambiti operativi",
        description="Ambito territoriale e azioni che vi si svolgono",
    )


def _action() -> Xml:
    return Xml(
        p("Heading 2", "{{ action.heading }}")
        + when("action.card", _card("action"))
        + _described("action")
        + each(
            "part",
            "action.parts",
            p("Heading 3", "{{ part.heading }}"),
            when("part.card", _card("part")),
            _described("part"),
        )
        + when(
            "action.outside",
            p("Etichetta", "Relazioni territoriali extra rete"),
            _points("action.outside"),
        )
    )


def _described(owner: str) -> Xml:
    return when(
        f"{owner}.is_described",
        p("Etichetta", "Descrizione attività"),
        each("paragraph", f"{owner}.paragraphs", p("Normal", "{{ paragraph }}")),
        _points(f"{owner}.points"),
    )


def _card(owner: str) -> Xml:
    line = row(cell("{{ line.label }}", style="Tabella intestazione"), lines_cell("line.words"))
    return table(
        (45, 115),
        rows_of("line", f"{owner}.card", line),
        caption="Scheda dell’azione",
        description="Soggetti promotori, ambito territoriale e modalità di accesso",
    )


def _partners() -> Xml:
    return table(
        (50, 62, 48),
        plain_rows("line", "partners", ("partner", "activity", "since")),
        header=("Partner", "Attività svolte", "Inizio collaborazione"),
        caption="Rete di partenariato e collaborazione",
        description="Partner, attività svolte e inizio della collaborazione",
    )


def parties_state() -> bytes:
    return template(
        SHEET_PAGE,
        letterhead(),
        p("Title", "{{ title }}"),
        p("Subtitle", "{{ act }}"),
        p("Normal", "{{ summary }}"),
        each(
            "group",
            "groups",
            when("group.heading", p("Heading 1", "{{ group.heading }}")),
            _party_states(),
        ),
        each("note", "notes", p("Nota", "{{ note }}")),
    )


def _party_states() -> Xml:
    names = ("number", "party", "approved", "signed")
    line = row(*(cell(f"{{{{ line.{name} }}}}") for name in names), lines_cell("line.state"))
    return table(
        (10, 62, 24, 24, 40),
        rows_of("line", "group.rows", line),
        header=("N.", "Parte", "Schema approvato", "Firma", "Stato"),
        caption="Parti e firme",
        description="Per ciascuna parte: numero, nome, approvazione dello schema, firma e stato",
    )
