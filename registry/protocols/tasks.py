"""What happens to acts by itself."""

from registry.platform import tallies
from registry.platform.jobs import Priority, task
from registry.protocols import actions


@task("protocols:expire", every="10 0 * * *")
async def expire() -> None:
    """Each night, the acts whose term has passed."""
    await actions.expire_due()


@task("protocols:recount", every="40 2 * * *", priority=Priority.WHEN_THERE_IS_TIME)
async def recount() -> None:
    """Each night, the counts that the list of acts opens with."""
    await tallies.recount("protocols")
