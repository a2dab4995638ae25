"""The command ``intese``, also as ``python -m intese``: silent from its first line on, whenever
somebody interrupts it."""

import signal
import sys


def program() -> None:
    """What the installed ``intese`` runs."""
    try:
        from intese import commands  # noqa: PLC0415  this, too, may be interrupted

        status = commands.carry_out()
    except KeyboardInterrupt:
        status = 128 + signal.SIGINT  # as shells have it
    sys.exit(status)


if __name__ == "__main__":
    program()
