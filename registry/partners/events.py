"""What the history remembers of partners, and how it says it."""

from registry.platform.audit.events import Event
from registry.platform.i18n import lazy

CREATE = Event("partner:create", lazy("Registrato il partner {name}"))
CHANGE = Event("partner:change", lazy("Cambiato il partner {name}: {fields}"))
ADD_NAME = Event("partner:add_name", lazy("Aggiunto a {name} il nome {other}"))
ADD_IDENTIFIER = Event("partner:add_identifier", lazy("Aggiunto a {name} il codice {value}"))
ADD_CONTACT = Event("partner:add_contact", lazy("Aggiunto a {name} il referente {unit}"))
REMOVE_CONTACT = Event("partner:remove_contact", lazy("Tolto da {name} il referente {unit}"))
ADD_MEMBER = Event("partner:add_member", lazy("{member} fa parte di {name}"))
SUCCEED = Event("partner:succeed", lazy("A {name} segue {successor}"))
ASK = Event("partner:ask", lazy("Da chiarire su {name}: {question}"))
ANSWER = Event("partner:answer", lazy("Chiarito su {name}: {answer}"))
