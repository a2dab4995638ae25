"""The program as one ASGI application: the one list of windows, handlers and layers."""

from functools import cache
from typing import Any

from litestar import Controller, Litestar, Router
from litestar.datastructures import CacheControlHeader, State
from litestar.di import Provide
from litestar.static_files import create_static_files_router
from litestar.types import ASGIApp

from good_practices.circulars.api import CircularApi
from good_practices.circulars.pages import CircularPages
from good_practices.intake.api import IntakeApi
from good_practices.intake.pages import INTAKE_PAGES
from good_practices.schede.api import SchedaApi
from good_practices.schede.pages import SCHEDE_PAGES
from good_practices.submissions.api import SubmissionApi
from good_practices.submissions.pages import SubmissionPages
from intese.declaring import declare_everything
from intese.health import Health
from intese.navigation import sections_for
from intese.settings_pages import SettingsPages
from intese.site import ApiItself, Site
from intese.template_pages import TemplatePages
from intese.today.pages import Today
from registry.histories.api import HistoryApi
from registry.histories.pages import HistoryPages
from registry.networks.api import NETWORK_API
from registry.networks.pages import NETWORK_PAGES
from registry.partners.api import PartnerApi
from registry.partners.pages import PARTNER_PAGES
from registry.platform.accounts.admin_pages import AdminPages
from registry.platform.accounts.pages import AccountPages
from registry.platform.assets import ASSETS
from registry.platform.batches.api import BatchApi
from registry.platform.batches.pages import BatchPages
from registry.platform.dossiers.api import DossierApi
from registry.platform.dossiers.pages import DossierPages
from registry.platform.jobs.pages import JobPages
from registry.platform.offices.api import OfficeSettingsApi
from registry.platform.search.pages import SearchApi, SearchPages
from registry.platform.web.api import LARGEST_JSON
from registry.platform.web.declared import check_known_names, hear_address
from registry.platform.web.description import describe
from registry.platform.web.guards import check_from_our_pages, provide_actor
from registry.platform.web.layers import layered
from registry.platform.web.refusals import HANDLERS
from registry.protocols.api import PROTOCOL_API
from registry.protocols.pages import PROTOCOL_PAGES
from registry.territory.api import TerritoryApi
from registry.territory.pages import OfficePages

declare_everything()

PAGES: list[type[Controller]] = [
    AccountPages,
    AdminPages,
    BatchPages,
    CircularPages,
    DossierPages,
    Health,
    HistoryPages,
    *INTAKE_PAGES,
    *NETWORK_PAGES,
    OfficePages,
    JobPages,
    *PARTNER_PAGES,
    *PROTOCOL_PAGES,
    *SCHEDE_PAGES,
    SearchPages,
    SettingsPages,
    Site,
    SubmissionPages,
    TemplatePages,
    Today,
]
API: list[type[Controller]] = [
    ApiItself,
    BatchApi,
    CircularApi,
    DossierApi,
    HistoryApi,
    IntakeApi,
    *NETWORK_API,
    OfficeSettingsApi,
    PartnerApi,
    *PROTOCOL_API,
    SchedaApi,
    SearchApi,
    SubmissionApi,
    TerritoryApi,
]


LARGEST_FORM = 10 * 1024**2
"""Bytes of any request; windows that take files say how much more they take."""
# An asset's name changes with its content.
FOR_EVER = CacheControlHeader(public=True, max_age=31_536_000, immutable=True)
PROVIDED = {"actor": Provide(provide_actor)}


def framework() -> Litestar:
    """The routes, without the layers around them: what tests enumerate."""
    return Litestar(
        route_handlers=[
            *PAGES,
            api_router(),
            create_static_files_router(
                "/assets", directories=[ASSETS], include_in_schema=False, cache_control=FOR_EVER
            ),
        ],
        guards=[check_from_our_pages],
        before_request=hear_address,
        dependencies=PROVIDED,
        exception_handlers=HANDLERS,
        # The framework's own pages of the API load their scripts from elsewhere: none is served.
        openapi_config=None,
        # Else the framework would have its own way with every library's log.
        logging_config=None,
        state=State({"description": description}),
        request_max_body_size=LARGEST_FORM,
        debug=False,
    )


def api_router() -> Router:
    return Router(
        "/api/v1",
        route_handlers=API,
        before_request=check_known_names,
        request_max_body_size=LARGEST_JSON,
    )


def api_alone() -> Litestar:
    """The JSON windows without the pages: what describes them, and tests, enumerate."""
    return Litestar([api_router()], dependencies=PROVIDED, openapi_config=None, logging_config=None)


@cache
def description() -> dict[str, Any]:
    """The OpenAPI description of the JSON windows."""
    return describe(api_alone())


def create_app() -> ASGIApp:
    return layered(framework(), navigation=sections_for)
