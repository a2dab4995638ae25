"""The keeper: a small process that keeps PostgreSQL up while somebody is attached.

Whoever attaches holds a shared lock. The keeper waits to have that lock for itself alone,
which happens when the last one leaves or dies, however it dies; then it stops the server and
ends. If the keeper itself is killed, the kernel tells the server to stop, and whoever is
attached starts both again. A server that falls while people are attached, or that somebody
else stops, is started again.

Run as a file, without the project's packages: it must be small and quick to start.

    python keeper.py ATTACHED_LOCK KEEPER_LOCK_DESCRIPTOR DATA_FOLDER SOCKET_FOLDER COMMAND…
"""

import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

QUICK_DEATH = 2.0  # seconds: what dies sooner could not start
BREATH = 0.5  # seconds before another try: the orphans of a killed server must go first
MOST_DEATHS = 120  # quick ones in a row: a minute of tries
PATIENCE = 30.0  # seconds a clean stop may take
LOOK_ROUND = 1.0  # seconds between two looks at a server that says nothing


class Keeper:
    def __init__(self, command: list[str], descriptor: int, data: Path) -> None:
        self.command = command
        self.descriptor = descriptor
        self.postmaster = data / "postmaster.pid"
        self.turn = threading.Lock()
        self.is_leaving = False
        self.start()

    def start(self) -> None:
        with self.turn:
            if self.is_leaving:
                return
            self.started_at = time.monotonic()
            # The server holds the keeper's lock too: it is free only when both are gone.
            self.server = subprocess.Popen(  # noqa: S603  what the caller served
                self.command, pass_fds=[self.descriptor]
            )

    def keep(self) -> None:
        """Until we stop the server, or it cannot stand any more."""
        has_stood, quick_deaths = False, 0
        while self._has_ended() and not self.is_leaving:
            if time.monotonic() - self.started_at > QUICK_DEATH:
                has_stood, quick_deaths = True, 0
            quick_deaths += 1
            if not has_stood or quick_deaths > MOST_DEATHS:
                return
            time.sleep(BREATH)
            self.start()

    def _has_ended(self) -> bool:
        """Waits for it; says True. A stop that waits for its guests would wait for ever."""
        while True:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.server.wait(LOOK_ROUND)
                return True
            if self._is_stopping() and not self.is_leaving:
                self.server.send_signal(signal.SIGINT)

    def _is_stopping(self) -> bool:
        """Somebody asked it for a smart stop: it takes nobody in, and waits for who is there."""
        with contextlib.suppress(OSError):
            told = self.postmaster.read_text(errors="replace").splitlines()
            return told[7:] != [] and told[7].strip() == "stopping"
        return False

    def stop(self) -> None:
        with self.turn:
            self.is_leaving = True
        for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            self.server.send_signal(how)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.server.wait(PATIENCE)
                return

    def stop_when_alone(self, attached: int) -> None:
        fcntl.flock(attached, fcntl.LOCK_EX)
        self.stop()


def main(attached_lock: str, descriptor: str, data: str, socket_folder: str, *command: str) -> None:
    if os.fork() != 0:
        return  # nobody's child: whoever started it neither waits for it nor leaves a zombie
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # A whole group is told to stop at once; the server must outlive who uses it.
        signal.signal(sign, lambda *_: None)
    attached = os.open(attached_lock, os.O_RDWR)
    keeper = Keeper(list(command), int(descriptor), Path(data))
    threading.Thread(target=keeper.stop_when_alone, args=(attached,), daemon=True).start()
    keeper.keep()
    with contextlib.suppress(OSError):
        Path(socket_folder).rmdir()


if __name__ == "__main__":
    main(*sys.argv[1:])
