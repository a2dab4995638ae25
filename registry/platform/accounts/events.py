"""What the history remembers of people, and how it says it."""

from registry.platform.audit.events import Event
from registry.platform.i18n import lazy

USER_ADD = Event("user:add", lazy("Aggiunto {name} con la funzione {role}"))
USER_CHANGE = Event("user:change", lazy("Cambiati i dati di {name}, con la funzione {role}"))
USER_ENABLE = Event("user:enable", lazy("Riattivato {name}"))
USER_PASSWORD = Event("user:password", lazy("Data una nuova password a {name}"))
USER_DISABLE = Event("user:disable", lazy("Disattivato {name}"))
SESSION_SIGN_IN = Event("session:sign_in", lazy("Ingresso"))
SESSION_SIGN_OUT = Event("session:sign_out", lazy("Uscita"))
TOKEN_ADD = Event("token:add", lazy("Creata una chiave per i programmi di {name}"))
