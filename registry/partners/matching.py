"""Lists as people paste them: each line brought to the body of the registry that it names."""

import re
from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from registry.partners.queries import VISIBLE, look_up
from registry.platform.accounts.roles import Actor
from registry.platform.accounts.sight import reader
from registry.platform.database import fetch

# «12. Comune di Crema;», «- Comune di Crema»
_BEFORE = re.compile(r"^\s*(?:\d{1,3}\s*[.)]\s+|[-–—•*·]+\s*)")
MOST_SUGGESTED = 3


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
    return [await _matched(line, near.get(line, {}), by) for line in lines]


async def _matched(line: str, near: dict[int, set[Named]], by: Actor) -> Matched:
    if near:
        best = sorted(near[min(near)], key=lambda one: (one.name, one.id))
        return Matched(line=line, found=best, is_sure=len(best) == 1)
    alike = (await look_up(line, by=by)).items[:MOST_SUGGESTED]
    return Matched(line=line, found=[Named(one.id, one.name) for one in alike], is_sure=False)
