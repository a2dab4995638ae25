"""The number in the office's own repertory: one sequence a year, without gaps."""

from registry.platform import counters
from registry.platform.database import connection, fetch_value
from registry.platform.errors import AlreadyThere
from registry.platform.i18n import _


async def next_number(office: str, year: int) -> int:
    """The next free number of that office and year; an act that fails gives it back.

    A number typed for an act signed elsewhere is skipped, never given twice.
    """
    await _alone(office, year)
    while True:
        number = await counters.next_number("repertory", office, year)
        if not await _is_taken(office, year, number):
            return number


async def take_number(office: str, year: int, number: int, *, except_for: int) -> None:
    """Marks a number that the act already has; refused when another act has it."""
    await _alone(office, year)
    if await _is_taken(office, year, number, except_for=except_for):
        raise AlreadyThere(
            _("Il repertorio n. {number} del {year} è già di un altro atto.").format(
                number=number, year=year
            )
        )


async def _alone(office: str, year: int) -> None:
    """Typed and given numbers wait for each other until the transaction ends."""
    await connection().execute(
        "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", f"repertory:{office}:{year}"
    )


async def _is_taken(office: str, year: int, number: int, *, except_for: int = 0) -> bool:
    found = await fetch_value(
        "SELECT 1 FROM protocol WHERE office = $1 AND repertory_year = $2"
        " AND repertory_number = $3 AND id <> $4",
        office,
        year,
        number,
        except_for,
    )
    return found is not None
