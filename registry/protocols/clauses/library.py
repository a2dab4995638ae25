"""Reads the clause library: versioned text, changed by people of law and not by programmers.

Placeholders are ``{{ name.field }}``, already in words; a sentence that needs what an act does
not have disappears by its ``when``, it never leaves a hole.
"""

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from registry.platform.documents.italian import Article, Gender, Number

FOLDER = Path(__file__).parent
PLACE = re.compile(r"\{\{ ([a-z_]+\.[a-z_]+) \}\}")


@dataclass(frozen=True)
class Sentence:
    """A text that stands when all of ``when`` hold («not x» holds when x does not)."""

    text: str
    when: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comma:
    """A comma of an article, with its letters: fixed ones, then those of a list of the act."""

    text: str
    when: tuple[str, ...] = ()
    letters: tuple[Sentence, ...] = ()
    letters_from: str = ""


@dataclass(frozen=True)
class Variant:
    id: str
    commas: tuple[Comma, ...]
    when: tuple[str, ...] = ()


@dataclass(frozen=True)
class Clause:
    """``needs``: facts without which it does not stand. ``to_check``: what a lawyer verifies."""

    id: str
    code: str
    version: int
    heading: str
    variants: tuple[Variant, ...]
    needs: tuple[str, ...] = ()
    is_mandatory: bool = False
    mandatory_when: tuple[str, ...] = ()
    to_check: str = ""


@dataclass(frozen=True)
class Norm:
    """A citation with its article; gender and number are those of the noun cited."""

    id: str
    subjects: tuple[str, ...]
    gender: Gender
    number: Number
    citation: str
    certainty: str
    in_particular: str = ""
    identifier: str = ""
    since: date | None = None
    until: date | None = None
    verify_from: date | None = None


@dataclass(frozen=True)
class ActKind:
    """A kind of act: its noun («il presente protocollo»), the clauses that it may have, and
    what the law asks of it. ``wants``: the facts without which nobody signs it."""

    id: str
    title: str
    noun: str
    article: Article
    gender: Gender
    always: tuple[str, ...]
    optional: tuple[str, ...]
    file_name: str
    under: str = ""
    wants: tuple[str, ...] = ()
    is_public_only: bool = False
    is_digital_or_void: bool = True
    has_exclusive_jurisdiction: bool = False
    has_strict_parties: bool = False
    names_parent: bool = False
    is_recited: bool = True

    def may_have(self, clause: str) -> bool:
        return clause in self.always or clause in self.optional


@dataclass(frozen=True)
class Pact:
    title: str
    note: str
    commas: tuple[Comma, ...]
    signing_places: tuple[str, ...]


@dataclass(frozen=True)
class Phrase:
    subject: str
    text: str
    body: str = ""


def holds(when: Collection[str], facts: Collection[str]) -> bool:
    """Whether every condition holds on these facts."""
    return all(
        (fact[4:] not in facts) if fact.startswith("not ") else (fact in facts) for fact in when
    )


def filled(text: str, words: Mapping[str, str]) -> str:
    """``text`` with its places filled, once: what comes in is never read again.

    Raises KeyError for a place that nobody fills, which is a fault of the library.
    """
    return PLACE.sub(lambda place: words[place.group(1)], text)


@cache
def clauses() -> Mapping[str, Clause]:
    found = [_clause(_read(path.name)) for path in sorted(FOLDER.glob("a[0-9][0-9].toml"))]
    return {clause.id: clause for clause in found}


@cache
def article_order() -> tuple[tuple[str, ...], ...]:
    """The clauses of each article, in the order of the act."""
    return tuple(tuple(article["clauses"]) for article in _read("order.toml")["articles"])


@cache
def act_kinds() -> Mapping[str, ActKind]:
    kinds = {name: data for name, data in _read("act_types.toml").items() if name != "version"}
    return {
        name: ActKind(
            id=name,
            title=data["title"],
            noun=data["noun"],
            article=Article(data["article"]),
            gender=Gender(data["gender"]),
            always=tuple(data["always"]),
            optional=tuple(data["optional"]),
            file_name=data["file_name"],
            under=data.get("under", ""),
            wants=tuple(data.get("wants", ())),
            is_public_only=data.get("public_only", False),
            is_digital_or_void=data.get("digital_or_void", True),
            has_exclusive_jurisdiction=data.get("exclusive_jurisdiction", False),
            has_strict_parties=data.get("strict_parties", False),
            names_parent=data.get("names_parent", False),
            is_recited=data.get("is_recited", True),
        )
        for name, data in kinds.items()
    }


@cache
def norms() -> Mapping[str, Norm]:
    return {data["id"]: _norm(data) for data in _read("norms.toml")["norms"]}


@cache
def pact() -> Pact:
    data = _read("pact.toml")
    return Pact(
        title=data["title"],
        note=data["note"],
        commas=tuple(_comma(comma) for comma in data["commas"]),
        signing_places=tuple(data["signing_places"]),
    )


@cache
def phrases(family: str) -> tuple[Phrase, ...]:
    """Ready phrases: «recitals», «aims» or «commitments»."""
    return tuple(Phrase(**data) for data in _read("phrases.toml")[family])


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def _clause(data: dict[str, Any]) -> Clause:
    return Clause(
        id=data["id"],
        code=data["code"],
        version=data["version"],
        heading=data["heading"],
        variants=tuple(_variant(variant) for variant in data["variants"]),
        needs=tuple(data.get("needs", ())),
        is_mandatory=data.get("mandatory", False),
        mandatory_when=tuple(data.get("mandatory_when", ())),
        to_check=data.get("to_check", ""),
    )


def _variant(data: dict[str, Any]) -> Variant:
    return Variant(
        id=data["id"],
        commas=tuple(_comma(comma) for comma in data["commas"]),
        when=tuple(data.get("when", ())),
    )


def _comma(data: dict[str, Any]) -> Comma:
    return Comma(
        text=data["text"],
        when=tuple(data.get("when", ())),
        letters=tuple(_sentence(letter) for letter in data.get("letters", ())),
        letters_from=data.get("letters_from", ""),
    )


def _sentence(data: dict[str, Any]) -> Sentence:
    return Sentence(text=data["text"], when=tuple(data.get("when", ())))


def _norm(data: dict[str, Any]) -> Norm:
    lists = {"subjects": tuple(data["subjects"])}
    forms = {"gender": Gender(data["gender"]), "number": Number(data["number"])}
    return Norm(**{**data, **lists, **forms})


@cache
def formulas() -> Mapping[str, Any]:
    """The sentences around the articles, by name."""
    return _read("formulas.toml")
