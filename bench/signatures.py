"""Verifying signatures, beside what others take: OpenSSL's command and pyHanko's own validation.

A batch is verified as ``intese verify`` does it: shut in, many files in a child, with somebody to
trust. The processor's time is that of the nursery and its children, of OpenSSL's processes, or of
this process for pyHanko.
"""

import io
import resource
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import msgspec
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from bench.gate import processor_of
from bench.report import Goal, Report, Table
from intese.letters import KINDS
from registry.platform.contained import keeping
from registry.platform.documents import render
from registry.platform.signatures import Signed, verify_many
from tests.gate import papers
from tests.signatures.envelopes import By, envelope
from tests.signatures.pdfs import How, signed
from tests.signatures.people import certifier, rossi, verdi

ROUNDS = 7
FILES = 48
GOAL = 50.0


class Kind(NamedTuple):
    """Files of one kind; ``signatures`` is how many each has."""

    what: str
    content: bytes
    signatures: int
    by: str
    alone: Callable[[bytes, Path], None]
    """The peer, on one file that is also at that path."""


class Row(NamedTuple):
    """Signatures a second."""

    what: str
    size: int
    ours: float
    ours_by_clock: float
    by: str
    peer: float


def measure() -> Report:
    rows = taken()
    worst = min(row.ours for row in rows)
    return Report(
        name="signatures",
        title="Verifying signatures",
        sentence=f"At least {worst:.0f} signatures a second of processor time in a batch, of "
        "whatever kind, shut in and held against a trusted certifier.",
        tables=[
            Table(
                ("", "kB", "a second", "by the clock", "the peer", "a second", "times"),
                [_shown(row) for row in rows],
            )
        ],
        goals=[
            Goal(f"at least {GOAL:.0f} signatures a second", f"{worst:.0f}", is_met=worst >= GOAL)
        ],
        how=[
            f"{FILES} files of a kind, {ROUNDS} rounds, interleaved with the peer; medians. "
            "Keys are on the curve P-256, certificates of a certifier of ours.",
            "Ours: `verify_many`, as `intese verify` asks it: the start of the children is within.",
            "OpenSSL: `openssl cms -verify -CAfile …`, a process for each file, as a script would "
            "call it. It looks at the envelope only.",
            "pyHanko: `validate_pdf_signature` on every signature of the file, in this process "
            "and with its own comparison of revisions, nothing shut in.",
        ],
        versions={"pyHanko": version("pyhanko"), "OpenSSL": _version_of_openssl()},
    )


def taken() -> Sequence[Row]:
    anchors = msgspec.msgpack.encode([certifier().as_anchor()])
    list(verify_many([Signed(papers.pdf())]))
    with tempfile.TemporaryDirectory() as folder:
        authority = Path(folder) / "ca.pem"
        authority.write_bytes(certifier().pem)
        return [_row(kind, anchors, Path(folder)) for kind in _kinds(authority)]


def _kinds(authority: Path) -> list[Kind]:
    act = render(KINDS["protocollo"].build(KINDS["protocollo"].example()))
    paper = papers.pdf(papers.with_form(), pages=30)
    by_rossi, by_verdi = By(rossi()), By(verdi())
    once = signed(paper, by_rossi)
    many = once
    for number in range(9):
        many = signed(many, by_verdi, How(f"Firma{number + 2}"))
    openssl, pyhanko = _with_openssl(authority), _with_pyhanko
    return [
        Kind("a protocol in Word, .p7m", envelope(act, by_rossi), 1, "OpenSSL", openssl),
        Kind("the same, two signers", envelope(act, by_rossi, by_verdi), 2, "OpenSSL", openssl),
        Kind("a PDF of 30 pages, signed", once, 1, "pyHanko", pyhanko),
        Kind("the same, ten signers in turn", many, 10, "pyHanko", pyhanko),
    ]


def _row(kind: Kind, anchors: bytes, folder: Path) -> Row:
    path = folder / "file"
    path.write_bytes(kind.content)
    ours, clock, theirs = [], [], []
    for _round in range(ROUNDS):
        used, began = _of_children(), time.perf_counter()
        verdicts = list(verify_many([Signed(kind.content)] * FILES, anchors=anchors))
        clock.append(time.perf_counter() - began)
        ours.append(_of_children() - used)
        if not all(one.intact and one.trusted for one in verdicts):
            raise RuntimeError(kind.what)
        used = _of_this_process()
        few = max(1, FILES // kind.signatures // 4)
        for _file in range(few):
            kind.alone(kind.content, path)
        theirs.append((_of_this_process() - used) / few)
    of_batch = FILES * kind.signatures
    return Row(
        kind.what,
        len(kind.content),
        of_batch / statistics.median(ours),
        of_batch / statistics.median(clock),
        kind.by,
        kind.signatures / statistics.median(theirs),
    )


def _shown(row: Row) -> tuple[str, ...]:
    rates = (f"{row.ours:.0f}", f"{row.ours_by_clock:.0f}")
    times = f"{row.ours / row.peer:.1f}"
    return (row.what, f"{row.size / 1000:.0f}", *rates, row.by, f"{row.peer:.0f}", times)


def _with_openssl(authority: Path) -> Callable[[bytes, Path], None]:
    program = shutil.which("openssl") or "openssl"

    def verify(_content: bytes, path: Path) -> None:
        subprocess.run(  # noqa: S603  our own words
            [program, "cms", "-verify", "-inform", "DER", "-binary", "-in", path,
             "-CAfile", authority, "-purpose", "any", "-out", "/dev/null"],
            check=True, capture_output=True,
        )  # fmt: skip

    return verify


def _with_pyhanko(content: bytes, _path: Path) -> None:
    for seal in PdfFileReader(io.BytesIO(content)).embedded_signatures:
        context = ValidationContext(trust_roots=[certifier().asn1], allow_fetching=False)
        if not validate_pdf_signature(seal, signer_validation_context=context).bottom_line:
            raise RuntimeError("pyHanko does not find it good")


def _of_children() -> float:
    return processor_of(keeping.nursery_of_this_program().process.pid)


def _of_this_process() -> float:
    """With the processes that it started and that have ended."""
    ours, theirs = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return ours.ru_utime + ours.ru_stime + theirs.ru_utime + theirs.ru_stime


def _version_of_openssl() -> str:
    program = shutil.which("openssl")
    if program is None:
        return "?"
    told = subprocess.run([program, "version"], capture_output=True, check=True, text=True).stdout  # noqa: S603
    return told.split()[1]
