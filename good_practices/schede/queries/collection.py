"""La raccolta: how an office stands with the fields of a circular."""

from typing import Any

from good_practices.circulars.shapes import CircularView
from good_practices.schede.lifecycle import SchedaStatus
from good_practices.schede.queries.conditions import STANDING
from good_practices.schede.shapes import FormLack, Meter, MeterCell
from registry.platform import clock
from registry.platform.database import fetch
from registry.platform.i18n import _

# Of several schede of one field the one that asks most is told.
ASKING_MOST = (
    SchedaStatus.RETURNED.value,
    "act_missing",
    SchedaStatus.DRAFT.value,
    SchedaStatus.PROPOSED.value,
    SchedaStatus.READY.value,
    SchedaStatus.REJECTED.value,
    SchedaStatus.SENT.value,
    SchedaStatus.DELIVERED.value,
    SchedaStatus.UNDER_REVIEW.value,
    SchedaStatus.ACCEPTED.value,
)
GONE_OR_READY = frozenset(ASKING_MOST[ASKING_MOST.index(SchedaStatus.READY) :])

# The boxes that were ticked, which have no number, and the schede.
_STANDINGS = f"""
SELECT s.field, {STANDING} AS standing, s.id, s.field_other FROM scheda s
WHERE s.office = $1 AND s.circular = $2 AND s.year = $3 AND s.status <> 'withdrawn'
UNION ALL
SELECT m.field, '', NULL, '' FROM marked_field m
WHERE m.office = $1 AND m.circular = $2 AND m.year = $3
ORDER BY id
"""  # noqa: S608  constants only


async def marked_fields(office: str, circular_id: int, *, year: int) -> set[int]:
    """The boxes that the office ticked; a field with a scheda is ticked by that."""
    rows = await fetch(
        "SELECT field FROM marked_field WHERE office = $1 AND circular = $2 AND year = $3"
        " UNION SELECT field FROM scheda WHERE office = $1 AND circular = $2 AND year = $3"
        " AND status <> 'withdrawn'",
        office,
        circular_id,
        year,
    )
    return {row["field"] for row in rows}


async def specification_of(office: str, circular: CircularView, *, year: int) -> str:
    """What the office means by «altro», from its schede of that field."""
    rows = await fetch(
        "SELECT DISTINCT field_other FROM scheda WHERE office = $1 AND circular = $2"
        " AND year = $3 AND status <> 'withdrawn' AND field_other <> ''"
        " AND field = ANY($4::int[]) ORDER BY field_other",
        office,
        circular.id,
        year,
        [one.number for one in circular.fields if one.needs_specification],
    )
    return "; ".join(row["field_other"] for row in rows)[:300]


async def meter(
    office: str, circular: CircularView, *, year: int | None = None, current: int | None = None
) -> Meter:
    """How the office stands with each field; ``current`` is the field that is being looked at."""
    year = year or clock.today().year
    rows = await fetch(_STANDINGS, office, circular.id, year)
    marked = {row["field"] for row in rows}
    schede = [row for row in rows if row["id"] is not None]
    cells = [
        _cell(field.number, field.short_name, schede, marked, current) for field in circular.fields
    ]
    return Meter(
        circular=circular.id,
        circular_name=circular.name,
        year=year,
        cells=cells,
        marked=len(marked),
        ready=sum(cell.status.removeprefix("scheda:") in GONE_OR_READY for cell in cells),
        missing=[words for cell in cells if (words := _missing(cell))],
        form_lacks=_form_lacks(circular, schede, marked, cells),
    )


def _form_lacks(
    circular: CircularView, schede: list[Any], marked: set[int], cells: list[MeterCell]
) -> FormLack | None:
    """A form without a ticked field, or with «altro» that does not say what, is not written."""
    if not marked:
        why = _("Non hai ancora segnato nessun campo: segnane almeno uno.")
        return FormLack(why=why, action=_("Segna i campi"), href="/schede/marks")
    said = {row["field"] for row in schede if row["field_other"].strip()}
    for one, cell in zip(circular.fields, cells, strict=True):
        if one.needs_specification and one.number in marked - said:
            return FormLack(
                why=_("Hai segnato {number}) {text}: scrivi quale.").format(
                    number=one.number, text=one.text.strip().rstrip(".;")
                ),
                action=_("Scrivilo nella scheda"),
                href=_to_its_words(cell),
            )
    return None


def _to_its_words(cell: MeterCell) -> str:
    """The field of the one scheda; of several, or of none, where one begins."""
    is_one = cell.href.rpartition("/")[2].isdigit()
    return f"{cell.href}#campo-field_other" if is_one else cell.href


def _cell(
    number: int, name: str, schede: list[Any], marked: set[int], current: int | None
) -> MeterCell:
    mine = [row for row in schede if row["field"] == number]
    asking = min(mine, key=lambda row: ASKING_MOST.index(row["standing"]), default=None)
    if asking is not None:
        status = asking["standing"]
    else:
        status = "scheda_missing" if number in marked else "not_marked"
    return MeterCell(
        number=number,
        name=name,
        status=f"scheda:{status}",
        href=_href(number, mine),
        current=number == current,
    )


def _href(number: int, mine: list[Any]) -> str:
    if len(mine) == 1:
        return f"/schede/{mine[0]['id']}"
    return f"/schede?field={number}" if mine else f"/schede/new?field={number}"


def _missing(cell: MeterCell) -> str:
    words = {
        "scheda:scheda_missing": _("scheda {n}"),
        "scheda:act_missing": _("atto della {n}"),
        "scheda:draft": _("scheda {n} da proporre"),
        "scheda:proposed": _("scheda {n} da approvare"),
        "scheda:returned": _("scheda {n} da correggere"),
    }
    return words[cell.status].format(n=cell.number) if cell.status in words else ""
