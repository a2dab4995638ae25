"""The other facts of the source documents, made by the real actions."""

from registry.networks import actions
from registry.networks.kinds import LevelKind, NetworkKind, PromoterKind, RoleKind, ShelterKind
from registry.networks.shapes import (
    ActionData,
    FigureData,
    HoursData,
    LevelData,
    NetworkData,
    ParticipationData,
    ScopeData,
    ServiceData,
    ShelterData,
)
from registry.networks.tables import Network, Service
from registry.partners.kinds import Kind
from registry.platform.accounts.roles import Actor
from tests.networks.make import Liguria, a_network, a_partner


async def structure_of(there: Liguria, *, by: Actor) -> None:
    """Two levels of the operating structure, with a conference, parts and protected places."""
    network = there.network.id
    await actions.set_scopes(
        network,
        [
            ScopeData(
                area_words="Intero territorio regionale",
                place="reg:07",
                lines=["Azioni trasversali di sistema:", "coordinamento, formazione, monitoraggio"],
            ),
            ScopeData(
                area_words="Conferenza dei Sindaci ASL 1 imperiese",
                lines=["Attività di rete", "Emersione e primo contatto tramite l'Unità di strada"],
            ),
        ],
        by=by,
    )
    regional = await actions.add_level(
        network,
        LevelData(title="Livello di intervento regionale", kind=LevelKind.REGIONAL, place="reg:07"),
        by=by,
    )
    unit = await actions.add_action(
        regional.id,
        ActionData(
            title="Unità operativa regionale (UOR)",
            source_number="1.",
            promoters=[there.partners["ATS InConTraRe"].id, there.partners["Comune di Genova"].id],
            promoters_words="ATS/COMUNE DI GENOVA",
            area_words="REGIONALE e ASL 3",
            places=["reg:07"],
            access=[
                "Tramite Numero Verde (diretto o mediato da operatori)",
                "Tramite accesso da sportello UCST",
                "Tramite segnalazione da ATS",
            ],
        ),
        by=by,
    )
    await actions.add_action(
        regional.id,
        ActionData(
            title="Sportello e back office",
            parent=unit.id,
            source_number="1.1",
            description="Un luogo riservato per il primo ascolto e il primo orientamento.",
            activities=["Primo contatto con la persona", "Mediazione culturale"],
            relations=["Il progetto interagisce con la Rete Madre-Bambino."],
        ),
        by=by,
    )
    await actions.add_action(
        regional.id,
        ActionData(
            title="Accoglienza residenziale di prima emergenza",
            source_number="2.1",
            promoters_words="ATS E COMUNE DI GENOVA",
            area_words="TERRITORIO REGIONALE",
            access=["Tramite UOR"],
            description="La casa di fuga donne e il servizio per uomini sono il primo approdo.",
        ),
        by=by,
    )
    territorial = await actions.add_level(
        network,
        LevelData(title="Livello di intervento territoriale", kind=LevelKind.TERRITORIAL),
        by=by,
    )
    first = await actions.add_level(
        network,
        LevelData(
            title="Conferenza sindaci ASL 1 Ventimiglia-Sanremo",
            kind=LevelKind.TERRITORIAL,
            parent=territorial.id,
        ),
        by=by,
    )
    await actions.add_action(
        first.id,
        ActionData(
            title="Attività sul territorio: l'unità di strada",
            source_number="1.",
            promoter_kind=PromoterKind.PROMOTERS,
            promoters=[there.partners["Comune di Ventimiglia"].id],
            area_words="ASL 1",
            access=["Diretto"],
            activities=["Primo contatto e informazione nei luoghi strategici"],
            relations=["Relazioni con le strutture di accoglienza CAS"],
        ),
        by=by,
    )
    for kind, for_whom in ((ShelterKind.ESCAPE_HOUSE, "donne"), (ShelterKind.SERVICE, "uomini")):
        await actions.add_shelter(
            network, ShelterData(kind=kind, for_whom=for_whom, territory="reg:07"), by=by
        )


