"""A process that makes documents when it is told: a line of JSON in, a line of JSON out.

Only the standard library, because one of the peers lives where Intese is not installed.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

Make = Callable[[], bytes]


def serve(makers: Callable[[str], Make]) -> None:
    """``{"kind", "times"}`` makes that many and answers the CPU seconds that they took;
    ``{"kind", "save"}`` writes one there. ``makers`` gives, for a kind, what makes one."""
    answers, sys.stdout = sys.stdout, sys.stderr
    known: dict[str, Make] = {}
    for line in sys.stdin:
        asked = json.loads(line)
        kind = asked["kind"]
        try:
            if kind not in known:
                known[kind] = makers(kind)
            answer = _save(known[kind], asked) if "save" in asked else _time(known[kind], asked)
        except Exception as error:  # whatever goes wrong in a peer is told, and it is left out
            answer = {"error": f"{type(error).__name__}: {error}"}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def _time(make: Make, asked: dict[str, int]) -> dict[str, object]:
    before = time.process_time()
    for _number in range(asked["times"]):
        make()
    return {"cpu": time.process_time() - before}


def _save(make: Make, asked: dict[str, str]) -> dict[str, object]:
    return {"size": Path(asked["save"]).write_bytes(make())}
