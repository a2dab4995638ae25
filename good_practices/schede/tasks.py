"""What happens to schede by itself."""

from registry.platform import tallies
from registry.platform.jobs import Priority, task


@task("schede:recount", every="50 2 * * *", priority=Priority.WHEN_THERE_IS_TIME)
async def recount() -> None:
    """Each night, the counts that the list of schede opens with."""
    await tallies.recount("schede")
