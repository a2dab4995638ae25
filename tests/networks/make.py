"""Networks of the tests, made by the real actions; the Liguria table as data."""

from dataclasses import dataclass, field

from registry.networks import actions
from registry.networks.kinds import Basis, NetworkKind, RoleKind, SourceKind
from registry.networks.shapes import (
    NetworkData,
    ParticipationData,
    SourceData,
    SourceRowData,
)
from registry.networks.tables import Network, Participation, Source
from registry.partners import actions as partners
from registry.partners.kinds import Kind
from registry.partners.shapes import PartnerData
from registry.partners.tables import Partner
from registry.platform.accounts.roles import Actor, Visibility


async def a_partner(
    name: str = "Comune di Cremona",
    *,
    by: Actor,
    kind: Kind = Kind.MUNICIPALITY,
    place: str | None = None,
    visibility: Visibility = Visibility.NETWORK,
) -> Partner:
    new = PartnerData(name=name, kind=kind, place=place, visibility=visibility)
    return await partners.create(new, by=by)


async def a_network(name: str = "HTH Liguria", *, by: Actor, **more: object) -> Network:
    return await actions.create_network(NetworkData(name=name, **more), by=by)  # type: ignore[arg-type]  # the shape checks them


async def a_source(about: str = "2020", *, by: Actor, title: str = "Tabella HTH Liguria") -> Source:
    return await actions.record_source(
        SourceData(title=title, kind=SourceKind.TABLE, about=about), by=by
    )


async def takes_part(
    network: Network, partner: Partner, *, by: Actor, **more: object
) -> Participation:
    new = ParticipationData(partner=partner.id, **more)  # type: ignore[arg-type]  # the shape checks them
    return await actions.add_participation(network.id, new, by=by)


@dataclass(frozen=True)
class Row:
    """A row of the Liguria table: its three cells word for word, and what they mean."""

    cell: str
    activity: str
    since: str
    bodies: tuple[str, ...]
    role: RoleKind = RoleKind.PARTNER
    basis: Basis = Basis.UNKNOWN
    formalised: str = ""
    with_bodies: tuple[str, ...] = field(default=())


LIGURIA = (
    Row("AICCRE", "Protocollo con Comune di Genova per i rimpatri assistiti", "13/10/2010",
        ("AICCRE",), basis=Basis.ACT, with_bodies=("Comune di Genova",)),
    Row("Questura di Genova",
        "Tavolo operativo con Comune di Genova per governare segnalazioni in situazioni"
        " problematiche",
        "15/02/2012", ("Questura di Genova",), basis=Basis.NONE,
        with_bodies=("Comune di Genova",)),
    Row("Comune di Ventimiglia", "Soggetto attuatore",
        "01/12/2017 – adesione al progetto HTH Liguria", ("Comune di Ventimiglia",),
        role=RoleKind.IMPLEMENTER),
    Row("Comune di Savona", "Partner", "Progetto Sunrise ex art. 18 – dall'anno 2010",
        ("Comune di Savona",)),
    Row("Comune di Genova", "Soggetto attuatore", "Progetto Sunrise ex art. 18 – dall'anno 2001",
        ("Comune di Genova",), role=RoleKind.IMPLEMENTER),
    Row("Comune di Chiavari", "Partner", "Progetto Nuovi Orizzonti ex art. 13 – dall'anno 2006",
        ("Comune di Chiavari",)),
    Row("Comune della Spezia", "Soggetto attuatore",
        "Progetto Lucciola e progetto Oltre la strada – dall'anno 2004",
        ("Comune della Spezia",), role=RoleKind.IMPLEMENTER),
    Row("ANCI Liguria", "Soggetto attuatore", "01/12/2017 – adesione al progetto HTH Liguria",
        ("ANCI Liguria",), role=RoleKind.IMPLEMENTER),
    Row("ATS InConTraRe – di cui fanno parte tutti i soggetti che operano in Liguria iscritti alla"
        " seconda sezione del registro nazionale",
        "Soggetto attuatore",
        "L'ATS come soggetto giuridico si è costituita (ed ha iniziato a collaborare con Regione)"
        " nel 2016 ma gli enti che ne fanno parte sono attivi nel campo della tratta dai primi anni"
        " 2000",
        ("ATS InConTraRe",), role=RoleKind.IMPLEMENTER),
    Row("Prefettura di Genova",
        "Protocollo d'intesa tra Regione Liguria e Commissione territoriale di Genova per il"
        " riconoscimento della protezione internazionale",
        "Le prassi operative già consolidate e attive da molti anni sono state formalizzate"
        " attraverso la stipula di un protocollo nel 2018.",
        ("Prefettura di Genova",), basis=Basis.PRACTICE, formalised="nel 2018"),
    Row("Organizzazioni sindacali CGIL-CISL-UIL INPS – INAIL - Ispettorato del Lavoro",
        "Protocollo d'intesa su scala regionale per il contrasto dello sfruttamento lavorativo",
        "In corso di definizione",
        ("CGIL", "CISL", "UIL", "INPS", "INAIL", "Ispettorato del Lavoro"), basis=Basis.ACT),
    Row("Prefettura- UTG di Genova Regione Liguria Comune di Genova Università degli Studi di"
        " Genova",
        "Protocollo d'intesa per la promozione di politiche finalizzate alla prevenzione ed al"
        " contrasto della violenza di genere e nei confronti dei minori. Istituzione di un percorso"
        " di accoglienza della vittima di violenza presso il pronto soccorso",
        "20/04/2015",
        ("Prefettura di Genova", "Regione Liguria", "Comune di Genova",
         "Università degli Studi di Genova"), basis=Basis.ACT),
)  # fmt: skip

