"""The pages of acts."""

from registry.protocols.pages.deadlines import DeadlinePages
from registry.protocols.pages.documents import DocumentPages
from registry.protocols.pages.library import LibraryPages
from registry.protocols.pages.listing import ProtocolPages
from registry.protocols.pages.parties import PartyPages
from registry.protocols.pages.text import TextPages
from registry.protocols.pages.verbs import VerbPages

PROTOCOL_PAGES = [
    ProtocolPages,
    PartyPages,
    TextPages,
    VerbPages,
    DocumentPages,
    LibraryPages,
    DeadlinePages,
]

__all__ = ["PROTOCOL_PAGES"]
