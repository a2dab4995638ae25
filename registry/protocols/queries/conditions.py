"""The SQL that every question about acts shares: who may see, and what the day makes of them.

The acts stand under the alias ``a``; ``lifecycle`` has the same rules for one act in Python,
and a test keeps the two equal.
"""

from collections.abc import Collection

from registry.dates.columns import certainly_on, possibly_on
from registry.platform.accounts.sight import seen
from registry.protocols.lifecycle import BINDING, CONCLUDED, SOON, ProtocolStatus


def _listed(values: frozenset[str]) -> str:
    return ", ".join(f"'{value}'" for value in sorted(values))


def visible(alias: str = "a") -> str:
    """``lifecycle.audience``, which the database keeps beside each act."""
    return seen(f"{alias}.audience", f"{alias}.office")


def standing(day: str, alias: str = "a") -> str:
    """``lifecycle.standing`` on the day in the placeholder."""
    soon = f"{day}::date + {SOON.days}"
    return f"""CASE
      WHEN {alias}.status NOT IN ({_listed(BINDING)}) OR {alias}.ends_latest IS NULL
        THEN {alias}.status
      WHEN {alias}.renewal = 'tacit' THEN
        CASE WHEN {alias}.status = 'in_force'
                  AND {alias}.ends_latest BETWEEN {day} AND {soon}
             THEN 'renews_itself' ELSE {alias}.status END
      WHEN {alias}.ends_latest < {day} THEN 'expired'
      WHEN {alias}.status = 'in_force' AND {alias}.ends_latest <= {soon} THEN 'expiring'
      ELSE {alias}.status END"""


def stands_as(wanted: Collection[str], day: str, alias: str = "a") -> str:
    """Whether the act stands so on that day: ``standing`` turned round, so that indexes serve.

    Most standings are the status itself; the day has a say only while an act binds.
    """
    return "(" + " OR ".join(_stands(one, day, alias) for one in _merged(wanted)) + ")"


IN_FORCE_NOW = frozenset({"in_force", "expiring", "renews_itself"})
_ALL_IN_FORCE = "in_force_now"
_NEAR = "near"


def _merged(wanted: Collection[str]) -> list[str]:
    """Standings that make one stretch of the index are asked for as one."""
    left = sorted(wanted)
    for whole, name in ((IN_FORCE_NOW, _ALL_IN_FORCE), (IN_FORCE_NOW - {"in_force"}, _NEAR)):
        if whole <= set(left):
            left = [one for one in left if one not in whole] + [name]
    return left


def _stands(one: str, day: str, alias: str) -> str:
    soon = f"{day}::date + {SOON.days}"
    tacit, ends = f"{alias}.renewal = 'tacit'", f"{alias}.ends_latest"
    near = f"{alias}.status = 'in_force' AND {ends} BETWEEN {day} AND {soon}"
    by_the_day = {
        _ALL_IN_FORCE: f"{alias}.status = 'in_force'"
        f" AND ({ends} IS NULL OR {ends} >= {day} OR {tacit})",
        _NEAR: near,
        "expiring": f"{near} AND NOT {tacit}",
        "renews_itself": f"{near} AND {tacit}",
        "in_force": f"{alias}.status = 'in_force'"
        f" AND ({ends} IS NULL OR {ends} > {soon} OR {ends} < {day} AND {tacit})",
        "signed": f"{alias}.status = 'signed' AND ({ends} IS NULL OR {ends} >= {day} OR {tacit})",
        "expired": f"({alias}.status = 'expired' OR {alias}.status IN ({_listed(BINDING)})"
        f" AND {ends} < {day} AND NOT {tacit})",
    }
    if one in by_the_day:
        return f"({by_the_day[one]})"
    return f"({alias}.status = '{ProtocolStatus(one)}')"


def concluded(alias: str = "a") -> str:
    """Signed, whatever became of it."""
    return f"coalesce({alias}.archived_from, {alias}.status) IN ({_listed(CONCLUDED)})"


def _renews(alias: str) -> str:
    return f"({alias}.renewal = 'tacit' AND {alias}.status IN ({_listed(BINDING)}))"


def has_a_term(alias: str = "a") -> str:
    """Concluded, and not renewed by itself: on its last day it is over."""
    return f"({concluded(alias)} AND NOT {_renews(alias)})"


def in_force_on(day: str, alias: str = "a") -> str:
    """``lifecycle.is_in_force``. Of several days: on the first and on the last."""
    return (
        f"({concluded(alias)} AND ({certainly_on(alias, day)}"
        f" OR ({_renews(alias)} AND {alias}.starts_latest <= {day})))"
    )


def perhaps_in_force_on(day: str, alias: str = "a", *, until: str = "") -> str:
    """``lifecycle.may_be_in_force``; on some of the days from ``day`` to ``until``."""
    last = until or day
    return (
        f"({concluded(alias)} AND ({possibly_on(alias, day, until=last)} OR ({_renews(alias)}"
        f" AND {alias}.when_state IS DISTINCT FROM 'in_definition'"
        f" AND ({alias}.starts_earliest IS NULL OR {alias}.starts_earliest <= {last}))))"
    )


def may_wait(day: str, alias: str = "a") -> str:
    """The few acts that may wait for somebody at all: begun, or near their term."""
    return (
        f"({alias}.status IN ('proposed', 'in_definition', 'circulated', 'signing', 'signed')"
        f" OR {alias}.status = 'in_force' AND {alias}.ends_latest <= {day}::date + {SOON.days})"
    )


def waits_for_us(day: str, alias: str = "a") -> str:
    """Whether the next thing to do is the office's own, and not a party's."""
    parties = f"SELECT 1 FROM party w WHERE w.protocol = {alias}.id AND w.status"  # noqa: S608
    return f"""CASE {standing(day, alias)}
      WHEN 'proposed' THEN true WHEN 'in_definition' THEN true WHEN 'signed' THEN true
      WHEN 'circulated' THEN NOT EXISTS ({parties} = 'text_to_approve')
      WHEN 'signing' THEN EXISTS ({parties} = 'signature_not_valid') OR NOT EXISTS
        ({parties} IN ('text_to_approve', 'text_approved', 'awaiting_signature', 'invited'))
      WHEN 'expiring' THEN true WHEN 'renews_itself' THEN true
      WHEN 'expired' THEN {alias}.status <> 'expired'
      ELSE false END"""
