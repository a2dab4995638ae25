"""What the macros write: words beside tints, roles that survive cards, hostile text escaped."""

from datetime import date

import pytest
from jinja2 import UndefinedError

from registry.platform.statuses import STATUSES, Tint
from tests.web.pages import read, rendered, row, said

HOSTILE = "<script>alert(1)</script>\"' onfocus=x"


def test_a_status_is_an_icon_and_a_word() -> None:
    pill = read(rendered('{{ ui.stato("protocol:signing") }}'))

    assert said(pill) == "Alla firma"
    assert pill.xpath(".//use/@href") == ["/assets/sprite.svg#it-arrow-right"]


def test_a_status_may_hold_a_detail() -> None:
    assert said(read(rendered('{{ ui.stato("party:acceded", "03/11/2026") }}'))) == (
        "Ha aderito il 03/11/2026"
    )
    assert said(read(rendered('{{ ui.stato("scheda:returned", "2 richieste") }}'))) == (
        "Restituita: 2 richieste"
    )


@pytest.mark.parametrize("key", STATUSES)
def test_every_status_has_an_icon_that_exists_a_word_and_a_tint(key: str) -> None:
    pill = read(rendered("{{ ui.stato(key) }}", key=key))

    assert said(pill)
    assert STATUSES[key].tint in Tint


def test_a_status_that_is_not_in_the_table_is_a_bug() -> None:
    with pytest.raises(KeyError, match="protocol:sleeping"):
        rendered('{{ ui.stato("protocol:sleeping") }}')


def test_an_icon_that_we_do_not_serve_is_a_bug() -> None:
    with pytest.raises(KeyError, match="facebook"):
        rendered('{{ icon("facebook") }}')


def test_a_part_that_does_not_exist_is_a_bug() -> None:
    with pytest.raises(UndefinedError, match="bottoni"):
        rendered("{{ ui.bottoni() }}")


def test_a_date_shows_its_words_and_what_was_understood() -> None:
    shown = read(
        rendered(
            '{{ ui.data_capita("dall’anno 2001", first, last, rule="Vale tutto il 2001.") }}',
            first=date(2001, 1, 1),
            last=date(2001, 12, 31),
        )
    )

    assert said(shown.xpath(".//*[@class='inteso']")[0]) == "tra il 01/01/2001 e il 31/12/2001"
    words = shown.xpath(".//b[@tabindex='0']")[0]
    assert words.text == "dall’anno 2001"
    tip = shown.xpath(f".//*[@id='{words.get('aria-describedby')}']")[0]
    assert (tip.get("role"), said(tip)) == ("tooltip", "Vale tutto il 2001.")


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        (date(2010, 10, 13), date(2010, 10, 13), "giorno esatto"),
        (None, date(2020, 12, 31), "non dopo il 31/12/2020"),
        (date(2019, 5, 1), None, "non prima del 01/05/2019"),
        (None, None, "data non capita"),
    ],
)
def test_a_day_that_nobody_wrote_is_never_shown(
    earliest: date | None, latest: date | None, words: str
) -> None:
    shown = rendered("{{ ui.data_capita('x', a, b) }}", a=earliest, b=latest)

    assert said(read(shown).xpath(".//*[@class='inteso']")[0]) == words


def test_in_a_dense_list_what_was_understood_waits_in_the_tooltip() -> None:
    shown = read(
        rendered('{{ ui.data_capita("fine 2027", a, none, dense=true) }}', a=date(2027, 9, 1))
    )

    assert not shown.xpath(".//*[@class='inteso']")
    assert "non prima del 01/09/2027" in said(shown)


TABLE = """
{% macro situazione(row) %}{{ ui.stato(row.status) }}{% endmacro %}
{{ ui.tabella("Parti", [
  colonna("N.", "n", kind="number", card="hidden"),
  colonna("Parte", "name", main=true, sort="name"),
  colonna("Firma", "signed_on", kind="day", sort="signed_on"),
  colonna("Stato", situazione, card="badge"),
  colonna("Nota", "remark"),
], rows, link="href", asks="asks", group="kind", sorted_by="name") }}
"""


def parties() -> list[object]:
    facts = {"n": 1, "href": "/a", "signed_on": date(2026, 11, 16), "remark": "", "asks": False}
    return [
        row(**facts | {"name": "Questura", "kind": "Stato", "status": "party:signed"}),
        row(**facts | {"name": HOSTILE, "kind": "Comuni", "status": "party:signed"}),
        row(**facts | {"name": "Comune di Gussola", "kind": "Comuni", "asks": True, "n": 1284,
                       "signed_on": None, "status": "party:awaiting_signature"}),
    ]  # fmt: skip


def test_a_table_keeps_its_roles_when_it_becomes_cards() -> None:
    table = read(rendered(TABLE, rows=parties())).xpath(".//table")[0]

    assert table.get("role") == "table"
    assert {part.get("role") for part in table.xpath("./thead | ./tbody")} == {"rowgroup"}
    assert {part.get("role") for part in table.xpath(".//tr")} == {"row"}
    assert {cell.get("role") for cell in table.xpath(".//td")} == {"cell"}
    assert {cell.get("data-l") for cell in table.xpath(".//td")} == {"N.", "Firma", "Stato", "Nota"}


def test_a_row_is_named_by_its_main_cell_which_holds_its_link() -> None:
    names = read(rendered(TABLE, rows=parties())).xpath(".//tbody//th[@scope='row']/a")

    assert [said(name) for name in names] == ["Questura", HOSTILE, "Comune di Gussola"]
    assert names[0].get("href") == "/a"


