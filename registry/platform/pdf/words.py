"""What a PDF lacks, in words: each ends the sentence «non si può conservare: …»."""

from registry.platform.i18n import lazy
from registry.platform.pdf.shapes import Lack

LACKS: dict[Lack, str] = {
    "damaged": lazy("non si apre"),
    "encrypted": lazy("è cifrato"),
    "mark": lazy("non è segnato come PDF/A-2b"),
    "output_intent": lazy("non dice in quali colori è scritto"),
    "fonts": lazy("non ha in sé tutti i suoi caratteri"),
    "language": lazy("non dice di essere in italiano"),
    "tags": lazy("non ha la struttura per chi legge con la voce"),
    "title": lazy("non ha un titolo"),
    "active": lazy("ha dentro un programma o un'azione"),
    "attached": lazy("ha dentro altri file"),
}
