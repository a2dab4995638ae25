"""The catalogue of the translations: brought up to date, or checked, from code and pages.

``python -m tools.messages`` adds what is new and drops what is gone;
``--check`` fails when something is missing, untranslated, or no longer used.
"""

import argparse
import io
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from registry.platform.i18n import CATALOGUES, LANGUAGES, SOURCE_LANGUAGE
from registry.platform.settings import ROOT

FOLDERS = ("intese", "registry", "good_practices", "templates/html")
METHODS = [("**.py", "python"), ("**.html", "jinja2")]
OPTIONS = {"**.html": {"extensions": "jinja2.ext.i18n,jinja2.ext.do,jinja2.ext.loopcontrols",
                       "newstyle_gettext": "true"}}  # fmt: skip
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None, "gettext": None, "lazy": None, "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2), "lazy_in": ((1, "c"), 2),
}  # fmt: skip


def wanted() -> Catalog:
    """Every message of code and pages."""
    catalogue = Catalog(charset="utf-8")
    for folder in FOLDERS:
        for _file, _line, message, _comments, context in extract_from_dir(
            ROOT / folder, METHODS, OPTIONS, keywords=KEYWORDS
        ):
            catalogue.add(message, context=context)
    return catalogue


def path_of(language: str) -> Path:
    return CATALOGUES / f"{language}.po"


def read(language: str) -> Catalog:
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update(language: str) -> None:
    catalogue = read(language)
    catalogue.update(wanted(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    out = io.BytesIO()
    write_po(out, catalogue, width=100, sort_output=True, no_location=True, omit_header=False)
    path_of(language).write_bytes(out.getvalue())


def problems(language: str) -> list[str]:
    """What keeps the catalogue from being complete, a line each."""
    catalogue, needed = read(language), wanted()
    there, asked = _named(catalogue), _named(needed)
    told = [f"missing: {_told(asked[name])}" for name in asked if name not in there]
    told += [f"no longer used: {_told(there[name])}" for name in there if name not in asked]
    for message in there.values():
        if not all(_texts(message)) or message.fuzzy:
            told.append(f"untranslated: {_told(message)}")
        elif _blanks_of(message.id) != _blanks_of(message.string):
            told.append(f"other blanks than the original: {_told(message)}")
    return told


def _named(catalogue: Catalog) -> dict[tuple[str | None, str], Message]:
    """Each message by its sense and its first form: one word in two senses is two messages."""
    return {(m.context, m.id if isinstance(m.id, str) else m.id[0]): m for m in catalogue if m.id}


def _told(message: Message) -> str:
    return f"{message.id!r}" + (f" ({message.context})" if message.context else "")


def _texts(message: Message) -> tuple[str, ...]:
    text = message.string
    return tuple(text) if isinstance(text, list | tuple) else (text,)


def _blanks_of(text: str | list[str] | tuple[str, ...]) -> set[tuple[str, str]]:
    """Names of the blanks, ``{name}`` and ``%(name)s`` alike."""
    one = text if isinstance(text, str) else text[-1]
    return set(re.findall(r"\{(\w*)[^}]*\}|%\((\w+)\)", one))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    told = []
    for language in LANGUAGES:
        if language == SOURCE_LANGUAGE:
            continue
        if not check:
            update(language)
        told += [f"{language}: {line}" for line in problems(language)]
    sys.stdout.write("".join(f"{line}\n" for line in told))
    return 1 if told and check else 0


if __name__ == "__main__":
    sys.exit(main())
