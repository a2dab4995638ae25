"""The people of the tests, added once by the real action."""

from dataclasses import dataclass, fields

from registry.platform.accounts.actions import PROGRAM
from registry.platform.accounts.people import NewUser, add_user
from registry.platform.accounts.queries import actor_by_email
from registry.platform.accounts.roles import Actor, Role

PASSWORD = "una-password-di-prova"

WHO: dict[str, tuple[str, Role, bool]] = {
    "operator_cr": ("pref-cr", Role.OPERATOR, False),
    "colleague_cr": ("pref-cr", Role.OPERATOR, False),
    "head_cr": ("pref-cr", Role.OPERATOR, True),
    "legal_cr": ("pref-cr", Role.LEGAL, False),
    "manager_ge": ("pref-ge", Role.NETWORK_MANAGER, False),
    "operator_ge": ("pref-ge", Role.OPERATOR, False),
    "head_ge": ("pref-ge", Role.OPERATOR, True),
    "legal_ge": ("pref-ge", Role.LEGAL, False),
    "ministry": ("dlci", Role.MINISTRY, False),
    "admin": ("dlci", Role.ADMIN, False),
    "other_admin": ("dlci", Role.ADMIN, False),
}


@dataclass(frozen=True)
class People:
    """``_cr`` work in Cremona, ``_ge`` in Genova; the heads are in charge of their office."""

    operator_cr: Actor
    colleague_cr: Actor
    head_cr: Actor
    legal_cr: Actor
    manager_ge: Actor
    operator_ge: Actor
    head_ge: Actor
    legal_ge: Actor
    ministry: Actor
    admin: Actor
    other_admin: Actor

    @classmethod
    async def found(cls) -> "People":
        return cls(**{one.name: await actor_by_email(email_of(one.name)) for one in fields(cls)})


def email_of(who: str) -> str:
    return f"{who.replace('_', '.')}@prova.example"


async def add_people() -> None:
    for who, (office, role, is_in_charge) in WHO.items():
        new = NewUser(
            email=email_of(who),
            name=who.replace("_", " ").title(),
            office=office,
            role=role,
            password=PASSWORD,
            is_in_charge=is_in_charge,
        )
        await add_user(new, by=PROGRAM)
