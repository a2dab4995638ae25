"""What is done apart from the pages, and by itself."""

from good_practices.intake.actions import reading, receiving
from registry.platform.i18n import speaking
from registry.platform.jobs import Priority, task


@task("intake:read_packages", priority=Priority.SOMEBODY_WAITS)
async def read_packages(*, upload_id: int, language: str) -> None:
    """What was refused is told in the language of who brought it."""
    with speaking(language):
        await reading.read_upload(upload_id)


@task("intake:tidy", every="40 3 * * *", priority=Priority.WHEN_THERE_IS_TIME)
async def tidy() -> None:
    """Each night: bytes that wait in vain; the kinds of acts that arrived before they were read."""
    await reading.forget_bytes()
    await receiving.read_kinds_of_acts()
