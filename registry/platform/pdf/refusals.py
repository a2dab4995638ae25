"""What is said of a document that did not become a PDF. The Word document is always there."""

from registry.platform.errors import CannotNow
from registry.platform.i18n import _


class NoLibreOffice(CannotNow):
    """It is not on this machine, or not where the setting says."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Per il PDF serve LibreOffice, che su questo computer non c'è. Chi lo amministra"
                " può installarlo (su Debian: apt install libreoffice-writer-nogui) o indicarlo in"
                " INTESE_LIBREOFFICE. Il documento Word si scarica lo stesso."
            )
        )


class NotConverted(CannotNow):
    """LibreOffice did not make it, or made what is no PDF/A."""

    @classmethod
    def late(cls, seconds: float) -> "NotConverted":
        return cls(
            _(
                "LibreOffice non ha finito il PDF in {seconds} secondi ed è stato fermato. Scarica"
                " il documento Word, o riprova fra poco."
            ).format(seconds=round(seconds))
        )

    @classmethod
    def ended(cls) -> "NotConverted":
        return cls(
            _(
                "LibreOffice si è chiuso mentre faceva il PDF. Scarica il documento Word; se accade"
                " di nuovo con lo stesso documento, segnalalo a chi amministra il registro."
            )
        )

    @classmethod
    def unread(cls) -> "NotConverted":
        return cls(_("LibreOffice non sa aprire questo documento: il PDF non si può fare."))

    @classmethod
    def unfit(cls, lacks: list[str]) -> "NotConverted":
        return cls(
            _(
                "Il PDF che LibreOffice ha fatto non si può conservare: {lacks}. Non è stato dato"
                " a nessuno; scarica il documento Word."
            ).format(lacks="; ".join(lacks))
        )

    @classmethod
    def no_room(cls) -> "NotConverted":
        return cls(
            _(
                "Non c'è posto sul disco per fare il PDF. Chi amministra il registro deve liberarne"
                " nella cartella dei dati."
            )
        )
