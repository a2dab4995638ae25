"""The program as people run it: ``intese serve``, in a process and a folder of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROGRAM = (sys.executable, "-m", "intese")
PATIENCE = 120.0  # seconds: the demo is made before the first answer
A_MOMENT = 0.05


@dataclass(frozen=True)
class Site:
    """A running registry: where it answers, and the folder where it runs."""

    address: str
    folder: Path

    @property
    def log(self) -> str:
        """What the program has told so far, standard error included."""
        return (self.folder / "log").read_text("utf-8")


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@contextmanager
def serving(folder: Path, dsn: str, *options: str) -> Iterator[Site]:
    """A server on the database ``dsn``, up within the block and gone after it, as by Ctrl-C."""
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    site = Site(f"http://127.0.0.1:{port}", folder)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603  our own program
            [*PROGRAM, "serve", "--port", str(port), *options],
            cwd=folder,
            env=os.environ | _settings(folder, dsn, site.address),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        try:
            _wait_until_it_answers(process, site)
            yield site
        finally:
            _close(process)


def _settings(folder: Path, dsn: str, address: str) -> dict[str, str]:
    return {
        "INTESE_HOME": str(folder / "var"),
        "INTESE_DATABASE_URL": dsn,
        "INTESE_PUBLIC_URL": address,
        "INTESE_POOL_SIZE": "4",
    }


def _wait_until_it_answers(process: subprocess.Popen[bytes], site: Site) -> None:
    give_up_at = time.monotonic() + PATIENCE
    while not _answers(site.address):
        if process.poll() is not None:
            raise AssertionError(f"The program ended by itself:\n{site.log}")
        if time.monotonic() > give_up_at:
            raise AssertionError(f"The program does not answer:\n{site.log}")
        time.sleep(A_MOMENT)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/readyz", timeout=5) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def _close(process: subprocess.Popen[bytes]) -> None:
    """Ctrl-C, as people close it: it has to go away by itself."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        raise AssertionError("The program did not close within 20 seconds of Ctrl-C.") from None


def chromium_or_none() -> str | None:
    """The browser of this machine: ``INTESE_CHROMIUM`` names another."""
    named = os.environ.get("INTESE_CHROMIUM")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--font-render-hinting=none",
)  # fmt: skip
