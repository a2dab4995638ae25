"""The page of a dossier: how far it is, what became of each document, the download."""

from litestar import Controller, Response, get
from litestar.params import FromPath
from litestar.response import File

from registry.platform.dossiers import folder, queries
from registry.platform.dossiers.permissions import READ_DOSSIERS
from registry.platform.dossiers.shapes import ATTACHED, WITH_PAGES, DossierView
from registry.platform.errors import NotFound
from registry.platform.i18n import _
from registry.platform.jobs import queries as jobs
from registry.platform.jobs.pages import shown
from registry.platform.web.downloads import named
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.shell import page


class DossierPages(Controller):
    path = "/dossiers"

    @get("/{dossier_id:int}", guards=[requires(READ_DOSSIERS)])
    async def show(self, dossier_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        dossier = await queries.view(dossier_id, by=actor)
        job = await jobs.find_job_or_none(dossier.job) if dossier.job else None
        return page(
            "dossiers/show.html",
            dossier=dossier,
            job=shown(job) if job else None,
            with_pages=[one for one in dossier.documents if one.outcome in WITH_PAGES],
            attached=[one for one in dossier.documents if one.outcome in ATTACHED],
            listed=[one for one in dossier.documents if not one.page],
        )

    @get("/{dossier_id:int}/file", guards=[requires(READ_DOSSIERS)])
    async def file(self, dossier_id: FromPath[int], actor: CurrentActor) -> Response[bytes]:
        dossier = await queries.view(dossier_id, by=actor)
        return file_of(dossier, (await queries.find(dossier_id)).file)


def file_of(dossier: DossierView, kept: str) -> Response[bytes]:
    """The PDF as an attachment, read from the disk as it leaves."""
    path = folder.path_of(kept)
    if not kept or not path.is_file():
        raise NotFound(_("Questo fascicolo non c'è più: si tiene sette giorni. Rifallo."))
    return File(path, media_type="application/pdf", headers=named(dossier.name))
