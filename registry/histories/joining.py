"""A collaboration and the act that formalises it are one line, not two. Pure."""

from collections.abc import Iterable, Mapping

from msgspec import structs

from registry.histories.entries import Entry
from registry.networks.kinds import Basis


def joined(
    collaborations: Iterable[Entry], acts: Iterable[Entry], *, links: Mapping[int, list[int]]
) -> list[Entry]:
    """The entries of both, where ``links`` (participation → acts) makes one of two.

    The collaboration stays, since it may be older than its act: it takes the act's end and
    status where the act has a term, and the act's day as the day it was formalised.
    """
    of_act = {entry.acts[0].id: entry for entry in acts if entry.acts}
    told: list[Entry] = []
    taken: set[int] = set()
    for entry in collaborations:
        linked = [of_act[one] for one in links.get(entry.participation or 0, []) if one in of_act]
        told.append(_with_acts(entry, linked) if linked else entry)
        taken |= {one.acts[0].id for one in linked}
    return told + [entry for one, entry in of_act.items() if one not in taken]


def _with_acts(entry: Entry, linked: list[Entry]) -> Entry:
    act = linked[-1]
    changes: dict[str, object] = {"acts": [one.acts[0] for one in linked]}
    if act.span.has_end and not entry.span.has_end:
        # An act with a term tells more than the last news of the collaboration; one without
        # a term does not: nobody knows whether it is still done.
        changes |= {name: getattr(act, name) for name in _ENDS} | {"statuses": act.statuses}
        changes["may_be_confirmed"] = False
    return structs.replace(entry, **changes, **_beginning(entry, act))


def _beginning(entry: Entry, act: Entry) -> dict[str, object]:
    """A collaboration of unknown start begins with its act, or before it if it is a practice."""
    known = entry.starts_earliest or entry.starts_latest
    if known is None and entry.basis is Basis.ACT:
        words = {"when_text": entry.when_text or act.when_text}
        return words | {"starts_earliest": act.starts_earliest, "starts_latest": act.starts_latest}
    by_then = {} if known else {"starts_latest": act.starts_latest}
    if entry.formalised_text or entry.starts_latest == act.starts_latest:
        return {**by_then}
    return {
        **by_then,
        "formalised_text": act.when_text,
        "formalised_earliest": act.starts_earliest,
        "formalised_latest": act.starts_latest,
    }


_ENDS = ("ends_text", "ends_earliest", "ends_latest")
