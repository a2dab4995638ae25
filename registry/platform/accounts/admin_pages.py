"""The pages of who administers the registry: people and the history."""

from typing import Any

from litestar import Controller, Request, Response, get, post

from registry.platform.accounts import actions, queries
from registry.platform.accounts.roles import ADMINISTER, ROLE_LABELS
from registry.platform.audit.queries import recent_events
from registry.platform.errors import AlreadyThere, InvalidInput, NotFound
from registry.platform.i18n import _
from registry.platform.web.forms import came_back, read_form
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.shell import page, see

AnyRequest = Request[Any, Any, Any]


class AdminPages(Controller):
    guards = (requires(ADMINISTER),)

    @get("/users")
    async def users(self) -> Response[str]:
        return page("accounts/users.html", people=await queries.list_people(), roles=ROLE_LABELS)

    @get("/users/new")
    async def show_new(self) -> Response[str]:
        return await _form()

    @post("/users/new", status_code=303)
    async def add(self, request: AnyRequest, actor: CurrentActor) -> Response[str]:
        form = await request.form()
        try:
            user = await actions.add_user(read_form(actions.NewUser, form), by=actor)
        except (InvalidInput, AlreadyThere, NotFound) as refused:
            return await _form(status=422, **came_back(refused, form))
        return see("/users", said=_("{email} può entrare.").format(email=user.email))

    @post("/users/disable", status_code=303)
    async def disable(self, request: AnyRequest, actor: CurrentActor) -> Response[str]:
        email = str((await request.form()).get("email", ""))
        await actions.disable_user(email, by=actor)
        return see("/users", said=_("{email} non può più entrare.").format(email=email))

    @get("/audit")
    async def history(self, request: AnyRequest) -> Response[str]:
        office = request.query_params.get("office") or None
        events = await recent_events(office, limit=200)
        return page("audit/list.html", events=events, offices=await queries.list_offices())


async def _form(*, status: int = 200, **more: Any) -> Response[str]:
    offices = [(office.code, office.name) for office in await queries.list_offices()]
    roles = [(role.value, label) for role, label in ROLE_LABELS.items()]
    return page("accounts/user_form.html", status=status, offices=offices, roles=roles, **more)
