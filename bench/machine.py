"""The machine that measures, in a line: what a reader needs to weigh an absolute time."""

import os
import platform
from pathlib import Path


def machine() -> str:
    """Processor, cores, system, Python, and how busy it all was. Nothing that names the machine."""
    load = f", load average {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{_processor()}, {_cores()} cores, {platform.system()}, {python}{load}"


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _processor() -> str:
    cpus = Path("/proc/cpuinfo")
    if cpus.exists():
        for line in cpus.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.machine()
