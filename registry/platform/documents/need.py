"""What an act still lacks: a draft says where, a final one is refused with the whole list."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from registry.platform.documents.letter import Stage, missing, needed_for_final
from registry.platform.errors import InvalidInput


@dataclass
class Needs:
    """Collects, while a letter is composed, what is missing and what is wrong."""

    stage: Stage
    lacking: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)

    def words(self, value: str, path: str, what: str, sentence: str = "") -> str:
        """``value``, or «[manca: …]» with the path remembered."""
        if value.strip():
            return value
        self.lacking[path] = sentence or needed_for_final()
        return missing(what)

    def refuse(self, path: str, sentence: str) -> None:
        """Wrong at any stage."""
        self.wrong.setdefault(path, sentence)

    def check(self) -> None:
        """Raises InvalidInput with every wrong place; beyond a draft, with the missing ones too."""
        found = dict(self.wrong)
        if self.stage is Stage.FINAL:
            found = {**self.lacking, **found}
        if found:
            raise InvalidInput.of(found)


@dataclass
class WordBook(Mapping[str, str]):
    """The words that fill the clauses. One that lacks is missed only where a clause asks it."""

    needs: Needs
    known: dict[str, str] = field(default_factory=dict)
    asked: dict[str, tuple[str, str]] = field(default_factory=dict)

    def put(self, **words: str) -> None:
        """Words by name, ``act_this`` for ``act.this``; they may be empty."""
        for name, text in words.items():
            self.known[name.replace("_", ".", 1)] = text

    def ask(self, name: str, value: str, path: str, what: str) -> None:
        """A word that cannot be empty: when it is, the clause says what is missing."""
        if value.strip():
            self.known[name] = value
        else:
            self.asked[name] = (path, what)

    def __getitem__(self, name: str) -> str:
        if name in self.asked:
            return self.needs.words("", *self.asked[name])
        return self.known[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**self.known, **self.asked})

    def __len__(self) -> int:
        return len(self.known) + len(self.asked)
