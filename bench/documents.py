"""Making documents: Intese beside its peers, and beside the least that it could take.

The protocol and the scheda of ``intese generate``'s examples. Before anything is timed, what
each peer makes is read and must say what ours says. Then all take turns, round after round, each
in a process of its own that has made enough documents before to be warm.
"""

import statistics
import sys
import zlib
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any

from lxml import etree

from bench.peers import engines
from bench.peers.engines import DOCXTPL, FLOOR, OURS, OWN_FLOOR, PEERS, Failed, Peer, Worker
from bench.peers.install import CannotInstall
from bench.report import Goal, Report, Table
from intese.letters import KINDS
from registry.platform.documents import extract_text, render
from registry.platform.documents.package import read_parts
from registry.platform.documents.sheets import DOCUMENT
from registry.platform.documents.text import W

MEASURED = {"protocollo": "protocol", "scheda": "scheda"}
ROUNDS = 15
TURN = 0.06
"""CPU seconds that a turn aims at: enough documents for the clock, few enough for many rounds."""
WARM = 1.5
LEAST_WARM = 5
CAMPAIGN = "+".join(MEASURED)
MARKS = (100, 1_000, 10_000)

TIMES_DOCXTPL = {"protocollo": 12, "scheda": 25}
TIMES_FASTEST = 6
TIMES_FLOOR = 2.2
GROWTH = 1.02

Times = dict[str, dict[str, list[float]]]


@dataclass
class Field:
    """Who runs, who was left out and why, and what there is to know of each."""

    workers: dict[str, Worker] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    versions: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def peers(self) -> list[Peer]:
        return [peer for peer in PEERS if peer.name in self.workers]


def measure() -> Report:
    letters = {kind: KINDS[kind].build(KINDS[kind].example()) for kind in MEASURED}
    documents = {kind: render(letter) for kind, letter in letters.items()}
    with ExitStack() as stack:
        runners = Field()
        for name in (OURS, FLOOR, OWN_FLOOR):
            runners.workers[name] = stack.enter_context(Worker(engines.own(name)))
        for peer in PEERS:
            _enter(peer, letters, documents, runners, stack)
        runners.sizes[OURS] = len(documents["protocollo"])
        times = _rounds(runners.workers)
        peaks = {name: worker.peak() for name, worker in runners.workers.items()}
    return _report(runners, times, peaks, _campaign())


def _enter(
    peer: Peer,
    letters: Mapping[str, Any],
    documents: Mapping[str, bytes],
    runners: Field,
    stack: ExitStack,
) -> None:
    """The peer among those that run, if it can be had and says what ours says."""
    try:
        command = peer.command(peer.name)
        cores = {kind: engines.core_of(docx) for kind, docx in documents.items()}
        engines.write_inputs(peer, letters, cores)
        worker = stack.enter_context(Worker(command))
        for kind, docx in documents.items():
            made = _made(worker, kind, peer)
            _check_same(docx, made)
            _note(peer, kind, docx, made, runners)
            runners.sizes.setdefault(peer.name, len(made))
        if peer.dialect and not peer.dialect.fills_properties:
            runners.notes.append(
                f"{peer.name} fills no title and subject of the file: they stand in its template."
            )
        runners.versions[peer.name] = peer.version()
        runners.workers[peer.name] = worker
    except (CannotInstall, Failed) as reason:
        runners.left_out.append(f"{peer.name} is left out: {reason}.")
        sys.stderr.write(f"{peer.name}: {reason}\n")


def _made(worker: Worker, kind: str, peer: Peer) -> bytes:
    path = engines.INPUTS / peer.name / f"{kind}.made.docx"
    worker.save(kind, path)
    return path.read_bytes()


def _check_same(ours: bytes, theirs: bytes) -> None:
    """The same words in the same order and cells; a paragraph without words is no matter."""
    for line, other in zip(_lines(ours), _lines(theirs), strict=False):
        if line != other:
            raise Failed(f"it says {other[:60]!r} where ours says {line[:60]!r}")
    if len(_lines(ours)) != len(_lines(theirs)):
        raise Failed(f"it has {len(_lines(theirs))} lines of text, ours {len(_lines(ours))}")


def _lines(docx: bytes) -> list[str]:
    lines = [_without_blanks(line) for line in extract_text(docx, margins=True).splitlines()]
    return [line for line in lines if line]


