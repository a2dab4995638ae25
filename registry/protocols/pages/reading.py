"""What people type in the forms of acts, brought to what the shapes want.

A list is typed one line each; a place by its name or code; a group of fields left blank is
a group that is not there.
"""

from litestar.datastructures import FormMultiDict

from registry.platform.errors import InvalidInput
from registry.territory import queries as territory


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
            codes.append((name, (await territory.place_named(line, field=name)).code))
        except InvalidInput as doubtful:
            wrong |= doubtful.fields
    kept = [(key, value) for key, value in form.multi_items() if key != name]
    return FormMultiDict([*kept, *codes]), wrong
