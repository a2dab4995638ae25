"""An act and its parties in the shape in which they are told: what a change starts from."""

from typing import Any

from registry.protocols import queries
from registry.protocols.actions.values import made_title
from registry.protocols.kinds import ActKind
from registry.protocols.shapes import (
    HistoricFacts,
    HistoricPartyData,
    PartyData,
    ProtocolData,
)
from registry.protocols.tables import Party, Protocol


def facts_shape(act: Protocol) -> type[ProtocolData]:
    """An act registered already signed has more facts than one that is being written."""
    return HistoricFacts if act.is_historic else ProtocolData


def party_shape(act: Protocol) -> type[PartyData | HistoricPartyData]:
    return HistoricPartyData if act.is_historic else PartyData


async def as_told(act: Protocol) -> dict[str, Any]:
    """A title that was made of kind and subject is made again, when they change."""
    facts = act.to_dict()
    told = facts | {
        "when": facts["when_text"],
        "ends": facts["ends_text"],
        "places": await queries.place_codes_of(act.id),
        "networks": await queries.network_ids_of(act.id),
    }
    if facts["subject"] and facts["title"] == made_title(ActKind(act.kind), act.subject):
        told["title"] = ""
    return told


async def party_as_told(party: Party) -> dict[str, Any]:
    commitments = await queries.commitments_of(party.id)
    return party.to_dict() | {"joined": party.joined_text, "commitments": commitments}
