"""What this room knows by which the list of partners is narrowed: who may have been bound by an
act on a day."""

from registry.partners.narrowing import ABOVE
from registry.protocols.queries import conditions

# The reader stands in $1 and $2 of the list's question. An act without any day says nothing of
# this one.
_ON = f"""p.partner IN (
  SELECT w.partner FROM party w JOIN protocol a ON a.id = w.protocol
  WHERE {conditions.visible()} AND {conditions.perhaps_in_force_on("{0}", until="{1}")}
    AND num_nonnulls(a.signed_on, a.starts_earliest, a.starts_latest, a.ends_earliest,
                     a.ends_latest, w.joined_on) > 0
    AND coalesce(coalesce(w.joined_on, a.starts_earliest, a.signed_on) <= {{1}}, true)
    AND (w.status <> 'withdrawn' OR coalesce(w.withdrew_on >= {{0}}, true)))
"""  # noqa: S608  only this room's own text is put together

ABOVE.on_a_day.append(_ON)
