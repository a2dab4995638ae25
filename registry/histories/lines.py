"""Entries as rows of the lifeline: what the picture is given. Pure."""

from registry.histories.entries import Entry
from registry.networks.kinds import Basis
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
        label=" · ".join(part for part in (entry.title, _role(entry), entry.way) if part),
        words=entry.when_text,
        starts=lifeline.Span(entry.starts_earliest, entry.starts_latest),
        ends=lifeline.Span(entry.ends_earliest, entry.ends_latest) if entry.span.has_end else None,
        basis=BASES[entry.basis],
        formalised=_formalised(entry),
        last_news_on=entry.last_news_on,
        last_news=entry.last_news_words,
        state=entry.state,
        group=entry.what_label,
    )


def _role(entry: Entry) -> str:
    return entry.role.lower() if entry.role and entry.role != entry.title else ""


def _formalised(entry: Entry) -> lifeline.Span | None:
    if not entry.formalised_earliest and not entry.formalised_latest:
        return None
    return lifeline.Span(entry.formalised_earliest, entry.formalised_latest)
