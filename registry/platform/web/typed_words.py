"""What people typed, on a page in another language: it stays Italian, and the page says so.

Whoever listens to a page hears each word in its own language only if the page tells which is
which (WCAG 3.1.2). No template has to: every value that a template writes passes through
``marked``, which knows our own words (they were told in this language a moment before) and puts
signs around the others; ``settled`` reads the finished page and makes of the signs a
``<span lang="it">`` in text, ``lang="it"`` on a field that holds them, nothing elsewhere.

On Italian pages nothing of this happens.
"""

import re
from collections.abc import Mapping

from markupsafe import Markup

from registry.platform.i18n import SOURCE_LANGUAGE, WORD, Span, Told, told_so_far

OPENS, CLOSES = "\ue000", "\ue001"
"""Signs of the private use area: no text has them, no escaping changes them."""
CODE = re.compile(r"\S*[\d@_/.]\S*")
"""A number, an address, a file's name: of no language."""
ITALIAN = re.compile(rf"{OPENS}(?P<held>[^{OPENS}{CLOSES}]*){CLOSES}|«(?P<quoted>[^«»{OPENS}]+)»")
"""What is Italian in a text: what stands between the signs, and what our own messages give as
an example, which they quote as Italian does, «dal 2010», and not “as English does”."""
SIGNS = re.compile(f"[{OPENS}{CLOSES}]")
TYPED_VALUE = re.compile(rf"\svalue=[\"']{OPENS}")

ATTRIBUTES = r"""(?:[^<>"']|"[^"]*"|'[^']*')*"""
NOT_TEXT = re.compile(
    rf"""<!--.*?-->|<(script|style|svg|title)\b{ATTRIBUTES}>.*?</\1\s*>
    |<(?P<field>option|textarea)\b{ATTRIBUTES}>(?P<inside>.*?)</(?P=field)\s*>
    |<(?P<tag>/?\w+)?{ATTRIBUTES}>""",
    re.DOTALL | re.VERBOSE,
)


def marked(value: object) -> object:
    """The value with signs around the words in it that are not ours; Jinja's ``finalize``."""
    told = told_so_far()
    if told is None or not isinstance(value, str) or isinstance(value, Markup):
        return value
    if value not in told.seen:
        told.seen[value] = _marked(value, told)
    return told.seen[value]


def marked_values(values: Mapping[str, object]) -> dict[str, object]:
    """The same for what fills the blanks of a message."""
    return {name: marked(value) for name, value in values.items()}


def _marked(text: str, told: Told) -> str:
    if not WORD.search(text) or CODE.fullmatch(text) or told.is_ours(text) or OPENS in text:
        return text
    blanks = told.filled_in(text)
    if blanks is not None:
        return _with_marked_blanks(text, blanks, told)
    return _in_parts(text, told) or f"{OPENS}{text}{CLOSES}"


def _with_marked_blanks(text: str, blanks: list[Span], told: Told) -> str:
    parts, at = [], 0
    for start, end in blanks:
        parts += [text[at:start], _marked(text[start:end], told)]
        at = end
    return "".join([*parts, text[at:]])


def _in_parts(text: str, told: Told) -> str:
    """A row of things, some of them ours: «3 to decide, seen by Anna Bianchi.»"""
    for sign in (" · ", "; ", ", ", "."):
        parts = text.split(sign)
        if len(parts) > 1 and any(_is_ours(part, told) for part in parts):
            return sign.join(_marked(part, told) for part in parts)
    return ""


def _is_ours(part: str, told: Told) -> bool:
    text = part.removesuffix(".")
    return bool(WORD.search(text)) and (told.is_ours(text) or told.filled_in(text) is not None)


def settled(page: str) -> str:
    """The finished page: of the signs, what a browser understands."""
    if told_so_far() is None:
        return page
    parts, at = [], 0
    for found in NOT_TEXT.finditer(page):
        parts += [_in_text(page[at : found.start()]), _in_element(found)]
        at = found.end()
    return "".join([*parts, _in_text(page[at:])])


def _in_text(text: str) -> str:
    return SIGNS.sub("", ITALIAN.sub(_span, text))


def _span(found: re.Match[str]) -> str:
    said = f'<span lang="{SOURCE_LANGUAGE}">{found["quoted"] or found["held"]}</span>'
    return f"«{said}»" if found["quoted"] else said


def _in_element(found: re.Match[str]) -> str:
    """A tag, or an element whose text is not marked up; a field that holds typed words says so."""
    text = found[0]
    if OPENS not in text:
        return text
    holds = OPENS in (found["inside"] or "") or (
        found["tag"] == "input" and TYPED_VALUE.search(text) and 'type="hidden"' not in text
    )
    plain = SIGNS.sub("", text)
    name = found["field"] or found["tag"]
    return plain.replace(f"<{name}", f'<{name} lang="{SOURCE_LANGUAGE}"', 1) if holds else plain
