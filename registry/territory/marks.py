"""The doubts of the data, which keep the words of their sources, as people read them.

A mark is one or more notes divided by «; ». A note that we do not know is shown as it is.
"""

import re
from typing import Any

from msgspec import Struct, structs

from registry.platform.i18n import _, lazy

_ALONE = {
    # regions
    "German full form from general knowledge": lazy("la forma tedesca non viene da una fonte"),
    "Slovene form from general knowledge": lazy("la forma slovena non viene da una fonte"),
    "named Abruzzi e Molise with Molise until 1963": lazy(
        "fino al 1963 era una cosa sola con il Molise: Abruzzi e Molise"
    ),
    "official name is Trentino-Alto Adige/Südtirol (ISTAT)": lazy(
        "il nome ufficiale è Trentino-Alto Adige/Südtirol (ISTAT)"
    ),
    "region with special statute since 1963, the source dates its code 1948": lazy(
        "è a statuto speciale dal 1963; la fonte data il codice al 1948"
    ),
    # provinces
    "ISTAT previously Reggio di Calabria": lazy("prima per l'ISTAT era Reggio di Calabria"),
    "NUTS 2024 still follows the 2016-2025 provinces: not one to one": lazy(
        "i codici NUTS 2024 seguono ancora le province del 2016-2025: non corrispondono una a una"
    ),
    "Slovene form not from ISTAT": lazy("la forma slovena non viene dall'ISTAT"),
    "capital per ISTAT flag": lazy("il capoluogo è quello segnato dall'ISTAT"),
    "code kept for statistics": lazy("il codice resta per le statistiche"),
    "kind_since not sourced for Trieste, same act as Gorizia and Pordenone assumed": lazy(
        "la data del cambiamento non ha una fonte: si suppone lo stesso atto di Gorizia e Pordenone"
    ),
    "metropolitan city enlarged from 17 to 70 comuni": lazy(
        "la città metropolitana è passata da 17 a 70 comuni"
    ),
    "more than one capital": lazy("ha più di un capoluogo"),
    "operative under regional law 7/2021 before this date"
    " (final scheme in force 2025-07-17 per ISTAT": lazy(
        "in base alla legge regionale 7/2021 l'ente opera da prima di questa data"
        " (assetto definitivo in vigore dal 17/07/2025 secondo l'ISTAT"
    ),
    "ANPR users report 2025-04-01)": lazy("chi usa ANPR indica il 01/04/2025)"),
    "province functions held by the Region": lazy("le funzioni della provincia sono della Regione"),
    "province until 2016-04-27, then metropolitan city of 17 comuni": lazy(
        "provincia fino al 27/04/2016, poi città metropolitana di 17 comuni"
    ),
    "provinces abolished as bodies by the region": lazy(
        "la regione ha soppresso le province come enti"
    ),
    "re-establishment to be verified": lazy("il loro ripristino è da verificare"),
    "replaced by 112 and 113 for statistics": lazy(
        "per le statistiche la sostituiscono la 112 e la 113"
    ),
    "replaced by 114 and 116 for statistics": lazy(
        "per le statistiche la sostituiscono la 114 e la 116"
    ),
    "replaced by 115": lazy("la sostituisce la 115"),
    "replaced by 117, 118, 119 (and one comune each to 114 and 116)": lazy(
        "la sostituiscono la 117, la 118 e la 119 (e un comune ciascuna la 114 e la 116)"
    ),
    "replaced by 118": lazy("la sostituisce la 118"),
    "set up by regional law in 2001": lazy("istituita con legge regionale nel 2001"),
    "statistical dates": lazy("le date sono quelle statistiche"),
    "the abbreviation is used again from 2026 for another code": lazy(
        "dal 2026 la sigla è di un altro codice"
    ),
    "this is the start of the statistical code": lazy("questa è la data del codice statistico"),
    "which one hosts each office is not sourced": lazy(
        "non c'è una fonte su quale ospiti ciascun ufficio"
    ),
    # comuni
    "Ladin name from general knowledge": lazy("il nome ladino non viene da una fonte"),
    "Sardinian code in force from 2026-01-01 for statistics (ISTAT)": lazy(
        "codice sardo in uso statistico dal 01/01/2026 (ISTAT)"
    ),
    "the ANPR table still used the previous code in production in September 2026": lazy(
        "a settembre 2026 la tabella ANPR usava ancora il codice precedente"
    ),
    "other-language name from ANPR 2023 only (letter case rebuilt)": lazy(
        "il nome nell'altra lingua viene solo da ANPR 2023 (maiuscole ricostruite)"
    ),
    "successor chosen by hand among the candidates (same province and date)": lazy(
        "successore scelto a mano fra i possibili (stessa provincia e stessa data)"
    ),
    "verify with the ISTAT list of variations": lazy("da verificare con le variazioni ISTAT"),
    "successor inferred: only new comune of the province on that date": lazy(
        "successore dedotto: è l'unico comune nuovo della provincia in quella data"
    ),
    "successor inferred: only comune of the province with a territorial change on that date": lazy(
        "successore dedotto: è l'unico comune della provincia cambiato in quella data"
    ),
    "until 2025 in the territory of the Prefettura of Cagliari (ANPR 2023), its new province is"
    " that of Nuoro": lazy(
        "fino al 2025 nel territorio della Prefettura di Cagliari (ANPR 2023);"
        " la nuova provincia è di Nuoro"
    ),
    # offices
    "German name from general knowledge": lazy("il nome tedesco non viene da una fonte"),
    "coverage after the 2026 Sardinian reform not confirmed by an official act: follows the 2010"
    " agreement on the four historical territories and ANPR 2023": lazy(
        "la competenza dopo la riforma sarda del 2026 non è confermata da un atto ufficiale:"
        " segue l'accordo del 2010 sui quattro territori storici e ANPR 2023"
    ),
    "Seui and Seulo were under Cagliari until 2025": lazy(
        "fino al 2025 Seui e Seulo erano di Cagliari"
    ),
    "full wording and French form to be verified": lazy(
        "la denominazione intera e la forma francese sono da verificare"
    ),
    "prefectoral functions held by the President of the Region": lazy(
        "le funzioni prefettizie sono del Presidente della Regione"
    ),
    "wording of the place name to be verified on the office site": lazy(
        "il nome del luogo è da verificare sul sito dell'ufficio"
    ),
    # areas
    "ASL territory assumed equal to the province": lazy(
        "si suppone che la ASL coincida con la provincia"
    ),
    "derived": lazy("dedotto"),
    "derived: comuni of the province in neither of the other two districts": lazy(
        "dedotto: comuni della provincia che non sono negli altri due distretti"
    ),
    "former comune": lazy("comune di prima"),
    "incomplete: only comuni with an ASL 4 desk in a published guide": lazy(
        "incompleto: solo i comuni con uno sportello ASL 4 in una guida pubblicata"
    ),
    "incomplete: only the seat": lazy("incompleto: solo la sede"),
    "list is that of the Zona omogenea": lazy("l'elenco è quello della Zona omogenea"),
    "may belong to ASL 4": lazy("potrebbe essere della ASL 4"),
    "name masked in the published text, restored by alphabetical order": lazy(
        "nel testo pubblicato il nome è coperto: ricostruito dall'ordine alfabetico"
    ),
    "not confirmed comune by comune": lazy("non confermato comune per comune"),
    "press 2018: in ASL 5, asked to move to ASL 4": lazy(
        "stampa del 2018: è nella ASL 5, ha chiesto di passare alla ASL 4"
    ),
    "province of La Spezia without Varese Ligure": lazy(
        "provincia della Spezia senza Varese Ligure"
    ),
    "same number (47) as the members stated in the source document, identity to be verified": lazy(
        "sono 47 come dice il documento di partenza; che siano gli stessi è da verificare"
    ),
    "the consortium states 20 comuni before the 2019 mergers": lazy(
        "il consorzio dice 20 comuni prima delle fusioni del 2019"
    ),
    "the split of the province of Genova between ASL 3 and ASL 4 is not sourced": lazy(
        "non c'è una fonte su come la provincia di Genova si divide fra ASL 3 e ASL 4"
    ),
    # where areas are from
    "ASL 4 guide to territorial services (districts 14, 15, 16)": lazy(
        "guida ai servizi territoriali della ASL 4 (distretti 14, 15, 16)"
    ),
    "Consorzio Casalasco Servizi Sociali (number of comuni)": lazy(
        "Consorzio Casalasco Servizi Sociali (numero dei comuni)"
    ),
    "Press list of the 47 comuni of the Zona omogenea cremonese (cremonasera.it)": lazy(
        "elenco di stampa dei 47 comuni della Zona omogenea cremonese (cremonasera.it)"
    ),
    "derivation": lazy("deduzione"),
    "press on ASL 4/ASL 5 boundary": lazy("stampa sul confine fra ASL 4 e ASL 5"),
    "source document (Comune di Genova represents the Conferenza)": lazy(
        "documento di partenza (il Comune di Genova rappresenta la Conferenza)"
    ),
    # suggested mailboxes
    "2021 list agrees": lazy("un elenco del 2021 riporta la stessa casella"),
    "no @pec.interno.it pattern": lazy("non segue lo schema @pec.interno.it"),
}
_PATTERNS = (
    (
        re.compile(r"2021 list shows mailbox (?P<mailbox>\S+)"),
        lazy("un elenco del 2021 riporta un'altra casella: {mailbox}"),
    ),
    (
        re.compile(r"2021 list shows a mailbox of the Region \((?P<mailbox>\S+)\)"),
        lazy("un elenco del 2021 riporta una casella della Regione ({mailbox})"),
    ),
    (
        re.compile(r"derived from the province of (?P<province>\w+)"),
        lazy("dedotto dalla provincia di {province}"),
    ),
    (re.compile(r"(?P<title>.+) \(published text\)"), lazy("{title} (testo pubblicato)")),
)
_SEAT = re.compile(r"(?P<place>.+) \(named in the source document as representative\)")


