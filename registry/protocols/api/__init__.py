"""The JSON windows of acts: the same questions and the same verbs as the pages."""

from registry.protocols.api.acts import ProtocolApi
from registry.protocols.api.deadlines import DeadlineApi
from registry.protocols.api.parties import PartyApi
from registry.protocols.api.verbs import ProtocolVerbsApi

PROTOCOL_API = [ProtocolApi, ProtocolVerbsApi, PartyApi, DeadlineApi]

__all__ = ["PROTOCOL_API"]
