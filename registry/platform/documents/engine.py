"""The engine: a letter and its template in, a .docx out. Pure, reproducible, complete or loud."""

from functools import lru_cache

from registry.platform.documents.checking import check_template
from registry.platform.documents.checks import check_complete, check_finished, check_said, holes_in
from registry.platform.documents.compiled import CompiledTemplate, Unfit
from registry.platform.documents.letter import Letter
from registry.platform.documents.long_way import fill_the_long_way
from registry.platform.documents.plain import Plain, plain_data, quick_data
from registry.platform.documents.sheets import Sheets, open_template
from registry.platform.documents.templates import read_template
from registry.platform.documents.text import UnreadablePart

MOST_TEMPLATES = 64


class TemplateFault(Exception):
    """The template asks for what its letter does not have, or for more than reading it."""


def render(letter: Letter, *, template: bytes | None = None) -> bytes:
    """The .docx that says the letter, with ``letter.template`` or the one given.

    Raises InvalidInput (with paths) for text that a document cannot hold, or that leaves a place
    open in a final one; TypeError for what is not plain data; TemplateFault and LostText, which
    are bugs, when the template is wrong or a word would be lost.
    """
    source = read_template(letter.template) if template is None else template
    # The program's own are checked by its tests: to read one as code takes a third of a second.
    faults = _faults(source, type(letter)) if template is not None else ()
    if faults:
        raise TemplateFault("; ".join(faults))
    quick = quick_data(letter)
    compiled = _compiled(source)
    if quick is None or compiled is None:
        return _the_long_way(source, letter)
    try:
        filled = compiled.fill(quick.data)
        if compiled.is_said_in_order:
            said = check_said(filled.said, quick.texts)
        else:
            said = check_complete(filled.docx, plain_data(letter))
    except Unfit:
        return _the_long_way(source, letter)
    except (UnreadablePart, UnicodeEncodeError):
        plain_data(letter)
        raise
    if not letter.is_draft and holes_in(said, letter.open_places):
        check_finished(filled.docx, plain_data(letter), allowed=letter.open_places)
    return filled.docx


def _the_long_way(source: bytes, letter: Letter) -> bytes:
    """By docxtpl, with the whole document read again and every text looked for in it."""
    data = plain_data(letter)
    docx = fill_the_long_way(_sheets(source), data)
    check_complete(docx, data)
    if not letter.is_draft:
        check_finished(docx, data, allowed=letter.open_places)
    return docx


def fill(template: bytes, data: dict[str, Plain]) -> bytes:
    """The template with the data in it, as a finished package. Checks nothing of the letter."""
    compiled = _compiled(template)
    try:
        if compiled is not None:
            return compiled.fill(data).docx
    except Unfit:
        pass
    return fill_the_long_way(_sheets(template), data)


@lru_cache(maxsize=MOST_TEMPLATES)
def _sheets(template: bytes) -> Sheets:
    return open_template(template)


@lru_cache(maxsize=MOST_TEMPLATES)
def _compiled(template: bytes) -> CompiledTemplate | None:
    """The template compiled, or None when only docxtpl's path can fill it."""
    sheets = _sheets(template)
    return None if sheets.needs_docxtpl else CompiledTemplate(sheets)


@lru_cache(maxsize=MOST_TEMPLATES)
def _faults(template: bytes, letter_type: type[Letter]) -> tuple[str, ...]:
    return tuple(map(str, check_template(letter_type, template)))
