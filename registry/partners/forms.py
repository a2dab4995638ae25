"""The forms of partners as people fill them in: a place by its name, everything wrong at once."""

from litestar.datastructures import FormMultiDict

from registry.partners.shapes import ContactData, PartnerData
from registry.platform.errors import Together
from registry.platform.mailboxes import remarks_on, tidy_address
from registry.platform.web.forms import read_form
from registry.territory import queries as territory

MAILBOXES = {"email": False, "certified_email": True}
"""The fields that hold one, and whether it must be certified."""


async def partner_of(form: FormMultiDict) -> PartnerData:
    together, code = Together(), ""
    with together:
        if words := str(form.get("place", "")).strip():
            code = (await territory.place_named(words)).code
    _look_at_mailboxes(form, together)
    placed = [(name, value) for name, value in form.multi_items() if name != "place"]
    with together:
        told = read_form(PartnerData, FormMultiDict([*placed, ("place", code)]))
    together.check(form)
    return told


def contact_of(form: FormMultiDict) -> ContactData:
    together = Together()
    _look_at_mailboxes(form, together)
    with together:
        told = read_form(ContactData, form)
    together.check(form)
    return told


def _look_at_mailboxes(form: FormMultiDict, together: Together) -> None:
    for name in MAILBOXES:
        with together:
            tidy_address(str(form.get(name, "")), field=name)


def mailbox_remarks(told: PartnerData | ContactData) -> str:
    return remarks_on(told, MAILBOXES)
