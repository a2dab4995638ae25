"""The text of an act with its changes in it, as one reads it: «testo coordinato».

The changes are made on the text, never typed: what they say to change must be there. New
words stand between (( )), as in the Gazzetta Ufficiale.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from registry.platform.documents.italian import list_letter, punctuated
from registry.platform.documents.letter import runs
from registry.platform.documents.need import Needs
from registry.platform.documents.typesetting import HYPHEN, NBSP
from registry.platform.i18n import _
from registry.protocols.letters.acts import (
    Amendment,
    Change,
    TextArticle,
    TextComma,
    TextLetter,
)
from registry.protocols.letters.articles import ArticleText, CommaLine, LetterLine
from registry.protocols.letters.data import CommaData

GONE = "soppress"
OPENED, CLOSED = "((", "))"


@dataclass
class _Piece:
    """A comma or a letter: its number and its words."""

    number: str
    text: str
    letters: list["_Piece"] = field(default_factory=list)


@dataclass
class _Article:
    number: str
    heading: str
    commas: list[_Piece]


def amended(
    text: Sequence[TextArticle],
    amendments: Sequence[Amendment],
    numbers: dict[int, str],
    needs: Needs,
    *,
    is_marked: bool = True,
) -> tuple[TextArticle, ...]:
    """The articles after the changes. Notes in ``needs`` each change that finds nothing."""
    articles = [_article(one) for one in text]
    marks = (OPENED, CLOSED) if is_marked else ("", "")
    for n, one in enumerate(amendments):
        wrong = _apply(articles, one, numbers.get(n, ""), marks)
        if wrong:
            name, sentence = wrong
            needs.refuse(f"amendments.{n}.{name}", sentence)
    return tuple(_told(one) for one in articles)


def in_print(articles: Iterable[TextArticle]) -> tuple[ArticleText, ...]:
    return tuple(
        ArticleText(one.number, one.heading, tuple(_comma_line(comma) for comma in one.commas))
        for one in articles
    )


def _comma_line(comma: TextComma) -> CommaLine:
    lines = tuple(LetterLine(f"{one.letter})", runs(one.text)) for one in comma.letters)
    number = f"{comma.number}." if comma.number else ""
    return CommaLine(number, runs(comma.text), lines, stays_with_next=bool(lines))


def _apply(
    articles: list[_Article], one: Amendment, number: str, marks: tuple[str, str]
) -> tuple[str, str] | None:
    """Makes the change, or tells which of its fields finds nothing, and why."""
    place = next((n for n, article in enumerate(articles) if article.number == one.article), None)
    if place is None:
        return "article", _("L'articolo {n} non c'è nell'atto.").format(n=one.article)
    if one.comma or one.letter:
        return _apply_inside(articles[place], one, number, marks)
    if one.change is Change.INSERT_AFTER:
        articles.insert(place + 1, _new_article(one, number, marks))
    elif one.change is Change.REPLACE:
        articles[place] = _new_article(one, one.article, marks)
    elif one.change is Change.DELETE:
        articles[place].commas = [_Piece("", _marked(f"{GONE}o", marks))]
    else:
        return _change_words(list(_pieces(articles[place].commas)), one, marks)
    return None


def _apply_inside(
    article: _Article, one: Amendment, number: str, marks: tuple[str, str]
) -> tuple[str, str] | None:
    comma = _comma_of(article, one)
    if comma is None:
        return "comma", _("Nell'articolo non c'è questo comma.")
    if not one.letter:
        return _change(article.commas, comma, one, (number, "o"), marks)
    letter = next((each for each in comma.letters if each.number == one.letter), None)
    if letter is None:
        return "letter", _("Nel comma non c'è questa lettera.")
    return _change(comma.letters, letter, one, (number, "a"), marks)


def _comma_of(article: _Article, one: Amendment) -> _Piece | None:
    """The comma that is named; an article with one comma needs no name for it."""
    if len(article.commas) == 1 and one.comma in {"", "1", article.commas[0].number}:
        return article.commas[0]
    return next((each for each in article.commas if each.number == one.comma), None)


def _change(
    among: list[_Piece],
    piece: _Piece,
    one: Amendment,
    new: tuple[str, str],
    marks: tuple[str, str],
) -> tuple[str, str] | None:
    """``new``: the number of what is inserted, and how «soppresso» ends."""
    number, ending = new
    if one.change is Change.INSERT_AFTER:
        among.insert(among.index(piece) + 1, _Piece(number, _marked(one.new_words, marks)))
    elif one.change is Change.REPLACE:
        piece.text, piece.letters = _marked(one.new_words, marks), []
    elif one.change is Change.DELETE:
        piece.text, piece.letters = _marked(f"{GONE}{ending}", marks), []
    else:
        return _change_words(list(_pieces([piece])), one, marks)
    return None


def _change_words(
    pieces: list[_Piece], one: Amendment, marks: tuple[str, str]
) -> tuple[str, str] | None:
    """The words are there once, or nobody could say which of them change."""
    old = plain(one.old_words)
    places = [piece for piece in pieces if old in piece.text]
    times = sum(piece.text.count(old) for piece in places)
    if times == 0:
        return "old_words", _("Nell'atto, in quel punto, queste parole non ci sono.")
    if times > 1:
        return "old_words", _(
            "Queste parole ci sono {times} volte: scrivine di più, perché sia chiaro quali."
        ).format(times=times)
    new = _marked(plain(one.new_words), marks)
    becomes = {
        Change.REPLACE_WORDS: new,
        Change.ADD_WORDS: f"{old}{'' if one.new_words[:1] in ',;.' else ' '}{new}",
        Change.DELETE_WORDS: _marked("…", marks) if marks[0] else "",
    }[one.change]
    places[0].text = " ".join(places[0].text.replace(old, becomes).split())
    return None


def plain(text: str) -> str:
    """Without what the printer adds: spaces that hold, hyphens, apostrophes of another shape."""
    return text.replace(NBSP, " ").replace(HYPHEN, "-").replace("'", "’")


def _marked(text: str, marks: tuple[str, str]) -> str:
    return f"{marks[0]}{plain(text)}{marks[1]}"


def _pieces(commas: Iterable[_Piece]) -> Iterator[_Piece]:
    for comma in commas:
        yield comma
        yield from comma.letters


def _new_article(one: Amendment, number: str, marks: tuple[str, str]) -> _Article:
    are_many = len(one.commas) > 1
    commas = [
        _new_comma(comma, str(n) if are_many else "", marks)
        for n, comma in enumerate(one.commas, start=1)
    ]
    return _Article(number, plain(one.heading), commas)


def _new_comma(comma: CommaData, number: str, marks: tuple[str, str]) -> _Piece:
    letters = [
        _Piece(list_letter(n), _marked(text, marks))
        for n, text in enumerate(punctuated(comma.letters))
    ]
    return _Piece(number, _marked(comma.text, marks), letters)


def _article(one: TextArticle) -> _Article:
    return _Article(one.number, plain(one.heading), [_piece(comma) for comma in one.commas])


def _piece(comma: TextComma) -> _Piece:
    letters = [_Piece(one.letter, plain(one.text)) for one in comma.letters]
    return _Piece(comma.number, plain(comma.text), letters)


def _told(one: _Article) -> TextArticle:
    return TextArticle(
        number=one.number,
        heading=one.heading,
        commas=tuple(
            TextComma(
                number=comma.number,
                text=comma.text,
                letters=tuple(
                    TextLetter(letter=letter.number, text=letter.text) for letter in comma.letters
                ),
            )
            for comma in one.commas
        ),
    )
