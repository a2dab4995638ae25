"""Who pays for what: the table of the resources of each party, whose total is the sum."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from registry.platform.documents.need import Needs
from registry.platform.i18n import _
from registry.protocols.letters.data import PactData
from registry.protocols.letters.parties import Signatory
from registry.protocols.letters.rules import ResourceRegime, ResourceShare
from registry.protocols.letters.words import TABLE_DASH, cents_of, euros

TOTAL = "Totale"
MONEY = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d{2})?")


@dataclass(frozen=True)
class ResourceLine:
    party: str
    resource: str
    amount: str
    is_total: bool
    stays_with_next: bool


def check_resources(data: PactData, everyone: Sequence[Signatory], needs: Needs) -> None:
    """Each share is of somebody who signs, and what is stated as the total is their sum."""
    resources = data.resources
    known = {one.party.short_name for one in everyone}
    for n, share in enumerate(resources.shares):
        if share.party not in known:
            sentence = _("Nessuna parte ha questo nome breve.")
            needs.refuse(f"resources.shares.{n}.party", sentence)
    if resources.shares and resources.regime is not ResourceRegime.SHARED:
        sentence = _("Ci sono quote di ciascuna parte: gli oneri sono a carico delle parti.")
        needs.refuse("resources.regime", sentence)
    stated = MONEY.search(resources.total)
    found = sum(cents_of(share.amount) for share in resources.shares)
    if resources.shares and stated and cents_of(stated.group()) != found:
        sentence = _("La somma è {found}, non {stated}: correggi una riga o il totale.")
        needs.refuse("resources.total", sentence.format(found=euros(found), stated=resources.total))


def resource_lines(shares: Sequence[ResourceShare]) -> tuple[ResourceLine, ...]:
    lines = [
        ResourceLine(
            party=share.party,
            resource=share.resource,
            amount=euros(cents_of(share.amount)),
            is_total=False,
            stays_with_next=share is shares[-1],
        )
        for share in shares
    ]
    total = euros(sum(cents_of(share.amount) for share in shares))
    return (*lines, ResourceLine(TOTAL, TABLE_DASH, total, True, False))
