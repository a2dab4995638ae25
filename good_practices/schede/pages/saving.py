"""Saving what the editor sends: everything that is right, and a sentence for what is not.

One field that is wrong keeps nothing else from being saved: the registry goes on with what it
had of that one, and the page keeps what was typed in it.
"""

from typing import Any

from litestar.datastructures import FormMultiDict
from msgspec import Struct

from good_practices.schede import actions, queries
from good_practices.schede.kinds import FIELD_LABELS
from good_practices.schede.pages.form import Read, group_of, read_scheda
from good_practices.schede.shapes import SchedaData
from good_practices.schede.tables import Scheda
from registry.platform.accounts.roles import Actor
from registry.platform.errors import AlreadyThere, InvalidInput, Stale
from registry.platform.i18n import ngettext
from registry.platform.shapes import convert_all
from registry.platform.web.form_parts import kept_in_part
from registry.platform.web.forms import typed


class Saved(Struct, kw_only=True):
    """``wrong`` has a sentence for each field of the form that was not kept."""

    version: int
    wrong: dict[str, str]
    form: FormMultiDict

    @property
    def unsaved(self) -> dict[str, str | list[str]]:
        """What was typed in the fields that were not kept, by the field or the group."""
        sent, groups = typed(self.form), {group_of(name) for name in self.wrong}
        return {group: sent.get(group, "") for group in groups}

    @property
    def labels(self) -> list[str]:
        return [str(FIELD_LABELS[group]) for group in FIELD_LABELS if group in self.unsaved]

    @property
    def points(self) -> list[tuple[str, str, str]]:
        """Where each stands on the page, how it is called, what to do."""
        return [
            (f"campo-{name}", str(FIELD_LABELS[group_of(name)]), told)
            for name, told in self.wrong.items()
        ]

    def typed(self) -> dict[str, str | list[str]]:
        """What goes back in the form: it now comes from what was kept a moment ago."""
        return kept_in_part(self.version, self.form, self.unsaved)

    def words(self) -> str:
        """«Salvato, tranne questi campi: Titolo della pratica, Casella», or nothing."""
        told = ngettext(
            "Salvato, tranne questo campo: {fields}",
            "Salvato, tranne questi campi: {fields}",
            len(self.labels),
        )
        return told.format(fields=", ".join(self.labels)) if self.labels else ""


async def save(scheda_id: int, form: FormMultiDict, *, version: int | None, by: Actor) -> Saved:
    """Keeps what is right of the form. Raises Stale where somebody else was faster, and
    InvalidInput where nothing of it can be kept."""
    known = (await queries.view(scheda_id, by=by)).data()
    read = await read_scheda(form, by=by)
    while True:
        values = read.values | {name: known[name] for name in read.unread}
        try:
            scheda = await _change(scheda_id, values, version=version, by=by)
        except InvalidInput as refused:
            if not read.add(refused):
                raise
        except AlreadyThere as taken:
            if isinstance(taken, Stale) or not _add_taken(read, taken):
                raise
        else:
            return Saved(version=int(scheda.version), wrong=read.wrong, form=form)


def _add_taken(read: Read, taken: AlreadyThere) -> bool:
    """Of one practice there is one scheda for each field: the field is what is wrong."""
    return read.add(InvalidInput(field=taken.sentence))


async def _change(
    scheda_id: int, values: dict[str, Any], *, version: int | None, by: Actor
) -> Scheda:
    new = convert_all(SchedaData, values)
    return await actions.change(scheda_id, new, version=version, is_autosave=True, by=by)