async def wings(*, by: Actor) -> Network:
    """«Mettiamo le ali 2.0»: a project with its lead, provinces, bases, objectives, period."""
    lead = await a_partner("Associazione Lule", by=by, kind=Kind.ASSOCIATION)
    city = await a_partner("Comune di Cremona", by=by, place="com:019036")
    network = await actions.create_network(
        NetworkData(
            kind=NetworkKind.PROJECT,
            name="Mettiamo le ali 2.0 - Dall'emersione all'integrazione",
            short_name="Mettiamo le ali 2.0",
            subtitle="Progetto sovra provinciale",
            lead_partner=lead.id,
            purpose="Programmi di emersione, assistenza e integrazione sociale",
            legal_bases=["art. 18 del d.lgs. 286/98", "art. 13 della legge 228/03"],
            objectives=[
                "Primo contatto",
                "Identificazione",
                "Protezione immediata",
                "Protezione sociale",
                "Permesso di soggiorno",
                "Formazione e lavoro",
            ],
            activities=["Unità di strada e indoor, drop-in", "Accoglienza in semi-autonomia"],
            places=[
                "prov:016",
                "prov:017",
                "prov:019",
                "prov:098",
                "prov:097",
                "prov:020",
                "prov:018",
            ],
            territory_words="Bergamo, Brescia, Cremona, Lodi, Lecco, Mantova, Pavia",
            fund="Dipartimento per le pari opportunità",
            when="15 mesi, dal 1° dicembre 2017 al 28 febbraio 2019",
        ),
        by=by,
    )
    for partner, role, words in (
        (lead, RoleKind.LEAD, "capofila"),
        (city, RoleKind.ADHERENT, "aderisce al progetto"),
    ):
        await actions.add_participation(
            network.id,
            ParticipationData(partner=partner.id, role_kind=role, role_words=words),
            by=by,
        )
    return network


LANGUAGES = "8 lingue (italiano,francese,spagnolo,arabocinese,albanese,tagalog,inglese)"


async def bulletin(*, by: Actor) -> tuple[Network, Service]:
    """A campaign of the bulletin: a service with hours and languages, figures with parts."""
    questura = await a_partner("Questura di Cremona", by=by, kind=Kind.QUESTURA)
    network = await a_network(
        "Regolarizzazioni dei lavoratori extracomunitari", by=by, kind=NetworkKind.PROJECT
    )
    service = await actions.add_service(
        ServiceData(
            name="Mediatore culturale",
            provider=questura.id,
            place_words="Questura di Cremona e Commissariato di Crema",
            staff_words="mediatori di nazionalità marocchina, siriana, cinese e congolese",
            languages=["italiano", "francese", "spagnolo", "arabocinese", "albanese", "tagalog",
                       "inglese"],
            languages_words=LANGUAGES,
            hours=[
                HoursData(days="lunedì", hours="dalle 8.30 alle 11.30",
                          purpose="per associazioni e comunitari"),
                HoursData(days="martedì", hours="dalle 8.30 alle 11.30",
                          purpose="per la presentazione delle domande",
                          languages=["arabo", "cinese", "inglese", "francese"]),
                HoursData(days="giovedì", hours="CHIUSO"),
            ],
        ),
        network=network.id,
        by=by,
    )  # fmt: skip
    await actions.record_figure(
        FigureData(indicator="domande presentate", value="3341", unit="domande"),
        network=network.id,
        by=by,
    )
    whole = await actions.record_figure(
        FigureData(indicator="posizioni regolarizzate", value="3267", unit="stranieri"),
        network=network.id,
        by=by,
    )
    for indicator, value in (
        ("con un contratto di lavoro", "2598"),
        ("con un permesso provvisorio", "669"),
    ):
        await actions.record_figure(
            FigureData(indicator=indicator, value=value, part_of=whole.id),
            network=network.id,
            by=by,
        )
    await actions.record_figure(
        FigureData(indicator="vittime di tratta aiutate", value="circa 100", unit="persone"),
        network=network.id,
        by=by,
    )
    return network, service
