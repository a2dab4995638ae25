"""Who may read each room: the front door knows them all, and tells the search.

Imported for that by whatever searches: the pages and the command line.
"""

from good_practices.schede.permissions import READ_SCHEDE
from registry.networks.permissions import READ_NETWORKS
from registry.partners.permissions import READ_PARTNERS
from registry.platform.search import open_to
from registry.protocols.permissions import READ_PROTOCOLS


def open_rooms() -> None:
    open_to(
        networks=READ_NETWORKS,
        partners=READ_PARTNERS,
        protocols=READ_PROTOCOLS,
        schede=READ_SCHEDE,
    )
