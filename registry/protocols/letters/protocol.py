"""The protocol, the framework agreement, the operating protocol and the operating link."""

from registry.protocols.letters.data import ProtocolData
from registry.protocols.letters.pact import ProtocolLetter, pact_file_name, pact_letter

__all__ = ["ProtocolLetter", "protocol_file_name", "protocol_letter"]


def protocol_letter(data: ProtocolData) -> ProtocolLetter:
    """The protocol in words. Raises InvalidInput with every wrong place of the data."""
    return pact_letter(data)


def protocol_file_name(data: ProtocolData) -> str:
    """«protocollo_pref-vd_2026-012_accoglienza-diffusa.docx»; drafts add their version."""
    return pact_file_name(data, data.subject)
