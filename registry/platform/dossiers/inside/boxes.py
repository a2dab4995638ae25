"""Where a page's stamp goes: on a strip of its own, added below what the page shows.

Nothing of the page is moved or covered, whatever its size, its turn and its crop are: the page
becomes a little longer.
"""

import pikepdf

from registry.platform.dossiers.inside.values import number, numbers

STRIP = 15.0
"""Points."""
A4 = [0.0, 0.0, 595.276, 841.89]
SMALLEST = 0.5
LARGEST = 200_000.0
PLACE = "/InteseStrip"
"""On a page: the matrix of its strip, then the length and the height there."""

Rect = list[float]


def make_room(page: pikepdf.Page) -> None:
    """Lengthens the page, and notes on it where the strip is."""
    media = _rect(page.obj.get("/MediaBox")) or A4
    crop = _rect(page.obj.get("/CropBox"))
    shown = (_common(crop, media) if crop else None) or media
    scale = _unit(page.obj.get("/UserUnit"))
    longer, matrix, length = _with_strip(shown, _turn(page.obj.get("/Rotate")), STRIP / scale)
    page.obj.MediaBox = pikepdf.Array(_told(_union(media, longer)))
    page.obj.CropBox = pikepdf.Array(_told(longer))
    page.obj.Rotate = _turn(page.obj.get("/Rotate"))
    place = [*(one / scale for one in matrix[:4]), *matrix[4:], length * scale, STRIP]
    page.obj[PLACE] = pikepdf.Array(_told(place))


def _with_strip(shown: Rect, turn: int, high: float) -> tuple[Rect, Rect, float]:
    """What is shown with its strip; from the strip's own corner and axes to the page's; how long
    the strip is. A page turned clockwise by 90° has its foot at its right."""
    left, low, right, top = shown
    if turn == 90:
        return [left, low, right + high, top], [0, 1, -1, 0, right + high, low], top - low
    if turn == 180:
        return [left, low, right, top + high], [-1, 0, 0, -1, right, top + high], right - left
    if turn == 270:
        return [left - high, low, right, top], [0, -1, 1, 0, left - high, top], top - low
    return [left, low - high, right, top], [1, 0, 0, 1, left, low - high], right - left


def _rect(value: object) -> Rect | None:
    found = numbers(value, 4)
    if found is None:
        return None
    left, right = sorted((found[0], found[2]))
    low, top = sorted((found[1], found[3]))
    sides = (right - left, top - low)
    return [left, low, right, top] if SMALLEST < min(sides) <= max(sides) < LARGEST else None


def _common(one: Rect, other: Rect) -> Rect | None:
    left, low = max(one[0], other[0]), max(one[1], other[1])
    right, top = min(one[2], other[2]), min(one[3], other[3])
    return [left, low, right, top] if right - left > SMALLEST < top - low else None


def _union(one: Rect, other: Rect) -> Rect:
    return [min(one[0], other[0]), min(one[1], other[1]),
            max(one[2], other[2]), max(one[3], other[3])]  # fmt: skip


def _turn(value: object) -> int:
    found = number(value)
    return int(found) % 360 if found is not None and found % 90 == 0 else 0


def _unit(value: object) -> float:
    found = number(value)
    return found if found is not None and 0.01 <= found <= 100_000 else 1.0


def _told(values: list[float]) -> list[float]:
    return [round(value, 4) for value in values]
