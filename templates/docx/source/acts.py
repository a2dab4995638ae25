"""The acts: protocollo, adesione, lettera di trasmissione."""

from source.package import ACT_PAGE, template
from source.pieces import (
    article_heading,
    article_under_title,
    commas,
    letterhead,
    line_cell,
    lines_cell,
    opening_blocks,
    plain_rows,
    signature_table,
    summed,
    summed_rows,
    two_line_heading,
)  # fmt: skip
from source.words import (
    TAB,
    Xml,
    bold,
    cell,
    each,
    italic,
    keeping,
    p,
    row,
    rows_of,
    rows_when,
    runs_of,
    table,
    when,
)  # fmt: skip

SIGNATURE = (85, 70)


def protocol() -> bytes:
    return template(
        ACT_PAGE,
        letterhead(),
        when("registered", p("Registrazione", "{{ registered }}")),
        p("Title", "{{ title }}"),
        p("Subtitle", "{{ subtitle }}"),
        when("box", _box()),
        _parties(),
        opening_blocks("opening"),
        when("covenant_heading", p("Heading 1", "{{ covenant_heading }}")),
        p("Formula", "{{ covenant }}"),
        each("article", "articles", article_heading(), commas("article.commas")),
        when("closing", p("Chiusura", "{{ closing }}")),
        *_signatures(),
        when("annex_list", p("Heading 1", "Elenco degli allegati", before=16), _annex_list()),
        each("annex", "annexes", _annex()),
    )


def _box() -> Xml:
    """What the act is, at a glance: label and words, without a header row."""
    line = row(cell("{{ line.label }}", style="Tabella intestazione"), cell("{{ line.words }}"))
    return table(
        (42, 113),
        rows_of("line", "box", line),
        caption="In breve",
        description="Voce e contenuto",
    )


def _parties() -> Xml:
    entries = each("entry", "group.entries", p("Parte", runs_of("entry.runs")))
    grouped = each(
        "group",
        "party_groups",
        when("group.heading", p("Gruppo di parti", "{{ group.heading }}")),
        entries,
    )
    return Xml(
        when("box", p("Congiunzione", "TRA", before=14), otherwise=[p("Congiunzione", "TRA")])
        + p("Parte", runs_of("promoter.runs"))
        + p("Congiunzione", "E")
        + grouped
        + when("parties_elsewhere", p("Comma unico", "{{ parties_elsewhere }}"))
        + when("called", p("Comma unico", "{{ called }}"))
    )


def _signatures() -> list[Xml]:
    """By the number of parties: only a short table can stay whole on one page."""
    return [
        signature_table("signatures_whole", (10, 60, 48, 37), 11),
        signature_table("signatures_short", (10, 60, 48, 37), 11),
        signature_table("signatures_medium", (10, 48, 67, 30), 8),
        signature_table("signatures_long", (12, 62, 51, 30), 8),
    ]


def _annex_list() -> Xml:
    return table(
        (12, 88, 27, 28),
        plain_rows("line", "annex_list", ("mark", "title", "nature", "published"), whole=True),
        header=("N.", "Titolo", "Natura", "Pubblicazione"),
        caption="Elenco degli allegati",
        description="Lettera, titolo, natura e pubblicazione di ciascun allegato",
    )


def _annex() -> Xml:
    titles = ("{{ annex.heading }}", "{{ annex.title }}")
    return Xml(
        when(
            "annex.starts_page",
            two_line_heading("Heading 1", *titles, new_page=True),
            otherwise=[two_line_heading("Heading 1", *titles, before=22)],
        )
        + when("annex.note", p("Nota", "{{ annex.note }}", keep=True))
        + when("annex.language_note", p("Formula", "{{ annex.language_note }}"))
        + commas("annex.commas")
        + each("comma", "annex.last_commas", _last_comma())
        + when("annex.contacts", contacts("annex.contacts"))
        + when("annex.indicators", _indicators())
        + each(
            "section",
            "annex.party_sections",
            p("Sezione di allegato", "{{ section.heading }}"),
            _party_rows(),
        )
        + when("annex.party_commitments", _party_commitments())
        + when("annex.party_allotment", _party_allotment())
        + when("annex.allotment", _allotment())
        + when("annex.resources", _resources())
        + when("annex.closing_note", p("Nota", "{{ annex.closing_note }}", before=4))
        + when("annex.signing_places", _signing_places())
    )


