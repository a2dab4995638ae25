"""Days, hours and numbers as people write them; the frame of the pages."""

from datetime import UTC, date, datetime

import pytest
from jinja2 import UndefinedError

from registry.platform.i18n import speaking
from registry.platform.web import templating
from tests.web.pages import page, read, rendered, said


def test_an_instant_is_told_on_the_clock_of_rome() -> None:
    summer = datetime(2026, 7, 1, 22, 5, tzinfo=UTC)

    assert templating.moment(summer) == "02/07/2026 alle 0:05"
    assert templating.day(summer) == "02/07/2026"


def test_what_is_not_there_is_a_dash() -> None:
    assert templating.day(None) == templating.moment(None) == templating.number(None) == "–"


@pytest.mark.parametrize(
    ("n", "words"), [(3341, "3.341"), (999, "999"), (1284000, "1.284.000"), (18.4, "18,4")]
)
def test_thousands_are_separated_by_points(n: float, words: str) -> None:
    assert templating.number(n) == words


def test_the_first_of_the_month_is_an_ordinal() -> None:
    assert templating.long_day(date(2026, 12, 1)) == "martedì 1° dicembre 2026"
    assert templating.long_day(date(2026, 11, 21)) == "sabato 21 novembre 2026"


def test_sizes_are_told_in_the_unit_that_people_use() -> None:
    assert templating.size(412_345) == "412\u00a0kB"
    assert templating.size(18_400_000) == "18,4\u00a0MB"
    assert templating.size(12) == "1\u00a0kB"
    assert templating.size(0) == "vuoto"


def test_numbers_follow_the_language_of_the_request() -> None:
    with speaking("en"):
        assert templating.number(3341) == "3,341"


def test_a_name_that_nobody_gave_is_a_bug() -> None:
    with pytest.raises(UndefinedError):
        rendered("{{ partner }}")


def test_the_frame_says_who_i_am_and_where_i_am() -> None:
    frame = read(page("site/keyboard.html"))

    assert "Prefettura – Ufficio Territoriale del Governo di Cremona" in said(frame)
    assert [said(a) for a in frame.xpath(".//nav[@data-sections]//a[@aria-current='page']")] == [
        "Protocolli"
    ]
    assert said(frame.xpath(".//nav[@data-sections]//a")[0]) == "Oggi 4 da fare"


def test_who_has_not_signed_in_sees_how_to_enter_and_no_section() -> None:
    frame = read(page("site/privacy.html", person=None))

    assert frame.xpath(".//header//a[@href='/sign-in']")
    assert not frame.xpath(".//nav[@data-sections]")


def test_the_title_is_one_for_tab_heading_and_paper() -> None:
    frame = read(page("site/keyboard.html"))

    assert said(frame.xpath(".//title")[0]) == "Tasti rapidi – Intese"
    assert said(frame.xpath(".//h1")[0]) == "Tasti rapidi"
    assert said(frame.xpath(".//*[@class='solo-stampa']")[0]).startswith(
        "Intese · Tasti rapidi · stampato il 23/11/2026 alle 9:12"
    )


def test_a_demonstration_says_that_it_is_one() -> None:
    assert "Registro dimostrativo" in page("site/keyboard.html", demo=True)
    assert "Registro dimostrativo" not in page("site/keyboard.html")


@pytest.mark.parametrize("status", [403, 404, 409, 500])
def test_an_error_page_keeps_what_was_typed_and_says_what_to_do(status: int) -> None:
    shown = page(f"errors/{status}.html", sentence="Può firmare solo il dirigente.", number="7F3A")

    assert "data-keep-typed" in shown
    assert read(shown).xpath(".//main//a[contains(@class, 'btn')]")
    assert ("7F3A" if status == 500 else "Può firmare solo il dirigente.") in shown


def test_the_page_of_a_registry_that_is_down_asks_nothing_of_it() -> None:
    shown = templating.environment({"sprite.svg": "s", "favicon.svg": "f", "intese.css": "c"})

    assert "torna tra poco" in shown.get_template("errors/503.html").render(language="it")


def test_no_template_has_inline_style_or_script() -> None:
    sources = [path.read_text("utf-8") for path in templating.TEMPLATES.rglob("*.html")]

    assert sources
    for source in sources:
        assert " style=" not in source
        assert "<style" not in source
        assert "onclick" not in source
        assert "<script>" not in source


def test_values_in_a_message_are_escaped_and_percent_signs_are_free() -> None:
    assert rendered('{{ _("ingrandito al 200% e oltre") }}') == "ingrandito al 200% e oltre"
    assert rendered('{{ _("Cerca %(q)s", q="<b>") }}') == "Cerca &lt;b&gt;"
    assert rendered('{{ ngettext("%(num)s atto", "%(num)s atti", 1284) }}') == "1.284 atti"
