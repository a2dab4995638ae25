"""The engine: a letter and its template in, a .docx out. Pure, reproducible, complete or loud."""

import io
from functools import lru_cache

from docxtpl import DocxTemplate
from lxml import etree

from registry.platform.documents.checks import check_complete, check_finished
from registry.platform.documents.environment import TemplateEnvironment
from registry.platform.documents.letter import Letter
from registry.platform.documents.package import CORE, DC, finish, read_parts
from registry.platform.documents.plain import Plain, plain_data
from registry.platform.documents.templates import check_template, read_template
from registry.platform.documents.text import parse_strictly

FOR_XML, FOR_TEXT = TemplateEnvironment(), TemplateEnvironment(for_xml=False)


class TemplateFault(Exception):
    """The template asks for what its letter does not have, or for more than reading it."""


def render(letter: Letter, *, template: bytes | None = None) -> bytes:
    """The .docx that says the letter, with ``letter.template`` or the one given.

    Raises InvalidInput (with paths) for text that a document cannot hold, or that leaves a place
    open in a final one; TypeError for what is not plain data; TemplateFault and LostText, which
    are bugs, when the template is wrong or a word would be lost.
    """
    source = read_template(letter.template) if template is None else template
    faults = _faults(source, type(letter))
    if faults:
        raise TemplateFault("; ".join(faults))
    data = plain_data(letter)
    docx = fill(source, data)
    check_complete(docx, data)
    if not letter.is_draft:
        check_finished(docx, data, allowed=letter.open_places)
    return docx


def fill(template: bytes, data: dict[str, Plain]) -> bytes:
    """The template with the data in it, as a finished package. Checks nothing of the letter."""
    document = _StrictTemplate(io.BytesIO(template))
    document.render(data, FOR_XML, autoescape=True)
    target = io.BytesIO()
    document.save(target)
    properties = _core_words(template, data)
    return finish(target.getvalue(), title=properties["title"], subject=properties["subject"])


@lru_cache(maxsize=64)
def _faults(template: bytes, letter_type: type[Letter]) -> tuple[str, ...]:
    return tuple(check_template(letter_type, template))


class _StrictTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    def fix_tables(self, xml: str) -> etree._Element:
        # docxtpl parses here with recover=True and loses, in silence, what does not parse.
        parse_strictly(xml.encode())
        tree: etree._Element = super().fix_tables(xml)
        return tree

    def render_properties(self, context: object, jinja_env: object = None) -> None:
        """Not here: docxtpl would escape them twice. See ``_core_words``."""


def _core_words(template: bytes, data: dict[str, Plain]) -> dict[str, str]:
    """Title and subject as text; they are escaped once, when the part is written."""
    core = parse_strictly(read_parts(template)[CORE])
    return {
        name: FOR_TEXT.from_string(core.findtext(f"{{{DC}}}{name}") or "").render(data)
        for name in ("title", "subject")
    }
