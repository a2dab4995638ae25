"""What the history remembers of acts, and how it says it."""

from registry.platform.audit.events import Event
from registry.platform.i18n import lazy

DRAFT = Event("protocol:draft", lazy("Cominciato l'atto «{title}»"))
REGISTER = Event("protocol:register", lazy("Registrato l'atto già firmato «{title}»"))
CHANGE = Event("protocol:change", lazy("Cambiato l'atto: {fields}"))
START = Event("protocol:start", lazy("Cominciata la stesura della proposta"))
ADD_PARTY = Event("protocol:add_party", lazy("Aggiunta la parte {name}"))
TAKE_PARTIES = Event("protocol:take_parties", lazy("Prese le parti di «{title}»"))
CHANGE_PARTY = Event("protocol:change_party", lazy("Cambiati i dati della parte {name}: {fields}"))
REMOVE_PARTY = Event("protocol:remove_party", lazy("Tolta la parte {name}"))
ORDER_PARTIES = Event("protocol:order_parties", lazy("Cambiato l'ordine delle parti"))
WRITE_TEXT = Event("protocol:write_text", lazy("Scritto il testo: {what}"))
SEND_SCHEMA = Event("protocol:send_schema", lazy("Inviato lo schema a {n} parti"))
RECORD_APPROVAL = Event(
    "protocol:record_approval", lazy("{name} ha approvato lo schema il {approved_on}")
)
REOPEN = Event("protocol:reopen", lazy("Testo riportato in stesura: {reason}"))
OPEN_SIGNING = Event("protocol:open_signing", lazy("Bloccato il testo e aperta la firma"))
RECORD_SIGNATURE = Event(
    "protocol:record_signature", lazy("{name} ha firmato il {signed_on}: {how}")
)
REFUSE_SIGNATURE = Event(
    "protocol:refuse_signature", lazy("La firma di {name} non è valida: {reason}")
)
DECLARE_SIGNED = Event(
    "protocol:declare_signed", lazy("Dichiarato sottoscritto, repertorio n. {number} del {year}")
)
SET_IN_FORCE = Event("protocol:set_in_force", lazy("In vigore: {words}"))
ACCEDE = Event("protocol:accede", lazy("{name} ha aderito: {words}"))
WITHDRAW = Event("protocol:withdraw", lazy("{name} ha receduto dal {withdrew_on}"))
EXPIRE = Event("protocol:expire", lazy("Arrivato il termine"))
REPLACE = Event("protocol:replace", lazy("Sostituito da «{title}» dal {day}"))
TERMINATE = Event("protocol:terminate", lazy("Risolto il {day}: {reason}"))
ARCHIVE = Event("protocol:archive", lazy("Archiviato"))
RELATE = Event("protocol:relate", lazy("Collegato: {kind} «{title}»"))
UNRELATE = Event("protocol:unrelate", lazy("Tolto il legame: {kind} «{title}»"))
ATTACH = Event("protocol:attach", lazy("Aggiunto il documento «{name}»"))
PRODUCE = Event("protocol:produce", lazy("Prodotto il documento «{name}»"))
FORMALISE = Event("protocol:formalise", lazy("Su questo atto poggiano {n} collaborazioni"))
CORRECT = Event("protocol:correct", lazy("Corretto l'atto registrato: {fields}"))
