"""What the history remembers of templates."""

from registry.platform.audit.events import Event
from registry.platform.i18n import lazy

PROPOSE = Event("template:propose", lazy("Caricata la versione {number} del modello «{name}»"))
APPROVE = Event("template:approve", lazy("Messa in uso la versione {number} del modello «{name}»"))
REFUSE = Event(
    "template:refuse", lazy("Rifiutata la versione {number} del modello «{name}»: {reason}")
)
WITHDRAW = Event("template:withdraw", lazy("Il modello «{name}» è di nuovo quello del programma"))
