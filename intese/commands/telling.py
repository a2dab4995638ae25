"""What goes wrong, told to who typed the command: a sentence, and never a traceback."""

import errno
import os
import signal
import sys
import tempfile
import traceback

from intese.commands.parser import told
from registry.platform.errors import InvalidInput, Refused

INTERRUPTED = 128 + signal.SIGINT
"""As shells have it."""

SENTENCES = {
    errno.ENOENT: "«{path}» non c'è: controlla il nome e la cartella.",
    errno.EISDIR: "«{path}» è una cartella: indica un file.",
    errno.ENOTDIR: "«{path}» passa per un file come se fosse una cartella: controlla il percorso.",
    errno.EEXIST: "«{path}» c'è già.",
    errno.EACCES: "Non posso leggere o scrivere «{path}»: controlla i permessi.",
    errno.EPERM: "Non posso leggere o scrivere «{path}»: controlla i permessi.",
    errno.EROFS: "«{path}» sta dove si può solo leggere: indica un altro posto.",
    errno.ENAMETOOLONG: "Il nome «{path}» è troppo lungo: scegline uno più corto.",
    errno.ELOOP: "«{path}» è un collegamento che gira in tondo: indica il file vero.",
    errno.ENOSPC: "Non c'è più posto per scrivere {where}: libera spazio e riprova.",
    errno.EDQUOT: "Non c'è più posto per scrivere {where}: libera spazio e riprova.",
    errno.EMFILE: "Ci sono troppi file aperti: chiudi qualche programma e riprova.",
    errno.ENFILE: "Ci sono troppi file aperti: chiudi qualche programma e riprova.",
    errno.ENOMEM: "Non c'è più memoria: chiudi qualche programma e riprova.",
}
WITHOUT_PATH = "Il sistema non lo permette ({reason}): controlla i permessi e lo spazio, e riprova."
WITH_PATH = "Il sistema non permette di usare «{path}» ({reason})."


def prepare() -> None:
    """Before anything is done: whatever stream is closed or oddly coded, nothing breaks on it."""
    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError:
            # Else the next file that is opened would take its place: the database's socket.
            os.open(os.devnull, os.O_RDWR)
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115  a descriptor
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    if hasattr(sys.stdin, "reconfigure"):
        # What is not text is refused where it is read, with its line.
        sys.stdin.reconfigure(errors="surrogateescape")


def ended(status: int) -> int:
    """The status to end with: what was shown to a full disk did not arrive, and is no success."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except (OSError, KeyboardInterrupt) as fault:
        return tell(fault) or status
    return status


def tell(fault: BaseException) -> int:
    """Tells it, and gives the status to end with."""
    if isinstance(fault, KeyboardInterrupt):
        return INTERRUPTED
    if isinstance(fault, BrokenPipeError):
        _forget_what_was_shown()
        return 0
    try:
        for sentence in _sentences(fault):
            told(sentence)
    except OSError:
        pass  # nobody hears: the status says it
    _forget_what_was_shown()
    return 1


def _sentences(fault: BaseException) -> list[str]:
    if isinstance(fault, InvalidInput):
        return [f"{path}: {words}" if path else words for path, words in fault.fields.items()]
    if isinstance(fault, Refused):
        return [fault.sentence]
    if isinstance(fault, OSError) and (fault.errno or fault.strerror):
        return [_about_the_machine(fault)]
    if isinstance(fault, MemoryError):
        return [SENTENCES[errno.ENOMEM]]
    return [_about_a_bug(fault)]


def _about_the_machine(fault: OSError) -> str:
    path = fault.filename
    if isinstance(path, bytes):
        path = os.fsdecode(path)
    sentence = SENTENCES.get(fault.errno or 0)
    where = f"«{path}»" if path else "ciò che era da scrivere"
    if sentence and (path or "{path}" not in sentence):
        return sentence.format(path=path, where=where)
    return (WITH_PATH if path else WITHOUT_PATH).format(path=path, reason=fault.strerror)


def _about_a_bug(fault: BaseException) -> str:
    """What nobody foresaw: the account goes to a file, for who mends the program."""
    name = type(fault).__name__
    try:
        descriptor, path = tempfile.mkstemp(prefix="intese-difetto-", suffix=".txt")
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.writelines(traceback.format_exception(fault))
    except OSError:
        return f"Questo è un difetto di Intese ({name}): segnalalo a chi cura il programma."
    return (
        f"Questo è un difetto di Intese ({name}): manda a chi cura il programma il racconto che"
        f" è in {path}."
    )


def _forget_what_was_shown() -> None:
    """Else Python tries again to write it while it ends, and tells so in its own words."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except (OSError, ValueError):
            return
