"""The policy, as data: what the gate may see in a file, what follows, and how it is told.

``docs/guida/file.md`` shows this table to people; a test keeps the two together.
"""

from msgspec import Struct

from registry.platform.i18n import lazy

MIB = 1024**2
LARGEST = 20 * MIB
"""Bytes of one document."""
LARGEST_OF = {"eml": 60 * MIB, "p7m": 30 * MIB}
"""A message carries its attachments a third larger than they are; a signature adds a little."""

LARGEST_EVER = max(LARGEST, *LARGEST_OF.values())

ENDINGS = {
    ".docx": "docx", ".doc": "doc", ".odt": "odt", ".pdf": "pdf", ".p7m": "p7m", ".eml": "eml",
}  # fmt: skip
KINDS = tuple(ENDINGS.values())


class Rule(Struct, frozen=True):
    """What follows from one thing that was seen. What is not refused is told and let in."""

    code: str
    is_refused: bool
    sentence: str


def _refused(code: str, sentence: str) -> Rule:
    return Rule(code, True, sentence)


def _told(code: str, sentence: str) -> Rule:
    return Rule(code, False, sentence)


RULES: dict[str, Rule] = {
    # The file as a whole
    "empty": _refused("empty", lazy(
        "Il file è vuoto. Controlla di aver scelto quello giusto.")),
    "too_large": _refused("too_large", lazy(
        "Il file supera {what}. Riduci le immagini o dividilo, e caricalo di nuovo.")),
    "other_type": _refused("wrong_type", lazy(
        "Il file è {what}, che qui non si carica. Salvalo come .docx, .odt o .pdf.")),
    "not_here": _refused("wrong_type", lazy(
        "Qui si caricano soltanto: {what}.")),
    "name_says_other": _refused("extension_mismatch", lazy(
        "Il nome del file non corrisponde al contenuto, che è {what}. Salvalo di nuovo dal"
        " programma con cui l'hai scritto, o correggi il nome.")),
    "name_says_nothing": _told("extension_mismatch", lazy(
        "Il nome del file non finisce con il suo tipo, e chi lo riceve può non riuscire ad"
        " aprirlo: il contenuto è {what}.")),
    "two_types": _refused("extension_mismatch", lazy(
        "Il file è di due tipi insieme ({what}): succede quando qualcuno lo ha costruito apposta."
        " Salvalo di nuovo dal programma con cui l'hai scritto.")),
    "damaged": _refused("damaged", lazy(
        "Il file è danneggiato e non si apre per intero. Salvalo di nuovo e ricaricalo.")),
    "mended": _told("damaged", lazy(
        "Il PDF ha qualche difetto, ma si legge tutto. Se puoi, salvalo di nuovo.")),
    "timeout": _refused("timeout", lazy(
        "Controllare il file richiede troppo tempo. Salvalo di nuovo, o stampalo in un nuovo PDF,"
        " e ricaricalo.")),
    "too_complex": _refused("zip_bomb", lazy(
        "Il file, aperto, chiede troppa memoria. Salvalo di nuovo e ricaricalo.")),
    # Zips and their parts
    "bomb": _refused("zip_bomb", lazy(
        "Il file, aperto, diventerebbe enorme. Salvalo di nuovo e ricaricalo.")),
    "zip_names": _refused("zip_unsafe", lazy(
        "Il file ha parti con nomi che non può avere ({what}). Salvalo di nuovo.")),
    "zip_twice": _refused("zip_unsafe", lazy(
        "Il file ha due parti con lo stesso nome ({what}). Salvalo di nuovo.")),
    "zip_linked": _refused("zip_unsafe", lazy(
        "Il file ha un collegamento al posto di una parte ({what}). Salvalo di nuovo.")),
    "zip_structure": _refused("zip_unsafe", lazy(
        "Il file è composto in modo irregolare: programmi diversi vi leggerebbero cose diverse."
        " Salvalo di nuovo dal programma con cui l'hai scritto.")),
    "zip_nested": _refused("zip_unsafe", lazy(
        "Il file contiene archivi dentro altri archivi. Togli quello che c'è dentro e allegalo"
        " a parte.")),
    "zip_locked": _refused("encrypted", lazy(
        "L'archivio è protetto da una password: serve senza.")),
    "xml": _refused("xml_unsafe", lazy(
        "Il file contiene dichiarazioni che un documento non ha ({what}). Salvalo di nuovo.")),
    # What acts by itself
    "macro": _refused("macro", lazy(
        "Il file contiene macro. Salvalo come .docx senza macro e caricalo di nuovo.")),
    "add_in": _told("active_content", lazy(
        "Il documento porta con sé un componente aggiuntivo di Office: chi lo apre può vederselo"
        " proporre.")),
    "control": _refused("embedded_object", lazy(
        "Il file contiene un controllo ActiveX (una casella o un pulsante che esegue un programma)."
        " Toglilo, o stampa il documento in PDF.")),
    # What is taken from elsewhere
    "template_elsewhere": _told("external_link", lazy(
        "Il documento ricorda il modello da cui è nato ({what}), che sta su un altro computer."
        " Si apre lo stesso.")),
    "template_from_network": _refused("external_link", lazy(
        "Il documento prende il modello da un altro indirizzo ({what}). In Word: Sviluppo, Modello"
        " di documento, scegli Normal; poi salvalo e caricalo di nuovo.")),
    "picture_elsewhere": _told("external_link", lazy(
        "Un'immagine o un dato del documento sta su un altro computer ({what}): chi lo apre può"
        " non vederlo.")),
    "picture_from_network": _refused("external_link", lazy(
        "Il documento, aperto, prende qualcosa da un altro indirizzo ({what}). Incorpora l'immagine"
        " o togli il collegamento, e caricalo di nuovo.")),
    "command_field": _refused("external_link", lazy(
        "Il documento contiene un campo che chiama un altro programma ({what}). Selezionalo, premi"
        " Ctrl+Maiusc+F9 per farne testo, e caricalo di nuovo.")),
    "link_to_files": _told("external_link", lazy(
        "Il documento ha un collegamento a un file o a una cartella ({what}) che altri non"
        " raggiungono.")),
    "link_that_runs": _refused("external_link", lazy(
        "Il documento ha un collegamento che avvia un programma ({what}). Toglilo e caricalo di"
        " nuovo.")),
    # What is carried inside
    "object": _refused("embedded_object", lazy(
        "Il file contiene un altro file o un oggetto ({what}). Toglilo e allegalo a parte.")),
    "object_office": _told("embedded_object", lazy(
        "Il documento porta con sé un foglio o un documento intero ({what}): chi lo riceve può"
        " aprirlo e leggerlo tutto.")),
    "inserted": _refused("embedded_object", lazy(
        "Il documento tiene dentro una pagina o un testo di altro tipo da inserire ({what})."
        " Aprilo con Word e salvalo di nuovo come .docx.")),
    "program": _refused("embedded_object", lazy(
        "Il file ne contiene un altro che è un programma o può avviarne ({what}). Toglilo.")),
    "closed_inside": _refused("embedded_object", lazy(
        "Il file contiene un archivio che non si può guardare ({what}). Toglilo o allega a parte"
        " quello che c'è dentro.")),
    "carried": _told("embedded_object", lazy(
        "Il file porta con sé altri file: {what}.")),
    # What is closed
    "encrypted": _refused("encrypted", lazy(
        "Il file è protetto da una password. Togli la protezione e ricaricalo.")),
    "encrypted_signed": _told("encrypted", lazy(
        "Il PDF è firmato e ha una protezione: si legge, ma non si può copiare in un fascicolo.")),
    "enveloped": _refused("encrypted", lazy(
        "Il contenuto è cifrato per un destinatario. Aprilo con il tuo programma di firma e carica"
        " il documento che c'è dentro.")),
    # PDF
    "pdf_script": _refused("active_content", lazy(
        "Il PDF contiene istruzioni che si eseguono da sole quando lo si apre. Stampalo in un nuovo"
        " PDF.")),
    "pdf_form_script": _told("active_content", lazy(
        "Il PDF è un modulo con istruzioni che controllano o calcolano i campi. Se il modulo è"
        " finito, stampalo in un nuovo PDF.")),
    "pdf_launch": _refused("active_content", lazy(
        "Il PDF contiene un comando che avvia un programma o apre un file. Stampalo in un nuovo"
        " PDF.")),
    "pdf_media": _refused("active_content", lazy(
        "Il PDF contiene un filmato o un'animazione che si esegue. Stampalo in un nuovo PDF.")),
    "pdf_sound": _told("active_content", lazy(
        "Il PDF contiene un suono, un filmato o un modello 3D, che non tutti vedranno.")),
    "pdf_xfa": _refused("active_content", lazy(
        "Il PDF è un modulo dinamico (XFA), che si vede solo con Adobe Reader. Compilalo e stampalo"
        " in un nuovo PDF.")),
    "pdf_sends": _told("active_content", lazy(
        "Il PDF ha un pulsante che manda i dati del modulo a un indirizzo ({what}).")),
    "form_sends": _told("active_content", lazy(
        "Il documento è un modulo con un pulsante che ne manda i dati a un indirizzo ({what}).")),
    "pdf_sends_alone": _refused("active_content", lazy(
        "Il PDF, aperto, manda o prende dati da solo ({what}). Stampalo in un nuovo PDF.")),
    "pdf_opens_alone": _refused("external_link", lazy(
        "Il PDF, aperto, apre da solo un altro indirizzo o un altro file ({what}). Stampalo in un"
        " nuovo PDF.")),
    "pdf_bomb": _refused("zip_bomb", lazy(
        "Una parte del PDF, aperta, diventerebbe enorme. Stampalo in un nuovo PDF.")),
    # Signatures and messages
    "detached": _refused("wrong_type", lazy(
        "È solo la firma, senza il documento. Carica il file .p7m che contiene il documento, o il"
        " documento stesso.")),
    "container": _refused("wrong_type", lazy(
        "È un contenitore ASiC (.asice, .asics), che qui non si carica e di cui non si controllano"
        " le firme. Aprilo con il programma di firma: carica il PDF firmato o il .p7m, se c'è,"
        " altrimenti il documento che contiene.")),
    "no_signature": _refused("wrong_type", lazy(
        "Il file .p7m non contiene un documento firmato. Carica quello che ti ha dato il programma"
        " di firma.")),
    "too_many_layers": _refused("wrong_type", lazy(
        "Il documento è dentro troppi involucri uno nell'altro. Aprilo con il tuo programma di"
        " firma e carica quello che c'è dentro.")),
    "unknown_inside": _told("embedded_object", lazy(
        "Il messaggio ha allegati di cui non si conosce il tipo: {what}.")),
}  # fmt: skip

