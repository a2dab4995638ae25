"""Entries as rows of the lifeline: what the picture is given. Pure."""

from registry.histories.entries import Entry
from registry.networks.kinds import Basis
from registry.platform.i18n import _, ngettext
from registry.platform.web import lifeline

BASES = {
    Basis.ACT: lifeline.Basis.ACT,
    Basis.PRACTICE: lifeline.Basis.PRACTICE,
    Basis.NONE: lifeline.Basis.NONE,
    # Of what nobody says that there is no act, the line does not say it either.
    Basis.UNKNOWN: lifeline.Basis.ACT,
}


def line_of(entry: Entry) -> lifeline.LifelineRow:
    return lifeline.LifelineRow(
        label=" · ".join(part for part in (entry.title, _part(entry), entry.way) if part),
        words=entry.when_text,
        starts=lifeline.Span(entry.starts_earliest, entry.starts_latest),
        ends=lifeline.Span(entry.ends_earliest, entry.ends_latest) if entry.span.has_end else None,
        basis=BASES[entry.basis],
        formalised=_formalised(entry),
        last_news_on=entry.last_news_on,
        last_news=entry.news,
        state=entry.state,
        group=entry.what_label,
    )


def _part(entry: Entry) -> str:
    """«soggetto attuatore, con altri tre enti»: what the partner is there, and with how many."""
    role = entry.role.lower() if entry.role != entry.title else ""
    return ", ".join(part for part in (role, _company(entry)) if part)


def _company(entry: Entry) -> str:
    n = max(entry.n_others, len(entry.others))
    if n == 1 and entry.others:
        return _("con {name}").format(name=entry.others[0].name)
    return ngettext("con un altro ente", "con altri {n} enti", n).format(n=n) if n else ""


def _formalised(entry: Entry) -> lifeline.Span | None:
    if not entry.formalised_earliest and not entry.formalised_latest:
        return None
    return lifeline.Span(entry.formalised_earliest, entry.formalised_latest)
