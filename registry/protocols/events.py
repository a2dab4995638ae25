"""What the history remembers of acts, and how it says it."""

from collections.abc import Iterable, Mapping

from registry.platform.audit.events import Event
from registry.platform.i18n import lazy

DRAFT = Event("protocol:draft", lazy("Cominciato l'atto «{title}»"))
REGISTER = Event("protocol:register", lazy("Registrato l'atto già firmato «{title}»"))
CHANGE = Event("protocol:change", lazy("Cambiato l'atto: {fields}"))
START = Event("protocol:start", lazy("Cominciata la stesura della proposta"))
ADD_PARTY = Event("protocol:add_party", lazy("Aggiunta la parte {name}"))
ADD_PARTIES = Event("protocol:add_parties", lazy("Aggiunte {n} parti: {names}"))
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
DOSSIER = Event("protocol:dossier", lazy("Chiesto il fascicolo di «{title}» (documenti: {n})"))
PRODUCE = Event("protocol:produce", lazy("Prodotto il documento «{name}»"))
FORMALISE = Event("protocol:formalise", lazy("Su questo atto poggiano {n} collaborazioni"))
PUT_BACK = Event("protocol:put_back", lazy("Annullato: {what}"))
CORRECT_DAYS = Event("protocol:correct_days", lazy("Corretti i giorni: {what}"))
CORRECT = Event("protocol:correct", lazy("Corretto l'atto registrato: {fields}"))

FIELDS = {
    "kind": lazy("tipo di atto"),
    "title": lazy("titolo"),
    "subject": lazy("oggetto"),
    "matters": lazy("materie"),
    "status": lazy("oggi è"),
    "signed_text": lazy("firmato"),
    "signed_on": lazy("giorno della firma"),
    "when": lazy("in vigore"),
    "when_text": lazy("in vigore"),
    "ends": lazy("fino a"),
    "ends_text": lazy("fino a"),
    "duration_months": lazy("durata in mesi"),
    "duration_words": lazy("durata fino a un evento"),
    "starts_from": lazy("da quando ha effetto"),
    "renewal": lazy("rinnovo"),
    "notice_days": lazy("preavviso della disdetta"),
    "purposes": lazy("finalità"),
    "beneficiaries_words": lazy("a chi è rivolto"),
    "territory_words": lazy("ambito territoriale"),
    "places": lazy("luoghi"),
    "costs": lazy("costi"),
    "is_open_to_accession": lazy("apertura all'adesione"),
    "networks": lazy("reti e progetti"),
    "repertory_number": lazy("numero di repertorio"),
    "repertory_year": lazy("anno di repertorio"),
    "repertory_words": lazy("altro registro"),
    "ended_on": lazy("finito prima del termine"),
    "ended_words": lazy("perché è finito"),
    "registered_number": lazy("protocollo dell'ufficio"),
    "registered_on": lazy("giorno del protocollo"),
    "visibility": lazy("chi lo vede"),
    "notes": lazy("note"),
    "source": lazy("fonte"),
    "source_words": lazy("parole della fonte"),
}
"""What the page calls the facts of an act that a change may touch."""
PARTY_FIELDS = {
    "role": lazy("ruolo"),
    "name_words": lazy("nome nell'atto"),
    "short_name": lazy("nome breve"),
    "representative_office": lazy("carica di chi firma"),
    "representative_article": lazy("articolo della carica"),
    "representative_title": lazy("titolo di chi firma"),
    "representative_name": lazy("nome di chi firma"),
    "authority_words": lazy("titolo di legittimazione"),
    "on_behalf_of": lazy("per conto di"),
    "on_behalf_of_words": lazy("per conto di"),
    "needs_approval": lazy("approvazione dello schema"),
    "contact_unit": lazy("ufficio referente"),
    "contact_email": lazy("posta elettronica"),
    "contact_certified_email": lazy("PEC"),
    "note": lazy("nota"),
    "source_words": lazy("parole della fonte"),
    "approved_on": lazy("giorno dell'approvazione"),
    "signed_on": lazy("giorno della firma"),
    "signature_kind": lazy("tipo di firma"),
    "joined": lazy("adesione"),
    "joined_text": lazy("adesione"),
    "joined_on": lazy("adesione"),
    "withdrew_on": lazy("recesso"),
    "withdrew_words": lazy("comunicazione del recesso"),
    "status": lazy("stato"),
    "commitments": lazy("impegni"),
}


def labels_of(names: Iterable[str], fields: Mapping[str, str]) -> list[str]:
    """The facts that changed, each once, as people call them.

    What was understood of a date changes with its words, and is not told apart from them.
    """
    return list({str(fields[name]): fields[name] for name in names if name in fields}.values())
