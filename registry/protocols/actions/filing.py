"""Files of an act that come from outside: scans, signed files, annexes."""

from registry.platform import clock, gate, storage
from registry.platform.accounts.roles import Actor
from registry.platform.database import transaction
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _
from registry.platform.signatures import kept
from registry.platform.storage.files import tidy_name
from registry.protocols import events, queries
from registry.protocols.actions import holding
from registry.protocols.kinds import DocumentKind
from registry.protocols.lifecycle import ProtocolStatus, check_details_writable
from registry.protocols.permissions import check_can_write
from registry.protocols.shapes import Filing
from registry.protocols.tables import Protocol, ProtocolDocument

PRODUCED = frozenset({DocumentKind.DRAFT, DocumentKind.SCHEMA})


async def attach(
    protocol_id: int, told: Filing, *, name: str, content: bytes, by: Actor
) -> ProtocolDocument:
    """Keeps a file with the act, as it is; what the gate refuses is refused with its sentence."""
    if told.kind in PRODUCED:
        raise InvalidInput(kind=_("Bozza e schema li produce il registro."))
    shown = tidy_name(name)
    verdict = await gate.let_in(shown, content)
    signatures = await kept.look_at(verdict.kind, content)
    async with transaction():
        protocol = await holding.held(protocol_id, by=by)
        check_can_write(by, protocol.office)
        _check_may_be_final(protocol, told.kind)
        if told.party is not None:
            await queries.find_party(protocol_id, told.party)
        document = ProtocolDocument(
            protocol=protocol_id,
            party=told.party,
            kind=told.kind,
            name=shown,
            title=told.title,
            file=await storage.keep(content, name=shown),
            size=len(content),
            protocol_version=protocol.version,
            made_at=clock.now(),
            made_by=by.user_id,
        )
        await document.save()
        await kept.keep(document.file, signatures)
        await holding.note(events.ATTACH, protocol, by=by, name=shown)
    return document


def _check_may_be_final(protocol: Protocol, kind: DocumentKind) -> None:
    """The text to sign may be made elsewhere, but not changed once the signature is open."""
    if kind is DocumentKind.FINAL and not protocol.is_historic:
        check_details_writable(ProtocolStatus(protocol.status))
