"""Lists as people paste them: each line brought to the body of the registry that it names."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from msgspec import Struct, structs

from registry.partners.queries import VISIBLE, look_up
from registry.platform.accounts.roles import Actor
from registry.platform.accounts.sight import reader
from registry.platform.database import fetch

# «12. Comune di Crema;», «- Comune di Crema»
_BEFORE = re.compile(r"^\s*(?:\d{1,3}\s*[.)]\s+|[-–—•*·]+\s*)")
MOST_SUGGESTED = 3
_WORD = re.compile(r"\w+")


class Named(Struct, frozen=True):
    id: int
    name: str


class Matched(Struct, frozen=True, kw_only=True):
    """What a line names: just one body (``is_sure``), or those that it may mean, or none."""

    line: str
    found: list[Named]
    is_sure: bool


# The official name counts before the short one, that one before a former one, then codes.
_MATCHES = f"""
SELECT w.words, m.id, m.name, m.near FROM unnest($3::text[]) AS w(words) JOIN LATERAL (
  SELECT p.id, p.name, 1 AS near FROM partner p WHERE fold(p.name) = fold(w.words) AND {VISIBLE}
  UNION ALL
  SELECT p.id, p.name, 2 FROM partner p
   WHERE p.short_name <> '' AND fold(p.short_name) = fold(w.words) AND {VISIBLE}
  UNION ALL
  SELECT p.id, p.name, 3 FROM partner_name n JOIN partner p ON p.id = n.partner
   WHERE fold(n.name) = fold(w.words) AND {VISIBLE}
  UNION ALL
  SELECT p.id, p.name, 4 FROM identifier i JOIN partner p ON p.id = i.partner
   WHERE upper(i.value) = upper(w.words) AND {VISIBLE}
) m ON TRUE
"""  # noqa: S608  only this file's own text is put together


def lines_named(text: str) -> list[str]:
    """The lines without numbers, bullets and final marks; of a row of cells, the first."""
    cleaned = (_BEFORE.sub("", raw.partition("\t")[0]).strip(" \t;,") for raw in text.splitlines())
    return list(dict.fromkeys(line for line in cleaned if line))


async def match(lines: Sequence[str], *, by: Actor) -> list[Matched]:
    """Each line with the body that has just this name or code, among those that one may see."""
    near: dict[str, dict[int, set[Named]]] = defaultdict(lambda: defaultdict(set))
    for row in await fetch(_MATCHES, *reader(by), list(lines)):
        near[row["words"]][row["near"]].add(Named(row["id"], row["name"]))
    matched = [await _matched(line, near.get(line, {}), by) for line in lines]
    lost = [one.line for one in matched if not one.found]
    alike = await _written_alike(lost, by=by) if lost else {}
    return [structs.replace(one, found=one.found or alike.get(one.line, [])) for one in matched]


async def _matched(line: str, near: dict[int, set[Named]], by: Actor) -> Matched:
    if near:
        best = sorted(near[min(near)], key=lambda one: (one.name, one.id))
        return Matched(line=line, found=best, is_sure=len(best) == 1)
    alike = (await look_up(line, by=by)).items[:MOST_SUGGESTED]
    return Matched(line=line, found=[Named(one.id, one.name) for one in alike], is_sure=False)


_NAMES = f"""
SELECT p.id, p.name, fold(p.name) AS folded FROM partner p WHERE {VISIBLE}
UNION ALL
SELECT p.id, p.name, fold(n.name) FROM partner_name n JOIN partner p ON p.id = n.partner
 WHERE {VISIBLE}
"""  # noqa: S608  only this file's own text is put together
_FOLDED = "SELECT words, fold(words) AS folded FROM unnest($1::text[]) AS w(words)"
ALIKE = 0.6
"""Of three letters in a row, how many a slip of the pen leaves in common at least."""


async def _written_alike(lines: Sequence[str], *, by: Actor) -> dict[str, list[Named]]:
    """For lines in which nothing was found: the bodies whose name is written nearly so.

    The names are gone through once, however many lines there are."""
    asked = {row["words"]: _threes(row["folded"]) for row in await fetch(_FOLDED, list(lines))}
    having: dict[str, list[str]] = defaultdict(list)
    for line, threes in asked.items():
        for three in threes:
            having[three].append(line)
    found: dict[str, dict[Named, float]] = defaultdict(dict)
    for row in await fetch(_NAMES, *reader(by)):
        threes, body = _threes(row["folded"]), Named(row["id"], row["name"])
        shared = Counter(line for three in threes for line in having.get(three, ()))
        for line, n in shared.items():
            alike = n / (len(threes) + len(asked[line]) - n)
            if alike >= ALIKE:
                found[line][body] = max(alike, found[line].get(body, 0))
    return {line: _best(bodies) for line, bodies in found.items()}


def _best(bodies: dict[Named, float]) -> list[Named]:
    in_order = sorted(bodies, key=lambda body: (-bodies[body], body.name, body.id))
    return in_order[:MOST_SUGGESTED]


def _threes(folded: str) -> frozenset[str]:
    """Every three letters in a row, the ends of the words among them."""
    words = f"  {'  '.join(_WORD.findall(folded))} "
    return frozenset(words[at : at + 3] for at in range(len(words) - 2))
