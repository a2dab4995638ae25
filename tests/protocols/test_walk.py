"""An act's whole way, from the draft to the term."""

import pytest

from registry.platform.audit import events_about
from registry.protocols import queries
from registry.protocols.lifecycle import IN_FORCE
from tests.people import People
from tests.protocols.make import an_act

pytestmark = pytest.mark.usefixtures("db")


async def test_an_act_goes_from_the_draft_to_being_in_force(as_: People) -> None:
    act = await an_act(as_, IN_FORCE)

    shown = await queries.view(act.id, by=as_.legal_cr)

    assert shown.status == IN_FORCE
    assert shown.when_text == "dal 16/04/2026"
    assert f"{shown.ends_latest}" == "2029-04-15"
    assert (shown.repertory_year, shown.repertory_number) == (2026, 1)
    assert [event.event for event in await events_about("protocol", act.id)][::-1] == [
        "protocol:draft",
        "protocol:write_text",
        "protocol:send_schema",
        "protocol:record_approval",
        "protocol:open_signing",
        "protocol:record_signature",
        "protocol:record_signature",
        "protocol:declare_signed",
        "protocol:set_in_force",
    ]
