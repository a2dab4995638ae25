"""The program's ground: the database it stands on, found or started, and up to date."""

from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager

import asyncpg

from intese.schema import migrate
from registry.platform.database import DOWN, opened
from registry.platform.errors import Refused
from registry.platform.i18n import _
from registry.platform.postgres import attached
from registry.platform.settings import settings

OUT_OF_REACH = (
    *DOWN,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InvalidCatalogNameError,
    asyncpg.InsufficientPrivilegeError,
    asyncpg.TooManyConnectionsError,
)


class CannotReach(Refused):
    """The registry's database does not answer, or does not let us in: what to do about it."""


@asynccontextmanager
async def registry_open(*, migrating: bool = True) -> AsyncIterator[str]:
    """Within the block the registry's database answers; gives its address.

    Without ``INTESE_DATABASE_URL`` it is the embedded one, started if nobody else did and
    stopped by the last one out. Raises CannotReach where it does not answer, also in the midst.
    """
    with ExitStack() as stack:
        stack.enter_context(_told_when_away())
        dsn = settings().database_url
        if dsn is None:
            dsn = stack.enter_context(attached(settings().home)).dsn()
        async with opened(dsn, pool_size=settings().pool_size):
            if migrating:
                await migrate()
            yield dsn


@contextmanager
def _told_when_away() -> Iterator[None]:
    try:
        yield
    except OUT_OF_REACH as fault:
        raise CannotReach(_why(fault)) from fault


def _why(fault: Exception) -> str:
    place = settings().database_place
    if place is None:
        return _("L'archivio incorporato non risponde più: esegui di nuovo il comando.")
    if isinstance(fault, asyncpg.ClientConfigurationError):
        words = _(
            "INTESE_DATABASE_URL non è l'indirizzo di un PostgreSQL: scrivilo come"
            " postgresql://utente:password@macchina:5432/archivio."
        )
    elif isinstance(fault, asyncpg.InvalidAuthorizationSpecificationError):
        words = _(
            "PostgreSQL su {place} non accetta l'utente o la password: correggili in"
            " INTESE_DATABASE_URL."
        )
    elif isinstance(fault, asyncpg.InvalidCatalogNameError):
        words = _(
            "Su {place} non c'è un archivio con quel nome: crealo (createdb), o correggi"
            " INTESE_DATABASE_URL."
        )
    elif isinstance(fault, asyncpg.InsufficientPrivilegeError):
        words = _(
            "L'utente di INTESE_DATABASE_URL non può creare o cambiare le tabelle su {place}:"
            " rendilo proprietario dell'archivio."
        )
    elif isinstance(fault, asyncpg.TooManyConnectionsError):
        words = _(
            "PostgreSQL su {place} ha tutte le connessioni occupate: aumenta max_connections, o"
            " diminuisci INTESE_POOL_SIZE."
        )
    else:
        words = _(
            "L'archivio su {place} non risponde: avvia il suo PostgreSQL, o correggi"
            " INTESE_DATABASE_URL."
        )
    return words.format(place=place)
