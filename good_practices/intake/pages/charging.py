"""Who looks at what arrived: taken up or given to a colleague, one or many at a time."""

import re
from collections.abc import Awaitable, Callable

from litestar import Controller, Response, post
from litestar.datastructures import FormMultiDict
from litestar.params import FromPath

from good_practices.intake import actions, queries
from good_practices.intake.pages.looks import AnyRequest
from good_practices.intake.permissions import REVIEW_SCHEDE
from registry.platform.errors import Refused
from registry.platform.i18n import _, ngettext
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.parts import with_query
from registry.platform.web.shell import see

NUMBER = re.compile(r"[0-9]{1,9}")


class ChargePages(Controller):
    path = "/intake"

    @post("/take-up", guards=[requires(REVIEW_SCHEDE)], status_code=303)
    async def take_up(self, request: AnyRequest, actor: CurrentActor) -> Response[str]:
        async def take_up_one(delivery_id: int) -> None:
            await actions.open_review(delivery_id, by=actor)

        done, refused = await _with_each(_chosen(await request.form()), take_up_one)
        said = ngettext("Un invio preso in carico.", "{n} invii presi in carico.", done)
        return _back(request, said.format(n=done) if done else "", refused)

    @post("/assign", guards=[requires(REVIEW_SCHEDE)], status_code=303)
    async def assign(self, request: AnyRequest, actor: CurrentActor) -> Response[str]:
        form = await request.form()
        to = queries.number_or_none(str(form.get("to") or ""), "to") or 0

        async def assign_one(delivery_id: int) -> None:
            await actions.assign(delivery_id, to, by=actor)

        done, refused = await _with_each(_chosen(form), assign_one)
        said = ngettext("Un invio assegnato.", "{n} invii assegnati.", done)
        return _back(request, said.format(n=done) if done else "", refused)

    @post("/refused/{upload_id:int}/settle", guards=[requires(REVIEW_SCHEDE)], status_code=303)
    async def settle(self, upload_id: FromPath[int], actor: CurrentActor) -> Response[str]:
        await actions.settle(upload_id, by=actor)
        return see("/intake?status=damaged", said=_("File messo da parte."))


def _chosen(form: FormMultiDict) -> list[int]:
    given = [one for name in form for one in form.getall(name) if name == "delivery"]
    return [int(one) for one in given if isinstance(one, str) and NUMBER.fullmatch(one)]


async def _with_each(
    chosen: list[int], do: Callable[[int], Awaitable[None]]
) -> tuple[int, list[str]]:
    """The same act for each chosen delivery: how many it was done for, and why not the others."""
    refusals: list[str] = [] if chosen else [_("Scegli almeno un invio, con la sua casella.")]
    for delivery_id in chosen:
        try:
            await do(delivery_id)
        except Refused as refused:
            refusals.append(refused.sentence)
    return len(chosen) - len(refusals) if chosen else 0, refusals


def _back(request: AnyRequest, said: str, refusals: list[str]) -> Response[str]:
    """To the list where the deliveries were chosen."""
    query = with_query(dict(request.query_params))
    return see(f"/intake{query}", said=said, warned=" ".join(dict.fromkeys(refusals)))
