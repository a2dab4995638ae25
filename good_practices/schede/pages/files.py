"""The files of a scheda: what it carries, and the sheet itself in Word."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from good_practices.circulars import queries as circulars
from good_practices.circulars.documents import form_document
from good_practices.schede import actions, queries
from good_practices.schede.documents import document
from good_practices.schede.pages.looking import look_to_write
from good_practices.schede.permissions import READ_SCHEDE, WRITE_SCHEDE
from registry.platform import clock, storage
from registry.platform.errors import AlreadyThere, InvalidInput, NotFound
from registry.platform.i18n import _
from registry.platform.templates import actions as templates
from registry.platform.web.downloads import download
from registry.platform.web.forms import LARGEST_UPLOAD, came_back, read_file
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.shell import page, see

AnyRequest = Request[Any, Any, Any]


class FilePages(Controller):
    path = "/schede"

    @post(
        "/{scheda_id:int}/attachments",
        guards=[requires(WRITE_SCHEDE)],
        status_code=303,
        request_max_body_size=LARGEST_UPLOAD,
    )
    async def attach(
        self, request: AnyRequest, scheda_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form = await request.form()
        try:
            name, content = await read_file(form)
            title = str(form.get("title") or "")
            await actions.attach(scheda_id, name, content, title=title, by=actor)
        except (InvalidInput, AlreadyThere) as refused:
            back = came_back(refused, form)
            back["wrong"] = {"file": refused.sentence} if "" in back["wrong"] else back["wrong"]
            look = await look_to_write(scheda_id, actor)
            return page("schede/edit.html", status=422, **look, **back)
        return see(f"/schede/{scheda_id}#allegati", said=_("File allegato."))

    @post("/{scheda_id:int}/attachments/{file_id:int}/remove", guards=[requires(WRITE_SCHEDE)],
          status_code=303)  # fmt: skip
    async def remove(
        self, scheda_id: FromPath[int], file_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        await actions.remove_attachment(scheda_id, file_id, by=actor)
        undo = f"/schede/{scheda_id}/attachments/{file_id}/restore"
        return see(f"/schede/{scheda_id}#allegati", said=_("File tolto."), undo=undo)

    @post("/{scheda_id:int}/attachments/{file_id:int}/restore", guards=[requires(WRITE_SCHEDE)],
          status_code=303)  # fmt: skip
    async def restore(
        self, scheda_id: FromPath[int], file_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        await actions.restore_attachment(scheda_id, file_id, by=actor)
        return see(f"/schede/{scheda_id}#allegati", said=_("File rimesso."))

    @get("/{scheda_id:int}/attachments/{file_id:int}", guards=[requires(READ_SCHEDE)])
    async def read(
        self, scheda_id: FromPath[int], file_id: FromPath[int], actor: CurrentActor
    ) -> Response[bytes]:
        attachment = await queries.find_attachment(scheda_id, file_id, by=actor)
        return download(storage.read(attachment.file), attachment.name)

    @get("/{scheda_id:int}/document", guards=[requires(READ_SCHEDE)])
    async def in_word(self, scheda_id: FromPath[int], actor: CurrentActor) -> Response[bytes]:
        sheet = await queries.view(scheda_id, by=actor)
        name, letter = document(sheet, await circulars.find(sheet.circular))
        content, _template = await templates.write(letter)
        return download(content, name)

    @get("/form", guards=[requires(WRITE_SCHEDE)])
    async def form_in_word(self, actor: CurrentActor) -> Response[bytes]:
        """The circular's form with the fields that the office ticked this year."""
        circular, year = await circulars.find_current(), clock.today().year
        ticked = await queries.marked_fields(actor.office, circular.id, year=year)
        if not ticked:
            raise NotFound(_("Non hai ancora segnato nessun campo: segnane almeno uno."))
        name, letter = form_document(
            circular,
            office=actor.office,
            office_name=actor.office_name,
            year=year,
            ticked=sorted(ticked),
            other=await queries.specification_of(actor.office, circular.id, year=year),
        )
        content, _template = await templates.write(letter)
        return download(content, name)
