"""What happens by itself: the worker that knows the tasks of every room."""

from good_practices.intake import tasks as intake
from good_practices.schede import tasks as schede
from registry.platform.jobs import Worker
from registry.protocols import tasks as protocols

ROOMS = (intake, protocols, schede)
"""A task exists once its room's ``tasks.py`` has been imported."""


def worker(dsn: str) -> Worker:
    """The worker of this process; ``database.opened`` must be around it."""
    return Worker(dsn)
