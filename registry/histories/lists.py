"""The acts and the networks of a partner, one a row, out of its history. Pure."""

from collections.abc import Iterable

from msgspec import Struct

from registry.histories.choosing import by_start
from registry.histories.entries import Entry, What


class NetworkLine(Struct, kw_only=True):
    """A network that the partner takes part in, with what it does there, oldest first."""

    id: int
    name: str
    entries: list[Entry]

    @property
    def first(self) -> Entry:
        """Since when, as far as it is known: the oldest that has a date."""
        return next((one for one in self.entries if one.has_date), self.entries[0])

    @property
    def parts(self) -> list[str]:
        """The roles, each once; what is done where no role is told."""
        told = (" · ".join(filter(None, (one.role, one.way))) or one.title for one in self.entries)
        return list(dict.fromkeys(told))

    @property
    def statuses(self) -> list[str]:
        return list(dict.fromkeys(key for one in self.entries for key in one.statuses))


def networks_of(entries: Iterable[Entry]) -> list[NetworkLine]:
    lines: dict[int, NetworkLine] = {}
    for entry in sorted(entries, key=by_start):
        if entry.network is not None:
            line = NetworkLine(id=entry.network, name=entry.network_name, entries=[])
            lines.setdefault(entry.network, line).entries.append(entry)
    return sorted(lines.values(), key=lambda line: line.name.casefold())


def only_told(entries: Iterable[Entry]) -> list[Entry]:
    """Collaborations that stand on an act which the registry does not have: only a source tells."""
    return sorted((e for e in entries if e.what is What.ACT and not e.acts), key=by_start)
