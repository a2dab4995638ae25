"""How a status looks: always an icon and a word, and a tint that never speaks alone.

The key is ``thing:status``, with the status as the room's StrEnum writes it. The word is
the same in page, mail, print and CSV; a new status needs one line here and nothing else.
"""

from dataclasses import dataclass
from enum import StrEnum

from registry.platform.i18n import lazy


class Tint(StrEnum):
    """The name of the style class without its ``s-``."""

    WAITING = "attesa"
    DONE = "fatto"
    STOPPED = "blocco"
    GOING = "corso"
    QUIET = "quieto"
    PERHAPS = "forse"


@dataclass(frozen=True)
class Status:
    """``phrase`` is the word with a detail inside (a day, a number), at its ``{detail}``."""

    icon: str
    tint: Tint
    word: str
    phrase: str = ""

    def says(self, detail: object = "") -> str:
        """The words to show; with a detail, the phrase that holds it."""
        if not detail:
            return str(self.word)
        pattern = str(self.phrase) or f"{self.word}: {{detail}}"
        return pattern.format(detail=detail)


_A, _G, _R = Tint.WAITING, Tint.DONE, Tint.STOPPED
_B, _N, _D = Tint.GOING, Tint.QUIET, Tint.PERHAPS

PROTOCOLS = {
    "protocol:proposed": Status("flag", _N, lazy("Proposto")),
    "protocol:in_definition": Status("pencil", _B, lazy("In corso di definizione")),
    "protocol:circulated": Status("mail", _B, lazy("Schema inviato")),
    "protocol:signing": Status("arrow-right", _B, lazy("Alla firma")),
    "protocol:signed": Status("sign", _G, lazy("Sottoscritto"), lazy("Sottoscritto il {detail}")),
    "protocol:in_force": Status("check", _G, lazy("In vigore")),
    "protocol:expiring": Status("clock", _A, lazy("In scadenza")),
    "protocol:renews_itself": Status("warning-circle", _R, lazy("Si rinnova da sola")),
    "protocol:expired": Status("minus-circle", _N, lazy("Scaduto")),
    "protocol:replaced": Status("exchange-circle", _N, lazy("Sostituito")),
    "protocol:terminated": Status("ban", _N, lazy("Risolto")),
    "protocol:archived": Status("box", _N, lazy("Archiviato")),
}

PARTIES = {
    "party:invited": Status("mail", _N, lazy("Invitata")),
    "party:text_to_approve": Status("warning-circle", _R, lazy("Schema da approvare")),
    "party:text_approved": Status("check", _N, lazy("Schema approvato")),
    "party:awaiting_signature": Status("clock", _A, lazy("Attende la firma")),
    "party:signed": Status("check", _G, lazy("Firmato"), lazy("Firmato il {detail}")),
    "party:signature_not_valid": Status("warning-circle", _R, lazy("Firma non valida")),
    "party:signed_on_paper": Status("pencil", _A, lazy("Firma su carta")),
    "party:acceded": Status("plus-circle", _G, lazy("Ha aderito"), lazy("Ha aderito il {detail}")),
    "party:withdrawn": Status(
        "minus-circle", _N, lazy("Ha receduto"), lazy("Ha receduto dal {detail}")
    ),
    "party:succeeded": Status(
        "exchange-circle", _N, lazy("È subentrata"), lazy("È subentrata a {detail}")
    ),
}

PARTNERS = {
    "partner:active": Status("check", _G, lazy("Attivo")),
    "partner:perhaps_active": Status("help-circle", _D, lazy("Forse attivo")),
    "partner:ended": Status("minus-circle", _N, lazy("Cessato"), lazy("Cessato il {detail}")),
    "partner:without_ties": Status("note", _N, lazy("Senza collaborazioni")),
    "partner:to_clarify": Status("warning-circle", _A, lazy("Da chiarire")),
    "participation:going": Status("check", _G, lazy("In corso")),
    "participation:perhaps": Status("help-circle", _D, lazy("Forse continua")),
    "participation:ended": Status("minus-circle", _N, lazy("Conclusa")),
    "participation:without_act": Status("note", _N, lazy("Senza atto")),
    "participation:in_definition": Status("pencil", _B, lazy("In corso di definizione")),
}

SCHEDE = {
    "scheda:not_marked": Status("minus", _D, lazy("Non segnato")),
    "scheda:draft": Status("pencil", _B, lazy("Bozza")),
    "scheda:act_missing": Status("clip", _A, lazy("Manca l’atto")),
    "scheda:scheda_missing": Status("close", _R, lazy("Manca la scheda")),
    "scheda:ready": Status("check", _G, lazy("Pronta")),
    "scheda:proposed": Status("user", _A, lazy("Dal dirigente")),
    "scheda:approved": Status("check", _G, lazy("Approvata"), lazy("Approvata il {detail}")),
    "scheda:sent": Status("mail", _B, lazy("Inviata")),
    "scheda:delivered": Status("mail-open", _B, lazy("Consegnata")),
    "scheda:under_review": Status("zoom-in", _B, lazy("In esame")),
    "scheda:returned": Status("refresh", _R, lazy("Restituita")),
    "scheda:accepted": Status("check-circle", _G, lazy("Accolta")),
    "scheda:rejected": Status("ban", _N, lazy("Non accolta")),
    "scheda:withdrawn": Status("minus-circle", _N, lazy("Ritirata")),
    "scheda:published": Status("link", _G, lazy("Pubblicata")),
}

