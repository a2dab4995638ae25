"""The JSON windows of dossiers: how far one is, and its bytes."""

from litestar import Controller, Response, get
from litestar.params import FromPath

from registry.platform.accounts.roles import Actor
from registry.platform.dossiers import actions, queries
from registry.platform.dossiers.pages import file_of
from registry.platform.dossiers.permissions import READ_DOSSIERS
from registry.platform.dossiers.shapes import DossierView
from registry.platform.web.api import created
from registry.platform.web.guards import CurrentActor, requires


async def asked(subject: str, subject_id: int, *, by: Actor) -> Response[DossierView]:
    """For the window of what it is of: asks for it, and says where to look how far it is."""
    dossier = await actions.ask(subject, subject_id, by=by)
    view = await _view(dossier.id, by)
    return created(view, f"/api/v1/dossiers/{dossier.id}")


class DossierApi(Controller):
    path = "/dossiers"

    @get("/{dossier_id:int}", guards=[requires(READ_DOSSIERS)])
    async def one(self, dossier_id: FromPath[int], actor: CurrentActor) -> DossierView:
        return await _view(dossier_id, actor)

    @get("/{dossier_id:int}/file", guards=[requires(READ_DOSSIERS)])
    async def file(self, dossier_id: FromPath[int], actor: CurrentActor) -> Response[bytes]:
        dossier = await queries.view(dossier_id, by=actor)
        return file_of(dossier, (await queries.find(dossier_id)).file)


async def _view(dossier_id: int, by: Actor) -> DossierView:
    """With the address where a program takes it."""
    view = await queries.view(dossier_id, by=by)
    if view.file:
        view.file = f"/api/v1{view.file}"
    return view
