"""What every page of a partner shows, in whichever room: who it is, and what may be done."""

from typing import Any

from registry.partners import queries
from registry.partners.identifiers import SCHEMES
from registry.partners.kinds import KINDS, NAME_KIND_LABELS, NATURE_LABELS, SUCCESSION_LABELS
from registry.partners.permissions import can_edit
from registry.platform.accounts.roles import Actor


async def partner_look(partner_id: int, actor: Actor) -> dict[str, Any]:
    """The partner, whether this person may write of it, and the words for what it is."""
    partner = await queries.view(partner_id, by=actor)
    return {
        "partner": partner,
        "kind": KINDS[partner.kind],
        "may_edit": can_edit(actor, partner.office),
        "schemes": SCHEMES,
        "name_kinds": NAME_KIND_LABELS,
        "natures": NATURE_LABELS,
        "succession_kinds": SUCCESSION_LABELS,
    }
