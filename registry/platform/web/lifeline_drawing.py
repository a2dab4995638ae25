"""The picture of a lifeline: one for wide screens and paper, one for phones; style shows one.

Everything is drawn with presentation attributes and classes, never with a ``style``; it is
legible in black and white, where dashes, hatching and question marks do the telling.
"""

import itertools
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from registry.platform.i18n import _
from registry.platform.web.lifeline import (
    Axis,
    LifelineRow,
    Mood,
    Segment,
    axis_of,
    details,
    exact_days,
    segments,
    sentences,
)
from registry.platform.web.parts import uid

BLUE, DARK, PALE = "#0059b3", "#17324d", "#e8f1fb"
GRID, TICK, RULE, RED = "#c9d2dc", "#8596a8", "#e3e8ee", "#9c1c34"
MANY_ROWS = 25
ROWS_IN_A_FIGURE = 10
TOP = 42
"""Units above the first row: years, ticks and «oggi»."""


@dataclass(frozen=True)
class Sheet:
    """The measures of one of the two pictures, in units of its view box."""

    css: str
    width: int
    margin: int
    name_size: float
    said_size: float
    bar: int
    label_every: int

    @property
    def inner(self) -> int:
        return self.width - 2 * self.margin


WIDE = Sheet("larga", 1130, 14, 15, 13, 18, 60)
NARROW = Sheet("stretta", 344, 6, 14, 12.5, 16, 42)


