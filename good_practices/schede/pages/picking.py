"""Bodies, acts and places by the words that a person types or picks from a list.

What is picked ends with its number («Comune di Crema · n. 5»); what is typed must be the
name of one thing only.
"""

import re

from registry.partners import queries as partners
from registry.partners.shapes import PartnerFilters
from registry.platform.accounts.roles import Actor
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _
from registry.platform.lists import Ask
from registry.protocols import queries as protocols
from registry.territory import queries as territory

MOST_OFFERED = 200
_NUMBER = re.compile(r" · n\. (\d{1,9})$")
_CODE = re.compile(r" · ([a-z]+:[a-z0-9-]+|it)$")


def told(name: str, number: int | str) -> str:
    """How a thing stands in the form: its name, and the number that tells it apart."""
    return f"{name} · n. {number}"


def told_place(name: str, code: str) -> str:
    return f"{name} · {code}"


async def pick_partner(words: str, *, by: Actor) -> int:
    picked = _NUMBER.search(words)
    if picked:
        return int(picked[1])
    found = await partners.list_partners(Ask(q=words, size=MOST_OFFERED), PartnerFilters(), by=by)
    same = [row.id for row in found.items if row.name.casefold() == words.casefold()]
    if len(same) == 1:
        return same[0]
    if same:
        raise InvalidInput(_("Più enti si chiamano così: scegli dall'elenco."))
    raise InvalidInput(
        _("Nessun partner si chiama «{words}»: scegli dall'elenco, o registralo prima.").format(
            words=words
        )
    )


async def pick_act(words: str, *, by: Actor) -> int:
    picked = _NUMBER.search(words)
    if picked:
        return int(picked[1])
    found = await protocols.choices(words, by=by, limit=2)
    if len(found) == 1:
        return found[0][0]
    if found:
        raise InvalidInput(_("Più atti hanno queste parole: scegli dall'elenco."))
    raise InvalidInput(_("Nessun atto del registro si intitola «{words}».").format(words=words))


async def pick_place(words: str, *, by: Actor) -> str:
    picked = _CODE.search(words)
    if picked:
        return picked[1]
    found = [
        place
        for place in await territory.search_places(words, limit=5)
        if words.casefold() in (place.code, place.name.casefold(), place.label.casefold())
    ]
    if len(found) == 1:
        return found[0].code
    if found:
        labels = ", ".join(f"«{place.label}»" for place in found)
        raise InvalidInput(_("Quale? {labels}").format(labels=labels))
    raise InvalidInput(_("Nessun territorio si chiama «{words}».").format(words=words))


async def offered_partners(*, by: Actor) -> list[str]:
    """The office's own partners, for the list under the field."""
    own = await partners.of_office(by.office, by=by, limit=MOST_OFFERED)
    return [told(name, partner) for partner, name in own]


async def offered_acts(*, by: Actor) -> list[str]:
    return [
        told(title, act) for act, title in await protocols.choices("", by=by, limit=MOST_OFFERED)
    ]


async def offered_places(office: str) -> list[str]:
    """The provinces that the office covers, the regions around them, and every named area."""
    codes = await territory.places_of_office(office)
    places = await territory.places_by_code(codes)
    wider = [ref for place in places.values() for ref in place.within]
    areas = await territory.list_areas()
    return [
        *(told_place(place.label, place.code) for place in places.values()),
        *(told_place(ref.name, ref.code) for ref in wider),
        *(told_place(area.name, area.code) for area in areas),
    ]
