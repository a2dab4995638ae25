"""A template compiled once: a document then costs a render, a strict reading and a deflate.

What docxtpl does for every document and is the same for every document (reading the package,
patching the tags, compiling, packing what does not change) is done here once for a template.
What it does after rendering (signs that become breaks, pictures numbered anew) is done only
where there is something to do. The result is docxtpl's, part for part: it is the oracle of the
tests.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from docxtpl import DocxTemplate
from jinja2 import Template
from jinja2.runtime import Context

from registry.platform.documents.contents import has_contents, with_contents
from registry.platform.documents.environment import Printed, TemplateEnvironment
from registry.platform.documents.package import CORE, DECLARATION, core_properties, in_order
from registry.platform.documents.plain import Plain
from registry.platform.documents.sheets import DOCUMENT, Sheets
from registry.platform.documents.zipped import FAST, HalfZip, Packed, packed

ENVIRONMENT = TemplateEnvironment()
TAG = re.compile(r"\{[{%]")
INSIDE_A_TAG = re.compile(r"<[^<>]*\{\{[^<>]*>")
PICTURE_ID = re.compile(r'(<wp:docPr\b[^>]*?\bid=")\d+(")')
FIRST_PICTURE = 1001
TABLE_WITHOUT_ROWS = "</w:tblGrid></w:tbl>"


class Unfit(Exception):
    """What was rendered has a shape that only docxtpl's own path sets right."""


class Said(NamedTuple):
    """A part of a document: the values that it was made to say, in order, and how it is kept.

    ``rendered`` is what was packed, where nothing was done to it after the render: it is the
    template's words and the values, joined.
    """

    values: list[str]
    part: Packed
    rendered: bytes | None = None


class Filled(NamedTuple):
    docx: bytes
    said: list[Said]


class CompiledTemplate:
    """Nothing in it changes after it is made: many threads may fill it at once."""

    def __init__(self, sheets: Sheets) -> None:
        self._filled = {
            name: ENVIRONMENT.from_string(xml)
            for name, xml in sorted(sheets.sources.items())
            if TAG.search(xml)
        }
        same = {one: blob for one, blob in sheets.parts.items() if one not in {*self._filled, CORE}}
        self._same = HalfZip({name: same[name] for name in in_order(same)})
        self._core = [ENVIRONMENT.from_string(words) for words in sheets.core_words]
        document = sheets.sources[DOCUMENT]
        self._has_pictures = "<wp:docPr" in document
        self._has_contents = has_contents(document)
        self.is_said_in_order = not self._has_contents and not any(
            INSIDE_A_TAG.search(xml) for xml in sheets.sources.values()
        )
        """Whether every value stands in the text of its part as Jinja escaped it."""

    def fill(self, data: Mapping[str, Plain]) -> Filled:
        """Raises Unfit where docxtpl's path is needed, and UnicodeEncodeError for half a
        surrogate; whatever else XML cannot hold is found when the parts are read again."""
        # One context for all the parts: none of them can change it.
        context = Context(ENVIRONMENT, dict(data), None, {})
        said = [self._part(name, one, context) for name, one in self._filled.items()]
        said.append(self._properties(context))
        return Filled(self._same.whole([one.part for one in said]), said)

    def _part(self, name: str, template: Template, context: Context) -> Said:
        values, rendered = _rendered(template, context)
        xml = self._finished(rendered) if name == DOCUMENT else rendered
        if "\n" in xml or "\t" in xml:
            xml = DocxTemplate.resolve_listing(None, xml)
        content = DECLARATION + xml.encode()
        part = packed(name, content, level=FAST)
        return Said(values, part, content if xml is rendered else None)

    def _finished(self, xml: str) -> str:
        if TABLE_WITHOUT_ROWS in xml:
            raise Unfit
        if self._has_contents:
            xml = with_contents(xml)
        return _numbered(xml) if self._has_pictures else xml

    def _properties(self, context: Context) -> Said:
        (title_values, title), (values, subject) = (_rendered(one, context) for one in self._core)
        core = core_properties(title=title, subject=subject)
        return Said(title_values + values, packed(CORE, core, level=FAST))


def _rendered(template: Template, context: Context) -> tuple[list[str], str]:
    """The values printed, as the escaped text that they became, and the whole.

    A template gives its own words as ``str``, and what it prints of the letter as ``Printed``.
    """
    pieces = list(template.root_render_func(context))
    return [piece for piece in pieces if type(piece) is Printed], "".join(pieces)


def _numbered(xml: str) -> str:
    """Each picture with a number of its own, as docxtpl gives them."""
    number = FIRST_PICTURE - 1

    def renumber(match: re.Match[str]) -> str:
        nonlocal number
        number += 1
        return f"{match.group(1)}{number}{match.group(2)}"

    return PICTURE_ID.sub(renumber, xml)
