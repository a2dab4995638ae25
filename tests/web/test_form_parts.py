"""Forms that come back: filled in, with the words beside each field, and nobody else's words."""

from typing import Any

import pytest
from litestar.datastructures import FormMultiDict
from lxml.html import HtmlElement

from registry.platform.errors import Stale
from registry.platform.web.form_parts import saved_as
from tests.web.pages import NOW, read, rendered, said, typed

HOSTILE = '"><script>alert(1)</script>'

ONE_FORM = """
{{ ui.errori(wrong) }}
{% call ui.modulo("/partners/3/edit", version=4) %}
  {{ ui.campo_testo("name", "Nome", "Comune di Crema", required=true, help="Come nell’atto.") }}
  {{ ui.campo_area("notes", "Note", "vecchie", limit=4000) }}
  {{ ui.campo_scelta("kind", "Tipo", [("comune", "Comune"), ("Sanità", [("asl", "ASL")])], "asl") }}
  {{ ui.campo_radio("formal", "Formalizzata?", [("yes", "Sì"), ("no", "No")], "yes") }}
  {{ ui.campo_caselle("aims", "Chi", [("minors", "Minori"), ("women", "Donne")], ["women"]) }}
  {{ ui.campo_casella("is_public", "Si può pubblicare", checked=true) }}
  {{ ui.campo_testo("secret", "Password", "never shown", type="password") }}
{% endcall %}
"""


def field(form: HtmlElement, name: str) -> HtmlElement:
    return form.xpath(f".//*[@name='{name}']")[0]


def test_a_fresh_form_shows_what_we_know() -> None:
    form = read(rendered(ONE_FORM))

    assert field(form, "name").get("value") == "Comune di Crema"
    assert field(form, "notes").text.strip() == "vecchie"
    assert form.xpath(".//option[@selected]/@value") == ["asl"]
    assert form.xpath(".//input[@checked]/@value") == ["yes", "women", "yes"]
    assert field(form, "version").get("value") == "4"
    assert field(form, "csrf_token").get("value") == "seal"


def test_a_form_that_came_back_shows_what_was_typed() -> None:
    came = typed(name=HOSTILE, notes="nuove\nrighe", kind="comune", aims=["minors", "women"])
    form = read(rendered(ONE_FORM, typed=came, path="/partners/3/edit"))

    assert field(form, "name").get("value") == HOSTILE
    assert field(form, "notes").text.lstrip("\n") == "nuove\nrighe"
    assert form.xpath(".//option[@selected]/@value") == ["comune"]
    assert form.xpath(".//input[@checked]/@value") == ["minors", "women"]


def test_the_first_line_of_a_text_is_not_eaten_when_it_is_empty() -> None:
    written = rendered(ONE_FORM, typed=typed(notes="\nsotto"), path="/partners/3/edit")

    assert ">\n\nsotto</textarea>" in written


def test_a_password_is_never_written_back() -> None:
    came = typed(name="x", secret="hunter2")

    assert "hunter2" not in rendered(ONE_FORM, typed=came, path="/partners/3/edit")
    assert "never shown" not in rendered(ONE_FORM)


def test_a_wrong_field_is_tied_to_its_sentence() -> None:
    wrong = {"name": "Scrivi il nome."}
    form = read(rendered(ONE_FORM, wrong=wrong, typed=typed(name=""), path="/partners/3/edit"))
    name = field(form, "name")

    assert name.get("aria-invalid") == "true"
    ids = name.get("aria-describedby").split()
    assert [said(form.xpath(f".//*[@id='{one}']")[0]) for one in ids] == [
        "Scrivi il nome.",
        "Come nell’atto.",
    ]


@pytest.mark.parametrize(
    ("n_wrong", "title"),
    [(1, "C’è un punto da correggere"), (3, "Ci sono 3 punti da correggere")],
)
def test_the_summary_counts_and_links_to_each_field(n_wrong: int, title: str) -> None:
    wrong = dict(list({"name": "A", "notes": "B", "": "C"}.items())[:n_wrong])
    form = read(rendered(ONE_FORM, wrong=wrong, path="/partners/3/edit"))
    summary = form.xpath(".//*[@role='alert']")[0]

    assert said(summary.find(".//h2")) == title
    for link in summary.xpath(".//a/@href"):
        assert form.xpath(f".//*[@id='{link.removeprefix('#')}'][@name]")


TWO_FORMS = """
{{ ui.errori(wrong) }}
{% call ui.modulo("/partners/3/names") %}{{ ui.campo_testo("words", "Nome", "uno") }}{% endcall %}
{% call ui.modulo("/partners/3/codes") %}{{ ui.campo_testo("words", "Codice", "due") }}{% endcall %}
"""


