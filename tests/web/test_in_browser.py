"""The parts in a real browser: accessible, narrow, without script, by keyboard, on paper."""

import io
import json
import os
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Route,
    sync_playwright,
)
from pypdf import PdfReader

from registry.platform.assets import read_manifest
from registry.platform.web import build_assets
from registry.platform.web.parts_example import example
from registry.platform.web.templating import environment
from tests.web.pages import NOW, SURROUNDINGS
from tests.web.served import serving

CHROMIUM = os.environ.get("INTESE_CHROMIUM") or shutil.which("chromium") or ""
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is not on this machine"),
]

PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "/settings/parts": ("settings/parts.html", {}),
    "/sign-in": ("accounts/sign_in.html", {"person": None, "next": "/", "refused": "No."}),
    "/keyboard": ("site/keyboard.html", {}),
    "/accessibility": ("site/accessibility.html", {}),
    "/privacy": ("site/privacy.html", {"person": None}),
    "/problem": ("site/problem.html", {}),
    "/409": ("errors/409.html", {"sentence": "Un atto scaduto non si modifica."}),
    "/500": ("errors/500.html", {"number": "7F3A"}),
    "/503": ("errors/503.html", {}),
}

EDITOR = """
{% extends "base.html" %}
{% block title %}Scheda 7{% endblock %}
{% block breadcrumb %}{{ ui.briciole([("Schede", "/keyboard"), ("Scheda 7", none)]) }}{% endblock %}
{% block actions %}{{ ui.salvato() }}{% endblock %}
{% block content %}
  {{ ui.errori(wrong) }}
  {% call ui.modulo("/schede/7", keep="scheda", autosave="/schede/7/draft", version=4) %}
    {{ ui.campo_testo("title", "Titolo") }}
    {{ ui.campo_area("summary", "Descrizione", limit=4000) }}
    <p>{{ ui.bottone("Proponi", primary=true) }}</p>
  {% endcall %}
  <a href="#campo-summary" data-passage="333 1234567" data-near="60">Vai al testo</a>
{% endblock %}
"""

LIST = """
{% extends "base.html" %}
{% block title %}Lista{% endblock %}
{% block content %}<nav class="pagine" aria-label="Pagine">41–60 di 60</nav>{% endblock %}
"""
OF_THE_LIST = """
{% extends "base.html" %}
{% block title %}Riga 7{% endblock %}
{% block breadcrumb %}{{ ui.briciole([("Lista", "/list"), ("Riga 7", none)]) }}{% endblock %}
"""


@pytest.fixture(scope="module")
def site() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    build_assets.build()
    templates = environment(read_manifest())
    flash = [{"kind": "done", "text": "Protocollo firmato.", "undo_url": "/undo"}]
    given = {**SURROUNDINGS, "demo": True, "query": {"region": "liguria"}, "flash": flash}
    pages = {
        path: templates.get_template(name).render(
            {**given, "path": path, **(example(NOW.date()) if "parts" in name else {}), **more}
        )
        for path, (name, more) in PAGES.items()
    }
    editor = templates.from_string(EDITOR)
    pages["/schede/7/edit"] = editor.render({**SURROUNDINGS, "path": "/schede/7/edit"})
    pages["/schede/7"] = editor.render({**SURROUNDINGS, "path": "/schede/7",
                                        "wrong": {"title": "Scrivi il titolo."}})  # fmt: skip
    pages["/list"] = templates.from_string(LIST).render({**SURROUNDINGS, "path": "/list"})
    pages["/list/7"] = templates.from_string(OF_THE_LIST).render(
        {**SURROUNDINGS, "path": "/list/7"}
    )
    pages["/protocols"] = pages["/partners"] = pages["/keyboard"]
    docs = templates.get_template("api/docs.html")
    pages["/api/v1/docs"] = docs.render(language="it", description="/api/v1/openapi.json")
    pages["/api/v1/openapi.json"] = json.dumps(
        {"openapi": "3.1.0", "info": {"title": "Intese", "version": "1"}, "paths": {}}
    )
    with serving(pages) as served:
        yield served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def address(site: tuple[str, list[tuple[str, str]]]) -> str:
    return site[0]


