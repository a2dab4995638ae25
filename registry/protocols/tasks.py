"""What happens to acts by itself."""

from registry.platform.jobs import task
from registry.protocols import actions


@task("protocols:expire", every="10 0 * * *")
async def expire() -> None:
    """Each night, the acts whose term has passed."""
    await actions.expire_due()