SENTENCES: dict[str, str] = {
    "empty": RULES["empty"].sentence,
    "too_large": lazy("Il file è troppo grande."),
    "wrong_type": lazy("Il file non è un documento Word, ODT o PDF, né uno di questi firmato."),
    "extension_mismatch": lazy("Il nome del file dice una cosa e il contenuto un'altra."),
    "macro": RULES["macro"].sentence,
    "external_link": lazy("Il file prende qualcosa da un altro indirizzo, o vi rimanda."),
    "embedded_object": lazy("Il file contiene un altro file o un oggetto."),
    "encrypted": lazy("Il file è protetto da una password o cifrato."),
    "active_content": lazy("Il file contiene istruzioni che si eseguono da sole."),
    "zip_bomb": RULES["bomb"].sentence,
    "zip_unsafe": lazy("Il file è composto in modo irregolare. Salvalo di nuovo."),
    "xml_unsafe": lazy("Il file contiene dichiarazioni che un documento non ha. Salvalo di nuovo."),
    "damaged": RULES["damaged"].sentence,
    "timeout": lazy("Controllare il file richiede troppo tempo."),
}
"""Every code that there is, with what can be said when only the code was kept."""

LINKS: dict[str, dict[str, str | None]] = {
    "click": {
        "web": None, "contact": None, "nowhere": None, "relative": None, "data": "link_that_runs",
        "drive": "link_to_files", "path": "link_to_files", "share": "link_to_files",
        "unknown": "link_to_files", "program": "link_that_runs",
    },
    "template": {
        "web": "template_from_network", "contact": "template_from_network", "nowhere": None,
        "relative": "template_elsewhere", "data": "template_from_network",
        "drive": "template_elsewhere", "path": "template_elsewhere",
        "share": "template_from_network", "unknown": "template_from_network",
        "program": "template_from_network",
    },
    "picture": {
        "web": "picture_from_network", "contact": None, "nowhere": None,
        "relative": "picture_elsewhere", "data": None, "drive": "picture_elsewhere",
        "path": "picture_from_network", "share": "picture_from_network",
        "unknown": "picture_from_network", "program": "picture_from_network",
    },
    "object": {
        "web": "picture_from_network", "contact": "picture_from_network", "nowhere": None,
        "relative": "picture_elsewhere", "data": "picture_from_network",
        "drive": "picture_elsewhere", "path": "picture_from_network",
        "share": "picture_from_network", "unknown": "picture_from_network",
        "program": "link_that_runs",
    },
}  # fmt: skip
"""By how a link is followed and where it leads: ``click``, when a person wants; the others, when
the document is opened. ``drive`` is ``C:\\…``, ``share`` another computer's folder."""

