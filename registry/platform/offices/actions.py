"""What can be done with an office's settings."""

import re
from typing import Any

from msgspec import structs
from stdnum.it import codicefiscale

from registry.platform import audit
from registry.platform.accounts.roles import Actor
from registry.platform.accounts.tables import Office
from registry.platform.database import connection, transaction
from registry.platform.errors import InvalidInput, NotFound
from registry.platform.i18n import _
from registry.platform.mailboxes import tidy_address
from registry.platform.offices import events
from registry.platform.offices.permissions import check_can_change
from registry.platform.offices.shapes import OfficeData
from registry.platform.offices.words import SETTINGS
from registry.platform.versions import check_version


async def change(code: str, new: OfficeData, *, version: int | None = None, by: Actor) -> Office:
    """Writes what the office says of itself; what did not change leaves no trace."""
    check_can_change(by, code)
    values = _checked(new)
    async with transaction():
        office = await _held(code, version=version, by=by)
        changed = [name for name, value in values.items() if getattr(office, name) != value]
        if changed:
            for name in changed:
                setattr(office, name, values[name])
            office.version += 1
            await office.save()
            await audit.record(
                events.CHANGE,
                about=("office", code),
                by=by,
                fields=changed,
                what=", ".join(str(SETTINGS[name].label).lower() for name in changed),
            )
    return office


async def change_own(new: OfficeData, *, by: Actor) -> Office:
    """The same for one's own office."""
    return await change(by.office, new, by=by)


async def _held(code: str, *, version: int | None, by: Actor) -> Office:
    """The office as it is now, held until the act ends."""
    await connection().execute("SELECT 1 FROM office WHERE code = $1 FOR NO KEY UPDATE", code)
    office = await Office.objects().get(Office.code == code)
    if office is None:
        raise NotFound(_("Non c'è un ufficio con il codice {code}.").format(code=code))
    await check_version(
        version,
        office,
        what=_("queste impostazioni"),
        about=("office", code),
        changed_at=None,
        by=by,
    )
    return office


def _checked(new: OfficeData) -> dict[str, Any]:
    """The values as they are kept; every wrong one is told."""
    values = {name: _tidy(value) for name, value in structs.asdict(new).items()}
    wrong: dict[str, str] = {}
    for name in ("email", "certified_email"):
        try:
            values[name] = tidy_address(values[name], field=name)
        except InvalidInput as refused:
            wrong |= refused.fields
    values["tax_code"] = re.sub(r"[\s.\-]", "", values["tax_code"])
    if values["tax_code"] and not _is_body_s(values["tax_code"]):
        wrong["tax_code"] = _(
            "Il codice fiscale di un ufficio ha 11 cifre, e l'ultima controlla le altre: questo no."
        )
    if wrong:
        raise InvalidInput.of(wrong)
    return values


def _tidy(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def _is_body_s(code: str) -> bool:
    return bool(re.fullmatch(r"\d{11}", code)) and bool(codicefiscale.is_valid(code))
