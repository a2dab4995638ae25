"""docxtpl's own path: pictures, links, insets, tables whose shape changes. The tests' oracle.

Chosen before rendering. It costs some twenty times a compiled template, and gives the same parts.
"""

import io
from collections.abc import Mapping
from typing import Any

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage, RichText
from lxml import etree

from registry.platform.documents.contents import has_contents, with_contents
from registry.platform.documents.environment import TemplateEnvironment, literal
from registry.platform.documents.letter import Inset, Link, Picture
from registry.platform.documents.package import DECLARATION, finish, pack, read_parts
from registry.platform.documents.plain import Plain
from registry.platform.documents.sheets import DOCUMENT, Sheets, patched
from registry.platform.documents.text import parse_strictly

FOR_XML = TemplateEnvironment(finalize=literal)
FOR_TEXT = TemplateEnvironment(for_xml=False)


def fill_the_long_way(sheets: Sheets, data: Mapping[str, Plain]) -> bytes:
    """The template with the data in it, as a finished package."""
    document = _StrictTemplate(io.BytesIO(pack(sheets.parts)))
    document.init_docx()
    document.render({name: _dressed(value, document) for name, value in data.items()},
                    FOR_XML, autoescape=True)  # fmt: skip
    target = io.BytesIO()
    document.save(target)
    title, subject = (FOR_TEXT.from_string(words).render(data) for words in sheets.core_words)
    parts = read_parts(finish(target.getvalue(), title=title, subject=subject))
    if has_contents(sheets.sources[DOCUMENT]):
        xml = etree.tostring(parse_strictly(parts[DOCUMENT]), encoding="unicode")
        parts[DOCUMENT] = DECLARATION + with_contents(xml).encode()
    return pack(parts)


class _StrictTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    def patch_xml(self, src_xml: str) -> str:
        return patched(src_xml)

    def fix_tables(self, xml: str) -> etree._Element:
        # docxtpl parses here with recover=True and loses, in silence, what does not parse.
        parse_strictly(xml.encode())
        tree: etree._Element = super().fix_tables(xml)
        return tree

    def render_properties(self, context: object, jinja_env: object = None) -> None:
        """Not here: docxtpl would escape them twice."""


def _dressed(value: Plain, document: DocxTemplate) -> Any:
    """The value as docxtpl wants it, all the way down."""
    if isinstance(value, dict):
        return {name: _dressed(item, document) for name, item in value.items()}
    if isinstance(value, list):
        return [_dressed(item, document) for item in value]
    if isinstance(value, Picture):
        return _Described(document, value)
    if isinstance(value, Link):
        link = RichText()
        link.add(value.words, url_id=document.build_url_id(value.address))
        return link
    if isinstance(value, Inset):
        return document.new_subdoc(io.BytesIO(value.docx))
    return value


class _Described(InlineImage):  # type: ignore[misc]  # docxtpl has no types
    """A picture with the words that a screen reader says for it (WCAG 1.1.1)."""

    def __init__(self, document: DocxTemplate, picture: Picture) -> None:
        super().__init__(document, io.BytesIO(picture.content), width=Mm(picture.width))
        self.description = picture.description

    def _insert_image(self) -> str:
        before, mark, after = super()._insert_image().partition("<wp:docPr ")
        return f'{before}{mark}descr="{literal(self.description)}" {after}'

    def __html__(self) -> str:
        return self._insert_image()
