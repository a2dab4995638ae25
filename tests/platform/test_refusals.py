"""What goes wrong on our side is ours to say: a number for the person, the trace in the log."""

import pytest
import structlog
from litestar import Litestar, get
from litestar.exceptions import HTTPException, InternalServerException, ServiceUnavailableException

from registry.platform.accounts.roles import EVERYONE, Actor
from registry.platform.errors import InvalidInput
from registry.platform.web.guards import requires
from registry.platform.web.layers import layered
from registry.platform.web.refusals import HANDLERS
from registry.platform.web.shell import Section
from tests.web_client import browser


async def _no_sections(_actor: Actor) -> list[Section]:
    return []


@pytest.mark.parametrize("kind", [InternalServerException, ServiceUnavailableException])
@pytest.mark.parametrize("path", ["/broken", "/api/v1/broken"])
async def test_what_the_framework_could_not_do_has_a_number_and_a_trace(
    db: None, path: str, kind: type[HTTPException]
) -> None:
    @get(path, guards=[requires(EVERYONE)])
    async def broken() -> str:
        raise kind

    app = layered(Litestar([broken], exception_handlers=HANDLERS), navigation=_no_sections)
    with structlog.testing.capture_logs() as lines:
        async with browser(app) as client:
            answer = await client.get(path)

    [line] = [line for line in lines if line["event"] == "fault"]
    assert answer.status_code == 500
    assert line["number"] in answer.text
    assert isinstance(line["exc_info"], kind)
    assert "non è leggibile" not in answer.text


async def test_a_program_gets_the_number_as_a_field(db: None) -> None:
    @get("/api/v1/broken", guards=[requires(EVERYONE)])
    async def broken() -> str:
        raise InternalServerException

    app = layered(Litestar([broken], exception_handlers=HANDLERS), navigation=_no_sections)
    async with browser(app) as client:
        told = (await client.get("/api/v1/broken")).json()

    assert told["status"] == 500
    assert told["number"] in told["title"]


def test_a_sentence_that_holds_for_two_fields_is_said_once() -> None:
    wrong = InvalidInput.of({"kind": "Non c'è.", "size": "Non c'è.", "q": "Troppo lunga."})

    assert str(wrong) == "Non c'è. Troppo lunga."
    assert list(wrong.fields) == ["kind", "size", "q"]