def test_hostile_text_in_a_cell_stays_text() -> None:
    written = rendered(TABLE, rows=parties())

    assert "<script" not in written
    assert "&lt;script&gt;alert(1)" in written


def test_rows_that_ask_are_marked_and_groups_open_when_they_change() -> None:
    table = read(rendered(TABLE, rows=parties()))

    assert [said(group) for group in table.xpath(".//tr[@class='gruppo']")] == ["Stato", "Comuni"]
    assert len(table.xpath(".//tr[@class='qui']")) == 1


def test_a_missing_day_is_a_dash_and_a_missing_word_is_nothing() -> None:
    last = read(rendered(TABLE, rows=parties())).xpath(".//tr[@class='qui']/td")

    assert [said(cell) for cell in last] == ["1.284", "–", "Attende la firma", ""]


def test_headers_sort_by_links_that_keep_the_filters_and_leave_the_page() -> None:
    query = {"sort": "-signed_on", "status": "signed", "page": "3"}
    name, signed = read(rendered(TABLE, rows=parties(), query=query)).xpath(".//thead//th[a]")

    assert name.get("aria-sort") is None
    assert name.xpath("./a/@href") == ["?sort=name&status=signed"]
    assert signed.get("aria-sort") == "descending"
    assert signed.xpath("./a/@href") == ["?sort=signed_on&status=signed"]


def test_a_table_without_a_main_column_is_a_bug() -> None:
    with pytest.raises(ValueError, match="main=true"):
        rendered('{{ ui.tabella("x", [colonna("A", "a")], []) }}')


def test_a_folded_group_is_open_when_a_row_asks() -> None:
    source = TABLE.replace("ui.tabella(", "ui.tabella_piegata(").replace('group="kind"', '"kind"')
    source = source.replace(', link="href", asks="asks", "kind"', ', "kind", asks="asks"')
    folds = read(rendered(source, rows=parties())).xpath(".//details")

    assert [(said(fold.find("summary")), fold.get("open") is not None) for fold in folds] == [
        ("Stato", False),
        ("Comuni", True),
    ]


def test_what_changes_something_is_a_form_with_its_token() -> None:
    form = read(rendered('{{ ui.azione_post("Archivia", "/protocols/1/archive") }}')).find("form")

    assert (form.get("method"), form.get("action")) == ("post", "/protocols/1/archive")
    assert form.xpath("./input[@name='csrf_token']/@value") == ["seal"]


def test_the_row_of_a_repeated_action_is_told_to_who_does_not_see_it() -> None:
    link = read(rendered('{{ ui.azione("Sollecita", "/x", about="Comune di Gussola") }}'))

    assert said(link) == "Sollecita: Comune di Gussola"


def test_the_meter_says_each_field_in_words() -> None:
    fields = [
        row(number=7, name="Coinvolgimento", status="scheda:act_missing", href="/s/7", current=True)
    ]
    cell = read(rendered("{{ ui.misura(fields) }}", fields=fields)).xpath(".//a")[0]

    assert said(cell) == "7 Coinvolgimento Manca l’atto"
    assert cell.get("aria-current") == "page"


def test_the_life_of_an_act_has_one_present_step() -> None:
    steps = [
        row(label="Schema inviato", note="02/11/2026", state="done"),
        row(label="Alla firma", note="29 di 34", state="now"),
        row(label="In vigore", note="dopo la comunicazione", state="next"),
    ]
    life = read(rendered("{{ ui.vita(steps) }}", steps=steps))

    assert [said(step) for step in life.xpath(".//li[@aria-current='step']")] == [
        "Alla firma 29 di 34"
    ]


def test_a_work_that_runs_asks_for_itself_and_says_that_one_may_leave() -> None:
    work = row(title="Raccolta", status="job:running", done=214, total=1180, doing="scheda 215",
               left="circa 2 minuti", href="/jobs/4", failed=[], verbs=[],
               retry_url="")  # fmt: skip
    panel = read(rendered("{{ ui.lavoro(work) }}", work=work)).find("section")

    assert panel.get("hx-get") == "/jobs/4"
    assert "214 su 1.180 · scheda 215 · circa 2 minuti" in said(panel)
    assert "Puoi chiudere la pagina" in said(panel)


def test_a_work_that_failed_stops_asking_and_lets_retry_what_failed() -> None:
    failed = [row(label="invio-09.zip", reason="manca l’elenco")]
    work = row(title="Invii", status="job:failed", done=36, total=37, doing="", left="",
               href="/jobs/4", failed=failed, verbs=[], retry_url="/jobs/4/retry")  # fmt: skip
    panel = read(rendered("{{ ui.lavoro(work) }}", work=work)).find("section")

    assert panel.get("hx-get") is None
    assert said(panel.xpath(".//form[@action='/jobs/4/retry']//button")[0]) == "Riprova questo"


def test_facts_that_are_missing_are_said_to_be_missing() -> None:
    facts = read(rendered('{{ ui.dati([("Codice IPA", none), ("Atti", 0)]) }}'))

    assert [said(value) for value in facts.xpath(".//dd")] == ["non indicato", "0"]


def test_what_was_just_said_can_be_undone() -> None:
    flash = [{"kind": "done", "text": HOSTILE, "undo_url": "/partners/3/restore"}]
    told = read(rendered("{{ ui.esiti(flash) }}", flash=flash))

    assert HOSTILE in said(told)
    assert told.xpath(".//form/@action") == ["/partners/3/restore"]
    assert told.xpath("./div/@aria-live") == ["polite"]
