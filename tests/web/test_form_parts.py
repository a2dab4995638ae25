"""Forms that come back: filled in, with the words beside each field, and nobody else's words."""

import pytest
from lxml.html import HtmlElement

from tests.web.pages import read, rendered, said, typed

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
