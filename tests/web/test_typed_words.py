"""What people typed is told as Italian on pages in another language, whatever the template."""

from collections.abc import Iterator

import pytest
from jinja2 import Environment

from registry.platform.i18n import _, gettext, lazy, ours, speaking
from registry.platform.web.templating import environment
from registry.platform.web.typed_words import settled
from tests.web.pages import SURROUNDINGS, SameNames

NAME = "Comune di Gussola"
TYPED = f'<span lang="it">{NAME}</span>'


@pytest.fixture(scope="module")
def english() -> Environment:
    return environment(SameNames(), language="en")


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with speaking("en"):
        yield


def shown(english: Environment, source: str, **values: object) -> str:
    return settled(english.from_string(source).render({**SURROUNDINGS, **values}))


def test_typed_words_are_told_and_our_own_are_not(english: Environment) -> None:
    assert shown(english, "<p>{{ _('Ufficio') }}: {{ name }}</p>", name=NAME) == (
        f"<p>Office: {TYPED}</p>"
    )


def test_words_that_python_said_are_known_too(english: Environment) -> None:
    assert shown(english, "<b>{{ word }}</b>", word=_("Ufficio")) == "<b>Office</b>"
    assert shown(english, "<b>{{ word }}</b>", word=str(lazy("Ufficio"))) == "<b>Office</b>"
    assert shown(english, "<b>{{ word }}</b>", word=ours("5 May 2026")) == "<b>5 May 2026</b>"


def test_what_fills_the_blanks_of_a_message_is_told(english: Environment) -> None:
    by_template = shown(english, "<p>{{ _('da %(who)s', who=name) }}</p>", name=NAME)
    by_python = shown(english, "<p>{{ said }}</p>", said=gettext("Invio {name}").format(name=NAME))

    assert by_template == f"<p>by {TYPED}</p>"
    assert by_python == f"<p>Batch {TYPED}</p>"


def test_a_row_of_our_words_and_theirs_is_told_apart(english: Environment) -> None:
    row = f"{NAME}, {_('Ufficio')}."

    assert shown(english, "<p>{{ row }}</p>", row=row) == f"<p>{TYPED}, Office.</p>"


@pytest.mark.parametrize("value", [12, "12,5", "TRASM_CR_2026_0001", "a@b.it", "", "01_a.docx"])
def test_numbers_names_of_files_and_addresses_are_of_no_language(
    english: Environment, value: object
) -> None:
    assert shown(english, "<p>{{ value }}</p>", value=value) == f"<p>{value}</p>"


def test_a_long_text_made_to_look_like_a_message_is_looked_at_once(english: Environment) -> None:
    text = "Invio di schede di " * 200_000

    assert "Batch" in shown(english, "{{ _('Invio %(name)s', name='x') }}<p>{{ t }}</p>", t=text)


def test_an_attribute_holds_no_element_and_a_field_says_its_language(english: Environment) -> None:
    assert shown(english, '<a title="{{ name }}" href="/x">y</a>', name=NAME) == (
        f'<a title="{NAME}" href="/x">y</a>'
    )
    assert shown(english, '<input name="{{ n }}" value="{{ name }}">', n="title", name=NAME) == (
        f'<input lang="it" name="title" value="{NAME}">'
    )
    assert shown(english, '<input name="{{ n }}" value="">', n="title") == (
        '<input name="title" value="">'
    )
    assert shown(english, "<textarea>\n{{ name }}</textarea>", name=NAME) == (
        f'<textarea lang="it">\n{NAME}</textarea>'
    )
    assert shown(english, "<option value='1'>{{ name }}</option>", name=NAME) == (
        f"<option lang=\"it\" value='1'>{NAME}</option>"
    )


def test_titles_drawings_and_hidden_fields_stay_plain(english: Environment) -> None:
    for source in (
        "<title>{{ name }}</title>",
        "<svg><text>{{ name }}</text></svg>",
        '<input type="hidden" value="{{ name }}">',
        "<!-- {{ name }} -->",
    ):
        assert shown(english, source, name=NAME) == source.replace("{{ name }}", NAME)


def test_what_is_typed_is_still_escaped(english: Environment) -> None:
    text = shown(english, "<p>{{ name }}</p>", name='<img src=x onerror="alert(1)"> di')

    assert text == ('<p><span lang="it">&lt;img src=x onerror=&#34;alert(1)&#34;&gt; di</span></p>')


def test_signs_that_somebody_typed_change_nothing(english: Environment) -> None:
    assert shown(english, "<p>{{ name }}</p>", name="\ue000</p>\ue001\ue000 di") == (
        '<p><span lang="it">&lt;/p&gt;</span> di</p>'
    )


def test_an_example_of_ours_in_italian_quotation_marks_is_told(english: Environment) -> None:
    assert shown(english, "<p>{{ _('Scrivi il valore, per esempio «circa 100».') }}</p>") == (
        '<p>Write the value, for example «<span lang="it">circa 100</span>».</p>'
    )


def test_a_page_in_italian_is_as_it_is_written() -> None:
    italian = environment(SameNames())
    with speaking("it"):
        page = italian.from_string("<p>{{ _('Ufficio') }}: {{ name }} «sì»</p>")

        assert (
            settled(page.render({**SURROUNDINGS, "name": NAME})) == f"<p>Ufficio: {NAME} «sì»</p>"
        )
