"""What the history remembers of partners, and how it says it."""

from registry.platform.audit.events import Event
from registry.platform.i18n import lazy

CREATE = Event("partner:create", lazy("Registrato il partner {name}"))
CHANGE = Event("partner:change", lazy("Cambiato il partner {name}: {fields}"))
ADD_NAME = Event("partner:add_name", lazy("Aggiunto a {name} il nome {other}"))
REMOVE_NAME = Event("partner:remove_name", lazy("Tolto da {name} il nome {other}"))
ADD_IDENTIFIER = Event("partner:add_identifier", lazy("Aggiunto a {name} il codice {value}"))
REMOVE_IDENTIFIER = Event("partner:remove_identifier", lazy("Tolto da {name} il codice {value}"))
ADD_CONTACT = Event("partner:add_contact", lazy("Aggiunto a {name} il referente {unit}"))
REMOVE_CONTACT = Event("partner:remove_contact", lazy("Tolto da {name} il referente {unit}"))
ADD_MEMBER = Event("partner:add_member", lazy("{member} fa parte di {name}"))
REMOVE_MEMBER = Event("partner:remove_member", lazy("Tolto {member} da {name}: non ne fa parte"))
SUCCEED = Event("partner:succeed", lazy("A {name} segue {successor}"))
REMOVE_SUCCESSION = Event(
    "partner:remove_succession", lazy("Tolta la successione: a {name} non segue {successor}")
)
ASK = Event("partner:ask", lazy("Da chiarire su {name}: {question}"))
WITHDRAW_QUESTION = Event(
    "partner:withdraw_question", lazy("Ritirata la domanda su {name}: {question}")
)
ANSWER = Event("partner:answer", lazy("Chiarito su {name}: {answer}"))
REOPEN_QUESTION = Event(
    "partner:reopen_question", lazy("Di nuovo da chiarire su {name}: {question}")
)

FIELDS = {
    "name": lazy("nome"),
    "kind": lazy("tipo"),
    "nature": lazy("natura"),
    "short_name": lazy("nome breve"),
    "article": lazy("articolo"),
    "gender": lazy("genere"),
    "number": lazy("numero"),
    "seat_words": lazy("sede"),
    "place": lazy("territorio"),
    "email": lazy("posta"),
    "certified_email": lazy("PEC"),
    "notes": lazy("note"),
    "source_words": lazy("parole della fonte"),
    "visibility": lazy("chi lo vede"),
}
"""What people call the facts of a partner that a change may touch."""
