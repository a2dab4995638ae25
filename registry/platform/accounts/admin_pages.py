"""The pages of who administers the registry: people and the history."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from registry.platform.accounts import people, queries
from registry.platform.accounts.roles import ADMINISTER, ROLE_LABELS
from registry.platform.audit.queries import EventFilters, list_events
from registry.platform.audit.subjects import SUBJECTS
from registry.platform.errors import AlreadyThere, InvalidInput, NotFound, WrongStatus
from registry.platform.i18n import _
from registry.platform.lists import read_ask
from registry.platform.shapes import convert_all
from registry.platform.web.declared import LIST, shows
from registry.platform.web.forms import came_back, read_form
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.shell import page, see

AnyRequest = Request[Any, Any, Any]
TOLD_HERE = (InvalidInput, AlreadyThere, NotFound, WrongStatus)


class AdminPages(Controller):
    guards = (requires(ADMINISTER),)

    @get("/users", **shows(None, "role", "status", *LIST))
    async def users(self, request: AnyRequest) -> Response[str]:
        query = dict(request.query_params)
        listing = await queries.list_people(
            read_ask(query), role=query.get("role", ""), status=query.get("status", "")
        )
        return page("accounts/users.html", listing=listing, roles=ROLE_LABELS)

    @get("/users/new")
    async def show_new(self) -> Response[str]:
        return await _form()

    @post("/users/new", status_code=303)
    async def add(self, request: AnyRequest, actor: CurrentActor) -> Response[str]:
        form = await request.form()
        try:
            user = await people.add_user(read_form(people.NewUser, form), by=actor)
        except TOLD_HERE as refused:
            return await _form(status=422, **came_back(refused, form))
        return see("/users", said=_("{email} può entrare.").format(email=user.email))

    @get("/users/{user_id:int}")
    async def show(self, user_id: FromPath[int]) -> Response[str]:
        return await _form(user=await queries.find_user_by_id(user_id))

    @post("/users/{user_id:int}", status_code=303)
    async def change(
        self, request: AnyRequest, user_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form = await request.form()
        try:
            user = await people.change_user(user_id, read_form(people.Person, form), by=actor)
        except TOLD_HERE as refused:
            user = await queries.find_user_by_id(user_id)
            return await _form(status=422, user=user, **came_back(refused, form))
        return see("/users", said=_("Dati di {email} aggiornati.").format(email=user.email))

    @post("/users/{user_id:int}/password", status_code=303)
    async def give_password(
        self, request: AnyRequest, user_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form = await request.form()
        try:
            user = await people.give_password(user_id, str(form.get("password", "")), by=actor)
        except TOLD_HERE as refused:
            user = await queries.find_user_by_id(user_id)
            return await _form(status=422, user=user, **came_back(refused, form))
        said = _("{email} entra con la nuova password.").format(email=user.email)
        return see("/users", said=said)

    @post("/users/{user_id:int}/disable", status_code=303)
    async def disable(self, user_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        user = await people.disable_user(user_id, by=actor)
        return see("/users", said=_("{email} non può più entrare.").format(email=user.email),
                   undo=f"/users/{user_id}/enable")  # fmt: skip

    @post("/users/{user_id:int}/enable", status_code=303)
    async def enable(self, user_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        user = await people.enable_user(user_id, by=actor)
        return see("/users", said=_("{email} può entrare di nuovo.").format(email=user.email))

    @get("/audit", **shows(EventFilters, *LIST))
    async def history(self, request: AnyRequest) -> Response[str]:
        query = dict(request.query_params)
        known = {name: query[name] for name in EventFilters.__struct_fields__ if query.get(name)}
        wrong: dict[str, str] = {}
        try:
            filters = convert_all(EventFilters, known, lax=True)
        except InvalidInput as refused:
            filters, wrong = EventFilters(), refused.fields
        return page(
            "audit/list.html",
            listing=await list_events(read_ask(query), filters),
            offices=[(one.code, one.name) for one in await queries.list_offices()],
            subjects=list(SUBJECTS.items()),
            wrong=wrong,
        )


async def _form(*, status: int = 200, user: Any = None, **more: Any) -> Response[str]:
    offices = [(office.code, office.name) for office in await queries.list_offices()]
    roles = [(role.value, label) for role, label in ROLE_LABELS.items()]
    return page(
        "accounts/user_form.html", status=status, user=user, offices=offices, roles=roles, **more
    )
