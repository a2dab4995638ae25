"""The pages of jobs: who sees which, and trying again."""

from registry.platform.database import transaction
from registry.platform.jobs import later
from tests.conftest import BrowserAs
from tests.jobs import errands
from tests.people import People


async def test_an_office_sees_its_own_job_and_no_other(as_: People, browser_as: BrowserAs) -> None:
    async with transaction():
        job = await later(errands.note.about("Conto fino a tre", by=as_.operator_cr), word="tre")

    own = await (await browser_as(as_.operator_cr)).get(f"/jobs/{job}")
    other = await (await browser_as(as_.operator_ge)).get(f"/jobs/{job}")
    all_of_them = await (await browser_as(as_.admin)).get("/jobs")

    assert "Conto fino a tre" in own.text
    assert other.status_code == 404
    assert "Conto fino a tre" in all_of_them.text
