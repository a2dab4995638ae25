"""The verbs of an act's life, for programs: each a POST."""

from litestar import Controller, Response, post
from litestar.params import FromPath

from registry.platform.dossiers.api import asked
from registry.platform.dossiers.shapes import DossierView
from registry.platform.web.api import read_body
from registry.platform.web.declared import takes
from registry.platform.web.guards import CurrentActor, requires
from registry.protocols import actions, dossier
from registry.protocols.api.answers import AnyRequest, View, now
from registry.protocols.permissions import (
    CONDUCT_PROTOCOLS,
    READ_PROTOCOLS,
    SIGN_OFF_PROTOCOLS,
    WRITE_PROTOCOLS,
)
from registry.protocols.shapes import (
    AccessionData,
    Circulation,
    CorrectedDays,
    Ending,
    InForce,
    Reason,
    Replacement,
)


class ProtocolVerbsApi(Controller):
    """The verbs of an act's life, each a POST."""

    path = "/protocols/{protocol_id:int}"

    @post("/start", guards=[requires(WRITE_PROTOCOLS)])
    async def start(self, protocol_id: FromPath[int], actor: CurrentActor) -> View:
        await actions.start(protocol_id, by=actor)
        return await now(protocol_id, actor)

    @post("/send-schema", guards=[requires(CONDUCT_PROTOCOLS)], **takes(Circulation))
    async def send_schema(
        self, request: AnyRequest, protocol_id: FromPath[int], actor: CurrentActor
    ) -> View:
        """``sent_on`` may say the day; without a body it is today."""
        told = await read_body(Circulation, request)
        await actions.send_schema(protocol_id, told, by=actor)
        return await now(protocol_id, actor)

    @post("/correct-days", guards=[requires(CONDUCT_PROTOCOLS)], **takes(CorrectedDays))
    async def correct_days(
        self, request: AnyRequest, protocol_id: FromPath[int], actor: CurrentActor
    ) -> View:
        """Puts right days that were registered wrong; what they were stays in the history."""
        await actions.correct_days(protocol_id, await read_body(CorrectedDays, request), by=actor)
        return await now(protocol_id, actor)

    @post("/reopen", guards=[requires(CONDUCT_PROTOCOLS)], **takes(Reason))
    async def reopen(
        self, request: AnyRequest, protocol_id: FromPath[int], actor: CurrentActor
    ) -> View:
        await actions.reopen(protocol_id, await read_body(Reason, request), by=actor)
        return await now(protocol_id, actor)

    @post("/open-signing", guards=[requires(CONDUCT_PROTOCOLS)])
    async def open_signing(self, protocol_id: FromPath[int], actor: CurrentActor) -> View:
        await actions.open_signing(protocol_id, by=actor)
        return await now(protocol_id, actor)

    @post("/declare-signed", guards=[requires(SIGN_OFF_PROTOCOLS)])
    async def declare_signed(self, protocol_id: FromPath[int], actor: CurrentActor) -> View:
        await actions.declare_signed(protocol_id, by=actor)
        return await now(protocol_id, actor)

    @post("/set-in-force", guards=[requires(CONDUCT_PROTOCOLS)], **takes(InForce))
    async def set_in_force(
        self, request: AnyRequest, protocol_id: FromPath[int], actor: CurrentActor
    ) -> View:
        await actions.set_in_force(protocol_id, await read_body(InForce, request), by=actor)
        return await now(protocol_id, actor)

    @post("/accede", guards=[requires(CONDUCT_PROTOCOLS)], **takes(AccessionData))
    async def accede(
        self, request: AnyRequest, protocol_id: FromPath[int], actor: CurrentActor
    ) -> View:
        await actions.accede(protocol_id, await read_body(AccessionData, request), by=actor)
        return await now(protocol_id, actor)

    @post("/expire", guards=[requires(CONDUCT_PROTOCOLS)])
    async def expire(self, protocol_id: FromPath[int], actor: CurrentActor) -> View:
        await actions.expire(protocol_id, by=actor)
        return await now(protocol_id, actor)

    @post("/replace", guards=[requires(CONDUCT_PROTOCOLS)], **takes(Replacement))
    async def replace(
        self, request: AnyRequest, protocol_id: FromPath[int], actor: CurrentActor
    ) -> View:
        await actions.replace(protocol_id, await read_body(Replacement, request), by=actor)
        return await now(protocol_id, actor)

    @post("/terminate", guards=[requires(CONDUCT_PROTOCOLS)], **takes(Ending))
    async def terminate(
        self, request: AnyRequest, protocol_id: FromPath[int], actor: CurrentActor
    ) -> View:
        await actions.terminate(protocol_id, await read_body(Ending, request), by=actor)
        return await now(protocol_id, actor)

    @post("/dossier", guards=[requires(READ_PROTOCOLS)])
    async def ask_dossier(
        self, protocol_id: FromPath[int], actor: CurrentActor
    ) -> Response[DossierView]:
        """Its documents as one PDF: how far it is stands where the answer says."""
        return await asked(dossier.SUBJECT, protocol_id, by=actor)

    @post("/archive", guards=[requires(CONDUCT_PROTOCOLS)])
    async def archive(self, protocol_id: FromPath[int], actor: CurrentActor) -> View:
        await actions.archive(protocol_id, by=actor)
        return await now(protocol_id, actor)
