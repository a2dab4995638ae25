"""What this room knows by which the list of partners is narrowed: who is in a network, who may
have taken part on a day."""

from registry.networks.queries.sight import seen
from registry.partners.narrowing import ABOVE
from registry.platform.asking import Question
from registry.platform.database import fetch
from registry.platform.lists import Facet

MOST = 40

# The reader stands in $1 and $2 of the list's question, as in this room's own.
_IN = f"""p.partner IN (
  SELECT x.partner FROM participation x JOIN network n ON n.id = x.network
  WHERE NOT x.is_removed AND n.id = {{0}} AND {seen("n")})"""  # noqa: S608  this room's own text
_ON = f"""p.partner IN (
  SELECT x.partner FROM participation x JOIN network n ON n.id = x.network
  WHERE NOT x.is_removed AND {seen("n")} AND x.when_state IS DISTINCT FROM 'in_definition'
    AND num_nonnulls(x.starts_earliest, x.starts_latest, x.ends_earliest, x.ends_latest,
                     x.last_news_on) > 0
    AND coalesce(x.starts_earliest <= {{1}}, true) AND coalesce(x.ends_latest >= {{0}}, true))
"""  # noqa: S608
_FACETS = f"""
SELECT n.id, n.name, count(DISTINCT x.partner)::int AS n
FROM participation x JOIN network n ON n.id = x.network
WHERE NOT x.is_removed AND {seen("n")} AND $3::date IS NOT NULL
  AND x.partner IN (SELECT p.partner FROM partner_glance p WHERE {{found}})
GROUP BY n.id, n.name ORDER BY n DESC, fold(n.name) LIMIT {MOST}
"""  # noqa: S608


async def _facets(asked: Question) -> list[Facet]:
    rows = await fetch(_FACETS.format(found=asked.conditions), *asked.arguments)
    return [Facet(value=str(row["id"]), label=row["name"], count=row["n"]) for row in rows]


ABOVE.in_network = _IN
ABOVE.networks = _facets
ABOVE.on_a_day.append(_ON)
