"""Deliveries by their code: the name of the batch, or the number of the receipt."""

from good_practices.intake.permissions import READ_INTAKE
from registry.platform import search
from registry.platform.accounts.roles import Actor
from registry.platform.database import fetch

_CODED = """
SELECT d.id, d.name, o.name AS office_name FROM delivery d JOIN office o ON o.code = d.office
WHERE $1 IN (upper(regexp_replace(d.name, '[^[:alnum:]]', '', 'g')),
             upper(regexp_replace(d.receipt_number, '[^[:alnum:]]', '', 'g')))
ORDER BY d.id DESC LIMIT 20
"""


async def with_code(code: str, by: Actor) -> list[search.Found]:
    rows = await fetch(_CODED, code) if by.may(READ_INTAKE) else []
    return [
        search.Found(
            room="intake",
            object_id=row["id"],
            title=row["name"],
            facts=row["office_name"],
            passage="",
        )
        for row in rows
    ]


search.FINDERS.append(with_code)
