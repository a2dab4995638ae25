"""Documents with character: the invented province of Valdoria, as small or as large as needed."""

from typing import Any

import msgspec

from registry.partners.kinds import Family
from registry.platform.documents.letter import Stage
from registry.protocols.letters.acts import TerritorialData
from registry.protocols.letters.data import ProtocolData
from registry.protocols.letters.examples import protocol_example, territorial_example

OFFICES = {
    Family.STATE: ("Direttore", "il"),
    Family.TERRITORIAL: ("Sindaco", "il"),
    Family.HEALTH: ("Direttore generale", "il"),
    Family.SCHOOL: ("Dirigente scolastica", "la"),
    Family.JUSTICE: ("Procuratrice della Repubblica", "la"),
    Family.SOCIAL: ("Segretaria generale", "la"),
    Family.OTHER: ("Presidente", "la"),
}
NAMES = {
    Family.STATE: ("Ispettorato territoriale", "l'", "m"),
    Family.TERRITORIAL: ("Comune", "il", "m"),
    Family.HEALTH: ("Azienda sanitaria", "l'", "f"),
    Family.SCHOOL: ("Istituto comprensivo", "l'", "m"),
    Family.JUSTICE: ("Procura della Repubblica", "la", "f"),
    Family.SOCIAL: ("Confederazione del lavoro", "la", "f"),
    Family.OTHER: ("Cooperativa sociale", "la", "f"),
}
NATURES = {Family.SOCIAL: "private", Family.OTHER: "third_sector"}
PLACES = ("Rivafonda", "Castel Lambro", "Santa Vigna", "Montebruno", "Acquaviva Alta", "Poggio")


def tax_code(number: int) -> str:
    """An invented code that passes its check digit."""
    digits = f"98{number:05d}100"
    total = sum(
        sum(divmod(int(digit) * (2 if position % 2 else 1), 10))
        for position, digit in enumerate(digits)
    )
    return digits + str(-total % 10)


def a_party(nth: int, family: Family = Family.TERRITORIAL, **changes: Any) -> dict[str, Any]:
    noun, article, gender = NAMES[family]
    office, its_article = OFFICES[family]
    place = f"{PLACES[nth % len(PLACES)]} {nth}"
    return {
        "name": f"{noun} di {place}",
        "article": article,
        "gender": gender,
        "short_name": f"{noun} di {place}",
        "family": family.value,
        "nature": NATURES.get(family, "public"),
        "seat": {"place": place, "address": f"via Nuova {nth}"},
        "tax_code": tax_code(nth),
        "representative": {"office": office, "article": its_article, "name": f"Ada Prova {nth}"},
        "authority": {"act": "deliberazione", "number": str(nth), "on": "2026-03-08"},
        "contact": {"office": "Segreteria", "email": f"ufficio{nth}@ente.example"},
        **changes,
    }


def protocol_facts(**changes: Any) -> dict[str, Any]:
    """The example as plain JSON data, changed where a test needs it."""
    facts: dict[str, Any] = msgspec.to_builtins(protocol_example())
    return {**facts, **changes}


def a_protocol(**changes: Any) -> ProtocolData:
    return msgspec.convert(protocol_facts(**changes), ProtocolData)


def a_final_protocol(**changes: Any) -> ProtocolData:
    """Ready for signature: everybody who signs has a name."""
    facts = protocol_facts(stage=Stage.FINAL.value, **changes)
    everyone = [facts["promoter"], *facts["parties"]]
    for number, party in enumerate(everyone):
        party["representative"].setdefault("name", "")
        party["representative"]["name"] = party["representative"]["name"] or f"Ada Prova {number}"
    return msgspec.convert(facts, ProtocolData)


def a_protocol_of(parties: int, **changes: Any) -> ProtocolData:
    """A final protocol of so many parties, promoter included, of every family."""
    cycle = (Family.TERRITORIAL, *Family, Family.TERRITORIAL, Family.OTHER)
    others = [a_party(n, cycle[n % len(cycle)]) for n in range(1, parties)]
    present = {one["family"] for one in others}
    commitments = [
        {"family": family, "who": "i Comuni" if family == "territorial" else "", "to": SHARED}
        for family in sorted(present)
    ]
    own = {"by": ["Prefettura"], "to": ["assicurare il coordinamento delle attività"]}
    facts = {"parties": others, "commitments": [own, *commitments], **changes}
    return a_final_protocol(**facts)


def a_territorial_of(parties: int, **changes: Any) -> TerritorialData:
    """A territorial agreement among the Prefettura and so many Comuni, two places each."""
    comuni = [a_party(n) for n in range(1, parties)]
    rows = [
        {"municipality": one["name"], "inhabitants": 1000 + n, "places": 2}
        for n, one in enumerate(comuni)
    ]
    facts = {
        **msgspec.to_builtins(territorial_example()),
        "parties": comuni,
        "allotment": {"rows": rows, "total_places": 2 * len(rows)},
        "commitments": [
            {"by": ["Prefettura"], "to": ["coordinare"]},
            {"family": "territorial", "who": "i Comuni", "to": ["ospitare", "informare"]},
        ],
    }
    return msgspec.convert({**facts, **changes}, TerritorialData)


SHARED = [
    "individuare le attività da svolgere sul proprio territorio",
    "informare la cittadinanza",
]
