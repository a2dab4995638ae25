"""What people type in the forms of acts, brought to what the shapes want.

A list is typed one line each; a place by its name or code; a group of fields left blank is
a group that is not there.
"""

from collections.abc import Iterable

from litestar.datastructures import FormMultiDict

from registry.platform.errors import InvalidInput
from registry.platform.i18n import _
from registry.territory import queries as territory
from registry.territory.kinds import PLACE_CODE, PlaceKind


def lines_of(text: str) -> list[str]:
    """The lines that say something, without the marks that people put before them."""
    return [line for raw in text.splitlines() if (line := raw.strip().lstrip("-–•").strip())]


def with_lines(form: FormMultiDict, *names: str) -> FormMultiDict:
    """The form with each of these fields cut into its lines."""
    kept = [(name, value) for name, value in form.multi_items() if name not in names]
    cut = [(name, line) for name in names for line in lines_of(text_of(form, name))]
    return FormMultiDict([*kept, *cut])


def text_of(form: FormMultiDict, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def without_blank_groups(form: FormMultiDict, *groups: str) -> FormMultiDict:
    """The form without the groups of fields (``drafting.governance``) that are all blank."""
    blank = [group for group in groups if not _says_anything(form, group)]
    return FormMultiDict(
        [
            (name, value)
            for name, value in form.multi_items()
            if not any(name.startswith(f"{group}.") for group in blank)
        ]
    )


def _says_anything(form: FormMultiDict, group: str) -> bool:
    """Choices that always have a value (an article, a gender) say nothing by themselves."""
    silent = (".article", ".gender")
    return any(
        isinstance(value, str) and value.strip() and not name.endswith(silent)
        for name, value in form.multi_items()
        if name.startswith(f"{group}.")
    )


async def with_places(
    form: FormMultiDict, name: str = "places"
) -> tuple[FormMultiDict, dict[str, str]]:
    """The form with the places that were typed as codes, and what is wrong with the others."""
    codes: list[tuple[str, str]] = []
    wrong: dict[str, str] = {}
    for line in lines_of(text_of(form, name)):
        try:
            codes.append((name, await place_code(line, name)))
        except InvalidInput as doubtful:
            wrong |= doubtful.fields
    kept = [(key, value) for key, value in form.multi_items() if key != name]
    return FormMultiDict([*kept, *codes]), wrong


# How people say which of several namesakes they mean.
SAID = {
    "provincia di ": PlaceKind.PROVINCE,
    "provincia del ": PlaceKind.PROVINCE,
    "provincia della ": PlaceKind.PROVINCE,
    "città metropolitana di ": PlaceKind.PROVINCE,
    "comune di ": PlaceKind.MUNICIPALITY,
    "regione ": PlaceKind.REGION,
}


async def place_code(words: str, field: str) -> str:
    """«com:019036», «com:019036 Cremona», «provincia di Cremona», or a name without namesakes.

    Raises InvalidInput, with the codes to choose from, for what may be several places.
    """
    first = words.split(maxsplit=1)[0]
    if PLACE_CODE.fullmatch(first):
        return first
    name, kind = _said(words)
    found = await territory.search_places(name, kind=kind, limit=8)
    called = [one for one in found if name.casefold() in _names(one.name, one.label)]
    if len(called) == 1:
        return called[0].code
    raise InvalidInput.of({field: _doubtful(words, [(one.code, one.label) for one in found])})


def _said(words: str) -> tuple[str, PlaceKind | None]:
    """The name, and the kind of place if it is said in front."""
    for said, kind in SAID.items():
        if words.casefold().startswith(said):
            return words[len(said) :], kind
    return words, None


def _names(*names: str) -> set[str]:
    return {name.casefold() for name in names}


def _doubtful(words: str, found: Iterable[tuple[str, str]]) -> str:
    choices = "; ".join(f"{code} {label}" for code, label in found)
    if not choices:
        return _("Non c'è un luogo che si chiama «{words}».").format(words=words)
    return _("«{words}» può essere: {choices}. Scrivi il codice che vuoi.").format(
        words=words, choices=choices
    )