def _last_comma() -> Xml:
    """The one before a table of signatures, with some air below."""
    return p("Comma", "{{ comma.number }}", TAB, runs_of("comma.runs"), after=14)


def contacts(name: str) -> Xml:
    line = row(
        cell("{{ contact.party }}"),
        cell(p("Tabella", runs_of("contact.office.runs"))),
        lines_cell("contact.mailboxes"),
    )
    return table(
        (45, 42, 68),
        rows_of("contact", name, line),
        header=("Parte", "Ufficio referente", "Posta elettronica e PEC"),
        caption="Uffici referenti",
        description="Per ciascuna Parte: ufficio e caselle istituzionali",
    )


def _indicators() -> Xml:
    return table(
        (10, 72, 20, 27, 26),
        plain_rows(
            "indicator", "annex.indicators", ("number", "name", "unit", "source", "frequency")
        ),
        header=("N.", "Indicatore", "Unità", "Fonte", "Cadenza"),
        caption="Indicatori",
        description="Numero, indicatore, unità di misura, fonte e cadenza",
    )


def _party_rows() -> Xml:
    line = row(
        cell("{{ listed.number }}"),
        lines_cell("listed.name_and_code"),
        line_cell("listed.representative"),
        cell("{{ listed.authority }}"),
    )
    return table(
        (10, 62, 30, 53),
        rows_of("listed", "section.rows", line),
        header=("N.", "Ente e codice fiscale", "Rappresentante", "Titolo di legittimazione"),
        caption="Elenco delle Parti",
        description="Numero, ente e codice fiscale, rappresentante e titolo di legittimazione",
    )


def _party_commitments() -> Xml:
    line = row(
        cell("{{ promise.number }}"),
        cell("{{ promise.party }}"),
        lines_cell("promise.commitments"),
    )
    return table(
        (12, 50, 93),
        rows_of("promise", "annex.party_commitments", line),
        header=("N.", "Parte", "Impegni specifici"),
        caption="Impegni specifici",
        description="Numero, Parte e impegni che questa assume oltre a quelli comuni",
    )


def _allotment() -> Xml:
    return table(
        (62, 28, 35, 30),
        summed(
            "share", "annex.allotment", ("municipality", "inhabitants", "criterion", "places"),
            figures={1, 3},
        ),
        header=("Comune", "Abitanti", "Criterio", "Posti"),
        figures={1, 3},
        caption="Riparto",
        description="Comune, abitanti, criterio e posti; nell’ultima riga i totali",
    )  # fmt: skip


def _party_allotment() -> Xml:
    """Over forty parties: who they are and what each takes, in one table."""
    cells = (
        "{{ share.number }}", None, "{{ share.tax_code }}", "{{ share.inhabitants }}",
        "{{ share.places }}",
    )  # fmt: skip
    return table(
        (10, 68, 27, 25, 25),
        summed_rows("share", "annex.party_allotment", cells, "share.party", figures={3, 4}),
        header=("N.", "Comune o altro ente", "Codice fiscale", "Abitanti", "Posti"),
        figures={3, 4},
        caption="Elenco delle Parti e riparto",
        description="Numero, ente e titolo di legittimazione, codice fiscale, abitanti e posti; "
        "nell’ultima riga i totali",
    )


def _resources() -> Xml:
    return table(
        (60, 50, 45),
        summed("share", "annex.resources", ("party", "resource", "amount"), figures={2}),
        header=("Parte", "Risorsa", "Importo"),
        figures={2},
        caption="Risorse e oneri delle Parti",
        description="Parte, risorsa e importo; nell’ultima riga il totale",
    )


def _signing_places() -> Xml:
    line = row(
        cell("{{ place.who }}", style="Tabella intestazione"),
        cell("{{ place.filled }}"),
        height=11,
    )
    kept = rows_when("place.is_last", line, otherwise=[keeping(line)])
    return table(
        (60, 95),
        rows_of("place", "annex.signing_places", *kept),
        caption="Sottoscrizioni del patto",
        description="Spazi per luogo, data e firme",
    )


def annex() -> bytes:
    """An annex that is a file of its own: it says by itself of which act."""
    return template(
        ACT_PAGE,
        letterhead(),
        p("Title", "{{ title }}"),
        p("Subtitle", "{{ subtitle }}"),
        p("Formula", "{{ of_act }}", after=10),
        when("label", p("Formula", bold("{{ label }}"))),
        when("note", p("Nota", "{{ note }}")),
        when("contacts", contacts("contacts")),
        each("article", "articles", article_under_title(), commas("article.commas")),
    )


