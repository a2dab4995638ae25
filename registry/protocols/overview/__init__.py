"""What the page of an act says first: its life, the one urgent thing, where each party stands.

Pure: from the view of an act and the day. The page only writes it down.
"""

from registry.protocols.overview.buttons import Button, buttons
from registry.protocols.overview.footnotes import Footnote, footnotes
from registry.protocols.overview.life import Step, life
from registry.protocols.overview.parties import PartyLine, party_columns, party_lines, party_pills
from registry.protocols.overview.reading import as_read, changes_as_read
from registry.protocols.overview.urgent import Urgent, urgent

__all__ = [
    "Button",
    "Footnote",
    "PartyLine",
    "Step",
    "Urgent",
    "as_read",
    "buttons",
    "changes_as_read",
    "footnotes",
    "life",
    "party_columns",
    "party_lines",
    "party_pills",
    "urgent",
]
