"""The words with which one act changes another, and what each change must and may say."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from registry.platform.documents.italian import list_letter
from registry.platform.documents.letter import runs
from registry.platform.documents.need import Needs
from registry.platform.i18n import _, lazy
from registry.protocols.letters.acts import Amendment, Change, TextArticle
from registry.protocols.letters.articles import CommaLine, LetterLine
from registry.protocols.letters.data import CommaData

LATIN = (
    *("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies"),
    *("undecies", "duodecies"),
)
ASKED = {
    "old_words": lazy("Scrivi le parole che ci sono oggi."),
    "new_words": lazy("Scrivi le parole nuove."),
    "heading": lazy("Scrivi il titolo dell'articolo."),
    "commas": lazy("Scrivi il testo dell'articolo."),
}


@dataclass(frozen=True)
class Part:
    """What a change is about: an article, a comma of it, a letter."""

    one: str
    """«l’articolo 5», «il comma 2», «la lettera b)»."""
    after: str
    """«all’articolo 5, », before a comma or a letter; empty for an article."""
    ending: str
    """«soppresso», «inserita»."""


def check_amendments(amendments: Sequence[Amendment], needs: Needs) -> None:
    """Each change says what it needs, and nothing that it does not use."""
    for n, one in enumerate(amendments):
        wanted = _wanted(one)
        for name, sentence in ASKED.items():
            given = bool(getattr(one, name))
            path = f"amendments.{n}.{name}"
            if name in wanted and not given:
                needs.refuse(path, str(sentence))
            if name not in wanted and given:
                needs.refuse(path, _("Questa modifica non usa queste parole: toglile."))
        if one.letter and not one.comma and one.change is Change.INSERT_AFTER:
            needs.refuse(f"amendments.{n}.comma", _("Di' in quale comma sta la lettera."))


def amendment_commas(lead_in: str, texts: Sequence[Sequence[str]]) -> tuple[CommaLine, ...]:
    """The changes as letters under ``lead_in``; a new text of many paragraphs goes on below.

    Short words between quotation marks make rivers where lines are justified: these are not.
    """
    lines: list[LetterLine] = []
    for n, paragraphs in enumerate(texts):
        sign = "." if n == len(texts) - 1 else ";"
        closed = [*paragraphs[:-1], f"{paragraphs[-1]}{sign}"]
        marks = [f"{list_letter(n)})", *([""] * (len(closed) - 1))]
        lines += [
            LetterLine(mark, runs(text), is_left=True)
            for mark, text in zip(marks, closed, strict=True)
        ]
    return (CommaLine("", runs(lead_in), tuple(lines), stays_with_next=True),)


def lone_amendment(lead_in: str, paragraphs: Sequence[str]) -> tuple[CommaLine, ...]:
    """The only change, in the sentence itself."""
    texts = [f"{lead_in}{paragraphs[0]}", *paragraphs[1:]]
    texts[-1] = f"{texts[-1]}."
    rest = tuple(LetterLine("", runs(text), is_left=True) for text in texts[1:])
    stays = bool(rest)
    return (CommaLine("", runs(texts[0]), rest, stays_with_next=stays, is_left=not stays),)


def in_words(one: Amendment, new_number: str) -> list[str]:
    """The change as paragraphs, without the sign that closes it: «all’articolo 5, comma 2, la
    parola: «trimestrale» è sostituita dalla seguente: «semestrale»»."""
    if one.change in {Change.REPLACE_WORDS, Change.ADD_WORDS, Change.DELETE_WORDS}:
        return [f"{_place(one)}, {_of_words(one)}"]
    part = _part(one)
    if one.change is Change.DELETE:
        return [f"{part.after}{part.one} è soppress{part.ending}"]
    following = f"{'il' if part.ending == 'o' else 'la'} seguente"
    if one.change is Change.INSERT_AFTER:
        lead_in = f"{part.after}dopo {part.one} è inserit{part.ending} {following}: "
        return _quoted(lead_in, list(_new_text(one, new_number)))
    by = "dal" if part.ending == "o" else "dalla"
    lead_in = f"{part.after}{part.one} è sostituit{part.ending} {by} seguente: "
    return _quoted(lead_in, list(_new_text(one, _own_number(one))))


def new_numbers(amendments: Sequence[Amendment], text: Sequence[TextArticle]) -> dict[int, str]:
    """The number of each thing inserted, by the place of its change: after 7, 7-bis.

    What the act and the changes before already have is not taken twice.
    """
    taken = _numbers_of(text)
    found = {}
    for n, one in enumerate(amendments):
        if one.change is Change.INSERT_AFTER:
            container = _container(one)
            number = next_number(_own_number(one), taken.setdefault(container, set()))
            taken[container].add(number)
            found[n] = number
    return found


def next_number(number: str, taken: Collection[str]) -> str:
    """«7-bis» after «7», «7-quater» when «7-bis» and «7-ter» are taken."""
    root, _hyphen, suffix = number.partition("-")
    start = LATIN.index(suffix) + 1 if suffix in LATIN else 0
    free = (f"{root}-{one}" for one in LATIN[start:] if f"{root}-{one}" not in taken)
    return next(free, f"{root}-{LATIN[-1]}")


def touched_articles(
    amendments: Sequence[Amendment], numbers: dict[int, str], *also: str
) -> list[str]:
    """«5», «7-bis», «13»: the articles that change, in their order."""
    found = {also_one for also_one in also if also_one}
    for n, one in enumerate(amendments):
        is_new = one.change is Change.INSERT_AFTER and not one.comma and not one.letter
        found.add(numbers[n] if is_new else one.article)
    return sorted(found, key=in_order)


def in_order(number: str) -> tuple[int, int]:
    root, _hyphen, suffix = number.partition("-")
    return int(root), LATIN.index(suffix) + 1 if suffix in LATIN else 0


def nested(text: str) -> str:
    """Within « », the quotation marks of the text become “ ”."""
    return text.replace("«", "“").replace("»", "”")


def _wanted(one: Amendment) -> set[str]:
    of_words = {
        Change.REPLACE_WORDS: {"old_words", "new_words"},
        Change.ADD_WORDS: {"old_words", "new_words"},
        Change.DELETE_WORDS: {"old_words"},
        Change.DELETE: set[str](),
    }
    if one.change in of_words:
        return of_words[one.change]
    return {"new_words"} if one.comma or one.letter else {"heading", "commas"}


def _of_words(one: Amendment) -> str:
    """The words and what becomes of them, agreeing with how many they are."""
    many = len(one.old_words.split()) > 1
    new_many = len(one.new_words.split()) > 1
    old = f"{'le parole' if many else 'la parola'}: «{nested(one.old_words)}»"
    by = "dalle seguenti" if new_many else "dalla seguente"
    if one.change is Change.DELETE_WORDS:
        return f"{old} {'sono soppresse' if many else 'è soppressa'}"
    if one.change is Change.ADD_WORDS:
        added = "sono inserite le seguenti" if new_many else "è inserita la seguente"
        return f"dopo {old} {added}: «{nested(one.new_words)}»"
    is_replaced = "sono sostituite" if many else "è sostituita"
    return f"{old} {is_replaced} {by}: «{nested(one.new_words)}»"


def _place(one: Amendment) -> str:
    comma = f", comma {one.comma}" if one.comma else ""
    letter = f", lettera {one.letter})" if one.letter else ""
    return f"all’articolo {one.article}{comma}{letter}"


def _part(one: Amendment) -> Part:
    if one.letter:
        place = f"all’articolo {one.article}" + (f", comma {one.comma}" if one.comma else "")
        what = f"la lettera {one.letter})"
        return Part(what, f"{place}, ", "a")
    if one.comma:
        what = f"il comma {one.comma}"
        return Part(what, f"all’articolo {one.article}, ", "o")
    return Part(f"l’articolo {one.article}", "", "o")


def _own_number(one: Amendment) -> str:
    return one.letter or one.comma or one.article


def _container(one: Amendment) -> tuple[str, ...]:
    """Where the number of the new thing must be free: among the articles, the commas, …"""
    if one.letter:
        return one.article, one.comma
    return (one.article,) if one.comma else ()


def _numbers_of(text: Sequence[TextArticle]) -> dict[tuple[str, ...], set[str]]:
    taken: dict[tuple[str, ...], set[str]] = {(): {article.number for article in text}}
    for article in text:
        taken[(article.number,)] = {comma.number for comma in article.commas}
        for comma in article.commas:
            taken[(article.number, comma.number)] = {one.letter for one in comma.letters}
    return taken


def _new_text(one: Amendment, number: str) -> Iterator[str]:
    """The new text, a paragraph each: an article with its commas and letters, or one line."""
    if one.letter:
        yield f"{number}) {one.new_words}"
    elif one.comma:
        yield f"{number}. {one.new_words}"
    else:
        yield from _article_paragraphs(f"Art. {number} ({one.heading}) – ", one.commas)


def _article_paragraphs(head: str, commas: Sequence[CommaData]) -> Iterator[str]:
    for n, comma in enumerate(commas, start=1):
        numbered = f"{n}. {comma.text}" if len(commas) > 1 else comma.text
        yield f"{head if n == 1 else ''}{numbered}"
        for m, letter in enumerate(comma.letters):
            sign = "." if m == len(comma.letters) - 1 else ";"
            yield f"{list_letter(m)}) {letter.rstrip(';., ')}{sign}"


def _quoted(lead_in: str, paragraphs: list[str]) -> list[str]:
    """The paragraphs between « », which open in the first and close in the last."""
    texts = [nested(text) for text in paragraphs] or [""]
    texts[0] = f"{lead_in}«{texts[0]}"
    texts[-1] = f"{texts[-1]}»"
    return texts
