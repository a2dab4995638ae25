"""From what people write to what is kept: columns, places, networks, parties, text."""

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import json, to_builtins

from registry.dates.columns import columns_of
from registry.networks.queries.sight import seen
from registry.partners import queries as partners
from registry.partners.kinds import Nature
from registry.platform import clock
from registry.platform.accounts.roles import Actor, Visibility
from registry.platform.accounts.sight import reader
from registry.platform.database import fetch
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _
from registry.protocols import days, rules
from registry.protocols.kinds import ACT_KINDS, DELICATE, ActKind, PartyRole, SignatureKind
from registry.protocols.lifecycle import PartyStatus
from registry.protocols.shapes import (
    HistoricPartyDetails,
    PartyDetails,
    ProtocolData,
    ProtocolView,
    TextData,
)
from registry.protocols.tables import (
    Article,
    Citation,
    Commitment,
    Party,
    Protocol,
    ProtocolNetwork,
    ProtocolPlace,
    Recital,
)
from registry.territory import queries as territory

_COPIED = (
    "kind", "subject", "matters", "territory_words", "purposes", "beneficiaries_words",
    "duration_months", "duration_words", "starts_from", "renewal", "notice_days", "costs",
    "is_open_to_accession", "registered_number", "registered_on", "notes", "source",
    "source_words",
)  # fmt: skip


def columns_for(new: ProtocolData, *, before: Protocol | None = None) -> dict[str, Any]:
    """The act's own columns; the title is made from kind and subject when it is empty, and
    follows them for as long as nobody has written another."""
    values = {name: getattr(new, name) for name in _COPIED}
    is_made = not new.title or (before is not None and follows_subject(before, new.title))
    values["title"] = made_title(new.kind, new.subject) if is_made else new.title
    values["visibility"] = new.visibility or default_visibility(new)
    term = columns_of(new.when, new.ends)
    _check_term(term)
    return values | term


def _check_term(term: dict[str, Any]) -> None:
    """Days that nobody can mean, or an end before its beginning, each told at its words."""
    start, today = term["starts_earliest"], clock.today()
    wrong_end = days.wrong_end_words(
        term["ends_earliest"], term["ends_latest"], starts_earliest=start, today=today
    )
    days.check(
        when=days.wrong_start_words(start, term["starts_latest"], today=today)
        or (wrong_end if not term["ends_text"] else ""),
        ends=wrong_end if term["ends_text"] else "",
    )


def follows_subject(act: Protocol | ProtocolView, title: str) -> bool:
    """Whether this is the title that kind and subject of the act as it was had made."""
    return bool(act.subject) and title == act.title == made_title(ActKind(act.kind), act.subject)


def made_title(kind: ActKind, subject: str) -> str:
    """«Protocollo d'intesa per l'accoglienza diffusa»."""
    if not subject:
        raise InvalidInput(subject=_("Scrivi l'oggetto: di che cosa tratta l'atto."))
    words = subject if subject.startswith("per ") else f"per {subject}"
    return f"{ACT_KINDS[kind].label} {words}"


def default_visibility(new: ProtocolData) -> Visibility:
    is_delicate = bool(DELICATE & set(new.matters))
    return Visibility.OFFICE if is_delicate else Visibility.NETWORK


async def put_surroundings(protocol: Protocol, new: ProtocolData, *, by: Actor) -> list[str]:
    """Its places and networks, instead of those that it had; answers with which differ."""
    await territory.check_places(new.places, field="places")
    await _check_networks(new.networks, by)
    changed = await _changed_surroundings(protocol, new)
    await ProtocolPlace.delete().where(ProtocolPlace.protocol == protocol.id)
    await ProtocolNetwork.delete().where(ProtocolNetwork.protocol == protocol.id)
    places = [
        ProtocolPlace(protocol=protocol.id, place=place, position=position)
        for position, place in enumerate(dict.fromkeys(new.places))
    ]
    networks = [
        ProtocolNetwork(protocol=protocol.id, network=network)
        for network in dict.fromkeys(new.networks)
    ]
    if places:
        await ProtocolPlace.insert(*places)
    if networks:
        await ProtocolNetwork.insert(*networks)
    return changed


async def _changed_surroundings(protocol: Protocol, new: ProtocolData) -> list[str]:
    had = {
        "places": await fetch(
            "SELECT place AS one FROM protocol_place WHERE protocol = $1 ORDER BY position",
            protocol.id,
        ),
        "networks": await fetch(
            "SELECT network AS one FROM protocol_network WHERE protocol = $1 ORDER BY id",
            protocol.id,
        ),
    }
    kept = {name: [row["one"] for row in rows] for name, rows in had.items()}
    told: dict[str, list[Any]] = {"places": [*new.places], "networks": [*new.networks]}
    return [name for name in kept if kept[name] != list(dict.fromkeys(told[name]))]


async def _check_networks(network_ids: Sequence[int], by: Actor) -> None:
    rows = await fetch(
        f"SELECT id FROM network n WHERE {seen('n')} AND id = ANY($3::int[])",  # noqa: S608
        *reader(by),
        list(network_ids),
    )
    if missing := set(network_ids) - {row["id"] for row in rows}:
        raise InvalidInput(networks=_("Non c'è una rete n. {n}.").format(n=min(missing)))


