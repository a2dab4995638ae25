"""The one Jinja environment of the pages: strict, always escaping, in the reader's language.

A name that does not exist crashes; a text is escaped unless our own code made it markup. On
pages in another language what people typed is told as Italian (``typed_words``).
``wrong`` (field → sentence), ``typed`` (what the person had typed) and ``stale`` (who was
faster) default to nothing, so that a page gives them only when a form comes back. ``ui`` is
always there, without an import: every macro of ``templates/html/parts``, knowing the request
that is being answered.
"""

import secrets
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.runtime import Context
from markupsafe import Markup

from registry.platform import clock
from registry.platform.clock import ROME
from registry.platform.i18n import (
    SOURCE_LANGUAGE,
    _,
    current_language,
    figure,
    gettext,
    ngettext,
    ours,
    pgettext,
)
from registry.platform.statuses import status
from registry.platform.web import lifeline_drawing, parts
from registry.platform.web.form_parts import Forms
from registry.platform.web.icons import ICONS
from registry.platform.web.typed_words import marked, marked_values

TEMPLATES = Path(__file__).resolve().parents[3] / "templates" / "html"
ASSETS_URL = "/assets/"


class Kit:
    """The macros of the parts, each file evaluated when a page first uses one of its macros."""

    def __init__(self, made: Environment, given: dict[str, Any]) -> None:
        self._environment, self._given = made, given

    def __getattr__(self, name: str) -> Any:
        files: dict[str, str] = self._environment.globals["part_files"]  # type: ignore[assignment]  # ours
        if name not in files:
            raise AttributeError(name)
        module = self._environment.get_template(files[name]).make_module(self._given, shared=True)
        self.__dict__.update(vars(module))
        return self.__dict__[name]


class PageContext(Context):
    """What a page knows: what it was given, and ``ui``."""

    def resolve_or_missing(self, key: str) -> Any:
        if key in ("ui", "forms") and "ui" not in self.parent:
            self.parent["ui"] = Kit(self.environment, self.parent)
            self.parent["forms"] = Forms(self.parent)
        return super().resolve_or_missing(key)


class PageTemplate(Template):
    """A page that is read again once it is made: the list of what is wrong stands on top, and
    what the fields are called is told below it."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        context = self.new_context(dict(*args, **kwargs))
        try:
            html = self.environment.concat(self.root_render_func(context))
        except Exception:
            self.environment.handle_exception()
        forms: Forms | None = context.parent.get("forms")
        return forms.settled(html) if forms is not None else html


def environment(
    manifest: Mapping[str, str], *, folder: Path = TEMPLATES, language: str = SOURCE_LANGUAGE
) -> Environment:
    """The environment of every page. ``manifest`` tells where each asset is."""
    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=None if language == SOURCE_LANGUAGE else marked,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.context_class, made.template_class = PageContext, PageTemplate
    made.install_gettext_callables(message, plural, pgettext=in_sense)  # type: ignore[attr-defined]  # the extension adds it
    made.filters.update(FILTERS)
    made.globals.update(FUNCTIONS)
    made.globals["asset"] = lambda name: ASSETS_URL + manifest[name]
    made.globals["icon"] = parts.icon_maker(ASSETS_URL + manifest["sprite.svg"], ICONS)
    made.globals["part_files"] = dict(_part_files(made))
    return made


def message(text: str, **values: object) -> Markup:
    """``_`` in templates: our own words as markup, with escaped values at ``%(name)s``.

    Unlike Jinja's, a message without values may hold a percent sign.
    """
    said = Markup(gettext(text))  # noqa: S704  messages are ours, values are escaped
    return said % marked_values(values) if values else said


def in_sense(context: str, text: str) -> Markup:
    """``pgettext`` in templates: one word in one of its senses."""
    return Markup(pgettext(context, text))  # noqa: S704  messages are ours


def plural(one: str, many: str, n: int, **values: object) -> Markup:
    """``ngettext`` in templates; ``%(num)s`` is the number."""
    said = Markup(ngettext(one, many, n))  # noqa: S704  messages are ours, values are escaped
    return said % {"num": number(n), **marked_values(values)}


def _part_files(made: Environment) -> Iterator[tuple[str, str]]:
    for file in made.list_templates(filter_func=lambda name: name.startswith("parts/")):
        if file.endswith(".html"):
            for name in vars(made.get_template(file).make_module()):
                yield name, file


def day(value: date | datetime | None) -> str:
    """23/11/2026, the civil day in Rome of an instant; a dash for no day."""
    if value is None:
        return "–"
    if isinstance(value, datetime):
        value = value.astimezone(ROME)
    return f"{value:%d/%m/%Y}"


def in_days(value: date) -> str:
    """«fra 4 giorni», «oggi», «passato da 2 giorni»."""
    days = (value - clock.today()).days
    if days == 0:
        return _("oggi")
    if days < 0:
        return ngettext("passato da un giorno", "passato da {n} giorni", -days).format(n=-days)
    return ngettext("fra un giorno", "fra {n} giorni", days).format(n=days)


def long_day(value: date | datetime) -> str:
    """lunedì 23 novembre 2026; 1° dicembre 2026."""
    if isinstance(value, datetime):
        value = value.astimezone(ROME).date()
    words = format_date(value, "EEEE d MMMM y", locale=current_language())
    return ours(words.replace(" 1 ", " 1° ") if current_language() == "it" else words)


def hour(value: datetime) -> str:
    """9:12, in Rome."""
    there = value.astimezone(ROME)
    return f"{there.hour}:{there.minute:02}"


def moment(value: datetime | None) -> str:
    """23/11/2026 alle 9:12, in Rome; a dash for no instant."""
    if value is None:
        return "–"
    return _("{day} alle {hour}").format(day=day(value), hour=hour(value))


def number(value: float | None) -> str:
    """3.341; 18,4; a dash for no number."""
    if value is None:
        return "–"
    # A list has a hundred of them: whole numbers do not need a library to be written.
    if isinstance(value, int):
        return figure(value)
    return format_decimal(value, locale=current_language())


def size(n_bytes: int) -> str:
    """412 kB; 18,4 MB, never broken over two lines; what has nothing in it weighs nothing."""
    if n_bytes == 0:
        return _("vuoto")
    if n_bytes < 1_000_000:
        words = _("{n} kB").format(n=number(max(1, round(n_bytes / 1000))))
    else:
        words = _("{n} MB").format(n=number(round(n_bytes / 1_000_000, 1)))
    return words.replace(" ", "\u00a0")


def capital(text: str) -> str:
    """The text as a sentence begins; what follows stays as it is."""
    return text[:1].upper() + text[1:]


FILTERS = {
    "day": day, "capital": capital, "long_day": long_day, "hour": hour, "moment": moment,
    "in_days": in_days,
    "number": number, "size": size,
}  # fmt: skip
FUNCTIONS: dict[str, Any] = {
    "wrong": {}, "typed": {}, "stale": None,
    "status": status, "uid": parts.uid, "once": lambda: secrets.token_urlsafe(12),
    "lifeline": lifeline_drawing.draw, "definitions": lifeline_drawing.definitions,
    "colonna": parts.column, "checked_columns": parts.checked_columns,
    "grouped": parts.grouped, "sorting": parts.sorting,
    "is_chosen": parts.is_chosen, "with_query": parts.with_query, "toggled": parts.toggled,
    "chosen_options": parts.chosen_options, "nearby_pages": parts.nearby_pages,
    "notice_look": parts.notice_look, "understood_as": parts.understood_as,
}  # fmt: skip
