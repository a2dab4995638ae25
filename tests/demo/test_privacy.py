"""No person, telephone or private mailbox of the sources is anywhere in the registry."""

import hashlib
import re
from collections.abc import Iterable

from good_practices.schede import patterns
from intese import demo
from registry.platform import storage
from registry.platform.database import fetch
from registry.platform.mailboxes import PRIVATE_DOMAINS
from tests.demo.conftest import Told
from tests.demo.sources import words_of

# The surnames of the bulletin, as digests: the names themselves stand nowhere.
SURNAMES = {"8d04e9bf60fc5b1e", "c43e92fce3e572f4", "202800379c7a61c3"}
# And the name of a house for minors, which no registry tells.
HOUSES = {"f500e70bb382f6f1"}
OF_CREMONA = re.compile(r"(?<![\w.])(?:\+39 ?)?0372[ ./-]{0,3}\d")
A_NUMBER = re.compile(r"\b(?:tel|cell|fax)\b\.?", re.IGNORECASE)
DIGEST = re.compile(r"\b[0-9a-f]{32,}\b")


async def _registry() -> str:
    """Everything that the tables hold, but for fingerprints and the territory."""
    tables = await fetch(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        " AND relname NOT IN ('municipality', 'place', 'place_within', 'area_member')"
    )
    texts = [await _table(row["relname"]) for row in tables]
    return DIGEST.sub("", "\n".join(texts))


async def _table(name: str) -> str:
    rows = await fetch(f'SELECT to_jsonb(t)::text AS words FROM "{name}" t')  # noqa: S608  a table's own name
    return "\n".join(row["words"] for row in rows)


async def _documents() -> str:
    rows = await fetch("SELECT sha256 FROM stored_file WHERE media_type LIKE '%wordprocessing%'")
    return "\n".join(words_of(storage.read(row["sha256"])) for row in rows)


def _digests(text: str) -> Iterable[str]:
    for word in set(re.findall(r"[a-zà-ù]{5,}", text.lower())):
        yield hashlib.sha256(word.encode()).hexdigest()[:16]


async def test_no_person_of_the_sources_is_named(told: Told) -> None:
    everything = await _registry() + await _documents()

    assert not (SURNAMES | HOUSES) & set(_digests(everything))
    assert not patterns.NAMED_PERSON.findall(everything)


async def test_no_telephone_of_the_sources_is_kept(told: Told) -> None:
    everything = await _registry() + await _documents()

    assert not OF_CREMONA.findall(everything)
    assert not A_NUMBER.findall(everything)
    assert not await fetch("SELECT 1 FROM service WHERE phone <> ''")


async def test_no_private_mailbox_is_kept(told: Told) -> None:
    everything = await _registry() + await _documents()

    domains = {found[1].lower() for found in patterns.EMAIL.finditer(everything)}

    assert not domains & PRIVATE_DOMAINS
    assert domains <= {"demo.example", "prova.example", "interno.it", "pec.interno.it"}


async def test_who_signs_in_is_a_function_with_a_mailbox_that_cannot_exist() -> None:
    assert all(person.email.endswith("@demo.example") for person in demo.PEOPLE)
    assert {person.role for person in demo.PEOPLE} == set(type(demo.PEOPLE[0].role))


async def test_the_mailbox_of_the_circular_is_the_department_s(told: Told) -> None:
    everything = await _registry() + await _documents()

    assert "dlci.buonepraticheaccoglienza@interno.it" in everything
    assert "dici." not in everything
