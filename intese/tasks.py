"""What happens by itself: the worker that knows the tasks of every room."""

from good_practices.intake import tasks as intake
from good_practices.schede import tasks as schede
from good_practices.submissions import dossier as submissions
from intese.declaring import declare_everything
from registry.platform.batches import tasks as batches
from registry.platform.dossiers import tasks as dossiers
from registry.platform.jobs import Worker
from registry.platform.signatures import tasks as signatures
from registry.protocols import dossier as acts
from registry.protocols import tasks as protocols

ROOMS = (acts, batches, dossiers, intake, protocols, schede, signatures, submissions)
"""A task exists once its room's ``tasks.py`` has been imported; what a dossier has, once its
room's ``dossier.py`` has."""

declare_everything()


async def ask_at_start() -> None:
    """What a worker that starts looks for, without waiting for the night."""
    await signatures.ask_at_start()


def worker(dsn: str) -> Worker:
    """The worker of this process; ``database.opened`` must be around it."""
    return Worker(dsn)
