"""What the history is about, in words: the first half of an event's name."""

from registry.platform.i18n import lazy

SUBJECTS = {
    "batch": lazy("Documenti in serie"),
    "circular": lazy("Circolari"),
    "figure": lazy("Cifre di un progetto"),
    "intake": lazy("Invii ricevuti"),
    "job": lazy("Lavori lunghi"),
    "network": lazy("Reti"),
    "partner": lazy("Partner"),
    "protocol": lazy("Protocolli"),
    "scheda": lazy("Schede"),
    "service": lazy("Servizi di un progetto"),
    "session": lazy("Ingressi e uscite"),
    "source": lazy("Fonti"),
    "structure": lazy("Strutture operative"),
    "submission": lazy("Invii"),
    "template": lazy("Modelli"),
    "token": lazy("Chiavi dei programmi"),
    "user": lazy("Utenti"),
}