SUBMISSIONS = {
    "submission:in_preparation": Status("pencil", _B, lazy("In preparazione")),
    "submission:verified": Status("check", _B, lazy("Verificato")),
    "submission:registered": Status("note", _B, lazy("Protocollato")),
    "submission:sent": Status("mail", _B, lazy("Inviato")),
    "submission:delivered": Status("mail-open", _B, lazy("Consegnato")),
    "submission:confirmed": Status("check-circle", _G, lazy("Confermato")),
    "submission:cancelled": Status("ban", _N, lazy("Annullato")),
    "intake:to_open": Status("mail", _A, lazy("Da aprire")),
    "intake:came_back": Status("restore", _A, lazy("Tornato dopo correzione")),
    "intake:under_review": Status("zoom-in", _B, lazy("In esame")),
    "intake:returned": Status("refresh", _R, lazy("Restituito")),
    "intake:closed": Status("check-circle", _G, lazy("Chiuso")),
    "upload:taken_in": Status("check", _G, lazy("Ricevuto e verificato")),
    "upload:known": Status("copy", _N, lazy("Già arrivato")),
    "intake:damaged": Status("warning-circle", _R, lazy("Con errori")),
}

SIGNATURES = {
    "signature:valid": Status("check", _G, lazy("Firma valida")),
    "signature:intact": Status("check", _N, lazy("Firma integra, fiducia non valutata")),
    "signature:not_proved": Status("help-circle", _A, lazy("Firma integra, fiducia non provata")),
    "signature:not_valid": Status("warning-circle", _R, lazy("Firma non valida")),
    "signature:missing": Status("minus-circle", _A, lazy("Senza firma")),
    "signature:not_checked": Status("help-circle", _A, lazy("Firme non controllate")),
    "signature:being_checked": Status("clock", _N, lazy("Firme da controllare")),
}

GENERAL = {
    "review:looked_at": Status("check", _G, lazy("Guardato")),
    "review:to_look_at": Status("minus", _N, lazy("Da guardare")),
    "file:intact": Status("check", _G, lazy("File integro")),
    "file:different": Status("warning-circle", _R, lazy("Impronta diversa")),
    "job:queued": Status("clock", _N, lazy("In coda")),
    "job:running": Status("refresh", _B, lazy("In corso")),
    "job:done": Status("check", _G, lazy("Finito")),
    "job:paused": Status("minus-circle", _A, lazy("In pausa")),
    "job:cancelled": Status("ban", _N, lazy("Annullato")),
    "job:failed": Status("warning-circle", _R, lazy("Non riuscito")),
    "template:own": Status("check", _N, lazy("Del programma")),
    "template:proposed": Status("clock", _A, lazy("Aspetta una seconda persona")),
    "template:in_use": Status("check", _G, lazy("In uso")),
    "template:past": Status("minus-circle", _N, lazy("Non più in uso")),
    "template:refused": Status("ban", _N, lazy("Rifiutato")),
    "template:unfit": Status("warning-circle", _R, lazy("Non va più bene")),
    "task:to_do": Status("error", _A, lazy("Da sistemare")),
    "task:waits_for_others": Status("clock", _A, lazy("Attende altri")),
    "task:opinion": Status("comment", _B, lazy("Parere")),
    "task:nothing": Status("minus", _N, lazy("Nulla da fare")),
    "task:express_renewal": Status("refresh", _A, lazy("Rinnovo espresso")),
    "territory:to_check": Status("help-circle", _D, lazy("Da verificare")),
    "user:active": Status("check", _G, lazy("Attivo")),
    "user:disabled": Status("locked", _N, lazy("Disattivato")),
}

BATCHES = {
    "batch:gathering": Status("refresh", _B, lazy("Raccolta dei dati")),
    "batch:checking": Status("zoom-in", _B, lazy("Controllo delle righe")),
    "batch:checked": Status("clock", _A, lazy("Aspetta il via")),
    "batch:making": Status("refresh", _B, lazy("In corso")),
    "batch:paused": Status("minus-circle", _A, lazy("In pausa")),
    "batch:cancelled": Status("ban", _N, lazy("Annullato")),
    "batch:stopped": Status("warning-circle", _R, lazy("Non riuscito")),
    "batch:done": Status("check", _G, lazy("Finito")),
    "batch:discarded": Status("box", _N, lazy("File tolti")),
}

STATUSES: dict[str, Status] = (
    PROTOCOLS | PARTIES | PARTNERS | SCHEDE | SUBMISSIONS | SIGNATURES | GENERAL | BATCHES
)


def status(key: str) -> Status:
    """How this status looks. A key that is not in the table is a bug, and crashes."""
    return STATUSES[key]
