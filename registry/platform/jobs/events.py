"""What the history remembers of jobs."""

from registry.platform.audit.events import Event
from registry.platform.i18n import lazy

JOB_TRY_AGAIN = Event("job:try_again", lazy("Ripetuto il lavoro «{label}»"))
