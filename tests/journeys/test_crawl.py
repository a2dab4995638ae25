"""Every page of the demo registry, as each role finds it: nothing broken, and no barrier."""

from collections import defaultdict
from collections.abc import Iterator

import httpx
import pytest
from lxml import html
from playwright.sync_api import Page

from intese.demo import PASSWORD
from tests.journeys.conftest import Sitting
from tests.journeys.crawling import Found, crawl, faults_of, kinds_of
from tests.journeys.looking import complaints, faults_to_see
from tests.journeys.served import Site

pytestmark = pytest.mark.xdist_group("demo")

PEOPLE = {
    "operator": "operatore.cremona@demo.example",
    "head": "dirigente.cremona@demo.example",
    "legal": "legale.cremona@demo.example",
    "network_manager": "reti.genova@demo.example",
    "ministry": "esame@demo.example",
    "admin": "amministratore@demo.example",
}
SEEN: dict[str, set[str]] = defaultdict(set)
"""The kinds of elements that a browser has already seen on the pages of each place."""


@pytest.fixture
def client(demo_site: Site) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=demo_site.address, timeout=30) as opened:
        yield opened


def signs_in(client: httpx.Client, email: str) -> None:
    page = html.fromstring(client.get("/sign-in").text)
    token = str(page.xpath("string(//*[@name='csrf_token']/@value)"))
    typed = {"csrf_token": token, "email": email, "password": PASSWORD, "next": "/"}
    assert client.post("/sign-in", data=typed).status_code == 303


@pytest.mark.parametrize("role", PEOPLE)
def test_every_page_of_a_role_answers_whole_and_without_a_barrier(
    client: httpx.Client, in_the_demo: Sitting, demo_site: Site, role: str
) -> None:
    signs_in(client, PEOPLE[role])
    page = in_the_demo().page
    page.context.add_cookies(
        [{"name": n, "value": v, "url": demo_site.address} for n, v in client.cookies.items()]
    )
    told = complaints(page)

    faults: list[str] = []
    for found in crawl(client):
        faults += faults_of(found)
        if is_new_to_the_browser(found):
            faults += [f"{found.path}: {fault}" for fault in looks_at(page, demo_site, found.path)]
            faults += [f"{found.path} told the console: {words}" for words in told]
            told.clear()

    assert not faults, "\n".join(faults)
    assert "error" not in [
        line for line in demo_site.log.splitlines() if '"level": "error"' in line
    ]


def is_new_to_the_browser(found: Found) -> bool:
    """Pages of a place differ by status, filter and role: each is opened for what is new on it."""
    seen = SEEN[found.shape.partition("?")[0]]
    if found.page is None or kinds_of(found) <= seen:
        return False
    seen |= kinds_of(found)
    return True


def looks_at(page: Page, site: Site, path: str) -> list[str]:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(site.address + path)
    return faults_to_see(page)
