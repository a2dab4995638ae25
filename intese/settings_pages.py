"""The settings: what they are, what each changes, and where the rest is."""

from litestar import Controller, Response, get

from registry.platform import clock
from registry.platform.accounts.roles import ADMINISTER
from registry.platform.i18n import _
from registry.platform.settings import settings
from registry.platform.web.guards import requires
from registry.platform.web.parts_example import example
from registry.platform.web.shell import page


class SettingsPages(Controller):
    path = "/settings"
    guards = (requires(ADMINISTER),)

    @get("/")
    async def show(self) -> Response[str]:
        return page("settings/show.html", rows=_rows())

    @get("/parts")
    async def parts(self) -> Response[str]:
        return page("settings/parts.html", **example(clock.today()))


def _rows() -> list[dict[str, str]]:
    """What ``intese doctor`` tells, for who reads pages; secrets stay where they are."""
    now = settings()
    where = "INTESE_DATABASE_URL" if now.database_url else _("incorporato, nella cartella dei dati")
    return [
        {"name": "INTESE_HOME", "what": _("La cartella dei dati"), "value": str(now.home)},
        {"name": "INTESE_DATABASE_URL", "what": _("L'archivio"), "value": where},
        {"name": "INTESE_PUBLIC_URL", "what": _("L'indirizzo a cui si arriva"),
         "value": now.public_url},
        {"name": "INTESE_MAILBOX", "what": _("La casella a cui si mandano le schede"),
         "value": now.good_practices_mailbox},
        {"name": "INTESE_POOL_SIZE", "what": _("Quante connessioni all'archivio"),
         "value": str(now.pool_size)},
    ]  # fmt: skip
