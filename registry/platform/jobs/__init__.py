"""I lavori: what is done later, or takes long, apart from the page that asked for it.

An act asks for a job in its own transaction: if the act is undone, the job was never asked.
A worker does it, again after a crash, again after a while when it fails; whoever asked sees
how far it is, and a sentence when it cannot be done. A job may be done twice, never zero
times: what it does must bear being done again.
"""

from registry.platform.jobs.progress import item_failed, report
from registry.platform.jobs.queue import later
from registry.platform.jobs.tasks import Priority, Task, task
from registry.platform.jobs.worker import Worker

__all__ = ["Priority", "Task", "Worker", "item_failed", "later", "report", "task"]
