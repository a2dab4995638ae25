"""The names of a body over time, and its codes in the registers. What was a mistake is taken
away; the history keeps it whole, so that it can be put back."""

from registry.dates.columns import columns_of
from registry.partners import events, queries
from registry.partners.actions.holding import held, note
from registry.partners.identifiers import Scheme, checked
from registry.partners.kinds import NameKind
from registry.partners.shapes import IdentifierData, NameData
from registry.partners.tables import Identifier, PartnerName
from registry.platform.accounts.roles import Actor
from registry.platform.database import transaction
from registry.platform.errors import AlreadyThere, NotFound
from registry.platform.i18n import _


async def add_name(partner_id: int, new: NameData, *, by: Actor) -> PartnerName:
    async with transaction():
        partner = await held(partner_id, by=by)
        if await PartnerName.exists().where(
            PartnerName.partner == partner_id,
            PartnerName.name == new.name,
            PartnerName.kind == new.kind,
        ):
            raise AlreadyThere(_("Questo nome c'è già."))
        name = PartnerName(
            partner=partner_id,
            name=new.name,
            kind=new.kind,
            language=new.language,
            **columns_of(new.when),
        )
        await name.save()
        await note(events.ADD_NAME, partner, by=by, other=new.name)
    return name


async def remove_name(partner_id: int, name_id: int, *, by: Actor) -> int:
    """It was not its name. Answers with the event, from which it can be put back."""
    async with transaction():
        partner = await held(partner_id, by=by)
        name = await PartnerName.objects().get(
            (PartnerName.id == name_id) & (PartnerName.partner == partner_id)
        )
        if name is None:
            raise NotFound(_("Questo nome non c'è più."))
        kept = NameData(
            name=name.name, kind=NameKind(name.kind), language=name.language, when=name.when_text
        )
        await name.remove()
        return await note(events.REMOVE_NAME, partner, by=by, other=name.name, kept=kept)


async def add_identifier(partner_id: int, new: IdentifierData, *, by: Actor) -> Identifier:
    """Keeps a code after its register's check; details (section, letter) stay as written."""
    value = checked(new.scheme, new.value)
    async with transaction():
        partner = await held(partner_id, by=by)
        if await queries.has_identifier(partner_id, new.scheme, value):
            raise AlreadyThere(_("Questo codice c'è già."))
        code = Identifier(partner=partner_id, scheme=new.scheme, value=value, details=new.details)
        await code.save()
        await note(events.ADD_IDENTIFIER, partner, by=by, value=value)
    return code


async def remove_identifier(partner_id: int, identifier_id: int, *, by: Actor) -> int:
    """It was another's code. Answers with the event, from which it can be put back."""
    async with transaction():
        partner = await held(partner_id, by=by)
        code = await Identifier.objects().get(
            (Identifier.id == identifier_id) & (Identifier.partner == partner_id)
        )
        if code is None:
            raise NotFound(_("Questo codice non c'è più."))
        kept = IdentifierData(scheme=Scheme(code.scheme), value=code.value, details=code.details)
        await code.remove()
        return await note(events.REMOVE_IDENTIFIER, partner, by=by, value=code.value, kept=kept)