class Picture:
    """One picture being drawn: from days to units, from rows to shapes."""

    def __init__(self, sheet: Sheet, axis: Axis, today: date) -> None:
        self.sheet, self.axis, self.today = sheet, axis, today
        self.id = uid("linea")
        self.y = float(TOP)
        self.shapes: list[Markup] = []

    def x(self, day: date) -> float:
        share = (day - self.axis.first) / (self.axis.last - self.axis.first)
        return round(self.sheet.margin + share * self.sheet.inner, 1)

    def add(self, shape: str, *given: object) -> None:
        self.shapes.append(Markup(shape).format(*given))  # noqa: S704  our own literals; what is given is escaped

    def text(self, css: str, x: float, size: float, words: str, anchor: str = "start") -> None:
        self.add(
            '<text class="{}" x="{}" y="{:.1f}" font-size="{}" text-anchor="{}">{}</text>',
            css, x, self.y, size, anchor, words,
        )  # fmt: skip

    def lines(self, css: str, size: float, words: str, *, most: int) -> None:
        for line in _wrapped(words, self.sheet.inner / (size * 0.5), most=most):
            self.y += size * 1.28
            self.text(css, self.sheet.margin, size, line)

    def row(self, row: LifelineRow) -> None:
        self.y += 4
        self.lines("l-nome", self.sheet.name_size, row.label, most=3)
        self.lines("l-detto", self.sheet.said_size, details(row), most=4)
        self.y += 7
        for segment in segments(row, self.axis, self.today):
            self.segment(segment)
        for day in filter(self.axis.holds, exact_days(row)):
            self.stem(self.x(day))
        self.y += self.sheet.bar + 9
        self.add(
            '<path d="M{} {:.1f}H{}" stroke="{}"/>',
            self.sheet.margin, self.y, self.sheet.width - self.sheet.margin, RULE,
        )  # fmt: skip

    def segment(self, segment: Segment) -> None:
        left, right = self.x(segment.begins), self.x(segment.ends)
        match segment.mood:
            case Mood.CERTAIN if segment.is_practice:
                self.bar(left, right, f"url(#{self.id}-h)", stroke=BLUE)
            case Mood.CERTAIN:
                self.bar(left, right, BLUE)
            case Mood.MAY_BEGIN | Mood.MAY_END:
                self.fade(segment, left, right)
            case Mood.BECOMES_ACT:
                self.bar(left, right, f"url(#{self.id}-h)")
                self.bar(left, right, f"url(#{self.id}-in)")
                self.dashes(left, right)
            case Mood.PERHAPS:
                self.perhaps(left, right)
            case Mood.TO_COME:
                self.bar(left, right, "#fff", stroke=BLUE)

    def fade(self, segment: Segment, left: float, right: float) -> None:
        way = "in" if segment.mood is Mood.MAY_BEGIN else "out"
        if segment.is_practice:
            self.bar(left, right, f"url(#{self.id}-h)", mask=f"url(#{self.id}-m{way})")
        elif segment.begins >= self.today:
            self.bar(left, right, "#fff")
        else:
            self.bar(left, right, f"url(#{self.id}-{way})")
        self.dashes(left, right)

    def perhaps(self, left: float, right: float) -> None:
        self.bar(left, right, PALE)
        self.dashes(left, right)
        if right - left > 14:
            self.add(
                '<text class="l-forse" x="{}" y="{:.1f}" font-size="13" text-anchor="end">?</text>',
                right - 4, self.y + self.sheet.bar - 4,
            )  # fmt: skip

    def bar(self, left: float, right: float, fill: str, stroke: str = "", mask: str = "") -> None:
        inset = 0.5 if stroke else 0
        more = Markup(' stroke="{}"').format(stroke) if stroke else Markup("")
        more += Markup(' mask="{}"').format(mask) if mask else Markup("")
        self.add(
            '<rect x="{}" y="{:.1f}" width="{:.1f}" height="{}" fill="{}"{}/>',
            left, self.y + inset, max(right - left, 1), self.sheet.bar - 2 * inset, fill, more,
        )  # fmt: skip

    def dashes(self, left: float, right: float) -> None:
        edges = (self.y + 0.5, self.y + self.sheet.bar - 0.5)
        self.add(
            '<path d="M{} {:.1f}H{}M{} {:.1f}H{}" stroke="{}" stroke-dasharray="4 3" fill="none"/>',
            left, edges[0], right, left, edges[1], right, BLUE,
        )  # fmt: skip

    def stem(self, x: float) -> None:
        top = self.y - 4
        self.add(
            '<path d="M{} {:.1f}v{}" stroke="{}" stroke-width="2.5"/>'
            '<path d="M{} {:.1f}l4.5 4.5l-4.5 4.5l-4.5 -4.5z" fill="{}"/>',
            x, top, self.sheet.bar + 8, DARK, x, top - 3, DARK,
        )  # fmt: skip

    def scale(self) -> Markup:
        """Years and grid below everything, «oggi» in red: drawn when the height is known."""
        years = range(self.axis.first.year, self.axis.last.year + 1)
        step = _label_step(self.sheet, len(years) - 1)
        drawn = [self._year(year, is_named=year % step == 0) for year in years]
        return Markup("").join([*drawn, self._today()])

    def _year(self, year: int, *, is_named: bool) -> Markup:
        x = self.x(date(year, 1, 1))
        if not is_named:
            is_crowded = self.x(date(self.axis.first.year + 1, 1, 1)) - self.sheet.margin < 4
            tick = Markup('<path d="M{} 34V38" stroke="{}"/>').format(x, TICK)
            return Markup("") if is_crowded else tick
        anchor = "start" if year == self.axis.first.year else "middle"
        anchor = "end" if x > self.sheet.width - 20 else anchor
        return Markup(
            '<path d="M{} 30V{:.0f}" stroke="{}"/>'
            '<text class="l-anno" x="{}" y="25" font-size="{}" text-anchor="{}">{}</text>'
        ).format(x, self.y, GRID, x, self.sheet.said_size, anchor, year)

    def _today(self) -> Markup:
        x = self.x(self.today)
        return Markup(
            '<path d="M{} 30V{:.0f}" stroke="{}" stroke-width="1.5" stroke-dasharray="2 3"/>'
            '<text class="l-oggi" x="{}" y="11" font-size="{}" text-anchor="middle">{}</text>'
        ).format(x, self.y, RED, x, self.sheet.said_size, _("oggi"))

    def svg(self, title: str, told: Iterable[str]) -> Markup:
        return Markup(
            '<svg class="{css}" viewBox="0 0 {width} {height:.0f}" role="img"'
            ' aria-labelledby="{id}-t {id}-d"><title id="{id}-t">{title}</title>'
            '<desc id="{id}-d">{told}</desc>{defs}{scale}{shapes}</svg>'
        ).format(
            css=self.sheet.css, width=self.sheet.width, height=self.y + 6, id=self.id, title=title,
            told=" ".join(told), defs=definitions(self.id), scale=self.scale(),
            shapes=Markup("").join(self.shapes),
        )  # fmt: skip


