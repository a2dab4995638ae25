"""What the history remembers of jobs."""

from registry.platform.audit.events import Event
from registry.platform.i18n import lazy

JOB_TRY_AGAIN = Event("job:try_again", lazy("Ripetuto il lavoro «{label}»"))
JOB_PAUSE = Event("job:pause", lazy("Messo in pausa il lavoro «{label}»"))
JOB_RESUME = Event("job:resume", lazy("Ripreso il lavoro «{label}»"))
JOB_CANCEL = Event("job:cancel", lazy("Annullato il lavoro «{label}»"))
