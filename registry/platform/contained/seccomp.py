"""The kernel's own filter of what a process may ask of it (seccomp-bpf).

A task may do what reading a file and thinking need, from a list; all else is refused, what
the kernel will learn in the future included. A program gets all but a list of what no
converter of documents needs, no network, and no way out of its group.

A filter is a short program for the kernel: load a word of the call, compare, jump, answer.
"""

import ctypes
import errno
import struct
from collections.abc import Iterable
from functools import cache

from registry.platform.contained import kernel

# Each with its number on x86_64 and on aarch64; None where that machine has no such call.
TASKS_MAY = """
    read 0 63; write 1 64; readv 19 65; writev 20 66; pread64 17 67; pwrite64 18 68;
    preadv 295 69; pwritev 296 70; preadv2 327 286; pwritev2 328 287; lseek 8 62; close 3 57;
    close_range 436 436; dup 32 23; dup2 33 None; dup3 292 24; fcntl 72 25; flock 73 32;
    fsync 74 82; fdatasync 75 83; ftruncate 77 46; fallocate 285 47; fadvise64 221 223;
    sendfile 40 71; copy_file_range 326 285; access 21 None; faccessat 269 48;
    faccessat2 439 439; stat 4 None; lstat 6 None; fstat 5 80; newfstatat 262 79; statx 332 291;
    statfs 137 43; fstatfs 138 44; readlink 89 None; readlinkat 267 78; getcwd 79 17;
    getdents 78 None; getdents64 217 61; umask 95 166; ioctl 16 29;

    mmap 9 222; munmap 11 215; mremap 25 216; mprotect 10 226; madvise 28 233; brk 12 214;
    msync 26 227; mincore 27 232; membarrier 324 283; rseq 334 293; set_robust_list 273 99;
    futex 202 98; arch_prctl 158 None;

    rt_sigaction 13 134; rt_sigprocmask 14 135; rt_sigreturn 15 139; rt_sigpending 127 136;
    rt_sigsuspend 130 133; rt_sigtimedwait 128 137; sigaltstack 131 132; restart_syscall 219 128;
    pause 34 None; exit 60 93; exit_group 231 94; wait4 61 260; waitid 247 95; getpid 39 172;
    getppid 110 173; gettid 186 178; getpgid 121 155; getpgrp 111 None; getsid 124 156;
    getuid 102 174; geteuid 107 175; getgid 104 176; getegid 108 177; getresuid 118 148;
    getresgid 120 150; getgroups 115 158; getrlimit 97 163; getrusage 98 165; sysinfo 99 179;
    uname 63 160; times 100 153; getpriority 140 141; sched_yield 24 124;
    sched_getaffinity 204 123; getcpu 309 168;

    clock_gettime 228 113; clock_getres 229 114; clock_nanosleep 230 115; nanosleep 35 101;
    gettimeofday 96 169; time 201 None; getitimer 36 102; getrandom 318 278;

    pipe 22 None; pipe2 293 59; poll 7 None; ppoll 271 73; select 23 None; pselect6 270 72;
    epoll_create 213 None; epoll_create1 291 20; epoll_ctl 233 21; epoll_wait 232 None;
    epoll_pwait 281 22; epoll_pwait2 441 441; eventfd 284 None; eventfd2 290 19;
    sendto 44 206; recvfrom 45 207; sendmsg 46 211; recvmsg 47 212; shutdown 48 210;
    getsockopt 55 209; setsockopt 54 208; getsockname 51 204; getpeername 52 205
"""

PROGRAMS_MAY_NOT = """
    ptrace 101 117; process_vm_readv 310 270; process_vm_writev 311 271;
    process_madvise 440 440; pidfd_getfd 438 438; kcmp 312 272;

    unshare 272 97; setns 308 268; mount 165 40; umount2 166 39; move_mount 429 429;
    open_tree 428 428; fsopen 430 430; fsconfig 431 431; fsmount 432 432; fspick 433 433;
    mount_setattr 442 442; pivot_root 155 41; chroot 161 51; swapon 167 224; swapoff 168 225;
    quotactl 179 60; quotactl_fd 443 443; name_to_handle_at 303 264; open_by_handle_at 304 265;
    fanotify_init 300 262; mknod 133 None; mknodat 259 33;

    bpf 321 280; perf_event_open 298 241; io_uring_setup 425 425; io_uring_enter 426 426;
    io_uring_register 427 427; keyctl 250 219; add_key 248 217; request_key 249 218;
    userfaultfd 323 282; memfd_secret 447 447; init_module 175 105; finit_module 313 273;
    delete_module 176 106; kexec_load 246 104; kexec_file_load 320 294; reboot 169 142;
    sethostname 170 161; setdomainname 171 162; settimeofday 164 170; clock_settime 227 112;
    clock_adjtime 305 266; adjtimex 159 171; acct 163 89; syslog 103 116; iopl 172 None;
    ioperm 173 None; modify_ldt 154 None; personality 135 92; uselib 134 None; vhangup 153 58;
    nfsservctl 180 42; lookup_dcookie 212 18; move_pages 279 239; migrate_pages 256 238;

    setsid 112 157; setpgid 109 154
"""

