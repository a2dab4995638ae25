"""Partners as people write them in a form: by name, one a line."""

import re
from collections import defaultdict
from collections.abc import Iterable

import asyncpg

from registry.networks.queries.sight import seen
from registry.partners.kinds import KINDS, Kind
from registry.platform.accounts.roles import Actor
from registry.platform.accounts.sight import reader
from registry.platform.database import fetch
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _

# The official name counts before a former one, an acronym or a short name.
_BY_NAME = f"""
SELECT w.words, p.id, p.name, p.kind, p.place, min(p.near) AS near
FROM unnest($3::text[]) AS w(words)
JOIN LATERAL (
  SELECT p.id, p.name, p.kind, p.place, 1 AS near FROM partner p
   WHERE fold(p.name) = fold(w.words) AND {seen("p")}
  UNION ALL
  SELECT p.id, p.name, p.kind, p.place, 2 FROM partner p
   WHERE p.short_name <> '' AND fold(p.short_name) = fold(w.words) AND {seen("p")}
  UNION ALL
  SELECT p.id, p.name, p.kind, p.place, 3 FROM partner_name n JOIN partner p ON p.id = n.partner
   WHERE fold(n.name) = fold(w.words) AND {seen("p")}
) p ON TRUE
GROUP BY w.words, p.id, p.name, p.kind, p.place ORDER BY w.words, near, p.id
"""  # noqa: S608  only this room's own text is put together
_NUMBER = re.compile(r" · n\. (\d{1,9})$")


async def ids_of(names: Iterable[str], *, field: str, by: Actor) -> list[int]:
    """The partners with these names, in this order; refuses, beside the field, those that are
    not there and those that are several: «Comune di Crema · n. 5» says which."""
    wanted = [" ".join(name.split()) for name in names if name.strip()]
    chosen = {name: int(number[1]) for name in wanted if (number := _NUMBER.search(name))}
    rows = await fetch(_BY_NAME, *reader(by), [name for name in wanted if name not in chosen])
    alike: dict[str, list[asyncpg.Record]] = defaultdict(list)
    for row in rows:
        if not alike[row["words"]] or row["near"] == alike[row["words"]][0]["near"]:
            alike[row["words"]].append(row)
    known = chosen | {name: found[0]["id"] for name, found in alike.items() if len(found) == 1}
    if wrong := [name for name in dict.fromkeys(wanted) if name not in known]:
        raise InvalidInput.of({field: " ".join(_doubtful(name, alike.get(name)) for name in wrong)})
    return [known[name] for name in wanted]


def _doubtful(name: str, several: list[asyncpg.Record] | None) -> str:
    if not several:
        return _(
            "«{name}» non c'è tra i partner. Scrivi il nome come nel registro, o prima registralo."
        ).format(name=name)
    choices = ", ".join(
        f"«{row['name']} · n. {row['id']}» ({KINDS[Kind(row['kind'])].label})" for row in several
    )
    return _("Più enti si chiamano «{name}»: scrivi quale, {choices}.").format(
        name=name, choices=choices
    )


async def suggestions(*, by: Actor, most: int = 500) -> list[str]:
    """Names to choose from while one types."""
    rows = await fetch(
        f"SELECT name FROM partner p WHERE {seen('p')} ORDER BY fold(name) LIMIT $3",  # noqa: S608
        *reader(by),
        most,
    )
    return [row["name"] for row in rows]
