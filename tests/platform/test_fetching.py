"""Several queries at one asking."""

from datetime import date

import pytest

from registry.platform.database import fetch_parts

pytestmark = pytest.mark.usefixtures("db")


async def test_what_is_asked_together_is_answered_each_in_its_order() -> None:
    parts = {
        "years": "SELECT n AS year, $1::text AS words FROM generate_series(2015, 2018) n"
        " WHERE n > $2 ORDER BY n DESC",
        "days": "SELECT DATE '2015-11-11' AS day, ARRAY['a', 'b'] AS letters, NULL::int AS none",
        "nothing": "SELECT 1 AS one WHERE false",
    }

    told = await fetch_parts(parts, "del", 2016)

    assert told == {
        "years": [{"year": 2018, "words": "del"}, {"year": 2017, "words": "del"}],
        "days": [{"day": "2015-11-11", "letters": ["a", "b"], "none": None}],
        "nothing": [],
    }
    assert date.fromisoformat(told["days"][0]["day"]) == date(2015, 11, 11)
