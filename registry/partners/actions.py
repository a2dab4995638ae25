"""What can be done with partners."""

from typing import Any

from registry.dates.columns import columns_of
from registry.partners import events, queries
from registry.partners.identifiers import checked
from registry.partners.kinds import KINDS
from registry.partners.permissions import EDIT_PARTNERS, check_can_edit
from registry.partners.shapes import (
    ContactData,
    IdentifierData,
    MemberData,
    NameData,
    PartnerData,
    SuccessionData,
    TieData,
)
from registry.partners.tables import (
    Clarification,
    Contact,
    Identifier,
    Membership,
    Partner,
    PartnerName,
    Succession,
)
from registry.platform import audit, clock, search
from registry.platform.accounts.roles import Actor, Visibility, check_may
from registry.platform.database import connection, transaction
from registry.platform.errors import AlreadyThere, InvalidInput, NotFound
from registry.platform.i18n import _
from registry.territory import queries as territory

ROOM = "partners"


async def create(new: PartnerData, *, by: Actor) -> Partner:
    """Registers a body; one of the same name and kind that this office sees is refused."""
    check_may(by, EDIT_PARTNERS)
    async with transaction():
        await _check_place(new.place)
        same = await queries.same_name_or_none(new.name, new.kind)
        if same is not None:
            raise AlreadyThere(_("«{name}» c'è già nel registro.").format(name=new.name))
        now = clock.now()
        partner = Partner(**_values(new), office=by.office, created_at=now, changed_at=now)
        await partner.save()
        await audit.record(events.CREATE, about=("partner", partner.id), by=by, name=new.name)
        await _put_in_search(partner.id)
    return partner


async def change(
    partner_id: int, new: PartnerData, *, version: int | None = None, by: Actor
) -> Partner:
    async with transaction():
        partner = await _locked(partner_id, by=by, version=version)
        await _check_place(new.place)
        values = _values(new)
        changed = [name for name, value in values.items() if getattr(partner, name) != value]
        for name, value in values.items():
            setattr(partner, name, value)
        await _touch(partner)
        await audit.record(
            events.CHANGE,
            about=("partner", partner.id),
            by=by,
            name=partner.name,
            fields=", ".join(changed),
        )
        await _put_in_search(partner.id)
    return partner


async def add_name(partner_id: int, new: NameData, *, by: Actor) -> None:
    async with transaction():
        partner = await _locked(partner_id, by=by)
        if await PartnerName.exists().where(
            PartnerName.partner == partner_id,
            PartnerName.name == new.name,
            PartnerName.kind == new.kind,
        ):
            raise AlreadyThere(_("Questo nome c'è già."))
        await PartnerName(
            partner=partner_id,
            name=new.name,
            kind=new.kind,
            language=new.language,
            **columns_of(new.when),
        ).save()
        await _touch(partner)
        await audit.record(
            events.ADD_NAME,
            about=("partner", partner_id),
            by=by,
            name=partner.name,
            other=new.name,
        )
        await _put_in_search(partner_id)


async def add_identifier(partner_id: int, new: IdentifierData, *, by: Actor) -> None:
    """Keeps a code after its register's check; details (section, letter) stay as written."""
    value = checked(new.scheme, new.value)
    async with transaction():
        partner = await _locked(partner_id, by=by)
        if await queries.has_identifier(partner_id, new.scheme, value):
            raise AlreadyThere(_("Questo codice c'è già."))
        await Identifier(
            partner=partner_id, scheme=new.scheme, value=value, details=new.details
        ).save()
        await _touch(partner)
        await audit.record(
            events.ADD_IDENTIFIER,
            about=("partner", partner_id),
            by=by,
            name=partner.name,
            value=value,
        )
        await _put_in_search(partner_id)


async def add_contact(partner_id: int, new: ContactData, *, by: Actor) -> None:
    async with transaction():
        partner = await _locked(partner_id, by=by)
        await Contact(
            partner=partner_id,
            unit=new.unit,
            function=new.function,
            email=new.email,
            certified_email=new.certified_email,
            verified_on=new.verified_on,
        ).save()
        await _touch(partner)
        await audit.record(
            events.ADD_CONTACT,
            about=("partner", partner_id),
            by=by,
            name=partner.name,
            unit=new.unit,
        )


async def remove_contact(partner_id: int, contact_id: int, *, by: Actor) -> None:
    async with transaction():
        partner = await _locked(partner_id, by=by)
        contact = await Contact.objects().get(
            (Contact.id == contact_id) & (Contact.partner == partner_id)
        )
        if contact is None:
            raise NotFound(_("Questo referente non c'è più."))
        await contact.remove()
        await _touch(partner)
        await audit.record(
            events.REMOVE_CONTACT,
            about=("partner", partner_id),
            by=by,
            name=partner.name,
            unit=contact.unit,
        )


