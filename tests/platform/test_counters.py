"""Numbers that never repeat, however many ask at once."""

import asyncio

import pytest

from registry.platform.counters import next_number
from registry.platform.database import transaction

pytestmark = pytest.mark.usefixtures("db")


async def _numbered(*name: str | int) -> int:
    async with transaction():
        return await next_number(*name)


async def test_sixty_that_ask_at_once_get_sixty_numbers_without_a_gap() -> None:
    numbers = await asyncio.gather(*(_numbered("scheda", "pref-cr", 2026) for _ in range(60)))

    assert sorted(numbers) == list(range(1, 61))


async def test_an_act_that_fails_gives_its_number_back() -> None:
    await _numbered("scheda", "pref-cr", 2026)

    with pytest.raises(ZeroDivisionError):
        async with transaction():
            await next_number("scheda", "pref-cr", 2026)
            raise ZeroDivisionError

    assert await _numbered("scheda", "pref-cr", 2026) == 2


async def test_each_office_and_year_counts_for_itself() -> None:
    await _numbered("scheda", "pref-cr", 2026)

    assert await _numbered("scheda", "pref-ge", 2026) == 1
    assert await _numbered("scheda", "pref-cr", 2027) == 1
