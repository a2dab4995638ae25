"""Sets the peers up at the first run: from locks of their own, apart from the product's.

They live in ``build/bench``, which git ignores and ``make clean`` takes away. What cannot be
installed is told, and the benchmark goes on without it.
"""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from registry.platform.settings import ROOT
from registry.platform.web.build_assets import CannotBuild, node, npm

LOCKS = Path(__file__).parent
HOME = ROOT / "build" / "bench"
PYTHON_LOCK = LOCKS / "requirements.lock"
NODE_LOCK = LOCKS / "package-lock.json"
NODE_HOME = HOME / "node"
RUST_HOME = HOME / "rust-docxtpl"
RUST_PYTHON = RUST_HOME / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


class CannotInstall(Exception):
    """In one line, why a peer is not here."""


_failed: dict[Path, CannotInstall] = {}
"""What was tried in vain is not tried again for the next peer."""


def rust_docxtpl() -> Path:
    """The Python that has rust-docxtpl: it calls itself docxtpl, so it lives alone."""
    _once(PYTHON_LOCK, RUST_HOME, _install_rust_docxtpl)
    return RUST_PYTHON


def node_packages() -> tuple[str, Path]:
    """The node to run, and the folder where the packages are."""
    _once(NODE_LOCK, NODE_HOME, _install_node_packages)
    try:
        return node(), NODE_HOME
    except CannotBuild as error:
        raise CannotInstall(str(error)) from error


def version(package: str) -> str:
    """Of a Node package that is installed."""
    manifest = NODE_HOME / "node_modules" / package / "package.json"
    return str(json.loads(manifest.read_text("utf-8"))["version"])


def _once(lock: Path, home: Path, install: Callable[[], None]) -> None:
    """Unless that lock is what was installed there last. Raises CannotInstall."""
    if home in _failed:
        raise _failed[home]
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    installed = home / ".installed"
    if installed.exists() and installed.read_text() == wanted:
        return
    sys.stderr.write(f"Installo i termini di paragone in {home.relative_to(ROOT)}…\n")
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    try:
        install()
    except (OSError, CannotBuild, CannotInstall) as error:
        _failed[home] = CannotInstall(str(error).splitlines()[0])
        raise _failed[home] from error
    installed.write_text(wanted)


def _install_rust_docxtpl() -> None:
    _run([sys.executable, "-m", "venv", str(RUST_HOME)], RUST_HOME)
    pip = [str(RUST_PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _run([*pip, "--require-hashes", "--no-deps", "-r", str(PYTHON_LOCK)], RUST_HOME)


def _install_node_packages() -> None:
    for source in (NODE_LOCK, LOCKS / "package.json", ROOT / ".npmrc"):
        shutil.copy(source, NODE_HOME)
    _run([*npm(), "ci"], NODE_HOME)


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603  our own command
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or ["no word why"]
        told = next((line for line in said if "error" in line.lower()), said[-1])
        raise CannotInstall(f"{Path(command[0]).name} says «{told}»")
