"""Bodies that joined an act after it was signed: the acts that have some, and what their deeds
are written from."""

from registry.platform.accounts.roles import Actor
from registry.platform.database import fetch
from registry.platform.documents.letter import Stage, missing
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _
from registry.protocols.drafts import AccessionTold, accession_data
from registry.protocols.drafts.accession import ARTICLES, articles_of
from registry.protocols.letters.data import AccessionData
from registry.protocols.queries import writing
from registry.protocols.queries.finding import view
from registry.protocols.shapes import LinkRow

MOST = 200


async def acts_joined_later(*, by: Actor) -> list[LinkRow]:
    """The acts of one's own office that some body has joined, the newest first."""
    rows = await fetch(
        "SELECT a.id, a.title FROM protocol a WHERE a.office = $1 AND EXISTS"
        " (SELECT 1 FROM party p WHERE p.protocol = a.id AND p.joined_on IS NOT NULL)"
        " ORDER BY a.id DESC LIMIT $2",
        by.office,
        MOST,
    )
    return [LinkRow(id=row["id"], name=row["title"]) for row in rows]


async def accession_facts(protocol_id: int, *, stage: Stage, by: Actor) -> list[AccessionData]:
    """What the deed of each body that joined is written from, in the order of the act.

    Raises InvalidInput where the act itself is not known enough to be named in them.
    """
    act = await view(protocol_id, by=by)
    bodies = await writing.bodies_of(protocol_id)
    office = await writing.office_facts(act.office)
    final = await writing.final_letter_or_none(protocol_id)
    numbers = articles_of(final)
    lacking = [name for name in ARTICLES if not numbers.get(name)]
    if lacking and stage is not Stage.DRAFT:
        raise InvalidInput(choice=_no_articles())
    told = AccessionTold(**dict.fromkeys(lacking, missing("articolo")))
    try:
        return [
            accession_data(act, party, bodies, office, told, stage=stage, final_letter=final)
            for party in act.parties
            if party.joined_on is not None
        ]
    except InvalidInput as wrong:
        raise InvalidInput(choice=" ".join(dict.fromkeys(wrong.fields.values()))) from None


def _no_articles() -> str:
    return _(
        "Il testo di questo atto non è stato scritto qui, e i numeri dei suoi articoli non si"
        " sanno: scegli le bozze, che li lasciano da scrivere, o produci ogni adesione dalla pagina"
        " dell'ente."
    )
