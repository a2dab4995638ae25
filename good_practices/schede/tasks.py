"""What happens to schede by itself."""

from good_practices.schede import actions
from registry.platform import tallies
from registry.platform.jobs import Priority, task


@task("schede:recount", every="50 2 * * *", priority=Priority.WHEN_THERE_IS_TIME)
async def recount() -> None:
    """Each night, the counts that the list of schede opens with."""
    await tallies.recount("schede")


@task("schede:forget", every="55 2 * * *", priority=Priority.WHEN_THERE_IS_TIME)
async def forget() -> None:
    """Each night, the passages that were rewritten thirty days ago."""
    await actions.forget_rewritings()
