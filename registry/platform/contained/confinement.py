"""What a child puts on before it touches a stranger's bytes, and what a program puts on before
it is started. What a system lacks is left out; :mod:`.strength` tries what holds.
"""

import contextlib
import os
import resource
import signal
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

from registry.platform.contained import kernel, landlock, seccomp
from registry.platform.contained.limits import Limits
from registry.platform.contained.messages import ProgramWanted
from registry.platform.contained.namespaces import TMP

_MOST_DESCRIPTORS = 2**20
_SMALLEST_STEP = 0.001
_LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache")
_OF_THE_SYSTEM = ("/dev/null", "/dev/zero", "/dev/urandom", "/usr/share/zoneinfo", "/etc/localtime")
_OF_PROGRAMS = (
    *_OF_THE_SYSTEM, *_LIBRARIES, "/bin", "/usr", "/opt", "/proc", "/sys/devices/system/cpu",
    "/etc/alternatives", "/etc/fonts", "/etc/group", "/etc/ld.so.conf", "/etc/ld.so.conf.d",
    "/etc/libreoffice", "/etc/locale.alias", "/etc/nsswitch.conf", "/etc/passwd",
    "/var/cache/fontconfig", "/var/lib/libreoffice", "/var/spool/libreoffice",
)  # fmt: skip


def task_rules() -> int | None:
    """Landlock for tasks: they read the interpreter, its libraries and the modules that the
    nursery has imported, and write nothing. None where there is no Landlock."""
    if seccomp.is_known():
        seccomp.same_for_all_tasks()  # now, and not in every child
    return landlock.ruleset(reads={*_of_the_interpreter(), *_of_the_modules()})


def program_rules(wanted: ProgramWanted) -> int | None:
    """Landlock for a program: the system's programs and fonts, and the folders that are named."""
    of_itself = Path(wanted.argv[0]).resolve().parent
    tmp = [TMP] if wanted.needs_tmp else []
    return landlock.ruleset(
        reads=[of_itself, *map(Path, _OF_PROGRAMS), *map(Path, wanted.reads)],
        writes=[Path("/dev/null"), *tmp, *map(Path, wanted.writes)],
        with_programs=True,
    )


def keep_only(kept: Iterable[int]) -> None:
    """Of the descriptors beyond the standard ones, these; nothing else is inherited."""
    first = 3
    for number in sorted(kept):
        os.closerange(first, number)
        first = number + 1
    os.closerange(first, min(os.sysconf("SC_OPEN_MAX"), _MOST_DESCRIPTORS))


def begin_clock(seconds: float | None) -> None:
    """The kernel ends this process after so long, whatever it is doing."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, max(seconds, _SMALLEST_STEP) if seconds else 0)


def bound_task(limits: Limits, *, has_output: bool, highest: int) -> None:
    """The limits of a task. ``highest`` is the last descriptor that it holds."""
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)  # a file too large ends it: no doubt why
    _bound(limits, memory=_mapped() + limits.memory, output=limits.output if has_output else 0)
    _limit(resource.RLIMIT_NOFILE, highest + 1 + limits.open_files)
    _limit(resource.RLIMIT_NPROC, 0)


def bound_program(limits: Limits) -> None:
    _bound(limits, memory=limits.memory, output=limits.output)
    _limit(resource.RLIMIT_NOFILE, limits.open_files)
    if os.geteuid() != 0:  # root's are not counted
        _limit(resource.RLIMIT_NPROC, _running_as_us() + limits.processes)


def seal_task(rules: int | None) -> None:
    """Nothing to write, no file of others to read, no process, no network. There is no way back."""
    _forgo_privileges(but_reading=rules is not None)
    if rules is not None:
        landlock.enforce(rules)
        os.close(rules)
    if seccomp.is_known():
        with contextlib.suppress(OSError):
            seccomp.enforce(seccomp.for_a_task(os.getpid()))


def seal_program(rules: int | None) -> None:
    _forgo_privileges(but_reading=False)
    if rules is not None:
        landlock.enforce(rules)
        os.close(rules)
    if seccomp.is_known():
        with contextlib.suppress(OSError):
            seccomp.enforce(seccomp.for_a_program())


def go_first() -> None:
    """Where the machine's memory runs out, this process goes before the server or the database."""
    with contextlib.suppress(OSError):
        score = os.open("/proc/self/oom_score_adj", os.O_WRONLY)
        os.write(score, b"1000")
        os.close(score)


def _forgo_privileges(*, but_reading: bool) -> None:
    with contextlib.suppress(OSError):
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    if kernel.MACHINE in ("x86_64", "aarch64"):
        kernel.drop_capabilities(but_reading=but_reading)


def _bound(limits: Limits, *, memory: int, output: int) -> None:
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_AS, memory)
    _limit(resource.RLIMIT_FSIZE, output)
    if limits.cpu_seconds is not None:
        # The soft one says why; the hard one comes a second later to who did not listen.
        _limit(resource.RLIMIT_CPU, limits.cpu_seconds, limits.cpu_seconds + 1)


def _limit(what: int, soft: int, hard: int | None = None) -> None:
    """No more than that, and no more than already."""
    _soft, already = resource.getrlimit(what)
    most = soft if hard is None else hard
    if already != resource.RLIM_INFINITY:
        most = min(most, already)
    try:
        resource.setrlimit(what, (min(soft, most), most))
    except (ValueError, OSError):
        if kernel.IS_LINUX:  # macOS knows some by name only
            raise


def _mapped() -> int:
    """Bytes of address space that this process has already."""
    if not kernel.IS_LINUX:
        return 0
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * resource.getpagesize()


def _running_as_us() -> int:
    """How many processes and threads of this user there are."""
    count = 0
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if process.stat().st_uid == os.geteuid():
                count += sum(1 for _thread in (process / "task").iterdir())
    return count


def _of_the_interpreter() -> set[Path]:
    places = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    libraries = sysconfig.get_config_var("LIBDIR")
    return {Path(place) for place in (*places, libraries, *_LIBRARIES, *_OF_THE_SYSTEM) if place}


def _of_the_modules() -> set[Path]:
    """The top package or the file of each module: never the folder where it stands, which may
    be the one with the data."""
    found = set()
    for name, module in list(sys.modules.items()):
        path = getattr(module, "__file__", None)
        if "." not in name and path:
            file = Path(path).absolute()
            found.add(file.parent if file.name.startswith("__init__.") else file)
    return found
