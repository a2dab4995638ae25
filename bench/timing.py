"""Timing rounds, interleaved so that a noisy machine disturbs everybody alike."""

import statistics
import time
from collections.abc import Callable, Mapping


def medians(rounds: int, works: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """Median CPU seconds of each work over interleaved rounds; the first round is not counted."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for round_ in range(rounds + 1):
        for name, work in works.items():
            before = time.process_time()
            work()
            if round_:
                taken[name].append(time.process_time() - before)
    return {name: statistics.median(times) for name, times in taken.items()}
