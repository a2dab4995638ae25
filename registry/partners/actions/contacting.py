"""The offices to write to: units and their mailboxes, never persons."""

from registry.partners import events
from registry.partners.actions.holding import held, note
from registry.partners.shapes import ContactData
from registry.partners.tables import Contact
from registry.platform.accounts.roles import Actor
from registry.platform.database import transaction
from registry.platform.errors import NotFound, Together
from registry.platform.i18n import _
from registry.platform.mailboxes import tidy_address


async def add_contact(partner_id: int, new: ContactData, *, by: Actor) -> Contact:
    _check_mailboxes(new)
    async with transaction():
        partner = await held(partner_id, by=by)
        contact = Contact(
            partner=partner_id,
            unit=new.unit,
            function=new.function,
            email=new.email.strip(),
            certified_email=new.certified_email.strip(),
            verified_on=new.verified_on,
        )
        await contact.save()
        await note(events.ADD_CONTACT, partner, by=by, unit=new.unit)
    return contact


def _check_mailboxes(new: ContactData) -> None:
    together = Together()
    for field in ("email", "certified_email"):
        with together:
            tidy_address(getattr(new, field), field=field)
    together.check()


async def remove_contact(partner_id: int, contact_id: int, *, by: Actor) -> None:
    """For good: whoever wrote a person there must be able to erase them."""
    async with transaction():
        partner = await held(partner_id, by=by)
        contact = await Contact.objects().get(
            (Contact.id == contact_id) & (Contact.partner == partner_id)
        )
        if contact is None:
            raise NotFound(_("Questo referente non c'è più."))
        await contact.remove()
        await note(events.REMOVE_CONTACT, partner, by=by, unit=contact.unit)
