"""What we keep of a job: what was asked, how far it is, how it ended.

The queue itself (whose turn, which worker, is it alive) is the library's, in tables of its
own; a row of it names one of ours.
"""

from piccolo.columns import JSONB, BigSerial, Integer, SmallInt, Text, Timestamptz, Varchar
from piccolo.constraints import Check
from piccolo.table import Table

from registry.platform.accounts.tables import one_of
from registry.platform.database import DB
from registry.platform.jobs.states import JobState


class Job(Table, db=DB, tablename="job"):
    id: BigSerial
    id = BigSerial(primary_key=True)
    kind = Varchar(60)
    """The task's name: ``room:verb``."""
    arguments = JSONB()
    label = Text()
    """What it is, for who reads the list; in the language of who asked."""
    priority = SmallInt()
    state = Varchar(10, default=JobState.QUEUED)
    attempts = SmallInt()
    total = Integer(null=True, default=None)
    done = Integer()
    now_doing = Text()
    problems = JSONB(default="[]")
    """The items that failed: ``[{"name": …, "reason": …}]``."""
    problem = Text()
    """Why the whole failed, or failed the last time it was tried."""
    asked_at = Timestamptz()
    due_at = Timestamptz()
    started_at = Timestamptz(null=True, default=None)
    finished_at = Timestamptz(null=True, default=None)
    office_id = Varchar(40, null=True, default=None)
    created_by = Integer(null=True, default=None)

    job_state_known = Check(one_of("state", JobState))