async def add_member(group_id: int, new: MemberData, *, by: Actor) -> None:
    """The body becomes a member of the group, from the time that the source tells."""
    async with transaction():
        group = await _locked(group_id, by=by)
        member = await queries.find(new.member, by=by)
        if member.id == group.id:
            raise InvalidInput(member=_("Un ente non fa parte di se stesso."))
        if await Membership.exists().where(
            Membership.group == group_id, Membership.member == member.id
        ):
            raise AlreadyThere(_("«{name}» ne fa già parte.").format(name=member.name))
        await Membership(
            group=group_id, member=member.id, role=new.role, **columns_of(new.when)
        ).save()
        await _touch(group)
        await audit.record(
            events.ADD_MEMBER,
            about=("partner", group_id),
            by=by,
            name=group.name,
            member=member.name,
        )


async def succeed(partner_id: int, new: SuccessionData, *, by: Actor) -> None:
    """Another body follows this one: acts and collaborations stay where they were made."""
    async with transaction():
        former = await _locked(partner_id, by=by)
        successor = await queries.find(new.successor, by=by)
        await Succession(
            former=partner_id, successor=successor.id, kind=new.kind, **columns_of(new.when)
        ).save()
        await _touch(former)
        await audit.record(
            events.SUCCEED,
            about=("partner", partner_id),
            by=by,
            name=former.name,
            successor=successor.name,
        )


async def ask(partner_id: int, question: str, *, by: Actor) -> None:
    """Marks something that the source leaves open."""
    async with transaction():
        partner = await _locked(partner_id, by=by)
        await Clarification(partner=partner_id, question=question, asked_at=clock.now()).save()
        await audit.record(
            events.ASK,
            about=("partner", partner_id),
            by=by,
            name=partner.name,
            question=question,
        )


async def answer(partner_id: int, question_id: int, words: str, *, by: Actor) -> None:
    if not words.strip():
        raise InvalidInput(answer=_("Scrivi che cosa hai saputo."))
    async with transaction():
        partner = await _locked(partner_id, by=by)
        question = await Clarification.objects().get(
            (Clarification.id == question_id) & (Clarification.partner == partner_id)
        )
        if question is None:
            raise NotFound(_("Questa domanda non c'è più."))
        question.answer, question.is_open = words.strip(), False
        await question.save()
        await audit.record(
            events.ANSWER,
            about=("partner", partner_id),
            by=by,
            name=partner.name,
            answer=words.strip(),
        )


async def record_ties(partner_id: int, told: TieData, *, room: str) -> None:
    """A room above says what it keeps of this partner, in its own transaction."""
    if not told.ties:
        await connection().execute(
            "DELETE FROM partner_tie WHERE partner = $1 AND room = $2", partner_id, room
        )
        return
    await connection().execute(
        "INSERT INTO partner_tie (partner, room, ties, since_text, since_earliest, since_latest,"
        " last_news_on, over_on, is_going_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        " ON CONFLICT (partner, room) DO UPDATE SET ties = excluded.ties,"
        " since_text = excluded.since_text, since_earliest = excluded.since_earliest,"
        " since_latest = excluded.since_latest, last_news_on = excluded.last_news_on,"
        " over_on = excluded.over_on, is_going_on = excluded.is_going_on",
        partner_id,
        room,
        told.ties,
        told.since_text,
        told.since_earliest,
        told.since_latest,
        told.last_news_on,
        told.over_on,
        told.is_going_on,
    )


def _values(new: PartnerData) -> dict[str, Any]:
    return {
        "name": new.name,
        "kind": new.kind,
        "nature": new.nature or KINDS[new.kind].nature,
        "short_name": new.short_name,
        "article": new.article,
        "gender": new.gender,
        "number": new.number,
        "seat_words": new.seat_words,
        "place": new.place or None,
        "email": new.email,
        "certified_email": new.certified_email,
        "notes": new.notes,
        "source_words": new.source_words,
        "visibility": new.visibility,
    }


async def _check_place(place: str | None) -> None:
    if place:
        await territory.check_places([place])


async def _locked(partner_id: int, *, by: Actor, version: int | None = None) -> Partner:
    """The partner as it is now, held until the act ends."""
    await connection().execute("SELECT 1 FROM partner WHERE id = $1 FOR UPDATE", partner_id)
    partner = await queries.find(partner_id, by=by)
    check_can_edit(by, partner.office)
    if version is not None and version != partner.version:
        raise AlreadyThere(
            _("Qualcuno ha cambiato questo partner mentre scrivevi. Scegli quale versione tenere.")
        )
    return partner


async def _touch(partner: Partner) -> None:
    partner.version += 1
    partner.changed_at = clock.now()
    await partner.save()


async def _put_in_search(partner_id: int) -> None:
    words = await queries.words_to_find(partner_id)
    await search.put(
        ROOM,
        partner_id,
        title=words.title,
        facts=words.facts,
        body=words.body,
        office=words.office,
        visibility=Visibility(words.visibility),
    )
