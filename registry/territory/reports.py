"""What a load says that it did, for people and for programs."""

from msgspec import Struct

from registry.platform.i18n import _, lazy
from registry.territory.kinds import DEED_LABELS, Deed
from registry.territory.vintages.reading import Delivered, Found
from registry.territory.vintages.stock import Difference
from registry.territory.vintages.storing import deeds, key_in_words

TABLE_LABELS = {
    "region": lazy("Regioni"),
    "province": lazy("Province"),
    "municipality": lazy("Comuni"),
    "office": lazy("Uffici"),
    "office_coverage": lazy("Competenze degli uffici"),
    "office_suggestion": lazy("PEC suggerite"),
    "area": lazy("Aree"),
    "area_member": lazy("Comuni nelle aree"),
}


class TableReport(Struct, frozen=True, kw_only=True):
    """``absent``: rows that the newer file does not have, and that stay."""

    table: str
    file: str
    added: int
    changed: int
    withdrawn: int
    absent: int

    def sentence(self) -> str:
        counts = (
            (self.added, _("righe nuove {n}")),
            (self.changed, _("cambiate {n}")),
            (self.withdrawn, _("tolte {n}")),
        )
        told = ", ".join(words.format(n=n) for n, words in counts if n)
        return f"{TABLE_LABELS[self.table]}: {told}"


class ChangeReport(Struct, frozen=True, kw_only=True):
    """One row that was there, or that a later edition brought."""

    table: str
    key: str
    deed: Deed
    name: str
    fields: dict[str, tuple[str, str]]
    """Of a changed row: field → before, after."""

    def sentence(self) -> str:
        who = " ".join(filter(None, (self.key, self.name)))
        how = "; ".join(
            f"{field}: {before or '–'} → {after or '–'}"
            for field, (before, after) in self.fields.items()
        )
        return f"{who}: {DEED_LABELS[self.deed]}" + (f" ({how})" if how else "")


class Report(Struct, frozen=True, kw_only=True):
    unchanged_files: list[str]
    """Already loaded, as they are."""
    tables: list[TableReport]
    changes: list[ChangeReport]
    """Row by row, from the second load on: the first one brings everything."""

    @property
    def has_changed(self) -> bool:
        return any(one.added or one.changed or one.withdrawn for one in self.tables)

    def sentences(self) -> list[str]:
        if not self.has_changed:
            return [_("Non è cambiato niente: questi dati ci sono già.")]
        told = [one.sentence() for one in self.tables if one.added or one.changed or one.withdrawn]
        absent = sum(one.absent for one in self.tables)
        if absent:
            told.append(
                _("{n} righe non ci sono nei nuovi file: restano com'erano.").format(n=absent)
            )
        return told + [change.sentence() for change in self.changes]

    def __str__(self) -> str:
        return "\n".join(self.sentences())


def report_of(found: list[Found], delivered: list[Delivered], changes: list[Difference]) -> Report:
    read = {one.found.sheet.file for one in delivered}
    return Report(
        unchanged_files=[one.sheet.file for one in found if one.sheet.file not in read],
        tables=[_table(change) for change in changes],
        changes=[line for change in changes for line in _lines(change)],
    )


def _table(change: Difference) -> TableReport:
    return TableReport(
        table=change.shelf.table,
        file=change.shelf.sheet.file,
        added=len(change.added),
        changed=len(change.changed),
        withdrawn=len(change.withdrawn),
        absent=change.absent,
    )


def _lines(change: Difference) -> list[ChangeReport]:
    return [
        ChangeReport(
            table=change.shelf.table,
            key=key_in_words(change.shelf.key_of(after or before)),
            deed=deed,
            name=getattr(after or before, "name", ""),
            fields=_fields(before, after) if before and after else {},
        )
        for deed, before, after in deeds(change)
    ]


def _fields(before: object, after: object) -> dict[str, tuple[str, str]]:
    names: tuple[str, ...] = getattr(before, "__struct_fields__", ())
    pairs = {name: (getattr(before, name), getattr(after, name)) for name in names}
    return {name: (_text(was), _text(now)) for name, (was, now) in pairs.items() if was != now}


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    return "" if value is None else str(value)