_OPEN = "open 2 None"
_OPENAT = "openat 257 56"
_SIGNALS = "kill 62 129; tkill 200 130; tgkill 234 131"
_LIMITS = "prlimit64 302 261"
_SOCKET_PAIRS = "socketpair 53 199"
_SOCKETS = "socket 41 198; socketpair 53 199"
_CLONE = "clone 56 220"
CLONE3 = "clone3 435 435"

# From this number on every machine counts alike; the C library asks for such calls first,
# and does without those that are not there.
_COMMON = 424
_LAST_KNOWN = 450

_WRITING = 0o3 | 0o100 | 0o1000  # O_ACCMODE | O_CREAT | O_TRUNC
_NEW_NAMESPACES = 0x7E020080
_AF_UNIX = 1

_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}

_ALLOW = 0x7FFF0000
_KILL = 0x80000000
_REFUSE = 0x00050000

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _ANSWER = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _MACHINE, _ARGUMENTS = 0, 4, 16

Step = tuple[int, int, int, int]
"""Code, steps to skip when true, steps to skip when false, the word."""


def is_known() -> bool:
    """Whether this is a machine for which filters can be made."""
    return kernel.MACHINE in _MACHINES


def for_a_task(pid: int) -> bytes:
    """What a task may do. It may signal itself only, as a failed assertion does."""
    return same_for_all_tasks() + _packed([
        *_each(_SIGNALS, _only(0, pid)),
        (_AT_LEAST, 0, 1, _COMMON),
        _answer(_REFUSE | errno.ENOSYS),
        _answer(_REFUSE | errno.EPERM),
    ])  # fmt: skip


@cache
def same_for_all_tasks() -> bytes:
    """Where a task's filter begins: made once, by the nursery."""
    return _packed([
        *_head(),
        *_each(TASKS_MAY, [_answer(_ALLOW)]),
        *_each(_OPEN, _without(1, _WRITING)),
        *_each(_OPENAT, _without(2, _WRITING)),
        *_each(_LIMITS, _only(2, 0)),
        *_each(_SOCKET_PAIRS, _only(0, _AF_UNIX)),
    ])  # fmt: skip


def for_a_program() -> bytes:
    """What a program may not do."""
    return _packed([
        *_head(),
        *_each(PROGRAMS_MAY_NOT, [_answer(_REFUSE | errno.EPERM)]),
        *_each(_SOCKETS, _only(0, _AF_UNIX)),
        *_each(_CLONE, _without(0, _NEW_NAMESPACES)),
        *_each(CLONE3, [_answer(_REFUSE | errno.ENOSYS)]),
        (_AT_LEAST, 0, 1, _LAST_KNOWN + 1),
        _answer(_REFUSE | errno.ENOSYS),
        _answer(_ALLOW),
    ])  # fmt: skip


def numbers(table: str) -> dict[str, int]:
    """The calls of a table that this machine has."""
    column = _MACHINES[kernel.MACHINE][0]
    listed = [(name, both[column]) for name, *both in map(str.split, table.split(";"))]
    return {name: int(number) for name, number in listed if number != "None"}


def enforce(program: bytes) -> None:
    """From now on, for this process and all that come from it. Wants no_new_privs.

    Raises OSError where the kernel has no filters.
    """
    steps = ctypes.create_string_buffer(program, len(program))
    whole = struct.pack("=H6xQ", len(program) // 8, ctypes.addressof(steps))
    kernel.prctl(kernel.PR_SET_SECCOMP, 2, ctypes.c_char_p(whole))


def _head() -> Iterable[Step]:
    """Whoever speaks as another machine, or with x86_64's other numbers, is ended."""
    yield (_LOAD, 0, 0, _MACHINE)
    yield (_EQUAL, 1, 0, _MACHINES[kernel.MACHINE][1])
    yield _answer(_KILL)
    yield (_LOAD, 0, 0, _NUMBER)
    yield (_AT_LEAST, 0, 1, 0x40000000)
    yield _answer(_KILL)


def _each(table: str, steps: list[Step]) -> Iterable[Step]:
    """``steps``, which end in an answer, for every call of the table."""
    for number in numbers(table).values():
        yield (_EQUAL, 0, len(steps), number)
        yield from steps


def _only(argument: int, value: int) -> list[Step]:
    """Allowed when the argument, all 64 bits of it, is ``value``."""
    return [
        (_LOAD, 0, 0, _ARGUMENTS + 8 * argument + 4),
        (_EQUAL, 0, 2, 0),
        (_LOAD, 0, 0, _ARGUMENTS + 8 * argument),
        (_EQUAL, 1, 0, value),
        _answer(_REFUSE | errno.EPERM),
        _answer(_ALLOW),
    ]


def _without(argument: int, bits: int) -> list[Step]:
    """Allowed when the argument has none of these bits."""
    return [
        (_LOAD, 0, 0, _ARGUMENTS + 8 * argument),
        (_ANY_BIT, 0, 1, bits),
        _answer(_REFUSE | errno.EPERM),
        _answer(_ALLOW),
    ]


def _answer(what: int) -> Step:
    return (_ANSWER, 0, 0, what)


def _packed(steps: list[Step]) -> bytes:
    return b"".join(struct.pack("HBBI", *step) for step in steps)
