"""The data of each kind of act, whole, from what the registry keeps of it."""

from collections.abc import Callable
from typing import Any

from registry.platform.documents.letter import Stage
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _
from registry.protocols.drafts.around import (
    Around,
    cited_facts,
    joined_bodies,
    term_article,
    text_in_force,
    withdrawn_bodies,
)
from registry.protocols.drafts.bodies import BodyFacts, OfficeFacts
from registry.protocols.drafts.protocol import exact, frame_facts, pact_facts
from registry.protocols.kinds import ActKind
from registry.protocols.letters import acts as letters
from registry.protocols.letters import data as letter
from registry.protocols.letters.facts import Authority
from registry.protocols.letters.rules import Term
from registry.protocols.shapes import Drafting, ProtocolView

Facts = dict[str, Any]


def act_data(
    act: ProtocolView,
    bodies: dict[int, BodyFacts],
    office: OfficeFacts,
    around: Around,
    *,
    stage: Stage,
    version: int = 1,
) -> letter.ActData:
    """The data of the act's letter. ``act.kind`` must be one of ``WRITABLE_KINDS``.

    Raises InvalidInput where there is nobody to agree with, or nothing to change.
    """
    frame = frame_facts(act, bodies, office, stage=stage, version=version)
    if act.kind is ActKind.ADDENDUM:
        return _addendum(act, frame, around)
    facts = {**frame, **pact_facts(act, bodies), "parent": _parent(act, around)}
    return _WRITTEN[act.kind](_told(act), facts)


def _told(act: ProtocolView) -> Drafting:
    assert act.text is not None  # noqa: S101  a view of one act always has its text
    return act.text.drafting


def _protocol(kind: letter.ActKindCode) -> Callable[[Drafting, Facts], letter.ActData]:
    return lambda told, facts: letter.ProtocolData(kind=kind, **facts)


def _agreement(told: Drafting, facts: Facts) -> letter.ActData:
    return letters.AgreementData(**facts)


def _with_privates(told: Drafting, facts: Facts) -> letter.ActData:
    deed = Authority(act="", words=told.determination) if told.determination else None
    kind = letters.AgreementKind.ARTICLE_11
    return letters.AgreementData(kind=kind, determination=deed, **facts)


def _territorial(told: Drafting, facts: Facts) -> letter.ActData:
    """Without a duration of its own it lasts as long as the act that it carries out."""
    if facts["term"] is None and facts["parent"] is not None:
        facts = {**facts, "term": Term(as_parent=True)}
    return letters.TerritorialData(**facts)


def _convention(told: Drafting, facts: Facts) -> letter.ActData:
    return letters.ConventionData(
        basis=told.basis,
        consultation=told.consultation,
        guarantees=told.guarantees,
        court=told.court,
        **facts,
    )


_WRITTEN: dict[ActKind, Callable[[Drafting, Facts], letter.ActData]] = {
    ActKind.PROTOCOL: _protocol(letter.ActKindCode.PROTOCOL),
    ActKind.OPERATING_PROTOCOL: _protocol(letter.ActKindCode.OPERATING_PROTOCOL),
    ActKind.FRAMEWORK: _protocol(letter.ActKindCode.FRAMEWORK),
    ActKind.OPERATING_LINK: _protocol(letter.ActKindCode.OPERATING_LINK),
    ActKind.ARTICLE_15: _agreement,
    ActKind.ARTICLE_11: _with_privates,
    ActKind.TERRITORIAL: _territorial,
    ActKind.CONVENTION: _convention,
}
WRITABLE_KINDS = frozenset({*_WRITTEN, ActKind.ADDENDUM})
"""The kinds of act whose text the registry writes; the others are attached as files."""


def _parent(act: ProtocolView, around: Around) -> letter.ParentAct | None:
    """The act that this one carries out; one whose day nobody knows is named only where the
    kind of act cannot do without."""
    parent = around.parent
    if parent is None:
        return None
    is_known = parent.signed_on is not None or bool(parent.signed_text)
    if not is_known and act.kind is not ActKind.TERRITORIAL:
        return None
    return letter.ParentAct(because=_told(act).parent_because, **cited_facts(parent))


def _addendum(act: ProtocolView, frame: Facts, around: Around) -> letters.AddendumData:
    if around.parent is None:
        raise InvalidInput(
            parent=_("Di' quale atto si modifica: collegalo con «modifica» o «proroga».")
        )
    told = _told(act)
    parent = letters.AmendedAct(
        term_article=term_article(around), text=text_in_force(around), **cited_facts(around.parent)
    )
    return letters.AddendumData(
        ordinal=told.ordinal or len(around.addenda) + 1,
        parent=parent,
        amendments=told.amending,
        new_end=exact(act.ends_earliest, act.ends_latest),
        joined=joined_bodies(around),
        withdrawn=withdrawn_bodies(around),
        **frame,
    )