def _without_blanks(line: str) -> str:
    """The cells of a row, each with the paragraphs that say something."""
    cells = [[words.strip() for words in cell.split(" · ")] for cell in line.split(" | ")]
    return " | ".join(" · ".join(filter(None, cell)) for cell in cells)


def _note(peer: Peer, kind: str, ours: bytes, theirs: bytes, runners: Field) -> None:
    more = _paragraphs(theirs) - _paragraphs(ours)
    if more > 0:
        runners.notes.append(
            f"{peer.name} leaves {more} paragraphs without words in the {MEASURED[kind]}, "
            "where its tags stood; nothing else differs in the text."
        )


def _paragraphs(docx: bytes) -> int:
    return sum(1 for _one in etree.fromstring(read_parts(docx)[DOCUMENT]).iter(f"{W}p"))


def _rounds(workers: Mapping[str, Worker]) -> Times:
    """CPU seconds a document: by kind, by engine, by round."""
    turns = {
        (kind, name): _warmed(worker, kind) for kind in MEASURED for name, worker in workers.items()
    }
    taken: Times = {kind: {name: [] for name in workers} for kind in MEASURED}
    for number in range(ROUNDS):
        if sys.stderr.isatty():
            sys.stderr.write(f"\rGiro {number + 1} di {ROUNDS}… ")
        for kind in MEASURED:
            for name, worker in workers.items():
                taken[kind][name].append(worker.make(kind, turns[kind, name]))
    return taken


def _warmed(worker: Worker, kind: str) -> int:
    """Makes the first documents, which do not count, and gives how many fill a turn."""
    spent, made, each = 0.0, 0, 0.0
    while spent < WARM or made < LEAST_WARM:
        batch = max(1, min(made, 200))
        each = worker.make(kind, batch)
        spent, made = spent + each * batch, made + batch
    return max(1, round(TURN / each))


def _campaign() -> list[tuple[int, int]]:
    """Bytes in memory after so many documents, no two of which are the same."""
    seen, made = [], 0
    with Worker(engines.own(engines.CAMPAIGN)) as worker:
        for mark in MARKS:
            worker.make(CAMPAIGN, mark - made)
            made = mark
            memory = worker.memory()
            if memory is not None:
                seen.append((mark, memory))
    return seen


@dataclass(frozen=True)
class Ratio:
    """How many times longer one takes than another: the median over the rounds, and how far
    apart the quartiles are."""

    median: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{_times(self.median)} × ({_times(self.low)}–{_times(self.high)})"


def _ratio(times: Times, kind: str, slow: str, fast: str) -> Ratio:
    pairs = zip(times[kind][slow], times[kind][fast], strict=True)
    low, median, high = statistics.quantiles((one / other for one, other in pairs), n=4)
    return Ratio(median, low, high)


def _report(
    runners: Field,
    times: Times,
    peaks: Mapping[str, int | None],
    memory: list[tuple[int, int]],
) -> Report:
    each = {kind: _ms(statistics.median(times[kind][OURS])) for kind in MEASURED}
    return Report(
        name="documents",
        title="Making documents",
        sentence=(
            f"A protocol of eight pages takes {each['protocollo']} ms of processor and a "
            f"scheda {each['scheda']} ms, with every part read again strictly and every value "
            "looked for in it; no peer does that."
        ),
        goals=_goals(runners, times, memory),
        tables=[
            _engines_table(runners, times, peaks),
            _floor_table(times),
            _memory_table(memory),
        ],
        how=_how(runners),
        versions=runners.versions | _versions(runners),
    )


def _versions(runners: Field) -> dict[str, str]:
    found = {name: version(name) for name in ("Jinja2", "lxml")}
    found["zlib"] = zlib.ZLIB_RUNTIME_VERSION
    if any(peer.is_of_node for peer in runners.peers()):
        found["Node.js"] = engines.node_version()
    return found


