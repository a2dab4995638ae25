"""The demonstration registry: public documents of two territories, told by calling the actions.

The facts stand in ``demo_data/``, one file a story; ``steps`` reads and plays them. Names,
titles, numbers and dates are the sources' own, descriptions are ours; no person is named.
"""

from dataclasses import dataclass
from pathlib import Path

from good_practices.intake import actions as intake
from good_practices.schede import actions as schede
from good_practices.submissions import actions as submissions
from intese import demo_papers
from intese.steps import Step, play, read_steps
from registry.networks import actions as networks
from registry.partners import actions as partners
from registry.platform import demonstration
from registry.platform.accounts import people, queries
from registry.platform.accounts.actions import PROGRAM
from registry.platform.accounts.roles import Actor, Role
from registry.platform.database import fetch_value, transaction
from registry.platform.errors import WrongStatus
from registry.platform.i18n import _
from registry.platform.offices import actions as offices
from registry.protocols import actions as protocols

DATA = Path(__file__).with_name("demo_data")
PASSWORD = "intese-dimostrativo"  # noqa: S105  of people who do not exist
ROOMS = {
    "offices": offices,
    "partners": partners,
    "networks": networks,
    "protocols": protocols,
    "schede": schede,
    "submissions": submissions,
    "intake": intake,
    "demo": demo_papers,
}


@dataclass(frozen=True)
class Person:
    """Somebody to sign in as. ``key`` is how the files of the demo call them."""

    key: str
    email: str
    name: str
    office: str
    role: Role
    is_in_charge: bool = False


PEOPLE = (
    Person("operator_cr", "operatore.cremona@demo.example", "Operatrice, Area IV", "pref-cr",
           Role.OPERATOR),
    Person("head_cr", "dirigente.cremona@demo.example", "Dirigente, Area IV", "pref-cr",
           Role.OPERATOR, is_in_charge=True),
    Person("legal_cr", "legale.cremona@demo.example", "Ufficio legale", "pref-cr", Role.LEGAL),
    Person("manager_ge", "reti.genova@demo.example", "Responsabile delle reti", "pref-ge",
           Role.NETWORK_MANAGER),
    Person("operator_ge", "operatore.genova@demo.example", "Operatore, Area IV", "pref-ge",
           Role.OPERATOR),
    Person("ministry", "esame@demo.example", "Esame delle buone pratiche", "dlci",
           Role.MINISTRY),
    Person("admin", "amministratore@demo.example", "Chi amministra il registro", "dlci",
           Role.ADMIN),
)  # fmt: skip


async def is_empty() -> bool:
    """Nobody signs in yet and nothing was registered: only then the demo is written."""
    return await queries.is_empty() and not await fetch_value("SELECT 1 FROM partner LIMIT 1")


async def write_demo(out: Path) -> None:
    """Fills the registry, and leaves the documents of the demo in ``out``.

    All of it or nothing, the documents too: a demo that was interrupted, or whose folder
    cannot be written, can be written again. The registry knows from then on that it is one.
    """
    demo_papers.check_writable(out)
    steps = read_demo()
    async with transaction():
        made, actors = await play_demo(steps)
        await demo_papers.write_papers(
            out, made, cremona=actors["operator_cr"], genova=actors["manager_ge"]
        )
    demonstration.forget()


async def check_can_open_as_demo() -> None:
    """Refuses to show as a demonstration a registry with real data in it."""
    if not await is_empty() and not await demonstration.is_one():
        raise WrongStatus(
            _(
                "Questo registro ha dati veri e non è una dimostrazione: aprilo senza --demo, o"
                " indica in INTESE_HOME un'altra cartella, dove la dimostrazione nasce da capo."
            )
        )


def read_demo(folder: Path = DATA) -> list[Step]:
    """Raises InvalidInput with file, line and field of everything that is wrong."""
    keys = [person.key for person in PEOPLE]
    return read_steps(sorted(folder.glob("*.yaml")), rooms=ROOMS, people=keys)


async def play_demo(steps: list[Step]) -> tuple[dict[str, int], dict[str, Actor]]:
    """The ids of what was made, by key, and the people who made it."""
    await demonstration.mark()
    for person in PEOPLE:
        await add_person(person)
    actors = {person.key: await queries.actor_by_email(person.email) for person in PEOPLE}
    return await play(steps, actors), actors


async def add_person(person: Person) -> None:
    new = people.NewUser(
        email=person.email,
        name=person.name,
        office=person.office,
        role=person.role,
        password=PASSWORD,
        is_in_charge=person.is_in_charge,
    )
    await people.add_user(new, by=PROGRAM)
