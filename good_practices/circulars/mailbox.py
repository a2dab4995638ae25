"""The mailbox that schede are sent to, and the slip of the pen that misleads people."""

from registry.platform.i18n import _


def warning_about(address: str) -> str:
    """What to say of ``address``, or nothing. It is never put right in silence."""
    if address.strip().lower().startswith("dici"):
        return _(
            'L\'indirizzo comincia con "dici": la casella del Dipartimento comincia con "dlci".'
        )
    return ""
