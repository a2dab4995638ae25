"""The guide says what the pages say: its labels, its keys, its dates, its links."""

import re
from pathlib import Path

import pytest

from registry.platform.settings import ROOT
from tools import guide

GUIDE = ROOT / "docs/guida"
PAGES = sorted(GUIDE.glob("*.md"))
SOURCES = [
    path
    for folder in ("templates/html", "registry", "good_practices", "intese")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in (".html", ".py")
]
KEYS = ROOT / "templates/html/parts/frame.html"


def plain(text: str) -> str:
    return text.replace("’", "'")


def said(path: Path) -> str:
    return plain(path.read_text("utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_is_in_bold_is_written_on_a_page(page: Path) -> None:
    labels = re.findall(r"\*\*(.+?)\*\*", said(page))
    sources = "\n".join(said(path) for path in SOURCES)

    assert [label for label in labels if label not in sources] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_its_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_table_of_dates_is_what_the_reader_of_dates_understands() -> None:
    assert guide.PAGE.read_text("utf-8") == guide.fresh()


def test_every_key_of_the_pages_is_told() -> None:
    told = said(GUIDE / "tasti.md")
    keys = re.search(r"macro tasti\(\)(.+?)endmacro", said(KEYS), re.DOTALL)

    assert keys
    does = re.findall(r'\], _\("(.+?)"\)\)', keys[1])
    assert len(does) == 13
    assert [words for words in does if words not in told] == []


def test_every_role_has_its_page_in_the_index() -> None:
    index = (GUIDE / "README.md").read_text("utf-8")

    assert [
        page.name for page in PAGES if page.name != "README.md" and page.name not in index
    ] == []