def test_two_forms_with_the_same_field_do_not_share_ids() -> None:
    ids = read(rendered(TWO_FORMS, path="/partners/3")).xpath(".//@id")

    assert len(ids) == len(set(ids)) == 2


def test_only_the_form_that_came_back_shows_what_was_wrong_and_typed() -> None:
    written = rendered(
        TWO_FORMS,
        path="/partners/3/codes",
        wrong={"words": "Codice errato."},
        typed=typed(words="zzz"),
    )
    names, codes = read(written).xpath(".//form")

    assert field(names, "words").get("value") == "uno"
    assert "Codice errato." not in said(names)
    assert field(codes, "words").get("value") == "zzz"
    assert field(codes, "words").get("id") == "campo-words"
    assert "Codice errato." in said(codes)


def test_a_choice_among_several_is_a_group_with_its_name() -> None:
    group = read(rendered(ONE_FORM)).xpath(".//fieldset[@role='radiogroup']")[0]

    assert said(group.find("legend")) == "Formalizzata? (facoltativo)"
    assert len(group.xpath(".//input[@type='radio']")) == 2
    assert len(set(group.xpath(".//input/@id"))) == 2


FASTER = Stale(
    "Legal Cr ha cambiato questo partner alle 9:10, mentre ci lavoravi.",
    told="Legal Cr ha cambiato questo partner alle 9:10",
    wrote="Legal Cr ha scritto:",
    happened="Cambiato il partner",
    at=NOW,
)
EDITED = (
    ONE_FORM.replace('"Comune di Crema"', '"Comune di Crema e Soncino"')
    .replace('"vecchie"', '"le sue"')
    .replace('["women"]', '["minors"]')
    .replace("checked=true", "checked=false")
)
AT = "/partners/3/edit"


def seen_in(form: HtmlElement) -> str:
    return str(field(form, "seen").get("value"))


def after_somebody(**mine: Any) -> HtmlElement:
    """The form as it comes back: opened, sent with ``mine``, and edited meanwhile."""
    as_opened = {
        "name": "Comune di Crema", "notes": "vecchie", "kind": "asl", "formal": "yes",
        "aims": "women", "is_public": "yes", "version": "4",
        "seen": seen_in(read(rendered(ONE_FORM))),
    }  # fmt: skip
    return read(rendered(EDITED, typed=as_opened | mine, stale=FASTER, path=AT))


def looked_at(form: HtmlElement) -> list[str]:
    return [said(link) for link in form.xpath(".//form//li/a")]


def test_a_form_that_came_second_says_who_and_which_fields_to_look_at() -> None:
    form = after_somebody(notes="le mie")

    assert said(form.xpath(".//*[@role='alert']//h2")[0]) == FASTER.told
    assert looked_at(form) == ["Nome", "Note", "Chi", "Si può pubblicare"]
    for link in form.xpath(".//form//li/a/@href"):
        assert form.xpath(f".//*[@id='{link.removeprefix('#')}']")


def test_where_both_wrote_ours_stands_and_theirs_is_beside_it() -> None:
    form = after_somebody(notes="le mie")

    beside = form.xpath(".//*[@id='altra-campo-notes']")[0]
    assert field(form, "notes").text.lstrip("\n") == "le mie"
    assert said(beside).startswith("Legal Cr ha scritto: le sue Tieni questa versione")
    assert [said(mark) for mark in beside.xpath(".//mark")] == ["sue"]
    assert field(form, "instead.notes").get("value") == '["le sue"]'
    assert "altra-campo-notes" in field(form, "notes").get("aria-describedby").split()


def test_what_only_they_changed_is_there_and_can_be_put_back() -> None:
    form = after_somebody()

    assert field(form, "name").get("value") == "Comune di Crema e Soncino"
    assert field(form, "instead.name").get("value") == '["Comune di Crema"]'
    assert form.xpath(".//input[@name='aims'][@checked]/@value") == ["minors"]
    assert form.xpath(".//input[@name='is_public'][@checked]") == []
    assert "Quando hai aperto la pagina diceva: Donne" in said(form)


def test_what_only_we_changed_is_nobody_s_business() -> None:
    form = after_somebody(kind="comune", formal="no")

    assert form.xpath(".//option[@selected]/@value") == ["comune"]
    assert form.xpath(".//input[@name='formal'][@checked]/@value") == ["no"]
    assert {"Tipo", "Formalizzata?"}.isdisjoint(looked_at(form))


def test_texts_that_differ_by_spaces_and_empty_lines_are_the_same() -> None:
    form = after_somebody(notes=" le sue \r\n\r\n")

    assert "Note" not in looked_at(form)


