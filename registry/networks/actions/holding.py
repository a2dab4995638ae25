"""What every action of this room does around its own: hold the row, check, tell the search."""

from datetime import date
from typing import Any

from msgspec import Struct, structs

from registry.dates import read
from registry.networks import queries
from registry.networks.permissions import check_can_edit
from registry.networks.protection import address_of_shelter_or_none
from registry.networks.shapes import NetworkData, ParticipationData
from registry.networks.tables import Network, Participation, Source
from registry.partners import queries as partners
from registry.platform import clock, search
from registry.platform.accounts.roles import Actor, Visibility
from registry.platform.database import connection
from registry.platform.errors import InvalidInput, NotFound
from registry.platform.i18n import _
from registry.platform.versions import check_version
from registry.territory import queries as territory

ROOM = "networks"


async def hold(network_id: int, *, by: Actor) -> Network:
    """The network as it is now, held until the act ends; refuses who may not write it."""
    await connection().execute("SELECT 1 FROM network WHERE id = $1 FOR UPDATE", network_id)
    network = await queries.find(network_id, by=by)
    check_can_edit(by, network.office)
    return network


async def check_seen(thing: Any, version: int | None, *, about: tuple[str, int], by: Actor) -> None:
    """Refuses a change made from a ``version`` that is no longer there; None asks nothing."""
    await check_version(
        version,
        thing,
        what=_("questi dati"),
        about=about,
        changed_at=thing.changed_at,
        by=by,
    )


async def touch(thing: Any) -> None:
    """One version further, and saved."""
    thing.version += 1
    thing.changed_at = clock.now()
    await thing.save()


async def put_in_search(network_id: int) -> None:
    words = await queries.words_to_find(network_id)
    await search.put(
        ROOM,
        network_id,
        title=words.title,
        facts=words.facts,
        body=words.body,
        office=words.office,
        visibility=Visibility(words.visibility),
    )


def take(thing: Any, values: dict[str, Any]) -> list[str]:
    """Gives the row these values; the names of those that differ."""
    changed = [name for name, value in values.items() if getattr(thing, name) != value]
    for name in changed:
        setattr(thing, name, values[name])
    return changed


async def check_places(field: str, codes: list[str]) -> None:
    """Refuses, beside the field, a code of the territory that is not known."""
    await territory.check_places([code for code in codes if code], field=field)


async def check_partners(field: str, ids: list[int], *, by: Actor) -> None:
    """Refuses, beside the field, a partner that is not there or not to be seen."""
    try:
        for partner_id in ids:
            await partners.find(partner_id, by=by)
    except NotFound as refused:
        raise InvalidInput.of({field: refused.sentence}) from None


async def source_or_none(source_id: int | None, *, by: Actor) -> Source | None:
    """The source, of one's own office; InvalidInput, field ``source``, if it is not there."""
    if source_id is None:
        return None
    source = await Source.objects().get((Source.id == source_id) & (Source.office == by.office))
    if source is None:
        raise InvalidInput(source=_("Questa fonte non c'è, o è di un altro ufficio."))
    return source


def day_of_news(words: str) -> date | None:
    """The last day that the words may mean: «2020» is news of the whole year."""
    if not words.strip():
        return None
    when = read(words)
    day = when.ends_latest or when.latest
    if day is None:
        raise InvalidInput(
            last_news=_("Non capisco «{words}»: scrivi un giorno, un mese o un anno.").format(
                words=words
            )
        )
    return min(day, clock.today())


def last_news_of(
    new: NetworkData | ParticipationData,
    source: Source | None,
    now: Network | Participation | None,
) -> dict[str, Any]:
    """As typed; else as it was, while the source is the same; else as the source tells."""
    if now and new.last_news == now.last_news_words and new.source == now.source:
        return {"last_news_on": now.last_news_on, "last_news_words": now.last_news_words}
    if new.last_news or source is None:
        return {"last_news_on": day_of_news(new.last_news), "last_news_words": new.last_news}
    return {"last_news_on": source.about_on, "last_news_words": source.about_text}


def check_protected(new: Struct) -> None:
    """Refuses an address near a protected place, beside the field in which it stands."""
    wrong = {
        name: sentence
        for name, value in structs.asdict(new).items()
        if (sentence := address_of_shelter_or_none(*_texts(value)))
    }
    if wrong:
        raise InvalidInput.of(wrong)


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        # Lines of one list are read together: an address may stand on the next line.
        return ["\n".join(item for item in value if isinstance(item, str))]
    return []