def notes_of(mark: str) -> list[str]:
    """The notes of a mark, each in the reader's language."""
    return [_in_words(note) for note in mark.split("; ") if note]


def in_words(mark: str) -> str:
    """The whole mark as one text, that begins like a sentence; empty for no mark."""
    text = "; ".join(notes_of(mark))
    return text[:1].upper() + text[1:]


def marks_in_words(thing: Any) -> Any:
    """A shape, with its rows, whose doubts are told in the reader's language: for programs,
    whose answers are read by people in the end."""
    if isinstance(thing, list):
        return [marks_in_words(one) for one in thing]
    if not isinstance(thing, Struct):
        return thing
    values = {name: marks_in_words(getattr(thing, name)) for name in thing.__struct_fields__}
    for name in _MARKS & values.keys():
        values[name] = in_words(values[name])
    return structs.replace(thing, **values)


_MARKS = {"to_check", "suggestion_note"}


def seat_in_words(seat: str) -> str:
    """Where an area has its seat; the one that the source does not call so says how it does."""
    found = _SEAT.fullmatch(seat)
    if found is None:
        return seat
    return _("{place} (il documento di partenza la indica come rappresentante)").format(
        place=found["place"]
    )


def is_known(note: str) -> bool:
    return note in _ALONE or any(form.fullmatch(note) for form, _words in _PATTERNS)


def _in_words(note: str) -> str:
    if note in _ALONE:
        return str(_ALONE[note])
    for form, words in _PATTERNS:
        found = form.fullmatch(note)
        if found:
            return str(words).format(**found.groupdict())
    return _("«{note}»").format(note=note)
