"""What the history remembers of schede, and how it says it."""

from registry.platform.audit.events import Event
from registry.platform.i18n import lazy

MARK = Event("scheda:mark", lazy("Segnati i campi {fields} della circolare {circular}"))
WRITE = Event("scheda:write", lazy("Aperta la scheda {name}"))
CHANGE = Event("scheda:change", lazy("Cambiati nella scheda {name}: {fields}"))
ATTACH = Event("scheda:attach", lazy("Allegato alla scheda {name} il file {file}"))
REMOVE_ATTACHMENT = Event(
    "scheda:remove_attachment", lazy("Tolto dalla scheda {name} il file {file}")
)
RESTORE_ATTACHMENT = Event(
    "scheda:restore_attachment", lazy("Rimesso nella scheda {name} il file {file}")
)
EXPLAIN = Event("scheda:explain", lazy("Spiegato nella scheda {name} «{kind}»: {reason}"))
WITHDRAW_EXPLANATION = Event(
    "scheda:withdraw_explanation", lazy("Tolta nella scheda {name} la spiegazione di «{kind}»")
)
RESTORE_EXPLANATION = Event(
    "scheda:restore_explanation", lazy("Rimessa nella scheda {name} la spiegazione di «{kind}»")
)
REWRITE = Event("scheda:rewrite", lazy("Riscritto nella scheda {name} un passo: {kind}"))
UNDO_REWRITING = Event(
    "scheda:undo_rewriting", lazy("Rimesso com'era nella scheda {name} un passo riscritto")
)
PROPOSE = Event("scheda:propose", lazy("Proposta al dirigente la scheda {name}"))
APPROVE = Event("scheda:approve", lazy("Approvata la scheda {name}"))
WITHDRAW_APPROVAL = Event(
    "scheda:withdraw_approval", lazy("Ritirata l'approvazione della scheda {name}")
)
SEND_BACK = Event("scheda:send_back", lazy("Rimandata la scheda {name}: {words}"))
REOPEN = Event("scheda:reopen", lazy("Riaperta la scheda {name}, edizione {edition}"))
WITHDRAW = Event("scheda:withdraw", lazy("Ritirata la scheda {name}"))
HOLD = Event("scheda:hold", lazy("La scheda {name} entra in un invio"))
RELEASE = Event("scheda:release", lazy("La scheda {name} esce dall'invio"))
SEND = Event("scheda:send", lazy("Inviata la scheda {name}"))
OUTCOME = Event("scheda:outcome", lazy("La scheda {name} è «{status}». {words}"))
