"""From what the registry keeps of an act to the data that its letters are written from.

Pure: given the view of the act and the facts of its bodies, it knows no database. What lacks
is left empty: the letter says so in a draft, and refuses to be final.
"""

from registry.protocols.drafts.accession import AccessionTold, accession_data
from registry.protocols.drafts.acts import WRITABLE_KINDS, act_data
from registry.protocols.drafts.around import (
    Around,
    missing_parties,
    relation_to_parent,
    text_in_force,
)
from registry.protocols.drafts.bodies import BodyFacts, OfficeFacts
from registry.protocols.drafts.lacking import Lacking, where_lacking

__all__ = [
    "WRITABLE_KINDS",
    "AccessionTold",
    "Around",
    "BodyFacts",
    "Lacking",
    "OfficeFacts",
    "accession_data",
    "act_data",
    "missing_parties",
    "relation_to_parent",
    "text_in_force",
    "where_lacking",
]
