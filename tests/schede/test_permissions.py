"""Who may do what with schede: one table a question, and two offices side by side."""

import pytest

from good_practices.schede import actions, queries
from good_practices.schede.lifecycle import SHOWN_OUTSIDE, SchedaStatus
from good_practices.schede.permissions import can_approve, can_read, can_withdraw, can_write
from good_practices.schede.shapes import Outcome, SchedaFilters, SendBack
from registry.platform.accounts.roles import Actor, Role, Visibility
from registry.platform.errors import NotAllowed, NotFound
from registry.platform.lists import Ask
from registry.platform.search import search
from tests.people import People
from tests.schede import make

WRITER = 11


def somebody(
    role: Role, office: str = "pref-cr", *, in_charge: bool = False, id_: int = 1
) -> Actor:
    return Actor(user_id=id_, name="x", role=role, office=office, is_in_charge=in_charge)


MAY = [
    # role, office, in charge, user; writes, approves, withdraws
    (Role.OPERATOR, "pref-cr", False, 1, True, False, True),
    (Role.OPERATOR, "pref-cr", True, 1, True, True, True),
    (Role.OPERATOR, "pref-cr", True, WRITER, True, False, True),
    (Role.OPERATOR, "pref-ge", False, 1, False, False, False),
    (Role.OPERATOR, "pref-ge", True, 1, False, False, False),
    (Role.NETWORK_MANAGER, "pref-cr", False, 1, True, False, True),
    (Role.NETWORK_MANAGER, "pref-cr", True, 1, True, True, True),
    (Role.LEGAL, "pref-cr", False, 1, False, False, False),
    (Role.LEGAL, "pref-cr", True, 1, False, True, True),
    (Role.MINISTRY, "pref-cr", True, 1, False, False, False),
    (Role.MINISTRY, "dlci", True, 1, False, False, False),
    (Role.ADMIN, "pref-cr", True, 1, False, False, False),
]


@pytest.mark.parametrize(
    ("role", "office", "in_charge", "user", "writes", "approves", "withdraws"), MAY
)
def test_who_may_write_approve_and_withdraw(
    role: Role, office: str, in_charge: bool, user: int, writes: bool, approves: bool,
    withdraws: bool,
) -> None:  # fmt: skip
    actor = somebody(role, office, in_charge=in_charge, id_=user)

    assert can_write(actor, "pref-cr") is writes
    assert can_approve(actor, "pref-cr", [WRITER]) is approves
    assert can_withdraw(actor, "pref-cr") is withdraws


@pytest.mark.parametrize("status", SchedaStatus)
@pytest.mark.parametrize("visibility", Visibility)
def test_outside_its_office_a_scheda_is_read_once_sent_and_as_its_visibility_says(
    status: SchedaStatus, visibility: Visibility
) -> None:
    is_sent = status in SHOWN_OUTSIDE
    others = is_sent and visibility in (Visibility.PUBLIC, Visibility.NETWORK)
    ministry = is_sent and visibility is not Visibility.RESERVED

    assert can_read(somebody(Role.OPERATOR), "pref-cr", status, visibility)
    assert can_read(somebody(Role.OPERATOR, "pref-ge"), "pref-cr", status, visibility) is others
    assert can_read(somebody(Role.MINISTRY, "dlci"), "pref-cr", status, visibility) is ministry
    assert not can_read(somebody(Role.ADMIN, "dlci"), "pref-cr", status, visibility)


async def sees(actor: Actor, scheda_id: int) -> bool:
    """In its page, in the list and by search: the three must agree."""
    rows = await queries.list_schede(Ask(), SchedaFilters(), by=actor)
    found, _counts = await search("italiano", by=actor, room="schede")
    listed = scheda_id in [row.id for row in rows.items]
    assert listed == (scheda_id in [one.object_id for one in found])
    try:
        await queries.view(scheda_id, by=actor)
    except NotFound:
        assert not listed
        return False
    assert listed
    return True


@pytest.mark.parametrize("visibility", Visibility)
async def test_the_database_lets_read_as_the_rule_says(as_: People, visibility: Visibility) -> None:
    draft = await make.a_scheda(as_.operator_cr, visibility=visibility)
    sent = await make.a_sent_scheda(as_.operator_cr, as_.head_cr, visibility=visibility)

    for actor in (as_.operator_cr, as_.legal_cr, as_.operator_ge, as_.ministry):
        for scheda, status in ((draft, SchedaStatus.DRAFT), (sent, SchedaStatus.SENT)):
            may = can_read(actor, "pref-cr", status, visibility)
            assert await sees(actor, scheda.id) is may, (actor.name, status)


async def test_an_operator_of_another_office_changes_nothing(as_: People) -> None:
    scheda = await make.a_sent_scheda(as_.operator_cr, as_.head_cr, visibility=Visibility.NETWORK)

    for act in (actions.propose, actions.reopen, actions.withdraw, actions.release):
        with pytest.raises(NotAllowed, match="altro ufficio"):
            await act(scheda.id, by=as_.operator_ge)
    with pytest.raises(NotAllowed, match="altro ufficio"):
        await actions.patch(scheda.id, {"title": "Mio"}, by=as_.operator_ge)
    with pytest.raises(NotAllowed):
        await actions.attach(scheda.id, "a.docx", make.word(), by=as_.operator_ge)
    with pytest.raises(NotAllowed):
        await actions.send_back(scheda.id, SendBack(words="No."), by=as_.head_ge)
    with pytest.raises(NotAllowed):
        await actions.mark_outcome(
            scheda.id, Outcome(status=SchedaStatus.ACCEPTED), by=as_.ministry
        )


async def test_what_another_office_keeps_for_itself_is_not_there(as_: People) -> None:
    scheda = await make.a_scheda(as_.operator_cr)

    for act in (actions.propose, actions.approve, actions.reopen, actions.withdraw):
        with pytest.raises(NotFound, match="o il tuo ufficio non può vederla"):
            await act(scheda.id, by=as_.head_ge)


async def test_the_head_of_another_office_does_not_approve(as_: People) -> None:
    scheda = await make.a_proposed_scheda(as_.operator_cr)

    with pytest.raises(NotFound):
        await actions.approve(scheda.id, by=as_.head_ge)
    with pytest.raises(NotAllowed, match="chi dirige l'ufficio"):
        await actions.approve(scheda.id, by=as_.colleague_cr)


async def test_who_only_reads_does_not_write(as_: People) -> None:
    for actor in (as_.legal_cr, as_.ministry, as_.admin):
        with pytest.raises(NotAllowed, match="La tua funzione non può farlo"):
            await make.a_scheda(actor)
