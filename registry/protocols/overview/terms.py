"""An act's terms and ties in words, for the head of its page and its card of terms."""

from registry.platform.i18n import _, ngettext
from registry.protocols.kinds import STARTS_FROM, RelationKind, StartsFrom
from registry.protocols.overview.life import end_words
from registry.protocols.overview.naming import after
from registry.protocols.shapes import ProtocolView, RelationRow

# Ties whose word takes the other act as its object: «rinnova l'atto del 16/10/2014».
WITH_OBJECT = frozenset(
    {
        RelationKind.IMPLEMENTS,
        RelationKind.AMENDS,
        RelationKind.EXTENDS,
        RelationKind.RENEWS,
        RelationKind.SUPERSEDES,
        RelationKind.UPDATES,
    }
)


def promoted_words(act: ProtocolView) -> str:
    """«promosso dalla Prefettura di Cremona»; nothing when nobody is known to promote it."""
    promoter = next((one for one in act.parties if one.partner == act.promoter), None)
    if promoter is None:
        return ""
    name = promoter.name_words or promoter.name
    return _("promosso {promoter}").format(promoter=after("da", promoter.article, name))


def tied_words(relation: RelationRow) -> str:
    """The other act as the sentence names it: by its day where that says which, else by title."""
    if relation.signed_on and relation.kind in WITH_OBJECT:
        return _("l'atto del {day}").format(day=f"{relation.signed_on:%d/%m/%Y}")
    return relation.title


def start_words(act: ProtocolView) -> str:
    """What makes it begin, while that has no day."""
    return "" if act.is_historic else str(STARTS_FROM[act.starts_from])


def length_words(act: ProtocolView) -> str:
    """Until when, for an act whose end is not a day yet."""
    return "" if act.is_historic and not act.duration_words else end_words(act)


def notice_words(act: ProtocolView) -> str:
    """How many days before the end a notice is given."""
    if act.notice_days is None:
        return ""
    words = ngettext("un giorno prima della fine", "%(n)s giorni prima della fine", act.notice_days)
    return words.replace("%(n)s", str(act.notice_days))


def counted_from(act: ProtocolView) -> str:
    """What its terms wait for, while it has not begun."""
    if act.is_historic or act.ends_latest or not (act.duration_months or act.notice_days):
        return ""
    if act.starts_from is StartsFrom.FIXED_DAY:
        return _("La fine e la disdetta si calcolano dal giorno in cui entra in vigore.")
    return _("La fine e la disdetta si calcolano {since}.").format(
        since=STARTS_FROM[act.starts_from]
    )


def report_words(act: ProtocolView) -> str:
    """When the parties report on it: «semestrale, entro il 31 marzo»."""
    monitoring = act.text.drafting.monitoring if act.text else None
    if monitoring is None:
        return ""
    return _("{frequency}, entro il {day}").format(
        frequency=monitoring.frequency, day=monitoring.report_due
    )
