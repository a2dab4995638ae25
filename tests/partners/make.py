"""Partners of the tests, made by the real action."""

from registry.partners import actions
from registry.partners.kinds import Kind
from registry.partners.shapes import PartnerData
from registry.partners.tables import Partner
from registry.platform.accounts.roles import Actor


async def a_partner(
    name: str = "Comune di Cremona", *, by: Actor, kind: Kind = Kind.MUNICIPALITY, **more: object
) -> Partner:
    return await actions.create(PartnerData(name=name, kind=kind, **more), by=by)  # type: ignore[arg-type]  # the shape checks them
