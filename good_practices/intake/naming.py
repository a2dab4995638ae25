"""How what arrives is called."""

from registry.platform.i18n import _


def receipt_number(number: int, year: int) -> str:
    """«12/2026»: the Ministry's own count, from one each year."""
    return f"{number}/{year}"


def receipt_file_name(package: str) -> str:
    return f"ricevuta_{package}.json"


def short_office(name: str) -> str:
    """«Prefettura di Cremona»: as people say it, and as a list has room for."""
    return name.replace(" – Ufficio Territoriale del Governo", "")


def scheda_words(field: int, code: str) -> str:
    """«scheda 7 (CR 2026/3)»: the circular's field, and what the office calls it."""
    return _("scheda {field} ({code})").format(field=field, code=code)
