"""The articles: clauses chosen, numbered without gaps, filled, with references that follow."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from registry.platform.documents.italian import list_letter, punctuated
from registry.platform.documents.letter import Run, runs
from registry.platform.documents.need import Needs
from registry.platform.i18n import _
from registry.protocols.clauses.library import (
    PLACE,
    Clause,
    Comma,
    Variant,
    act_kinds,
    article_order,
    clauses,
    filled,
    holds,
)
from registry.protocols.letters.commitments import COMPOSED, Promise
from registry.protocols.letters.data import ActData, ClauseChange, CommaData, OwnArticle
from registry.protocols.letters.ground import Ground


@dataclass(frozen=True)
class LetterLine:
    mark: str
    runs: tuple[Run, ...]
    stays_with_next: bool = False
    is_left: bool = False


@dataclass(frozen=True)
class CommaLine:
    """``number`` is empty for the only comma of an article."""

    number: str
    runs: tuple[Run, ...]
    letters: tuple[LetterLine, ...] = ()
    stays_with_next: bool = False
    is_left: bool = False


@dataclass(frozen=True)
class ArticleText:
    number: str
    heading: str
    commas: tuple[CommaLine, ...]


@dataclass(frozen=True)
class Ready:
    """An article whose words are there already: it only waits for its number."""

    key: str
    heading: str
    commas: tuple[CommaLine, ...]


@dataclass(frozen=True)
class Planned:
    """An article before it is written: its clauses, its own text, or the words themselves."""

    clauses: tuple[Clause, ...] = ()
    own: OwnArticle | None = None
    own_path: str = ""
    ready: Ready | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        if self.ready:
            return (self.ready.key,)
        return (self.own.key,) if self.own else tuple(clause.id for clause in self.clauses)


def plan(
    data: ActData,
    ground: Ground,
    needs: Needs,
    *,
    first: Sequence[Ready] = (),
    brought: Sequence[OwnArticle] = (),
) -> list[Planned]:
    """The articles that this act has, in order; their numbers become ``ref`` words.

    ``first`` stand before all clauses; ``brought`` are those that the kind of act brings.
    """
    changes = _changes(data, needs)
    planned = [Planned(ready=one) for one in first]
    planned += [
        Planned(tuple(clauses()[name] for name in article if name in standing))
        for article in article_order()
        if (standing := {n for n in article if _stands(n, data, ground, changes, needs)})
    ]
    for own in brought:
        _insert(planned, own, own.key, needs)
    for position, own in enumerate(data.own_articles):
        _insert(planned, own, f"own_articles.{position}", needs)
    for number, article in enumerate(planned, start=1):
        for key in article.keys:
            ground.words.known[f"ref.{key}"] = f"articolo {number}"
    if "ref.governance" not in ground.words:
        ground.facts.discard("body")  # left out on purpose: nothing may refer to it
    return planned


def write(
    planned: Sequence[Planned],
    data: ActData,
    ground: Ground,
    promises: Sequence[Promise],
    needs: Needs,
) -> list[ArticleText]:
    """The articles in words."""
    changes = _changes(data, needs)
    return [
        _written(number, article, changes, ground, promises, needs)
        for number, article in enumerate(planned, start=1)
    ]


def numbered(pairs: Sequence[tuple[str, Sequence[str]]]) -> tuple[CommaLine, ...]:
    """Commas with their letters; numbers only when they are two or more."""
    return tuple(
        comma_line(f"{n}." if len(pairs) > 1 else "", text, letters)
        for n, (text, letters) in enumerate(pairs, start=1)
    )


def comma_line(
    number: str, text: str, letters: Sequence[str] = (), *, last_sign: str = "."
) -> CommaLine:
    """``last_sign`` closes the last letter: «;» where the sentence goes on after it."""
    lines = tuple(
        LetterLine(mark=f"{list_letter(n)})", runs=runs(item), is_left="@" in item)
        for n, item in enumerate(punctuated(letters, last_sign=last_sign))
    )
    stays = bool(lines) or text.rstrip().endswith(":")
    return CommaLine(
        number, runs(text), lines, stays_with_next=stays, is_left="@" in text and not stays
    )


def with_references(text: str, path: str, ground: Ground, needs: Needs) -> str:
    """What a person wrote, with its ``{{ ref.… }}``; a reference to nothing is told."""
    for name in PLACE.findall(text):
        if name not in ground.words:
            needs.refuse(path, _unknown_place(name, ground))
            return text
    return filled(text, ground.words)


def user_commas(
    commas: Iterable[CommaData], path: str, ground: Ground, needs: Needs
) -> list[tuple[str, list[str]]]:
    return [
        (
            with_references(comma.text, f"{path}.{n}.text", ground, needs),
            [
                with_references(text, f"{path}.{n}.letters.{m}", ground, needs)
                for m, text in enumerate(comma.letters)
            ],
        )
        for n, comma in enumerate(commas)
    ]


def library_commas(
    commas: Iterable[Comma], ground: Ground, needs: Needs
) -> list[tuple[str, list[str]]]:
    return [
        _inline(filled(comma.text, ground.words), _letters(comma, ground, needs))
        for comma in commas
        if holds(comma.when, ground.facts)
    ]


def _inline(text: str, letters: list[str]) -> tuple[str, list[str]]:
    """A list of one is no list: it goes on in the sentence."""
    if len(letters) != 1:
        return text, letters
    return f"{text} {letters[0].rstrip(';., ')}.", []


def _changes(data: ActData, needs: Needs) -> dict[str, tuple[str, ClauseChange]]:
    found = {}
    for n, change in enumerate(data.changes):
        kind = act_kinds()[data.code]
        if change.clause not in clauses():
            needs.refuse(f"changes.{n}.clause", _no_such(change.clause, clauses()))
        elif not kind.may_have(change.clause):
            needs.refuse(f"changes.{n}.clause", _("Questo tipo di atto non ha questa clausola."))
        found[change.clause] = (f"changes.{n}", change)
    return found


def _stands(
    name: str,
    data: ActData,
    ground: Ground,
    changes: dict[str, tuple[str, ClauseChange]],
    needs: Needs,
) -> bool:
    clause, kind = clauses()[name], act_kinds()[data.code]
    path, change = changes.get(name, ("", None))
    is_due = (clause.is_mandatory and name in kind.always) or (
        bool(clause.mandatory_when) and holds(clause.mandatory_when, ground.facts)
    )
    if change and change.omit:
        if is_due:
            needs.refuse(f"{path}.omit", _("Questa clausola è obbligatoria per questo atto."))
        return is_due
    if not kind.may_have(name):
        return False
    if change and (change.commas or change.variant):
        return True
    return is_due if clause.mandatory_when else holds(clause.needs, ground.facts)


def _insert(planned: list[Planned], own: OwnArticle, path: str, needs: Needs) -> None:
    keys = [article.keys for article in planned]
    if any(own.key in one for one in keys) or own.key in clauses():
        needs.refuse(f"{path}.key", _("Questo nome è già di un altro articolo."))
    places = [n for n, one in enumerate(keys) if own.after in one]
    if not places:
        needs.refuse(f"{path}.after", _no_such(own.after, [key for one in keys for key in one]))
        return
    planned.insert(places[0] + 1, Planned(own=own, own_path=path))


def _written(
    number: int,
    article: Planned,
    changes: dict[str, tuple[str, ClauseChange]],
    ground: Ground,
    promises: Sequence[Promise],
    needs: Needs,
) -> ArticleText:
    if article.ready:
        return ArticleText(str(number), article.ready.heading, article.ready.commas)
    if article.own:
        pairs = user_commas(article.own.commas, f"{article.own_path}.commas", ground, needs)
        return ArticleText(str(number), article.own.heading, numbered(pairs))
    pairs = []
    for clause in article.clauses:
        if clause.id == COMPOSED and not _rewritten(clause, changes):
            pairs += [(promise.text, list(promise.letters)) for promise in promises]
        pairs += _clause_commas(clause, changes, ground, needs)
    heading = _heading(article.clauses[0], changes, ground, needs)
    return ArticleText(str(number), heading, numbered(pairs))


def _rewritten(clause: Clause, changes: dict[str, tuple[str, ClauseChange]]) -> bool:
    return clause.id in changes and bool(changes[clause.id][1].commas)


def _clause_commas(
    clause: Clause, changes: dict[str, tuple[str, ClauseChange]], ground: Ground, needs: Needs
) -> list[tuple[str, list[str]]]:
    path, change = changes.get(clause.id, ("", None))
    if change and change.commas:
        return user_commas(change.commas, f"{path}.commas", ground, needs)
    variant = _variant(clause, change, path, ground, needs)
    standing = [comma for comma in variant.commas if holds(comma.when, ground.facts)]
    if change and _lacks_words([comma.text for comma in standing], ground):
        sentence = _("Questa variante chiede fatti che l'atto non ha: aggiungili o riscrivila.")
        needs.refuse(f"{path}.variant", sentence)
        return []
    return library_commas(standing, ground, needs)


def _lacks_words(texts: Iterable[str], ground: Ground) -> bool:
    return any(name not in ground.words for text in texts for name in PLACE.findall(text))


def _variant(
    clause: Clause, change: ClauseChange | None, path: str, ground: Ground, needs: Needs
) -> Variant:
    if change and change.variant:
        for variant in clause.variants:
            if variant.id == change.variant:
                return variant
        known = [variant.id for variant in clause.variants]
        needs.refuse(f"{path}.variant", _no_such(change.variant, known))
    return next(one for one in clause.variants if holds(one.when, ground.facts))


def _letters(comma: Comma, ground: Ground, needs: Needs) -> list[str]:
    fixed = [
        filled(letter.text, ground.words)
        for letter in comma.letters
        if holds(letter.when, ground.facts)
    ]
    written = ground.lists.get(comma.letters_from, [])
    return fixed + [with_references(text, path, ground, needs) for path, text in written]


def _heading(
    clause: Clause,
    changes: dict[str, tuple[str, ClauseChange]],
    ground: Ground,
    needs: Needs,
) -> str:
    path, change = changes.get(clause.id, ("", None))
    if change and change.heading:
        return change.heading
    if change and _lacks_words([clause.heading], ground):
        needs.refuse(f"{path}.heading", _("Scrivi il titolo dell'articolo."))
        return ""
    return filled(clause.heading, ground.words)


def _unknown_place(name: str, ground: Ground) -> str:
    known = [one for one in ground.words if one.split(".")[0] in {"ref", "annex"}]
    return _no_such(name, known)


def _no_such(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), n=1)
    if near:
        return _("«{name}» non esiste in questo atto: forse «{near}»?").format(
            name=name, near=near[0]
        )
    return _("«{name}» non esiste in questo atto.").format(name=name)