def draw(rows: Sequence[LifelineRow], *, title: str, today: date) -> Markup:
    """Both pictures of the dated rows; more than 25 rows fold into groups, ten to a figure."""
    dated = [row for row in rows if row.is_dated]
    axis = axis_of(dated, today)
    return Markup("").join(_figures(dated, title, axis, today))


def _figures(rows: Sequence[LifelineRow], title: str, axis: Axis, today: date) -> Iterator[Markup]:
    if not rows:
        return
    if len(rows) <= MANY_ROWS:
        yield figure(rows, title=title, axis=axis, today=today)
        return
    by_group = sorted(rows, key=lambda row: row.group)
    for group, members in itertools.groupby(by_group, key=lambda row: row.group):
        yield _folded(group or _("Altro"), list(members), axis, today)


def _folded(group: str, rows: list[LifelineRow], axis: Axis, today: date) -> Markup:
    tens = [rows[n : n + ROWS_IN_A_FIGURE] for n in range(0, len(rows), ROWS_IN_A_FIGURE)]
    drawn = Markup("").join(figure(ten, title=group, axis=axis, today=today) for ten in tens)
    return Markup(
        '<details class="piega"><summary>{} <span class="piccolo">({})</span></summary>{}</details>'
    ).format(group, len(rows), drawn)


def figure(rows: Sequence[LifelineRow], *, title: str, axis: Axis, today: date) -> Markup:
    """The two pictures of these rows on this axis."""
    told = [*sentences(rows, today), _("La tabella che segue riporta gli stessi dati.")]
    pictures = []
    for sheet in (WIDE, NARROW):
        picture = Picture(sheet, axis, today)
        for row in rows:
            picture.row(row)
        pictures.append(picture.svg(_("Linea del tempo: {title}").format(title=title), told))
    return Markup("").join(pictures)


def _wrapped(words: str, most_characters: float, *, most: int) -> list[str]:
    return textwrap.wrap(words, max(20, int(most_characters)), max_lines=most, placeholder=" …")


def _label_step(sheet: Sheet, n_years: int) -> int:
    room = sheet.inner / max(1, n_years)
    return next(step for step in (5, 10, 20, 50, 100) if step * room >= sheet.label_every)


def definitions(id_: str) -> Markup:
    """Fades and hatching: each picture has its own, since a hidden one cannot lend them."""
    return Markup(
        '<defs>{fade_in}{fade_out}{veil_in}{veil_out}'
        '<mask id="{id}-min" maskContentUnits="objectBoundingBox">'
        '<rect width="1" height="1" fill="url(#{id}-gin)"/></mask>'
        '<mask id="{id}-mout" maskContentUnits="objectBoundingBox">'
        '<rect width="1" height="1" fill="url(#{id}-gout)"/></mask>'
        '<pattern id="{id}-h" width="7" height="7" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate(45)"><rect width="7" height="7" fill="#fff"/>'
        '<rect width="3" height="7" fill="{blue}"/></pattern></defs>'
    ).format(
        id=id_, blue=BLUE,
        fade_in=_gradient(f"{id_}-in", BLUE, 0.06, 1),
        fade_out=_gradient(f"{id_}-out", BLUE, 1, 0.06),
        veil_in=_gradient(f"{id_}-gin", "#fff", 0.08, 1),
        veil_out=_gradient(f"{id_}-gout", "#fff", 1, 0.08),
    )  # fmt: skip


def _gradient(id_: str, colour: str, begins: float, ends: float) -> Markup:
    return Markup(
        '<linearGradient id="{}"><stop offset="0" stop-color="{}" stop-opacity="{}"/>'
        '<stop offset="1" stop-color="{}" stop-opacity="{}"/></linearGradient>'
    ).format(id_, colour, begins, colour, ends)
