"""How a fact about a signature is said: one sentence for each, and in a few words for a status."""

from registry.platform.i18n import _, lazy
from registry.platform.signatures.shapes import Code, Fact, Reason, Signer, Verdict

_AS_IF_NOT = lazy("Per l'art. 24 del CAD è come se non avesse firmato: serve una nuova firma.")

SENTENCES: dict[Code, str] = {
    Code.NOT_SIGNED: lazy("Nel file non c'è nessuna firma."),
    Code.ONLY_TIMESTAMP: lazy("C'è una marca temporale, ma nessuno ha firmato."),
    Code.ONLY_CERTIFICATES: lazy("Il file contiene certificati, ma nessuna firma."),
    Code.OTHER_SIGNATURE: lazy(
        "Il file è firmato in XML o in un contenitore ASiC: qui si vede che una firma c'è, ma non"
        " la si controlla. Controllala con il programma di firma e, se puoi, fatti mandare il PDF"
        " firmato o il .p7m."
    ),
    Code.ENCRYPTED: lazy("Il contenuto è cifrato: chiedi il file senza password o cifratura."),
    Code.DAMAGED: lazy("Il file è danneggiato o incompleto: chiedilo di nuovo a chi l'ha mandato."),
    Code.TOO_LARGE: lazy("Il file è troppo grande per controllarne le firme (oltre 128 MB)."),
    Code.TOO_DEEP: lazy("Ci sono più di {most} buste una dentro l'altra: apri quelle esterne."),
    Code.TOO_MANY: lazy("Ci sono più di {most} firme: le altre non sono state controllate."),
    Code.TIMEOUT: lazy("Controllare il file richiede troppo tempo: potrebbe essere danneggiato."),
    Code.OUT_OF_MEMORY: lazy(
        "Controllare il file richiede troppa memoria: potrebbe essere danneggiato."
    ),
    Code.TRAILING_BYTES: lazy(
        "Dopo la busta firmata il file ha altri dati, che nessuno ha firmato."
    ),
    Code.LATER_ADDITIONS: lazy(
        "Dopo l'ultima firma il file ha aggiunte che non ne cambiano il contenuto (dati per"
        " controllare le firme nel tempo, proprietà)."
    ),
    Code.FORM_FILLED: lazy("Dopo una firma sono stati compilati dei campi: {fields}."),
    Code.REMOVED: lazy("Il file porta con sé una firma che non mostra più: è stata tolta."),
    Code.TIMESTAMP_WRONG: lazy("Una marca temporale del file non torna: non prova nessuna data."),
    Code.CONTENT_CHANGED: lazy(
        "Quello che {name} ha firmato è stato cambiato dopo la firma: chiedi il file com'era."
    ),
    Code.CHANGED_AFTER: lazy(
        "Dopo la firma di {name} il documento è stato cambiato: quello che si vede non è quello"
        " che ha firmato."
    ),
    Code.BYTE_RANGE: lazy(
        "La firma di {name} lascia scoperta una parte del file: non si può dire che cosa ha"
        " firmato."
    ),
    Code.CONTENT_MISSING: lazy(
        "La firma di {name} è in un file a parte: per controllarla serve anche il documento"
        " firmato, nella stessa cartella."
    ),
    Code.SIGNATURE_WRONG: lazy(
        "La firma di {name} non corrisponde al suo certificato: è alterata, o fatta con un'altra"
        " chiave."
    ),
    Code.DAMAGED_SIGNATURE: lazy("La firma di {name} è danneggiata: non si può controllare."),
    Code.UNSUPPORTED_ALGORITHM: lazy(
        "La firma di {name} è fatta in un modo che qui non si sa controllare: controllala con il"
        " programma di firma."
    ),
    Code.CERTIFICATE_MISSING: lazy("Manca il certificato di una firma: non si sa di chi è."),
    Code.OTHER_CERTIFICATE: lazy(
        "La firma è di un certificato diverso da quello che porta con sé, di {name}."
    ),
    Code.EXPIRED: lazy("{name} ha firmato il {signed_on} con un certificato scaduto il {on}."),
    Code.NOT_YET_VALID: lazy(
        "{name} ha firmato il {signed_on} con un certificato che vale solo dal {on}."
    ),
    Code.EXPIRED_SINCE: lazy(
        "Il certificato di {name} è scaduto il {on}, e nessuna marca temporale prova che la firma"
        " è di prima."
    ),
    Code.REVOKED: lazy("Il certificato di {name} è stato revocato il {on}."),
    Code.REVOKED_SINCE: lazy(
        "Il certificato di {name} è stato revocato il {on}, dopo il giorno che la firma porta"
        " ({signed_on}): senza una marca temporale niente prova che la firma è di prima."
    ),
    Code.SUSPENDED: lazy("Il certificato di {name} era sospeso dal {on}."),
    Code.ISSUER_REVOKED: lazy(
        "Chi ha rilasciato il certificato di {name} aveva il proprio revocato dal {on}."
    ),
    Code.NOT_FOR_SIGNING: lazy("Il certificato di {name} non è fatto per firmare documenti."),
    Code.WEAK_DIGEST: lazy("La firma di {name} usa {kind}, che non protegge più un documento."),
    Code.WEAK_KEY: lazy("La firma di {name} usa una chiave di {bits} bit, troppo corta."),
    Code.UNKNOWN_ISSUER: lazy(
        "Chi ha rilasciato il certificato di {name} ({issuer}) non è tra i certificatori di cui"
        " questo registro si fida."
    ),
    Code.CHAIN_WRONG: lazy(
        "Il certificato di {name} non risulta rilasciato in regola dal suo certificatore."
    ),
    Code.REVOCATION_UNKNOWN: lazy(
        "Se il certificato di {name} fosse stato revocato, qui non si vede: il registro non esce"
        " in rete a chiederlo."
    ),
    Code.STAMP_WRONG: lazy("La marca temporale della firma di {name} non torna: non la data."),
    Code.IN_THE_FUTURE: lazy(
        "La firma di {name} porta una data che deve ancora venire: {signed_on}."
    ),
}  # fmt: skip

