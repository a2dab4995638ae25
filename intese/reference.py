"""The data that every registry begins with: territory, offices, circulars."""

from good_practices.circulars.actions import load_circulars
from registry.platform.accounts.actions import PROGRAM, put_office
from registry.platform.accounts.tables import Office
from registry.territory import actions as territory

MINISTRY = Office(
    code="dlci",
    kind="ministry",
    name="Ministero dell'interno – Dipartimento per le libertà civili e l'immigrazione",
    seat_code="058091",
    seat_name="Roma",
    region_code="12",
)


async def load_reference() -> None:
    """Loads what is missing or newer; a second call changes nothing."""
    await put_office(MINISTRY)
    await territory.load()
    await load_circulars()


__all__ = ["PROGRAM", "load_reference"]
