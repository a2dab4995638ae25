"""What happens by itself: the worker that knows the tasks of every room."""

from registry.platform.jobs import Worker
from registry.protocols import tasks as protocols

ROOMS = (protocols,)
"""A task exists once its room's ``tasks.py`` has been imported."""


def worker(dsn: str) -> Worker:
    """The worker of this process; ``database.opened`` must be around it."""
    return Worker(dsn)
