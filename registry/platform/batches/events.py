"""What the history remembers of batches."""

from registry.platform.audit.events import Event
from registry.platform.i18n import lazy

CREATE = Event("batch:create", lazy("Portati i dati per «{title}»: {lines} righe"))
ASK = Event("batch:ask", lazy("Chiesti i dati del registro per «{title}»"))
START = Event("batch:start", lazy("Avviata la produzione di {ready} documenti, «{title}»"))
END = Event(
    "batch:end", lazy("Finita la produzione «{title}»: {made} fatti, {failed} non riusciti")
)
RETRY = Event("batch:retry", lazy("Riprovati {lines} documenti non riusciti di «{title}»"))
DISCARD = Event("batch:discard", lazy("Tolti i file della produzione «{title}»"))
