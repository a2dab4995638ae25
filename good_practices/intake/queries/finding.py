"""One delivery, one scheda, one file: what arrived, found to be changed, sent or told."""

from msgspec import convert, json

from good_practices.circulars import queries as circulars
from good_practices.circulars.shapes import CircularView
from good_practices.intake.naming import receipt_file_name
from good_practices.intake.queries.rows import entry_of, file_line, gone
from good_practices.intake.shapes import FileLine
from good_practices.intake.tables import DeliveredScheda, Delivery
from good_practices.submissions.exchange import (
    RECEIPT_FORMAT,
    CircularRef,
    Decision,
    Receipt,
    SchedaEntry,
)
from good_practices.submissions.unpack import SUMMARY
from registry.platform.accounts.queries import Colleague, people_with
from registry.platform.accounts.roles import Role
from registry.platform.database import connection, fetch
from registry.platform.errors import NotFound
from registry.platform.i18n import _


async def find(delivery_id: int) -> Delivery:
    delivery = await Delivery.objects().get(Delivery.id == delivery_id)
    if delivery is None:
        raise gone()
    return delivery


async def find_for_change(delivery_id: int) -> Delivery:
    """The delivery as it is now, held until the act ends."""
    rows = await connection().fetch("SELECT office FROM delivery WHERE id = $1", delivery_id)
    if not rows:
        raise gone()
    await hold_office(rows[0]["office"])
    return await find(delivery_id)


async def hold_office(office: str) -> None:
    """What arrives from one office is dealt with one act at a time, in any process."""
    await connection().execute(
        "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", f"intake:{office}"
    )


async def find_by_bytes_or_none(package_sha512: str) -> Delivery | None:
    return await Delivery.objects().get(Delivery.package_sha512 == package_sha512)


async def find_by_number_or_none(office: str, year: int, number: int) -> Delivery | None:
    return await Delivery.objects().get(
        (Delivery.office == office) & (Delivery.year == year) & (Delivery.number == number)
    )


async def find_sending_office_or_none(code: str) -> str | None:
    """The name of an office that may send: the Ministry's own may not."""
    rows = await fetch("SELECT name FROM office WHERE code = $1 AND kind <> 'ministry'", code)
    return rows[0]["name"] if rows else None


async def find_circular_or_none(ref: CircularRef) -> CircularView | None:
    rows = await fetch(
        "SELECT id FROM circular WHERE number = $1 AND issued_on = $2 AND edition = $3",
        ref.number,
        ref.issued_on,
        ref.edition,
    )
    return await circulars.find(rows[0]["id"]) if rows else None


async def find_file(delivery_id: int, file_id: int) -> tuple[FileLine, str]:
    """A file of a delivery and the fingerprint under which its bytes are kept."""
    rows = await fetch(
        "SELECT * FROM delivered_file WHERE delivery = $1 AND id = $2", delivery_id, file_id
    )
    if not rows:
        raise NotFound(_("Questo file non c'è nell'invio."))
    return file_line(rows[0]), rows[0]["file"]


async def find_scheda(delivery_id: int, position: int) -> DeliveredScheda:
    found = await DeliveredScheda.objects().get(
        (DeliveredScheda.delivery == delivery_id) & (DeliveredScheda.position == position)
    )
    if found is None:
        raise NotFound(_("Questa scheda non c'è nell'invio."))
    return found


async def same_editions(office: str, entries: list[SchedaEntry]) -> list[tuple[int, SchedaEntry]]:
    """What already arrived of these schede in the same edition, each with its place here."""
    rows = await fetch(
        "SELECT asked.place, s.snapshot FROM unnest($2::int[], $3::int[], $4::int[])"
        " WITH ORDINALITY AS asked(year, number, edition, place)"
        " JOIN delivered_scheda s ON s.office = $1 AND s.year = asked.year"
        " AND s.number = asked.number AND s.edition = asked.edition ORDER BY asked.place, s.id",
        office,
        [entry.year for entry in entries],
        [entry.number for entry in entries],
        [entry.edition for entry in entries],
    )
    return [(row["place"], entry_of(row)) for row in rows]


async def issue_receipt(delivery_id: int) -> tuple[str, Receipt]:
    """The receipt as it is now, with its file's name: the same until something is decided."""
    delivery = await find(delivery_id)
    rows = await fetch(
        "SELECT year, number, edition, status, words, decided_at FROM delivered_scheda"
        " WHERE delivery = $1 AND status <> 'delivered' ORDER BY position",
        delivery_id,
    )
    receipt = Receipt(
        format=RECEIPT_FORMAT,  # type: ignore[arg-type]  # the one literal
        package=delivery.name,
        office=delivery.office,
        year=delivery.year,
        number=delivery.number,
        package_sha512=delivery.package_sha512,
        receipt_number=delivery.receipt_number,
        received_at=delivery.received_at,
        issued_at=delivery.told_at,
        decisions=tuple(convert(dict(row), Decision) for row in rows),
    )
    return receipt_file_name(delivery.name), receipt


async def receipt_file(delivery_id: int) -> tuple[str, bytes]:
    """The receipt as the file that goes back: its name and its bytes."""
    name, receipt = await issue_receipt(delivery_id)
    return name, json.format(json.encode(receipt), indent=1) + b"\n"


async def package_of(delivery_id: int) -> tuple[str, str]:
    """The name of the package's file, and the fingerprint under which it is kept."""
    delivery = await find(delivery_id)
    return f"{delivery.name}.zip", delivery.file


async def deliveries_without_kinds() -> list[tuple[int, str]]:
    """What arrived before the kinds of its acts were kept: where its summary is stored."""
    rows = await fetch(
        "SELECT f.delivery, f.file FROM delivered_file f WHERE f.name = $1 AND EXISTS ("
        " SELECT 1 FROM delivered_scheda s WHERE s.delivery = f.delivery AND s.act_kinds IS NULL)"
        " ORDER BY f.delivery",
        SUMMARY,
    )
    return [(row["delivery"], row["file"]) for row in rows]


async def reviewers() -> list[Colleague]:
    """Who examines schede: the people of the Ministry."""
    return await people_with(Role.MINISTRY)
