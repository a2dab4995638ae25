"""The policy: complete, told to people as it is, and in words that say what to do."""

import re

import pytest

from registry.platform.gate.inside.targets import reach
from registry.platform.gate.policy import KINDS, LINKS, RULES, SENTENCES, SORTS
from tools import gate_page

CODES = {
    "empty", "too_large", "wrong_type", "extension_mismatch", "macro", "external_link",
    "embedded_object", "encrypted", "active_content", "zip_bomb", "zip_unsafe", "xml_unsafe",
    "damaged", "timeout",
}  # fmt: skip
PLACES = {
    "https://www.interno.gov.it/": "web", "ftp://a.b": "web", " HTTP://a.b": "web",
    "h\tttp://a": "web", "%68ttps://a.b": "web", "mailto:a@b.it": "contact", "tel:+39": "contact",
    "cid:image001.png@01D": "contact", "": "nowhere", "#art1": "nowhere", "NULL": "nowhere",
    "about:blank": "nowhere", "allegato.docx": "relative", "../a.docx": "relative",
    "www.interno.it": "relative", "C:\\a.dot": "drive", "file:///C:/a.dot": "drive",
    "file:C:\\a": "drive", "\\\\?\\C:\\a": "drive", "file://localhost/c:/a": "drive",
    "/etc/passwd": "path", "file:///etc/passwd": "path",
    "file://localhost/Users/a/b.png": "drive", "Macintosh HD:Users:a:b": "path",
    "\\\\host\\share\\a": "share", "//host/a": "share", "file://host/a": "share",
    "file:////host/a": "share", "file:///\\\\host\\a": "share", "\\\\?\\UNC\\host\\a": "share",
    "file:///%5C%5Chost%5Ca": "share", "ms-msdt:/id x": "program", "search-ms:query=a": "program",
    "mhtml:http://a!x-usc:http://b": "program", "vnd.sun.star.script:a.b": "program",
    "data:text/html,a": "data", "javascript:void(0)": "unknown", "notes://a/b": "unknown",
}  # fmt: skip


@pytest.mark.parametrize("target", PLACES)
def test_where_a_link_leads_is_told_however_it_is_written(target: str) -> None:
    assert reach(target) == PLACES[target]


def test_the_codes_are_those_of_the_public_surface() -> None:
    assert {rule.code for rule in RULES.values()} == set(SENTENCES) == CODES


def test_every_link_has_an_answer() -> None:
    places = set(PLACES.values())

    assert all(answers.keys() == places for answers in LINKS.values())
    assert {rule for of_it in LINKS.values() for rule in of_it.values() if rule} <= set(RULES)


def test_the_page_for_people_says_what_the_policy_says() -> None:
    assert gate_page.PAGE.read_text("utf-8") == gate_page.fresh()
    assert all(f"`.{kind}`" in gate_page.PAGE.read_text("utf-8") for kind in KINDS)


def test_whoever_is_refused_is_told_what_to_do() -> None:
    """What is wrong, and then what to do; or what is wanted instead."""
    short = [
        name
        for name, rule in RULES.items()
        if rule.is_refused and not re.search(r"[.:] ?[\w{].+", str(rule.sentence))
    ]

    assert short == []


def test_every_sort_can_be_said_after_is() -> None:
    assert all(re.match(r"(un|una|un'|di|dell)", str(words)) for words in SORTS.values())
