"""What happens by itself: the worker that knows the tasks of every room."""

from good_practices.intake import tasks as intake
from good_practices.schede import tasks as schede
from intese import batches as _what_is_made_in_series  # noqa: F401  declared by being imported
from registry.platform.batches import tasks as batches
from registry.platform.jobs import Worker
from registry.protocols import tasks as protocols

ROOMS = (batches, intake, protocols, schede)
"""A task exists once its room's ``tasks.py`` has been imported."""


def worker(dsn: str) -> Worker:
    """The worker of this process; ``database.opened`` must be around it."""
    return Worker(dsn)
