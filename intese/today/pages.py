"""The page that everybody opens first."""

from litestar import Controller, Response, get

from intese.today.boards import CHANGES, board_for
from registry.platform import clock
from registry.platform.accounts.roles import SIGNED_IN
from registry.platform.audit.queries import recent_events
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.shell import page


class Today(Controller):
    @get("/", guards=[requires(SIGNED_IN)])
    async def show(self, actor: CurrentActor) -> Response[str]:
        return page(
            "today/show.html",
            board=await board_for(actor),
            today=clock.today(),
            changed=await recent_events(actor.office, limit=CHANGES, with_sign_ins=False),
        )
