"""English is whole: no word of ours stays Italian, and what people typed is told as Italian."""

import re
from collections.abc import Iterator

import httpx
import pytest
from babel.messages.pofile import read_po
from lxml import html

from registry.platform.i18n import BLANK, CATALOGUES
from tests.journeys.crawling import EXAMPLES, Found, crawl
from tests.journeys.served import Site
from tests.journeys.test_crawl import PEOPLE, signs_in

pytestmark = pytest.mark.xdist_group("demo")

ITALIAN = frozenset({
    "il", "gli", "uno", "una", "di", "del", "dello", "della", "dei", "degli", "delle", "dal",
    "dalla", "dai", "dagli", "dalle", "allo", "alla", "ai", "agli", "alle", "nel", "nella", "nei",
    "nelle", "sul", "sulla", "ed", "che", "chi", "con", "tra", "fra", "più", "anche", "ancora",
    "già", "questo", "questa", "quello", "ogni", "tutti", "tutte", "sono", "viene", "stato",
    "quando", "dove", "senza",
})  # fmt: skip
"""Words that hold sentences together, and that no English sentence has."""
ENGLISH = frozenset({
    "the", "of", "and", "with", "for", "from", "that", "this", "which", "not", "was", "has", "have",
    "been", "its",
})  # fmt: skip
WORD = re.compile(r"(?<![\w@./-])[^\W\d_]+(?![\w@-]|\.\w)")

with (CATALOGUES / "en.po").open("rb") as file:
    MESSAGES = [m for m in read_po(file, locale="en") if m.id and isinstance(m.id, str)]
ITALIAN_ONES = {str(m.id) for m in MESSAGES}
ENGLISH_ONES = {str(m.string) for m in MESSAGES}
LEFT = {text for text in ITALIAN_ONES - ENGLISH_ONES if not BLANK.search(text)}
"""Messages as they are in Italian, when English says them otherwise."""
OURS = {text for text in ENGLISH_ONES - ITALIAN_ONES if len(text.split()) > 1}
"""What only we say, in English."""

Said = tuple[str, bool]
"""A text of the page, and whether it is told to be Italian."""


@pytest.fixture
def client(demo_site: Site) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=demo_site.address, timeout=60) as opened:
        yield opened


@pytest.mark.parametrize("role", PEOPLE)
def test_no_page_of_a_role_mixes_italian_with_english(client: httpx.Client, role: str) -> None:
    signs_in(client, PEOPLE[role])
    client.cookies.set("language", "en")

    faults = [
        f"{found.path}: {fault}"
        for found in crawl(client, each=1)
        if found.page is not None and not found.shape.startswith(EXAMPLES)
        for fault in faults_of(found)
    ]

    assert not faults, "\n".join(faults)


def faults_of(found: Found) -> Iterator[str]:
    assert found.page is not None
    assert found.page.get("lang") == "en"
    for text, is_italian in texts_of(found.page):
        words = {word.lower() for word in WORD.findall(text)}
        if is_italian:
            if text in OURS or (words & ENGLISH and not words & ITALIAN):
                yield f"English told as Italian: «{text}»"
        elif words & ITALIAN or text in LEFT:
            yield f"Italian: «{text}»"
    for label in attributes_of(found.page):
        if label in LEFT:
            yield f"Italian in an attribute: «{label}»"


def texts_of(page: html.HtmlElement) -> Iterator[Said]:
    """What is read. A drawing is left out: the same stands in the table below it."""
    for text in page.xpath("//body//text()[not(ancestor::script or ancestor::svg)]"):
        words = " ".join(str(text).split())
        element = text.getparent() if text.is_text else text.getparent().getparent()
        if words:
            yield words, bool(element.xpath("ancestor-or-self::*[@lang='it']"))


def attributes_of(page: html.HtmlElement) -> Iterator[str]:
    names = ("aria-label", "placeholder", "title", "alt", "data-words", "data-done", "data-on")
    for name in names:
        for value in page.xpath(f"//body//@{name}[not(ancestor::svg)]"):
            yield " ".join(str(value).split())