SORTS: dict[str, str] = {
    "docx": lazy("un documento Word (.docx)"),
    "doc": lazy("un documento Word di prima (.doc)"),
    "odt": lazy("un documento OpenDocument (.odt)"),
    "pdf": lazy("un PDF"),
    "p7m": lazy("un file firmato (.p7m)"),
    "eml": lazy("un messaggio di posta (.eml)"),
    "dotx": lazy("un modello di Word (.dotx)"),
    "ott": lazy("un modello OpenDocument (.ott)"),
    "xlsx": lazy("un foglio di calcolo"),
    "xls": lazy("un foglio di calcolo"),
    "ods": lazy("un foglio di calcolo"),
    "pptx": lazy("una presentazione"),
    "ppt": lazy("una presentazione"),
    "odp": lazy("una presentazione"),
    "odf": lazy("un altro documento di LibreOffice"),
    "office": lazy("un altro documento di Office"),
    "msg": lazy("un messaggio di Outlook (.msg)"),
    "rtf": lazy("un documento RTF"),
    "html": lazy("una pagina web"),
    "mht": lazy("una pagina web"),
    "xml": lazy("un file XML"),
    "zip": lazy("un archivio zip"),
    "archive": lazy("un archivio compresso"),
    "image": lazy("un'immagine"),
    "sound": lazy("un suono o un filmato"),
    "program": lazy("un programma"),
    "certificate": lazy("un certificato o una chiave"),
    "text": lazy("un testo semplice"),
    "ole": lazy("un documento di un altro programma"),
    "unknown": lazy("di un tipo che non si riconosce"),
}
