"""What a dossier says of its documents: in the PDF, and to whoever asked for it."""

from datetime import datetime

from babel.dates import format_datetime

from registry.platform.clock import ROME
from registry.platform.dossiers.shapes import ATTACHED, Outcome, Prepared, Words
from registry.platform.gate.policy import RULES, SORTS
from registry.platform.i18n import SOURCE_LANGUAGE, _, lazy, ngettext, speaking

WHY: dict[Outcome, str] = {
    Outcome.MENDED: lazy("Il file aveva dei difetti ed è stato riparato: le pagine ci sono tutte."),
    Outcome.SIGNED: lazy(
        "È un PDF firmato. Copiarne le pagine toglierebbe la firma: è allegato intero, com'è."
    ),
    Outcome.ENVELOPE: lazy("È un file firmato (.p7m): è allegato intero, com'è."),
    Outcome.OTHER: lazy("Non è un PDF né un documento Word: è allegato intero, com'è."),
    Outcome.UNCONVERTED: lazy("Il documento Word non è diventato PDF: è allegato intero, com'è."),
    Outcome.ENCRYPTED: lazy("È protetto da una password: è allegato intero, com'è."),
    Outcome.RESTRICTED: lazy(
        "Chi l'ha fatto ne ha vietato la copia delle pagine: è allegato intero, com'è."
    ),
    Outcome.DAMAGED: lazy("Il file è danneggiato e non si apre: nel fascicolo non c'è."),
    Outcome.PARTIAL: lazy(
        "Il file è interrotto: non si leggono tutte le sue pagine. Nel fascicolo non c'è, perché"
        " sembrerebbe intero."
    ),
    Outcome.EMPTY: lazy("Il file è vuoto: non ha pagine."),
    Outcome.REFUSED: lazy("Nel fascicolo non c'è. {why}"),
    Outcome.TOO_MUCH: lazy(
        "Leggerlo chiede troppo tempo o troppa memoria: nel fascicolo non c'è."
    ),
    Outcome.MISSING: lazy("L'archivio non ha più il file com'era: nel fascicolo non c'è."),
}  # fmt: skip
"""By what became of a document; nothing is said of one whose pages are simply there."""

REMOVED = {
    "script": lazy("istruzioni che si eseguono da sole"),
    "launch": lazy("comandi che avviano programmi"),
    "sends": lazy("pulsanti che mandano dati"),
    "media": lazy("filmati o suoni"),
    "files": lazy("altri file allegati"),
}


def why(prepared: Prepared, converting: str = "") -> str:
    """Why its pages are not there, or not as they came; empty for those that simply are."""
    outcome = prepared.outcome
    said = str(WHY[outcome]) if outcome in WHY else ""
    if outcome is Outcome.REFUSED:
        said = said.format(why=_of_gate(prepared))
    if outcome is Outcome.UNCONVERTED and converting:
        said = f"{said} {converting}"
    if prepared.removed:
        what = ", ".join(str(REMOVED[one]) for one in prepared.removed)
        said = f"{said} {_('Tolto dalla copia: {what}.').format(what=what)}".strip()
    return said


def notes(prepared: Prepared, converting: str = "") -> list[str]:
    """Below the title, in the contents."""
    told = [why(prepared, converting)]
    if prepared.outcome in (Outcome.PAGES, Outcome.MENDED):
        told.insert(0, how_many_pages(prepared.pages))
    return [one for one in told if one]


def how_many_pages(pages: int) -> str:
    return ngettext("{n} pagina", "{n} pagine", pages).format(n=pages)


def notice(prepared: Prepared, name: str, converting: str = "") -> list[tuple[str, str]]:
    """What the page says of a document that is attached."""
    if prepared.outcome not in ATTACHED:
        return []
    rows = [("", why(prepared, converting)), (_("File"), name),
            (_("Dimensione"), _("{n} byte").format(n=prepared.size)),
            (_("SHA-256"), prepared.sha256)]  # fmt: skip
    if prepared.signers:
        rows.append((_("Firme"), "; ".join(prepared.signers)))
        rows.append(
            ("", _("I nomi sono scritti nelle firme: qui non è verificato che siano valide."))
        )
    rows.append(
        ("", _("Per aprirlo: in un programma che legge i PDF, riquadro «Allegati» (la graffetta)."
               " Salvato da lì è lo stesso file, con la stessa impronta SHA-256."))
    )  # fmt: skip
    return rows


def fixed() -> Words:
    return Words(
        contents=_("Contenuto del fascicolo"),
        opening=_(
            "Copia per la lettura: non sostituisce gli originali, che restano nel registro. Il"
            " numero di pagina è quello scritto in fondo a ogni foglio."
        ),
        continued=_("segue il contenuto"),
        document=_("doc. {n}"),
        page=_("pag. {x} di {y}"),
        subject=_("Fascicolo"),
    )


def prepared_at(moment: datetime) -> str:
    """On the first page, as everything there in Italian."""
    with speaking(SOURCE_LANGUAGE):
        when = format_datetime(
            moment.astimezone(ROME), "d MMMM y, 'ore' HH.mm", locale=SOURCE_LANGUAGE
        )
        return _("Preparato il {when}").format(when=when)


def _of_gate(prepared: Prepared) -> str:
    if prepared.rule not in RULES or prepared.rule == "other_type":
        return _("Il tipo del file non è tra quelli che si possono allegare.")
    what = SORTS.get(prepared.what, prepared.what) or "…"
    return str(RULES[prepared.rule].sentence).format(what=what)
