"""What the history remembers of what arrives, and how it says it."""

from registry.platform.audit.events import Event
from registry.platform.i18n import lazy

RECEIVE = Event("intake:receive", lazy("Ricevuto l'invio {name} (schede: {n}), ricevuta {receipt}"))
REFUSE = Event("intake:refuse", lazy("Rifiutato il file {name}: {why}"))
ALARM = Event(
    "intake:alarm",
    lazy("Attenzione: il file {file} si presenta come {name}, con un'altra impronta. Non entra"),
)
SETTLE = Event("intake:settle", lazy("Messo da parte il file rifiutato {name}"))
ASSIGN = Event("intake:assign", lazy("Assegnato l'invio {name} a {who}"))
OPEN = Event("intake:open", lazy("Preso in carico l'invio {name}"))
ACCEPT = Event("intake:accept", lazy("Accolta la scheda {code}"))
RETURN = Event("intake:return", lazy("Restituita la scheda {code}: {words}"))
REJECT = Event("intake:reject", lazy("Non accolta la scheda {code}: {words}"))
