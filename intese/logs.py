"""Logs: a line for who watches, JSON for who collects; never what a person typed.

Tracebacks carry no local variables: those hold passwords, cookies and texts of schede.
"""

import logging
import sys

import structlog


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
