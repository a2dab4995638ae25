"""Pieces of pages rendered as the program renders them, and read as HTML."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment
from lxml import html

from registry.platform.clock import ROME
from registry.platform.web.templating import environment

NOW = datetime(2026, 11, 23, 9, 12, tzinfo=ROME)

PERSON = SimpleNamespace(
    name="Area IV",
    key="area-iv",
    office_name="Prefettura – Ufficio Territoriale del Governo di Cremona",
    role="legal",
    role_label="Ufficio legale",
    sections=[
        SimpleNamespace(href="/", label="Oggi", count=4, current=False),
        SimpleNamespace(href="/protocols", label="Protocolli", count=0, current=True),
        SimpleNamespace(href="/partners", label="Partner", count=0, current=False),
        SimpleNamespace(href="/networks", label="Reti", count=0, current=False),
        SimpleNamespace(href="/schede", label="Modelli e clausole", count=0, current=False),
    ],
)

SURROUNDINGS: dict[str, Any] = {
    "person": PERSON,
    "path": "/protocols",
    "query": {},
    "csrf_token": "seal",
    "flash": [],
    "demo": False,
    "unheard": [],
    "now": NOW,
    "language": "it",
}


class SameNames(dict[str, str]):
    """A manifest where every asset is called by its own name."""

    def __missing__(self, name: str) -> str:
        return name


@cache
def templates() -> Environment:
    return environment(SameNames())


def rendered(source: str, **context: Any) -> str:
    """What a page that says only ``source`` would write."""
    return templates().from_string(source).render({**SURROUNDINGS, **context})


def page(name: str, **context: Any) -> str:
    return templates().get_template(name).render({**SURROUNDINGS, **context})


def read(written: str) -> html.HtmlElement:
    return html.fromstring(f"<div>{written}</div>")


def said(element: html.HtmlElement) -> str:
    """The text of an element with its spaces tidied."""
    return " ".join(element.text_content().split())


def row(**facts: Any) -> SimpleNamespace:
    return SimpleNamespace(**facts)


def typed(**fields: Any) -> Mapping[str, Any]:
    return fields
