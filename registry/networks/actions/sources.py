"""Recording where facts come from."""

from registry.networks import events
from registry.networks.actions.holding import day_of_news
from registry.networks.permissions import EDIT_NETWORKS
from registry.networks.shapes import SourceData
from registry.networks.tables import Source
from registry.platform import audit, clock, storage
from registry.platform.accounts.roles import Actor, check_may
from registry.platform.database import transaction
from registry.platform.errors import InvalidInput


async def record_source(new: SourceData, *, by: Actor, content: bytes | None = None) -> Source:
    """Keeps a source and, with ``content``, its file. ``new.about`` is of when it tells."""
    check_may(by, EDIT_NETWORKS)
    async with transaction():
        source = Source(
            title=new.title,
            kind=new.kind,
            office=by.office,
            about_text=new.about,
            about_on=_about(new.about),
            file=await storage.keep(content, name=new.file_name) if content else None,
            file_name=new.file_name,
            created_at=clock.now(),
        )
        await source.save()
        await audit.record(
            events.RECORD_SOURCE, about=("source", source.id), by=by, title=new.title
        )
    return source


def _about(words: str) -> object:
    try:
        return day_of_news(words)
    except InvalidInput as refused:
        raise InvalidInput(about=refused.sentence) from None