def accession() -> bytes:
    return template(
        ACT_PAGE,
        letterhead(),
        p("Title", "ATTO DI ADESIONE"),
        p("Subtitle", "{{ subtitle }}"),
        p("Parte", runs_of("acceding.runs")),
        opening_blocks("opening"),
        p("Heading 1", "DICHIARA"),
        commas("declarations"),
        p("Chiusura", "{{ closing }}"),
        _signature("signature", "Sottoscrizione dell’ente che aderisce"),
        p("Heading 1", "ACCETTAZIONE DELL’ADESIONE", new_page=True),
        p("Comma unico", "{{ acceptance }}", keep=True, after=8),
        _signature("acceptance_signature", "Sottoscrizione di chi accetta"),
        when(
            "annex_commitments",
            two_line_heading("Heading 1", "Allegato", "Impegni specifici", new_page=True),
            p("Comma unico", "{{ annex_lead_in }}", keep=True),
            commas("annex_commitments"),
        ),
    )


def _signature(name: str, caption: str) -> Xml:
    line = row(
        cell(
            p("Tabella", bold(f"{{{{ {name}.office }}}}")),
            p("Tabella", f"{{{{ {name}.person }}}}"),
        ),
        cell(f"{{{{ {name}.signed_as }}}}"),
        height=14,
    )
    return table(
        SIGNATURE,
        [line],
        header=(f"{{{{ {name}.for_whom }}}}", "Sottoscrizione"),
        caption=caption,
        description="Carica e forma della sottoscrizione",
    )


def transmittal() -> bytes:
    return template(
        ACT_PAGE,
        letterhead(),
        p("Protocollo e data", "{{ registered }}", TAB, "{{ place_and_day }}"),
        each("line", "addressee.lines", p("Destinatario", "{{ line }}")),
        when("addressee.place", p("Destinatario", bold("{{ addressee.place }}"))),
        each("copy", "copies", p("Destinatario", runs_of("copy.runs"), before=8)),
        p("Oggetto", "OGGETTO:", TAB, "{{ subject }}"),
        each("paragraph", "before_summary", _body_paragraph()),
        when("summary", p("Caption", "Riepilogo delle schede trasmesse"), _summary("summary")),
        when("summary", p("Normal", "{{ after_summary }}", before=10),
             otherwise=[p("Normal", "{{ after_summary }}")]),
        each("paragraph", "closing", _body_paragraph()),
        when("by_order", p("Firma", "{{ by_order }}", before=8)),
        p("Firma", bold("{{ signer_title }}")),
        each("line", "signer_lines", p("Firma", "{{ line }}")),
        p("Firma", italic("{{ signed_as }}"), after=8).replace(
            '<w:pStyle w:val="Firma"/>', '<w:pStyle w:val="Firma"/><w:keepNext w:val="0"/>'
        ),
        when("enclosures", p("Caption", "Elenco degli allegati"), _enclosures("enclosures")),
        when(
            "annex_enclosures",
            p("Heading 1", "Allegato – Elenco", new_page=True),
            p("Caption", "Riepilogo delle schede trasmesse"),
            _summary("annex_summary"),
            p("Caption", "Elenco degli allegati", before=12),
            _enclosures("annex_enclosures"),
        ),
    )  # fmt: skip


def _body_paragraph() -> Xml:
    return when(
        "paragraph.is_left",
        p("Normal", "{{ paragraph.text }}", left=True),
        otherwise=[p("Normal", "{{ paragraph.text }}")],
    )


def _summary(name: str) -> Xml:
    return table(
        (12, 30, 91, 22),
        plain_rows("sheet", name, ("number", "field", "title", "acts")),
        header=("N.", "Scheda (campo)", "Titolo della buona pratica", "Atti"),
        caption="Riepilogo delle schede",
        description="Numero progressivo, numero della scheda e del campo della circolare, titolo "
        "e atti collegati",
    )


def _enclosures(name: str) -> Xml:
    return table(
        (12, 68, 75),
        plain_rows("enclosure", name, ("mark", "title", "file_name")),
        header=("N.", "Documento", "Nome del file"),
        caption="Elenco degli allegati",
        description="Numero o lettera, documento e nome del file",
    )