PARTY_MAILBOXES = {"contact_email": False, "contact_certified_email": True}


async def make_party(
    protocol: Protocol, partner_id: int, details: PartyDetails, *, position: int, by: Actor
) -> Party:
    """The party, saved; raises InvalidInput when this body cannot be in this kind of act."""
    await check_partner_fits(ActKind(protocol.kind), partner_id, by=by)
    await _check_represented(details, by)
    columns = columns_of_party(details)
    if protocol.is_historic:
        columns.setdefault("status", _historic_status(HistoricPartyDetails(role=details.role)))
    party = Party(protocol=protocol.id, partner=partner_id, position=position, **columns)
    await party.save()
    return party


async def check_partner_fits(kind: ActKind, partner_id: int, *, by: Actor) -> None:
    """Refuses a body that this person does not see, or that this kind of act does not take."""
    partner = await partners.find(partner_id, by=by)
    rules.check_nature_fits(kind, partner.name, Nature(partner.nature))


async def _check_represented(details: PartyDetails, by: Actor) -> None:
    if details.on_behalf_of is not None:
        await partners.find(details.on_behalf_of, by=by)


_PARTY_COPIED = (
    "role", "name_words", "short_name", "representative_office", "representative_article",
    "representative_title", "representative_name", "authority_words", "on_behalf_of",
    "on_behalf_of_words", "needs_approval", "contact_unit", "contact_email",
    "contact_certified_email", "note", "source_words",
)  # fmt: skip


def columns_of_party(details: PartyDetails) -> dict[str, Any]:
    values = {name: getattr(details, name) for name in _PARTY_COPIED}
    if isinstance(details, HistoricPartyDetails):
        values |= _signature_columns(details)
    return values


def _signature_columns(told: HistoricPartyDetails) -> dict[str, Any]:
    joined = columns_of(told.joined)
    is_day = joined["starts_earliest"] == joined["starts_latest"]
    return {
        "approved_on": told.approved_on,
        "signed_on": told.signed_on,
        "signature_kind": told.signature_kind,
        "joined_text": told.joined,
        "joined_on": joined["starts_earliest"] if is_day else None,
        "withdrew_on": told.withdrew_on,
        "withdrew_words": told.withdrew_words,
        "status": _historic_status(told),
    }


def _historic_status(told: HistoricPartyDetails) -> PartyStatus:
    if told.withdrew_on:
        return PartyStatus.WITHDRAWN
    if told.role is PartyRole.ACCEDING:
        return PartyStatus.ACCEDED
    if told.signature_kind is SignatureKind.PAPER:
        return PartyStatus.SIGNED_ON_PAPER
    return PartyStatus.SIGNED


async def keep_promoter(protocol: Protocol) -> None:
    """The promoting body stands on the act too: the first promoter, in the act's order."""
    promoter = (
        await Party.objects()
        .where(Party.protocol == protocol.id, Party.role == PartyRole.PROMOTER)
        .order_by(Party.position)
        .first()
    )
    protocol.promoter = promoter.partner if promoter else None


async def put_commitments(protocol_id: int, party_id: int | None, texts: Iterable[str]) -> None:
    """A party's commitments (None: the common ones), instead of those that it had."""
    of_party = Commitment.party.is_null() if party_id is None else Commitment.party == party_id
    await Commitment.delete().where(Commitment.protocol == protocol_id, of_party)
    rows = [
        Commitment(protocol=protocol_id, party=party_id, position=position, text=text)
        for position, text in enumerate(texts)
    ]
    if rows:
        await Commitment.insert(*rows)


async def put_text(protocol_id: int, text: TextData) -> list[str]:
    """Writes what ``text`` says; answers with what was written, in words."""
    written = []
    if text.recitals is not None:
        await _put_all(Recital, protocol_id, [to_builtins(one) for one in text.recitals])
        written.append(_("premesse"))
    if text.citations is not None:
        await _put_all(Citation, protocol_id, [to_builtins(one) for one in text.citations])
        written.append(_("visti"))
    if text.common_commitments is not None:
        await put_commitments(protocol_id, None, text.common_commitments)
        written.append(_("impegni comuni"))
    if text.drafting is not None:
        written.append(_("clausole"))
    if text.articles is not None:
        rows = [
            {
                "clause": one.clause,
                "after": one.after,
                "is_omitted": one.is_omitted,
                "variant": one.variant,
                "heading": one.heading,
                "paragraphs": json.encode(one.paragraphs).decode(),
            }
            for one in text.articles
        ]
        await _put_all(Article, protocol_id, rows)
        written.append(_("articoli"))
    return written


async def _put_all(table: Any, protocol_id: int, rows: list[dict[str, Any]]) -> None:
    await table.delete().where(table.protocol == protocol_id)
    if rows:
        await table.insert(
            *(
                table(protocol=protocol_id, position=position, **row)
                for position, row in enumerate(rows)
            )
        )
