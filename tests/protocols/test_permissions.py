"""Who may do what with an act of Cremona."""

from dataclasses import dataclass, replace

import pytest

from registry.platform.accounts.roles import Actor, Role
from registry.platform.errors import NotAllowed
from registry.protocols import permissions

OFFICE = "pref-cr"


@dataclass(frozen=True)
class Act:
    office: str = OFFICE
    drafted_by: int | None = 1
    written_by: int | None = 2


def somebody(role: Role, *, in_charge: bool = False, office: str = OFFICE, user: int = 9) -> Actor:
    return Actor(user_id=user, name=str(role), role=role, office=office, is_in_charge=in_charge)


# Role, in charge, may write, may lead the act through its life, may declare it signed.
WHO_MAY = [
    (Role.OPERATOR, False, True, False, False),
    (Role.OPERATOR, True, True, True, True),
    (Role.LEGAL, False, True, True, False),
    (Role.LEGAL, True, True, True, True),
    (Role.NETWORK_MANAGER, False, True, False, False),
    (Role.MINISTRY, True, False, False, False),
    (Role.ADMIN, True, False, False, False),
]


@pytest.mark.parametrize(("role", "in_charge", "writes", "conducts", "signs_off"), WHO_MAY)
def test_who_may_do_what_in_their_own_office(
    role: Role, in_charge: bool, writes: bool, conducts: bool, signs_off: bool
) -> None:
    actor = somebody(role, in_charge=in_charge)

    assert permissions.can_write(actor, OFFICE) is writes
    assert permissions.can_conduct(actor, OFFICE) is conducts
    assert permissions.can_sign_off(actor, Act()) is signs_off


@pytest.mark.parametrize(("role", "in_charge", "_w", "_c", "_s"), WHO_MAY)
def test_nobody_may_do_anything_in_another_office(
    role: Role, in_charge: bool, _w: bool, _c: bool, _s: bool
) -> None:
    actor = somebody(role, in_charge=in_charge, office="pref-ge")

    assert not permissions.can_write(actor, OFFICE)
    assert not permissions.can_conduct(actor, OFFICE)
    assert not permissions.can_sign_off(actor, Act())


@pytest.mark.parametrize("user", [1, 2])
def test_who_wrote_the_text_does_not_declare_it_signed(user: int) -> None:
    head = replace(somebody(Role.LEGAL, in_charge=True), user_id=user)

    with pytest.raises(NotAllowed, match="non ha scritto il testo"):
        permissions.check_can_sign_off(head, Act())


def test_the_program_itself_declares_nothing_signed() -> None:
    nobody = replace(somebody(Role.LEGAL, in_charge=True), user_id=None)

    assert not permissions.can_sign_off(nobody, Act(drafted_by=None, written_by=None))


def test_a_clerk_is_told_who_leads_the_act() -> None:
    with pytest.raises(NotAllowed, match="ufficio legale o il dirigente"):
        permissions.check_can_conduct(somebody(Role.OPERATOR), OFFICE)
