"""What each setting is and what it changes, in the words of the page; who signs, by kind."""

import re
from typing import NamedTuple

from registry.platform.documents.italian import APOSTROPHE, Article
from registry.platform.i18n import lazy


class Setting(NamedTuple):
    label: str
    what: str
    """What it changes."""


OFFICE = {
    "unit_name": Setting(
        lazy("Unità organizzativa"),
        lazy("sta sotto il nome dell'ufficio, in testa ad atti e lettere"),
    ),
    "head_title": Setting(
        lazy("Chi firma"),
        lazy("il titolo sotto la lettera di trasmissione e nelle parti degli atti"),
    ),
    "seat_words": Setting(
        lazy("Indirizzo della sede"), lazy("nelle parti degli atti e al piede delle lettere")
    ),
    "tax_code": Setting(lazy("Codice fiscale"), lazy("nelle parti degli atti")),
    "email": Setting(
        lazy("Posta elettronica"),
        lazy("la casella a cui lettere e schede rinviano per i chiarimenti"),
    ),
    "certified_email": Setting(
        lazy("Posta elettronica certificata"),
        lazy("al piede delle lettere e nell'elenco degli uffici"),
    ),
}
TIMES = {
    "days_for_renewal": Setting(
        lazy("Giorni per preparare un rinnovo"),
        lazy("nelle scadenze: quanto prima del termine va cominciato"),
    ),
    "days_for_notice": Setting(
        lazy("Giorni per preparare una disdetta"),
        lazy("nelle scadenze: quanto prima dell'ultimo giorno utile va cominciata"),
    ),
}
SETTINGS = OFFICE | TIMES

HEADS = {
    "prefettura": "Il Prefetto",
    "commissariato_governo": "Il Commissario del Governo",
    "presidenza_regione": "Il Presidente della Regione",
}
"""Who signs for offices of each kind: Italian, as in the acts."""

# The articles of the units that offices have; others are named as they are.
_UNITS = {
    "area": Article.ELIDED, "ufficio": Article.ELIDED, "servizio": Article.IL,
    "settore": Article.IL, "gabinetto": Article.IL, "segreteria": Article.LA,
    "sportello": Article.LO, "direzione": Article.LA, "divisione": Article.LA,
}  # fmt: skip


def head_of(kind: str, head_title: str) -> str:
    """«Il Prefetto»: as the office has written it, or as offices of its kind say."""
    return head_title.strip() or HEADS.get(kind, "")


def split_title(title: str) -> tuple[Article, str]:
    """«Il Prefetto» is the article «il» and the title «Prefetto»."""
    for article in (Article.IL, Article.LO, Article.LA):
        if title.lower().startswith(f"{article} "):
            return article, title[len(article) + 1 :].strip()
    elided = re.match(r"l['’]\s*", title, re.IGNORECASE)
    if elided:
        return Article.ELIDED, title[elided.end() :]
    return Article.NONE, title


def short_unit(unit_name: str) -> str:
    """«Area IV» from «Area IV – Diritti civili, cittadinanza …»."""
    return re.split(r"\s+[–—-]\s+", unit_name.strip(), maxsplit=1)[0]


def unit_with_article(unit_name: str) -> str:
    """«l'Area IV»: as a letter refers to it."""
    short = short_unit(unit_name)
    article = _UNITS.get(short.partition(" ")[0].lower())
    if article is None:
        return short
    return f"l{APOSTROPHE}{short}" if article is Article.ELIDED else f"{article} {short}"
