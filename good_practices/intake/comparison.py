"""«Prima e dopo»: two editions of one scheda, only where they differ. Pure."""

from msgspec import Struct

from good_practices.intake.sheet import Attached, SheetField, sheet_of
from good_practices.submissions.exchange import SchedaEntry
from registry.platform.comparing import Piece, word_by_word
from registry.platform.i18n import _


class Change(Struct, frozen=True, kw_only=True):
    """A head of the sheet that is not what it was, with what is new and what is gone."""

    key: str
    label: str
    before: list[Piece]
    after: list[Piece]


class Edition(Struct, frozen=True, kw_only=True):
    """One text of a scheda with the files that came with it."""

    entry: SchedaEntry
    attached: tuple[Attached, ...] = ()


def changes(before: Edition, after: Edition) -> list[Change]:
    """The heads that differ, in the order of the sheet."""
    old = {head.key: head for head in sheet_of(before.entry, before.attached)}
    new = {head.key: head for head in sheet_of(after.entry, after.attached)}
    order = [head.key for head in sheet_of(after.entry, after.attached)]
    order += [key for key in old if key not in new]
    told = [_change(key, old.get(key), new.get(key)) for key in order]
    found = [one for one in told if one is not None]
    if _has_other_bytes(before, after) and not any(one.key == "files" for one in found):
        found.append(_same_names(before, after))
    return found


def _change(key: str, old: SheetField | None, new: SheetField | None) -> Change | None:
    label = (new or old or SheetField(key=key, label="", paragraphs=())).label
    was = "\n".join(old.paragraphs) if old else ""
    now = "\n".join(new.paragraphs) if new else ""
    if was == now:
        return None
    before, after = word_by_word(was, now)
    return Change(key=key, label=label, before=before, after=after)


def _has_other_bytes(before: Edition, after: Edition) -> bool:
    return sorted(one.sha512 for one in before.attached) != sorted(
        one.sha512 for one in after.attached
    )


def _same_names(before: Edition, after: Edition) -> Change:
    """A file that was replaced under the same title: its words do not tell."""
    kept = {one.sha512 for one in before.attached} & {one.sha512 for one in after.attached}
    return Change(
        key="files",
        label=_("Atti e allegati"),
        before=[Piece(f"{one.title}\n", one.sha512 not in kept) for one in before.attached],
        after=[Piece(f"{one.title}\n", one.sha512 not in kept) for one in after.attached],
    )
