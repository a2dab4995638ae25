"""Fields of a page's forms: their ids, their sentences, what stands in them.

A page may hold several forms, with fields of the same name. The one that came back is the
one whose action is the address that answers: only its fields show what was wrong and typed.

A form that carries a version also carries what each field said when it was opened (``seen``,
as short digests). So, when somebody else was faster, each field is told apart: changed by one
of the two, and then that one's words stand; or by both, and then the words of who is writing
stand and the other's are beside them, to be chosen (``registry.platform.web.forms.read_change``).
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from litestar.datastructures import FormMultiDict
from markupsafe import Markup

from registry.platform.comparing import Piece, word_by_word
from registry.platform.errors import Stale
from registry.platform.i18n import _
from registry.platform.web.forms import INSTEAD, OURS, SEEN, VERSION, number_or_none, typed
from registry.platform.web.parts import uid
from registry.platform.web.typed_words import marked

MOST_LINES = 200
UNKNOWN = object()
"""A field that is not compared: nobody knows what the registry has for it."""
POINT = re.compile("\ue010(\\d+)\ue011")
"""Where a line of what is wrong stands, until the page has told what its field is called."""


@dataclass(frozen=True)
class Other:
    """The version that does not stand in the field; ``is_theirs`` where both wrote, otherwise
    it is what the field said before somebody changed it."""

    values: tuple[str, ...]
    is_theirs: bool
    wrote: str
    """Whose words these are: «Area IV ha scritto:»."""

    @property
    def instead(self) -> str:
        """What the box beside it sends: these values, in place of the field's."""
        return msgspec.json.encode(self.values).decode()


@dataclass(frozen=True)
class Field:
    """One field as the macros write it. ``sentence`` says what is wrong with it, or nothing."""

    name: str
    id: str
    label: str = ""
    sentence: str = ""
    help: str = ""
    values: tuple[str, ...] = ()
    other: Other | None = None

    @property
    def value(self) -> str:
        return self.values[0] if self.values else ""

    @property
    def described_by(self) -> str:
        """The ids of the sentences beside it, for ``aria-describedby``."""
        ids = [
            f"errore-{self.id}" if self.sentence else "",
            f"aiuto-{self.id}" if self.help else "",
            f"altra-{self.id}" if self.other else "",
        ]
        return " ".join(filter(None, ids))

    def other_words(self, options: Sequence[Any] = ()) -> list[Piece]:
        """The other version in words, with what differs from the field's."""
        assert self.other is not None  # noqa: S101  asked only where there is one
        theirs = "\n".join(words_of(self.other.values, options))
        if options:
            return [Piece(theirs, is_changed=False)] if theirs else []
        return word_by_word("\n".join(self.values), theirs)[1]


