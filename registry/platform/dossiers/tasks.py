"""What is done apart from the pages, and by itself."""

from registry.platform.dossiers import working
from registry.platform.i18n import speaking
from registry.platform.jobs import Priority, task


@task("dossiers:bind", priority=Priority.SOMEBODY_WAITS)
async def bind(*, dossier_id: int, language: str) -> None:
    """What it is told of documents is in the language of who asked; the PDF is in Italian."""
    with speaking(language):
        await working.make_asked(dossier_id)


@task("dossiers:tidy", every="20 3 * * *", priority=Priority.WHEN_THERE_IS_TIME)
async def tidy() -> None:
    """Each night, the dossiers whose week is over."""
    await working.forget_old()
