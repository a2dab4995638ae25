"""How a scheda is quoted and called: made from its data, never typed."""

from good_practices.circulars.naming import scheda_heading


def scheda_code(office: str, year: int, number: int) -> str:
    """«CR 2026/3»: the office's own letters, the year and the number within it."""
    return f"{office.rsplit('-', 1)[-1].upper()} {year}/{number}"


def heading_of(field: int, text: str, other: str) -> str:
    """The heading of a sheet; of the field «altro» it says which."""
    told = f"{text} – {other.strip()}" if other.strip() else text
    return scheda_heading(field, told)
