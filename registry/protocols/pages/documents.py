"""Files of an act: those that the registry writes, those that come from outside."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from registry.platform import storage
from registry.platform.accounts.roles import Actor
from registry.platform.documents.letter import Stage
from registry.platform.dossiers import actions as dossiers
from registry.platform.errors import NotFound
from registry.platform.gate.policy import ENDINGS
from registry.platform.i18n import _
from registry.platform.web.downloads import download, download_pdf
from registry.platform.web.forms import LARGEST_UPLOAD, came_back, read_file, read_form
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.refusals import status_of
from registry.platform.web.shell import page, see
from registry.protocols import actions, dossier, queries
from registry.protocols.actions.filing import PRODUCED
from registry.protocols.kinds import DOCUMENT_KINDS
from registry.protocols.pages.showing import TOLD_HERE, act_page
from registry.protocols.permissions import READ_PROTOCOLS, WRITE_PROTOCOLS, check_can_write
from registry.protocols.shapes import Filing

AnyRequest = Request[Any, Any, Any]


class DocumentPages(Controller):
    path = "/protocols/{protocol_id:int}"

    @post("/documents/{stage:str}", guards=[requires(WRITE_PROTOCOLS)], status_code=303)
    async def produce(
        self, protocol_id: FromPath[int], stage: FromPath[str], actor: CurrentActor
    ) -> Response[str]:
        """Writes the draft or the schema as the act is now, and offers it."""
        chosen = Stage.SCHEMA if stage == Stage.SCHEMA else Stage.DRAFT
        try:
            document = await actions.produce(protocol_id, chosen, by=actor)
        except TOLD_HERE as refused:
            return await act_page(protocol_id, actor, refused=refused)
        return see(f"/protocols/{protocol_id}/documents/{document.id}")

    @post("/annex", guards=[requires(WRITE_PROTOCOLS)], status_code=303)
    async def produce_apart(self, protocol_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        """The annex that is a file of its own, as it is now."""
        try:
            document = await actions.produce_apart(protocol_id, by=actor)
        except TOLD_HERE as refused:
            return await act_page(protocol_id, actor, refused=refused)
        return see(f"/protocols/{protocol_id}/documents/{document.id}")

    @get("/documents/{document_id:int}", guards=[requires(READ_PROTOCOLS)])
    async def fetch(
        self, protocol_id: FromPath[int], document_id: FromPath[int], actor: CurrentActor
    ) -> Response[bytes]:
        document = await queries.find_document(protocol_id, document_id, by=actor)
        return download(storage.read(document.file), document.name)

    @get("/documents/{document_id:int}/pdf", guards=[requires(READ_PROTOCOLS)])
    async def fetch_pdf(
        self, protocol_id: FromPath[int], document_id: FromPath[int], actor: CurrentActor
    ) -> Response[bytes]:
        """A text of the registry's own; what came from outside is given as it came."""
        document = await queries.find_document(protocol_id, document_id, by=actor)
        if not document.template:
            raise NotFound(_("Questo file non l'ha scritto il registro: si scarica com'è."))
        return await download_pdf(storage.read(document.file), document.name)

    @post("/dossier", guards=[requires(READ_PROTOCOLS)], status_code=303)
    async def ask_dossier(self, protocol_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        """All of them as one PDF, made by a job."""
        try:
            asked = await dossiers.ask(dossier.SUBJECT, protocol_id, by=actor)
        except TOLD_HERE as refused:
            return await act_page(protocol_id, actor, refused=refused)
        return see(f"/dossiers/{asked.id}")

    @get("/attach", guards=[requires(WRITE_PROTOCOLS)])
    async def show_attach(self, protocol_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        return await _attach_page(protocol_id, actor)

    @post(
        "/attach",
        guards=[requires(WRITE_PROTOCOLS)],
        status_code=303,
        request_max_body_size=LARGEST_UPLOAD,
    )
    async def attach(
        self, request: AnyRequest, protocol_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form = await request.form()
        try:
            name, content = await read_file(form)
            told = read_form(Filing, form)
            await actions.attach(protocol_id, told, name=name, content=content, by=actor)
        except TOLD_HERE as refused:
            return await _attach_page(
                protocol_id, actor, status=status_of(refused), **came_back(refused, form)
            )
        return see(f"/protocols/{protocol_id}#documenti", said=_("Documento aggiunto."))


async def _attach_page(
    protocol_id: int, actor: Actor, *, status: int = 200, **more: Any
) -> Response[str]:
    act = await queries.view(protocol_id, by=actor)
    check_can_write(actor, act.office)
    return page(
        "protocols/attach.html",
        status=status,
        act=act,
        accept=",".join(ENDINGS),
        kinds=[
            (kind.value, label) for kind, label in DOCUMENT_KINDS.items() if kind not in PRODUCED
        ],
        parties=[(one.id, one.name_words or one.name) for one in act.parties],
        **more,
    )
