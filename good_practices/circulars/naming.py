"""How a circular and its fields are called: made from its data, never typed."""

from datetime import date

from registry.platform.i18n import _


def circular_name(number: str, issued_on: date) -> str:
    """«Circolare n. 5973 dell'11/11/2015»: elided before 8 and 11, as it is read aloud."""
    of = "dell'" if issued_on.day in (8, 11) else "del "
    return _("Circolare n. {number} {day}").format(number=number, day=f"{of}{issued_on:%d/%m/%Y}")


def field_heading(number: int, text: str) -> str:
    """«7) processi di coinvolgimento …», as the form prints it."""
    return f"{number}) {text}"


def scheda_heading(number: int, text: str) -> str:
    """«Scheda 7: Processi di coinvolgimento ….» (letters §8)."""
    tidy = text.strip().rstrip(".;")
    return _("Scheda {number}: {text}.").format(number=number, text=tidy[:1].upper() + tidy[1:])
