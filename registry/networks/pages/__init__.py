"""The pages of networks."""

from registry.networks.pages.networks import NetworkPages
from registry.networks.pages.offers import OfferPages
from registry.networks.pages.participations import ParticipationPages
from registry.networks.pages.structure import StructurePages

NETWORK_PAGES = [NetworkPages, ParticipationPages, StructurePages, OfferPages]

__all__ = ["NETWORK_PAGES"]
