"""A real registry is never shown as a demonstration; a demonstration is whole or not there."""

from pathlib import Path

import pytest

from intese import demo, demo_papers
from registry.platform import demonstration
from registry.platform.database import fetch_value
from registry.platform.errors import WrongStatus
from registry.platform.settings import settings
from tests.conftest import BrowserAs
from tests.people import People

RIBBON = "Registro dimostrativo: serve a provare"


@pytest.mark.usefixtures("db")
async def test_a_real_registry_wears_no_ribbon_and_is_not_opened_as_a_demonstration(
    as_: People, browser_as: BrowserAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INTESE_DEMO", "1")
    settings.cache_clear()
    client = await browser_as(as_.admin)

    page = (await client.get("/")).text

    assert RIBBON not in page
    with pytest.raises(WrongStatus, match="dati veri"):
        await demo.check_can_open_as_demo()
    settings.cache_clear()


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("out", ["/proc/intese-out", __file__])
async def test_a_folder_that_cannot_be_written_stops_the_demo_before_it_begins(out: str) -> None:
    with pytest.raises(WrongStatus, match="documenti della dimostrazione"):
        await demo.write_demo(Path(out))

    assert not await demonstration.is_one()
    assert not await fetch_value("SELECT 1 FROM partner LIMIT 1")


@pytest.mark.usefixtures("db")
async def test_papers_that_cannot_be_written_undo_the_demo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def play(_steps: object) -> tuple[dict[str, int], dict[str, object]]:
        await demonstration.mark()
        return {}, {"operator_cr": None, "manager_ge": None}

    async def full(*_arguments: object, **_named: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(demo, "play_demo", play)
    monkeypatch.setattr(demo_papers, "write_papers", full)

    with pytest.raises(OSError, match="No space"):
        await demo.write_demo(tmp_path)

    demonstration.forget()
    assert not await demonstration.is_one()
