"""The pages of circulars: read by everybody, their form filled in by an office."""

from typing import Any

from litestar import Controller, Request, Response, get
from litestar.params import FromPath

from good_practices.circulars import queries
from good_practices.circulars.documents import form_document
from good_practices.circulars.permissions import FILL_IN_FORMS, READ_CIRCULARS
from registry.platform import clock
from registry.platform.accounts.roles import Actor
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _
from registry.platform.lists import read_ask
from registry.platform.templates import actions as templates
from registry.platform.web.declared import LIST, leaves, shows
from registry.platform.web.downloads import download
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.shell import page

AnyRequest = Request[Any, Any, Any]


class CircularPages(Controller):
    path = "/circulars"

    @get("/", guards=[requires(READ_CIRCULARS)], **shows(None, *LIST))
    async def list_circulars(self, request: AnyRequest) -> Response[str]:
        listing = await queries.list_circulars(read_ask(dict(request.query_params)))
        return page("circulars/list.html", listing=listing)

    @get("/{circular_id:int}", guards=[requires(READ_CIRCULARS)])
    async def show(self, circular_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        return page("circulars/show.html", **await _look(circular_id, actor))

    @get(
        "/{circular_id:int}/form",
        guards=[requires(FILL_IN_FORMS)],
        **leaves(None, "field", "other"),
    )
    async def form(
        self, request: AnyRequest, circular_id: FromPath[int], actor: CurrentActor
    ) -> Response[Any]:
        """The form in Word with the fields of the address ticked: ``?field=1&field=7``."""
        query = request.query_params
        try:
            name, letter = form_document(
                await queries.find(circular_id),
                office=actor.office,
                office_name=actor.office_name,
                year=clock.today().year,
                ticked=_numbers(query.getall("field", [])),
                other=query.get("other", ""),
            )
        except InvalidInput as refused:
            look = await _look(circular_id, actor)
            typed = {"field": query.getall("field", []), "other": query.get("other", "")}
            return page("circulars/show.html", status=422, wrong=_beside(refused), typed=typed,
                        **look)  # fmt: skip
        content, _template = await templates.write(letter)
        return download(content, name)


async def _look(circular_id: int, actor: Actor) -> dict[str, Any]:
    return {
        "circular": await queries.find(circular_id),
        "may_fill": actor.may(FILL_IN_FORMS),
    }


def _numbers(values: list[str]) -> list[int]:
    if not values:
        raise InvalidInput(field=_("Segna almeno un campo."))
    if not all(value.isascii() and value.isdigit() and len(value) < 4 for value in values):
        raise InvalidInput(field=_("I campi sono numeri: per esempio field=1."))
    return [int(value) for value in values]


def _beside(refused: InvalidInput) -> dict[str, str]:
    """The letter's own names brought back to the fields of the page."""
    return {
        "other" if name == "other" else "field": words for name, words in refused.fields.items()
    }
