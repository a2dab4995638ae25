"""What the macros of ``templates/html/parts`` ask of Python: columns, questions, dates in words.

Templates hold no rules; whatever a macro would have to work out is worked out here.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple
from urllib.parse import urlencode

from markupsafe import Markup

from registry.platform.i18n import _

Query = Mapping[str, Any]
"""The question of an address: name → value."""

COLUMN_KINDS = {"text": "", "number": "num destra", "day": "num", "actions": "non-stampa"}
CARD_PLACES = {"line": "", "badge": "c-stato", "half": "c-mezza", "hidden": "c-no"}

Cell = str | Callable[..., str]


@dataclass(frozen=True)
class Column:
    """A column of ``tabella``. ``cell`` is the name of a row's attribute, or a macro of the row.

    ``sort`` is the name that the list sorts by; ``main`` names the row and holds its link;
    ``after`` (attribute or macro) stands beside the main cell's link, outside of it, and ``note``
    small below; ``card`` says where the value goes when the row becomes a card: line, badge
    (beside the name), half, hidden.
    """

    label: str
    cell: Cell
    sort: str = ""
    kind: str = "text"
    main: bool = False
    note: Cell = ""
    card: str = "line"
    after: Cell = ""

    @property
    def css(self) -> str:
        names = ("c-titolo" if self.main else CARD_PLACES[self.card], COLUMN_KINDS[self.kind])
        return " ".join(filter(None, names))

    @property
    def dash(self) -> str:
        """What an empty cell shows: a number or a day that is missing is told to be."""
        return "–" if self.kind in ("number", "day") else ""


def column(label: str, cell: Cell, **more: Any) -> Column:
    """``colonna`` in templates."""
    return Column(str(label), cell, **more)


def checked_columns(columns: Sequence[Column]) -> Sequence[Column]:
    """The same columns, when exactly one of them names the row."""
    if sum(column.main for column in columns) != 1:
        raise ValueError("A table needs one column with main=true: it names the row")
    return columns


def grouped(rows: Iterable[Any], group: str | None) -> Iterator[tuple[object, list[Any]]]:
    """Title and rows of each group, in the order of the rows; one untitled group without."""
    if not group:
        yield None, list(rows)
        return
    for title, members in itertools.groupby(rows, key=attrgetter(group)):
        yield title, list(members)


class Sorting(NamedTuple):
    """How a column stands in the sorting: for ``aria-sort``, and what its header asks next."""

    aria: str
    next: str


def sorting(query: Query, name: str, sorted_by: str = "") -> Sorting:
    now = str(query.get("sort") or sorted_by)
    if not name or now.removeprefix("-") != name:
        return Sorting("", name)
    return Sorting("descending", name) if now.startswith("-") else Sorting("ascending", f"-{name}")


def is_chosen(query: Query, name: str, value: object) -> bool:
    """Whether the question asks for this value; the empty value is «all»."""
    return str(query.get(name) or "") == str(value or "")


def with_query(query: Query, **changes: object) -> str:
    """The same question with something changed; None takes a name away."""
    merged = {**query, **changes}
    return "?" + urlencode({name: v for name, v in merged.items() if v not in (None, "")})


def toggled(query: Query, name: str, value: object) -> str:
    """The same question with this value chosen, or let go; from the first page."""
    wanted = None if is_chosen(query, name, value) else value
    return with_query(query, **{name: wanted, "page": None})


class Chip(NamedTuple):
    name: str
    label: str


def chosen_options(
    query: Query, names: Iterable[str], facets: Mapping[str, Sequence[Any]]
) -> list[Chip]:
    """What the question asks of these names; a value without rows is told as it stands."""
    words = {name: {str(o.value): o.label for o in facets.get(name, ())} for name in names}
    asked = [(name, str(query[name])) for name in words if query.get(name)]
    return [Chip(name, words[name].get(value, value)) for name, value in asked]


def nearby_pages(page: int, last: int) -> list[int | None]:
    """First, last and those around; None where numbers are left out."""
    near = sorted({1, last, *range(max(1, page - 2), min(last, page + 2) + 1)})
    told: list[int | None] = []
    for before, n in itertools.pairwise([0, *near]):
        told += [n] if n - before == 1 else [before + 1 if n - before == 2 else None, n]
    return told


class NoticeLook(NamedTuple):
    css: str
    icon: str


NOTICES = {
    "info": NoticeLook("corso", "info-circle"),
    "waiting": NoticeLook("attesa", "help-circle"),
    "stopped": NoticeLook("blocco", "warning-circle"),
    "done": NoticeLook("fatto", "check-circle"),
}


def notice_look(kind: str) -> NoticeLook:
    return NOTICES[kind]


def understood_as(earliest: date | None, latest: date | None) -> str:
    """What was understood of a date, in words: never a day that nobody wrote."""
    if earliest is None and latest is None:
        return _("data non capita")
    if earliest == latest:
        return _("giorno esatto")
    if earliest is None:
        return _("non dopo il {latest:%d/%m/%Y}").format(latest=latest)
    if latest is None:
        return _("non prima del {earliest:%d/%m/%Y}").format(earliest=earliest)
    return _("tra il {earliest:%d/%m/%Y} e il {latest:%d/%m/%Y}").format(
        earliest=earliest, latest=latest
    )


_numbers = itertools.count(1)


def uid(prefix: str = "u") -> str:
    """An id that no other element has, also among panels fetched later."""
    return f"{prefix}-{next(_numbers)}"


def icon_maker(sprite: str, names: frozenset[str]) -> Callable[..., Markup]:
    """``icon(name, word)``: silent beside its word, or with ``word`` when it stands alone."""

    def icon(name: str, word: str = "") -> Markup:
        name = name.removeprefix("it-")
        if name not in names:
            raise KeyError(f"{name} is not among registry.platform.web.icons")
        picture = Markup(
            '<svg class="icona" aria-hidden="true" focusable="false">'
            '<use href="{}#it-{}"></use></svg>'
        ).format(sprite, name)
        spoken = Markup('<span class="visually-hidden">{} </span>').format(word) if word else ""
        return picture + spoken

    return icon
