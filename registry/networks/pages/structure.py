"""Writing the operating structure: levels, actions, summary, protected places."""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from registry.networks import actions, queries
from registry.networks.forms import action_of, level_of, scopes_of, shelter_of
from registry.networks.pages.looks import (
    AnyRequest,
    form_look,
    in_one_network,
    undo_of,
    undo_of_change,
)
from registry.networks.permissions import EDIT_NETWORKS
from registry.networks.rows import ActionView, LevelView, Structure
from registry.platform.accounts.roles import Actor
from registry.platform.errors import AlreadyThere, InvalidInput, NotFound
from registry.platform.i18n import _
from registry.platform.web.form_parts import saved_as
from registry.platform.web.forms import came_back, read_change
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.refusals import status_of
from registry.platform.web.shell import page, see

ACTION, LEVEL, SCOPES, SHELTER = (
    f"networks/{name}.html" for name in ("action", "level", "scopes", "shelter")
)


BACK = {"up": "down", "down": "up"}


class StructurePages(Controller):
    guards = (in_one_network,)
    path = "/networks/{network_id:int}/structure"

    @get("/scopes", guards=[requires(EDIT_NETWORKS)])
    async def show_scopes(self, network_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        return page(SCOPES, **await _look(network_id, actor))

    @post("/scopes", guards=[requires(EDIT_NETWORKS)], status_code=303)
    async def set_scopes(
        self, request: AnyRequest, network_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form, version = await read_change(request)
        try:
            rows = await scopes_of(form, by=actor)
            event = await actions.set_scopes(network_id, rows, version=version, by=actor)
        except (InvalidInput, AlreadyThere) as refused:
            look = await _look(network_id, actor)
            return page(SCOPES, status=status_of(refused), **look, **came_back(refused, form))
        return _done(network_id, _("Sintesi aggiornata."), undo=undo_of(network_id, event))

    @get("/levels/new", guards=[requires(EDIT_NETWORKS)])
    async def show_new_level(self, network_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        return page(LEVEL, level=None, **await _look(network_id, actor))

    @post("/levels", guards=[requires(EDIT_NETWORKS)], status_code=303)
    async def add_level(
        self, request: AnyRequest, network_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form = await request.form()
        try:
            added = await actions.add_level(network_id, await level_of(form, by=actor), by=actor)
        except InvalidInput as refused:
            look = await _look(network_id, actor)
            return page(LEVEL, status=422, level=None, **look, **came_back(refused, form))
        undo = f"/networks/{network_id}/structure/levels/{added.id}/remove"
        return _done(network_id, _("Livello aggiunto."), undo=undo)

    @get("/levels/{level_id:int}", guards=[requires(EDIT_NETWORKS)])
    async def show_level(
        self, network_id: FromPath[int], level_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        look = await _look(network_id, actor)
        return page(LEVEL, level=_level_in(look["tree"], level_id), **look)

    @post("/levels/{level_id:int}", guards=[requires(EDIT_NETWORKS)], status_code=303)
    async def change_level(
        self,
        request: AnyRequest,
        network_id: FromPath[int],
        level_id: FromPath[int],
        actor: CurrentActor,
    ) -> Response[str]:
        form, version = await read_change(request)
        try:
            new = await level_of(form, by=actor)
            await actions.change_level(level_id, new, version=version, by=actor)
        except (InvalidInput, AlreadyThere) as refused:
            look = await _look(network_id, actor)
            level = _level_in(look["tree"], level_id)
            return page(LEVEL, status=status_of(refused), level=level, **look,
                        **came_back(refused, form))  # fmt: skip
        undo = await undo_of_change(network_id, actor)
        return _done(network_id, _("Livello aggiornato."), undo=undo)

    @post("/levels/{level_id:int}/{way:str}", guards=[requires(EDIT_NETWORKS)], status_code=303)
    async def do_level(
        self,
        network_id: FromPath[int],
        level_id: FromPath[int],
        way: FromPath[str],
        actor: CurrentActor,
    ) -> Response[str]:
        if way == "remove":
            event = await actions.remove_level(level_id, by=actor)
            undo = undo_of(network_id, event)
            return _done(network_id, _("Livello tolto, con le sue azioni."), undo=undo)
        if not await actions.move_level(level_id, up=_is_up(way), by=actor):
            return _done(network_id, _at_the_end(way))
        undo = f"/networks/{network_id}/structure/levels/{level_id}/{BACK[way]}"
        return _done(network_id, _("Livello spostato."), undo=undo)

    @get("/actions/new", guards=[requires(EDIT_NETWORKS)])
    async def show_new_action(
        self, network_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        return page(ACTION, action=None, **await _look(network_id, actor))

    @post("/levels/{level_id:int}/actions", guards=[requires(EDIT_NETWORKS)], status_code=303)
    async def add_action(
        self,
        request: AnyRequest,
        network_id: FromPath[int],
        level_id: FromPath[int],
        actor: CurrentActor,
    ) -> Response[str]:
        form = await request.form()
        try:
            added = await actions.add_action(level_id, await action_of(form, by=actor), by=actor)
        except InvalidInput as refused:
            look = await _look(network_id, actor)
            return page(ACTION, status=422, action=None, level_id=level_id, **look,
                        **came_back(refused, form))  # fmt: skip
        undo = f"/networks/{network_id}/structure/actions/{added.id}/remove"
        return _done(network_id, _("Azione aggiunta."), undo=undo)

    @get("/levels/{level_id:int}/actions/new", guards=[requires(EDIT_NETWORKS)])
    async def show_new_action_of(
        self, network_id: FromPath[int], level_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        return page(ACTION, action=None, level_id=level_id, **await _look(network_id, actor))

    @get("/actions/{action_id:int}", guards=[requires(EDIT_NETWORKS)])
    async def show_action(
        self, network_id: FromPath[int], action_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        look = await _look(network_id, actor)
        action = _action_in(look["tree"], action_id)
        return page(ACTION, action=action, level_id=action.level, **look)

    @post("/actions/{action_id:int}", guards=[requires(EDIT_NETWORKS)], status_code=303)
    async def change_action(
        self,
        request: AnyRequest,
        network_id: FromPath[int],
        action_id: FromPath[int],
        actor: CurrentActor,
    ) -> Response[str]:
        form, version = await read_change(request)
        try:
            new = await action_of(form, by=actor)
            await actions.change_action(action_id, new, version=version, by=actor)
        except (InvalidInput, AlreadyThere) as refused:
            look = await _look(network_id, actor)
            action = _action_in(look["tree"], action_id)
            return page(ACTION, status=status_of(refused), action=action, level_id=action.level,
                        **look, **came_back(refused, form))  # fmt: skip
        undo = await undo_of_change(network_id, actor)
        return _done(network_id, _("Azione aggiornata."), undo=undo)

    @post("/actions/{action_id:int}/save", guards=[requires(EDIT_NETWORKS)], status_code=204)
    async def autosave(
        self, request: AnyRequest, action_id: FromPath[int], actor: CurrentActor
    ) -> Response[None]:
        """What the editor sends at every pause; the answer has the new version."""
        form, version = await read_change(request)
        new = await action_of(form, by=actor)
        saved = await actions.change_action(action_id, new, version=version, by=actor)
        return Response(None, status_code=204, headers=saved_as(saved.version, form))

    @post("/actions/{action_id:int}/{way:str}", guards=[requires(EDIT_NETWORKS)], status_code=303)
    async def do_action(
        self,
        network_id: FromPath[int],
        action_id: FromPath[int],
        way: FromPath[str],
        actor: CurrentActor,
    ) -> Response[str]:
        if way == "remove":
            event = await actions.remove_action(action_id, by=actor)
            undo = undo_of(network_id, event)
            return _done(network_id, _("Azione tolta, con le sue parti."), undo=undo)
        if not await actions.move_action(action_id, up=_is_up(way), by=actor):
            return _done(network_id, _at_the_end(way))
        undo = f"/networks/{network_id}/structure/actions/{action_id}/{BACK[way]}"
        return _done(network_id, _("Azione spostata."), undo=undo)

    @get("/shelters/new", guards=[requires(EDIT_NETWORKS)])
    async def show_new_shelter(
        self, network_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        return page(SHELTER, **await form_look(network_id, actor))

    @post("/shelters", guards=[requires(EDIT_NETWORKS)], status_code=303)
    async def add_shelter(
        self, request: AnyRequest, network_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        form = await request.form()
        try:
            added = await actions.add_shelter(
                network_id, await shelter_of(form, by=actor), by=actor
            )
        except InvalidInput as refused:
            look = await form_look(network_id, actor)
            return page(SHELTER, status=422, **look, **came_back(refused, form))
        undo = f"/networks/{network_id}/structure/shelters/{added.id}/remove"
        return _done(network_id, _("Struttura aggiunta."), undo=undo)

    @post("/shelters/{shelter_id:int}/remove", guards=[requires(EDIT_NETWORKS)], status_code=303)
    async def remove_shelter(
        self, network_id: FromPath[int], shelter_id: FromPath[int], actor: CurrentActor
    ) -> Response[str]:
        event = await actions.remove_shelter(shelter_id, by=actor)
        return _done(network_id, _("Struttura tolta."), undo=undo_of(network_id, event))


async def _look(network_id: int, actor: Actor) -> dict[str, Any]:
    tree = await queries.structure(network_id, by=actor)
    return await form_look(network_id, actor, codes=_codes(tree)) | {"tree": tree}


def _codes(tree: Structure) -> list[str]:
    """Of every place that the structure names."""
    actions = [one for level in _levels(tree) for top in level.actions for one in (top, *top.parts)]
    return [
        *(code for action in actions for code in action.places),
        *(level.place for level in _levels(tree)),
        *(row.place for row in tree.scopes),
    ]


def _done(network_id: int, said: str, *, undo: str = "") -> Response[str]:
    return see(f"/networks/{network_id}/structure", said=said, undo=undo)


def _at_the_end(way: str) -> str:
    return _("È già al primo posto.") if way == "up" else _("È già all'ultimo posto.")


def _is_up(way: str) -> bool:
    if way not in ("up", "down"):
        raise NotFound(_("Questa pagina non c'è, o il tuo ufficio non può vederla."))
    return way == "up"


def _levels(tree: Structure) -> list[LevelView]:
    return [one for top in tree.levels for one in (top, *top.levels)]


def _level_in(tree: Structure, level_id: int) -> LevelView:
    found = next((one for one in _levels(tree) if one.id == level_id), None)
    if found is None:
        raise NotFound(_("Questo livello non c'è più."))
    return found


def _action_in(tree: Structure, action_id: int) -> ActionView:
    every = [
        one
        for level in _levels(tree)
        for action in level.actions
        for one in (action, *action.parts)
    ]
    found = next((one for one in every if one.id == action_id), None)
    if found is None:
        raise NotFound(_("Questa azione non c'è più."))
    return found
