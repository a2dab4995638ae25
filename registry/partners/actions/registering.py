"""A body enters the registry, and what is written of it changes."""

from typing import Any

from registry.partners import events, queries
from registry.partners.actions.holding import held, note, put_in_search
from registry.partners.kinds import KINDS
from registry.partners.permissions import EDIT_PARTNERS
from registry.partners.shapes import PartnerData
from registry.partners.tables import Partner
from registry.platform import audit, clock
from registry.platform.accounts.roles import Actor, check_may
from registry.platform.database import transaction
from registry.platform.errors import AlreadyThere, Together
from registry.platform.i18n import _
from registry.platform.mailboxes import tidy_address
from registry.platform.undoing import change_of
from registry.territory import queries as territory


async def create(new: PartnerData, *, by: Actor) -> Partner:
    """Registers a body; one of the same name and kind that this office sees is refused."""
    check_may(by, EDIT_PARTNERS)
    async with transaction():
        await _check(new)
        await _check_name(new)
        now = clock.now()
        partner = Partner(**_values(new), office=by.office, created_at=now, changed_at=now)
        await partner.save()
        await audit.record(events.CREATE, about=("partner", partner.id), by=by, name=new.name)
        await put_in_search(partner.id)
    return partner


async def change(
    partner_id: int, new: PartnerData, *, version: int | None = None, by: Actor
) -> Partner:
    """Writes the facts anew. What says the same as before is no change."""
    async with transaction():
        partner = await held(partner_id, by=by, version=version)
        await _check(new)
        await _check_name(new, besides=partner_id)
        values = _values(new)
        changed = [name for name, value in values.items() if getattr(partner, name) != value]
        if not changed:
            return partner
        before = queries.told_of(partner)
        for name in changed:
            setattr(partner, name, values[name])
        kept = change_of(PartnerData, before, queries.told_of(partner))
        fields = [events.FIELDS[name] for name in changed]
        await note(events.CHANGE, partner, by=by, fields=fields, kept=kept)
    return partner


def _values(new: PartnerData) -> dict[str, Any]:
    return {
        "name": _tidy(new.name),
        "kind": new.kind,
        "nature": new.nature or KINDS[new.kind].nature,
        "short_name": new.short_name,
        "article": new.article,
        "gender": new.gender,
        "number": new.number,
        "seat_words": new.seat_words,
        "place": new.place or None,
        "email": new.email.strip(),
        "certified_email": new.certified_email.strip(),
        "notes": new.notes,
        "source_words": new.source_words,
        "visibility": new.visibility,
    }


async def _check(new: PartnerData) -> None:
    """The place and the mailboxes: all that is wrong is told at once."""
    together = Together()
    with together:
        if new.place:
            await territory.check_places([new.place])
    for field in ("email", "certified_email"):
        with together:
            tidy_address(getattr(new, field), field=field)
    together.check()


async def _check_name(new: PartnerData, *, besides: int | None = None) -> None:
    """Refuses a second body of this name and kind, however it is typed."""
    same = await queries.same_name_or_none(_tidy(new.name), new.kind, besides=besides)
    if same is not None:
        raise AlreadyThere(
            _("«{name}» c'è già nel registro: cercalo tra i partner.").format(name=same),
            field="name",
        )


def _tidy(name: str) -> str:
    """A name has one space between its words, and none around it."""
    return " ".join(name.split())
