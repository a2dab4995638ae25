"""How a batch is called: ``TRASM_CR_2026_0002``."""


def submission_name(office: str, year: int, number: int) -> str:
    """The name that people quote and that the package's folder carries (domain §6.1)."""
    code = office.rpartition("-")[2].upper()
    return f"TRASM_{code}_{year}_{number:04}"