class Forms:
    """The forms of one page while it is being written; ``forms`` in the macros."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._path = _plain(str(given.get("path", "/")))
        self._wrong: Mapping[str, str] = given.get("wrong") or {}
        self._typed: Mapping[str, Any] = given.get("typed") or {}
        self._stale: Stale | None = given.get("stale")
        self._when_opened = _read_seen(str(self._typed.get(SEEN) or ""))
        self._action: str | None = None
        self._ids: set[str] = set()
        self._known: dict[str, str] = {}
        self._called: dict[str, tuple[str, str]] = {}
        self._elsewhere: dict[str, tuple[str, str]] = {}
        self._points: list[tuple[str, str]] = []
        self.differences: list[Field] = []

    def enter(self, action: str) -> str:
        """From here fields belong to this form. Empty, so that a template can say it."""
        self._action = _plain(action)
        self._known, self.differences = {}, []
        return ""

    def leave(self) -> str:
        self._action = None
        return ""

    def field(self, name: str, label: str = "", help: str = "", known: object = UNKNOWN) -> Field:  # noqa: A002  the macros' own word
        """``known`` is what the registry has, one value or several."""
        sentence = self._wrong.get(name, "") if self._came_back else ""
        id_, ours, theirs = self._id(name), self._typed_in(name), _texts(known)
        if known is not UNKNOWN:
            self._known[name] = _digest(theirs)
        stands, other = self._settled(name, ours, theirs, known is not UNKNOWN)
        told = Field(name, id_, str(label), sentence, str(help), stands, other)
        called = self._called if self._came_back else self._elsewhere
        called.setdefault(name, (id_, str(label)))
        if other is not None:
            self.differences.append(told)
        return told

    def place(self, name: str, id_: str, label: str) -> str:
        """Where something that may be wrong stands, and how the page calls it. Fields tell it
        by themselves; empty, so that a template can say it."""
        self._called.setdefault(name, (id_, label))
        return ""

    def points(self, wrong: Mapping[str, str]) -> list[Markup]:
        """What is wrong, a line each, although the fields come only after: see ``settled``."""
        at = len(self._points)
        self._points += [(name, line) for name, told in wrong.items() for line in told.split("\n")]
        return [Markup(f"\ue010{n}\ue011") for n in range(at, len(self._points))]  # noqa: S704  ours

    def settled(self, html: str) -> str:
        """The page with each line of what is wrong: what its field is called, and the way to it."""
        if not self._points:
            return html
        return POINT.sub(lambda at: self._point(*self._points[int(at[1])]), html)

    def _point(self, name: str, sentence: str) -> Markup:
        if not name:
            return Markup("{}").format(marked(sentence))
        id_, label = self._place_of(name)
        told = marked(sentence)
        if label:
            told = Markup("<b>{}</b> – {}").format(marked(label), told)
        return Markup('<a href="#{}">{}</a>').format(id_, told)

    def _place_of(self, name: str) -> tuple[str, str]:
        """Of a group that is wrong as a whole, where its first field stands."""
        for called in (self._called, self._elsewhere):
            first = (one for one in called if one.startswith(f"{name}."))
            found = name if name in called else next(first, "")
            if found:
                return called[found]
        return f"campo-{name}", ""

    @property
    def is_filled_in(self) -> bool:
        """Whether what came back has fields: a button has only what it carries by itself."""
        return not OURS.issuperset(self._typed)

    @property
    def is_stale(self) -> bool:
        """Whether this form came back because somebody else was faster."""
        return self._stale is not None and self._came_back

    @property
    def seen(self) -> str:
        """What the form carries to tell, later, which fields somebody changed.

        One that came back with something wrong still comes from the version that was opened.
        """
        if self._is_still_the_same:
            return str(self._typed.get(SEEN) or "")
        return " ".join(f"{name}={digest}" for name, digest in self._known.items())

    def version(self, known: int) -> int:
        opened = number_or_none(self._typed.get(VERSION))
        return opened if opened is not None and self._is_still_the_same else known

    def lines(self, name: str, known: list[Any], *, blank: Any, spare: int = 0) -> list[Any]:
        """Lines of a repeated group: those that are known, and blank ones to add to, at least
        as many as were typed."""
        typed = [
            number_or_none(field.split(".")[1]) or 0
            for field in self._typed
            if field.startswith(f"{name}.") and any(self._typed_in(field) or ())
        ]
        last = max((place + 1 for place in typed if place < MOST_LINES), default=0)
        return known + [blank] * (max(0, last - len(known)) + spare)

    @property
    def _is_still_the_same(self) -> bool:
        return self._came_back and VERSION in self._typed and self._stale is None

    def _typed_in(self, name: str) -> tuple[str, ...] | None:
        """What was typed; None where nothing came back."""
        if not self._typed or not self._came_back:
            return None
        return _texts(self._typed.get(name))

    def _settled(
        self, name: str, ours: tuple[str, ...] | None, theirs: tuple[str, ...], is_known: bool
    ) -> tuple[tuple[str, ...], Other | None]:
        """What stands in the field, and the version beside it."""
        if ours is None:
            return theirs, None
        now, mine = _digest(theirs), _digest(ours)
        if self._stale is None or not self._came_back or not is_known or now == mine:
            return ours, None
        opened = self._when_opened.get(name)
        if opened == now:
            return ours, None
        if opened is None and self._when_opened:
            # The page that was sent had no such field: what it did not say takes nothing away.
            return theirs, None
        if opened == mine:
            before = _("È stato cambiato: qui sopra com'è ora. Quando hai aperto la pagina diceva:")
            return theirs, Other(ours, is_theirs=False, wrote=before)
        return ours, Other(theirs, is_theirs=True, wrote=self._stale.wrote)

    @property
    def _came_back(self) -> bool:
        return self._action in (None, self._path)

    def _id(self, name: str) -> str:
        # The summary of what is wrong links to ``campo-name``: the form that came back has it.
        id_ = f"campo-{name}"
        if id_ in self._ids or (self._wrong and not self._came_back):
            return uid(id_)
        self._ids.add(id_)
        return id_

    def instead(self, field: Field) -> str:
        """The name of the box that takes the other version."""
        return INSTEAD + field.name


def saved_as(version: int, form: FormMultiDict, unsaved: Collection[str] = ()) -> dict[str, str]:
    """The headers that answer an autosave: the page goes on from what it has just sent.

    Only the fields that say something new are told: a header has little room. ``unsaved`` are
    those, or the groups, that could not be kept: the registry still has what it had.
    """
    opened = _read_seen(str(typed(form).get(SEEN) or ""))
    now = _seen_now(form, opened, unsaved)
    seen = " ".join(f"{name}={digest}" for name, digest in now.items() if digest != opened[name])
    return {"X-Version": str(version), "X-Seen": seen}


def kept_in_part(
    version: int, form: FormMultiDict, unsaved: Collection[str]
) -> dict[str, str | list[str]]:
    """What was typed, for a form that comes back although the rest of it was kept."""
    sent = typed(form)
    now = _seen_now(form, _read_seen(str(sent.get(SEEN) or "")), unsaved)
    seen = " ".join(f"{name}={digest}" for name, digest in now.items())
    return sent | {VERSION: str(version), SEEN: seen}


def _seen_now(
    form: FormMultiDict, opened: Mapping[str, str], unsaved: Collection[str]
) -> dict[str, str]:
    sent = typed(form)
    return {
        name: digest if name.split(".")[0] in unsaved else _digest(_texts(sent.get(name)))
        for name, digest in opened.items()
    }


def words_of(values: Iterable[str], options: Sequence[Any] = ()) -> list[str]:
    """The values as people read them: by the words of the options, where it is a choice."""
    words = dict(_flat(options))
    return [words.get(value, value) for value in values]


def _flat(options: Iterable[Any]) -> Iterable[tuple[str, str]]:
    for value, words in options:
        if isinstance(words, list | tuple):
            yield from _flat(words)
        else:
            yield str(value), str(words)


def _texts(known: object) -> tuple[str, ...]:
    if known is None or known is UNKNOWN:
        return ()
    if isinstance(known, list | tuple):
        return tuple(str(one) for one in known if one is not None)
    return (str(known),)


def _digest(values: tuple[str, ...]) -> str:
    """The same for texts that differ only by empty lines, spaces at the ends, or order."""
    tidy = ("\n".join(filter(None, map(str.strip, value.splitlines()))) for value in values)
    whole = "\0".join(sorted(filter(None, tidy)))
    return hashlib.blake2s(whole.encode(), digest_size=4).hexdigest()


def _read_seen(words: str) -> dict[str, str]:
    pairs = (one.partition("=") for one in words.split())
    return {name: digest for name, _equals, digest in pairs}


def _plain(address: str) -> str:
    return address.partition("?")[0].rstrip("/") or "/"
