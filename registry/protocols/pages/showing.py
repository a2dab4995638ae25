"""The page of one act, which every window of the act comes back to."""

from typing import Any

from litestar import Response

from registry.partners.kinds import KINDS, Kind
from registry.platform import clock
from registry.platform.accounts.roles import VISIBILITY_LABELS, Actor
from registry.platform.audit import count_about, events_about
from registry.platform.dossiers.queries import latest_or_none
from registry.platform.errors import (
    AlreadyThere,
    InvalidInput,
    NotAllowed,
    Refused,
    WrongStatus,
)
from registry.platform.web.refusals import status_of
from registry.platform.web.shell import current_shell, page
from registry.protocols import actions, dossier, drafts, overview, permissions, queries
from registry.protocols.kinds import (
    ACT_KINDS,
    DOCUMENT_KINDS,
    MATTERS,
    PARTY_ROLES,
    RECITAL_KINDS,
    RENEWALS,
    SIGNATURE_KINDS,
    STARTS_FROM,
)
from registry.protocols.overview import terms
from registry.protocols.overview.buttons import annex_label, can_produce, word_label
from registry.protocols.overview.parties import are_folded
from registry.protocols.shapes import ProtocolView

# What a page of the act can say itself; who is not there at all is told by everybody.
TOLD_HERE = (WrongStatus, NotAllowed, InvalidInput, AlreadyThere)

WORDS: dict[str, Any] = {
    "act_kinds": ACT_KINDS,
    "as_read": overview.as_read,
    "document_kinds": DOCUMENT_KINDS,
    "matters": MATTERS,
    "party_roles": PARTY_ROLES,
    "recital_kinds": RECITAL_KINDS,
    "renewals": RENEWALS,
    "signature_kinds": SIGNATURE_KINDS,
    "starts_from": STARTS_FROM,
    "visibilities": VISIBILITY_LABELS,
}


async def act_page(
    protocol_id: int, actor: Actor, *, refused: Refused | None = None, **more: Any
) -> Response[str]:
    """The act; with a refusal, what could not be done and what is missing where."""
    act = await queries.view(protocol_id, by=actor)
    only = current_shell().query.get("party", "")
    may = permissions.can_conduct(actor, act.office)
    lines = overview.party_lines(act, only=only, may=may)
    shown = {line.id for line in lines}
    seen, others = overview.buttons(act, actor)
    return page(
        "protocols/show.html",
        status=status_of(refused) if refused else 200,
        act=act,
        life=overview.life(act),
        changes=overview.changes_as_read(act),
        urgent=overview.urgent(act, clock.today()),
        lines=lines,
        columns=overview.party_columns(lines),
        pills=overview.party_pills(act, only),
        is_folded=are_folded(act),
        buttons=seen,
        other_buttons=others,
        can_produce=can_produce(act, actor),
        word_label=word_label(act),
        annex_label=annex_label(act, actor),
        may=permissions.can_write(actor, act.office),
        footnotes=[note for note in overview.footnotes(act) if note.party in shown],
        terms=terms,
        deadline=await queries.deadline_of(protocol_id, office=act.office),
        facts=await events_about("protocol", protocol_id, limit=5),
        n_facts=await count_about("protocol", protocol_id),
        dossier=await latest_or_none(dossier.SUBJECT, protocol_id, by=actor),
        refused=refused.sentence if refused and not lacking(act, refused) else "",
        lacking=lacking(act, refused),
        **WORDS,
        **more,
    )


async def undo_of(protocol_id: int, actor: Actor) -> str:
    """Where to undo what this person has just done; empty for what cannot be undone."""
    last = (await events_about("protocol", protocol_id, limit=1))[0]
    if last.user_id != actor.user_id or not actions.can_put_back(last):
        return ""
    return f"/protocols/{protocol_id}/history/{last.id}/put-back"


def lacking(act: ProtocolView, refused: Refused | None) -> list[drafts.Lacking]:
    """What a document still needs, with the page where to put it right."""
    if not isinstance(refused, InvalidInput) or "" in refused.fields:
        return []
    return drafts.where_lacking(act, refused.fields)


def kind_label(kind: str) -> str:
    return str(KINDS[Kind(kind)].label)