KIND_OF = {
    "Comune": Kind.MUNICIPALITY, "Questura": Kind.QUESTURA, "Prefettura": Kind.PREFETTURA,
    "Regione": Kind.REGION, "Università": Kind.UNIVERSITY, "ATS": Kind.PURPOSE_GROUP,
    "CGIL": Kind.TRADE_UNION, "CISL": Kind.TRADE_UNION, "UIL": Kind.TRADE_UNION,
    "INPS": Kind.INPS, "INAIL": Kind.INAIL, "Ispettorato": Kind.LABOUR_INSPECTORATE,
    "ANCI": Kind.MUNICIPALITIES_ASSOCIATION, "AICCRE": Kind.MUNICIPALITIES_ASSOCIATION,
}  # fmt: skip
PLACES = {
    "Comune di Genova": "com:010025", "Comune di Savona": "com:009056",
    "Comune di Ventimiglia": "com:008065", "Comune di Chiavari": "com:010015",
    "Comune della Spezia": "com:011015", "Regione Liguria": "reg:07", "ANCI Liguria": "reg:07",
}  # fmt: skip


@dataclass(frozen=True)
class Liguria:
    network: Network
    source: Source
    partners: dict[str, Partner]
    rows: list[list[Participation]]


async def liguria(*, by: Actor, visibility: Visibility = Visibility.NETWORK) -> Liguria:
    """The whole table of twelve rows, nineteen bodies in all, by the real actions."""
    names = dict.fromkeys(name for row in LIGURIA for name in (*row.bodies, *row.with_bodies))
    bodies = {
        name: await a_partner(name, by=by, kind=KIND_OF[name.split()[0]], place=PLACES.get(name))
        for name in names
    }
    network = await a_network(
        "Progetto HTH Liguria", by=by, kind=NetworkKind.PROJECT, short_name="HTH Liguria",
        subtitle="Hope this Helps", lead_partner=bodies["Regione Liguria"].id, places=["reg:07"],
        visibility=visibility,
    )  # fmt: skip
    source = await a_source(by=by)
    rows = [
        await actions.add_source_row(network.id, _row(n, row, bodies, source), by=by)
        for n, row in enumerate(LIGURIA, start=1)
    ]
    return Liguria(network, source, bodies, rows)


def _row(n: int, row: Row, bodies: dict[str, Partner], source: Source) -> SourceRowData:
    is_role = row.activity in ("Soggetto attuatore", "Partner")
    return SourceRowData(
        partners=[bodies[name].id for name in row.bodies],
        with_partners=[bodies[name].id for name in row.with_bodies],
        role_kind=row.role,
        role_words=row.activity if is_role else "",
        activity="" if is_role else row.activity,
        basis=row.basis,
        formalised=row.formalised,
        when=row.since,
        source=source.id,
        source_row=n,
        source_cell=row.cell,
        source_row_words=[row.activity, row.since],
    )
