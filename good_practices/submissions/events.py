"""What the history remembers of batches, and how it says it."""

from registry.platform.audit.events import Event
from registry.platform.i18n import lazy

CREATE = Event("submission:create", lazy("Aperto l'invio {name} (schede: {n})"))
CHANGE = Event("submission:change", lazy("Cambiate le schede dell'invio {name}: {n}"))
FREEZE = Event("submission:freeze", lazy("Preparato e verificato il pacco {name}"))
REOPEN = Event("submission:reopen", lazy("Riaperto l'invio {name}"))
CANCEL = Event("submission:cancel", lazy("Annullato l'invio {name}: le schede sono libere"))
RESUME = Event("submission:resume", lazy("Ripreso l'invio {name}"))
REGISTER = Event("submission:register", lazy("Registrato il numero di protocollo {number}"))
SEND = Event("submission:send", lazy("Partito l'invio {name}"))
RECEIVE_RECEIPT = Event("submission:receipt", lazy("Ricevuta {receipt} per l'invio {name}"))
DOSSIER = Event("submission:dossier", lazy("Chiesto il fascicolo di «{title}» (documenti: {n})"))
CONFIRM = Event("submission:confirm", lazy("Il Ministero ha deciso di ogni scheda di {name}"))