IN_A_WORD: dict[Code, str] = {
    Code.CONTENT_CHANGED: lazy("il contenuto è cambiato"),
    Code.CHANGED_AFTER: lazy("il documento è cambiato dopo"),
    Code.BYTE_RANGE: lazy("non copre il file"),
    Code.CONTENT_MISSING: lazy("manca il documento firmato"),
    Code.SIGNATURE_WRONG: lazy("non corrisponde al certificato"),
    Code.DAMAGED_SIGNATURE: lazy("è danneggiata"),
    Code.UNSUPPORTED_ALGORITHM: lazy("non si sa controllare"),
    Code.CERTIFICATE_MISSING: lazy("manca il certificato"),
    Code.OTHER_CERTIFICATE: lazy("il certificato è un altro"),
    Code.EXPIRED: lazy("certificato scaduto il {on}"),
    Code.NOT_YET_VALID: lazy("certificato valido solo dal {on}"),
    Code.REVOKED: lazy("certificato revocato il {on}"),
    Code.REVOKED_SINCE: lazy("certificato revocato il {on}, niente prova che la firma è di prima"),
    Code.SUSPENDED: lazy("certificato sospeso dal {on}"),
}

NOT_CHECKED: dict[Code, str] = {
    Code.OTHER_SIGNATURE: lazy("firma XML o contenitore ASiC"),
    Code.ENCRYPTED: lazy("il file è cifrato"),
    Code.DAMAGED: lazy("il file è danneggiato"),
    Code.TOO_LARGE: lazy("il file è troppo grande"),
    Code.TOO_DEEP: lazy("troppe buste una dentro l'altra"),
    Code.TIMEOUT: lazy("ci vuole troppo tempo"),
    Code.OUT_OF_MEMORY: lazy("ci vuole troppa memoria"),
}
"""Why of a file it cannot be said whether anybody signed it, or how."""

VOID = frozenset(
    {Code.EXPIRED, Code.NOT_YET_VALID, Code.REVOKED, Code.REVOKED_SINCE, Code.SUSPENDED}
)
"""With these a signature is as if it had not been given, however intact (CAD, art. 24)."""


def sentence(fact: Fact, name: str | None = None) -> str:
    """The fact in full; ``name`` is of who signed, where it is about one."""
    told = str(SENTENCES[fact.code]).format(name=name or _("chi ha firmato"), **fact.words)
    told = told[:1].upper() + told[1:]
    return f"{told} {_AS_IF_NOT}" if fact.code in VOID else told


def reasons(verdict: Verdict) -> list[Reason]:
    """What there is to say of the file, then of each who signed."""
    of_file = [Reason(fact.code, sentence(fact)) for fact in verdict.facts]
    of_signers = [
        Reason(fact.code, sentence(fact, signer.name))
        for signer in verdict.signers
        for fact in signer.facts
    ]
    return of_file + of_signers


def why_not_checked(verdict: Verdict) -> str:
    """In a few words, of a file that shows nobody who signed; empty where nobody did."""
    return next(
        (str(NOT_CHECKED[one.code]) for one in verdict.facts if one.code in NOT_CHECKED), ""
    )


def standing(signer: Signer) -> tuple[str, str]:
    """The key of a signer's status, and its detail in a few words."""
    void = next((fact for fact in signer.facts if fact.code in VOID), None)
    if void is None and signer.intact:
        known = {True: "signature:valid", False: "signature:not_proved", None: "signature:intact"}
        return known[signer.trusted], ""
    why = void or next((fact for fact in signer.facts if fact.code in IN_A_WORD), None)
    return "signature:not_valid", str(IN_A_WORD[why.code]).format(**why.words) if why else ""
