"""The engines that are compared, each a process that lives as long as the benchmark."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import version as python_version
from pathlib import Path
from types import TracebackType
from typing import Any

from bench.peers import dialects, install, shapes
from bench.peers.tags import tags_of
from registry.platform.documents.package import CORE, read_parts
from registry.platform.documents.plain import plain_data
from registry.platform.documents.sheets import filled_names
from registry.platform.documents.templates import read_template
from registry.platform.documents.text import parse_strictly
from registry.platform.settings import ROOT

INPUTS = install.HOME / "inputs"
HERE = Path(__file__).parent
OURS, FLOOR, OWN_FLOOR, CAMPAIGN = "intese", "floor", "own-floor", "campaign"
DOCXTPL = "docxtpl"


class Failed(Exception):
    """In one line, why an engine does not make the document."""


@dataclass(frozen=True)
class Peer:
    """``used`` says how, in a line of the page. ``command`` raises CannotInstall."""

    name: str
    dialect: type[dialects.Dialect] | None
    shape: Callable[[Any, shapes.Names], Any]
    command: Callable[[str], list[str]]
    version: Callable[[], str]
    used: str

    @property
    def is_of_node(self) -> bool:
        return self.command is _node


def _own_docxtpl(name: str) -> list[str]:
    return [sys.executable, str(HERE / "with_docxtpl.py"), str(INPUTS / name)]


def _rust_docxtpl(name: str) -> list[str]:
    return [str(install.rust_docxtpl()), str(HERE / "with_docxtpl.py"), str(INPUTS / name)]


def _node(name: str) -> list[str]:
    node, packages = install.node_packages()
    return [node, str(HERE / "with_node.cjs"), name, str(INPUTS / name), str(packages)]


def _rust_version() -> str:
    asked = "from importlib.metadata import version; print(version('rust-docxtpl'))"
    return subprocess.check_output([install.RUST_PYTHON, "-c", asked], text=True).strip()  # noqa: S603  our own command


def node_version() -> str:
    """Of the Node that runs the peers, without its «v»."""
    node, _packages = install.node_packages()
    return subprocess.check_output([node, "--version"], text=True).strip().lstrip("v")  # noqa: S603  our own command


def _of_node(package: str) -> Callable[[], str]:
    return lambda: install.version(package)


PEERS = (
    Peer(DOCXTPL, None, shapes.as_it_is, _own_docxtpl, lambda: python_version("docxtpl"),
         "as its documentation shows: a new DocxTemplate a document, with autoescape (without "
         "it, it loses text)"),
    Peer("rust-docxtpl", None, shapes.as_it_is, _rust_docxtpl, _rust_version,
         "the same code, with its caches and its accelerator on"),
    Peer("docxtemplater", dialects.Docxtemplater, shapes.flat, _node, _of_node("docxtemplater"),
         "template kept in memory, a new Docxtemplater a document (it refuses a second render), "
         "paragraphLoop and linebreaks on, deflate level 1"),
    Peer("easy-template-x", dialects.EasyTemplateX, shapes.flat_with_contraries, _node,
         _of_node("easy-template-x"), "one TemplateHandler for all, template kept in memory"),
    Peer("carbone", dialects.Carbone, shapes.with_answers, _node, _of_node("carbone"),
         "carbone.render of the file; the free edition has no cache to turn on"),
    Peer("docx-templates", dialects.DocxTemplates, shapes.as_it_is, _node,
         _of_node("docx-templates"), "noSandbox, which its documentation calls the faster way; "
         "template kept in memory, deflate level 1"),
)  # fmt: skip


def write_inputs(peer: Peer, letters: Mapping[str, Any], cores: Mapping[str, bytes]) -> None:
    """The peer's template and data for each kind. ``cores`` are for who fills no properties."""
    folder = INPUTS / peer.name
    folder.mkdir(parents=True, exist_ok=True)
    for kind, letter in letters.items():
        template = read_template(letter.template)
        parts = read_parts(template)
        if peer.dialect is not None:
            template = dialects.rewritten(parts, peer.dialect, cores[kind])
        data = peer.shape(plain_data(letter), _names(parts))
        (folder / f"{kind}.docx").write_bytes(template)
        (folder / f"{kind}.json").write_text(json.dumps(data), "utf-8")


def _names(parts: dict[str, bytes]) -> shapes.Names:
    roots = [parse_strictly(parts[name]) for name in filled_names(parts)]
    return {
        tag.ref.path: tag.loop.item
        for root in roots
        for tag in tags_of(root)
        if tag.loop is not None
    }


def core_of(docx: bytes) -> bytes:
    """Title and subject as a finished document has them."""
    return read_parts(docx)[CORE]


def own(name: str) -> list[str]:
    """How to start ours, or a floor under it."""
    return [sys.executable, "-m", "bench.peers.with_ours", name]


class Worker:
    """The process of one engine. It is asked in turn with the others, and ends with the block."""

    def __init__(self, command: list[str]) -> None:
        self._process = subprocess.Popen(  # noqa: S603  our own command
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True, cwd=ROOT,
        )  # fmt: skip

    def __enter__(self) -> "Worker":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._process.terminate()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def make(self, kind: str, times: int) -> float:
        """CPU seconds that each of so many documents took."""
        return float(self._ask(kind=kind, times=times)["cpu"]) / times

    def save(self, kind: str, path: Path) -> int:
        """Writes one document there; its size in bytes."""
        return int(self._ask(kind=kind, save=str(path))["size"])

    def memory(self) -> int | None:
        """Bytes in memory now."""
        return self._status("VmRSS")

    def peak(self) -> int | None:
        """The most bytes in memory so far."""
        return self._status("VmHWM")

    def _ask(self, **question: object) -> dict[str, Any]:
        assert self._process.stdin
        assert self._process.stdout
        try:
            self._process.stdin.write(json.dumps(question) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            raise Failed("the process ended") from None
        line = self._process.stdout.readline()
        answer: dict[str, Any] = json.loads(line) if line else {"error": "the process ended"}
        if "error" in answer:
            raise Failed(answer["error"])
        return answer

    def _status(self, name: str) -> int | None:
        status = Path(f"/proc/{self._process.pid}/status")
        if not status.exists():
            return None
        found = [line for line in status.read_text().splitlines() if line.startswith(name)]
        return int(found[0].split()[1]) * 1024
