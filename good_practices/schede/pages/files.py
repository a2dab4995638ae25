"""The files of a scheda: what it carries, and the sheet itself in Word."""

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from good_practices.circulars import queries as circulars
from good_practices.circulars.documents import form_document
from good_practices.schede import actions, queries
from good_practices.schede.documents import document
from good_practices.schede.permissions import READ_SCHEDE, WRITE_SCHEDE
from registry.platform import clock, storage
from registry.platform.errors import WrongStatus
from registry.platform.i18n import _
from registry.platform.templates import actions as templates
from registry.platform.web.downloads import download, download_pdf
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.shell import see


class FilePages(Controller):
    path = "/schede"

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

    @get("/{scheda_id:int}/pdf", guards=[requires(READ_SCHEDE)])
    async def in_pdf(self, scheda_id: FromPath[int], actor: CurrentActor) -> Response[bytes]:
        sheet = await queries.view(scheda_id, by=actor)
        name, letter = document(sheet, await circulars.find(sheet.circular))
        content, _template = await templates.write(letter)
        return await download_pdf(content, name)

    @get("/form", guards=[requires(WRITE_SCHEDE)])
    async def form_in_word(self, actor: CurrentActor) -> Response[bytes]:
        """The circular's form with the fields that the office ticked this year."""
        circular, year = await circulars.find_current(), clock.today().year
        meter = await queries.meter(actor.office, circular, year=year)
        if meter.form_lacks:
            raise WrongStatus(meter.form_lacks.why)
        ticked = await queries.marked_fields(actor.office, circular.id, year=year)
        name, letter = form_document(
            circular,
            office=actor.office,
            office_name=actor.office_name,
            year=year,
            ticked=sorted(ticked),
            other=await queries.specification_of(actor.office, circular, year=year),
        )
        content, _template = await templates.write(letter)
        return download(content, name)
