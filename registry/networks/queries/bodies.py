"""Partners as people write them in a form: by name, one a line."""

from collections.abc import Iterable

from registry.networks.queries.sight import seen
from registry.platform.accounts.roles import Actor
from registry.platform.accounts.sight import reader
from registry.platform.database import fetch
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _

# The official name counts before a former one, an acronym or a short name.
_BY_NAME = f"""
SELECT DISTINCT ON (w.words) w.words, p.id
FROM unnest($3::text[]) AS w(words)
JOIN LATERAL (
  SELECT p.id, 1 AS near FROM partner p WHERE fold(p.name) = fold(w.words) AND {seen("p")}
  UNION ALL
  SELECT p.id, 2 FROM partner p
   WHERE p.short_name <> '' AND fold(p.short_name) = fold(w.words) AND {seen("p")}
  UNION ALL
  SELECT p.id, 3 FROM partner_name n JOIN partner p ON p.id = n.partner
   WHERE fold(n.name) = fold(w.words) AND {seen("p")}
) p ON TRUE
ORDER BY w.words, p.near, p.id
"""  # noqa: S608  only this room's own text is put together


async def ids_of(names: Iterable[str], *, field: str, by: Actor) -> list[int]:
    """The partners with these names, in this order; refuses, beside the field, one not there."""
    wanted = [name.strip() for name in names if name.strip()]
    rows = await fetch(_BY_NAME, *reader(by), wanted)
    known = {row["words"]: row["id"] for row in rows}
    missing = [name for name in wanted if name not in known]
    if missing:
        raise InvalidInput.of(
            {
                field: _(
                    "«{name}» non c'è tra i partner. Scrivi il nome come nel registro, o prima"
                    " registralo."
                ).format(name=missing[0])
            }
        )
    return [known[name] for name in wanted]


async def suggestions(*, by: Actor, most: int = 500) -> list[str]:
    """Names to choose from while one types."""
    rows = await fetch(
        f"SELECT name FROM partner p WHERE {seen('p')} ORDER BY fold(name) LIMIT $3",  # noqa: S608
        *reader(by),
        most,
    )
    return [row["name"] for row in rows]
