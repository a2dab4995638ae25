"""The mailboxes that offices write: what none may be, and what somebody should look at."""

import re
from collections.abc import Mapping

from registry.platform.errors import InvalidInput, Together
from registry.platform.i18n import _

PRIVATE_DOMAINS = frozenset(
    """
    alice.it aol.com email.it fastwebnet.it free.it gmail.com gmx.com gmx.net googlemail.com
    hotmail.com hotmail.it icloud.com infinito.it inwind.it iol.it katamail.com libero.it
    live.com live.it mac.com mail.com me.com msn.com outlook.com outlook.it poste.it
    proton.me protonmail.com supereva.it teletu.it tim.it tin.it tiscali.it tiscalinet.it
    virgilio.it vodafone.it yahoo.com yahoo.it ymail.com
    """.split()  # noqa: SIM905  a list of words reads better as words
)
_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
_CERTIFIED = re.compile(r"\bpec\b|legalmail|postacert|\bcert\b|actalis", re.IGNORECASE)


def tidy_address(text: str, *, field: str) -> str:
    """The address without the spaces around it; raises InvalidInput where it is none."""
    address = text.strip()
    if address and not _ADDRESS.fullmatch(address):
        raise InvalidInput.of(
            {field: _("Scrivi un indirizzo di posta, per esempio area4@ufficio.it.")}
        )
    return address


def warning_about(address: str) -> str:
    """The slip of the pen that misleads people, or nothing. It is never put right in silence."""
    if address.strip().lower().startswith("dici"):
        return _(
            'L\'indirizzo comincia con "dici": la casella del Dipartimento comincia con "dlci".'
        )
    return ""


def remarks_about(address: str, *, is_certified: bool = False) -> list[str]:
    """What to look at in an office's mailbox."""
    domain = address.rpartition("@")[2].lower()
    found = [warning_about(address)]
    if domain in PRIVATE_DOMAINS:
        found.append(
            _("{address} è una casella privata: usa quella dell'ufficio.").format(address=address)
        )
    elif is_certified and address and not _CERTIFIED.search(domain.replace(".", " ")):
        found.append(
            _("{address} non sembra una PEC: controlla che lo sia.").format(address=address)
        )
    return [words for words in found if words]


Mailboxes = Mapping[str, bool]
"""The fields that hold one, and whether it is to be a certified one."""


def check_addresses(thing: object, mailboxes: Mailboxes) -> None:
    """Refuses, each beside its field, what is no address."""
    together = Together()
    for name in mailboxes:
        with together:
            tidy_address(getattr(thing, name), field=name)
    together.check()


def remarks_on(thing: object, mailboxes: Mailboxes) -> str:
    """What to look at in the mailboxes that were kept: nothing is put right in silence."""
    return " ".join(
        remark
        for name, is_certified in mailboxes.items()
        for remark in remarks_about(getattr(thing, name), is_certified=is_certified)
    )
