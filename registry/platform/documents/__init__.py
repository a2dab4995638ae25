"""The documents: a frozen dataclass of words becomes the .docx that people sign and send.

A letter's fields are exactly the placeholders of its template, already in words. ``render`` is
pure: the same letter and the same template give the same bytes. ``extract_text`` is what a
screen reader, a comparison or a checksum reads. ``check_template`` tells what is wrong with a
template before anybody uses it.
"""

from registry.platform.documents.checking import check_template
from registry.platform.documents.checks import LostText
from registry.platform.documents.engine import render
from registry.platform.documents.letter import Letter
from registry.platform.documents.text import extract_text

__all__ = ["Letter", "LostText", "check_template", "extract_text", "render"]
