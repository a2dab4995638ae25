"""The copy for reading: a .docx of ours as PDF/A-2b, tagged, by a LibreOffice that stays.

LibreOffice is started at the first wish, shut in (:func:`registry.platform.contained.launch`):
no network, a profile of its own that runs no macro, one folder to write in. It serves many
documents and is ended after some, after a pause, or when it does not answer. What it makes is
looked at before anybody gets it. Without LibreOffice everything else works.
"""

from registry.platform.pdf.converting import leave, to_pdf, to_pdf_async
from registry.platform.pdf.installed import find_office
from registry.platform.pdf.refusals import NoLibreOffice, NotConverted

__all__ = [
    "NoLibreOffice", "NotConverted", "find_office", "leave", "to_pdf", "to_pdf_async",
]  # fmt: skip
