"""What the other acts are made from: agreements, conventions, what changes an act in force."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from registry.platform.documents.facts import Facts, Line, Words
from registry.platform.documents.italian import Article, Number
from registry.protocols.letters.data import ActData, CitedAct, CommaData, PactData
from registry.protocols.letters.facts import Authority
from registry.protocols.letters.rules import PersonalData, Resources

Numbered = Annotated[str, Meta(pattern=r"^\d{1,3}(-[a-z]{3,12})?$", description="5; 7-bis")]
Lettered = Annotated[str, Meta(pattern=r"^[a-z]{1,2}(-[a-z]{3,12})?$", description="b; b-bis")]


class AgreementKind(StrEnum):
    """Fra sole amministrazioni (articolo 15) oppure con privati (articolo 11)."""

    ARTICLE_15 = "a15"
    ARTICLE_11 = "a11"


class AgreementData(PactData, frozen=True, kw_only=True):
    """Un accordo ai sensi della legge 241/1990. Con privati (articolo 11) lo precede una
    determinazione dell'organo competente: ``determination``."""

    kind: AgreementKind = AgreementKind.ARTICLE_15
    determination: Authority | None = None

    @property
    def code(self) -> str:
        return self.kind.value


class TerritorialData(PactData, frozen=True, kw_only=True):
    """Un accordo operativo territoriale: attua un atto (``parent``) con un riparto tra i Comuni."""

    @property
    def code(self) -> str:
        return "aot"


class ConventionBasis(StrEnum):
    """Su quale norma si fonda la convenzione."""

    GENERIC = "generic"
    LOCAL_BODIES = "art30_tuel"
    THIRD_SECTOR = "art56_cts"


class ConventionData(PactData, frozen=True, kw_only=True):
    """Una convenzione. Fra enti locali (articolo 30 TUEL) dice anche come ci si consulta e con
    quali garanzie; il foro si sceglie solo se c'è un privato."""

    basis: ConventionBasis = ConventionBasis.GENERIC
    consultation: tuple[Words, ...] = ()
    guarantees: tuple[Words, ...] = ()
    court: Annotated[str, Meta(max_length=120, description="La città del foro")] = ""

    @property
    def code(self) -> str:
        return "conv"


class Change(StrEnum):
    """Come si cambia un atto: le sue parole, oppure una sua parte intera."""

    REPLACE_WORDS = "replace_words"
    ADD_WORDS = "add_words"
    DELETE_WORDS = "delete_words"
    REPLACE = "replace"
    INSERT_AFTER = "insert_after"
    DELETE = "delete"


class Amendment(Facts, frozen=True, kw_only=True):
    """Una modifica. Senza ``comma`` riguarda l'articolo intero, senza ``letter`` il comma intero.

    ``old_words``: le parole che ci sono; ``new_words``: quelle nuove. Un articolo nuovo ha
    ``heading`` e ``commas``; un comma o una lettera nuovi stanno in ``new_words``."""

    change: Change
    article: Numbered
    comma: Annotated[str, Meta(pattern=r"^(\d{1,3}(-[a-z]{3,12})?)?$")] = ""
    letter: Annotated[str, Meta(pattern=r"^([a-z]{1,2}(-[a-z]{3,12})?)?$")] = ""
    old_words: Annotated[str, Meta(max_length=6000)] = ""
    new_words: Annotated[str, Meta(max_length=6000)] = ""
    heading: Annotated[str, Meta(max_length=200)] = ""
    commas: tuple[CommaData, ...] = ()


class TextLetter(Facts, frozen=True, kw_only=True):
    letter: Lettered
    text: Words


class TextComma(Facts, frozen=True, kw_only=True):
    """Un comma del testo in vigore; ``number`` è vuoto se l'articolo ne ha uno solo."""

    number: Annotated[str, Meta(pattern=r"^(\d{1,3}(-[a-z]{3,12})?)?$")] = ""
    text: Words
    letters: tuple[TextLetter, ...] = ()


class TextArticle(Facts, frozen=True, kw_only=True):
    number: Numbered
    heading: Line
    commas: Annotated[tuple[TextComma, ...], Meta(min_length=1)]


class AmendedAct(CitedAct, frozen=True, kw_only=True):
    """L'atto che si modifica. Con ``text`` (gli articoli in vigore) il programma controlla che
    le parole cambiate ci siano, e scrive il testo coordinato."""

    term_article: Annotated[
        str, Meta(pattern=r"^(\d{1,3}(-[a-z]{3,12})?)?$", description="Quello della durata")
    ] = ""
    text: tuple[TextArticle, ...] = ()


class NamedBody(Facts, frozen=True, kw_only=True):
    """Un ente nominato in una frase: «il Comune di Borgo Lampreda»."""

    name: Line
    article: Article
    number: Number = Number.SINGULAR


class AddendumData(ActData, frozen=True, kw_only=True):
    """Un atto aggiuntivo: modifica un atto, ne proroga la scadenza, o tutt'e due.

    Le parti sono quelle di oggi; ``joined`` e ``withdrawn`` dicono chi è entrato e uscito."""

    ordinal: Annotated[int, Meta(ge=1, le=99)] = 1
    parent: AmendedAct
    amendments: tuple[Amendment, ...] = ()
    new_end: Annotated[date | None, Meta(description="La nuova scadenza")] = None
    joined: tuple[NamedBody, ...] = ()
    withdrawn: tuple[NamedBody, ...] = ()
    resources: Resources | None = None
    personal_data: PersonalData | None = None

    @property
    def code(self) -> str:
        return "add"
