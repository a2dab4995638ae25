"""The pages of templates: which are in use, what each may say, a new version and its two people."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from registry.platform import storage
from registry.platform.accounts.roles import Actor
from registry.platform.audit import events_about
from registry.platform.errors import AlreadyThere, InvalidInput
from registry.platform.i18n import _
from registry.platform.templates import actions, queries
from registry.platform.templates.known import find_known, placeholders
from registry.platform.templates.permissions import EDIT_TEMPLATES, READ_TEMPLATES, can_approve
from registry.platform.templates.shapes import Proposal, Refusal
from registry.platform.web.downloads import download
from registry.platform.web.forms import LARGEST_UPLOAD, came_back, read_file, read_form
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.shell import page, see
from registry.protocols import queries as protocols

AnyRequest = Request[Any, Any, Any]


class TemplatePages(Controller):
    path = "/settings/templates"

    @get("/", guards=[requires(READ_TEMPLATES)])
    async def list_templates(self) -> Response[str]:
        rows = await queries.list_templates()
        uses = await protocols.documents_by_template({row.sha256 for row in rows})
        for row in rows:
            row.uses = uses.get(row.sha256, 0)
        return page("templates/list.html", rows=rows)

    @get("/{name:str}", guards=[requires(READ_TEMPLATES)])
    async def show(self, name: FromPath[str], actor: CurrentActor) -> Response[str]:
        return await _template_page(name, actor)

    @get("/{name:str}/file", guards=[requires(READ_TEMPLATES)])
    async def fetch(self, name: FromPath[str]) -> Response[bytes]:
        """The template in use, to change it in Word."""
        return download(await queries.current(find_known(name).name), name)

    @get("/{name:str}/example", guards=[requires(READ_TEMPLATES)])
    async def example(self, name: FromPath[str]) -> Response[bytes]:
        """The letter's example, written with the template in use."""
        docx, _sha = await actions.write(find_known(name).example())
        return download(docx, f"esempio_{name}")

    @post(
        "/{name:str}",
        guards=[requires(EDIT_TEMPLATES)],
        status_code=303,
        request_max_body_size=LARGEST_UPLOAD,
    )
    async def propose(
        self, request: AnyRequest, name: FromPath[str], actor: CurrentActor
    ) -> Response[str]:
        form = await request.form()
        try:
            file_name, content = await read_file(form)
            told = read_form(Proposal, form)
            await actions.propose(name, content, file_name=file_name, note=told.note, by=actor)
        except (InvalidInput, AlreadyThere) as refused:
            return await _template_page(name, actor, status=422, **came_back(refused, form))
        return see(
            f"/settings/templates/{name}",
            said=_("Versione caricata: la mette in uso un'altra persona."),
        )

    @post("/{name:str}/withdraw", guards=[requires(EDIT_TEMPLATES)], status_code=303)
    async def withdraw(self, name: FromPath[str], actor: CurrentActor) -> Response[str]:
        await actions.withdraw(find_known(name).name, by=actor)
        return see(f"/settings/templates/{name}", said=_("È di nuovo in uso il modello nostro."))

    @get("/versions/{version_id:int}/file", guards=[requires(READ_TEMPLATES)])
    async def fetch_version(self, version_id: FromPath[int]) -> Response[bytes]:
        version = await queries.find_version(version_id)
        stem = version.name.removesuffix(".docx")
        return download(storage.read(version.file), f"{stem}_v{version.number}.docx")

    @get("/versions/{version_id:int}/example", guards=[requires(READ_TEMPLATES)])
    async def try_version(self, version_id: FromPath[int]) -> Response[bytes]:
        """The letter's example, written with that version: what the second person looks at."""
        version = await queries.find_version(version_id)
        docx = await actions.try_out(version)
        stem = version.name.removesuffix(".docx")
        return download(docx, f"esempio_{stem}_v{version.number}.docx")

    @post("/versions/{version_id:int}/approve", guards=[requires(EDIT_TEMPLATES)],
          status_code=303)  # fmt: skip
    async def approve(self, version_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        version = await actions.approve(version_id, by=actor)
        return see(f"/settings/templates/{version.name}",
                   said=_("La versione {n} è in uso.").format(n=version.number))  # fmt: skip

    @post("/versions/{version_id:int}/refuse", guards=[requires(EDIT_TEMPLATES)],
          status_code=303)  # fmt: skip
    async def refuse(
        self, request: AnyRequest, version_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form = await request.form()
        version = await queries.find_version(version_id)
        try:
            version = await actions.refuse(version_id, read_form(Refusal, form).reason, by=actor)
        except InvalidInput as refused:
            return await _template_page(version.name, actor, status=422, **came_back(refused, form))
        return see(f"/settings/templates/{version.name}", said=_("Versione rifiutata."))


async def _template_page(
    name: str, actor: Actor, *, status: int = 200, **more: Any
) -> Response[str]:
    known = find_known(name)
    row = await queries.find_template(name)
    versions = await queries.versions(name)
    waiting = next((one for one in versions if one.look == "template:proposed"), None)
    return page(
        "templates/show.html",
        status=status,
        known=known,
        row=row,
        versions=versions,
        waiting=waiting,
        may=actor.may(EDIT_TEMPLATES),
        may_approve=waiting is not None and can_approve(actor, waiting.proposed_by),
        placeholders=placeholders(known),
        events=await events_about("template", name),
        **more,
    )
