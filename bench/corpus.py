"""A folder of files through the gate, and what became of them: ``make bench only=gate DIR=…``.

Nothing is judged here. What is counted are verdicts by kind and reason, and what may never be:
an error that the gate did not foresee, a hang, something left behind.
"""

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from registry.platform.contained import Failed, keeping, leave
from registry.platform.gate import look
from registry.platform.gate.asking import judged, told_of, unseen
from registry.platform.gate.policy import KINDS
from registry.platform.settings import settings

AT_ONCE = 2


class Passed(NamedTuple):
    path: Path
    row: dict[str, object]
    failure: str
    seconds: float


def run_through(folder: Path, *, rows_in: Path | None = None) -> None:
    """Prints the table; ``rows_in`` keeps a line of JSON for each file."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    with ThreadPoolExecutor(AT_ONCE) as pool:
        passed = list(pool.map(_pass, paths))
    nursery = keeping.nursery_of_this_program().process.pid
    children = Path(f"/proc/{nursery}/task/{nursery}/children")
    left = children.read_text().split() if children.exists() else []
    leave()
    if rows_in is not None:
        rows_in.write_text("".join(json.dumps(_row(one)) + "\n" for one in passed), "utf-8")
    sys.stdout.write(_table(passed))
    files = list((settings().home / "tmp").glob("*"))
    sys.stdout.write(f"\nleft behind: {len(left)} processes, {len(files)} files\n")


def _pass(path: Path) -> Passed:
    content = path.read_bytes()
    began = time.perf_counter()
    failure = ""
    try:
        seen = unseen(content) or look(path.name, content)
        verdict = judged(seen, content, KINDS)
    except Failed as failed:
        failure = f"{type(failed).__name__} {failed}"
        verdict = judged(told_of(failed), content, KINDS)
    row: dict[str, object] = {
        "accepted": verdict.accepted,
        "kind": verdict.kind,
        "signed": verdict.signed,
        "codes": sorted({one.code for one in verdict.reasons}),
        "reasons": [one.message for one in verdict.reasons],
    }
    return Passed(path, row, failure, time.perf_counter() - began)


def _row(one: Passed) -> dict[str, object]:
    return {"file": os.fspath(one.path), **one.row, "failure": one.failure, "s": one.seconds}


def _table(passed: Iterable[Passed]) -> str:
    passed = list(passed)
    lines = ["kind     files  accepted  with a reason  refused   slowest   refused because of\n"]
    for kind in (*KINDS, None):
        of_it = [one for one in passed if one.row["kind"] == kind]
        if of_it:
            lines.append(_line(kind or "other", of_it))
    lines.append(_line("all", passed))
    failures = Counter(one.failure for one in passed if one.failure)
    lines.append(f"\nfailures in the fence: {sum(failures.values())}\n")
    lines += [f"  {count:4} {name}\n" for name, count in failures.most_common()]
    return "".join(lines)


def _line(name: str, passed: list[Passed]) -> str:
    accepted = [one for one in passed if one.row["accepted"]]
    told = [one for one in accepted if one.row["codes"]]
    codes: Counter[str] = Counter()
    for one in passed:
        if not one.row["accepted"]:
            codes.update(one.row["codes"])  # type: ignore[call-overload]
    slowest = max(one.seconds for one in passed)
    because = ", ".join(f"{code} {n}" for code, n in codes.most_common())
    return (
        f"{name:<7} {len(passed):6} {len(accepted):9} {len(told):14} "
        f"{len(passed) - len(accepted):8} {slowest:7.2f} s   {because}\n"
    )
