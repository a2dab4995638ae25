"""Who sees what, in SQL: ``roles.may_read`` as a condition. Every list asks it here."""

from registry.platform.accounts.roles import Actor, Role


def reader(by: Actor) -> tuple[str, bool]:
    """The two arguments of ``seen``: the reader's office, and whether it is the Ministry."""
    return by.office, by.role is Role.MINISTRY


def seen(audience: str, office: str, *, reader: tuple[str, str] = ("$1", "$2")) -> str:
    """The condition that the reader may see a row, from its two columns.

    ``audience`` is the row's visibility; where a thing is shown to others only from some moment
    on, it is what the row's visibility has become: reserved before.
    """
    own, is_ministry = reader
    return (
        f"({audience} IN ('public', 'network') OR {office} = {own}"
        f" OR ({audience} = 'office' AND {is_ministry}))"
    )