def test_a_field_that_the_page_had_not_takes_nothing_away() -> None:
    opened = " ".join(
        one for one in seen_in(read(rendered(ONE_FORM))).split() if not one.startswith("notes=")
    )
    form = after_somebody(seen=opened, notes="")

    assert field(form, "notes").text.strip() == "le sue"
    assert "Note" not in looked_at(form)


def test_the_form_that_came_second_goes_on_from_the_new_version() -> None:
    form = after_somebody()

    now = read(rendered(EDITED))
    assert seen_in(form) == seen_in(now) != seen_in(read(rendered(ONE_FORM)))


def test_a_form_with_a_mistake_keeps_the_version_that_was_opened() -> None:
    opened = seen_in(read(rendered(ONE_FORM)))
    came = typed(name="", version="3", seen=opened)
    form = read(rendered(EDITED, typed=came, wrong={"name": "Scrivi il nome."}, path=AT))

    assert field(form, "version").get("value") == "3"
    assert seen_in(form) == opened


@pytest.mark.parametrize("version", ["", "tre", "9" * 5000, "²", ["1", "2"]])
def test_a_version_that_is_no_number_is_that_of_the_registry(version: Any) -> None:
    came = typed(name="x", version=version, seen="")

    form = read(rendered(ONE_FORM, typed=came, path=AT))

    assert field(form, "version").get("value") == "4"


def test_an_autosave_answers_with_what_the_fields_now_say() -> None:
    opened = seen_in(read(rendered(ONE_FORM)))
    sent = FormMultiDict([("seen", opened), ("name", "Comune di Crema e Soncino"),
                          ("notes", "le sue"), ("kind", "asl"), ("formal", "yes"),
                          ("aims", "minors")])  # fmt: skip

    headers = saved_as(5, sent)

    now = set(seen_in(read(rendered(EDITED))).split())
    assert headers["X-Version"] == "5"
    assert set(headers["X-Seen"].split()) == now - set(opened.split())
    assert len(headers["X-Seen"].split()) == 4


LINES = """
{% call ui.modulo("/x", version=1) %}{% for one in forms.lines("rows", known, blank="", spare=1) %}
{{ ui.campo_testo("rows.%s.days" % loop.index0, "Giorni", one) }}{% endfor %}{% endcall %}
"""


@pytest.mark.parametrize(
    ("typed_rows", "n"), [({}, 2), ({"rows.3.days": "lunedì"}, 5), ({"rows.3.days": ""}, 2),
                          ({"rows.999999999.days": "lunedì"}, 2), ({"rows.x": "lunedì"}, 2)],
)  # fmt: skip
def test_lines_that_were_typed_have_their_place(typed_rows: dict[str, str], n: int) -> None:
    form = read(rendered(LINES, known=["sabato"], typed=typed_rows, path="/x"))

    assert len(form.xpath(".//input[@type='text']")) == n


LABELLED = """
{{ ui.errori(wrong) }}
{% call ui.modulo("/acts") %}
  {{ ui.campo_testo("title", "Titolo") }}
  {{ ui.campo_testo("parties.0.name", "Parte 1") }}
  {{ ui.campo_radio("kind", "Tipo", [("a", "Accordo")]) }}
{% endcall %}
{{ forms.place("file", "campo-allegato", "Atto allegato") }}
"""


def test_each_line_of_what_is_wrong_begins_with_its_field_and_leads_to_it() -> None:
    wrong = {
        "title": "Manca.\nÈ <b>corto</b>.", "parties": "Serve una parte.", "kind": "Scegli.",
        "file": "Scegli un file.", "nowhere": "Che cos'è?", "": "Riprova domani.",
    }  # fmt: skip

    page: Any = read(rendered(LABELLED, path="/acts", wrong=wrong))

    told = [
        (" ".join(one.text_content().split()), *one.xpath(".//a/@href"))
        for one in page.find_class("errori")[0].iter("li")
    ]
    assert told == [
        ("Titolo – Manca.", "#campo-title"),
        ("Titolo – È <b>corto</b>.", "#campo-title"),
        ("Parte 1 – Serve una parte.", "#campo-parties.0.name"),
        ("Tipo – Scegli.", "#campo-kind"),
        ("Atto allegato – Scegli un file.", "#campo-allegato"),
        ("Che cos'è?", "#campo-nowhere"),
        ("Riprova domani.",),
    ]
    assert "Ci sono 7 punti da correggere" in page.text_content()
    assert page.get_element_by_id("errore-campo-title").text_content().startswith("Manca.È")
