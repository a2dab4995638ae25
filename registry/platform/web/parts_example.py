"""What the example page of the parts shows: every part once, with rows that have character.

The page is for who writes pages and for the accessibility test; it reads no database.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from registry.platform.i18n import _
from registry.platform.web import form_parts
from registry.platform.web.lifeline import Basis, LifelineRow, Span


@dataclass(frozen=True)
class PartyRow:
    n: int
    name: str
    kind: str
    status: str
    approved_on: date | None = None
    signed_on: date | None = None
    role: str = ""
    remark: str = ""

    @property
    def href(self) -> str:
        return f"#parte-{self.n}"

    @property
    def asks(self) -> bool:
        return self.status != "party:signed"


@dataclass(frozen=True)
class Step:
    label: str
    note: str
    state: str = "next"


@dataclass(frozen=True)
class Field:
    number: int
    name: str
    status: str
    current: bool = False

    @property
    def href(self) -> str:
        return f"#campo-circolare-{self.number}"


@dataclass(frozen=True)
class Failure:
    label: str
    reason: str


@dataclass(frozen=True)
class Work:
    title: str
    status: str
    done: int = 0
    total: int = 0
    doing: str = ""
    left: str = ""
    href: str = "#lavori"
    retry_url: str = ""
    failed: list[Failure] = field(default_factory=list)
    verbs: list[dict[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Pages:
    page: int
    size: int
    total: int


def example(today: date) -> dict[str, Any]:
    """The context of ``settings/parts.html``."""
    return {
        "lifeline_rows": lifeline_rows(),
        "parties": parties(),
        "steps": steps(),
        "circular_fields": circular_fields(),
        "works": works(),
        "things": things(today),
        "facet_labels": {"kind": _("Tipo"), "region": _("Territorio")},
        "facets": facets(),
        "listing": Pages(page=3, size=20, total=1284),
        "other_version": other_version(),
        "bodies": {
            "items": [{"id": 12, "name": "Comune di Crema", "note": "Comune · Lombardia"}],
            "has_more": True,
        },
        "wrong": {
            "signed_on": _("La firma non può avere una data dopo oggi."),
            "act": _(
                "Manca l’atto. Il testo dice «ha siglato un accordo»: allegalo in Word o PDF."
            ),
        },
    }


def other_version() -> form_parts.Field:
    """A field in which two people wrote."""
    theirs = form_parts.Other(
        (_("dai primi anni 2000, in corso"),), is_theirs=True, wrote=_("Area IV ha scritto:")
    )
    ours = (_("dall’anno 2015, in corso"),)
    return form_parts.Field("period", "campo-due", _("Periodo"), values=ours, other=theirs)


def lifeline_rows() -> list[LifelineRow]:
    """The collaborations of one body as a regional table tells them, and one still undated."""
    last_day = date(2020, 12, 31)
    told_until_2020 = [
        LifelineRow(
            label="Progetto Sunrise ex art. 18 · soggetto attuatore",
            words="dall’anno 2001",
            starts=Span(date(2001, 1, 1), date(2001, 12, 31)),
        ),
        LifelineRow(
            label="Protocollo con AICCRE per i rimpatri assistiti",
            words="13/10/2010",
            understood=_("giorno esatto"),
            starts=_day(2010, 10, 13),
        ),
        LifelineRow(
            label="Tavolo operativo con la Questura di Genova",
            words="15/02/2012",
            understood=_("giorno esatto"),
            starts=_day(2012, 2, 15),
            basis=Basis.NONE,
        ),
        LifelineRow(
            label="Prassi operative con la Commissione territoriale, poi protocollo",
            words="attive da molti anni … formalizzate … nel 2018",
            basis=Basis.PRACTICE,
            formalised=Span(date(2018, 1, 1), date(2018, 12, 31)),
        ),
        LifelineRow(
            label="Rete HTH Liguria · in rappresentanza della Conferenza dei Sindaci ASL 3",
            starts=Span(None, date(2020, 1, 1)),
            understood=_("inizio non indicato"),
        ),
    ]
    return [
        *(replace(row, last_news_on=last_day, last_news="2020") for row in told_until_2020),
        LifelineRow(
            label="Sportello di mediazione linguistica · per conto del Distretto sociale 11",
            words="dal marzo 2008, fino a metà 2016",
            starts=Span(date(2008, 3, 1), date(2008, 3, 31)),
            ends=Span(date(2016, 4, 1), date(2016, 9, 30)),
        ),
        LifelineRow(
            label="Protocollo contro lo sfruttamento lavorativo · firmatario",
            words="quattro anni dalla sottoscrizione",
            understood=_("dal 10/07/2025 al 09/07/2029"),
            starts=_day(2025, 7, 10),
            ends=_day(2029, 7, 9),
        ),
        LifelineRow(
            label="Protocollo d’intesa su scala regionale contro lo sfruttamento lavorativo",
            words="in corso di definizione",
            state="participation:in_definition",
        ),
    ]


def parties() -> list[PartyRow]:
    state, local = _("Uffici dello Stato · firmato 2 di 2"), _("Enti territoriali · firmato 1 di 3")
    others = _("Terzo settore · firmato 0 di 1")
    done, wait = "party:signed", "party:awaiting_signature"
    first, second = date(2026, 11, 16), date(2026, 11, 20)
    paper = _("Scansione in attesa di copia conforme")
    return [
        PartyRow(1, "Prefettura – UTG di Cremona", state, done, None, first, role=_("promotore")),
        PartyRow(2, "Questura di Cremona", state, done, None, first),
        PartyRow(3, "Provincia di Cremona", local, done, date(2026, 11, 3), second),
        PartyRow(4, "Comune di Gussola", local, wait, date(2026, 11, 12), None),
        PartyRow(5, "ATS della Val Padana", local, "party:signature_not_valid", None, second),
        PartyRow(6, "CSV Lombardia Sud", others, "party:signed_on_paper", None, None, remark=paper),
    ]


def steps() -> list[Step]:
    return [
        Step(_("In definizione"), _("dal 02/09/2026"), "done"),
        Step(_("Schema inviato"), _("02/11/2026 · manca 1 approvazione"), "done"),
        Step(_("Alla firma"), _("dal 16/11/2026 · firmato 29 di 34"), "now"),
        Step(_("Sottoscritto"), _("con l’ultima firma valida")),
        Step(_("In vigore"), _("dalla comunicazione via PEC")),
        Step(_("Scadenza"), _("36 mesi dopo")),
    ]


def circular_fields() -> list[Field]:
    names = (
        _("Reti e collaborazione"), _("Competenze istituzionali"), _("Pratiche innovative"),
        _("Accesso ai servizi"), _("Lingua italiana"), _("Storie di inserimento"),
        _("Coinvolgimento volontario"), _("Inserimento nei territori"), _("Cittadinanza attiva"),
        _("Categorie vulnerabili"), _("Altro"),
    )  # fmt: skip
    marked = {1: "act_missing", 4: "scheda_missing", 5: "ready", 7: "act_missing"}
    return [
        Field(n, name, f"scheda:{marked.get(n, 'not_marked')}", current=n == 7)
        for n, name in enumerate(names, start=1)
    ]


def works() -> list[Work]:
    running = Work(
        title=_("Raccolta 2026"), status="job:running", done=214, total=1180,
        doing=_("preparo la scheda della Prefettura di Cuneo"), left=_("circa 2 minuti"),
    )  # fmt: skip
    failed = Work(
        title=_("Acquisizione degli invii"), status="job:failed", done=36, total=38,
        retry_url="/jobs/12/retry",
        failed=[Failure("invio-09.zip", _("manca l’elenco dei file")),
                Failure("invio-31.zip", _("un file non è quello dichiarato"))],
    )  # fmt: skip
    return [running, failed]


def things(today: date) -> list[dict[str, str]]:
    soon = today + timedelta(days=4)
    return [
        {
            "when": _("Oggi"), "note": _("entro le 24"), "href": "#parti", "mini": "yes",
            "title": _("Firma da rifare: ATS della Val Padana"),
            "status": "party:signature_not_valid", "action": _("Chiedi una nuova firma"),
            "text": _("Protocollo per l’accoglienza diffusa, 29 firme su 34. "
                      "Il certificato era scaduto."),
        },
        {
            "when": f"{soon:%d/%m/%Y}", "note": _("fra 4 giorni"), "href": "#parti",
            "title": _("3 parti non hanno firmato lo stesso atto"),
            "status": "task:waits_for_others", "action": _("Sollecita le 3 parti"),
            "text": _("Comune di Gussola, Comune di Sospiro, ASST di Crema (invito mai aperto)."),
        },
    ]  # fmt: skip


def facets() -> dict[str, list[Option]]:
    regions = ("Liguria", "Lombardia", "Piemonte", "Toscana", "Umbria", "Veneto", "Lazio",
               "Marche", "Puglia", "Sicilia")  # fmt: skip
    return {
        "kind": [Option("comune", _("Comune"), 612), Option("prefettura", _("Prefettura"), 103)],
        "region": [Option(r.lower(), r, 90 - 7 * n) for n, r in enumerate(regions)],
    }


def _day(year: int, month: int, day: int) -> Span:
    return Span(date(year, month, day), date(year, month, day))