@pytest.fixture
def received(site: tuple[str, list[tuple[str, str]]]) -> list[tuple[str, str]]:
    site[1].clear()
    return site[1]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1280, "height": 800})
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def complaints(page: Page) -> list[str]:
    """What the console says from now on: errors, and every report of the policy."""
    told: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            told.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: told.append(str(error)))
    return told


def is_focused(page: Page, selector: str) -> bool:
    return bool(page.evaluate("(s) => document.activeElement.matches(s)", selector))


@pytest.mark.parametrize("path", [*PAGES, "/schede/7"])
@pytest.mark.parametrize("width", [1280, 390])
def test_a_page_has_no_barrier_and_no_report(
    page: Page, address: str, path: str, width: int
) -> None:
    told = complaints(page)
    page.set_viewport_size({"width": width, "height": 800})

    page.goto(address + path)
    found = Axe().run(page, options={"resultTypes": ["violations"]})

    assert found.violations_count == 0, found.generate_report()
    assert told == []


@pytest.mark.parametrize("path", [*PAGES, "/schede/7"])
def test_a_page_never_scrolls_sideways_also_at_twice_its_size(
    page: Page, address: str, path: str
) -> None:
    page.goto(address + path)

    for width in (320, 390, 640, 768, 1024, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_script_everything_is_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()

    page.goto(f"{address}/settings/parts")

    assert page.get_by_role("link", name="Tasti rapidi").get_attribute("href") == "/keyboard"
    assert page.get_by_role("dialog").count() == 0
    assert page.get_by_role("button", name="Salva la bozza").is_visible()
    page.locator(".piega").first.locator("summary").click()
    assert page.get_by_role("rowheader", name="Questura di Cremona").last.is_visible()
    page.locator(".suggerito").first.hover()
    assert page.get_by_role("tooltip").first.is_visible()
    context.close()


def test_cards_keep_the_roles_of_a_table(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{address}/settings/parts")

    table = page.get_by_role("table", name="Ordine delle parti come nell’atto")

    assert table.get_by_role("rowheader", name="Questura di Cremona").is_visible()
    assert table.get_by_role("cell", name="20/11/2026").count() == 2


def test_a_phone_shows_the_narrow_lifeline_and_paper_the_wide_one(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{address}/settings/parts")
    wide, narrow = page.locator("svg.larga"), page.locator("svg.stretta")

    assert (wide.is_visible(), narrow.is_visible()) == (False, True)
    page.emulate_media(media="print")
    assert (wide.is_visible(), narrow.is_visible()) == (True, False)


def test_paper_has_its_line_all_the_groups_and_no_action(page: Page, address: str) -> None:
    page.goto(f"{address}/settings/parts")

    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    text = " ".join("\n".join(sheet.extract_text() for sheet in reader.pages).split())

    assert "Intese · Le parti delle pagine · stampato il" in text
    assert text.count("Questura di Cremona") == 2
    assert "Attende la firma" in text
    assert "Salva la bozza" not in text
    assert "Informativa privacy" not in text


def test_slash_goes_to_the_search_and_escape_comes_back(page: Page, address: str) -> None:
    page.goto(f"{address}/keyboard")

    page.keyboard.press("/")
    assert is_focused(page, "[data-search]")
    page.keyboard.type("j/k")

    assert page.locator("[data-search]").input_value() == "j/k"
    page.keyboard.press("Escape")
    assert not is_focused(page, "[data-search]")


def test_j_and_k_walk_the_rows_and_enter_opens_one(page: Page, address: str) -> None:
    page.goto(f"{address}/settings/parts")

    for key in "jjjk":
        page.keyboard.press(key)

    rows = page.locator("[data-row]")
    assert "scelta-riga" in (rows.nth(1).get_attribute("class") or "")
    assert page.evaluate("document.activeElement.closest('[data-row]') !== null")


def test_a_click_anywhere_on_a_row_follows_its_link(page: Page, address: str) -> None:
    page.goto(f"{address}/settings/parts")

    page.locator("tr[data-row] td.c-stato").nth(1).click()

    assert page.url.endswith("#parte-2")


def test_g_and_a_letter_go_to_a_section(page: Page, address: str) -> None:
    page.goto(f"{address}/keyboard")

    page.keyboard.press("g")
    page.keyboard.press("p")

    page.wait_for_url("**/protocols")


def test_the_question_mark_shows_the_keys_which_can_be_switched_off(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/privacy")

    page.keyboard.press("?")
    assert page.get_by_role("dialog", name="Tasti rapidi").is_visible()
    page.get_by_role("button", name="Tasti rapidi: accesi. Spegnili").click()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("?")

    assert page.get_by_role("dialog").count() == 0
    page.get_by_role("link", name="Tasti rapidi").click()
    assert page.get_by_role("button", name="Tasti rapidi: spenti. Accendili").is_visible()


def test_a_list_is_found_again_with_its_filters_order_and_page(page: Page, address: str) -> None:
    page.goto(f"{address}/list?q=crema&sort=-name&page=3")
    page.goto(f"{address}/list/7")

    page.keyboard.press("Escape")

    page.wait_for_url(f"{address}/list?q=crema&sort=-name&page=3")
    assert page.locator("[data-sections] a").first.get_attribute("href") == "/"


def test_escape_hides_a_tooltip_and_then_goes_back_to_the_list(page: Page, address: str) -> None:
    page.goto(f"{address}/settings/parts")
    page.locator(".suggerito").first.focus()
    tip = page.get_by_role("tooltip")
    assert tip.first.is_visible()

    page.keyboard.press("Escape")

    assert tip.count() == 0
    assert page.url.endswith("/settings/parts")


def test_what_was_said_can_be_undone_for_ten_seconds(page: Page, address: str) -> None:
    page.clock.install()
    page.clock.pause_at(datetime.now() + timedelta(seconds=1))
    page.goto(f"{address}/settings/parts")
    undo = page.get_by_role("button", name="Annulla")
    assert undo.is_visible()

    page.clock.fast_forward(9_000)
    assert undo.is_visible()
    page.clock.fast_forward(2_000)

    assert undo.count() == 0
    assert page.get_by_text("Protocollo firmato.").is_visible()


def test_z_undoes_the_last_thing(page: Page, address: str, received: list[tuple[str, str]]) -> None:
    page.goto(f"{address}/settings/parts")

    with page.expect_response("**/undo"):
        page.keyboard.press("z")

    assert [path for path, _body in received] == ["/undo"]
    assert received[0][1].startswith("csrf_token=seal&once=")


def test_text_that_never_arrived_is_offered_again(page: Page, address: str) -> None:
    page.goto(f"{address}/schede/7/edit")
    page.get_by_label("Descrizione").fill("Un testo lungo, scritto a mano.")
    page.wait_for_timeout(600)

    page.goto(f"{address}/schede/7/edit")
    assert page.get_by_label("Descrizione").input_value() == ""
    page.get_by_role("button", name="Riprendi il testo").click()

    assert page.get_by_label("Descrizione").input_value() == "Un testo lungo, scritto a mano."


def test_text_sent_to_a_form_that_came_back_is_still_kept(page: Page, address: str) -> None:
    page.goto(f"{address}/schede/7/edit")
    page.get_by_label("Descrizione").fill("Un testo lungo.")
    page.get_by_role("button", name="Proponi").click()
    page.wait_for_url("**/schede/7")

    page.goto(f"{address}/schede/7/edit")

    assert page.get_by_role("button", name="Riprendi il testo").is_visible()


def test_text_that_arrived_is_forgotten(page: Page, address: str) -> None:
    page.goto(f"{address}/schede/7/edit")
    page.get_by_label("Descrizione").fill("Un testo lungo.")
    page.evaluate("document.querySelector('main form').setAttribute('data-keep', 'other')")
    page.evaluate("document.querySelector('main form').action = '/nowhere'")
    page.get_by_role("button", name="Proponi").click()

    page.goto(f"{address}/keyboard")

    assert page.evaluate("Object.keys(sessionStorage).filter((n) => n.endsWith(':other'))") == []


def test_a_form_that_came_back_takes_the_focus_to_what_is_wrong(page: Page, address: str) -> None:
    page.goto(f"{address}/schede/7")

    assert is_focused(page, "[role=alert]")
    page.get_by_role("link", name="Scrivi il titolo.").click()
    assert is_focused(page, "#campo-title")


def test_a_pause_in_writing_saves(
    page: Page, address: str, received: list[tuple[str, str]]
) -> None:
    page.goto(f"{address}/schede/7/edit")

    page.get_by_label("Titolo").press_sequentially("Volo")
    page.get_by_text("Salvato alle").wait_for()

    assert [path for path, _body in received] == ["/schede/7/draft"]


def test_two_people_on_one_text_are_told(page: Page, address: str) -> None:
    page.goto(f"{address}/schede/7/edit")
    page.route("**/draft", lambda route: route.fulfill(status=409))

    page.get_by_label("Titolo").fill("Volontariato")
    page.keyboard.press("Alt+s")

    page.get_by_text("Non salvato: qualcuno ha cambiato questa pagina").wait_for()


def test_who_was_faster_is_named_and_a_button_leads_to_both_versions(
    page: Page, address: str, received: list[tuple[str, str]]
) -> None:
    page.goto(f"{address}/schede/7/edit")
    why = "Legal Cr ha cambiato questa scheda alle 9:10, mentre ci lavoravi."
    page.route("**/draft", lambda route: route.fulfill(
        status=409, body=why, content_type="text/plain; charset=utf-8"))  # fmt: skip

    page.get_by_label("Titolo").fill("Volontariato")
    page.keyboard.press("Alt+s")
    page.get_by_text(f"Non salvato. {why}").wait_for()
    page.get_by_role("button", name="Guarda le due versioni").click()
    page.wait_for_url(f"{address}/schede/7")

    assert [path for path, _body in received] == ["/schede/7"]
    assert "title=Volontariato" in received[0][1]


def test_after_a_save_only_the_fields_that_changed_are_seen_anew(page: Page, address: str) -> None:
    page.goto(f"{address}/schede/7/edit")
    opened = page.locator("input[name=seen]").input_value()
    headers = {"X-Version": "5", "X-Seen": "title=12345678"}
    page.route("**/draft", lambda route: route.fulfill(status=204, headers=headers))

    page.get_by_label("Titolo").fill("Volontariato")
    page.keyboard.press("Alt+s")
    page.get_by_text("Salvato alle").wait_for()

    title, summary = page.locator("input[name=seen]").input_value().split()
    assert title == "title=12345678"
    assert summary in opened.split()


def test_who_leaves_takes_the_kept_texts_away(page: Page, address: str) -> None:
    page.goto(f"{address}/schede/7/edit")
    page.get_by_label("Descrizione").fill("Un testo riservato.")
    page.wait_for_timeout(600)

    assert "riservato" in page.evaluate("JSON.stringify(sessionStorage)")
    page.get_by_role("button", name="Esci").click()

    assert "riservato" not in page.evaluate("JSON.stringify(sessionStorage)")


def test_a_save_now_says_when_and_keeps_the_new_version(
    page: Page, address: str, received: list[tuple[str, str]]
) -> None:
    page.goto(f"{address}/schede/7/edit")
    page.get_by_label("Titolo").fill("Volontariato")

    page.keyboard.press("Alt+s")
    page.get_by_text("Salvato alle").wait_for()

    assert received[0][0] == "/schede/7/draft"
    assert "title=Volontariato" in received[0][1]
    assert page.locator("input[name=version]").input_value() == "5"


def test_a_save_that_fails_says_so_and_keeps_the_text(page: Page, address: str) -> None:
    page.goto(f"{address}/schede/7/edit")
    page.route("**/draft", lambda route: route.abort())
    page.get_by_label("Titolo").fill("Volontariato")

    page.keyboard.press("Alt+s")

    page.get_by_text("Non salvato: la rete non risponde.").wait_for()
    assert page.get_by_label("Titolo").input_value() == "Volontariato"


def test_a_field_that_could_not_be_saved_is_named_and_its_text_is_kept(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/schede/7/edit")
    told = "Salvato, tranne questo campo: Titolo"
    page.route("**/draft", lambda route: route.fulfill(
        status=200, headers={"X-Version": "5", "X-Unsaved": quote(told)}))  # fmt: skip

    page.get_by_label("Titolo").fill("Volontariato")
    page.wait_for_timeout(600)
    page.keyboard.press("Alt+s")
    page.get_by_text(told).wait_for()

    assert page.locator("input[name=version]").input_value() == "5"
    page.goto(f"{address}/schede/7/edit")
    assert page.get_by_role("button", name="Riprendi il testo").is_visible()


def test_a_button_pressed_while_a_save_is_under_way_goes_on_from_it(
    page: Page, address: str, received: list[tuple[str, str]]
) -> None:
    page.goto(f"{address}/schede/7/edit")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/draft", hold)

    page.get_by_label("Titolo").fill("Volontariato")
    with page.expect_request("**/draft"):
        page.keyboard.press("Alt+s")
    page.get_by_role("button", name="Proponi").click()
    page.wait_for_timeout(300)
    before = list(received)
    held[0].fulfill(status=204, headers={"X-Version": "9"})
    page.wait_for_url(f"{address}/schede/7")

    assert before == []
    assert [path for path, _body in received] == ["/schede/7"]
    assert "version=9" in received[0][1]


def test_going_to_the_text_chooses_the_passage(page: Page, address: str) -> None:
    page.goto(f"{address}/schede/7/edit")
    page.get_by_label("Descrizione").fill(f"333 1234567 {'x' * 50} e ancora 333 1234567.")

    page.get_by_role("link", name="Vai al testo").click()

    assert is_focused(page, "#campo-summary")
    chosen = page.evaluate(
        "[document.activeElement.selectionStart, document.activeElement.selectionEnd]"
    )
    assert chosen == [72, 83]


def test_control_and_enter_send_the_form(page: Page, address: str) -> None:
    page.goto(f"{address}/schede/7/edit")
    page.get_by_label("Titolo").focus()

    page.keyboard.press("Control+Enter")

    page.wait_for_url("**/schede/7", wait_until="commit")


def test_a_password_can_be_shown(page: Page, address: str) -> None:
    page.goto(f"{address}/sign-in")
    page.get_by_label("Password").fill("segreta")

    page.get_by_role("button", name="Mostra").click()

    assert page.get_by_label("Password").get_attribute("type") == "text"


def test_characters_are_counted_against_their_limit(page: Page, address: str) -> None:
    page.goto(f"{address}/schede/7/edit")

    page.get_by_label("Descrizione").fill("x" * 1234)

    assert page.get_by_text("1.234 caratteri su 4.000").is_visible()


def test_on_a_phone_the_strip_starts_at_the_present_section(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{address}/keyboard")

    here = page.locator("[data-sections] [aria-current]")

    assert here.evaluate("(a) => a.getBoundingClientRect().right <= innerWidth")


def test_the_two_bars_are_88_pixels_high(page: Page, address: str) -> None:
    page.goto(f"{address}/privacy")

    heights = page.evaluate(
        "['.ente', '.barra'].map((s) => document.querySelector(s).offsetHeight)"
    )

    assert sum(heights) == 88


def test_the_page_of_the_api_runs_on_what_we_serve(page: Page, address: str) -> None:
    told = complaints(page)

    page.goto(f"{address}/api/v1/docs")

    page.get_by_role("heading", name="Intese").wait_for()
    assert told == []
