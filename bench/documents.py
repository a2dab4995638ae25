"""Making documents, against docxtpl as its documentation shows it."""

import io
import sys

from docxtpl import DocxTemplate

from bench.timing import medians
from intese.letters import KINDS
from registry.platform.documents import render
from registry.platform.documents.plain import plain_data
from registry.platform.settings import TEMPLATES

ROUNDS = 7


def main() -> None:
    for name in ("protocollo", "scheda", "lettera-trasmissione"):
        kind = KINDS[name]
        letter = kind.build(kind.example())
        context = plain_data(letter)

        def peer(template: str = letter.template, context: dict[str, object] = context) -> None:
            document = DocxTemplate(TEMPLATES / "docx" / template)
            document.render(context, autoescape=True)
            document.save(io.BytesIO())

        taken = medians(ROUNDS, {"ours": lambda letter=letter: render(letter), "docxtpl": peer})
        ratio = taken["docxtpl"] / taken["ours"]
        sys.stdout.write(
            f"{name:<22} {taken['ours'] * 1000:6.0f} ms   docxtpl {taken['docxtpl'] * 1000:6.0f} ms"
            f"   {ratio:.2f} × docxtpl, with every value read back\n"
        )
