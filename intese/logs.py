"""Logs: a line for who watches, JSON for who collects; never what a person typed.

Tracebacks carry no local variables: those hold passwords, cookies and texts of schede. What
libraries say goes the same way, and only where something is wrong.
"""

import logging
import sys

import structlog

OF_LIBRARIES = {
    # It tells each package that it reads, and what is in it.
    "bagit": logging.CRITICAL,
    # A server that is away is told by us, once.
    "asyncpg": logging.ERROR,
}


def configure() -> None:
    is_watched = sys.stderr.isatty()
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    for_people = structlog.dev.ConsoleRenderer(
        exception_formatter=structlog.dev.plain_traceback, colors=is_watched
    )
    for_programs = (structlog.processors.format_exc_info, structlog.processors.JSONRenderer())
    structlog.configure(
        processors=[*shared, for_people] if is_watched else [*shared, *for_programs],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        # Standard error as it is when the line is written, not as it was at the start.
        logger_factory=lambda *_names: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    if not any(isinstance(handler, _Through) for handler in root.handlers):
        root.addHandler(_Through(logging.WARNING))
    for name, level in OF_LIBRARIES.items():
        logging.getLogger(name).setLevel(level)


class _Through(logging.Handler):
    """What a library says, as a line like the others: its words, without what it was doing."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            kind = record.exc_info[0] if record.exc_info else None
            fault = {"error": kind.__name__} if kind else {}
            structlog.get_logger().log(
                record.levelno, "library", logger=record.name, said=record.getMessage(), **fault
            )
        except Exception:
            self.handleError(record)
