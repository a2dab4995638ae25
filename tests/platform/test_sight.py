"""Who sees a row: the database and the rules say the same of every reader."""

import itertools

import pytest

from registry.platform.accounts.roles import Actor, Role, Visibility, may_read
from registry.platform.accounts.sight import reader, seen
from registry.platform.database import fetch_value

pytestmark = pytest.mark.usefixtures("db")


@pytest.mark.parametrize(
    ("role", "office", "visibility"),
    list(itertools.product(Role, ["pref-cr", "pref-ge"], Visibility)),
)
async def test_a_row_is_seen_by_whoever_may_read_it(
    role: Role, office: str, visibility: Visibility
) -> None:
    somebody = Actor(user_id=9, name="Chi legge", role=role, office=office)

    found = await fetch_value(
        f"SELECT {seen('$3::text', '$4::text')}", *reader(somebody), visibility.value, "pref-cr"
    )

    assert found is may_read(somebody, "pref-cr", visibility)