def _goals(runners: Field, times: Times, memory: list[tuple[int, int]]) -> list[Goal]:
    goals = []
    for kind, name in MEASURED.items():
        rivals = {one.name: _ratio(times, kind, one.name, OURS) for one in runners.peers()}
        if DOCXTPL in rivals:
            goals.append(_at_least(f"{name}: docxtpl", rivals[DOCXTPL], TIMES_DOCXTPL[kind]))
        if rivals:
            fastest = min(rivals, key=lambda one: rivals[one].median)
            words = f"{name}: the fastest peer, {fastest},"
            goals.append(_at_least(words, rivals[fastest], TIMES_FASTEST))
        above = _ratio(times, kind, OURS, FLOOR)
        is_met = above.median <= TIMES_FLOOR
        goals.append(Goal(f"{name}: at most {TIMES_FLOOR} × the floor", str(above), is_met))
    if memory:
        growth = memory[-1][1] / memory[-2][1]
        wanted = f"memory flat from {MARKS[-2]:,} to {MARKS[-1]:,} documents"
        goals.append(Goal(wanted, f"{(growth - 1) * 100:+.1f} %", growth <= GROWTH))
    return goals


def _at_least(whom: str, ratio: Ratio, wanted: int) -> Goal:
    words = f"{whom} takes at least {wanted} times as long"
    return Goal(words, str(ratio), ratio.median >= wanted)


def _engines_table(runners: Field, times: Times, peaks: Mapping[str, int | None]) -> Table:
    rows = []
    for name in (OURS, *(peer.name for peer in runners.peers())):
        cells = ["**Intese**" if name == OURS else name]
        for kind in MEASURED:
            cells.append(_ms(statistics.median(times[kind][name])))
            cells.append(_times(_ratio(times, kind, DOCXTPL, name).median)
                         if DOCXTPL in runners.workers else "–")  # fmt: skip
        rows.append([*cells, _mb(peaks[name]), f"{runners.sizes[name] / 1000:.0f}"])
    columns = ["engine"]
    for shown in MEASURED.values():
        columns += [f"{shown}, ms", "× as fast as docxtpl"]
    return Table((*columns, "peak MB", "KB of the protocol"), rows)


def _floor_table(times: Times) -> Table:
    rows = []
    for kind, shown in MEASURED.items():
        cells = [shown, _ms(statistics.median(times[kind][OURS]))]
        for floor in (FLOOR, OWN_FLOOR):
            cells.append(_ms(statistics.median(times[kind][floor])))
            cells.append(_times(_ratio(times, kind, OURS, floor).median))
        rows.append(cells)
    return Table(
        ("document", "Intese, ms", "floor, ms", "× floor", "tighter floor, ms", "× tighter floor"),
        rows,
        above="Beside the least that a render and the packing take, with Jinja as it comes and, "
        "tighter, with our own environment:",
    )


def _memory_table(memory: list[tuple[int, int]]) -> Table:
    rows = [(f"{documents:,}", f"{size / 1e6:.1f}") for documents, size in memory]
    return Table(
        ("documents", "MB in memory"),
        rows,
        above="Memory of one process that makes protocols and schede in turn, all different:",
    )


def _how(runners: Field) -> list[str]:
    peers = [f"{peer.name}: {peer.used}." for peer in runners.peers()]
    return [
        f"{ROUNDS} rounds; in each, every engine has its turn on either document. Times are the "
        "median CPU time (user and system) of the engine's own process, ratios the median of the "
        "ratios within a round (with their quartiles). Peak is the most memory that the process "
        "ever held.",
        "Each process is warm: it has made documents of that kind for "
        f"{WARM} s of CPU, and at least {LEAST_WARM}, before the first round.",
        "Ours is `render(letter)` whole: from the dataclass to the bytes, with all its checks. "
        "The peers get their data ready and have nothing to check.",
        "The peers' templates are ours, rewritten by `bench/peers/dialects.py` with the same "
        "paragraphs, tables, loops and conditions; before the rounds the text that each makes is "
        "read, and is ours line for line.",
        "The floor is the render of templates compiled already, with the encoding, deflate "
        "(level 1), CRC and zip of the parts that change; it reads nothing again. It is set with "
        "Jinja as it comes; our environment reads the fields of plain dicts faster, hence the "
        "tighter one.",
        *peers,
        *runners.notes,
        *runners.left_out,
    ]


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.2f}" if seconds < 0.01 else f"{seconds * 1000:.0f}"


def _times(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio < 10 else f"{ratio:.1f}"


def _mb(size: int | None) -> str:
    return "–" if size is None else f"{size / 1e6:.0f}"
