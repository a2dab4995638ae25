"""Another act in words: the one that this carries out, changes, or is joined."""

from registry.dates.words import prep
from registry.platform.documents.italian import APOSTROPHE, with_article, with_preposition
from registry.platform.documents.need import WordBook
from registry.protocols.letters.data import CitedAct
from registry.protocols.letters.words import ending, on_day, repertory_words

ELIDING = ("8", "11")
"""Days that want «l’» in front."""


def put_cited(words: WordBook, act: CitedAct, path: str = "parent") -> None:
    """``parent.the_title``, ``parent.of_short``, ``parent.on_day`` …; ``path``: where it stood."""
    words.put(**_names(act), **_numbers(act))
    what = f"giorno della firma {with_preposition('di', act.article, act.short_name)}"
    for name, preposition in (("on_day", "il"), ("of_day", "di")):
        words.ask(f"parent.{name}", _day(act, preposition), f"{path}.signed_on", what)


def _names(act: CitedAct) -> dict[str, str]:
    return {
        "parent_the_short": with_article(act.article, act.short_name),
        "parent_of_short": with_preposition("di", act.article, act.short_name),
        "parent_to_short": with_preposition("a", act.article, act.short_name),
        "parent_by_short": with_preposition("da", act.article, act.short_name),
        "parent_the_title": with_article(act.article, act.title),
        "parent_of_title": with_preposition("di", act.article, act.title),
        "parent_to_title": with_preposition("a", act.article, act.title),
        "parent_o": ending(act.gender),
        "parent_subject": act.subject,
        "parent_short_subject": act.short_subject or act.subject,
    }


def _numbers(act: CitedAct) -> dict[str, str]:
    registered = repertory_words(act.repertory) if act.repertory else ""
    by = f" {act.registered_by}" if act.registered_by and registered else ""
    known = [f"{registered}{by}"] if registered else []
    return {
        "parent_known": "; ".join([*known, f"di seguito «{act.short_name}»"]),
        "parent_registered": f" ({registered})" if registered else "",
        "parent_ends": f", fissata {on_day(act.ends_on, 'a')}" if act.ends_on else "",
    }


def _day(act: CitedAct, preposition: str) -> str:
    """«il 16 aprile 2026», «del 22 e 23 settembre 2015»."""
    if act.signed_on:
        return prep(act.signed_on, preposition, apostrophe=APOSTROPHE)
    words = act.signed_words.strip()
    if not words or not words[0].isdigit():
        return words and f"in data {words}"
    is_elided = words.split(maxsplit=1)[0] in ELIDING
    before = {"il": ("il ", f"l{APOSTROPHE}"), "di": ("del ", f"dell{APOSTROPHE}")}[preposition]
    return f"{before[is_elided]}{words}"
