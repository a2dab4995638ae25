"""Telling who sent: at once on this same server, by the receipt's file elsewhere."""

from good_practices.intake import queries
from good_practices.intake.permissions import messenger_to
from good_practices.intake.tables import Delivery
from good_practices.submissions import actions as submissions
from good_practices.submissions import queries as sent


async def tell_sender(delivery: Delivery) -> None:
    """The office's own batch takes the receipt in, if it was prepared on this server.

    Anywhere else the receipt travels as a file, which says the same.
    """
    batch = await sent.find_by_name_or_none(delivery.office, delivery.year, delivery.number)
    if batch is None or batch.package_sha512 != delivery.package_sha512:
        return
    _name, receipt = await queries.issue_receipt(delivery.id)
    await submissions.take_receipt(receipt, by=messenger_to(delivery.office))
