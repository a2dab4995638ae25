"""The facts that acts of every kind are made from: bodies, those who sign for them, seats, days.

The shapes are the JSON of ``intese generate``; a program that has them in the database fills
the same ones.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from registry.partners.kinds import Family, Nature
from registry.platform.documents.facts import Facts, Line, Year
from registry.platform.documents.italian import Article, Gender, Number

Count = Annotated[int, Meta(ge=1, le=100)]


class Unit(StrEnum):
    DAYS = "giorni"
    MONTHS = "mesi"
    YEARS = "anni"


class Subject(StrEnum):
    """Di che cosa si occupa un atto; alcune materie portano clausole obbligatorie."""

    RECEPTION = "accoglienza"
    INTEGRATION = "integrazione"
    VOLUNTEERING = "volontariato"
    LABOUR = "lavoro"
    TRAFFICKING = "tratta"
    VIOLENCE = "violenza"
    MINORS = "minori"
    HEALTH = "salute"
    LANGUAGE = "lingua"
    HOUSING = "alloggio"
    LEGALITY = "legalita"
    URBAN_SAFETY = "sicurezza_urbana"
    RACKETS = "usura_racket"
    FAMILY_REUNION = "ricongiungimenti"
    VULNERABLE = "vulnerabili"
    OTHER = "altro"


PROTECTED = frozenset({Subject.TRAFFICKING, Subject.VIOLENCE, Subject.MINORS})
"""Subjects whose people may be in danger: secrecy is not a choice."""


class Duration(Facts, frozen=True, kw_only=True):
    """Una durata, per esempio 3 anni o 60 giorni."""

    count: Count
    unit: Unit


class Seat(Facts, frozen=True, kw_only=True):
    """La sede legale."""

    place: Annotated[str, Meta(min_length=1, max_length=120, description="Valdoria")]
    address: Annotated[str, Meta(max_length=200, description="piazza della Repubblica 1")] = ""


class Representative(Facts, frozen=True, kw_only=True):
    """Chi firma: la carica con il suo articolo, com'è voluta da chi la porta."""

    office: Annotated[str, Meta(min_length=1, max_length=160, description="Prefetto, Sindaca")]
    article: Annotated[Article, Meta(description="Articolo della carica: il, la, l'")]
    name: Annotated[str, Meta(max_length=160, description="Nome e cognome")] = ""
    title: Annotated[str, Meta(max_length=40, description="dott., avv.; anche vuoto")] = ""


class Authority(Facts, frozen=True, kw_only=True):
    """Il titolo di legittimazione: un atto con numero e data, oppure ``words`` come si leggono."""

    act: Annotated[str, Meta(max_length=200, description="deliberazione della Giunta comunale")]
    number: Annotated[str, Meta(max_length=40)] = ""
    on: date | None = None
    note: Annotated[str, Meta(max_length=80, description="esecutiva")] = ""
    words: Annotated[
        str, Meta(max_length=400, description="in virtù dei poteri conferiti dallo statuto")
    ] = ""


class Contact(Facts, frozen=True, kw_only=True):
    """L'ufficio referente, con caselle d'ufficio e mai di persone."""

    office: Line
    email: Annotated[str, Meta(max_length=200)] = ""
    certified_email: Annotated[str, Meta(max_length=200)] = ""


class Party(Facts, frozen=True, kw_only=True):
    """Un ente che firma. ``short_name`` è il nome breve, uno solo in tutto l'atto."""

    name: Line
    article: Article
    gender: Gender
    number: Number = Number.SINGULAR
    short_name: Annotated[str, Meta(min_length=1, max_length=120)]
    short_article: Article | None = None
    nature: Nature = Nature.PUBLIC
    family: Annotated[Family, Meta(description="Gruppo, negli atti con molte parti")] = Family.OTHER
    seat: Seat | None = None
    tax_code: Annotated[str, Meta(pattern=r"^(\d{11})?$")] = ""
    representative: Representative | None = None
    authority: Authority | None = None
    quality: Annotated[
        str, Meta(max_length=300, description="In che veste: «capofila del Distretto sociale»")
    ] = ""
    on_behalf_of: Annotated[
        str, Meta(max_length=400, description="Con la preposizione: «della Conferenza dei sindaci»")
    ] = ""
    contact: Contact | None = None


class Repertory(Facts, frozen=True, kw_only=True):
    """Il numero di repertorio, quando c'è; la data solo se è diversa da quella della firma."""

    number: Annotated[str, Meta(min_length=1, max_length=20)]
    year: Year
    on: date | None = None
