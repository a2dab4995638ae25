"""docxtpl as its documentation shows it, or rust-docxtpl where that is what is installed.

``python with_docxtpl.py FOLDER``: reads FOLDER/KIND.docx and FOLDER/KIND.json.
"""

import io
import json
import sys
from pathlib import Path

import docxtpl
from serving import Make, serve

FOLDER = Path(sys.argv[1])


def maker(kind: str) -> Make:
    template = FOLDER / f"{kind}.docx"
    context = json.loads((FOLDER / f"{kind}.json").read_text("utf-8"))

    def make() -> bytes:
        document = docxtpl.DocxTemplate(template)
        document.render(context, autoescape=True)
        target = io.BytesIO()
        document.save(target)
        return target.getvalue()

    return make


if hasattr(docxtpl, "accel"):
    # rust-docxtpl's own switch; its other caches are on by themselves.
    docxtpl.accel.enable()
serve(maker)
