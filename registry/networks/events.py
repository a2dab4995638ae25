"""What the history remembers of networks, and how it says it."""

from registry.platform.audit.events import Event
from registry.platform.i18n import lazy

RECORD_SOURCE = Event("source:record", lazy("Registrata la fonte {title}"))
CREATE = Event("network:create", lazy("Registrata la rete {name}"))
CHANGE = Event("network:change", lazy("Cambiata la rete {name}: {fields}"))
ADD_PARTICIPATION = Event(
    "participation:add", lazy("{partner} partecipa a {network}: {role}, {when}")
)
CHANGE_PARTICIPATION = Event(
    "participation:change", lazy("Cambiata la partecipazione di {partner}: {fields}")
)
CONFIRM_PARTICIPATION = Event(
    "participation:confirm", lazy("{partner} continua: ultima notizia del {on}")
)
CLOSE_PARTICIPATION = Event(
    "participation:close", lazy("Chiusa la partecipazione di {partner}: {ends}. {reason}")
)
REOPEN_PARTICIPATION = Event(
    "participation:reopen", lazy("Riaperta la partecipazione di {partner}")
)
REMOVE_PARTICIPATION = Event(
    "participation:remove", lazy("Tolta la partecipazione di {partner}: era registrata per errore")
)
RESTORE_PARTICIPATION = Event(
    "participation:restore", lazy("Rimessa la partecipazione di {partner}")
)
CHANGE_SCOPES = Event(
    "network:scopes", lazy("Cambiata la sintesi degli ambiti di {network}: {rows} righe")
)
ADD_LEVEL = Event("structure:add_level", lazy("Aggiunto a {network} il livello {title}"))
CHANGE_LEVEL = Event("structure:change_level", lazy("Cambiato il livello {title}: {fields}"))
REMOVE_LEVEL = Event("structure:remove_level", lazy("Tolto il livello {title}"))
ADD_ACTION = Event("structure:add_action", lazy("Aggiunta a {network} l'azione {title}"))
CHANGE_ACTION = Event("structure:change_action", lazy("Cambiata l'azione {title}: {fields}"))
MOVE_ACTION = Event("structure:move", lazy("Spostata l'azione {title}"))
MOVE_LEVEL = Event("structure:move_level", lazy("Spostato il livello {title}"))
REMOVE_ACTION = Event("structure:remove_action", lazy("Tolta l'azione {title}"))
ADD_SHELTER = Event("structure:add_shelter", lazy("Aggiunta a {network} una struttura: {kind}"))
REMOVE_SHELTER = Event("structure:remove_shelter", lazy("Tolta da {network} una struttura: {kind}"))
ADD_SERVICE = Event("service:add", lazy("Registrato il servizio {name} di {provider}"))
CHANGE_SERVICE = Event("service:change", lazy("Cambiato il servizio {name}: {fields}"))
REMOVE_SERVICE = Event("service:remove", lazy("Tolto il servizio {name}"))
RECORD_FIGURE = Event("figure:record", lazy("Registrato il dato {indicator}: {value}"))
REMOVE_FIGURE = Event("figure:remove", lazy("Tolto il dato {indicator}: {value}"))
PUT_BACK = Event("network:put_back", lazy("Annullato: {undone}"))
UNCONFIRM_PARTICIPATION = Event(
    "participation:unconfirm", lazy("Ritirata la conferma di {partner}")
)

FIELDS = {
    "access": lazy("modalità di accesso"),
    "access_words": lazy("come vi si arriva"),
    "activities": lazy("attività"),
    "activity": lazy("attività svolte"),
    "area_words": lazy("ambito territoriale"),
    "basis": lazy("su che cosa si fonda"),
    "basis_words": lazy("l'atto o la prassi"),
    "description": lazy("descrizione"),
    "ends": lazy("fine"),
    "formalised": lazy("quando è diventata un atto"),
    "fund": lazy("fondi"),
    "hours": lazy("giorni e orari"),
    "how_it_works": lazy("come si articola"),
    "kind": lazy("tipo"),
    "languages": lazy("lingue"),
    "languages_words": lazy("lingue, in parole"),
    "last_news": lazy("ultima notizia"),
    "lead_partner": lazy("capofila"),
    "legal_bases": lazy("basi giuridiche"),
    "name": lazy("nome"),
    "objectives": lazy("obiettivi specifici"),
    "offers": lazy("che cosa offre"),
    "on_behalf_of": lazy("per conto di"),
    "on_behalf_of_words": lazy("per conto di chi, in parole"),
    "parent": lazy("di che cosa fa parte"),
    "partner": lazy("ente"),
    "phone": lazy("telefono pubblico"),
    "place": lazy("territorio"),
    "place_words": lazy("dove"),
    "places": lazy("luoghi"),
    "promoter_kind": lazy("come la fonte chiama chi la porta avanti"),
    "promoters": lazy("chi la porta avanti"),
    "promoters_words": lazy("chi la porta avanti, in parole"),
    "provider": lazy("chi lo offre"),
    "purpose": lazy("obiettivo generale"),
    "relations": lazy("relazioni oltre la rete"),
    "role_kind": lazy("ruolo"),
    "role_words": lazy("ruolo, in parole"),
    "short_name": lazy("nome breve"),
    "source": lazy("fonte"),
    "source_cell": lazy("la cella com'è scritta"),
    "source_number": lazy("numero nella fonte"),
    "source_row": lazy("riga della fonte"),
    "source_row_words": lazy("la riga com'è scritta"),
    "staff_words": lazy("chi vi lavora"),
    "subtitle": lazy("sottotitolo"),
    "territory_words": lazy("territorio, in parole"),
    "title": lazy("titolo"),
    "visibility": lazy("chi la vede"),
    "when": lazy("periodo"),
    "with_partners": lazy("con chi"),
}
"""What people call the facts that a change may touch."""


def in_words(names: list[str]) -> list[str]:
    return [FIELDS[name] for name in names] or [lazy("niente di nuovo")]
